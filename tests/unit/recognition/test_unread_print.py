"""A line that was printed but not read is told; pages that were read wholly have none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine
from zcdossier.recognition.lines_under_seals import InkedPiece
from zcdossier.recognition.unread_print import unread_print_of

WIDTH, HEIGHT = 840, 1180
LINES = ("CERTIFICATE OF MERIT", "Lin Xiao", "has been awarded the first prize for work", "on the second of May")
ENOUGH_FOR_A_NAME = 0.8


def printed() -> tuple[np.ndarray, PageFacts]:
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(30)
    lines = []
    for number, text in enumerate(LINES):
        at = (100, 150 + 120 * number)
        pen.text(at, text, "black", font)
        left, top, right, bottom = pen.textbbox(at, text, font)
        box = Box(left / WIDTH, top / HEIGHT, right / WIDTH, bottom / HEIGHT)
        lines.append(TextLine(text, 0.99, box))
    return np.asarray(picture), PageFacts(1, lines=tuple(lines))


def amount_of(rgb: np.ndarray, page: PageFacts, inked: tuple[InkedPiece, ...] = ()) -> float | None:
    unread = unread_print_of(rgb, page, inked)
    return None if unread is None else unread.amount


def test_a_page_that_was_read_wholly() -> None:
    assert amount_of(*printed()) == 0


@settings(max_examples=4, deadline=None)
@given(st.sampled_from(range(len(LINES))))
def test_any_line_that_is_lost(lost: int) -> None:
    rgb, page = printed()
    kept = tuple(line for number, line in enumerate(page.lines) if number != lost)
    unread = amount_of(rgb, page._replace(lines=kept))
    assert unread is not None
    assert unread > ENOUGH_FOR_A_NAME


def test_where_it_may_be_read_again_is_told_but_not_under_ink() -> None:
    rgb, page = printed()
    box = page.lines[1].box
    lost = page._replace(lines=(page.lines[0], *page.lines[2:]))
    unread = unread_print_of(rgb, lost)
    assert unread is not None
    (place,) = unread.places
    assert place == pytest.approx(box, abs=0.015)
    under_ink = unread_print_of(rgb, lost, (piece_of(rgb, box),))
    assert under_ink is not None
    assert under_ink.places == ()


def test_what_a_seal_covers_is_no_line() -> None:
    rgb, page = printed()
    seal = Seal(page.lines[-1].box, "round", 0.9)
    assert amount_of(rgb, page._replace(lines=page.lines[:-1], seals=(seal,))) == 0


def test_nothing_read_can_not_be_told() -> None:
    rgb, page = printed()
    assert unread_print_of(rgb, page._replace(lines=())) is None


def piece_of(rgb: np.ndarray, box: Box, read: tuple[Box, ...] = (), hardly: tuple[Box, ...] = ()) -> InkedPiece:
    """A piece as wide as the page around a box, as it is without ink: here it has none."""
    top, bottom = box.top - 0.02, box.bottom + 0.02
    light = rgb[round(top * HEIGHT) : round(bottom * HEIGHT)].min(axis=2).astype(np.float32) / 255
    return InkedPiece(box, Box(0, top, 1, bottom), light, read, hardly)


def test_under_a_seal_only_what_is_read_without_its_ink_is_read() -> None:
    rgb, page = printed()
    box = page.lines[1].box
    lost = page._replace(lines=(page.lines[0], *page.lines[2:]))
    seal_words = page._replace(lines=(page.lines[0], page.lines[1]._replace(text="seal"), *page.lines[2:]))
    assert amount_of(rgb, lost, (piece_of(rgb, box, read=(box,)),)) == 0
    for seen in (lost, seal_words):
        unread = amount_of(rgb, seen, (piece_of(rgb, box),))
        assert unread is not None
        assert unread > ENOUGH_FOR_A_NAME


def test_remains_of_the_ink_are_lighter_than_print() -> None:
    rgb, page = printed()
    box = page.lines[1].box
    lost = page._replace(lines=(page.lines[0], *page.lines[2:]))
    piece = piece_of(rgb, box)
    assert amount_of(rgb, lost, (piece._replace(light=0.7 + 0.3 * piece.light),)) == 0


def test_what_was_hardly_read_is_unread_but_not_what_is_higher_than_a_line() -> None:
    rgb, page = printed()
    box = page.lines[1].box
    light = np.ones((80, WIDTH), np.float32)
    piece = InkedPiece(box, Box(0, box.top - 0.02, 1, box.bottom + 0.02), light, (), (box,))
    unread = amount_of(rgb, page, (piece,))
    assert unread is not None
    assert unread > ENOUGH_FOR_A_NAME
    high = box._replace(top=box.top - 0.05, bottom=box.bottom + 0.05)
    assert amount_of(rgb, page, (piece._replace(hardly=(high,)),)) == 0

"""One page looked at: rendered, turned upright, its text and its seals read, and how well it can be seen."""

import re
from collections.abc import Sequence

import numpy as np

from zcdossier.model.page_facts import PageFacts, Seal, TextLine, TextSource
from zcdossier.model.page_numerals import printed_page_number
from zcdossier.recognition.blank_page import is_blank
from zcdossier.recognition.lines_under_seals import InkedPiece, read_under_seals
from zcdossier.recognition.lost_dates import read_lost_dates
from zcdossier.recognition.page_axis import SIDEWAYS
from zcdossier.recognition.page_looks import look_at_page
from zcdossier.recognition.page_rendering import RenderedPage, render_page
from zcdossier.recognition.reading_order import lines_in_order
from zcdossier.recognition.recogniser import FoundText, Pixels, Recogniser
from zcdossier.recognition.seal_text import read_seal
from zcdossier.recognition.second_look import read_unread
from zcdossier.recognition.square_seals import SQUARE
from zcdossier.recognition.text_layer import is_what_the_page_shows
from zcdossier.recognition.unread_print import unread_print_of

_SURE, _SURE_WORD = 0.7, 0.9
_MOST_OF_A_BLANK = 5
"""Characters that a blank page may have: specks that were read as some."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CONTRADICTED = _HARDLY_WRITTEN = 0.5
_FEWEST_TO_TELL_BY = 3
"""Characters below which they may be no print at all but a pattern on a cup."""


def read_page(data: bytes, file: str, kind: str, index: int, recogniser: Recogniser) -> PageFacts:
    """Return the facts of one page (from 0) of a file of that kind.

    Raises what the libraries raise: a page that can't be read is no page without text.
    """
    return read_rendered(render_page(data, file, kind, index), index + 1, recogniser)


def read_rendered(rendered: RenderedPage, page: int, recogniser: Recogniser) -> PageFacts:
    """Return the facts of a page (from 1) that is rendered."""
    pixels = rendered.pixels
    looks = look_at_page(pixels, page)
    layer = rendered.layer
    if layer is not None and is_what_the_page_shows(layer, pixels):
        facts = looks._replace(
            text_source=TextSource.TEXT_LAYER, lines=layer.lines, turn=0, turn_confidence=1.0, is_blank=False
        )
    else:
        found = recogniser.read(pixels)
        facts = _with_lost_lines(_with_text(looks, found, pixels, recogniser), found, pixels, recogniser)
    height, scale = facts.text_height, rendered.per_pixel
    facts = facts._replace(text_height=None if height is None or scale is None else round(height * scale, 1))
    return _with_seal_texts(facts, pixels, recogniser)


def _with_text(looks: PageFacts, found: FoundText, pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    height, width = pixels.shape[:2]
    turn = found.turn or 0
    size = (height, width) if turn % 180 == SIDEWAYS else (width, height)
    lines = lines_in_order(found.lines, size, turn)
    confidence = found.turn_confidence
    if found.turn is not None and looks.turn is not None and found.turn % 180 != looks.turn:
        confidence *= _CONTRADICTED  # lines and letters are not of one mind
    if sum(len(line.text) for line in lines) < _FEWEST_TO_TELL_BY:
        confidence *= _HARDLY_WRITTEN
    written = _is_written(lines)
    return looks._replace(
        text_source=TextSource.OCR,
        lines=lines,
        turn=(turn + SIDEWAYS) % 360 if found.is_vertical else found.turn,
        turn_confidence=round(confidence, 4),
        is_blank=not written and _is_blank(looks, pixels, recogniser),
        cut_edges=looks.cut_edges if written else (),  # a picture of things has no lines that could run out of it
    )


def _with_lost_lines(facts: PageFacts, found: FoundText, pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    """Read once more what lies under seals and what was not read at all, and tell what is still not read.

    All of it with the page laid so that its lines are level.
    """
    laid = found.turn or 0
    level, upright = _turned(facts, laid), np.rot90(pixels, -(laid // 90))
    inked: tuple[InkedPiece, ...] = ()
    if facts.has_colour:
        level, inked = read_under_seals(level, upright, recogniser)
    unread = unread_print_of(upright, level, inked)
    if unread is not None and unread.places:
        level = read_unread(level, unread.places, upright, recogniser)
        unread = unread_print_of(upright, level, inked)
    level = read_lost_dates(level, upright, recogniser)
    return _turned(level, -laid)._replace(unread_print=unread.amount if unread is not None else None)


def _turned(facts: PageFacts, degrees: int) -> PageFacts:
    """The facts with their lines and seals where they lie once the page is turned clockwise."""
    if not degrees:
        return facts
    lines = tuple(line._replace(box=line.box.turned(degrees)) for line in facts.lines)
    seals = tuple(seal._replace(box=seal.box.turned(degrees)) for seal in facts.seals)
    return facts._replace(lines=lines, seals=seals)


def _is_written(lines: Sequence[TextLine]) -> bool:
    """Whether what was read is more than the number of a page: many signs, or a word of Chinese that is sure."""
    words = [line for line in lines if printed_page_number(line.text) is None]
    return sum(len(line.text) for line in words if line.confidence >= _SURE) > _MOST_OF_A_BLANK or any(
        line.confidence >= _SURE_WORD and len(_HAN.findall(line.text)) > 1 for line in words
    )


def _is_blank(looks: PageFacts, pixels: Pixels, recogniser: Recogniser) -> bool | None:
    """Whether a page on which no words were read is blank; a seal, or what may be one, is not nothing."""
    blank = is_blank(pixels, recogniser)
    return None if blank and (looks.seals or looks.perhaps_sealed) else blank


def _with_seal_texts(facts: PageFacts, pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    """Read the seals on the page turned upright."""
    if not facts.seals:
        return facts
    turn = facts.turn or 0
    upright = np.rot90(pixels, -(turn // 90))
    return facts._replace(seals=tuple(_with_seal_text(upright, seal, turn, recogniser) for seal in facts.seals))


def _with_seal_text(upright: Pixels, seal: Seal, turn: int, recogniser: Recogniser) -> Seal:
    if seal.shape == SQUARE:
        return seal._replace(box=seal.box.turned(0))  # its signs stand in columns, no ring
    text = read_seal(upright, seal._replace(box=seal.box.turned(turn)), recogniser).text
    return seal._replace(box=seal.box.turned(0), text=text)  # rounded

"""What looks and reading tell of one page together, with a recogniser that finds what it is told to."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zcdossier.recognition.page_looks import look_at_page
from zcdossier.recognition.page_rendering import RenderedPage
from zcdossier.recognition.read_page import read_rendered
from zcdossier.recognition.recogniser import Corners, FoundLine, FoundText, Pixels

CORNERS = np.array([[10, 10], [200, 10], [200, 40], [10, 40]], np.float32)


class _Finder:
    """Finds one line, or none, on its head or laid as it is told."""

    name = "finder 1"

    def __init__(self, text: str, turn: int = 180, *, is_vertical: bool = False) -> None:
        self.text = text
        self.found = FoundText((FoundLine(text, 0.95, CORNERS),), turn, 1.0, is_vertical)

    def read(self, _pixels: Pixels) -> FoundText:
        return self.found if self.text else FoundText()

    def read_strip(self, _pixels: Pixels) -> tuple[str, float]:
        return "", 0.0

    def find_faint(self, _pixels: Pixels) -> tuple[list[Corners], float]:
        return [], 0.0


@pytest.fixture(scope="module")
def pattern() -> Pixels:
    """Blots all over that run out of the picture on every side, as leaves or hoar frost do."""
    levels = np.random.default_rng(3).normal(0, 1, (110, 80))
    spots = np.where(levels > 0.9, 60, 200).astype(np.uint8)
    return np.asarray(Image.fromarray(spots).resize((800, 1100), Image.Resampling.NEAREST).convert("RGB"))


def test_a_picture_without_print_has_no_cut_lines(pattern):
    assert look_at_page(pattern).cut_edges
    for text in ("", "8", "NO 5"):
        assert read_rendered(RenderedPage(pattern, 1.0), 1, _Finder(text)).cut_edges == ()
    assert read_rendered(RenderedPage(pattern, 1.0), 1, _Finder("本年度考核优秀")).cut_edges


def test_a_mark_or_two_do_not_tell_for_sure_which_way_up_a_page_is():
    page = RenderedPage(np.full((1100, 800, 3), 230, np.uint8), 1.0)
    assert read_rendered(page, 1, _Finder("8")).turn_confidence <= 0.5
    assert read_rendered(page, 1, _Finder("CO")).turn_confidence <= 0.5
    assert read_rendered(page, 1, _Finder("荣誉证书")).turn_confidence == 1.0


@pytest.mark.parametrize(("laid", "turn"), [(270, 0), (0, 90), (90, 180), (180, 270)])
def test_vertical_print_stands_a_quarter_off_from_how_it_was_laid_to_be_read(laid: int, turn: int) -> None:
    page = RenderedPage(np.full((1100, 800, 3), 230, np.uint8), 1.0)
    assert read_rendered(page, 1, _Finder("荣誉证书", laid, is_vertical=True)).turn == turn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("- 12 -", True),
        ("第3页 共12页", True),
        ("2020.10.6", False),
        ("佐证材料", False),
        ("No. 2021008", False),
    ],
)
def test_a_page_with_a_word_on_it_is_not_blank(text, expected):
    page = RenderedPage(np.full((1100, 800, 3), 230, np.uint8), 1.0)
    assert read_rendered(page, 1, _Finder(text)).is_blank is expected


def test_a_pale_seal_is_not_nothing():
    page = Image.new("RGB", (850, 1200), (250, 249, 246))
    assert read_rendered(RenderedPage(np.asarray(page), 1.0), 1, _Finder("")).is_blank is True
    pen = ImageDraw.Draw(page)
    pen.ellipse((300, 600, 480, 780), outline=(250, 222, 222), width=6)
    pen.regular_polygon((390, 690, 30), 5, fill=(250, 222, 222))
    assert read_rendered(RenderedPage(np.asarray(page), 1.0), 1, _Finder("")).is_blank is None

"""Print that no line was found for is read by itself and takes its place among the lines."""

import numpy as np
import pytest

from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.recognition.recogniser import FoundLine, FoundText, Pixels
from zcdossier.recognition.second_look import read_unread

PAGE = np.full((1000, 800, 3), 250, np.uint8)
ABOVE, BELOW = TextLine("目录", 0.99, Box(0.4, 0.1, 0.6, 0.13)), TextLine("下一行", 0.99, Box(0.1, 0.5, 0.4, 0.53))
LEFT = TextLine("低碳物流路径优化研究", 0.99, Box(0.1, 0.3, 0.5, 0.33))
PLACE = Box(0.7, 0.3, 0.8, 0.33)


class _Finder:
    """Finds one line in the middle of whatever it is given."""

    name = "finder 1"

    def __init__(self, confidence: float) -> None:
        self.confidence = confidence
        self.looks = 0

    def read(self, pixels: Pixels) -> FoundText:
        self.looks += 1
        x, y = pixels.shape[1] / 2, pixels.shape[0] / 2
        corners = np.array([[x - 30, y - 10], [x + 30, y - 10], [x + 30, y + 10], [x - 30, y + 10]], np.float32)
        return FoundText((FoundLine("沈慕云", self.confidence, corners),), 0, 1.0)

    def read_strip(self, _pixels: Pixels) -> tuple[str, float]:
        return "", 0.0


def test_a_line_is_added_in_its_row() -> None:
    page = PageFacts(1, lines=(ABOVE, LEFT, BELOW))
    lines = read_unread(page, (PLACE,), PAGE, _Finder(0.95)).lines
    assert [line.text for line in lines] == ["目录", LEFT.text, "沈慕云", "下一行"]
    box = lines[2].box
    assert (box.left + box.right) / 2 == pytest.approx(0.75, abs=0.01)
    assert (box.top + box.bottom) / 2 == pytest.approx(0.315, abs=0.01)


@pytest.mark.parametrize(("confidence", "places"), [(0.5, (PLACE,)), (0.95, (LEFT.box,)), (0.95, ())])
def test_nothing_is_added_where_it_is_hardly_read_or_was_read_before(
    confidence: float, places: tuple[Box, ...]
) -> None:
    page = PageFacts(1, lines=(ABOVE, LEFT, BELOW))
    assert read_unread(page, places, PAGE, _Finder(confidence)) == page


def test_a_picture_is_not_looked_at_piece_by_piece() -> None:
    finder = _Finder(0.95)
    read_unread(PageFacts(1, lines=(ABOVE,)), (PLACE,) * 40, PAGE, finder)
    assert finder.looks == 0

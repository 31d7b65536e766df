"""Lines in columns: each followed by the nearest below it, whichever way the pages were read."""

from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.scan_text.joined_text import (
    JoinedText,
    PlacedLine,
    least_confidence,
    lines_in_columns,
    place_of_lines,
)
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.model.place import Place

SCAN = Scan("甲/1.jpg", "", Place("甲/1.jpg"))
steps = st.integers(0, 24).map(lambda step: step / 40)
sizes = st.integers(1, 8).map(lambda step: step / 40)


def _box(left: float, top: float, width: float, height: float) -> Box:
    return Box(left, top, left + width, top + height)


boxes = st.lists(st.builds(_box, steps, steps, sizes, sizes), max_size=14)


def _in_columns(given_boxes: list[Box]) -> list[str]:
    lines = tuple(TextLine(str(number), 1.0, box) for number, box in enumerate(given_boxes))
    return [placed.line.text for placed in lines_in_columns([ScanPage(SCAN, PageFacts(1, lines=lines))])]


def _is_below(box: Box, lower: Box) -> bool:
    height, lower_height = box.bottom - box.top, lower.bottom - lower.top
    gap = (lower.top + lower.bottom - box.top - box.bottom) / 2
    overlap = min(box.right, lower.right) - max(box.left, lower.left)
    is_in_column = overlap >= 0.5 * min(box.right - box.left, lower.right - lower.left)
    return 0.5 * height < gap < 2.3 * height and is_in_column and height / 1.7 < lower_height < height * 1.7


@given(boxes)
def test_every_line_is_followed_by_the_first_of_the_highest_below_it(given_boxes: list[Box]) -> None:
    below = [
        min(
            (number for number, lower in enumerate(given_boxes) if _is_below(box, lower)),
            key=lambda number: (given_boxes[number].top, number),
            default=None,
        )
        for box in given_boxes
    ]
    expected: list[int] = []
    for number in sorted(range(len(given_boxes)), key=lambda index: (given_boxes[index].top, given_boxes[index].left)):
        following: int | None = number
        while following is not None and following not in expected:
            expected.append(following)
            following = below[following]
    assert _in_columns(given_boxes) == [str(number) for number in expected]


def _placed(*texts: str, page: int = 1, sure: float = 1.0) -> list[PlacedLine]:
    lines = tuple(TextLine(text, sure, _box(0.1 * row, 0.1 * row, 0.2, 0.05)) for row, text in enumerate(texts))
    return [PlacedLine(ScanPage(SCAN, PageFacts(page, lines=lines)), line) for line in lines]


def test_the_way_back_from_a_place_in_a_text_to_its_lines() -> None:
    text = JoinedText.of(_placed("甲乙", "", "丙丁戊", "己"), str, "\n")
    assert text.text == "甲乙\n丙丁戊\n己\n"
    assert text.starts == (0, 3, 7)
    found = {span: [placed.line.text for placed in text.lines_at(*span)] for span in ((0, 2), (1, 4), (3, 6), (4, 8))}
    assert found == {(0, 2): ["甲乙"], (1, 4): ["甲乙", "丙丁戊"], (3, 6): ["丙丁戊"], (4, 8): ["丙丁戊", "己"]}
    assert [placed.line.text for placed in text.lines_at(7, 7)] == ["己"]


def test_lines_lie_in_the_box_around_those_on_the_page_of_the_first() -> None:
    on_page, beyond = _placed("甲", "乙"), _placed("甲", "乙", "丙", page=2)
    place = place_of_lines([*on_page, beyond[2]])
    assert place == on_page[0].page.place(Box(0.0, 0.0, 0.1 + 0.2, 0.1 + 0.05))


def test_lines_are_as_sure_as_the_least_sure() -> None:
    assert least_confidence([*_placed("甲", sure=0.9), *_placed("乙", sure=0.5)]) == 0.5
    assert least_confidence([]) == 0.0

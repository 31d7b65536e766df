"""Lines in columns: each followed by the nearest below it, whichever way the pages were read."""

from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.scan_text.joined_text import lines_in_columns
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

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.page_facts import Box
from zcdossier.recognition.reading_order import displayed_box, lines_in_order
from zcdossier.recognition.recogniser import FoundLine

SIDES = st.integers(0, 10_000).map(lambda part: part / 10_000)
BOXES = st.tuples(SIDES, SIDES, SIDES, SIDES).map(
    lambda sides: Box(*sorted(sides[:2])[:1], *sorted(sides[2:])[:1], max(sides[:2]), max(sides[2:]))
)
TURNS = st.sampled_from([0, 90, 180, 270])


def line(text: str, left: float, top: float, *, width: float = 100, height: float = 20, slope: float = 0) -> FoundLine:
    upper = [(left, top + slope * left), (left + width, top + slope * (left + width))]
    corners = [*upper, *((x, y + height) for x, y in reversed(upper))]
    return FoundLine(text, 0.9, np.array(corners, np.float32))


def order(*found: FoundLine, turn: int = 0) -> str:
    return "".join(each.text for each in lines_in_order(found, (1000, 1000), turn))


def test_rows_from_the_top_each_from_the_left():
    assert order(line("d", 500, 105), line("a", 10, 50), line("c", 10, 100), line("b", 300, 58)) == "abcd"


def test_a_page_photographed_askew_keeps_its_rows():
    cells = [line(text, left, top, slope=0.08) for text, left, top in [("b", 700, 50), ("a", 10, 50)]]
    cells += [line(text, left, top, slope=0.08) for text, left, top in [("d", 700, 90), ("c", 10, 90)]]
    assert order(*cells) == "abcd"


def test_nothing_found():
    assert lines_in_order((), (10, 10), 0) == ()


def test_boxes_stand_on_the_page_as_it_is_displayed():
    # Upright the page is 200 wide and 400 high, with a line at its very top; it is displayed lying on its left side.
    found = (line("x", 0, 0, width=200, height=40),)
    (upright,) = lines_in_order(found, (200, 400), 0)
    (lying,) = lines_in_order(found, (200, 400), 90)
    assert upright.box == Box(0, 0, 1, 0.1)
    assert lying.box == Box(0, 0, 0.1, 1)


@given(BOXES, TURNS)
def test_turned_and_turned_back_is_where_it_was(box, turn):
    assert box.turned(turn).turned(-turn) == box
    assert box.turned(360) == box


@given(BOXES, TURNS)
def test_a_displayed_box_lies_on_the_page(box, turn):
    bounds = (box.left * 300 - 5, box.top * 500 - 5, box.right * 300 + 5, box.bottom * 500 + 5)
    displayed = displayed_box(bounds, (300, 500), turn)
    assert 0 <= displayed.left <= displayed.right <= 1
    assert 0 <= displayed.top <= displayed.bottom <= 1


def test_clockwise_is_clockwise():
    # What stands at the top left goes to the top right when the page is turned by a quarter clockwise.
    assert Box(0, 0, 0.2, 0.1).turned(90) == Box(0.9, 0, 1, 0.2)

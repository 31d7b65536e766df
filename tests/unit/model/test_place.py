"""A place is a file and a spot: lines, cells and pages are named, sorted and quoted by the spot alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.place import CellSpot, PageSpot, Place, TextSpot, on_one_line, start_of, text_place

LINE = text_place("dossier.yaml", 41, 5, 9)
CELL = Place("申报表.xlsx", CellSpot("论文", 5, 3, "某题"))
PAGE = Place("09-论文/1-封面.pdf", PageSpot(3))
FILE = Place("photo.jpg")


@pytest.mark.parametrize(
    ("place", "suffix", "brief", "position"),
    [
        (LINE, ":41:5", ":41", {"line": 41, "column": 5, "end_column": 9}),
        (text_place("a.yaml", 7), ":7", ":7", {"line": 7}),
        (CELL, " [论文] C5", " [论文] C5", {"sheet": "论文", "cell": "C5"}),
        (PAGE, "#3", "#3", {"page": 3}),
        (FILE, "", "", {}),
    ],
)
def test_what_a_place_is_called(place, suffix, brief, position) -> None:
    assert (place.suffix, place.brief, place.position) == (suffix, brief, position)


def test_what_is_quoted_at_a_place() -> None:
    lines = ("",) * 40 + ("  题目: 某题",)
    assert LINE.quote(lines) == ("41", "  题目: 某题", 4, 8)
    assert CELL.quote(()) == ("C5", "某题", None, None)
    assert [LINE.quote(lines[:9]), PAGE.quote(lines), FILE.quote(lines)] == [None, None, None]


def test_only_a_piece_of_a_line_is_parted() -> None:
    assert LINE.span(1, 3).spot == TextSpot(41, 6, 8)
    assert (CELL.span(1, 3), FILE.span(1, 3)) == (CELL, FILE)


def test_places_follow_each_other_and_whole_files_come_last() -> None:
    ordered = [
        text_place("a", 2, 9), text_place("a", 10, 1), Place("b", CellSpot("1", 2, 5)),
        Place("b", CellSpot("1", 10, 1)),
        Place("b", CellSpot("2", 1, 1)), Place("c", PageSpot(2)), Place("c", PageSpot(10)), Place("a"),
    ]  # fmt: skip
    backwards = ordered[::-1]
    assert sorted(backwards, key=lambda place: place.order) == ordered


def test_places_on_one_line_and_where_they_begin() -> None:
    assert on_one_line(LINE, text_place("dossier.yaml", 41, 20))
    assert not on_one_line(LINE, CELL)
    assert (start_of(LINE), start_of(FILE)) == ((41, 5), (1, 1))


@given(st.integers(1, 20_000))
def test_columns_are_lettered_as_workbooks_do(column: int) -> None:
    letters = CellSpot("s", 1, column).name[:-1]
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number == column

"""The number suggested for a scan that is missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.label import Label
from zcdossier.model.part_numbering import PartNumber, number_for, number_parts, sort_for_merging
from zcdossier.model.profile import Part

ORDER = {
    name: Part(name, Label(label))
    for name, label in (
        ("proof", "收录证明"),
        ("cover", "封面"),
        ("toc", "目录"),
        ("body", "正文"),
        ("back", "封底"),
        ("body_first", "正文首页"),
        ("other", "其他"),
    )
}


@pytest.mark.parametrize(
    ("part", "present", "expected"),
    [
        ("toc", [], PartNumber(3)),
        ("cover", [("proof", 1), ("toc", 3)], PartNumber(2)),
        ("cover", [("toc", 2)], PartNumber(1)),
        ("back", [("proof", 1), ("body", 2)], PartNumber(5)),
        ("back", [("proof", 1), ("body", 7)], PartNumber(8)),
        ("cover", [("proof", 1), ("toc", 2)], PartNumber(2, crowded=True)),
        ("proof", [("cover", 1)], PartNumber(1, crowded=True)),
        ("body", [("body", 3), ("back", 4)], PartNumber(3)),
        ("cover", [("", 2), ("stray", 2), ("toc", None)], PartNumber(2)),
        ("stray", [("cover", 4)], PartNumber(1)),
        ("body_first", [("toc", 3), ("back", 5)], PartNumber(4)),
        ("other", [], PartNumber(6)),
    ],
)
def test_keeps_to_the_order(part: str, present: list[tuple[str, int | None]], expected: PartNumber) -> None:
    assert number_for(part, ORDER, present) == expected


def test_a_piece_shares_the_number_of_its_whole() -> None:
    numbers = {"proof": 1, "cover": 2, "toc": 3, "body": 4, "back": 5, "body_first": 4, "other": 6}
    assert number_parts(ORDER) == numbers


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        ([("back", None), ("cover", None), ("body_first", None), ("proof", None)], [3, 1, 2, 0]),
        ([("back", 2), ("cover", 1)], [1, 0]),
        ([("back", 1), ("cover", 2)], [0, 1]),
        ([("cover", 1), ("body", 2), ("body", 3), ("back", 4), ("proof", None)], [4, 0, 1, 2, 3]),
        ([("cover", 1), ("body", 2), ("body", 3), ("back", 4), ("toc", None)], [0, 4, 1, 2, 3]),
        ([("", None), ("cover", 1), ("other", None)], [1, 2, 0]),
        ([("body_first", 4), ("body", 4)], [1, 0]),
    ],
)
def test_order_of_merging(scans: list[tuple[str, int | None]], expected: list[int]) -> None:
    assert sort_for_merging(scans, ORDER) == expected


SCANS = st.lists(st.tuples(st.sampled_from([*ORDER, ""]), st.none() | st.integers(0, 9)), max_size=9)


@given(SCANS)
def test_every_scan_is_merged_once_and_numbers_are_kept(scans: list[tuple[str, int | None]]) -> None:
    order = sort_for_merging(scans, ORDER)
    assert sorted(order) == list(range(len(scans)))
    numbers = [number for index in order if (number := scans[index][1]) is not None]
    assert numbers == sorted(numbers)

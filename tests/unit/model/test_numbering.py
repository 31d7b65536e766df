"""The number suggested for a scan that is missing."""

import pytest

from zcdossier.model.numbering import Numbered, number_for

ORDER = ("proof", "cover", "toc", "body", "back")


@pytest.mark.parametrize(
    ("part", "there", "expected"),
    [
        ("toc", [], Numbered(3)),
        ("cover", [("proof", 1), ("toc", 3)], Numbered(2)),
        ("cover", [("toc", 2)], Numbered(1)),
        ("back", [("proof", 1), ("body", 2)], Numbered(5)),
        ("back", [("proof", 1), ("body", 7)], Numbered(8)),
        ("cover", [("proof", 1), ("toc", 2)], Numbered(2, crowded=True)),
        ("proof", [("cover", 1)], Numbered(1, crowded=True)),
        ("body", [("body", 3), ("back", 4)], Numbered(3)),
        ("cover", [("", 2), ("stray", 2), ("toc", None)], Numbered(2)),
        ("stray", [("cover", 4)], Numbered(1)),
    ],
)
def test_keeps_to_the_order(part: str, there: list[tuple[str, int | None]], expected: Numbered) -> None:
    assert number_for(part, ORDER, there) == expected

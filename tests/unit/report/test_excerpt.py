"""Carets stand under the value whatever the line is made of."""

import pytest

from zcdossier.report.excerpt import excerpt
from zcdossier.report.width import cell_width


@pytest.mark.parametrize(
    ("line", "column", "end", "text", "carets"),
    [
        ("date: 2023-07", 7, 14, "date: 2023-07", "      ^^^^^^^"),
        ("题目: 论文", 5, 7, "题目: 论文", "      ^^^^"),
        ("\ttitle: x", 9, 10, "    title: x", "           ^"),
        ("a\tb: x", 2, 3, "a   b: x", " ^^^"),
        ("a: \x1b[2Jx", 4, 5, r"a: \x1b[2Jx", "   ^^^^"),
        ("a: \u202ex", 5, 6, r"a: \u202ex", "         ^"),
        ("e\u0301: x", 5, 6, "e\u0301: x", "   ^"),
        ("key: ", 99, None, "key: ", "     ^"),
        ("", 1, None, "", "^"),
        ("abc", 2, None, "abc", " ^"),
        ("abc", 3, 1, "abc", "  ^"),
    ],
)
def test_carets(line: str, column: int, end: int | None, text: str, carets: str) -> None:
    shown = excerpt(line, column, end, 80)
    assert (shown.text, shown.carets) == (text, carets)


@pytest.mark.parametrize("at", [0, 3, 50, 400, 795])
@pytest.mark.parametrize("filler", ["x", "论"])
def test_a_long_line_is_cut_around_the_value(at: int, filler: str) -> None:
    line = filler * at + "这里" + filler * (800 - at)
    shown = excerpt(line, at + 1, at + 3, 60)
    assert cell_width(shown.text) <= 60
    assert shown.value == "这里"
    assert cell_width(shown.before) == len(shown.carets) - 4


def test_a_value_longer_than_the_window_is_cut_at_its_end() -> None:
    shown = excerpt("title: " + "论" * 300, 8, 308, 40)
    assert shown.before == "title: "
    assert cell_width(shown.text) <= 40
    assert shown.text.endswith("…")
    assert len(shown.carets) <= 40

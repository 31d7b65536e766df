"""Cells, not characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.report.sanitize import escape_controls
from zcdossier.report.text_layout import cell_width, clip, clip_middle, lay_out_table, pad, wrap, wrap_spans


@pytest.mark.parametrize(
    ("text", "cells"),
    [("abc", 3), ("论文", 4), ("Ａ", 2), ("e\u0301", 1), ("“…”", 3), ("𠮷", 2), ("a\u200db", 2), ("🎓", 2), ("", 0)],
)
def test_cell_width(text: str, cells: int) -> None:
    assert cell_width(text) == cells


def test_pad_and_clip() -> None:
    assert pad("论文", 6) == "论文  "
    assert pad("论文", 6, right=True) == "  论文"
    assert clip("论文题目", 6) == "论文…"
    assert clip("论文题目", 8) == "论文题目"


def test_wrap_keeps_punctuation_with_its_word() -> None:
    lines = wrap("检查材料，哪里不对（在哪一行），怎么改。see the notice", 12)
    assert "".join(lines).replace(" ", "") == "检查材料，哪里不对（在哪一行），怎么改。seethenotice"
    assert not any(line[0] in "，。）" or line[-1] == "（" for line in lines)
    assert max(map(cell_width, lines)) <= 14


def test_wrap_of_nothing_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]


def test_table_aligns_by_cells() -> None:
    assert lay_out_table([["栏目", "n"], ["papers", "10"]], right=(1,)) == ["栏目     n", "papers  10"]
    assert lay_out_table([]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("论文 ok", "论文 ok"),
        ("\x1b[31m", r"\x1b[31m"),
        ("a\u202eb", r"a\u202eb"),
        ("\udcff.jpg", r"\xff.jpg"),
        ("a\u2028b", r"a\u2028b"),
        ("\x7f\x85", r"\x7f\x85"),
        ("क\u200dष", "क\u200dष"),
        ("a\nb", r"a\nb"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert escape_controls(text) == expected


@given(
    st.lists(st.text("ab 中，（“x", max_size=12), max_size=5), st.integers(30, 60), st.integers(0, 8), st.integers(0, 8)
)
def test_wrapped_spans_keep_every_character_and_stay_within_the_line(
    texts: list[str], cells: int, indent: int, lead: int
) -> None:
    spans = [(text, lambda piece: f"<{piece}>") for text in texts]
    lines = wrap_spans(spans, cells, indent, lead)
    plain = [line.replace("<", "").replace(">", "") for line in lines]
    assert "".join(plain).replace(" ", "") == "".join(texts).replace(" ", "")
    longest_word = max((cell_width(word) for text in ["".join(texts)] for word in text.split()), default=0)
    assert all(cell_width(line) <= max(cells, indent + longest_word, lead + longest_word) for line in plain)
    assert wrap_spans(spans, None, indent)[0] == "".join(f"<{text}>" for text in texts if text)


@given(st.text("a中/.", max_size=60), st.integers(4, 40))
def test_clipped_in_the_middle(text: str, cells: int) -> None:
    clipped = clip_middle(text, cells)
    assert cell_width(clipped) <= cells
    assert clipped == text or (clipped.count("…") == 1 and text.endswith(clipped.rpartition("…")[2]))

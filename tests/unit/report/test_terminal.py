"""Golden texts of findings in the terminal, in both languages, with carets under wide characters."""

import re
from typing import Any

import pytest

from zcdossier.model.finding import Verdict
from zcdossier.model.place import CellSpot, Place, text_place
from zcdossier.report.style import Detail, Paint, Style
from zcdossier.report.terminal import cut_excerpt, findings_text, place_text
from zcdossier.report.text_layout import cell_width

CHINESE = r"""
li-ming/09-论文/多余\x1b[2J.jpg: 错误 ZC501 多余\x1b[2J.jpg 不属于任何记录
   = 改法 移到记录的文件夹里

li-ming/dossier.yaml:6:14: 错误 ZC204 [papers-star] 送审论文的题目前要加 *，这里是 课堂里的追问
6 |       title: 课堂里的追问
  |              ^^^^^^^^^^^^
  = 依据 HZNU-3.9-05（三.9）、HZNU-1.1-01（一）：送审的论文在题目前加星号
  = 改法 写成 *课堂里的追问

li-ming/dossier.yaml:7:13: 警告 ZC301 [papers-window] 2023-07 晚于截止日期
7 |       date: 2023-07
  |             ^^^^^^^
  = 依据 HZNU-1.1-01（一）：截止日期是 2023 年 6 月 30 日。
  = 改法 核对日期
  = 另见 li-ming/dossier.yaml:2:1 级别写在这里
2 | level: 副高
  | ^^^^^
"""

ENGLISH = r"""
li-ming/09-论文/多余\x1b[2J.jpg: error ZC501 多余\x1b[2J.jpg belongs to no record
   = fix move it

li-ming/dossier.yaml:6:14: error ZC204 [papers-star] a paper for review is starred, not 课堂里的追问
6 |       title: 课堂里的追问
  |              ^^^^^^^^^^^^
  = why HZNU-3.9-05 (三.9), HZNU-1.1-01 (一): papers sent out for review are starred
  = fix write *课堂里的追问

li-ming/dossier.yaml:7:13: warning ZC301 [papers-window] 2023-07 is after the cut-off
7 |       date: 2023-07
  |             ^^^^^^^
  = why HZNU-1.1-01 (一): The cut-off is 2023-06-30.
  = fix check the date
  = see li-ming/dossier.yaml:2:1 the level stands here
2 | level: 副高
  | ^^^^^
"""


def test_chinese(linted: Any) -> None:
    assert "\n" + findings_text(linted, Style("zh")) == CHINESE


def test_english(linted: Any) -> None:
    assert "\n" + findings_text(linted, Style("en")) == ENGLISH


def test_quiet_is_one_line_per_finding(linted: Any) -> None:
    expected = [line for line in CHINESE.splitlines() if line.startswith("li-ming/")]
    assert findings_text(linted, Style(detail=Detail.QUIET)).splitlines() == expected
    assert len(expected) == 3


def test_verbose_adds_the_words_of_the_clauses(linted: Any) -> None:
    text = findings_text(linted, Style(detail=Detail.VERBOSE))
    assert "= 依据 HZNU-1.1-01（一）：截止日期是 2023 年 6 月 30 日。\n  = 改法 写成" in text


def test_a_rule_quotes_its_clause_once_but_always_says_what_to_do(linted: Any) -> None:
    twice = linted._replace(verdict=Verdict(linted.verdict.findings[1:2] * 2))
    text = findings_text(twice, Style())
    assert text.count("= 依据") == 2
    assert text.count("= 依据 HZNU-3.9-05（三.9）、HZNU-1.1-01（一）\n") == 1
    assert text.count("= 改法") == 2


def test_many_that_say_the_same_stand_below_the_first(linted: Any) -> None:
    stray, title, late = linted.verdict.findings
    others = [title._replace(place=text_place("dossier.yaml", line, 3), args={"title": f"题{line}"}) for line in (8, 9)]
    many = linted._replace(verdict=Verdict((stray, title, others[0], late, others[1])))
    assert findings_text(many, Style()).count("= 改法 写成") == 3
    last = title._replace(place=text_place("dossier.yaml", 10, 3), args={"title": "题10"}, clauses=("HZNU-1.1-01",))
    folded = findings_text(many._replace(verdict=Verdict((*many.verdict.findings, last))), Style())
    assert folded.count("= 改法 写成") == 1
    assert (
        """  = 另有 同样的 3 处：
    li-ming/dossier.yaml:8:3 送审论文的题目前要加 *，这里是 题8
    li-ming/dossier.yaml:9:3 送审论文的题目前要加 *，这里是 题9
    li-ming/dossier.yaml:10:3 送审论文的题目前要加 *，这里是 题10 [HZNU-1.1-01]

li-ming/dossier.yaml:7:13: 警告 ZC301"""
        in folded
    )
    everything = many._replace(verdict=Verdict((*many.verdict.findings, last)))
    assert findings_text(everything, Style(detail=Detail.VERBOSE)).count("= 改法 写成") == 4


def test_colour_only_adds_codes(linted: Any) -> None:
    painted = findings_text(linted, Style(paint=Paint(True)))
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == "\n".join(CHINESE.split("\n")[1:])


def test_nothing_found_is_no_text(clean: Any) -> None:
    assert findings_text(clean, Style()) == ""


def test_a_dossier_that_was_never_read_still_shows_where(unread: Any) -> None:
    assert findings_text(unread, Style()).splitlines() == [
        "li-ming/dossier.yaml:1:3: 错误 ZC001 读不懂",
        "1 | a: b: c",
        "  |   ^",
    ]


def test_the_current_folder_is_not_part_of_a_place() -> None:
    assert place_text(text_place("dossier.yaml", 3, 1), ".") == "dossier.yaml:3:1"
    assert place_text(Place("09-论文"), "..") == "../09-论文"


@pytest.mark.parametrize(
    ("text", "lang", "quoted"),
    [("某题", "zh", "C5 | 某题"), ("", "zh", "C5 | （空）"), (" ", "en", "C5 | (empty)"), ("x", "en", "C5 | x")],
)
def test_a_cell_is_quoted_without_carets_and_an_empty_one_is_called_so(
    linted: Any, text: str, lang: str, quoted: str
) -> None:
    finding = linted.verdict.findings[1]._replace(place=Place("申报表.xlsx", CellSpot("论文", 5, 3, text)))
    lines = findings_text(linted._replace(verdict=Verdict((finding,))), Style(lang)).splitlines()
    assert lines[1] == quoted
    assert lines[2].startswith("   = ")


def test_a_line_that_is_not_there_is_not_shown(linted: Any) -> None:
    finding = linted.verdict.findings[1]._replace(place=text_place("dossier.yaml", 99, 1))
    text = findings_text(linted._replace(verdict=Verdict((finding,))), Style())
    assert "|" not in text


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
    cut = cut_excerpt(line, column, end, 80)
    assert (cut.text, cut.carets) == (text, carets)


@pytest.mark.parametrize("at", [0, 3, 50, 400, 795])
@pytest.mark.parametrize("filler", ["x", "论"])
def test_a_long_line_is_cut_around_the_value(at: int, filler: str) -> None:
    line = filler * at + "这里" + filler * (800 - at)
    cut = cut_excerpt(line, at + 1, at + 3, 60)
    assert cell_width(cut.text) <= 60
    assert cut.value == "这里"
    assert cell_width(cut.before) == len(cut.carets) - 4


def test_a_value_longer_than_the_window_is_cut_at_its_end() -> None:
    cut = cut_excerpt("title: " + "论" * 300, 8, 308, 40)
    assert cut.before == "title: "
    assert cell_width(cut.text) <= 40
    assert cut.text.endswith("…")
    assert len(cut.carets) <= 40

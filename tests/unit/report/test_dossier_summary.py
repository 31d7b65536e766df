"""What stands below the findings, and counting by section."""

import os
from typing import Any

import pytest

from zcdossier.model.finding import Addressee, ChecklistItem, Stage, Verdict
from zcdossier.model.label import Label
from zcdossier.report.as_json import status_object
from zcdossier.report.checklist import checklist_object, checklist_text
from zcdossier.report.dossier_summary import quote_for_shell, status_text, summary_text, totals_text
from zcdossier.report.findings_by_section import count_by_section
from zcdossier.report.overview import overview_row, overview_totals
from zcdossier.report.overview_rows import failed_overview_row, sort_worst_first
from zcdossier.report.style import Detail, Style
from zcdossier.report.verdict_questions import open_questions

SUMMARY = """
栏目  记录  错误  警告
论文   1/4     2     1

2 个错误，1 个警告；1 个问题写了不适用说明；1 条规则暂时无法判断（加 -v 列出）；人工确认 2 项，还有 1 项没有回答
改好后再运行 zcdossier lint li-ming；想知道原因：zcdossier explain ZC501
"""

STATUS = """
li-ming（zj-hznu-2023、副高）

栏目         记录  扫描件  错误  警告
 9 论文       1/4       1     2     1
 5 获奖情况   1/5       -     -     -
 6 荣誉称号     -       -     -     -  必填，还没有

2 个错误，1 个警告；1 个问题写了不适用说明；1 条规则暂时无法判断（加 -v 列出）；人工确认 2 项，还有 1 项没有回答
"""

CHECKLIST = """
li-ming（zj-hznu-2023、副高）
请您确认 2 项，还有 1 项没有回答

现在请您确认
[  ] HZNU-1.8-01 材料都是真实的吗？
HZNU-3.9-09 是第一作者吗？
  [是] 论文 1 课堂里的追问

核对以后，把回答（是、否或不适用）写进 dossier.yaml，例如：
  answers:
    HZNU-1.8-01: 是
"""


def test_summary(linted: Any) -> None:
    assert "\n" + summary_text(linted, Style()) == SUMMARY


def test_lines_are_broken_where_somebody_looks(linted: Any) -> None:
    style = Style(width=40, wraps=True)
    assert summary_text(linted, style).splitlines()[3:] == [
        "2 个错误，1 个警告；1 个问题写了不适用说",
        "    明；1 条规则暂时无法判断（加 -v 列",
        "    出）；人工确认 2 项，还有 1 项没有回",
        "    答",
        "改好后再运行 zcdossier lint li-ming；想",
        "    知道原因：zcdossier explain ZC501",
    ]


def test_verbose_lists_every_section(linted: Any) -> None:
    assert "获奖情况   1/5     -     -\n" in summary_text(linted, Style(detail=Detail.VERBOSE))


def test_verbose_lists_what_was_set_aside(linted: Any) -> None:
    text = summary_text(linted, Style("en", detail=Detail.VERBOSE))
    assert "ZC301 sections.papers[0].date 2023-07 is after the cut-off; reason: 人事处 2023-06-01 同意" in text
    assert "ZC103 [papers-years] no date given" in text
    assert "-v" not in text


def test_status(linted: Any) -> None:
    assert "\n" + status_text(linted, Style()) == STATUS


def test_status_as_data(linted: Any) -> None:
    rows = {row["section"]: row for row in status_object(linted, "zh")["sections"]}
    assert rows["papers"] == {
        "section": "papers",
        "label": "论文",
        "records": 1,
        "files": 1,
        "limit": 4,
        "required": True,
        "errors": 2,
        "warnings": 1,
    }
    assert rows["photo"]["records"] == 0


def test_checklist(linted: Any) -> None:
    assert "\n" + checklist_text(linted, Style()) == CHECKLIST


def test_checklist_of_records_says_how_to_answer_for_one(linted: Any) -> None:
    asked = ChecklistItem("X-1", Label("真的吗？"), "sections.papers[0]", "题目", key="09-论文/2021-03 教育研究")
    text = checklist_text(linted._replace(verdict=Verdict(checklist=(asked,))), Style())
    assert "  [  ] 论文 1 题目（09-论文/2021-03 教育研究）\n" in text
    assert 'X-1: {"09-论文/2021-03 教育研究": 是}' in text


def test_questions_say_whom_they_ask_and_when(linted: Any) -> None:
    asked = ChecklistItem("X-1", Label("真的吗？"), answer="否")
    unit = ChecklistItem("X-2", Label("盖章了吗？"), asks=Addressee.UNIT)
    later = ChecklistItem("X-3", Label("缴费了吗？"), stage=Stage.AFTER)
    judged = linted._replace(verdict=Verdict(checklist=(unit, later, asked)))
    text = checklist_text(judged, Style())
    assert text.index("现在请您确认") < text.index("[否] X-1") < text.index("提交以后再确认") < text.index("X-3")
    assert text.index("X-3") < text.index("由单位确认") < text.index("X-2")
    assert "请您确认 1 项，都已回答\n" in text
    assert "人工确认 1 项，都已回答；提交以后还要确认 1 项" in totals_text(judged.verdict, Style())
    assert open_questions(judged.verdict) == []


def test_checklist_as_data(linted: Any) -> None:
    assert [question["answer"] for question in checklist_object(linted, "zh")["checklist"]] == ["", "是"]


def test_the_next_command(clean: Any) -> None:
    assert summary_text(clean, Style()).endswith("没有发现问题\n下一步：zcdossier build li-ming\n")
    asked = clean._replace(verdict=Verdict(checklist=(ChecklistItem("X-1", Label("真的吗？")),)))
    assert summary_text(asked, Style("en")).endswith("next: zcdossier checklist li-ming\n")


def test_a_dossier_that_was_never_read_has_its_finding_counted(unread: Any) -> None:
    assert [(row.id, row.errors) for row in count_by_section(unread) if row.errors or row.id == "applicant"] == [
        ("applicant", 0),
        ("", 1),
    ]
    assert "1 个错误" in summary_text(unread, Style())


def test_batch(linted: Any, clean: Any) -> None:
    rows = [overview_row(clean, "zh"), overview_row(linted, "zh"), failed_overview_row("x")]
    text = overview_totals(rows, Style())
    assert [row.name for row in sort_worst_first(rows)] == ["x", rows[1].name, rows[0].name]
    assert text == "共 3 份申报材料；1 份有错误；1 份没能检查；2 个错误，1 个警告\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize(
    ("name", "word"), [("li-ming", "li-ming"), ("李 明", "'李 明'"), ("申报/李明", "申报/李明"), ("-an", "./-an")]
)
def test_a_name_as_typed_in_a_shell(name: str, word: str) -> None:
    assert quote_for_shell(name) == word

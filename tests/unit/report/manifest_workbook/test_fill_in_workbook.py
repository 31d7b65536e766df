"""The workbook as somebody opens it: text cells, lists, notes, marks, print set-up; opened by another library."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zcdossier.model.profile import Profile
from zcdossier.profiles.load import load, with_clauses
from zcdossier.report.manifest_workbook.fill_in_workbook import manifest_workbook
from zcdossier.report.manifest_workbook.workbook_content import (
    AnswerContent,
    RowContent,
    WaiverContent,
    WorkbookContent,
)

MANY = "、".join(f"某种很长很长的职务名称之{at:02}" for at in range(40))
PROFILE = f"""\
id: case
title: 例
levels: {{senior: 副高, full: 正高}}
applicant:
  name: {{label: 姓名, required: error, example: 林晓, clauses: [A-1]}}
  post: {{label: 岗位, type: choice, choices: [{MANY.replace("、", ", ")}]}}
sections:
  papers:
    label: 论文
    number: 9
    limit: {{max: {{senior: 2, full: 3}}}}
    required: true
    hint: 放全文
    evidence: error
    fields:
      title:
        label: 题目
        required: error
        example: '"*课堂"'
        hint: 最前面加 *，整段用英文双引号括起来
        clauses: [A-1]
      date: {{label: 时间, type: date, required: warning, example: 2021-03}}
      best: {{label: 代表作, type: flag}}
      kind: {{label: 类型, type: choice, choices: [甲, 乙], open: true}}
    parts: {{cover: 封面, body: 正文}}
  talks: {{label: 讲座, fields: {{title: 题目}}}}
attachments: {{ethics: {{label: 医德鉴定}}}}
checklist: [{{clauses: [A-2], question: 属实吗？}}, {{clauses: [A-2], question: 都是吗？}}]
guidance: [{{clauses: [A-3], text: 先看通知}}]
"""
CLAUSES = "".join(
    f"A-{at}: {{where: 一.{at}, kind: {kind}, says: {says}}}\n"
    for at, kind, says in ((1, "auto", "姓名照身份证"), (2, "manual", "材料属实"), (3, "guidance", "先看通知"))
)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    folder = tmp_path_factory.mktemp("notice") / "profiles" / "case"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "clauses.yaml").write_text(CLAUSES, encoding="utf-8")
    return with_clauses(load("case", folder.parents[1]))


@pytest.fixture(scope="module")
def book(profile: Profile) -> Any:
    return openpyxl.load_workbook(io.BytesIO(manifest_workbook(profile, "senior")))


def rules(page: Any) -> dict[str, str]:
    """What may be chosen, by the first cell that it may be chosen in."""
    return {str(rule.sqref).partition(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}


def test_the_sheets_stand_in_the_portals_order(book: Any) -> None:
    assert book.sheetnames == ["说明", "申报人", "论文", "讲座", "附件", "确认", "不适用说明", "选项"]
    assert book["选项"].sheet_state == "hidden"
    assert all(page.sheet_state == "visible" for page in book.worksheets[:-1])


def test_a_section_sheet(book: Any) -> None:
    page = book["论文"]
    assert page["A1"].value == "9 论文（最多 2 项，必填）"
    assert page["A2"].value == "放全文\n文件夹里放：1-封面  2-正文（.jpg 或 .pdf）"
    assert [cell.value for cell in page[3]] == ["序号", "题目*", "时间", "代表作", "类型", "文件夹", "备注"]
    assert [cell.value for cell in page[4]][:3] == ["例", "*课堂", "2021-03"]
    assert [page.cell(row, 1).value for row in range(5, 9)] == ["1", "2", None, None]
    assert page.freeze_panes == "B5"
    assert page.print_title_rows == "$3:$3"
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page["B3"].fill.fgColor.rgb != page["D3"].fill.fgColor.rgb


def test_every_cell_that_is_filled_is_text(book: Any) -> None:
    page = book["论文"]
    assert {page.cell(row, column).number_format for row in range(5, 9) for column in range(1, 8)} == {"@"}
    assert {page.column_dimensions[name].number_format for name in "BCDEFG"} == {"@"}
    assert book["申报人"]["B5"].number_format == "@"


def test_what_there_is_to_choose_from(book: Any) -> None:
    papers, applicant = rules(book["论文"]), rules(book["申报人"])
    assert papers == {"D5": '"是,否"', "E5": '"甲,乙"'}
    assert applicant["B4"] == '"副高,正高"'
    assert applicant["B6"] == "'选项'!$A$1:$A$40"
    assert book["选项"]["A40"].value == "某种很长很长的职务名称之39"
    assert rules(book["附件"])["B4"] == '"医德鉴定"'
    assert set(rules(book["确认"]).values()) == {'"是,否,不适用"'}


def test_a_note_says_how_and_by_which_clause(book: Any) -> None:
    assert book["论文"]["B3"].comment.text == "【必填】题目\n最前面加 *\n例：*课堂\nA-1 姓名照身份证"
    assert book["论文"]["C3"].comment.text.startswith("【建议填】时间\n写成 2021-03")
    assert "--folders" in book["论文"]["F3"].comment.text


def test_rows_beyond_the_limit_are_shaded(book: Any) -> None:
    (shaded,) = book["论文"].conditional_formatting
    (rule,) = shaded.rules
    assert (str(shaded.sqref), rule.formula) == ("A5:G8", ["ROW()-ROW($A$3)>3"])
    assert list(book["讲座"].conditional_formatting) == []


def test_questions_stand_once_per_clause(book: Any) -> None:
    assert [cell.value for cell in book["确认"][4]] == ["A-2", None, "属实吗？\n都是吗？", "本人", None, None]
    assert book["确认"].max_row == 4


def test_the_guide_leads_to_every_section(book: Any) -> None:
    page = book["说明"]
    links = {cell.value: cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"9 论文（最多 2 项，必填）": "'论文'!A1", "讲座": "'讲座'!A1"}
    assert "· 先看通知" in [row[0].value for row in page.iter_rows()]


def test_what_is_filled_in_already(profile: Profile) -> None:
    content = WorkbookContent(
        applicant={"name": "林晓"},
        records={"papers": tuple(RowContent({"title": f"=题{at}"}, "09-论文/甲", remark="记") for at in range(4))},
        attachments=(RowContent(kind="ethics", files="a.pdf"),),
        answers=(AnswerContent("A-2", "是", "核对过"), AnswerContent("A-9", "否")),
        waivers=(WaiverContent("ZC101", "论文", "人事处同意"),),
    )
    book = openpyxl.load_workbook(io.BytesIO(manifest_workbook(profile, "full", content)))
    assert book["申报人"]["B5"].value == "林晓"
    papers = book["论文"]
    assert [papers.cell(row, 2).value for row in range(5, 10)] == ["=题0", "=题1", "=题2", "=题3", None]
    assert papers["B5"].data_type == "s"
    assert [papers.cell(5, column).value for column in (6, 7)] == ["09-论文/甲", "记"]
    assert [cell.value for cell in book["附件"][4]] == ["1", "医德鉴定", None, "a.pdf", None]
    assert [[cell.value for cell in row][::4] for row in book["确认"].iter_rows(min_row=4)] == [
        ["A-2", "是"],
        ["A-9", "否"],
    ]
    assert [cell.value for cell in book["不适用说明"][4]][:3] == ["ZC101", "论文", "人事处同意"]


def test_every_shipped_notice_has_a_workbook() -> None:
    for notice in ("zj-hznu-2023", "zj-hangzhou-health-2021", "zj-huzhou-2020", "sd-jinan-2024"):
        shipped = with_clauses(load(notice, Path()))
        book = openpyxl.load_workbook(io.BytesIO(manifest_workbook(shipped, shipped.levels[0].id)))
        assert len(book.sheetnames) >= len(shipped.sections) + 4
        assert all(len(name) <= 31 for name in book.sheetnames)

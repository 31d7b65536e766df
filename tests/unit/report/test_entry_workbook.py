"""The entry sheet as a workbook: the portal's order, text that stays text, ticks that outlive a new build."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.report.entry_sheet import EntryField, EntryRecord, EntrySection, EntrySheet, EntryUpload
from zcdossier.report.entry_workbook import TICKED, UNTICKED, entry_book, entry_workbook, read_digest, read_ticks
from zcdossier.report.style import Style

TITLE = Label("题目", "Title")


def paper(title: str, name: str = "01 甲.pdf", *, exists: bool = True) -> EntryRecord:
    fields = (EntryField("title", TITLE, title), EntryField("rank", Label("排名"), "", Severity.ERROR))
    return EntryRecord("sections.papers[0]", title, fields, EntryUpload(name, exists=exists))


def sheet(*papers: EntryRecord) -> EntrySheet:
    sections = (
        EntrySection("applicant", Label("基本信息"), records=(EntryRecord("applicant", "林晓", ()),)),
        EntrySection("papers", Label("论文", "Papers"), 9, notes=(Label("每篇一份"),), records=papers),
        EntrySection("awards", Label("获奖"), 10, required=True),
    )
    return EntrySheet((Label("先登录"),), sections)


def opened(data: bytes) -> Worksheet:
    return load_workbook(io.BytesIO(data)).worksheets[0]


def made(sheet: EntrySheet, lang: str = "zh", before: bytes = b"") -> bytes:
    return entry_workbook(entry_book(sheet, "林晓", Style(lang)), read_ticks(before))


def test_every_box_in_the_order_of_the_portal() -> None:
    page = opened(made(sheet(paper("=1+1\n二行"), paper("乙", exists=False))))
    rows = [[cell or "" for cell in row] for row in page.iter_rows(max_col=6, values_only=True)]
    assert rows == [
        ["填报单 · 林晓", "", "", "", "", ""],
        ["栏目", "第几条", "字段", "填写内容", "上传文件", "完成"],
        ["先登录", "", "", "", "", ""],
        ["基本信息", "", "", "", "", ""],
        ["基本信息", "", "", "（必填，还没有）", "", UNTICKED],
        ["9. 论文", "", "", "", "", ""],
        ["每篇一份", "", "", "", "", ""],
        ["论文", "1", "题目", "=1+1\n二行", "", UNTICKED],
        ["论文", "1", "排名", "（必填，没有填）", "", UNTICKED],
        ["论文", "1", "上传文件", "", "01 甲.pdf", UNTICKED],
        ["论文", "2", "题目", "乙", "", UNTICKED],
        ["论文", "2", "排名", "（必填，没有填）", "", UNTICKED],
        ["论文", "2", "上传文件", "", "（没有生成）01 甲.pdf", UNTICKED],
        ["10. 获奖", "", "", "", "", ""],
        ["获奖", "", "", "（必填，还没有）", "", UNTICKED],
    ]
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n"}


def test_fit_to_be_printed_and_ticked() -> None:
    page = opened(made(sheet(paper("甲"))))
    assert page.freeze_panes == "A3"
    assert page.auto_filter.ref == "A2:F12"
    assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToHeight) == (9, "landscape", 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$2:$2"
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == f'"{UNTICKED},{TICKED}"'
    assert page["D8"].alignment.wrap_text
    assert page["D8"].number_format == "@"


def test_the_same_sheet_gives_the_same_bytes_of_no_time() -> None:
    data = made(sheet(paper("甲")))
    assert made(sheet(paper("甲"))) == data
    assert load_workbook(io.BytesIO(data)).properties.created.isoformat() == "2000-01-01T00:00:00"
    assert read_digest(data) != read_digest(made(sheet(paper("乙"))))
    assert read_digest(data) != read_digest(made(sheet(paper("甲")), "en"))


def test_for_readers_of_english_the_portals_words_stay() -> None:
    page = opened(made(sheet(paper("甲")), "en"))
    assert page.column_dimensions["G"].hidden
    assert [cell.value for cell in page[2]][:6] == [
        "section",
        "no.",
        "field",
        "text to enter",
        "file to upload",
        "done",
    ]
    assert [cell.value for cell in page[8]][:3] == ["论文 Papers", "1", "题目 Title"]


def test_ticks_stay_where_the_line_says_the_same() -> None:
    book = load_workbook(io.BytesIO(made(sheet(paper("甲\t\x1b"), paper("乙")))))
    page = book.worksheets[0]
    for row in range(8, 14):
        page.cell(row, 6, TICKED)
    saved = io.BytesIO()
    book.save(saved)
    again = opened(made(sheet(paper("甲\t\x1b"), paper("改了", "02 改.pdf")), before=saved.getvalue()))
    assert [again.cell(row, 6).value for row in range(8, 14)] == [TICKED, TICKED, TICKED, UNTICKED, TICKED, UNTICKED]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no workbook", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_of_ours_has_no_ticks(data: bytes) -> None:
    assert read_digest(data) == ""
    assert read_ticks(data) == {}

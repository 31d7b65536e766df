"""The workbooks of the cases in `tests/rules`: run as a script it writes them, and a test compares them."""

from collections.abc import Callable
from pathlib import Path

from sheet_files import Rows, SheetXml, book_bytes, book_parts, formula, number, sheet_part, zipped

RULES = Path(__file__).resolve().parents[1] / "rules"
BOOK = "申报表.xlsx"
APPLICANT: Rows = [["项目", "填写内容"], ["申报要求", "case"]]
HEAD = ["序号", "题目", "时间", "排名", "页数"]
_MONTH, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"'


def book(papers: SheetXml) -> bytes:
    """A workbook with the applicant's sheet and one of records."""
    return book_bytes(SheetXml("申报人", APPLICANT), papers)


def typed() -> bytes:
    """Everything as it is to be."""
    rows: Rows = [
        HEAD,
        ["1", "课堂", "2021-03", "1/3", "8"],
        ["2", "讲台", number("44256", _MONTH), "2/3", number("12")],
    ]
    return book(SheetXml("论文", rows))


def cells() -> bytes:
    """What a program made of cells."""
    rows: Rows = [
        HEAD,
        ["1", "甲", "2021", number("44199", _DAY)],
        ["2", number("44256", _MONTH), number("2021.1"), "1/3", number("330106199001011230")],
        ["3", "丙", formula("C2", None, "n"), formula("1/0", "#DIV/0!", "e")],
    ]
    return book(SheetXml("论文", rows))


def rows() -> bytes:
    """Rows that are merged, hidden, or no records."""
    merges = '<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="B4:C4"/></mergeCells>'
    lines: Rows = [
        HEAD,
        ["1", "甲", "2021", "1/3", None, "旁边写的"],
        ["2", "乙"],
        ["3", "丙"],
        ["4", "丁", "2022"],
        ["注：按时间排"],
    ]
    return book(SheetXml("论文", lines, merges, hidden_rows=frozenset({5})))


def headings() -> bytes:
    """Columns that are called otherwise, or by nothing; an answer and a file beside the cells they belong into."""
    lines: Rows = [
        ["序号", "题目名", "时间", "随手记", "参考页数", None],
        ["1", "甲", "2021", "问王老师", "8", "校级"],
        ["2", "乙", "2022", "已交", "9", "校级"],
    ]
    answers: Rows = [["条款", "哪一条", "问题", "回答", "备注"], ["T-1", None, "都是真的吗？", None, "是"]]
    beside: Rows = [["项目", "填写内容", "怎么填"], APPLICANT[1], ["照片", None, "photo.jpg"]]
    return book_bytes(SheetXml("申报人", beside), SheetXml("论文", lines), SheetXml("确认", answers))


def sheets() -> bytes:
    """Sheets that are hidden, too long, copied, strangers, or have no headings; with macros and links."""
    parts = book_parts(
        [
            SheetXml("申报人", APPLICANT),
            SheetXml("论文", [HEAD, ["1", "甲", "2021"]], state="hidden"),
            SheetXml("论文 (2)", [HEAD, ["1", "乙", "2022"]]),
            SheetXml("草稿", [["随手记的"]]),
            SheetXml("获奖", [["一等奖", "2021"], ["二等奖", "2022"]]),
            SheetXml("讲座", [["题目"], ["开讲"]]),
        ]
    )
    far = sheet_part(SheetXml("讲座", [["题目"], ["开讲"]])).replace("</sheetData>", '<row r="20000"/></sheetData>')
    more = {"xl/worksheets/sheet6.xml": far, "xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<a/>"}
    return zipped({**parts, **more})


def hostile() -> bytes:
    """A sheet that declares a document type."""
    return zipped(
        {**book_parts([SheetXml("申报人", APPLICANT)]), "xl/worksheets/sheet1.xml": "<!DOCTYPE x><worksheet/>"}
    )


CASES: dict[str, Callable[[], bytes]] = {
    "ZC009-workbook-cell/pass-typed": typed,
    "ZC009-workbook-cell/fail-cells": cells,
    "ZC009-workbook-cell/fail-rows": rows,
    "ZC009-workbook-cell/fail-headings": headings,
    "ZC009-workbook-cell/fail-sheets": sheets,
    "ZC001-manifest-unreadable/fail-two-manifests": typed,
    "ZC001-manifest-unreadable/fail-open-workbook": lambda: book_bytes(SheetXml("申报人", APPLICANT)),
    "ZC001-manifest-unreadable/fail-old-workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "ZC001-manifest-unreadable/fail-no-workbook": "题目,时间\n".encode,
    "ZC001-manifest-unreadable/fail-empty-workbook": lambda: b"",
    "ZC001-manifest-unreadable/fail-damaged-workbook": lambda: typed()[:700],
    "ZC001-manifest-unreadable/fail-hostile-workbook": hostile,
}

if __name__ == "__main__":
    for name, make in CASES.items():
        (RULES / name).mkdir(parents=True, exist_ok=True)
        (RULES / name / BOOK).write_bytes(make())

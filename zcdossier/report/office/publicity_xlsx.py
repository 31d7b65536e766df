"""The publicity list as a workbook: one sheet to print; objections stand in a file of their own."""

from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.model.review import Entry, Objected
from zcdossier.report.office.clean import clean
from zcdossier.report.office.publicity import PublicityList
from zcdossier.report.office.sheets import face, height, put
from zcdossier.report.sheets import Sheet, as_xlsx, new_workbook

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_NARROW, _PLAIN, _WIDE = 6, 16, 70


def publicity_xlsx(one: PublicityList) -> bytes:
    """The whole workbook."""
    out = BytesIO()
    book = new_workbook(out, one.title)
    _list(book, one, "Publicity" if one.lang == "en" else "公示表")
    book.close()
    return out.getvalue()


def _list(book: "Workbook", one: PublicityList, name: str) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    title = face(book, bold=True, font_size=16, align="center")
    wrapped = face(book, text_wrap=True, align="left")
    head = face(book, bold=True, border=1, align="center", text_wrap=True, bg_color="#eef1f5")
    cell = face(book, border=1, text_wrap=True, align="center")
    long = face(book, border=1, text_wrap=True, align="left")
    last = len(one.columns) - 1
    widths = [_NARROW if at == 0 else _WIDE if at in one.wide else _PLAIN for at in range(last + 1)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.merge_range(0, 0, 0, last, "", title)
    put(sheet, 0, 0, one.title, title)
    sheet.set_row(0, 30)
    sheet.merge_range(1, 0, 1, last, "", wrapped)
    put(sheet, 1, 0, one.opening, wrapped)
    sheet.set_row(1, height([one.opening], [sum(widths)]))
    for at, text in enumerate(one.columns):
        put(sheet, 2, at, text, head)
    sheet.set_row(2, height(one.columns, widths))
    sheet.repeat_rows(2)
    sheet.freeze_panes(3, 0)
    for row, texts in enumerate(one.rows, start=3):
        sheet.set_row(row, height(texts, widths))
        for at, text in enumerate(texts):
            put(sheet, row, at, text, long if at in one.wide else cell)
    for at, text in enumerate(one.closing, start=len(one.rows) + 3):
        look = face(book, align="left" if text is one.closing[0] else "right")
        sheet.merge_range(at, 0, at, last, "", look)
        put(sheet, at, 0, text, look)


def objections_xlsx(one: PublicityList) -> bytes:
    """What was said against those on the list, and how it was settled: for the office, never to be hung."""
    head = (
        ("Applicant", "State", "What", "By", "Date")
        if one.lang == "en"
        else ("申报人", "情况", "内容", "经办人", "日期")
    )
    rows = [
        (person, objected(entry, one.lang), clean(entry.text), clean(entry.by), str(entry.on))
        for person, entry in one.objections
    ]
    name = "Internal" if one.lang == "en" else "内部"
    return as_xlsx([Sheet(name, head, rows, (14, 10, 80, 12, 14), wrapped=(2,))], one.title)


def objected(entry: Entry, lang: str) -> str:
    """未处理 or 已处理, as one line of the record says."""
    if lang == "en":
        return "open" if entry.decision == Objected.OPEN else "settled"
    return "未处理" if entry.decision == Objected.OPEN else "已处理"

"""The publicity list as a Word file and as a workbook."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.model.label import Label
from zcdossier.model.review import ObjectionState, ReviewEntry
from zcdossier.report.office.publicity import PublicityList
from zcdossier.report.sanitize import strip_controls
from zcdossier.report.word_file import HEAD, add_text, docx_bytes, new_document
from zcdossier.report.workbook import (
    TableSheet,
    as_xlsx,
    cell_format,
    new_workbook,
    row_height,
    set_up_print,
    write_text,
)

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


_WIDTH, _NUMBER, _LONG = 25.2, 1.2, 11.0  # centimetres: of the page between its margins, of columns


def publicity_docx(publicity: PublicityList) -> bytes:
    """The whole list; the heads of its columns stand on every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    document = new_document(publicity.title, landscape=True)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_text(title, publicity.title, bold=True, size=18, face=HEAD)
    opening = document.add_paragraph()
    opening.paragraph_format.first_line_indent = Pt(24)
    add_text(opening, publicity.opening)
    table = document.add_table(rows=0, cols=len(publicity.columns))
    table.style = "Table Grid"
    table.autofit = False
    widths = _widths(publicity)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _add_row(table, publicity.columns, widths, frozenset(), bold=True)
    _mark_row(table.rows[0], "w:tblHeader")
    for texts in publicity.rows:
        _add_row(table, texts, widths, frozenset(publicity.wide), bold=False)
    closing = document.add_paragraph()
    closing.paragraph_format.space_before = Pt(10)
    add_text(closing, publicity.closing[0])
    for text in publicity.closing[1:]:
        end = document.add_paragraph()
        end.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_text(end, text)
    return docx_bytes(document)


def _widths(publicity: PublicityList) -> list[float]:
    plain_count = len(publicity.columns) - 1 - len(publicity.wide)
    plain = (_WIDTH - _NUMBER - _LONG * len(publicity.wide)) / max(plain_count, 1)
    return [_NUMBER if at == 0 else _LONG if at in publicity.wide else plain for at in range(len(publicity.columns))]


def _add_row(table: Any, texts: tuple[str, ...], widths: list[float], wide: frozenset[int], *, bold: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    row = table.add_row()
    _mark_row(row, "w:cantSplit")
    cells = row.cells
    for at, text in enumerate(texts):
        cell = cells[at]
        cell.width = Cm(widths[at])
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for number, line in enumerate(text.split("\n")):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            paragraph.paragraph_format.space_after = 0
            paragraph.paragraph_format.line_spacing = 1.1
            if at not in wide:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            add_text(paragraph, line, bold=bold, size=10.5)


def _mark_row(row: Any, name: str) -> None:
    """Have a row repeated on every page, or kept on one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no other way


_NARROW, _PLAIN, _WIDE = 6, 16, 70


def publicity_xlsx(publicity: PublicityList) -> bytes:
    """The whole workbook."""
    out = BytesIO()
    book = new_workbook(out, publicity.title)
    _add_list(book, publicity, Label("公示表", "Publicity").text(publicity.lang))
    book.close()
    return out.getvalue()


def _add_list(book: "Workbook", publicity: PublicityList, name: str) -> None:
    sheet = book.add_worksheet(name)
    set_up_print(sheet, heading=2)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    title = cell_format(book, bold=True, font_size=16, align="center")
    wrapped = cell_format(book, text_wrap=True, align="left")
    head = cell_format(book, bold=True, border=1, align="center", text_wrap=True, bg_color="#eef1f5")
    cell = cell_format(book, border=1, text_wrap=True, align="center")
    long = cell_format(book, border=1, text_wrap=True, align="left")
    last = len(publicity.columns) - 1
    widths = [_NARROW if at == 0 else _WIDE if at in publicity.wide else _PLAIN for at in range(last + 1)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.merge_range(0, 0, 0, last, "", title)
    write_text(sheet, 0, 0, publicity.title, title)
    sheet.set_row(0, 30)
    sheet.merge_range(1, 0, 1, last, "", wrapped)
    write_text(sheet, 1, 0, publicity.opening, wrapped)
    sheet.set_row(1, row_height([publicity.opening], [sum(widths)]))
    for at, text in enumerate(publicity.columns):
        write_text(sheet, 2, at, text, head)
    sheet.set_row(2, row_height(publicity.columns, widths))
    sheet.freeze_panes(3, 0)
    for row, texts in enumerate(publicity.rows, start=3):
        sheet.set_row(row, row_height(texts, widths))
        for at, text in enumerate(texts):
            write_text(sheet, row, at, text, long if at in publicity.wide else cell)
    for at, text in enumerate(publicity.closing, start=len(publicity.rows) + 3):
        look = cell_format(book, align="left" if text is publicity.closing[0] else "right")
        sheet.merge_range(at, 0, at, last, "", look)
        write_text(sheet, at, 0, text, look)


def objections_xlsx(publicity: PublicityList) -> bytes:
    """What was said against those on the list, and how it was settled: for the office, never to be hung."""
    head = (
        ("Applicant", "State", "What", "By", "Date")
        if publicity.lang == "en"
        else ("申报人", "情况", "内容", "经办人", "日期")
    )
    rows = [
        (
            person,
            objection_state(entry, publicity.lang),
            strip_controls(entry.text),
            strip_controls(entry.by),
            str(entry.on),
        )
        for person, entry in publicity.objections
    ]
    name = Label("内部", "Internal").text(publicity.lang)
    return as_xlsx([TableSheet(name, head, rows, (14, 10, 80, 12, 14), wrapped=(2,))], publicity.title)


def objection_state(entry: ReviewEntry, lang: str) -> str:
    """未处理 or 已处理, as one line of the record says."""
    if lang == "en":
        return "open" if entry.decision == ObjectionState.OPEN else "settled"
    return "未处理" if entry.decision == ObjectionState.OPEN else "已处理"

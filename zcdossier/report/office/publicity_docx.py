"""The publicity list as a Word file, to be printed, sealed and hung."""

from typing import Any

from zcdossier.report.office.publicity import PublicityList
from zcdossier.report.office.word import HEAD, blank, saved, write

_WIDTH, _NUMBER, _LONG = 25.2, 1.2, 11.0  # centimetres: of the page between its margins, of columns


def publicity_docx(one: PublicityList) -> bytes:
    """The whole list; the heads of its columns stand on every page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - heavy
    from docx.shared import Cm, Pt  # noqa: PLC0415

    document = blank(one.title, landscape=True)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(title, one.title, bold=True, size=18, face=HEAD)
    opening = document.add_paragraph()
    opening.paragraph_format.first_line_indent = Pt(24)
    write(opening, one.opening)
    table = document.add_table(rows=0, cols=len(one.columns))
    table.style = "Table Grid"
    table.autofit = False
    widths = _widths(one)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    _row(table, one.columns, widths, frozenset(), bold=True)
    _mark_row(table.rows[0], "w:tblHeader")
    for texts in one.rows:
        _row(table, texts, widths, frozenset(one.wide), bold=False)
    closing = document.add_paragraph()
    closing.paragraph_format.space_before = Pt(10)
    write(closing, one.closing[0])
    for text in one.closing[1:]:
        end = document.add_paragraph()
        end.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        write(end, text)
    return saved(document)


def _widths(one: PublicityList) -> list[float]:
    rest = len(one.columns) - 1 - len(one.wide)
    plain = (_WIDTH - _NUMBER - _LONG * len(one.wide)) / max(rest, 1)
    return [_NUMBER if at == 0 else _LONG if at in one.wide else plain for at in range(len(one.columns))]


def _row(table: Any, texts: tuple[str, ...], widths: list[float], wide: frozenset[int], *, bold: bool) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

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
            write(paragraph, line, bold=bold, size=10.5)


def _mark_row(row: Any, name: str) -> None:
    """Have a row repeated on every page, or kept on one."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no other way

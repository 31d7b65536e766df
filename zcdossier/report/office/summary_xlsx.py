"""The summary as a workbook: a sheet for each notice, what keeps everybody from being handed over, who was not read."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.report.office.review_list import STATES
from zcdossier.report.office.sheets import face, height, put, sheet_name
from zcdossier.report.office.summary import Grid, Row, Summary, cell_mark, cell_text
from zcdossier.report.sheets import new_workbook
from zcdossier.report.tally import SectionTally

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_HEAD = {
    "zh": "申报材料,姓名,级别,现状,错误,警告,缺材料,没回答,答“否”,记录,PDF,没合成,大小（MB）",
    "en": "dossier,applicant,level,state,errors,warnings,missing,unanswered,said no,records,PDFs,not built,size in MB",
}
_WIDTHS = (22, 12, 10, 16, 8, 8, 8, 8, 8, 8, 8, 8, 10)
_SECTION_WIDTH = 9
_WHY_WIDTHS = (24, 14, 90)


def summary_xlsx(summary: Summary, lang: str) -> bytes:
    """The whole workbook."""
    out = BytesIO()
    book = new_workbook(out, "Summary" if lang == "en" else "职称申报汇总")
    names: set[str] = set()
    looks = {
        "head": face(book, bold=True, border=1, bg_color="#E8EDF3", text_wrap=True, align="center"),
        "plain": face(book, border=1, border_color="#D0D5DC"),
        "number": face(book, border=1, border_color="#D0D5DC", align="right"),
        "megabytes": face(book, border=1, border_color="#D0D5DC", align="right", num_format="0.0"),
        "bad": face(book, border=1, border_color="#D0D5DC", bg_color="#FBE3E1", font_color="#A3242A", align="center"),
        "doubtful": face(
            book, border=1, border_color="#D0D5DC", bg_color="#FCF2DC", font_color="#835100", align="center"
        ),
        "cell": face(book, border=1, border_color="#D0D5DC", align="center"),
        "wrapped": face(book, border=1, border_color="#D0D5DC", text_wrap=True, valign="top"),
    }
    for grid in summary.grids:
        _grid(book.add_worksheet(sheet_name(grid.title, names)), grid, looks, lang)
    _why(book, summary, looks, names, lang)
    book.close()
    return out.getvalue()


def _page(sheet: "Worksheet") -> None:
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _grid(sheet: "Worksheet", grid: Grid, looks: Mapping[str, "Format"], lang: str) -> None:
    _page(sheet)
    heads = _HEAD["en" if lang == "en" else "zh"].split(",")
    heads += [f"{one.number} {one.label}" if one.number else one.label for one in grid.columns]
    widths = [*_WIDTHS, *(_SECTION_WIDTH for _ in grid.columns)]
    for at, (text, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(at, at, width)
        put(sheet, 0, at, text, looks["head"])
    sheet.set_row(0, height(heads, widths))
    sheet.freeze_panes(1, 2)
    for line, row in enumerate(grid.rows, start=1):
        _line(sheet, line, row, grid, looks, lang)
    sheet.autofilter(0, 0, max(1, len(grid.rows)), len(heads) - 1)


def _line(sheet: "Worksheet", line: int, row: Row, grid: Grid, looks: Mapping[str, "Format"], lang: str) -> None:  # noqa: PLR0917
    texts = (row.name, row.person, row.level, STATES[row.standing.state].text(lang))
    for at, text in enumerate(texts):
        put(sheet, line, at, text, looks["plain"])
    counts = (row.errors, row.warnings, row.missing, row.open, row.refused, row.records)
    for at, count in enumerate(counts, start=len(texts)):
        sheet.write_number(line, at, count, looks["number"])
    first = len(texts) + len(counts)
    uploads = row.uploads
    for at, look in enumerate(("number", "number", "megabytes")):
        if uploads is None:
            sheet.write_blank(line, first + at, None, looks[look])
        else:
            figures = (uploads.built, uploads.failed, uploads.bytes / 1_000_000)
            sheet.write_number(line, first + at, figures[at], looks[look])
    for at, column in enumerate(grid.columns, start=first + 3):
        cell = row.cells.get(column.id)
        put(sheet, line, at, _cell(cell), looks[_look(cell)])


def _cell(cell: SectionTally | None) -> str:
    return f"{cell_text(cell)} {cell_mark(cell)}".strip() if cell is not None else ""


def _look(cell: SectionTally | None) -> str:
    if cell is None:
        return "cell"
    return "bad" if cell.errors else "doubtful" if cell.warnings else "cell"


def _why(book: "Workbook", summary: Summary, looks: Mapping[str, "Format"], names: set[str], lang: str) -> None:
    sheet = book.add_worksheet(sheet_name("To do" if lang == "en" else "还差什么", names))
    _page(sheet)
    heads = ("dossier", "applicant", "what") if lang == "en" else ("申报材料", "姓名", "还差什么")
    for at, (text, width) in enumerate(zip(heads, _WHY_WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        put(sheet, 0, at, text, looks["head"])
    sheet.freeze_panes(1, 0)
    standings = [*summary.failed, *(row.standing for row in summary.rows)]
    lines = [(one.name, one.person, reason.text(lang)) for one in standings for reason in one.reasons]
    for line, texts in enumerate(lines, start=1):
        sheet.set_row(line, height(texts, _WHY_WIDTHS))
        for at, text in enumerate(texts):
            put(sheet, line, at, text, looks["wrapped"])
    sheet.autofilter(0, 0, max(1, len(lines)), len(heads) - 1)

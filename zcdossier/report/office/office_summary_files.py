"""The summary as one page (no script, no network) and as a workbook with a sheet for each notice."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zcdossier.model.label import Label
from zcdossier.model.review import ReviewState
from zcdossier.model.workbook_layout import sheet_name
from zcdossier.report.findings_by_section import SectionCounts
from zcdossier.report.messages import day_text
from zcdossier.report.office.office_summary import (
    OfficeSummary,
    SummaryGrid,
    SummaryRow,
    findings_mark,
    megabytes_text,
    records_text,
)
from zcdossier.report.office.review_list import STATE_LABELS
from zcdossier.report.page_frame import PageTemplate, render_template
from zcdossier.report.sanitize import strip_controls
from zcdossier.report.style import Style
from zcdossier.report.workbook import cell_format, new_workbook, row_height, set_up_print, write_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


FOLDER = "office"
_PAGE, _STYLE = "summary.html.j2", "summary.css"
_TONES = {
    ReviewState.READY: "good",
    ReviewState.DONE: "good",
    ReviewState.WAITING: "doubtful",
    ReviewState.REFUSED: "bad",
    ReviewState.FAILED: "bad",
}


def summary_page(summary: OfficeSummary, day: date, lang: str, templates: Path) -> bytes:
    """Make the page with the templates in a folder."""
    return render_template(
        PageTemplate(templates / FOLDER, _PAGE, _STYLE),
        {
            "lang": lang,
            "title": Label("职称申报汇总", "Applications for professional titles").text(lang),
            "day": day_text(day, lang),
            "figures": _figure_objects(summary, lang),
            "grids": [
                {
                    "title": grid.title,
                    "columns": grid.columns,
                    "rows": [_row_object(row, grid.columns, lang) for row in grid.rows],
                }
                for grid in summary.grids
            ],
            "failed": [
                {"name": strip_controls(status.name), "reason": strip_controls(status.reasons[0].text(lang))}
                for status in summary.failed
            ],
            "waiting": [_waiting_object(row, lang) for row in summary.rows if row.status.reasons],
        },
        lang,
    )


def _figure_objects(summary: OfficeSummary, lang: str) -> list[dict[str, Any]]:
    say, rows = Style(lang).say, summary.rows
    wrong = sum(bool(row.errors) for row in rows)
    ready = sum(row.status.state in (ReviewState.READY, ReviewState.DONE) for row in rows)
    figures = [
        (len(rows) + len(summary.failed), say(Label("份申报材料", "dossiers")), ""),
        (wrong, say(Label("份有错误", "with errors")), "bad" if wrong else ""),
        (sum(row.errors for row in rows), say(Label("处错误", "errors")), ""),
        (sum(row.warnings for row in rows), say(Label("处警告", "warnings")), ""),
        (ready, say(Label("份可以报送或已经通过", "may go on or have passed")), "good" if ready else ""),
    ]
    if summary.failed:
        figures.insert(1, (len(summary.failed), say(Label("份没能检查", "not checked")), "bad"))
    return [{"number": number, "label": label, "tone": tone} for number, label, tone in figures]


def _row_object(row: SummaryRow, columns: tuple[Any, ...], lang: str) -> dict[str, Any]:
    uploads = row.uploads
    return {
        "name": strip_controls(row.name),
        "person": strip_controls(row.person),
        "level": row.level,
        "link": row.link,
        "state": STATE_LABELS[row.status.state].text(lang),
        "tone": _TONES[row.status.state],
        "errors": row.errors,
        "warnings": row.warnings,
        "missing": row.missing,
        "open": row.open,
        "refused": row.refused,
        "records": row.records,
        "uploads": uploads.built if uploads is not None else "–",
        "unbuilt": uploads is not None and uploads.failed,
        "size": megabytes_text(uploads),
        "cells": [_cell_object(row.cells.get(column.id)) for column in columns],
    }


def _cell_object(cell: SectionCounts | None) -> dict[str, str]:
    if cell is None:
        return {"text": "", "mark": "", "tone": ""}
    tone = "bad" if cell.errors else "doubtful" if cell.warnings else "good" if cell.records else ""
    return {"text": records_text(cell), "mark": findings_mark(cell), "tone": tone}


def _waiting_object(row: SummaryRow, lang: str) -> dict[str, Any]:
    reasons = [strip_controls(reason.text(lang)) for reason in row.status.reasons]
    return {"person": strip_controls(row.person), "name": strip_controls(row.name), "reasons": reasons}


_HEAD = {
    "zh": "申报材料,姓名,级别,现状,错误,警告,缺材料,没回答,答“否”,记录,PDF,没合成,大小（MB）",
    "en": "dossier,applicant,level,state,errors,warnings,missing,unanswered,said no,records,PDFs,not built,size in MB",
}
_WIDTHS = (22, 12, 10, 16, 8, 8, 8, 8, 8, 8, 8, 8, 10)
_SECTION_WIDTH = 9
_WHY_WIDTHS = (24, 14, 90)


def summary_xlsx(summary: OfficeSummary, lang: str) -> bytes:
    """The whole workbook."""
    out = BytesIO()
    book = new_workbook(out, Label("职称申报汇总", "Summary").text(lang))
    names: set[str] = set()
    formats = {
        "head": cell_format(book, bold=True, border=1, bg_color="#E8EDF3", text_wrap=True, align="center"),
        "plain": cell_format(book, border=1, border_color="#D0D5DC"),
        "number": cell_format(book, border=1, border_color="#D0D5DC", align="right"),
        "megabytes": cell_format(book, border=1, border_color="#D0D5DC", align="right", num_format="0.0"),
        "bad": cell_format(
            book, border=1, border_color="#D0D5DC", bg_color="#FBE3E1", font_color="#A3242A", align="center"
        ),
        "doubtful": cell_format(
            book, border=1, border_color="#D0D5DC", bg_color="#FCF2DC", font_color="#835100", align="center"
        ),
        "cell": cell_format(book, border=1, border_color="#D0D5DC", align="center"),
        "wrapped": cell_format(book, border=1, border_color="#D0D5DC", text_wrap=True, valign="top"),
    }
    for grid in summary.grids:
        _fill_grid(book.add_worksheet(sheet_name(grid.title, names)), grid, formats, lang)
    _add_reasons(book, summary, formats, names, lang)
    book.close()
    return out.getvalue()


def _fill_grid(sheet: "Worksheet", grid: SummaryGrid, formats: Mapping[str, "Format"], lang: str) -> None:
    set_up_print(sheet, heading=0)
    heads = _HEAD["en" if lang == "en" else "zh"].split(",")
    heads += [f"{column.number} {column.label}" if column.number else column.label for column in grid.columns]
    widths = [*_WIDTHS, *(_SECTION_WIDTH for _ in grid.columns)]
    for at, (text, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(at, at, width)
        write_text(sheet, 0, at, text, formats["head"])
    sheet.set_row(0, row_height(heads, widths))
    sheet.freeze_panes(1, 2)
    for line, row in enumerate(grid.rows, start=1):
        _write_row(sheet, line, row, grid, formats=formats, lang=lang)
    sheet.autofilter(0, 0, max(1, len(grid.rows)), len(heads) - 1)


def _write_row(
    sheet: "Worksheet", line: int, row: SummaryRow, grid: SummaryGrid, *, formats: Mapping[str, "Format"], lang: str
) -> None:
    texts = (row.name, row.person, row.level, STATE_LABELS[row.status.state].text(lang))
    for at, text in enumerate(texts):
        write_text(sheet, line, at, text, formats["plain"])
    counts = (row.errors, row.warnings, row.missing, row.open, row.refused, row.records)
    for at, count in enumerate(counts, start=len(texts)):
        sheet.write_number(line, at, count, formats["number"])
    first = len(texts) + len(counts)
    uploads = row.uploads
    for at, look in enumerate(("number", "number", "megabytes")):
        if uploads is None:
            sheet.write_blank(line, first + at, None, formats[look])
        else:
            figures = (uploads.built, uploads.failed, uploads.bytes / 1_000_000)
            sheet.write_number(line, first + at, figures[at], formats[look])
    for at, column in enumerate(grid.columns, start=first + 3):
        cell = row.cells.get(column.id)
        write_text(sheet, line, at, _cell_text(cell), formats[_format_name(cell)])


def _cell_text(cell: SectionCounts | None) -> str:
    return f"{records_text(cell)} {findings_mark(cell)}".strip() if cell is not None else ""


def _format_name(cell: SectionCounts | None) -> str:
    if cell is None:
        return "cell"
    return "bad" if cell.errors else "doubtful" if cell.warnings else "cell"


def _add_reasons(
    book: "Workbook", summary: OfficeSummary, formats: Mapping[str, "Format"], names: set[str], lang: str
) -> None:
    sheet = book.add_worksheet(sheet_name(Label("还差什么", "To do").text(lang), names))
    set_up_print(sheet, heading=0)
    heads = ("dossier", "applicant", "what") if lang == "en" else ("申报材料", "姓名", "还差什么")
    for at, (text, width) in enumerate(zip(heads, _WHY_WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        write_text(sheet, 0, at, text, formats["head"])
    sheet.freeze_panes(1, 0)
    statuses = [*summary.failed, *(row.status for row in summary.rows)]
    lines = [(status.name, status.person, reason.text(lang)) for status in statuses for reason in status.reasons]
    for line, texts in enumerate(lines, start=1):
        sheet.set_row(line, row_height(texts, _WHY_WIDTHS))
        for at, text in enumerate(texts):
            write_text(sheet, line, at, text, formats["wrapped"])
    sheet.autofilter(0, 0, max(1, len(lines)), len(heads) - 1)

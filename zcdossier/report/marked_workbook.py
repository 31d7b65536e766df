"""A copy of a filled workbook with what lint says of it: coloured cells with notes, and a sheet that lists all.

Only texts are copied, as they are shown: no formula, no macro, no link to another file.
"""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.model.finding import Finding, Severity
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import CellSpot
from zcdossier.model.workbook_layout import sheet_name
from zcdossier.report.messages import clause_names, hint_text, message_text, severity_word
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.text_layout import cell_width
from zcdossier.report.verdict_questions import count_questions, open_questions
from zcdossier.report.workbook import (
    BORDER_COLOUR,
    WIDEST_PAGE,
    cell_format,
    fit_wide_form,
    new_workbook,
    row_height,
    set_up_print,
    write_text,
)
from zcdossier.source.sheet_reader import Sheet
from zcdossier.source.workbook_reader import Workbook

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook as NewWorkbook
    from xlsxwriter.worksheet import Worksheet

MARKS_SHEET = Label("检查结果", "Findings")
_COLOURS = {Severity.ERROR: "#F3C9C0", Severity.WARNING: "#FFE9A8"}
_NARROWEST, _WIDEST, _WIDEST_ALONE = 6.0, 42.0, 68.0
_LONGEST_NOTE = 2000
_NOTE_LINE = 38  # cells of a note's width
_LIST_WIDTHS = (6, 8, 9, 24, 52, 58, 24)


class _Looks(NamedTuple):
    """The looks of cells, and the language of what is written into them."""

    lang: str
    title: "Format"
    line: "Format"
    heading: "Format"
    text: "Format"
    plain: "Format"
    link: "Format"
    marks: Mapping[Severity, "Format"]


def marked_workbook(workbook: Workbook, linted: LintResult, headings: Mapping[int, int], lang: str) -> bytes:
    """Return the copy. `headings` are the rows of headings by the number of their sheet, both from 1."""
    out = io.BytesIO()
    book = new_workbook(out, MARKS_SHEET.text(lang))
    looks = _make_looks(book, lang)
    taken: set[str] = set()
    first = book.add_worksheet(sheet_name(MARKS_SHEET.text(lang), taken))
    names = {sheet.number: sheet_name(sheet.name, taken) for sheet in workbook.sheets}
    placed = [(finding, _cell_of(finding, linted)) for finding in linted.verdict.findings]
    _write_list(first, placed, names, linted, looks)
    for sheet in workbook.sheets:
        page = book.add_worksheet(names[sheet.number])
        marks: dict[tuple[int, int], list[Finding]] = {}
        for finding, spot in placed:
            if spot is not None and spot.sheet_number == sheet.number:
                marks.setdefault((spot.row, spot.column), []).append(finding)
        _copy_sheet(page, sheet, headings.get(sheet.number), marks, looks)
        if sheet.hidden and not marks:
            page.hide()
    first.activate()
    book.close()
    return out.getvalue()


def _make_looks(book: "NewWorkbook", lang: str) -> _Looks:
    grid = {"border": 1, "border_color": BORDER_COLOUR, "text_wrap": True, "num_format": "@"}
    return _Looks(
        lang=lang,
        title=cell_format(book, bold=True, font_size=14),
        line=cell_format(book),
        heading=cell_format(book, **grid, bold=True, bg_color="#E8EDF3"),
        text=cell_format(book, **grid),
        plain=cell_format(book, num_format="@", text_wrap=True),
        link=cell_format(book, border=1, border_color=BORDER_COLOUR, text_wrap=True, font_color="#1F5FA8", underline=1),
        marks={severity: cell_format(book, **grid, bg_color=colour) for severity, colour in _COLOURS.items()},
    )


def _cell_of(finding: Finding, linted: LintResult) -> CellSpot | None:
    """Return the cell that a finding is about; one about a scan belongs to the cell of its record."""
    if isinstance(finding.place.spot, CellSpot):
        return finding.place.spot
    for record in linted.dossier.everything() if linted.dossier is not None else ():
        is_listed = any(scan.file == finding.place.file for scan in record.scans)
        is_inside = f"{finding.place.path}.".startswith(f"{record.place.path}.")
        is_folder = bool(record.folder) and f"{finding.place.file}/".startswith(f"{record.folder}/")
        if (is_inside or is_listed or is_folder) and isinstance(record.place.spot, CellSpot):
            return record.place.spot
    return None


def _write_list(
    page: "Worksheet",
    placed: Sequence[tuple[Finding, CellSpot | None]],
    names: Mapping[int, str],
    linted: LintResult,
    looks: _Looks,
) -> None:
    lang = looks.lang
    for column, width in enumerate(_LIST_WIDTHS):
        page.set_column(column, column, width)
    page.hide_gridlines(2)
    page.set_row(0, 26)
    write_text(page, 0, 0, MARKS_SHEET.text(lang), looks.title)
    for row, line in enumerate(_head_lines(linted, lang), start=1):
        write_text(page, row, 0, line, looks.line)
    heading = 4
    titles = Label("序号,轻重,代码,位置,问题,改法,依据", "No.,severity,code,place,finding,how to fix,clauses").text(
        lang
    )
    for column, title in enumerate(titles.split(",")):
        write_text(page, heading, column, title, looks.heading)
    set_up_print(page, heading=heading)
    page.set_footer("&L&A&R&P/&N")
    page.freeze_panes(heading + 1, 0)
    for number, (finding, spot) in enumerate(placed, start=1):
        row = heading + number
        clauses = clause_names(finding.clauses, linted.profile, lang)
        texts = [
            str(number),
            severity_word(finding.severity, lang),
            finding.code,
            _place_name(finding, spot),
            message_text(finding, lang),
            hint_text(finding, lang),
            clauses,
        ]
        page.set_row(row, max(20, row_height(texts, [width - 1 for width in _LIST_WIDTHS])))
        for column, text in enumerate(texts):
            write_text(page, row, column, text, looks.marks[finding.severity] if column == 1 else looks.text)
        if spot is not None:
            quoted = names[spot.sheet_number].replace("'", "''")
            page.write_url(row, 3, f"internal:'{quoted}'!{spot.name}", looks.link, texts[3][:255])
    if placed:
        page.autofilter(heading, 0, heading + len(placed), len(_LIST_WIDTHS) - 1)


def _place_name(finding: Finding, spot: CellSpot | None) -> str:
    """`[论文] C5`, with the file behind it where the finding is about a file; the file alone where no cell is."""
    if spot is None:
        return escape_controls(finding.place.file) + finding.place.suffix
    cell = f"[{escape_controls(spot.sheet)}] {spot.name}"
    is_file = not isinstance(finding.place.spot, CellSpot)
    return f"{cell}\n{escape_controls(finding.place.file)}{finding.place.suffix}" if is_file else cell


def _head_lines(linted: LintResult, lang: str) -> tuple[str, ...]:
    verdict = linted.verdict
    errors, warnings = verdict.count(Severity.ERROR), verdict.count(Severity.WARNING)
    questions = count_questions(open_questions(verdict))
    if not verdict.findings:
        counts = Label("没有发现问题。", "Nothing was found.")
    else:
        counts = Label(
            f"{errors} 个错误（浅红），{warnings} 个警告（浅黄）；点“位置”就到那一格，鼠标停在涂色的格子上看怎么改。",
            f"{errors} errors (red), {warnings} warnings (yellow). A click on the place leads to the cell; "
            "its note says how to fix it.",
        )
    asked = Label(
        f"另有 {questions} 个问题要人来确认，见“确认”表。" if questions else "",
        f"{questions} questions wait for an answer; see the sheet 确认." if questions else "",
    )
    return (
        counts.text(lang),
        asked.text(lang),
        Label(
            "这一份只供查看，每次检查都会重新生成：请改原来的“申报表.xlsx”，不要改这一份。",
            "This copy is only for reading and is rewritten at every check: edit 申报表.xlsx, not this file.",
        ).text(lang),
    )


def _copy_sheet(
    page: "Worksheet",
    sheet: Sheet,
    heading: int | None,
    marks: Mapping[tuple[int, int], Sequence[Finding]],
    looks: _Looks,
) -> None:
    widths = _column_widths(sheet, heading)
    for column, width in widths.items():
        page.set_column(column - 1, column - 1, width)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    width = sum(widths.values())
    if heading is not None:
        page.freeze_panes(heading, 1)
        set_up_print(page, heading=heading - 1)
        fit_wide_form(page, width)
    for number in sorted({*sheet.rows, *(row for row, _ in marks)}):
        texts = {column: cell.text for column, cell in sheet.rows.get(number, {}).items()}
        in_row = {column: found for (row, column), found in marks.items() if row == number}
        if heading is not None and number < heading and len(texts) == 1 and not in_row:
            _write_note_above(page, number, next(iter(texts.values())), widths, looks)
            continue
        in_table = heading is not None and number >= heading
        heights = [row_height([text], [widths.get(column, _WIDEST) - 1]) for column, text in texts.items()]
        page.set_row(number - 1, max([20.0, *heights]))
        for column in sorted({*texts, *in_row, *(widths if in_table else ())}):
            look = looks.heading if number == heading else looks.text if in_table else looks.plain
            found = in_row.get(column, ())
            if found:
                look = looks.marks[min((finding.severity for finding in found), key=list(Severity).index)]
                _write_note(page, number, column, found, looks.lang)
            write_text(page, number - 1, column - 1, texts.get(column, ""), look)


def _write_note_above(page: "Worksheet", row: int, text: str, widths: Mapping[int, float], looks: _Looks) -> None:
    """What stands above the headings runs over the width of the table, as far as a page is wide."""
    last, width = 1, 0.0
    for column in sorted(widths):
        if width + widths[column] <= WIDEST_PAGE / 2:
            last, width = column, width + widths[column]
    if last > 1:
        page.merge_range(row - 1, 0, row - 1, last - 1, "", looks.plain)
    page.set_row(row - 1, row_height([text], [max(width, _WIDEST)]))
    write_text(page, row - 1, 0, text, looks.plain)


def _column_widths(sheet: Sheet, heading: int | None) -> dict[int, float]:
    """How wide each column of the table must be; what stands above its headings runs over many of them."""
    widths: dict[int, float] = {}
    for number, cells in sheet.rows.items():
        for column, cell in cells.items():
            wanted = max(cell_width(line) for line in cell.text.split("\n")) + 2.0
            if heading is None or number >= heading:
                most = _WIDEST if heading is not None else _WIDEST_ALONE
                widths[column] = max(widths.get(column, _NARROWEST), min(wanted, most))
    return widths


def _write_note(page: "Worksheet", row: int, column: int, findings: Sequence[Finding], lang: str) -> None:
    pieces = []
    for finding in findings:
        hint = hint_text(finding, lang)
        mend = Label("改法", "fix").text(lang)
        head = f"{severity_word(finding.severity, lang)} {finding.code} {message_text(finding, lang)}"
        pieces.append(f"{head}\n{mend}：{hint}" if hint else head)
    text = "\n\n".join(pieces)[:_LONGEST_NOTE]
    lines = sum(max(1, -(-cell_width(line) // _NOTE_LINE)) for line in text.split("\n"))
    size = {"width": 300, "height": min(460, 18 * lines + 12), "font_size": 9, "author": ""}
    page.write_comment(row - 1, column - 1, text, size)

"""`status`: how full each section is against its limit, and where findings wait."""

from zcdossier.report.as_json import Json
from zcdossier.report.judged import Judged
from zcdossier.report.style import Style
from zcdossier.report.summary import heading, records_cell, totals
from zcdossier.report.table import LABEL_CELLS, table
from zcdossier.report.tally import SectionTally, tally
from zcdossier.report.width import clip
from zcdossier.report.words import one_line


def status_text(judged: Judged, style: Style) -> str:
    """The whole table of one dossier with its totals."""
    rows = [row for row in tally(judged) if row.number or row.touched]
    head = style.say("栏目,记录,扫描件,错误,警告,", "section,records,scans,errors,warnings,").split(",")
    lines = table([head, *(_cells(row, style) for row in rows)], right=(1, 2, 3, 4))
    painted = [style.paint.faint(lines[0]), *map(_painted, lines[1:], rows, [style] * len(rows))]
    return "\n".join([heading(judged, style), "", *painted, "", totals(judged.verdict, style)]) + "\n"


def _cells(row: SectionTally, style: Style) -> list[str]:
    number = f"{row.number:>2} " if row.number else "   "
    return [
        number + clip(one_line(row.label, style.lang), LABEL_CELLS),
        records_cell(row),
        str(row.files or "-"),
        str(row.errors or "-"),
        str(row.warnings or "-"),
        _remark(row, style),
    ]


def _remark(row: SectionTally, style: Style) -> str:
    if row.limit is not None and row.records > row.limit:
        over = row.records - row.limit
        return style.say(f"超出 {over} 条", f"{over} too many")
    if row.required and not row.records:
        return style.say("必填，还没有", "required, none yet")
    return ""


def _painted(line: str, row: SectionTally, style: Style) -> str:
    if row.errors:
        return style.paint.bad(line)
    if row.warnings:
        return style.paint.doubtful(line)
    return line if row.records else style.paint.faint(line)


def status_object(judged: Judged, lang: str) -> Json:
    """One dossier as data."""
    return {"path": judged.name, "sections": [_row_object(row, lang) for row in tally(judged)]}


def _row_object(row: SectionTally, lang: str) -> Json:
    return {
        "section": row.id,
        "label": row.label.text(lang),
        "records": row.records,
        "files": row.files,
        "limit": row.limit,
        "required": row.required,
        "errors": row.errors,
        "warnings": row.warnings,
    }

"""Many dossiers on one page: a row for each, for the office that looks after them."""

from collections.abc import Sequence
from typing import NamedTuple

from zcdossier.model.finding import Severity
from zcdossier.report.judged import Judged
from zcdossier.report.style import Style
from zcdossier.report.summary import open_questions
from zcdossier.report.table import table
from zcdossier.report.tally import tally
from zcdossier.report.visible import visible
from zcdossier.report.words import one_line


class OverviewRow(NamedTuple):
    """One dossier; `read` is false for one that could not be checked."""

    name: str
    level: str = ""
    records: int = 0
    errors: int = 0
    warnings: int = 0
    open: int = 0
    read: bool = True


def overview_row(judged: Judged, lang: str) -> OverviewRow:
    """Count one dossier."""
    level = ""
    if judged.profile is not None and judged.dossier is not None and judged.dossier.level:
        level = one_line(judged.profile.level_label(judged.dossier.level), lang)
    verdict = judged.verdict
    return OverviewRow(
        judged.name,
        level,
        sum(row.records for row in tally(judged) if row.number),
        verdict.count(Severity.ERROR),
        verdict.count(Severity.WARNING),
        len(open_questions(verdict)),
    )


def failed_row(name: str) -> OverviewRow:
    """One that could not be checked; why was said when it was tried."""
    return OverviewRow(name, read=False)


def overview_text(rows: Sequence[OverviewRow], style: Style) -> str:
    """A table with a row for each dossier, in the order they were checked."""
    head = style.say("申报材料,级别,记录,错误,警告,未确认", "dossier,level,records,errors,warnings,unanswered").split(
        ","
    )
    lines = table([head, *(_cells(row, style) for row in rows)], right=(2, 3, 4, 5))
    painted = [_painted(line, row, style) for line, row in zip(lines[1:], rows, strict=True)]
    return "\n".join([style.paint.faint(lines[0]), *painted]) + "\n"


def _cells(row: OverviewRow, style: Style) -> list[str]:
    if not row.read:
        return [visible(row.name), style.say("没能检查", "not checked"), "", "", "", ""]
    counts = (row.records, row.errors, row.warnings, row.open)
    return [visible(row.name), row.level, *(str(count or "-") for count in counts)]


def _painted(line: str, row: OverviewRow, style: Style) -> str:
    if row.errors or not row.read:
        return style.paint.bad(line)
    return style.paint.doubtful(line) if row.warnings else line

"""Many dossiers on one page: a row for each, for the office that looks after them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zcdossier.model.dossier import Dossier
from zcdossier.model.finding import Severity
from zcdossier.report.judged import Judged
from zcdossier.report.style import Style
from zcdossier.report.summary import count_questions, counts_text, open_questions
from zcdossier.report.table import table
from zcdossier.report.tally import tally
from zcdossier.report.visible import visible
from zcdossier.report.words import one_line


class OverviewRow(NamedTuple):
    """One dossier; `read` is false for one that could not be checked, `reason` says why."""

    name: str
    level: str = ""
    records: int = 0
    errors: int = 0
    warnings: int = 0
    open: int = 0
    read: bool = True
    applicant: str = ""
    profile: str = ""
    reason: str = ""


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
        count_questions(open_questions(verdict)),
        applicant=applicant_name(judged.dossier),
        profile=judged.dossier.profile if judged.dossier is not None else "",
    )


def applicant_name(dossier: Dossier | None) -> str:
    """The name as typed, or an empty text."""
    name = dossier.applicant.get("name") if dossier is not None else None
    return name.text.strip() if name is not None else ""


def failed_row(name: str, reason: str = "") -> OverviewRow:
    """One that could not be checked; why was said when it was tried."""
    return OverviewRow(name, read=False, reason=reason)


def worst_first(rows: Iterable[OverviewRow]) -> list[OverviewRow]:
    """Those that could not be checked, then most errors, then most warnings, then by name."""
    return sorted(rows, key=lambda row: (row.read, -row.errors, -row.warnings, row.name))


def overview_text(rows: Sequence[OverviewRow], style: Style) -> str:
    """A table with a row for each dossier, in the order given."""
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


def overview_totals(rows: Sequence[OverviewRow], style: Style) -> str:
    """One line over many dossiers."""
    wrong = sum(1 for row in rows if row.errors)
    failed = sum(1 for row in rows if not row.read)
    errors, warnings = sum(row.errors for row in rows), sum(row.warnings for row in rows)
    parts = [
        style.say(f"共 {len(rows)} 份申报材料", f"{len(rows)} dossiers"),
        style.say(f"{wrong} 份有错误", f"{wrong} with errors"),
        *([style.say(f"{failed} 份没能检查", f"{failed} not checked")] if failed else []),
        counts_text(errors, warnings, style),
    ]
    return style.say("；", "; ").join(part for part in parts if part) + "\n"

"""Many dossiers at once: a row for each as text, and as lines of a live table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.report.dossier_summary import counts_text
from zcdossier.report.findings_by_section import count_by_section
from zcdossier.report.messages import one_line
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_table
from zcdossier.report.verdict_questions import count_questions, open_questions


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


def overview_row(result: LintResult, lang: str) -> OverviewRow:
    """Count one dossier."""
    level = ""
    if result.profile is not None and result.dossier is not None and result.dossier.level:
        level = one_line(result.profile.level_label(result.dossier.level), lang)
    verdict = result.verdict
    return OverviewRow(
        result.name,
        level,
        sum(row.records for row in count_by_section(result) if row.number),
        verdict.count(Severity.ERROR),
        verdict.count(Severity.WARNING),
        count_questions(open_questions(verdict)),
        applicant=result.dossier.applicant_name if result.dossier is not None else "",
        profile=result.dossier.profile if result.dossier is not None else "",
    )


def failed_overview_row(name: str, reason: str = "") -> OverviewRow:
    """One that could not be checked; why was said when it was tried."""
    return OverviewRow(name, read=False, reason=reason)


def sort_worst_first(rows: Iterable[OverviewRow]) -> list[OverviewRow]:
    """Those that could not be checked, then most errors, then most warnings, then by name."""
    return sorted(rows, key=lambda row: (row.read, -row.errors, -row.warnings, row.name))


def overview_text(rows: Sequence[OverviewRow], style: Style) -> str:
    """A table with a row for each dossier, in the order given."""
    head = style.say(
        Label("申报材料,级别,记录,错误,警告,未确认", "dossier,level,records,errors,warnings,unanswered")
    ).split(",")
    lines = lay_out_table([head, *(_cells(row, style) for row in rows)], right=(2, 3, 4, 5))
    painted = [_paint_row(line, row, style) for line, row in zip(lines[1:], rows, strict=True)]
    return "\n".join([style.paint.faint(lines[0]), *painted]) + "\n"


def _cells(row: OverviewRow, style: Style) -> list[str]:
    if not row.read:
        return [escape_controls(row.name), style.say(Label("没能检查", "not checked")), "", "", "", ""]
    counts = (row.records, row.errors, row.warnings, row.open)
    return [escape_controls(row.name), row.level, *(str(count or "-") for count in counts)]


def _paint_row(line: str, row: OverviewRow, style: Style) -> str:
    if row.errors or not row.read:
        return style.paint.bad(line)
    return style.paint.doubtful(line) if row.warnings else line


def overview_totals(rows: Sequence[OverviewRow], style: Style) -> str:
    """One line over many dossiers."""
    wrong = sum(1 for row in rows if row.errors)
    failed = sum(1 for row in rows if not row.read)
    errors, warnings = sum(row.errors for row in rows), sum(row.warnings for row in rows)
    parts = [
        style.say(Label(f"共 {len(rows)} 份申报材料", f"{len(rows)} dossiers")),
        style.say(Label(f"{wrong} 份有错误", f"{wrong} with errors")),
        *([style.say(Label(f"{failed} 份没能检查", f"{failed} not checked"))] if failed else []),
        counts_text(errors, warnings, style),
    ]
    return style.say(Label("；", "; ")).join(part for part in parts if part) + "\n"


class LiveState(StrEnum):
    """How far a dossier is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


LIVE_STATE_LABELS = {
    LiveState.WAITING: Label("等待", "waiting"),
    LiveState.WORKING: Label("进行中", "working"),
    LiveState.DONE: Label("完成", "done"),
    LiveState.FAILED: Label("没能完成", "failed"),
}


class LiveRow(NamedTuple):
    """One dossier; `note` says what is being done, or was."""

    name: str
    state: LiveState = LiveState.WAITING
    errors: int = 0
    warnings: int = 0
    note: str = ""


def pick_live_rows(rows: Sequence[LiveRow], room: int) -> list[LiveRow]:
    """The rows to show, in order while all of them fit; otherwise those at work, then the worst, then the next."""
    if len(rows) <= room:
        return list(rows)
    return sorted(rows, key=_urgency)[: max(0, room)]


def _urgency(row: LiveRow) -> tuple[int, int, int]:
    if row.state is LiveState.WORKING:
        return (0, 0, 0)
    if row.state is LiveState.FAILED:
        return (1, 0, 0)
    if row.state is LiveState.DONE and (row.errors or row.warnings):
        return (2, -row.errors, -row.warnings)
    return (3 if row.state is LiveState.WAITING else 4, 0, 0)


def progress_line(rows: Sequence[LiveRow], hidden: int, style: Style) -> str:
    """`57/200；12 份有错误；1 份没能完成；另有 180 份没有列出`."""
    states = Counter(row.state for row in rows)
    wrong = sum(1 for row in rows if row.errors and row.state is LiveState.DONE)
    finished = states[LiveState.DONE] + states[LiveState.FAILED]
    parts = [
        style.say(Label(f"完成 {finished}/{len(rows)}", f"{finished}/{len(rows)} done")),
        style.say(Label(f"{wrong} 份有错误", f"{wrong} with errors")) if wrong else "",
        style.say(Label(f"{states[LiveState.FAILED]} 份没能完成", f"{states[LiveState.FAILED]} failed"))
        if states[LiveState.FAILED]
        else "",
        style.say(Label(f"另有 {hidden} 份没有列出", f"{hidden} more not shown")) if hidden else "",
    ]
    return style.say(Label("；", "; ")).join(part for part in parts if part)


def finished_line(row: LiveRow, at: int, of: int, style: Style) -> str:
    """One dossier on a line of its own, for logs."""
    state = LIVE_STATE_LABELS[row.state].text(style.lang)
    counts = style.say(
        Label(f"{row.errors} 个错误，{row.warnings} 个警告", f"{row.errors} errors, {row.warnings} warnings")
    )
    text = state if row.state is LiveState.FAILED else counts
    return f"[{at}/{of}] {row.name}{style.say(Label('：', ': '))}{text}"

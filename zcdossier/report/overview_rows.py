"""One dossier among many as a row: of the table of all when they are done, and of the live one while they are not.

What a row is made of knows nothing of what was judged: who shows rows need not load it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.report.style import Style


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


def failed_overview_row(name: str, reason: str = "") -> OverviewRow:
    """One that could not be checked; why was said when it was tried."""
    return OverviewRow(name, read=False, reason=reason)


def sort_worst_first(rows: Iterable[OverviewRow]) -> list[OverviewRow]:
    """Those that could not be checked, then most errors, then most warnings, then by name."""
    return sorted(rows, key=lambda row: (row.read, -row.errors, -row.warnings, row.name))


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

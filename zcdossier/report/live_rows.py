"""What a live table shows of many dossiers: as many as fit, those at work and the worst first, and how far it is."""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.report.style import Style


class State(StrEnum):
    """How far a dossier is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


WORDS = {
    State.WAITING: Label("等待", "waiting"),
    State.WORKING: Label("进行中", "working"),
    State.DONE: Label("完成", "done"),
    State.FAILED: Label("没能完成", "failed"),
}


class LiveRow(NamedTuple):
    """One dossier; `note` says what is being done, or was."""

    name: str
    state: State = State.WAITING
    errors: int = 0
    warnings: int = 0
    note: str = ""


def picked(rows: Sequence[LiveRow], room: int) -> list[LiveRow]:
    """The rows to show, in order while all of them fit; otherwise those at work, then the worst, then the next."""
    if len(rows) <= room:
        return list(rows)
    return sorted(rows, key=_importance)[: max(0, room)]


def _importance(row: LiveRow) -> tuple[int, int, int]:
    if row.state is State.WORKING:
        return (0, 0, 0)
    if row.state is State.FAILED:
        return (1, 0, 0)
    if row.state is State.DONE and (row.errors or row.warnings):
        return (2, -row.errors, -row.warnings)
    return (3 if row.state is State.WAITING else 4, 0, 0)


def progress_line(rows: Sequence[LiveRow], hidden: int, style: Style) -> str:
    """`57/200；12 份有错误；1 份没能完成；另有 180 份没有列出`."""
    states = Counter(row.state for row in rows)
    wrong = sum(1 for row in rows if row.errors and row.state is State.DONE)
    done = states[State.DONE] + states[State.FAILED]
    said = [
        style.say(f"完成 {done}/{len(rows)}", f"{done}/{len(rows)} done"),
        style.say(f"{wrong} 份有错误", f"{wrong} with errors") if wrong else "",
        style.say(f"{states[State.FAILED]} 份没能完成", f"{states[State.FAILED]} failed")
        if states[State.FAILED]
        else "",
        style.say(f"另有 {hidden} 份没有列出", f"{hidden} more not shown") if hidden else "",
    ]
    return style.say("；", "; ").join(one for one in said if one)


def done_line(row: LiveRow, at: int, of: int, style: Style) -> str:
    """One dossier on a line of its own, for logs."""
    state = WORDS[row.state].text(style.lang)
    counts = style.say(f"{row.errors} 个错误，{row.warnings} 个警告", f"{row.errors} errors, {row.warnings} warnings")
    said = state if row.state is State.FAILED else counts
    return f"[{at}/{of}] {row.name}{style.say('：', ': ')}{said}"

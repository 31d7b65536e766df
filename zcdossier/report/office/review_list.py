"""`office review list`: who passed, who was sent back, who may not be handed over yet, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence

from zcdossier.model.label import Label
from zcdossier.model.review import ReviewDecision, ReviewEntry, ReviewState, ReviewStatus, person_in
from zcdossier.report.json_document import Json
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_table

STATE_LABELS: dict[ReviewState, Label] = {
    ReviewState.READY: Label("可以报送", "may be handed over"),
    ReviewState.WAITING: Label("还不能报送", "not yet"),
    ReviewState.DONE: Label("主管部门已通过", "passed by the authority"),
    ReviewState.REFUSED: Label("没有通过", "refused"),
    ReviewState.FAILED: Label("没能检查", "not checked"),
}


def review_list_text(statuses: Sequence[ReviewStatus], style: Style) -> str:
    """A table, then the reasons one by one, then the sums."""
    head = style.say(
        Label("申报材料,姓名,单位审核,主管部门审查,公示,", "dossier,name,unit,authority,publicity,")
    ).split(",")
    lines = lay_out_table([head, *(_cells(status, style) for status in statuses)])
    painted = [_paint_status(line, status, style) for line, status in zip(lines[1:], statuses, strict=True)]
    blocks = ["\n".join([style.paint.faint(lines[0]), *painted])]
    reasons = "\n".join(line for status in statuses for line in _reason_lines(status, style))
    return "\n\n".join([*blocks, *([reasons] if reasons else []), _count_states(statuses, style)]) + "\n"


def _cells(status: ReviewStatus, style: Style) -> list[str]:
    listed = status.publicity
    publicity = f"{listed.on} – {listed.until}" if listed is not None else "-"
    state = STATE_LABELS[status.state].text(style.lang)
    decided = (_decision_text(status.unit, style), _decision_text(status.authority, style))
    return [escape_controls(status.name), escape_controls(status.person), *decided, publicity, state]


def _decision_text(decided: ReviewDecision, style: Style) -> str:
    if decided.entry is None:
        return "-"
    word = decided.word.text(style.lang) if decided.ruling is not None else escape_controls(decided.entry.decision)
    by = f" {escape_controls(decided.entry.by)}" if decided.entry.by else ""
    return f"{word} {decided.entry.on}{by}"


def _paint_status(line: str, status: ReviewStatus, style: Style) -> str:
    if status.state in (ReviewState.READY, ReviewState.DONE):
        return style.paint.good(line)
    return style.paint.bad(line) if status.state in (ReviewState.REFUSED, ReviewState.FAILED) else line


def _reason_lines(status: ReviewStatus, style: Style) -> Iterator[str]:
    if status.reasons or status.notes:
        yield f"{escape_controls(person_in(status.name, status.person))}{style.say(Label('：', ':'))}"
        yield from (f"  - {escape_controls(reason.text(style.lang))}" for reason in status.reasons)
        yield from (
            f"  - {style.say(Label('注意：', 'note: '))}{escape_controls(note.text(style.lang))}"
            for note in status.notes
        )


def _count_states(statuses: Sequence[ReviewStatus], style: Style) -> str:
    counts = Counter(status.state for status in statuses)
    parts = [f"{STATE_LABELS[state].text(style.lang)} {counts[state]}" for state in STATE_LABELS if counts[state]]
    return style.say(Label("，", ", ")).join(parts)


def review_status_object(status: ReviewStatus, lang: str) -> Json:
    """One applicant's review status as data, with all that was recorded."""
    listed = status.publicity
    return {
        "path": status.name,
        "name": status.person,
        "state": status.state.value,
        "unit": _decided_object(status.unit),
        "authority": _decided_object(status.authority),
        "publicity": {"from": str(listed.on), "to": str(listed.until)} if listed is not None else None,
        "reasons": [reason.text(lang) for reason in status.reasons],
        "notes": [note.text(lang) for note in status.notes],
        "history": [_entry_object(entry) for entry in status.history.entries],
    }


def _decided_object(decided: ReviewDecision) -> Json | None:
    if decided.entry is None:
        return None
    return {"ruling": decided.ruling.value if decided.ruling is not None else None, **_entry_object(decided.entry)}


def _entry_object(entry: ReviewEntry) -> Json:
    return {
        "step": entry.step,
        "decision": entry.decision,
        "text": entry.text,
        "by": entry.by,
        "date": str(entry.on),
        "until": str(entry.until) if entry.until is not None else None,
    }

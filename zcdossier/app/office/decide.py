"""Recording what an office decided about one applicant: a decision, an objection, how it was settled."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.lint import Linted
from zcdossier.app.office.output import name_below, office_folder
from zcdossier.app.office.reviews import add, record_of
from zcdossier.app.office.reviews_csv import OBJECTED
from zcdossier.app.office.standing import ruling_of
from zcdossier.errors import CannotRunError
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.office import OfficeRules, ReviewStep, Ruling
from zcdossier.model.review import OBJECTION, Entry, Objected
from zcdossier.report.office.letter import addressee


class Decision(NamedTuple):
    """What is to be recorded: the word as typed, with a reason or an opinion, by whom, on which day."""

    step: str
    word: str
    text: str
    by: str
    on: date


class Recorded(NamedTuple):
    """What was recorded, where; `warnings` is how many warnings were left in what passed."""

    path: Path
    entry: Entry
    word: Label
    warnings: int = 0


def decide(linted: Linted, decision: Decision) -> Recorded:
    """Record a decision. Raises CannotRunError when it lacks its reason, or passes what still has errors."""
    step = (linted.profile.office if linted.profile is not None else OfficeRules()).step(decision.step)
    ruling = ruling_of(step, decision.word)
    if ruling is None:
        words = [step.word(one) for one in Ruling]
        raise CannotRunError(
            f"{step.label.zh}的结果只有 {'、'.join(one.zh for one in words)}，不是 {decision.word}。",
            f"The {step.label.text('en')} decides {', '.join(one.zh for one in words)}, not {decision.word}.",
        )
    _check_reason(step, ruling, decision.text)
    if ruling is Ruling.PASSED:
        _check_errors(linted, step)
    path, name = _where(linted.root)
    entry = Entry(name, addressee(linted), step.id, step.word(ruling).zh, decision.text, decision.by, decision.on)
    add(path, [entry])
    warnings = linted.verdict.count(Severity.WARNING) if ruling is Ruling.PASSED else 0
    return Recorded(path, entry, step.word(ruling), warnings)


def object_to(linted: Linted, objected: Objected, text: str, by: str, on: date) -> Recorded:
    """Record an objection during the publicity, or how all that are open were settled."""
    if not text:
        raise CannotRunError("要写明异议或处理结果的内容。", "Say what the objection is, or how it was settled.")
    path, name = _where(linted.root)
    entry = Entry(name, addressee(linted), OBJECTION, objected.value, text, by, on)
    add(path, [entry])
    return Recorded(path, entry, Label(*OBJECTED[objected.value][:2]))


def _where(root: Path) -> tuple[Path, str]:
    path = record_of(root, office_folder(root))
    return path, name_below(root, path.parent)


def _check_reason(step: ReviewStep, ruling: Ruling, text: str) -> None:
    if ruling in step.reasoned and not text:
        word = step.word(ruling)
        what = ("审核意见", "an opinion") if ruling is Ruling.PASSED else ("理由", "a reason")
        raise CannotRunError(
            f"“{word.zh}”要写{what[0]}：加上 --reason “……”。",
            f"“{word.text('en')}” needs {what[1]}: add --reason TEXT.",
        )


def _check_errors(linted: Linted, step: ReviewStep) -> None:
    errors = linted.verdict.count(Severity.ERROR)
    if errors:
        name, word = linted.name, step.passed.zh
        raise CannotRunError(
            f"{name} 还有 {errors} 处错误，不能记为{word}；先改好（zcdossier lint {name}），确实可以的写成豁免。",
            f"{name} has errors ({errors}) and can't be recorded as passed; mend them (zcdossier lint {name}), "
            "or waive what was agreed.",
        )

"""Recording what an office decided about one applicant: a decision, an objection, how it was settled."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.office.office_folder import office_folder
from zcdossier.app.office.review_status import (
    missing_before_any_answer,
    missing_before_authority,
    review_status_of,
    ruling_of,
)
from zcdossier.app.office.reviews import ReviewRecords, add_entries
from zcdossier.app.office.reviews_csv import OBJECTED
from zcdossier.errors import CannotRunError
from zcdossier.model.finding import Addressee, Severity
from zcdossier.model.label import Label, join_labels
from zcdossier.model.lint_result import LintResult
from zcdossier.model.office_rules import AUTHORITY, OfficeRules, ReviewStep, Ruling
from zcdossier.model.review import OBJECTION, History, ObjectionState, ReviewEntry
from zcdossier.model.yes_no import is_ditto, says_nothing
from zcdossier.report.dossier_summary import quote_for_shell
from zcdossier.report.office.letter_wording import addressee_of
from zcdossier.report.verdict_questions import (
    count_errors_apart_from_answers,
    find_refusals,
    open_questions,
    open_questions_for,
)

_FURTHEST = timedelta(days=366)


class Signature(NamedTuple):
    """By whom something was decided, on which day, and which day it is today."""

    by: str
    on: date
    today: date


class Decision(NamedTuple):
    """What is to be recorded: the word as typed, with a reason or an opinion."""

    step: str
    word: str
    text: str


class RecordedDecision(NamedTuple):
    """What was recorded, where; how many warnings and unanswered questions were left in what passed."""

    path: Path
    entry: ReviewEntry
    word: Label
    warnings: int = 0
    unanswered: int = 0


class _RecordPlace(NamedTuple):
    """The record a dossier belongs to, how it is called there, and what is recorded of it up to a day."""

    path: Path
    name: str
    history: History


def record_decision(linted: LintResult, decision: Decision, signature: Signature) -> RecordedDecision:
    """Record a decision. Raises CannotRunError when it lacks its reason, or passes what still has errors."""
    _check_signature(signature)
    step = (linted.profile.office if linted.profile is not None else OfficeRules()).step(decision.step)
    ruling = ruling_of(step, decision.word)
    if ruling is None:
        words = [step.word(possible) for possible in Ruling]
        raise CannotRunError(
            Label(
                f"{step.label.zh}的结果只有 {'、'.join(word.zh for word in words)}，不是 {decision.word}。",
                f"The {step.label.text('en')} decides {', '.join(word.zh for word in words)}, not {decision.word}.",
            ),
        )
    _check_reason(step, ruling, decision.text)
    if ruling is Ruling.PASSED:
        _check_errors(linted, step)
    place = _find_place(linted.root, signature.on)
    if step.id == AUTHORITY:
        _check_was_handed_over(linted, place, step.word(ruling), signature.on, passes=ruling is Ruling.PASSED)
    word = step.word(ruling)
    entry = ReviewEntry(place.name, addressee_of(linted), step.id, word.zh, decision.text, signature.by, signature.on)
    add_entries(place.path, [entry])
    recorded = RecordedDecision(place.path, entry, word)
    if ruling is not Ruling.PASSED:
        return recorded
    verdict = linted.verdict
    unanswered = len(open_questions(verdict)) + len(open_questions_for(verdict, Addressee.UNIT))
    return recorded._replace(warnings=verdict.count(Severity.WARNING), unanswered=unanswered)


def record_objection(linted: LintResult, objected: ObjectionState, text: str, signature: Signature) -> RecordedDecision:
    """Record an objection during the publicity, or how all that are open were settled. Raises CannotRunError."""
    _check_signature(signature)
    if not _says_something(text):
        raise CannotRunError(
            Label(
                "要写明异议或处理结果的内容；没有异议，就不用记。",
                "Say what the objection is, or how it was settled; without one nothing is recorded.",
            )
        )
    place = _find_place(linted.root, signature.on)
    if objected is ObjectionState.SETTLED and not place.history.open_objections:
        raise CannotRunError(
            Label(
                f"{place.name} 到 {signature.on} 为止没有未处理的异议，没有可以记为已处理的。",
                f"No objection to {place.name} is open on {signature.on}; there is nothing to settle.",
            ),
        )
    entry = ReviewEntry(place.name, addressee_of(linted), OBJECTION, objected.value, text, signature.by, signature.on)
    add_entries(place.path, [entry])
    return RecordedDecision(place.path, entry, Label(*OBJECTED[objected.value][:2]))


def _find_place(root: Path, day: date) -> _RecordPlace:
    records = ReviewRecords([root], office_folder(root))
    return _RecordPlace(records.path(root), records.name(root), records.history(root).known_by(day))


def _check_signature(signature: Signature) -> None:
    """Somebody has decided it, on a day that is not years ahead."""
    if not signature.by:
        raise CannotRunError(Label("要写明经办人：--by 张三。", "Say who decided it: --by NAME."))
    if signature.on > signature.today + _FURTHEST:
        raise CannotRunError(
            Label(
                f"日期 {signature.on} 在一年以后，多半写错了；今天是 {signature.today}。",
                f"{signature.on} is more than a year ahead, so it is probably mistyped; today is {signature.today}.",
            ),
        )


def _says_something(text: str) -> bool:
    return (
        bool(text) and not says_nothing(text) and not is_ditto(text) and text.strip("。 ") not in ("无异议", "没有异议")
    )


def _check_reason(step: ReviewStep, ruling: Ruling, text: str) -> None:
    if ruling in step.reasoned and not _says_something(text):
        word = step.word(ruling)
        wanted = Label("审核意见", "an opinion") if ruling is Ruling.PASSED else Label("理由", "a reason")
        raise CannotRunError(
            Label(
                f"“{word.zh}”要写{wanted.zh}：加上 --reason “……”。",
                f"“{word.text('en')}” needs {wanted.en}: add --reason TEXT.",
            ),
        )


def _check_was_handed_over(linted: LintResult, place: _RecordPlace, word: Label, day: date, *, passes: bool) -> None:
    """The authority decides about what the unit passed and publicised, and passes nothing that is objected to."""
    status = review_status_of(linted, place.history, place.name, day)
    missing = missing_before_authority if passes else missing_before_any_answer
    reasons: Sequence[Label] = list(missing(linted, status, day))
    if reasons:
        lacking = join_labels(reasons, Label("；", "; "))
        raise CannotRunError(
            Label(
                f"{place.name} 到 {day} 还不能记主管部门的“{word.zh}”：{lacking.zh}。先把前面的记下来。",
                f"On {day} the authority's “{word.text('en')}” can't be recorded of {place.name}: {lacking.en}. "
                "Record what comes before it first.",
            ),
        )


def _check_errors(linted: LintResult, step: ReviewStep) -> None:
    """What still has errors, or an answer that says no, can't be passed."""
    errors, refused = count_errors_apart_from_answers(linted.verdict), len(find_refusals(linted.verdict))
    if not errors and not refused:
        return
    name, typed, word = linted.name, quote_for_shell(linted.name), step.passed.zh
    zh = [f"{errors} 处错误"] if errors else []
    zh += [f"{refused} 项人工确认答的是“否”或看不出是还是否"] if refused else []
    en = [f"errors ({errors})"] if errors else []
    en += [f"questions answered with no or a remark ({refused})"] if refused else []
    raise CannotRunError(
        Label(
            f"{name} 还有 {'，'.join(zh)}，不能记为{word}；先改好（zcdossier lint {typed}），"
            f"确实可以的写成不适用说明。",
            f"{name} has {' and '.join(en)} and can't be recorded as passed; fix them (zcdossier lint {typed}), "
            "or waive what was agreed.",
        ),
    )

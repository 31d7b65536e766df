"""How an applicant stands: what the office recorded, held against what lint says today. Pure.

With it how long a publicity lasts, by the Chinese calendar of public holidays.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from zcdossier.app.office.quotas import quota_claims
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Addressee
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.office_rules import (
    AUTHORITY,
    UNIT,
    OfficeRules,
    PublicityPeriod,
    PublicityRule,
    ReviewStep,
    Ruling,
    read_ruling,
)
from zcdossier.model.review import PUBLICITY, History, ReviewDecision, ReviewEntry, ReviewState, ReviewStatus
from zcdossier.model.spelling import normalized_name
from zcdossier.model.workdays import WorkdayCalendar, days_from, is_weekday, nth_workday
from zcdossier.model.yes_no import is_ditto
from zcdossier.report.office.letter_wording import addressee_of
from zcdossier.report.verdict_questions import (
    count_errors_apart_from_answers,
    find_refusals,
    open_questions,
    open_questions_for,
)

_REVIEWS, _PUBLICITY = "reviews", "publicity"  # sections of a dossier that hold the same things, in some notices


def ruling_of(step: ReviewStep, typed: str) -> Ruling | None:
    """Which decision a word stands for at a step, in the notice's own words or in English."""
    for ruling in Ruling:
        word = step.word(ruling)
        if normalized_name(typed) in {normalized_name(name) for name in (word.zh, word.en, ruling.value) if name}:
            return ruling
    return None


def review_status_of(linted: LintResult, recorded: History, name: str, today: date) -> ReviewStatus:
    """Where an application is, and what keeps it from being handed over. Only the office's record passes anybody."""
    office = _rules(linted)
    own = History(tuple(_own_entries(linted, office)))
    unit, authority = (_decision_at(office.step(identity), recorded) for identity in (UNIT, AUTHORITY))
    publicity = recorded.latest(PUBLICITY)
    status = ReviewStatus(
        name,
        addressee_of(linted),
        ReviewState.WAITING,
        unit,
        authority,
        publicity,
        recorded,
        claims=tuple(quota_claims(linted)),
    )
    reasons = (*_reasons(linted, status, today), *_disagreements(office, recorded, own))
    if Ruling.REFUSED in (unit.ruling, authority.ruling):
        state = ReviewState.REFUSED
    elif authority.ruling is Ruling.PASSED and not any(missing_before_authority(linted, status, today)):
        state = ReviewState.DONE
    else:
        state = ReviewState.WAITING if reasons else ReviewState.READY
    return status._replace(state=state, reasons=reasons, notes=tuple(_unrecorded_claims(office, recorded, own)))


def unread_status(name: str, why: Label) -> ReviewStatus:
    """One that could not even be read."""
    return ReviewStatus(name, name.rpartition("/")[2], ReviewState.FAILED, reasons=(why,))


def missing_before_authority(linted: LintResult, status: ReviewStatus, today: date) -> Iterator[Label]:
    """What has to come before the authority may pass an application: the unit's pass, and a publicity well over."""
    if status.unit.ruling is not Ruling.PASSED:
        yield from _review_reasons(status.unit, linted, UNIT)
    yield from _publicity_reasons(status, _rules(linted).publicity, today)
    yield from _objection_reasons(status)


def missing_before_any_answer(linted: LintResult, status: ReviewStatus, today: date) -> Iterator[Label]:
    """What has to come before the authority can have said anything: it was handed over once, after its publicity.

    That the unit took it back since, or that somebody objects, may be why the authority refuses it.
    """
    step = _rules(linted).step(UNIT)
    handed = [entry for entry in status.history.entries if entry.step == UNIT]
    if not any(ruling_of(step, entry.decision) is Ruling.PASSED for entry in handed):
        yield from _review_reasons(status.unit, linted, UNIT)
    yield from _publicity_reasons(status, _rules(linted).publicity, today)


def _rules(linted: LintResult) -> OfficeRules:
    return linted.profile.office if linted.profile is not None else OfficeRules()


def missing_manifest_status(name: str) -> ReviewStatus:
    """A folder that was meant to be a dossier, and has no manifest."""
    return unread_status(
        name,
        Label(
            "没有 申报表.xlsx 或 dossier.yaml，这一份没有检查",
            "there is no 申报表.xlsx or dossier.yaml; it was not checked",
        ),
    )


def _decision_at(step: ReviewStep, recorded: History) -> ReviewDecision:
    entry = recorded.latest(step.id)
    ruling = ruling_of(step, entry.decision) if entry is not None else None
    return ReviewDecision(ruling, step.word(ruling) if ruling is not None else Label(""), entry)


def _reasons(linted: LintResult, status: ReviewStatus, today: date) -> Iterator[Label]:
    unit, authority = status.unit, status.authority
    yield from _review_reasons(unit, linted, UNIT)
    verdict = linted.verdict
    errors = count_errors_apart_from_answers(verdict)
    if errors:
        en = f"{errors} error{'' if errors == 1 else 's'} left"
        if unit.ruling is Ruling.PASSED or authority.ruling is Ruling.PASSED:
            yield Label(f"审核通过了，但材料还有 {errors} 处错误", f"passed, but {en}")
        else:
            yield Label(f"还有 {errors} 处错误", en)
    refused = len(find_refusals(verdict))
    if refused:
        en = f"{refused} question{'' if refused == 1 else 's'} answered with no, or with a remark"
        yield Label(f"人工确认有 {refused} 项没有通过：答了“否”，或看不出是还是否", en)
    questions = len(open_questions(verdict))
    if questions:
        en = f"{questions} question{'' if questions == 1 else 's'} unanswered"
        yield Label(f"人工确认还有 {questions} 项没有回答", en)
    of_unit = len(open_questions_for(verdict, Addressee.UNIT))
    if of_unit:
        en = f"{of_unit} question{'' if of_unit == 1 else 's'} for the unit unanswered"
        yield Label(f"要单位确认的还有 {of_unit} 项没有回答", en)
    yield from _publicity_reasons(status, _rules(linted).publicity, today)
    yield from _objection_reasons(status)
    if authority.entry is not None and authority.ruling is not Ruling.PASSED and not _is_answered(status):
        yield from _review_reasons(authority, linted, AUTHORITY)
    elif authority.ruling is Ruling.PASSED and unit.ruling is not Ruling.PASSED:
        yield Label("主管部门已经审查，单位审核却没有通过", "the authority passed it, but the unit has not")


def _review_reasons(decided: ReviewDecision, linted: LintResult, identity: str) -> Iterator[Label]:
    step = _rules(linted).step(identity)
    zh, en = step.label.zh, step.label.text("en")
    if decided.entry is None:
        yield Label(f"还没有{zh}", f"no {en} yet")
        return
    text = decided.entry.text
    if decided.ruling is None:
        line_zh = f"（第 {decided.entry.line} 行）" if decided.entry.line else ""
        words = [step.word(possible) for possible in Ruling]
        yield Label(
            f"{zh}的结果“{decided.entry.decision}”看不懂{line_zh}；只有：{'、'.join(word.zh for word in words)}",
            f"{decided.entry.decision} is no decision of the {en}; write {', '.join(word.zh for word in words)}",
        )
    elif decided.ruling is not Ruling.PASSED:
        word = decided.word
        yield Label(
            f"{zh}{word.zh}{'：' if text else ''}{text}", f"{en}: {word.text('en')}{', ' if text else ''}{text}"
        )
    if decided.ruling in step.reasoned and not text:
        yield Label(f"{zh}没有写理由或意见", f"the {en} gives no reason or opinion")
    elif decided.ruling in step.reasoned and is_ditto(text):
        yield Label(f"{zh}的理由或意见写的是“{text}”，要写全", f"the {en} gives as reason {text}; write it out in full")


def _is_answered(status: ReviewStatus) -> bool:
    """Whether the unit passed once more what the authority had sent back."""
    unit, authority = status.unit, status.authority
    if unit.entry is None or authority.entry is None:
        return False
    passed_again = unit.ruling is Ruling.PASSED and status.history.is_after(unit.entry, authority.entry)
    return authority.ruling is Ruling.RETURNED and passed_again


def _publicity_reasons(status: ReviewStatus, rule: PublicityRule, today: date) -> Iterator[Label]:
    publicity = status.publicity
    if publicity is None or publicity.until is None:
        yield Label("还没有公示", "not published yet")
        return
    needed = publicity_period(publicity.on, rule).end
    if publicity.until < needed:
        days, on, until = rule.working_days, publicity.on, publicity.until
        yield Label(
            f"公示时间不够：{on} 开始，满 {days} 个工作日要到 {needed}，记的是到 {until}",
            f"publication is too short: {days} working days from {on} end on {needed}, but the record says {until}",
        )
    elif publicity.on > today:
        yield Label(f"公示 {publicity.on} 才开始", f"publication only begins on {publicity.on}")
    elif publicity.until >= today:
        yield Label(f"公示到 {publicity.until} 才结束", f"publication only ends on {publicity.until}")


def _objection_reasons(status: ReviewStatus) -> Iterator[Label]:
    for objection in status.history.open_objections:
        yield Label(f"公示期间的异议还没有处理：{objection.text}", f"an objection is not settled: {objection.text}")


def _disagreements(office: OfficeRules, recorded: History, own: History) -> Iterator[Label]:
    """Where a dossier's own section `reviews` says something else than the office's record."""
    for step in office.steps:
        ours, theirs = recorded.latest(step.id), own.latest(step.id)
        if ours is None or theirs is None:
            continue
        claimed = ruling_of(step, theirs.decision) or read_ruling(theirs.decision)
        if ruling_of(step, ours.decision) != claimed:
            yield Label(
                f"材料里记的{step.label.zh}是“{theirs.decision}”（{theirs.on}），审核记录里是“{ours.decision}”（{ours.on}）",
                f"the dossier says {theirs.decision} ({theirs.on}) of the {step.label.text('en')}, "
                f"the record says {ours.decision} ({ours.on})",
            )


def _unrecorded_claims(office: OfficeRules, recorded: History, own: History) -> Iterator[Label]:
    """What a dossier's own sections say of which the record says nothing. They pass nobody, and keep nobody back."""
    for step in office.steps:
        theirs = own.latest(step.id)
        if theirs is not None and recorded.latest(step.id) is None:
            yield Label(
                f"材料里自己写了{step.label.zh}“{theirs.decision}”（{theirs.on}），审核记录里没有，不算数",
                f"the dossier itself says {theirs.decision} ({theirs.on}) of the {step.label.text('en')}; "
                "the record does not, so it does not count",
            )
    publicity = own.latest(PUBLICITY)
    if publicity is not None and recorded.latest(PUBLICITY) is None:
        yield Label(
            f"材料里自己写了公示（{publicity.on} 到 {publicity.until}），审核记录里没有，不算数",
            f"the dossier itself says it was published ({publicity.on} to {publicity.until}); "
            "the record does not, so it does not count",
        )


def _own_entries(linted: LintResult, office: OfficeRules) -> Iterator[ReviewEntry]:
    """What the manifest records of reviews and publicity, as far as it is dated."""
    sections = linted.dossier.sections if linted.dossier is not None else {}
    steps = {step.record: step.id for step in office.steps if step.record}
    for record in sections.get(_REVIEWS, ()):
        step, day = steps.get(_canon(record, "step")), _day(record, "date")
        if step is not None and day is not None and record.text("decision"):
            text = record.text("reason") or record.text("opinion")
            yield ReviewEntry("", "", step, record.text("decision"), text, record.text("reviewer"), day)
    for record in sections.get(_PUBLICITY, ()):
        start, end = _day(record, "from"), _day(record, "to")
        if start is not None and end is not None:
            yield ReviewEntry("", "", PUBLICITY, PUBLICITY, "", "", start, end)


def _canon(record: Record, field: str) -> str:
    value = record.fields.get(field)
    return value.canon if value is not None else ""


def _day(record: Record, field: str) -> date | None:
    parsed = parse_date(record.text(field))
    return parsed.first if parsed is not None and parsed.day is not None else None


def publicity_period(start: date, rule: PublicityRule) -> PublicityPeriod:
    """The publicity that starts on a day and lasts long enough. The last day is the last working day it needs."""
    calendar = WorkdayCalendar()
    counted_from = start if rule.first_day else start + timedelta(days=1)
    end = nth_workday(counted_from, rule.working_days, calendar)
    within = [start + timedelta(days=count) for count in range((end - start).days + 1)]
    return PublicityPeriod(
        start=start,
        end=end,
        working_days=rule.working_days,
        first_day=rule.first_day,
        starts_on_workday=calendar.works(start),
        holidays=tuple(day for day in within if is_weekday(day) and not calendar.works(day)),
        worked_weekends=tuple(day for day in within if not is_weekday(day) and calendar.works(day)),
        guessed_years=tuple(sorted(calendar.guessed)),
    )


def next_workday(day: date, calendar: WorkdayCalendar) -> date:
    """The first day after that one that is worked."""
    return next((later for later in days_from(day + timedelta(days=1)) if calendar.works(later)), day)

"""A letter to one applicant: what to mend, grouped by what has to be done, and what to answer. No codes, no jargon.

A letter is made once, as data; text and Word show the same.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from zcdossier.model.dates import parse_date
from zcdossier.model.finding import Finding, Severity
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import MANIFEST_NAMES
from zcdossier.model.office_rules import Deadline
from zcdossier.report.messages import count_noun, day_text, day_with_weekday, join_words, one_line
from zcdossier.report.office.actions import ACTION_HEADINGS, Action, action_for
from zcdossier.report.office.letter_document import Letter, LetterGroup, LetterItem, LetterPoint, number_headings
from zcdossier.report.office.letter_questions import questions_group
from zcdossier.report.office.letter_wording import (
    Subject,
    addressee_of,
    letter_hint,
    letter_message,
    subject_of,
)
from zcdossier.report.sanitize import strip_controls
from zcdossier.report.verdict_questions import findings_for_applicant, later_questions, open_questions

_ASK = Label(
    "请回答这些问题（“是”“否”或“不适用”；附了回执的，填在回执里）",
    "Please answer these questions (yes, no, or does not apply), in the table if one came with this letter",
)
_LATER = Label(
    "材料交上去以后还要做这些，到时候再回答", "These come after the material is handed over; answer them then"
)


class LetterOptions(NamedTuple):
    """What the office wants of its letters. `by` is its own last day, `signed` who writes."""

    day: date
    lang: str = "zh"
    by: date | None = None
    signed: str = ""
    only_errors: bool = False


def write_letter(result: LintResult, options: LetterOptions) -> Letter | None:
    """Write to one applicant, or to nobody when only errors are asked for and there are none."""
    verdict, lang = result.verdict, options.lang
    findings = [
        finding
        for finding in findings_for_applicant(verdict)
        if not options.only_errors or finding.severity is Severity.ERROR
    ]
    questions = () if options.only_errors else tuple(open_questions(verdict))
    later = () if options.only_errors else tuple(later_questions(verdict))
    if options.only_errors and not findings:
        return None
    groups = [
        *_groups(findings, result, lang),
        *questions_group(questions, _ASK, result, lang),
        *questions_group(later, _LATER, result, lang),
    ]
    doubts = sum(action_for(finding) is Action.CHECK for finding in findings)
    counts = (len(findings) - doubts, doubts, len({question.question for question in questions}))
    name = addressee_of(result)
    end = (strip_controls(options.signed), day_text(options.day, lang))
    return Letter(
        greeting=Label(f"{name}，您好：", f"Dear {name},").text(lang),
        opening=tuple(_opening_sentences(result, counts, options)),
        groups=number_headings(groups, lang),
        closing=_closing_sentence(bool(findings), bool(questions), bool(later), lang),
        signature=tuple(line for line in end if line),
        lang=lang,
        errors=counts[0],
        doubts=counts[1],
        questions=counts[2],
    )


def _opening_sentences(result: LintResult, counted: tuple[int, int, int], options: LetterOptions) -> Iterator[str]:
    lang = options.lang
    errors, doubts, questions = counted
    level, notice = _applied_for(result, lang)
    if lang == "en":
        material = f"Your material {level}{notice}"
        counts = [count_noun(errors, "thing") + " to fix", count_noun(doubts, "thing") + " to check"]
        counts.append(count_noun(questions, "question") + " to answer")
        parts = [text for text, count in zip(counts, counted, strict=True) if count]
        if not errors and not doubts:
            yield f"{material} has been checked: nothing needs fixing."
            if questions:
                are = "is 1 question" if questions == 1 else f"are {questions} questions"
                yield f"There {are} that nobody but you can answer."
        else:
            verb = "There is" if parts[0].startswith("1 ") else "There are"
            yield f"{material} has been checked. {verb} {join_words(parts, lang)}."
    else:
        material = f"您{level}的材料{notice}已经检查过"
        counts = [f"有 {errors} 处要改", f"{doubts} 处请核对", f"{questions} 个问题请回答"]
        parts = [text for text, count in zip(counts, counted, strict=True) if count]
        if not errors and not doubts:
            yield f"{material}，没有发现要改的地方。"
            if questions:
                yield f"还有 {questions} 个问题只有您本人能回答，列在下面。"
        else:
            yield f"{material}，{'，'.join(parts)}，都列在下面。"
    yield from _deadline_sentences(result, options, mend=bool(errors or doubts))


def _applied_for(result: LintResult, lang: str) -> tuple[str, str]:
    if result.profile is None:
        return ("", "") if lang == "en" else ("申报职称", "")
    dossier, title = result.dossier, one_line(result.profile.title, lang)
    level = one_line(result.profile.level_label(dossier.level), lang) if dossier is not None and dossier.level else ""
    if lang == "en":
        return f"for {level} " if level else "", f"({title})"
    return f"申报{level}" if level else "申报职称", f"（{title}）"


def _deadline_sentences(result: LintResult, options: LetterOptions, *, mend: bool) -> Iterator[str]:
    lang = options.lang
    if options.by is not None:
        day = day_with_weekday(options.by, lang)
        wanted = Label("改好交来", "fix it and hand it in") if mend else Label("回复", "reply")
        yield Label(f"请在{day}以前{wanted.zh}。", f"Please {wanted.en} by {day}.").text(lang)
    for deadline in result.profile.deadlines if result.profile is not None else ():
        day_of_notice = _day_of(deadline, result)
        if day_of_notice is None:
            continue
        deadline_text, day = one_line(deadline.text, lang), day_with_weekday(day_of_notice, lang)
        over = day_of_notice < options.day
        if lang == "en":
            passed = "; that day has passed, please get in touch with us" if over else ""
            yield f"The notice's last day: {deadline_text} by {day}{passed}."
        else:
            passed = "这一天已经过了，请尽快和我们联系。" if over else ""
            yield f"通知的截止时间：{deadline_text}，{day}。{passed}"


def _day_of(deadline: Deadline, result: LintResult) -> date | None:
    typed = deadline.date
    if deadline.fact and result.dossier is not None and deadline.fact in result.dossier.applicant:
        typed = result.dossier.applicant[deadline.fact].text
    read = parse_date(typed)
    return read.last if read is not None else None


def _groups(findings: Sequence[Finding], result: LintResult, lang: str) -> Iterator[LetterGroup]:
    by_act: dict[Action, dict[Subject, list[LetterPoint]]] = {}
    for finding in findings:
        action = action_for(finding)
        subject = _manifest_subject(finding, lang) if action is Action.MANIFEST else subject_of(finding, result, lang)
        point = _letter_point(finding, result, subject.title, lang)
        points = by_act.setdefault(action, {}).setdefault(subject, [])
        if point not in points:
            points.append(point)
    for action in Action:
        if action in by_act:
            items = sorted(by_act[action].items(), key=lambda pair: pair[0].order)
            yield LetterGroup(
                ACTION_HEADINGS[action].text(lang),
                tuple(LetterItem(item.name, tuple(points)) for item, points in items),
            )


def _manifest_subject(finding: Finding, lang: str) -> Subject:
    """A slip in the manifest itself is found by its line or cell."""
    spot = finding.place.spot
    if finding.place.file not in MANIFEST_NAMES or spot is None:
        return Subject((0, 0), "")
    return Subject(spot.order[1:], spot.label.text(lang))


def _letter_point(finding: Finding, result: LintResult, title: str, lang: str) -> LetterPoint:
    places = result.profile.places if result.profile is not None else {}
    cited = list(dict.fromkeys(places[clause] for clause in finding.clauses if places.get(clause)))
    source = Label(f"通知{join_words(cited, lang)}", f"notice, {join_words(cited, lang)}").text(lang)
    return LetterPoint(
        strip_controls(letter_message(finding, title, lang)),
        strip_controls(letter_hint(finding, result, lang)),
        strip_controls(source) if cited else "",
        fills=finding.code == "ZC201",
    )


def _closing_sentence(mend: bool, answer: bool, later: bool, lang: str) -> str:
    if lang == "en":
        if mend:
            return "Please tell us when it is done; we will check it once more. Questions are welcome. Thank you!"
        if answer:
            return "Please send us your answers. Thank you!"
        return (
            "There is nothing for you to do now. Thank you!" if later else "There is nothing for you to do. Thank you!"
        )
    if mend:
        return "改好以后请告诉我们，我们再检查一遍。有不清楚的地方，随时来问。谢谢！"
    if answer:
        return "请把回答发给我们。谢谢！"
    return "现在您不需要做什么。谢谢！" if later else "您不需要再做什么。谢谢！"

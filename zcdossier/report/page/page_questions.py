"""The questions for the page, to be answered there: each once, with its records, what is answered, what was seen."""

from collections.abc import Collection, Sequence

from zcdossier.model.finding import Addressee, ChecklistItem, Stage
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.profile import Profile
from zcdossier.model.record_names import record_keys
from zcdossier.model.workbook_hints import reword_hint
from zcdossier.model.workbook_layout import who_confirms
from zcdossier.model.workbook_lines import split_answer
from zcdossier.model.yes_no import ANSWER_WORDS, NO, YES, Reply
from zcdossier.report.messages import clause_name, one_line
from zcdossier.report.page.page_findings import anchor
from zcdossier.report.page.page_views import AnswerView, GivenAnswer, QuestionsView, QuestionView
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.sighting_text import sighting_label, sighting_of_group
from zcdossier.report.verdict_questions import group_by_question


def questions_view(result: LintResult, lang: str, anchors: Collection[str] = ()) -> QuestionsView:
    """What the applicant answers now, what later, and what others answer.

    `anchors` are the places on the page that a record's name may lead to.
    """
    verdict, profile = result.verdict, result.profile

    def views(questions: Sequence[ChecklistItem]) -> tuple[QuestionView, ...]:
        worded = [_question_view(group, profile, lang, anchors) for group in group_by_question(questions)]
        return tuple(sorted(worded, key=lambda view: not (view.open or view.refused)))

    return QuestionsView(
        now=views(verdict.questions(Addressee.APPLICANT, stage=Stage.BEFORE)),
        later=views(verdict.questions(Addressee.APPLICANT, stage=Stage.AFTER)),
        others=views(verdict.questions(Addressee.UNIT, Addressee.AUTHORITY)),
        place=one_line(result.form.answer_place, lang),
        paste=one_line(result.form.paste_answers, lang),
        in_rows=result.form.answers_in_rows,
        given=given_answers(result),
    )


def given_answers(result: LintResult) -> tuple[GivenAnswer, ...]:
    """Return the answers as the manifest has them, each for what its record is known by."""
    dossier, profile = result.dossier, result.profile
    if dossier is None or profile is None:
        return ()
    keys = record_keys(dossier, profile)
    return tuple(GivenAnswer(given.clause, keys.get(given.at, given.at), given.text) for given in dossier.answers)


def _question_view(
    group: Sequence[ChecklistItem], profile: Profile | None, lang: str, anchors: Collection[str]
) -> QuestionView:
    first = group[0]
    sighting = sighting_of_group(group)
    asks_records = bool(first.path)
    return QuestionView(
        clause=clause_name(first.clause, profile, lang),
        question=one_line(_without_keys(first, profile), lang),
        answer="" if asks_records else escape_controls(first.answer),
        subjects=tuple(_answer_view(asked, anchors) for asked in group) if asks_records else (),
        said_no=first.refused and not asks_records,
        seen=one_line(sighting_label(sighting), lang) if sighting is not None else "",
        id=first.clause,
        aliases=tuple(clause for clause in first.clauses if clause != first.clause),
        asks=who_confirms(first.asks, first.stage),
        whole=_answer_view(first, ()),
        wanted=NO if first.expected is Reply.NO else YES,
    )


def _without_keys(asked: ChecklistItem, profile: Profile | None) -> Label:
    """A question in the words of the portal: who answers it on a page writes no key of a manifest."""
    return reword_hint(asked.question, (), profile) if profile is not None else asked.question


def _answer_view(asked: ChecklistItem, anchors: Collection[str]) -> AnswerView:
    reply, remark = split_answer(asked.answer)
    place = anchor(asked.path) if asked.path else ""
    return AnswerView(
        subject=escape_controls(asked.subject or asked.key),
        answer=escape_controls(asked.answer),
        refused=asked.refused,
        key=asked.key if asked.path else "",
        text=asked.answer,
        reply=reply if remark or reply in ANSWER_WORDS else "",
        remark=remark,
        anchor=place if place in anchors else "",
    )

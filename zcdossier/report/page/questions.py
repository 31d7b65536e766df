"""The checklist for the page: each question once, with the records it is put to; open ones first."""

from collections.abc import Sequence

from zcdossier.model.finding import Asked, Asks, Stage, Verdict
from zcdossier.model.profile import Profile
from zcdossier.report.checklist import grouped
from zcdossier.report.page.view import AnswerView, QuestionsView, QuestionView
from zcdossier.report.visible import visible
from zcdossier.report.words import clause_name, one_line


def questions_view(verdict: Verdict, profile: Profile | None, lang: str) -> QuestionsView:
    """What the applicant answers now, what later, and what others answer."""
    return QuestionsView(
        now=_views(verdict.questions(Asks.APPLICANT, stage=Stage.BEFORE), profile, lang),
        later=_views(verdict.questions(Asks.APPLICANT, stage=Stage.AFTER), profile, lang),
        others=_views(verdict.questions(Asks.UNIT, Asks.AUTHORITY), profile, lang),
    )


def _views(asked: Sequence[Asked], profile: Profile | None, lang: str) -> tuple[QuestionView, ...]:
    views = [_view(group, profile, lang) for group in grouped(asked)]
    return tuple(sorted(views, key=lambda view: not (view.open or view.refused)))


def _view(group: Sequence[Asked], profile: Profile | None, lang: str) -> QuestionView:
    first = group[0]
    named = clause_name(first.clause, profile, lang)
    question = one_line(first.question, lang)
    if not first.path:
        return QuestionView(named, question, visible(first.answer), said_no=first.refused)
    answers = (AnswerView(visible(one.subject or one.key), visible(one.answer), one.refused) for one in group)
    return QuestionView(named, question, "", tuple(answers))

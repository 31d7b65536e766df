"""The checklist for the page: each question once, with the records it is put to; open ones first."""

from collections.abc import Sequence

from zcdossier.model.finding import Asked
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.report.page.view import QuestionView
from zcdossier.report.visible import visible
from zcdossier.report.words import clause_name, one_line


def question_views(asked: Sequence[Asked], profile: Profile | None, lang: str) -> tuple[QuestionView, ...]:
    """Group the questions as they are asked."""
    groups: dict[tuple[str, Label], list[Asked]] = {}
    for one in asked:
        groups.setdefault((one.clause, one.question), []).append(one)
    views = [_view(group, profile, lang) for group in groups.values()]
    return tuple(sorted(views, key=lambda view: not view.open))


def _view(group: Sequence[Asked], profile: Profile | None, lang: str) -> QuestionView:
    first = group[0]
    named = clause_name(first.clause, profile, lang)
    question = one_line(first.question, lang)
    if not first.path:
        return QuestionView(named, question, visible(first.answer))
    subjects = tuple((visible(one.subject or one.path), visible(one.answer)) for one in group)
    return QuestionView(named, question, "", subjects)

"""The checklist: which of the notice's questions are put to this applicant, about which records."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.dossier import Answer, Record
from zcdossier.model.finding import Asked
from zcdossier.model.profile import Question


def asked(context: Context) -> Iterator[Asked]:
    """Yield every question that applies, once per clause and record. What can't be told is asked."""
    answers = context.dossier.answers
    for question in context.profile.checklist:
        if Evaluation(context).holds(question.when) is False:
            continue
        for record in _records(question, context):
            for clause in question.clauses[:1]:
                path = record.place.path if record else ""
                subject = context.title(record) if record else ""
                yield Asked(clause, question.question, path, subject, _answer(answers, question.clauses, path))


def _records(question: Question, context: Context) -> Iterator[Record | None]:
    if not question.sections:
        yield None
        return
    for section in question.sections:
        for record in context.records(section):
            if Evaluation(context, record).holds(question.where) is not False:
                yield record


def _answer(answers: tuple[Answer, ...], clauses: tuple[str, ...], path: str) -> str:
    """The answer for this record, or the one given for all."""
    fitting = [one for one in answers if one.clause in clauses and one.at in ("", path)]
    return max(fitting, key=lambda one: len(one.at)).text if fitting else ""

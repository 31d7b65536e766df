"""The checklist: which of the notice's questions are answered, about which records, and what was answered."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.dossier import Answer, Record
from zcdossier.model.finding import ChecklistItem
from zcdossier.model.profile import Question
from zcdossier.model.record_names import RecordNames


class AnsweredQuestion(NamedTuple):
    """A question as it is answered, and the answer that counts for it."""

    question: ChecklistItem
    answer: Answer | None = None


def checklist_of(context: Context) -> Iterator[ChecklistItem]:
    """Yield every question that applies, once per clause and record. What can't be told is asked."""
    return (answered.question for answered in questions_with_answers(context))


def questions_with_answers(context: Context) -> Iterator[AnsweredQuestion]:
    """Yield every question that applies with the answer that counts for it."""
    names = RecordNames.of(context.dossier, context.profile)
    for question in context.profile.checklist:
        if not question.clauses or Evaluation(context).holds(question.when) is False:
            continue
        for record in _records(question, context):
            path = record.place.path if record else ""
            answer = _answer(context.dossier.answers, question.clauses, path)
            text = answer.text if answer is not None else ""
            yield AnsweredQuestion(
                ChecklistItem(
                    clause=question.clauses[0],
                    question=question.question,
                    path=path,
                    subject=context.title(record) if record else "",
                    answer=text,
                    key=names.keys.get(path, ""),
                    asks=question.asks,
                    stage=question.stage,
                    expected=question.expected,
                    severity=question.severity,
                    clauses=question.clauses,
                ),
                answer,
            )


def _records(question: Question, context: Context) -> Iterator[Record | None]:
    if not question.sections:
        yield None
        return
    for section in question.sections:
        for record in context.records(section):
            if Evaluation(context, record).holds(question.where) is not False:
                yield record


def _answer(answers: tuple[Answer, ...], clauses: tuple[str, ...], path: str) -> Answer | None:
    """The answer for this record, else the one given for its section, else the one for all."""
    fitting = [
        answer
        for answer in answers
        if answer.clause in clauses and (answer.at in ("", path) or path.startswith(f"{answer.at}["))
    ]
    return max(fitting, key=lambda answer: len(answer.at)) if fitting else None

"""The checklist: which of the notice's questions are answered, about which records, and what was answered."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Sighted
from zcdossier.lint.kinds import BY_NAME
from zcdossier.model.dossier import Answer, Record
from zcdossier.model.finding import ChecklistItem, Sighting
from zcdossier.model.label import Label
from zcdossier.model.profile import Question
from zcdossier.model.record_names import record_keys


class AnsweredQuestion(NamedTuple):
    """A question as it is answered, and the answer that counts for it."""

    question: ChecklistItem
    answer: Answer | None = None


def checklist_of(context: Context) -> Iterator[ChecklistItem]:
    """Yield every question that applies, once per clause and record. What can't be told is asked."""
    return (answered.question for answered in _with_answers(context.profile.checklist, context))


def answered_questions(context: Context) -> Iterator[AnsweredQuestion]:
    """Yield every question that applies and may have been answered, with the answer that counts for it."""
    clauses = {answer.clause for answer in context.dossier.answers}
    asked = [question for question in context.profile.checklist if not clauses.isdisjoint(question.clauses)]
    return _with_answers(asked, context)


def _with_answers(questions: Iterable[Question], context: Context) -> Iterator[AnsweredQuestion]:
    keys = record_keys(context.dossier, context.profile)
    sighted = _sighted_by_clause(context)
    for question in questions:
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
                    key=keys.get(path, ""),
                    asks=question.asks,
                    stage=question.stage,
                    expected=question.expected,
                    severity=question.severity,
                    clauses=question.clauses,
                    sighting=_sighting(question, record, sighted),
                ),
                answer,
            )


class _SightedFor(NamedTuple):
    """What a rule's kind saw of something, proof by proof."""

    what: Label
    proofs: tuple[Sighted, ...]


def _sighted_by_clause(context: Context) -> dict[str, list[_SightedFor]]:
    """Return what was seen on the scans by the clauses of the rules that ask for it; nothing where none was read."""
    asked = {clause for question in context.profile.checklist for clause in question.clauses}
    by_clause: dict[str, list[_SightedFor]] = {}
    if all(facts.pages_seen is None for facts in context.facts.values()):
        return by_clause
    for rule in context.profile.rules:
        clauses = asked.intersection(rule.clauses_for(context.dossier.level))
        look = BY_NAME[rule.kind].look if clauses and not rule.off else None
        if look is not None and Evaluation(context).holds(rule.when):
            seen = _SightedFor(BY_NAME[rule.kind].sees, tuple(look(rule, context)))
            for clause in clauses:
                by_clause.setdefault(clause, []).append(seen)
    return by_clause


def _sighting(question: Question, record: Record | None, by_clause: dict[str, list[_SightedFor]]) -> Sighting | None:
    """What the scans that a question is about show of it."""
    found = [seen for clause in question.clauses for seen in by_clause.get(clause, ())]
    proofs = [
        proof
        for seen in found
        for proof in seen.proofs
        if record is None or proof.record.place.path == record.place.path
    ]
    return _sum_up(proofs, found[0].what) if found else None


def _records(question: Question, context: Context) -> Iterator[Record | None]:
    if not question.sections:
        yield None
        return
    for section in question.sections:
        for record in context.records(section):
            if Evaluation(context, record).holds(question.where) is not False:
                yield record


def _answer(answers: tuple[Answer, ...], clauses: tuple[str, ...], path: str) -> Answer | None:
    """The answer for this record, else the one given for its section, else the one for all.

    Of several alike the one under the clause that the question is known by counts, wherever it stands.
    """
    fitting = [
        answer
        for answer in answers
        if answer.clause in clauses and (answer.at in ("", path) or path.startswith(f"{answer.at}["))
    ]
    return max(fitting, key=lambda answer: (len(answer.at), -clauses.index(answer.clause)), default=None)


def _sum_up(sighted: Sequence[Sighted], what: Label) -> Sighting | None:
    """Count what was seen of `what`; None where no proof was read."""
    if not sighted:
        return None
    return Sighting(
        what,
        sum(proof.seen for proof in sighted),
        len(sighted),
        tuple(proof.place for proof in sighted if not proof.seen),
        tuple(dict.fromkeys(proof.text for proof in sighted if proof.text)),
    )

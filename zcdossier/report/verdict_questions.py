"""The questions of a verdict: whose they are, what is open, what was answered with no, and whether it can wait."""

from collections.abc import Iterable, Iterator, Sequence

from zcdossier.model.finding import Addressee, ChecklistItem, Finding, Severity, Stage, Verdict
from zcdossier.model.label import Label

_ANSWERED_NO = "ZC008"


def find_refusals(verdict: Verdict, *asks: Addressee, stage: Stage = Stage.BEFORE) -> list[Finding]:
    """Findings about answers that are not the wanted ones, to questions put to these (to anybody, none named)."""
    return [
        finding
        for finding, question in _refusals_with_questions(verdict)
        if (not asks or question.asks in asks) and question.stage is stage
    ]


def count_errors_apart_from_answers(verdict: Verdict) -> int:
    """How many errors there are that are no answer to a question."""
    return sum(finding.severity is Severity.ERROR and finding.code != _ANSWERED_NO for finding in verdict.findings)


def open_questions_for(verdict: Verdict, asks: Addressee, stage: Stage = Stage.BEFORE) -> list[ChecklistItem]:
    """Questions put to somebody that nobody has answered."""
    return [question for question in verdict.questions(asks, stage=stage) if question.open]


def later_questions(verdict: Verdict) -> list[ChecklistItem]:
    """What the applicant can do only after handing over, and has not said yes to."""
    return [
        question
        for question in verdict.questions(Addressee.APPLICANT, stage=Stage.AFTER)
        if question.open or question.refused
    ]


def findings_for_applicant(verdict: Verdict) -> list[Finding]:
    """The findings an applicant can mend now: not the unit's or an authority's answers, nor what comes later."""
    of_others = {
        id(finding) for finding, question in _refusals_with_questions(verdict) if not _is_for_applicant_now(question)
    }
    return [finding for finding in verdict.findings if id(finding) not in of_others]


def _is_for_applicant_now(question: ChecklistItem) -> bool:
    return question.asks is Addressee.APPLICANT and question.stage is Stage.BEFORE


def _refusals_with_questions(verdict: Verdict) -> Iterator[tuple[Finding, ChecklistItem]]:
    """Every such finding with the question it is about."""
    for finding in verdict.findings:
        if finding.code == _ANSWERED_NO:
            questions = (question for question in verdict.checklist if _is_refusal_of(finding, question))
            yield finding, next(questions, ChecklistItem("", Label("")))


def _is_refusal_of(finding: Finding, question: ChecklistItem) -> bool:
    return finding.args.get("question") == question.question and finding.clauses == question.clauses


def open_questions(verdict: Verdict) -> list[ChecklistItem]:
    """The questions without an answer that the applicant has to answer before handing over."""
    return [question for question in verdict.questions(Addressee.APPLICANT, stage=Stage.BEFORE) if question.open]


def count_questions(questions: Iterable[ChecklistItem]) -> int:
    """How many questions these are as people count: one that is put to many records is one question."""
    return len({(question.clause, question.question) for question in questions})


def group_by_question(questions: Sequence[ChecklistItem]) -> list[list[ChecklistItem]]:
    """The questions as they are asked: each once, with all the records that it is put to."""
    groups: dict[tuple[str, Label], list[ChecklistItem]] = {}
    for question in questions:
        groups.setdefault((question.clause, question.question), []).append(question)
    return list(groups.values())

"""The questions of a verdict: whose they are, what is open, what was answered with no, and whether it can wait."""

from collections.abc import Iterable, Iterator, Sequence

from zcdossier.model.finding import Asked, Asks, Finding, Severity, Stage, Verdict
from zcdossier.model.label import Label

_ANSWERED_NO = "ZC008"


def find_refusals(verdict: Verdict, *asks: Asks, stage: Stage = Stage.BEFORE) -> list[Finding]:
    """Findings about answers that are not the wanted ones, to questions put to these (to anybody, none named)."""
    return [
        finding
        for finding, asked in _refusals_with_questions(verdict)
        if (not asks or asked.asks in asks) and asked.stage is stage
    ]


def count_errors_apart_from_answers(verdict: Verdict) -> int:
    """How many errors there are that are no answer to a question."""
    return sum(finding.severity is Severity.ERROR and finding.code != _ANSWERED_NO for finding in verdict.findings)


def open_questions_for(verdict: Verdict, asks: Asks, stage: Stage = Stage.BEFORE) -> list[Asked]:
    """Questions put to somebody that nobody has answered."""
    return [asked for asked in verdict.questions(asks, stage=stage) if asked.open]


def later_questions(verdict: Verdict) -> list[Asked]:
    """What the applicant can do only after handing over, and has not said yes to."""
    return [asked for asked in verdict.questions(Asks.APPLICANT, stage=Stage.AFTER) if asked.open or asked.refused]


def findings_for_applicant(verdict: Verdict) -> list[Finding]:
    """The findings an applicant can mend now: not the unit's or an authority's answers, nor what comes later."""
    others = {id(finding) for finding, asked in _refusals_with_questions(verdict) if not _is_the_applicants(asked)}
    return [finding for finding in verdict.findings if id(finding) not in others]


def _is_the_applicants(asked: Asked) -> bool:
    return asked.asks is Asks.APPLICANT and asked.stage is Stage.BEFORE


def _refusals_with_questions(verdict: Verdict) -> Iterator[tuple[Finding, Asked]]:
    """Every such finding with the question it is about."""
    for finding in verdict.findings:
        if finding.code == _ANSWERED_NO:
            put = (asked for asked in verdict.checklist if _is_about(finding, asked))
            yield finding, next(put, Asked("", Label("")))


def _is_about(finding: Finding, asked: Asked) -> bool:
    return finding.args.get("question") == asked.question and finding.clauses == asked.clauses


def open_questions(verdict: Verdict) -> list[Asked]:
    """The questions without an answer that the applicant has to answer before handing over."""
    return [asked for asked in verdict.questions(Asks.APPLICANT, stage=Stage.BEFORE) if asked.open]


def count_questions(asked: Iterable[Asked]) -> int:
    """How many questions these are as people count: one that is put to many records is one question."""
    return len({(one.clause, one.question) for one in asked})


def group_by_question(asked: Sequence[Asked]) -> list[list[Asked]]:
    """The questions as they are asked: each once, with all the records that it is put to."""
    groups: dict[tuple[str, Label], list[Asked]] = {}
    for one in asked:
        groups.setdefault((one.clause, one.question), []).append(one)
    return list(groups.values())

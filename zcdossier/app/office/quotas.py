"""Whether more of a unit's people are here than it says it puts forward. Pure.

Each dossier says the number again, and one may be mistyped: the greatest counts, so that nobody is told of too many
where one of them would do. Fewer are no matter: the others may not have handed in yet.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.numerals import plain_number
from zcdossier.model.office_rules import Quota, Ruling
from zcdossier.model.review import QuotaClaim, ReviewStatus
from zcdossier.model.spelling import fold


def quota_claims(linted: LintResult) -> Iterator[QuotaClaim]:
    """Yield what a dossier says of how many its unit puts forward, of each thing that concerns it."""
    dossier, profile = linted.dossier, linted.profile
    if dossier is None or profile is None:
        return
    for quota in profile.office.quotas:
        unit = dossier.applicant.get(quota.unit)
        if unit is None or unit.empty or quota.level not in ("", dossier.level):
            continue
        label = profile.sections[quota.section].fields[quota.number].label
        yield QuotaClaim(unit.text.strip(), label, _number(linted, quota))


def _number(linted: LintResult, quota: Quota) -> int | None:
    records = linted.dossier.sections.get(quota.section, ()) if linted.dossier is not None else ()
    amounts = [plain_number(record.canon(quota.number)) for record in records]
    return max((int(amount) for amount in amounts if amount is not None), default=None)


def with_quota_notes(statuses: Iterable[ReviewStatus]) -> list[ReviewStatus]:
    """Return the same, with a note where more of a unit are here than it puts forward, without those refused."""
    everybody = list(statuses)
    numbers: dict[tuple[str, Label], list[int | None]] = {}
    for claim in chain.from_iterable(map(_claims_that_count, everybody)):
        numbers.setdefault((fold(claim.unit), claim.of), []).append(claim.number)
    return [status._replace(notes=(*status.notes, *_too_many(status, numbers))) for status in everybody]


def _claims_that_count(status: ReviewStatus) -> tuple[QuotaClaim, ...]:
    return () if status.unit.ruling is Ruling.REFUSED else status.claims


def _too_many(status: ReviewStatus, numbers: dict[tuple[str, Label], list[int | None]]) -> Iterator[Label]:
    for claim in _claims_that_count(status):
        here = numbers[fold(claim.unit), claim.of]
        most = max((number for number in here if number is not None), default=None)
        if most is not None and len(here) > most:
            yield Label(
                f"“{claim.of.zh}”填的是 {most}，这里有{claim.unit}的 {len(here)} 份材料：请核对",
                f"{claim.of.text('en')} says {most}, but {len(here)} dossiers of {claim.unit} are here",
            )

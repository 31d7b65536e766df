"""Counting by section: records against the limit, scans, and findings. Words and tables are made elsewhere."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.finding import Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Section
from zcdossier.report.judged import Judged
from zcdossier.report.ownership import ANSWERS, APPLICANT, ELSEWHERE, LEVEL, OWN_LABELS, PHOTO, Owners


class SectionTally(NamedTuple):
    """One row. `limit` is None when the notice sets none; `photo` and `applicant` are rows too."""

    id: str
    label: Label
    number: int = 0
    records: int = 0
    files: int = 0
    limit: int | None = None
    required: bool = False
    errors: int = 0
    warnings: int = 0

    @property
    def touched(self) -> bool:
        """Whether there is anything to say about it."""
        return bool(self.records or self.errors or self.warnings)


def tally(judged: Judged) -> tuple[SectionTally, ...]:
    """Every section of the profile in the portal's order, then what belongs to none of them."""
    dossier, profile = judged.dossier, judged.profile
    found = _findings_by_owner(judged.verdict, dossier, profile)

    def row(owner: str, label: Label) -> SectionTally:
        errors, warnings = found[owner, Severity.ERROR], found[owner, Severity.WARNING]
        return SectionTally(owner, label, errors=errors, warnings=warnings)

    rows = [row(owner, OWN_LABELS[owner]) for owner in (LEVEL, APPLICANT)]
    for owner, section, records in _owners(dossier, profile):
        limit = section.limit_for(dossier.level) if dossier is not None else None
        rows.append(
            row(owner, section.label)._replace(
                number=section.number,
                records=len(records),
                files=sum(len(record.evidence) for record in records),
                limit=limit,
                required=section.required,
            )
        )
    return (*rows, *(row(owner, OWN_LABELS[owner]) for owner in (ANSWERS, ELSEWHERE)))


def _owners(dossier: Dossier | None, profile: Profile | None) -> Iterator[tuple[str, Section, tuple[Record, ...]]]:
    if profile is None:
        return
    for section in profile.sections.values():
        yield section.id, section, dossier.sections.get(section.id, ()) if dossier else ()
    for kind in profile.attachments.values():
        yield f"attachments.{kind.id}", kind, dossier.attachments.get(kind.id, ()) if dossier else ()
    for text in profile.texts.values():
        yield f"texts.{text.id}", text, dossier.texts.get(text.id, ()) if dossier else ()
    if profile.photo is not None:
        photo = dossier.photo if dossier else None
        yield PHOTO, profile.photo, (photo,) if photo is not None else ()


def _findings_by_owner(
    verdict: Verdict, dossier: Dossier | None, profile: Profile | None
) -> Counter[tuple[str, Severity]]:
    owners = Owners(dossier, profile)
    return Counter((owners.of(finding).section, finding.severity) for finding in verdict.findings)

"""Counting by section: records against the limit, scans, and findings. Words and tables are made elsewhere."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.finding import Finding, Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Section
from zcdossier.report.judged import Judged

APPLICANT = "applicant"
PHOTO = "photo"
ELSEWHERE = ""

_APPLICANT_LABEL = Label("个人基本信息", "Applicant")
_PHOTO_LABEL = Label("照片", "Photo")
_ELSEWHERE_LABEL = Label("其他", "Elsewhere")
_SECTION_PATH = re.compile(r"sections\.(?P<id>\w+)")


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

    rows = [row(APPLICANT, _APPLICANT_LABEL)]
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
    return (*rows, row(ELSEWHERE, _ELSEWHERE_LABEL))


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
    if dossier is None or profile is None:
        return Counter((ELSEWHERE, finding.severity) for finding in verdict.findings)
    known = {owner for owner, _, _ in _owners(dossier, profile)} | {APPLICANT}
    paths, folders = _records_by_path(dossier), _folders(dossier, profile)
    owners = ((_owner(finding, paths, folders), finding.severity) for finding in verdict.findings)
    return Counter((owner if owner in known else ELSEWHERE, severity) for owner, severity in owners)


def _records_by_path(dossier: Dossier) -> dict[str, str]:
    kinds = ((kind, record) for kind, group in dossier.attachments.items() for record in group)
    return {record.place.path: f"attachments.{kind}" for kind, record in kinds}


def _folders(dossier: Dossier, profile: Profile) -> dict[str, str]:
    """Which row a folder belongs to."""
    folders = {section.folder: section.id for section in profile.sections.values() if section.folder}
    folders |= {record.folder: record.section for group in dossier.sections.values() for record in group}
    folders |= {record.folder: f"attachments.{kind}" for kind, group in dossier.attachments.items() for record in group}
    folders.pop("", None)
    return folders


def _owner(finding: Finding, paths: dict[str, str], folders: dict[str, str]) -> str:
    path = finding.place.path
    if match := _SECTION_PATH.match(path):
        return match["id"]
    if path.startswith("attachments["):
        return paths.get(path[: path.index("]") + 1], ELSEWHERE) if "]" in path else ELSEWHERE
    if path.startswith(("texts.", "attachments.")):
        return ".".join(path.split(".")[:2])
    top = path.partition(".")[0]
    if top in {APPLICANT, PHOTO}:
        return top
    return _owner_of_file(finding.place.file, folders)


def _owner_of_file(file: str, folders: dict[str, str]) -> str:
    while file:
        if file in folders:
            return folders[file]
        file = file.rpartition("/")[0]
    return ELSEWHERE

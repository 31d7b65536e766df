"""To which section and record a finding belongs, the one place that says so; and what each section holds, counted."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.finding import Finding, Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.profile import Profile, Section

APPLICANT = "applicant"
LEVEL = "level"
PHOTO = "photo"
ANSWERS = "answers"
ELSEWHERE = ""
TEXTS, ATTACHMENTS = "texts.", "attachments."
"""What the ids of texts and attachments begin with."""

OWN_LABELS: Mapping[str, Label] = {
    APPLICANT: Label("个人基本信息", "Applicant"),
    LEVEL: Label("申报级别", "Level applied for"),
    PHOTO: Label("照片", "Photo"),
    ANSWERS: Label("人工确认", "Questions"),
    ELSEWHERE: Label("其他", "Elsewhere"),
}
_LAST_STEP = r"[.\[][^.\[]*$"
_ID = r"\w+(?:\.\w+)?"


class Owner(NamedTuple):
    """Whose a finding is: a section's id (`papers`, `attachments.<kind>`, `photo`, … or ELSEWHERE), and the record."""

    section: str
    record: Record | None = None


class OwnerFinder:
    """Finds the owner of each finding of one dossier. Without a dossier everything is elsewhere."""

    def __init__(self, dossier: Dossier | None, profile: Profile | None) -> None:
        self._records: dict[str, Record] = {}
        self._files: dict[str, Owner] = {}
        self._sections: dict[str, Section] = {}
        if dossier is None or profile is None:
            return
        self._sections = dict(sections_of(profile))
        for record in dossier.everything():
            self._records[record.place.path] = record
            for name in (record.folder, *(scan.file for scan in record.scans)):
                if name:
                    self._files.setdefault(name, self._owner(record))
        for name, section in self._sections.items():
            if section.folder:
                self._files.setdefault(section.folder, Owner(name))

    def of(self, finding: Finding) -> Owner:
        """Whose a finding is, by its route in the manifest, else by the file it names."""
        path = finding.place.path
        record = self._record_at(path)
        if record is not None:
            return self._owner(record)
        if not path:
            return self._of_file(finding.place.file)
        return Owner(self._section_at(path))

    def section(self, owner: Owner) -> Section | None:
        """What the profile says of the owner's section; the manifest's own parts have none."""
        return self._sections.get(owner.section)

    def _owner(self, record: Record) -> Owner:
        """A record of a kind that the notice does not have belongs to no section."""
        return Owner(record.section, record) if record.section in self._sections else Owner(ELSEWHERE)

    def _record_at(self, path: str) -> Record | None:
        """The record a route leads into: the longest known beginning of it."""
        while path and path not in self._records:
            shorter = re.sub(_LAST_STEP, "", path)
            path = shorter if shorter != path else ""
        return self._records.get(path)

    def _section_at(self, path: str) -> str:
        top = re.split(r"[.\[]", path, maxsplit=1)[0]
        if self._sections and top in (APPLICANT, LEVEL, ANSWERS):
            return top
        match = re.match(_ID, path.removeprefix("sections."))
        name = match[0] if match else ""
        return next(
            (candidate for candidate in (name, name.partition(".")[0]) if candidate in self._sections), ELSEWHERE
        )

    def _of_file(self, file: str) -> Owner:
        while file:
            if file in self._files:
                return self._files[file]
            file = file.rpartition("/")[0]
        return Owner(ELSEWHERE)


def sections_of(profile: Profile) -> Iterator[tuple[str, Section]]:
    """Everything of a profile that records are filed under, by the id its rules use, in the portal's order."""
    if profile.photo is not None:
        yield PHOTO, profile.photo
    for text in profile.texts.values():
        yield TEXTS + text.id, text
    for section in profile.sections.values():
        yield section.id, section
    for kind in profile.attachments.values():
        yield ATTACHMENTS + kind.id, kind


def sections_with_records(
    dossier: Dossier | None, profile: Profile
) -> Iterator[tuple[str, Section, tuple[Record, ...]]]:
    """The same with what the dossier files under each."""
    for owner, section in sections_of(profile):
        yield owner, section, _records_of(owner, dossier) if dossier is not None else ()


def _records_of(owner: str, dossier: Dossier) -> tuple[Record, ...]:
    if owner == PHOTO:
        return (dossier.photo,) if dossier.photo is not None else ()
    if owner.startswith(TEXTS):
        return dossier.texts.get(owner.removeprefix(TEXTS), ())
    if owner.startswith(ATTACHMENTS):
        return dossier.attachments.get(owner.removeprefix(ATTACHMENTS), ())
    return dossier.sections.get(owner, ())


class SectionCounts(NamedTuple):
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


def count_by_section(result: LintResult) -> tuple[SectionCounts, ...]:
    """Every section of the profile in the portal's order, then what belongs to none of them."""
    dossier, profile = result.dossier, result.profile
    counts = _findings_by_owner(result.verdict, dossier, profile)

    def row(owner: str, label: Label) -> SectionCounts:
        errors, warnings = counts[owner, Severity.ERROR], counts[owner, Severity.WARNING]
        return SectionCounts(owner, label, errors=errors, warnings=warnings)

    rows = [row(owner, OWN_LABELS[owner]) for owner in (LEVEL, APPLICANT)]
    sections = sections_with_records(dossier, profile) if profile is not None else ()
    for owner, section, records in sorted(sections, key=_place_in_table):
        limit = section.limit_for(dossier.level) if dossier is not None else None
        rows.append(
            row(owner, section.label)._replace(
                number=section.number,
                records=len(records),
                files=sum(len(record.scans) for record in records),
                limit=limit,
                required=section.required,
            )
        )
    return (*rows, *(row(owner, OWN_LABELS[owner]) for owner in (ANSWERS, ELSEWHERE)))


def _place_in_table(entry: tuple[str, Section, tuple[Record, ...]]) -> int:
    """Sections first, then attachments, texts and the photo."""
    owner = entry[0]
    return 3 if owner == PHOTO else 2 if owner.startswith(TEXTS) else int(owner.startswith(ATTACHMENTS))


def _findings_by_owner(
    verdict: Verdict, dossier: Dossier | None, profile: Profile | None
) -> Counter[tuple[str, Severity]]:
    owners = OwnerFinder(dossier, profile)
    return Counter((owners.of(finding).section, finding.severity) for finding in verdict.findings)

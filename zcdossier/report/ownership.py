"""To which section and record a finding belongs: the one place that says so, for tables, pages and letters."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Section

APPLICANT = "applicant"
LEVEL = "level"
PHOTO = "photo"
ANSWERS = "answers"
ELSEWHERE = ""

OWN_LABELS: Mapping[str, Label] = {
    APPLICANT: Label("个人基本信息", "Applicant"),
    LEVEL: Label("申报级别", "Level applied for"),
    PHOTO: Label("照片", "Photo"),
    ANSWERS: Label("人工确认", "Questions"),
    ELSEWHERE: Label("其他", "Elsewhere"),
}
_LAST_STEP = re.compile(r"[.\[][^.\[]*$")
_ID = re.compile(r"\w+(?:\.\w+)?")


class Owner(NamedTuple):
    """Whose a finding is: a section's id (`papers`, `attachments.<kind>`, `photo`, … or ELSEWHERE), and the record."""

    section: str
    record: Record | None = None


class Owners:
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
            for name in (record.folder, *(scan.file for scan in record.evidence)):
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
            shorter = _LAST_STEP.sub("", path)
            path = shorter if shorter != path else ""
        return self._records.get(path)

    def _section_at(self, path: str) -> str:
        top = re.split(r"[.\[]", path, maxsplit=1)[0]
        if self._sections and top in (APPLICANT, LEVEL, ANSWERS):
            return top
        found = _ID.match(path.removeprefix("sections."))
        name = found[0] if found else ""
        return next((one for one in (name, name.partition(".")[0]) if one in self._sections), ELSEWHERE)

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
        yield f"texts.{text.id}", text
    for section in profile.sections.values():
        yield section.id, section
    for kind in profile.attachments.values():
        yield f"attachments.{kind.id}", kind

"""What the slots of a name's template stand for: a record's fields, the applicant's facts, labels and numbers.

`title` is a field of the record; `applicant.name`, `level`, `section.label`, `section.number`, `part.label`, `number`
(the record's, from 1) and `file.number` (the file's in its record) are the same everywhere.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record, Scan, Value
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType, Profile, Section
from zcdossier.model.record_names import section_of_record

APPLICANT = "applicant"
LEVEL = "level"
FIXED_SLOTS: Mapping[str, Label] = {
    "level": Label("申报级别", "level"),
    "applicant.level": Label("申报级别", "level"),
    "section.label": Label("栏目名", "name of the section"),
    "section.number": Label("栏目序号", "number of the section"),
    "part.label": Label("佐证名", "name of the part"),
    "number": Label("记录序号", "number of the record"),
    "file.number": Label("文件序号", "number of the file"),
}
"""What a template may name besides fields, with what people call it."""


class NameFacts(NamedTuple):
    """Looks up what a slot of a template stands for; `record` is whose name it is, `scan` which file's."""

    dossier: Dossier
    profile: Profile
    record: Record | None = None
    scan: Scan | None = None

    def look_up(self, name: str) -> str | None:
        """Return the text of what is named; empty or None where it is not filled in."""
        own = self._field_text(name)
        return own if own is not None else self._fixed_text(name)

    def _field_text(self, name: str) -> str | None:
        head, _, inner = name.partition(".")
        if self.record is not None and head != APPLICANT and name in self.record.fields:
            section = section_of_record(self.record, self.profile)
            return _text_of(self.record.fields, name, section.fields if section is not None else {})
        fact = inner if head == APPLICANT else name
        applies = head == APPLICANT or self.record is None or self.record.section == APPLICANT
        return _text_of(self.dossier.applicant, fact, self.profile.applicant) if applies else None

    def _fixed_text(self, name: str) -> str | None:
        if name in (LEVEL, f"{APPLICANT}.{LEVEL}"):
            level = self.dossier.level
            return self.profile.level_label(level).zh if level else None
        section = section_of_record(self.record, self.profile) if self.record is not None else None
        if name == "file.number":
            scans = self.record.scans if self.record is not None else ()
            return next((str(place) for place, scan in enumerate(scans, start=1) if scan == self.scan), None)
        if self.record is None or section is None:
            return None
        part = section.parts.get(self.scan.part) if self.scan is not None else None
        return {
            "section.label": section.label.zh,
            "section.number": str(section.number or ""),
            "number": str(self.record.position + 1),
            "part.label": part.label.zh if part is not None else "",
        }.get(name)


def _text_of(values: Mapping[str, Value], name: str, fields: Mapping[str, Field]) -> str | None:
    value, declared = values.get(name), fields.get(name)
    if value is None or value.empty:
        return None
    if declared is not None and declared.type is FieldType.CHOICE:
        return next((choice.label.zh for choice in declared.choices if choice.id == value.canon), value.text.strip())
    return value.text.strip() if declared is not None and declared.type.takes_any_words else value.canon


def label_of_slot(name: str, section: Section | None, profile: Profile) -> Label:
    """What people call the thing that a slot names."""
    if name in FIXED_SLOTS:
        return FIXED_SLOTS[name]
    head, _, inner = name.partition(".")
    own = section.fields if section is not None else {}
    declared = own.get(head) or profile.applicant.get(inner.partition(".")[0] if head == APPLICANT else head)
    return declared.label if declared is not None else Label(name)


def names_by_label(fields: Mapping[str, Field], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield each word by which people know a field, with what a template calls it."""
    for name, declared in fields.items():
        for word in (declared.label.zh, declared.label.en, *declared.aliases):
            if word:
                yield word, f"{prefix}{name}"

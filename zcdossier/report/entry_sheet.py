"""The entry sheet (填报单): what to type into the portal and which PDF to upload, in the portal's order.

Plain rows for whoever shows them: a page, a workbook, a print-out. Texts are exactly what goes into the portal's
fields; labels come in both languages, of which the Chinese one is what the portal says. Who fills in the portal sees
no key of a manifest: a notice's notes are put into its labels.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record, Value
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType, Profile, Section
from zcdossier.model.record_names import record_keys
from zcdossier.model.workbook_hints import reword_hint
from zcdossier.report.findings_by_section import APPLICANT, OWN_LABELS, PHOTO, TEXTS, sections_with_records

_NUMBER = re.compile(r"^\d+ ")
_TEXT_LABEL = Label("正文", "Text")


class EntryUpload(NamedTuple):
    """A file to choose in the portal. `link` leads to it from the report, empty where none can."""

    name: str
    link: str = ""
    exists: bool = True

    @property
    def unnumbered(self) -> str:
        """The name without the place that its record has in the section, which others may change."""
        return _NUMBER.sub("", self.name)


class EntryField(NamedTuple):
    """One box of the portal. `missing` grades a text that the notice asks for and that is not there."""

    id: str
    label: Label
    text: str
    missing: Severity | None = None


class EntryRecord(NamedTuple):
    """One entry. `id` is its route in the manifest (`sections.papers[0]`), `key` what it is known by."""

    id: str
    title: str
    fields: tuple[EntryField, ...]
    upload: EntryUpload | None = None
    key: str = ""


class EntrySection(NamedTuple):
    """One part of the portal's form. `required` ones stay when they have no records; `notes` help filling it in."""

    id: str
    label: Label
    number: int = 0
    required: bool = False
    notes: tuple[Label, ...] = ()
    records: tuple[EntryRecord, ...] = ()


class EntrySheet(NamedTuple):
    """The whole sheet; `notes` are about all of it."""

    notes: tuple[Label, ...] = ()
    sections: tuple[EntrySection, ...] = ()

    @property
    def records(self) -> tuple[EntryRecord, ...]:
        """Every entry in order."""
        return tuple(record for section in self.sections for record in section.records)


def entry_sheet(
    dossier: Dossier, profile: Profile, uploads: Mapping[str, EntryUpload], texts: Mapping[str, str]
) -> EntrySheet:
    """Lay out a dossier. `uploads` are by the route of their record, `texts` the contents of text files by file."""
    notes, keys = _guidance_by_owner(profile), record_keys(dossier, profile)
    sections = [
        entry_section._replace(
            notes=tuple(
                reword_hint(note, (entry_section.id,), profile)
                for note in (*_hint(section), *notes.get(entry_section.id, ()))
            ),
            records=tuple(record._replace(key=keys.get(record.id, record.id)) for record in entry_section.records),
        )
        for entry_section, section in _entry_sections(dossier, profile, uploads, texts)
        if entry_section.records or entry_section.required
    ]
    return EntrySheet(tuple(reword_hint(note, (), profile) for note in notes.get("", ())), tuple(sections))


def _entry_sections(
    dossier: Dossier, profile: Profile, uploads: Mapping[str, EntryUpload], texts: Mapping[str, str]
) -> Iterator[tuple[EntrySection, Section | None]]:
    fields = tuple(_entry_fields(profile.applicant, dossier.applicant))
    person = (EntryRecord(APPLICANT, dossier.applicant_name, fields),) if fields else ()
    yield EntrySection(APPLICANT, OWN_LABELS[APPLICANT], records=person), None
    for owner, section, records in sections_with_records(dossier, profile):
        if owner.startswith(TEXTS):
            entries = [_text_record(record, section, texts) for record in records]
        else:
            entries = [_entry_record(record, section, uploads) for record in records]
        yield _entry_section(owner, section, entries), section


def _entry_section(identity: str, section: Section, records: Sequence[EntryRecord]) -> EntrySection:
    return EntrySection(identity, section.label, section.number, section.required, records=tuple(records))


def _entry_record(record: Record, section: Section, uploads: Mapping[str, EntryUpload]) -> EntryRecord:
    fields = tuple(_entry_fields(section.fields, record.fields))
    return EntryRecord(record.place.path, _title(record, section), fields, uploads.get(record.place.path))


def _text_record(record: Record, section: Section, texts: Mapping[str, str]) -> EntryRecord:
    """A text is pasted whole."""
    whole = "\n".join(texts[scan.file].strip() for scan in record.scans if scan.file in texts)
    fields = (*_entry_fields(section.fields, record.fields), EntryField("text", _TEXT_LABEL, _normalise_lines(whole)))
    return EntryRecord(record.place.path, _title(record, section), fields)


def _title(record: Record, section: Section) -> str:
    return record.text(section.title_field) or record.folder.rsplit("/", 1)[-1]


def _entry_fields(declared: Mapping[str, Field], values: Mapping[str, Value]) -> Iterator[EntryField]:
    """Yield what is filled in, and what should be, in the portal's order; 无 goes into a box for texts alone."""
    for field in declared.values():
        value = values.get(field.id)
        if value is not None and not (value.blank if field.type is FieldType.TEXT else value.empty):
            yield EntryField(field.id, field.label, _text_to_paste(field, value))
        elif field.required is not None:
            yield EntryField(field.id, field.label, "", field.required)


def _text_to_paste(field: Field, value: Value) -> str:
    """What goes into the box: the notice's own word for a choice, 是 or 否, else what was typed."""
    if field.type is FieldType.CHOICE:
        return next((choice.label.zh for choice in field.choices if choice.id == value.canon), value.text.strip())
    return value.canon if field.type is FieldType.FLAG else _normalise_lines(value.text.strip())


def _normalise_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _hint(section: Section | None) -> tuple[Label, ...]:
    return (section.hint,) if section is not None and section.hint is not None else ()


def _guidance_by_owner(profile: Profile) -> dict[str, tuple[Label, ...]]:
    """What the notice wants shown, by the section it is about; what is about a field stands with its section."""
    owners = {*profile.sections, *(f"attachments.{kind}" for kind in profile.attachments)}
    owners |= {APPLICANT, PHOTO, *(f"texts.{kind}" for kind in profile.texts)}
    notes: dict[str, tuple[Label, ...]] = {}
    for guidance in profile.guidance:
        owner = guidance.at
        while owner and owner not in owners:
            owner = owner.rpartition(".")[0]
        notes[owner] = (*notes.get(owner, ()), guidance.text)
    return notes

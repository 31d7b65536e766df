"""Which records a dossier has to build: each with its sources in order, its limits, and the name of its upload."""

import re
from collections import Counter
from collections.abc import Iterable

from zcdossier.assemble.keeping.upload_names import UploadEntry, name_uploads
from zcdossier.assemble.plan import Piece, RecordJob
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.profile import BuildLimits, Profile, Section
from zcdossier.model.results import LintResult

_SLOT = re.compile(r"\{(\w+)\}")
_DATED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\S")
_LEADING_NUMBERS = re.compile(r"^[\d\s.．、_\-－—年月日度]+")
_ATTACHMENTS_NUMBER = 90


def plan_jobs(linted: LintResult, dossier: Dossier, profile: Profile, looked_at: int) -> list[RecordJob]:
    """One job for each record that has a folder or files, in the manifest's order; the facts were gathered since."""
    records = buildable_records(dossier)
    folders = Counter(record.folder for record in records)
    names = {
        id(record): record.folder if record.folder and folders[record.folder] == 1 else record.place.path
        for record in records
    }
    sections = {id(record): _section(record, profile) for record in records}
    entries = [_upload_entry(record, names[id(record)], sections[id(record)], profile.build) for record in records]
    targets = name_uploads(entries)
    return [
        RecordJob(
            root=dossier.root,
            record=names[id(record)],
            section=record.section,
            title=_title(record, sections[id(record)]),
            pieces=tuple(_pieces(record, sections[id(record)])),
            facts=linted.facts,
            target=targets[names[id(record)]],
            limits=profile.build,
            looked_at=looked_at,
        )
        for record in records
    ]


def buildable_records(dossier: Dossier) -> list[Record]:
    """The records that become PDFs, in the manifest's order: those `plan_jobs` has a job for."""
    return [record for record in dossier.records() if record.folder or record.scans]


def _section(record: Record, profile: Profile) -> Section:
    kind, _, identity = record.section.partition(".")
    if kind == "attachments":
        attachment = profile.attachments.get(identity) or Section("", profile.title, 0)
        return attachment._replace(number=_ATTACHMENTS_NUMBER + attachment.number)
    return profile.sections[record.section]


def _title(record: Record, section: Section) -> str:
    return record.text(section.title_field) or record.folder.rsplit("/", 1)[-1] or section.label.zh


def _topic_of(record: Record, section: Section) -> str:
    """Return what a dated upload is about: a folder's own number must not look like a day (2024年8月1 监督卡)."""
    folder = record.folder.rsplit("/", 1)[-1]
    return record.text(section.title_field) or _LEADING_NUMBERS.sub("", folder) or section.label.zh


def _name_by_template(record: Record, section: Section, template: str) -> str:
    """Return the name a profile's template gives (`{date}-{title}`), or nothing when a field is wanting."""
    if not template:
        return ""
    named = template
    for field in _SLOT.findall(template):
        text = _topic_of(record, section) if field == "title" else record.text(field)
        day = parse_date(text)
        if not text or (field == "date" and day is None):
            return ""
        if day is not None and day.month is not None:
            text = f"{day.year}年{day.month}月"
        named = named.replace(f"{{{field}}}", text.lstrip("*"))
    return named


def _upload_entry(record: Record, name: str, section: Section, limits: BuildLimits) -> UploadEntry:
    """Name a record after the folder it has to itself, else after its title."""
    own = record.folder if record.folder not in ("", section.folder) and name == record.folder else ""
    folder = own.rsplit("/", 1)[-1]
    named = _name_by_template(record, section, limits.name)
    if not named and "{date}" in limits.name:
        named = folder if _DATED.match(folder) else _dated_name(record, section, folder, limits)
    if named:
        return UploadEntry(name, section.number, section.label.zh, 0, named)
    name_shown = folder or _title(record, section).lstrip("*")
    return UploadEntry(name, section.number, section.label.zh, record.position + 1, name_shown)


def _dated_name(record: Record, section: Section, folder: str, limits: BuildLimits) -> str:
    """Return the date of a record that has it in another field, and what its folder (else its section) is called."""
    day = parse_date(record.text(dict(limits.dates).get(record.section, "")))
    if day is None or day.month is None:
        return ""
    return f"{day.year}年{day.month}月-{_LEADING_NUMBERS.sub('', folder) or section.label.zh}"


def _pieces(record: Record, section: Section) -> Iterable[Piece]:
    for scan in record.scans:
        part = section.parts.get(scan.part)
        label = part.label.zh if part else scan.label or scan.file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        yield Piece(scan.file, scan.part, label, scan.pages)

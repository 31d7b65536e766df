"""Whom or what a finding is about, as people know it: the section's label and the record's title."""

import re
from typing import NamedTuple

from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Section
from zcdossier.report.judged import Judged
from zcdossier.report.visible import visible
from zcdossier.report.words import one_line

_RECORD = re.compile(r"(?:sections\.\w+|attachments)\[\d+\]")
_APPLICANT = Label("个人基本信息", "Applicant")
_NTH = Label("第 {} 条", "number {}")


class Subject(NamedTuple):
    """`name` is 论文“课堂里的追问”; `title` the record's own. Subjects compare in the portal's order."""

    order: tuple[int, int]
    name: str
    title: str = ""


def subject_of(finding: Finding, judged: Judged, lang: str) -> Subject:
    """What a finding is about. One that is about no record in particular has no name."""
    dossier, profile = judged.dossier, judged.profile
    path = finding.place.path
    if dossier is None or profile is None:
        return Subject((0, 0), "")
    if path.startswith("applicant"):
        return Subject((0, 0), one_line(_APPLICANT, lang))
    section = section_of(finding, judged)
    if section is None:
        return Subject((_LAST, 0), "")
    order = _order(section, profile)
    record = _record_of(path, finding.place.file, dossier)
    if record is None:
        return Subject((order, -1), one_line(section.label, lang))
    title = record_title(record, section, lang)
    return Subject((order, record.position), record_name(record, section, lang), title)


def record_name(record: Record, section: Section, lang: str) -> str:
    """论文“课堂里的追问”; a photo or a text goes by its label."""
    label, title = one_line(section.label, lang), record_title(record, section, lang)
    if not title or title == label:
        return label
    return f"{label} {quoted(title)}" if lang == "en" else f"{label}{quoted(title)}"


def quoted(title: str) -> str:
    """A title in quotation marks; its own become single ones."""
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def record_title(record: Record, section: Section, lang: str) -> str:
    """The title as typed, else the folder's own name, else which one it is."""
    title = record.text(section.title_field) or record.folder.rpartition("/")[2]
    if not title and record.place.path.startswith("sections."):
        title = _NTH.text(lang).format(record.position + 1)
    return visible(title)


def section_label(record: Record, judged: Judged, lang: str) -> str:
    """The label of a record's section, or an empty text."""
    section = section_of_record(record, judged.profile) if judged.profile is not None else None
    return one_line(section.label, lang) if section is not None else ""


def section_of(finding: Finding, judged: Judged) -> Section | None:
    """The section, attachment, text or photo that a finding is about."""
    dossier, profile = judged.dossier, judged.profile
    path = finding.place.path
    if dossier is None or profile is None:
        return None
    record = _record_of(path, finding.place.file, dossier)
    if record is not None:
        return section_of_record(record, profile)
    top, _, rest = path.partition(".")
    name = re.split(r"[.\[]", rest)[0]
    if top == "photo":
        return profile.photo
    return {"sections": profile.sections, "attachments": profile.attachments, "texts": profile.texts}.get(top, {}).get(
        name
    )


def section_of_record(record: Record, profile: Profile) -> Section | None:
    """What a record is a record of; attachments are filed as `attachments.<kind>`."""
    top, _, name = record.section.partition(".")
    if top == "photo":
        return profile.photo
    if name:
        return {"attachments": profile.attachments, "texts": profile.texts}.get(top, {}).get(name)
    return profile.sections.get(top)


_LAST = 10_000


def _order(section: Section, profile: Profile) -> int:
    everything = [*profile.sections.values(), *profile.attachments.values(), *profile.texts.values()]
    return next((number for number, one in enumerate(everything, start=1) if one is section), _LAST - 1)


def _record_of(path: str, file: str, dossier: Dossier) -> Record | None:
    """The record whose place a path lies in, else the one whose folder holds the file."""
    match = _RECORD.match(path)
    if match:
        return next((one for one in dossier.everything() if one.place.path == match[0]), None)
    if path:
        return next((one for one in dossier.everything() if path == one.place.path), None)
    return next((one for one in dossier.records() if one.folder and file.startswith(f"{one.folder}/")), None)

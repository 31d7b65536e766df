"""Whom or what a finding is about, as people know it: the section's label and the record's title."""

from typing import NamedTuple

from zcdossier.model.dossier import Record
from zcdossier.model.finding import Finding
from zcdossier.model.identity import section_of_record
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Section
from zcdossier.report.judged import Judged
from zcdossier.report.ownership import APPLICANT, LEVEL, OWN_LABELS, Owners
from zcdossier.report.visible import visible
from zcdossier.report.words import one_line

_NAMED = frozenset({APPLICANT, LEVEL})
_NTH = Label("第 {} 条", "number {}")


class Subject(NamedTuple):
    """`name` is 论文“课堂里的追问”; `title` the record's own. Subjects compare in the portal's order."""

    order: tuple[int, int]
    name: str
    title: str = ""


def subject_of(finding: Finding, judged: Judged, lang: str) -> Subject:
    """What a finding is about. One that is about no record in particular has no name."""
    if judged.dossier is None or judged.profile is None:
        return Subject((0, 0), "")
    owners = Owners(judged.dossier, judged.profile)
    owner = owners.of(finding)
    section = owners.section(owner)
    if section is None:
        own = OWN_LABELS[owner.section] if owner.section in _NAMED else Label("")
        return Subject((0 if own.zh else _LAST, 0), one_line(own, lang))
    order = _order(section, judged.profile)
    if owner.record is None:
        return Subject((order, -1), one_line(section.label, lang))
    title = record_title(owner.record, section, lang)
    return Subject((order, owner.record.position), record_name(owner.record, section, lang), title)


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
    owners = Owners(judged.dossier, judged.profile)
    return owners.section(owners.of(finding))


_LAST = 10_000


def _order(section: Section, profile: Profile) -> int:
    everything = [*profile.sections.values(), *profile.attachments.values(), *profile.texts.values()]
    return next((number for number, one in enumerate(everything, start=1) if one is section), _LAST - 1)

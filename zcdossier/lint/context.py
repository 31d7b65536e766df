"""Everything a rule may look at: the dossier, its profile, the facts about its files, and today's date."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from zcdossier.model.condition import Condition, subjects_of
from zcdossier.model.dossier import Dossier, Record, Scan
from zcdossier.model.facts import FileFacts
from zcdossier.model.label import Label
from zcdossier.model.manifest_form import ManifestForm
from zcdossier.model.place import Place, on_one_line
from zcdossier.model.profile import Field, Profile, Section
from zcdossier.model.yaml_form import YAML_FORM

_TIME = "时间"
_Outcome = TypeVar("_Outcome")

APPLICANT = "applicant"
PHOTO = "photo"
LEVEL = "level"
PART = "part"
_PIECES = {
    "name": Label("名称", "name"),
    "tier": Label("级别", "tier"),
    "rank": Label("本人排名", "own rank"),
    "star": Label("* 号", "star"),
    "members": Label("总人数", "number of people"),
    "from": Label("开始时间", "start"),
    "to": Label("结束时间", "end"),
    "year": Label("年份", "year"),
    "month": Label("月份", "month"),
    "day": Label("日", "day"),
    "count": Label("人数", "number of people"),
    "percent": Label("百分比", "percentage"),
    "class": Label("类别", "class"),
    "type": Label("类型", "type"),
    "press": Label("出版社", "press"),
    "role": Label("角色", "role"),
    "birth": Label("出生日期", "date of birth"),
    "sex": Label("性别", "sex"),
}
_SAID_BY_THE_FIELD = {"year": "年", "month": "月", "rank": "排名|位次|名次", "percent": "比例"}
"""A piece whose field is called after it goes by the field's own name: 作者排名, not 作者排名的本人排名."""
_ATTACHMENTS, _TEXTS = "attachments", "texts"
_FOLDER_CODES = frozenset({"ZC503", "ZC509"})


def piece_label(piece: str) -> Label:
    """What to call a piece of a composed value."""
    whole, _, inner = piece.rpartition(".")
    name = _PIECES.get(inner, Label("其中一部分", piece))
    return Label(f"{piece_label(whole).zh}的{name.zh}", f"{name.en} of the {piece_label(whole).en}") if whole else name


class Context(NamedTuple):
    """The whole case. `as_of` is an input, so that a verdict can be repeated.

    `worked_out` keeps what several kinds ask for while one verdict is made; None keeps nothing.
    """

    dossier: Dossier
    profile: Profile
    facts: Mapping[str, FileFacts] = {}
    as_of: date = date.min
    texts: Mapping[str, str] = {}
    form: ManifestForm = YAML_FORM
    worked_out: dict[Callable[["Context"], Any], Any] | None = None

    def once(self, work_out: Callable[["Context"], _Outcome]) -> _Outcome:
        """Return what a function makes of this case; asked again for the same verdict, it is not made again."""
        if self.worked_out is None:
            return work_out(self)
        if work_out not in self.worked_out:
            self.worked_out[work_out] = work_out(self)
        outcome: _Outcome = self.worked_out[work_out]
        return outcome

    def section(self, name: str) -> Section | None:
        """Return what the profile says of a section, attachment, text, or the applicant's own form."""
        section = self.profile.sections.get(name)
        if section is not None:
            return section
        if name == APPLICANT:
            return Section(APPLICANT, Label("个人基本信息", "applicant"), 0, fields=self.profile.applicant)
        if name == PHOTO:
            return self.profile.photo
        kind, _, identity = name.partition(".")
        if kind == _ATTACHMENTS:
            return self.profile.attachments.get(identity)
        return self.profile.texts.get(identity) if kind == _TEXTS else None

    def records(self, name: str) -> tuple[Record, ...]:
        """Return the records under a section's name; the applicant's facts are one record."""
        if name == APPLICANT:
            place = self.dossier.applicant_place or self.dossier.place.at(APPLICANT)
            return (Record(APPLICANT, 0, place, fields=self.dossier.applicant),)
        if name == PHOTO:
            return (self.dossier.photo,) if self.dossier.photo else ()
        kind, _, identity = name.partition(".")
        if kind == "attachments":
            return self.dossier.attachments.get(identity, ())
        if kind == "texts":
            return self.dossier.texts.get(identity, ())
        return self.dossier.sections.get(name, ())

    def section_place(self, name: str) -> Place:
        """Where a section stands; for an absent one its parent, then the manifest."""
        places = self.dossier.section_places
        if name in places:
            return places[name]
        parent = name.partition(".")[0]
        if parent in (_ATTACHMENTS, _TEXTS, PHOTO):
            return places.get(parent, self.dossier.place).at(name)
        return places.get("", self.dossier.place).at(f"sections.{name}")

    def place_of(self, record: Record, name: str) -> Place:
        """Where a fact of a record stands, else the record; the applicant's level has a line of its own."""
        if record.section == APPLICANT and name.removeprefix(f"{APPLICANT}.") == LEVEL:
            return self.dossier.level_place
        return record.place_of(name)

    def place_that_asks_for(self, condition: Condition, section: str) -> Place:
        """Where a section is missing that a fact about the applicant asks for: a whole manifest is nobody's line."""
        place = self.section_place(section)
        if not on_one_line(place, self.dossier.place):
            return place
        facts = [self.dossier.applicant[name] for name in subjects_of(condition) if name in self.dossier.applicant]
        return facts[0].place.at(place.path) if facts else place

    def label(self, name: str) -> Label:
        """The notice's word for a section."""
        section = self.section(name)
        return section.label if section else Label(name)

    def field(self, section: str, name: str) -> Field | None:
        """What the profile says of a field."""
        owner = self.section(section)
        return owner.fields.get(name) if owner else None

    def field_label(self, section: str, name: str) -> Label:
        """The notice's word for a field; a piece of a composed field is named after it."""
        head, _, piece = name.partition(".")
        declared = self.field(section, head)
        if declared is None:
            return Label(name)
        if not piece:
            return declared.label
        inner = piece_label(piece)
        if piece in ("from", "to") and declared.label.zh.endswith(_TIME):
            stem = declared.label.zh.removesuffix(_TIME)
            return Label(f"{stem}{inner.zh}", f"{inner.text('en')} in {declared.label.text('en')}")
        if piece in _SAID_BY_THE_FIELD and re.search(_SAID_BY_THE_FIELD[piece], declared.label.zh):
            return declared.label
        return Label(f"{declared.label.zh}的{inner.zh}", f"{inner.text('en')} in {declared.label.text('en')}")

    def title(self, record: Record) -> str:
        """What to call a record: its title, its folder's name, which attachment it is, or its number."""
        section = self.section(record.section)
        text = record.text(section.title_field) if section else ""
        kind = section.label.zh if section and record.section.startswith(f"{_ATTACHMENTS}.") else ""
        return text or record.folder.rsplit("/", 1)[-1] or kind or f"#{record.position + 1}"

    def usable_scans(self, record: Record) -> Iterator[Scan]:
        """The scans of a record that are there and not empty."""
        for scan in record.scans:
            facts = self.facts.get(scan.file)
            if facts is None or facts.trouble is None or facts.bytes > 0:
                yield scan

    def sources_missing(self, record: Record) -> bool:
        """Whether the record's folder or a file of it is not there or not allowed, which has its own finding."""
        own = f"{record.place.path}.folder", f"{record.place.path}.files["
        return bool(record.absent) or any(
            problem.code in _FOLDER_CODES and problem.place.path.startswith(own) for problem in self.dossier.problems
        )

    def other_section_of(self, subject: str, record: Record | None) -> tuple[str, str] | None:
        """Return the section and field that a subject names outside the record in question, if it does."""
        head, _, name_in_section = subject.partition(".")
        if head in (_ATTACHMENTS, _TEXTS):
            kind, _, name = name_in_section.partition(".")
            return f"{head}.{kind}", name
        own = self.section(record.section) if record else None
        if head in (own.fields if own else self.profile.applicant) or (record and record.section == head):
            return None
        return (head, name_in_section) if head == PHOTO or head in self.profile.sections else None


def files_in_use(context: Context) -> Iterator[tuple[Place, FileFacts]]:
    """Yield the facts of each scan, text file and photo; a file that serves several records comes once."""
    seen: set[str] = set()
    for record in context.dossier.everything():
        for scan in record.scans:
            facts = context.facts.get(scan.file)
            if facts is not None and scan.file not in seen:
                seen.add(scan.file)
                yield Place(scan.file, path=record.place.path), facts

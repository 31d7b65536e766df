"""One applicant's dossier as read: facts, records with their fields and scans, waivers and answers."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from zcdossier.model.finding import Argument
from zcdossier.model.place import Place


class Value(NamedTuple):
    """`text` is what was typed; `canon` is the same thing in the profile's terms.

    For a choice `canon` is the id of the choice, for a flag it is 是 or 否, for everything else the text
    without surrounding white space.
    """

    text: str
    place: Place
    canon: str

    @property
    def blank(self) -> bool:
        """Whether nothing but white space was typed: a form shows a 无 that was."""
        return not self.text.strip()

    @property
    def empty(self) -> bool:
        """Whether nothing but white space was typed, or that there is none: 无."""
        return not self.canon.strip()


class Problem(NamedTuple):
    """Something about the manifest or the folders that reading it showed.

    `code` names the check kind that words it, `key` which of that kind's messages.
    """

    code: str
    key: str
    place: Place
    args: Mapping[str, Argument] = {}


class Doubt(StrEnum):
    """Why a file's name does not settle which part it is."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    GENERAL = "general"


class Scan(NamedTuple):
    """One file of a record. `file` is relative to the dossier; `pages` are 1-based, empty for all of them.

    `part` is the id of a part, or empty when the name does not tell; `number` is the number
    before the part's name, or None. `doubt` says why the name does not tell: it names none, or several (`named`);
    a general one has a part, but says no more than the section itself (论文.pdf) or a bare number: it may hold all.
    """

    file: str
    part: str
    place: Place
    number: int | None = None
    pages: tuple[int, ...] = ()
    label: str = ""
    doubt: Doubt | None = None
    named: tuple[str, ...] = ()


class Absence(StrEnum):
    """Why a file that belongs to a record can't be had."""

    GONE = "gone"
    OUTSIDE = "outside"
    NOT_DOWNLOADED = "not-downloaded"


class AbsentScan(NamedTuple):
    """A file that the manifest or the record's folder tells of and that is not there: a PDF would lack its pages."""

    file: str
    why: Absence


class Record(NamedTuple):
    """One entry of a section. `position` counts from 0; `folder` is relative to the dossier, or empty.

    `scans` are the files that are there, `absent` those that should be.
    """

    section: str
    position: int
    place: Place
    folder: str = ""
    folder_place: Place | None = None
    fields: Mapping[str, Value] = {}
    scans: tuple[Scan, ...] = ()
    absent: tuple[AbsentScan, ...] = ()

    def place_of(self, name: str) -> Place:
        """Where a field stands, or that a piece (`field.piece`) belongs to; the record itself when it is absent."""
        value = self.fields.get(name) or self.fields.get(name.partition(".")[0])
        return value.place if value is not None else self.place

    def text(self, name: str) -> str:
        """The text of a field without surrounding white space, or an empty one."""
        value = self.fields.get(name)
        return value.text.strip() if value is not None else ""

    def canon(self, name: str) -> str:
        """What a field means in its own terms, as typed where it can't be read, or an empty text."""
        value = self.fields.get(name)
        return value.canon.strip() if value is not None else ""


class Waiver(NamedTuple):
    """A finding set aside: by code, at a record or (empty `at`) anywhere, with a reason. `typed` is `at` as typed."""

    code: str
    at: str
    reason: str
    place: Place
    typed: str = ""


class Answer(NamedTuple):
    """The answer to a question of the checklist; `at` names a record, or is empty for all of them."""

    clause: str
    text: str
    place: Place
    at: str = ""


class Dossier(NamedTuple):
    """A whole application. Sections that the manifest does not name are absent from `sections`.

    `attachments` and `texts` are records too, filed under their kind; `photo` has one scan.
    """

    root: Path
    profile: str
    level: str
    place: Place
    level_place: Place
    applicant: Mapping[str, Value] = {}
    applicant_place: Place | None = None
    sections: Mapping[str, tuple[Record, ...]] = {}
    section_places: Mapping[str, Place] = {}
    attachments: Mapping[str, tuple[Record, ...]] = {}
    texts: Mapping[str, tuple[Record, ...]] = {}
    photo: Record | None = None
    waivers: tuple[Waiver, ...] = ()
    answers: tuple[Answer, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def applicant_name(self) -> str:
        """The name as typed, or an empty text."""
        name = self.applicant.get("name")
        return name.text.strip() if name is not None else ""

    def records(self) -> Iterator[Record]:
        """Every record of every section and attachment, in the manifest's order."""
        for group in (*self.sections.values(), *self.attachments.values()):
            yield from group

    def everything(self) -> Iterator[Record]:
        """Every record, text and the photo."""
        yield from self.records()
        for group in self.texts.values():
            yield from group
        if self.photo is not None:
            yield self.photo

"""Judgements: findings, rules that could not be evaluated, questions, and the result of one lint."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.yes_no import Reply, read_reply


class Lines(NamedTuple):
    """Lines to be copied as they stand; each begins a new line where it is shown."""

    lines: tuple[Label, ...]


_NO_HINT = Label("")
Argument = str | int | float | Label | Lines
SLOT = re.compile(r"\{\{|\}\}|\{(?P<name>\w+)(?::(?P<spec>[^{}]*))?\}")
"""A named argument in a text, or a doubled brace that stands for itself."""


class Severity(StrEnum):
    """How bad a finding is. An error sends the application back; a warning may."""

    ERROR = "error"
    WARNING = "warning"


class Advice(StrEnum):
    """What is to be written into the manifest, where every form of manifest has its own words for that."""

    ADD_FIELD = "add-field"
    """A field stands nowhere: `where`, `id`, `field`, `example`, `choices`. One that is 是 or 否 has no example."""

    ADD_FLAG = "add-flag"
    FILL_FIELD = "fill-field"
    """A field is there and blank."""

    FILL_FLAG = "fill-flag"
    FILL_PIECE = "fill-piece"
    """A composed value lacks a piece: `owner` is the field, `id` and `example` are its own."""

    CLEAR_FIELD = "clear-field"
    NAME_PHOTO = "name-photo"
    NAME_TEXT = "name-text"
    """`id`, `label`."""

    ADD_ATTACHMENT = "add-attachment"
    """`id`, `label`."""

    ADD_RECORD = "add-record"
    """A folder, `name`, belongs to no record."""

    ADD_RECORD_TO_SECTION = "add-record-to-section"
    """The same, and the section is plain: `section` is its id, `label` what people call it."""

    CORRECT_FOLDER = "correct-folder"
    """`guess`."""

    NAME_FOLDER = "name-folder"
    """`guess`."""

    MAKE_FOLDER = "make-folder"
    """A record has no folder: `new` would do, with `example` in it."""

    NAME_PROFILE = "name-profile"
    NAME_LEVEL = "name-level"
    """`names`."""

    NAME_KIND = "name-kind"
    """Which attachment it is."""

    NAME_FILE = "name-file"
    NAME_LISTED_FILES = "name-listed-files"
    """How a record lists its files: which is which part, on which pages."""

    WRITE_ANSWER = "write-answer"
    """`clause`."""

    WRITE_WAIVER = "write-waiver"
    WRITE_WAIVER_CODE = "write-waiver-code"
    WRITE_WAIVER_REASON = "write-waiver-reason"
    CHECK_WAIVER_PLACE = "check-waiver-place"
    KEEP_ONE = "keep-one"
    USE_KNOWN_NAME = "use-known-name"
    """A name is not known: `guess`."""

    ADD_SUCH_RECORD = "add-such-record"
    """A section lacks a record that a notice wants: `label` is the section."""

    ADD_FIRST_RECORD = "add-first-record"
    """A section is empty: `label`."""

    """`key` is there twice."""


class Message(NamedTuple):
    """What a check kind says, with named arguments in braces, and what to do about it."""

    text: Label
    hint: Label | Advice


def slots(template: str) -> tuple[str, ...]:
    """The names of the arguments that a text wants."""
    return tuple(match["name"] for match in SLOT.finditer(template) if match["name"])


class Related(NamedTuple):
    """Another place that belongs to a finding, with a note."""

    place: Place
    note: Label


class Finding(NamedTuple):
    """One judgement about one place. `message` and `hint` are filled with `args` when shown.

    `key` names the message among its kind's; it is empty where the profile put another text in its place.
    """

    code: str
    rule: str
    severity: Severity
    place: Place
    message: Label
    hint: Label = _NO_HINT
    args: Mapping[str, Argument] = {}
    clauses: tuple[str, ...] = ()
    says: Label | None = None
    related: tuple[Related, ...] = ()
    key: str = ""


class Waived(NamedTuple):
    """A finding that the applicant set aside, with the reason given."""

    finding: Finding
    reason: str


class NotEvaluated(NamedTuple):
    """A rule that could not judge, and why."""

    rule: str
    code: str
    reason: Label
    place: Place | None = None


class Sighting(NamedTuple):
    """On how many of so many proofs `what` a question asks for was seen, where it was not, and what was read of it."""

    what: Label
    seen: int
    total: int
    places: tuple[Place, ...] = ()
    texts: tuple[str, ...] = ()


class Addressee(StrEnum):
    """Whom a question asks: the applicant, the unit that recommends, or an authority above it."""

    APPLICANT = "applicant"
    UNIT = "unit"
    AUTHORITY = "authority"


class Stage(StrEnum):
    """When a question can be answered: before the application is handed over, or only afterwards."""

    BEFORE = "before"
    AFTER = "after"


class ChecklistItem(NamedTuple):
    """A question of the checklist, put to one record or to the whole dossier, with the answer if there is one.

    `path` is the record's route, `key` what it is known by whatever stands before it (its folder, else its title).
    `severity` grades an answer that is not the `expected` one; None says that any answer will do. `sighting` is what
    reading the scans says to it, None where they were not read.
    """

    clause: str
    question: Label
    path: str = ""
    subject: str = ""
    answer: str = ""
    key: str = ""
    asks: Addressee = Addressee.APPLICANT
    stage: Stage = Stage.BEFORE
    expected: Reply = Reply.YES
    severity: Severity | None = Severity.WARNING
    clauses: tuple[str, ...] = ()
    sighting: Sighting | None = None

    @property
    def reply(self) -> Reply:
        """What the answer says."""
        return read_reply(self.answer)

    @property
    def open(self) -> bool:
        """Whether an answer is wanting."""
        return not self.answer

    @property
    def refused(self) -> bool:
        """Whether the answer is not the one that is wanted: the other one, or a remark that somebody has to read."""
        return (
            bool(self.answer) and self.severity is not None and self.reply not in (self.expected, Reply.NOT_APPLICABLE)
        )


class Verdict(NamedTuple):
    """What lint says about one dossier."""

    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    not_evaluated: tuple[NotEvaluated, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def questions(self, *asks: Addressee, stage: Stage | None = None) -> tuple[ChecklistItem, ...]:
        """The questions put to these (to anybody when none is named), at one stage or at any."""
        return tuple(
            asked
            for asked in self.checklist
            if (not asks or asked.asks in asks) and (stage is None or asked.stage is stage)
        )

"""A notice as data: what the portal's form looks like and which rules judge a dossier."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.condition import ALWAYS, Condition
from zcdossier.model.finding import Addressee, Severity, Stage
from zcdossier.model.label import Label
from zcdossier.model.office_rules import Deadline, OfficeRules
from zcdossier.model.place import Place
from zcdossier.model.quantities import Kilobyte
from zcdossier.model.word_form import WordForm
from zcdossier.model.yes_no import Reply


class FieldType(StrEnum):
    """How the text of a field is to be read."""

    TEXT = "text"
    PERSON = "person"
    CHOICE = "choice"
    FLAG = "flag"
    DATE = "date"
    PERIOD = "period"
    INTEGER = "integer"
    NUMBER = "number"
    RANK = "rank"
    PEOPLE = "people"
    ID_NUMBER = "id_number"
    COMPOSED = "composed"

    @property
    def is_dated(self) -> bool:
        """Whether its text is a date or a stretch of time."""
        return self in (FieldType.DATE, FieldType.PERIOD)

    @property
    def takes_any_words(self) -> bool:
        """Whether what is typed stays as it is: nothing is read out of it that could be written otherwise."""
        return self in (FieldType.TEXT, FieldType.PERSON, FieldType.PEOPLE, FieldType.COMPOSED)


class ReadAs(StrEnum):
    """What a field is looked for on the scans as; nothing where they need not say it."""

    NOTHING = "nothing"
    TEXT = "text"
    DATE = "date"
    YEAR = "year"
    RANK = "rank"
    HOURS = "hours"
    NUMBER = "number"
    WORD = "word"


class Reads(NamedTuple):
    """How a field is looked for on the scans. Of several dates `near` names the words before the one that is meant."""

    what: ReadAs
    near: tuple[str, ...] = ()


PIECES: Mapping[FieldType, tuple[str, ...]] = {
    FieldType.RANK: ("rank", "members"),
    FieldType.PERIOD: ("from", "from.year", "from.month", "from.day", "to", "to.year", "to.month", "to.day"),
    FieldType.DATE: ("year", "month", "day"),
    FieldType.PEOPLE: ("count",),
    FieldType.ID_NUMBER: ("birth", "birth.year", "birth.month", "birth.day", "sex"),
}
"""The values inside a value, by type; those of a composed field are the named groups of its pattern."""


GAP = "…"
"""In a part's name or a choice's word: any few characters (知网…目录, …企业)."""


class Choice(NamedTuple):
    """One allowed answer: an id, the notice's own word, other ways people write it, and `words` that settle it.

    An answer in which such a word stands is this one, unless a word of another choice stands beside it. A gap in a word
    stands for a few characters: between two (思政…教师), or for the rest of the answer (…企业, 公办…).
    """

    id: str
    label: Label
    aliases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The notice's own word, then the aliases."""
        return (self.label.zh, *self.aliases)


class Field(NamedTuple):
    """One field of a form. `pattern` (composed fields) has named groups, each a value of its own.

    `reads` says how it is looked for on the scans, None that its type tells. `masks` are the ways a date is written.
    """

    id: str
    label: Label
    type: FieldType = FieldType.TEXT
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    open: bool = False
    pattern: str = ""
    required: Severity | None = None
    default: str = ""
    hint: Label | None = None
    example: str = ""
    clauses: tuple[str, ...] = ()
    reads: Reads | None = None
    masks: tuple[str, ...] = ()


FIELD_IN_NAME = r"\{([\w.]*)\}"
OTHER_PART = "other"


_ANYTHING = frozenset({"佐证", "佐证材料", "证明材料"})
_COVER = "封面"
_TEXTS = ("正文", "全文", "文章", "论文", "报告", "说明书")


class SparsePage(NamedTuple):
    """A page that shows little: at most so many lines and letters, each of `says` on a line, none of `lacks` on any.

    Both are patterns; 0 lines or letters are any number of them.
    """

    says: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    lines: int = 0
    letters: int = 0


class Part(NamedTuple):
    """A named piece of a record's scans. `other` is what a record may hold besides the parts that are asked for.

    `looks_like` are words by which its pages are known when read, `sparse_page` is how those are known that hardly say
    anything (the cover of a journal). `value_names` are names with a field's value in them
    ({basis_level}毕业证书): which of two certificates a file is, the record alone may tell. `everyday` are what people
    call the part in every notice; only names of files are read with them.
    """

    id: str
    label: Label
    aliases: tuple[str, ...] = ()
    required: Severity | None = None
    hint: Label | None = None
    clauses: tuple[str, ...] = ()
    looks_like: tuple[str, ...] = ()
    value_names: tuple[str, ...] = ()
    everyday: tuple[str, ...] = ()
    sparse_page: SparsePage | None = None

    @property
    def is_text(self) -> bool:
        """Whether it has many pages by nature."""
        return any(word in self.label.zh for word in _TEXTS)

    @property
    def is_cover(self) -> bool:
        """Whether it says little by nature."""
        return _COVER in self.label.zh


class Section(NamedTuple):
    """One part of the portal's form; `folder` is its usual folder (`09-论文`).

    `looks_like` are words by which its scans are known when read. `reads` names what of a record its scans should say
    (fields, and `applicant` for the person's name), None that the fields tell.
    """

    id: str
    label: Label
    number: int
    aliases: tuple[str, ...] = ()
    folder: str = ""
    title_field: str = "title"
    groups: tuple[str, ...] = ()
    fields: Mapping[str, Field] = {}
    parts: Mapping[str, Part] = {}
    limit: Mapping[str, int] = {}
    required: bool = False
    hint: Label | None = None
    clauses: tuple[str, ...] = ()
    looks_like: tuple[str, ...] = ()
    reads: tuple[str, ...] | None = None

    @property
    def named_parts(self) -> tuple[Part, ...]:
        """The parts that the notice names, without 其他."""
        return tuple(part for part in self.parts.values() if part.id != OTHER_PART)

    @property
    def catch_all(self) -> str:
        """The part whose name asks for nothing in particular, so that it is whatever no other part is; or nothing."""
        named = [part.id for part in self.named_parts if part.label.zh in _ANYTHING]
        return named[0] if len(named) == 1 else ""

    def limit_for(self, level: str) -> int | None:
        """The most records at `level`, or None when there is no limit (key `*` stands for every level)."""
        return self.limit.get(level, self.limit.get("*"))


class RuleShare(NamedTuple):
    """What a row over many fields or sections asks of some of them."""

    sections: tuple[str, ...]
    params: Any


class Rule(NamedTuple):
    """A check kind with parameters. `params` is the kind's own frozen parameter class.

    `when` is about the applicant; a rule whose `when` is false does not apply. `sections` and `where` choose
    the records it judges; besides sections there are `applicant`, `photo`, `attachments.<id>` and
    `texts.<id>`. `clauses` maps a level (or `*`) to the clause ids the rule enforces there. `says` is the
    requirement in our own words; `message` says what is wrong in place of the kind's own words, `hint` what to
    do; `off` is why a rule was switched off. `echo_of` names rules whose findings this one would only repeat.
    A row over many fields or sections is judged `shares` by share; `params` are then those of the first.
    """

    id: str
    kind: str
    severity: Severity
    params: Any
    sections: tuple[str, ...] = ()
    when: Condition = ALWAYS
    where: Condition = ALWAYS
    clauses: Mapping[str, tuple[str, ...]] = {}
    says: Label | None = None
    hint: Label | None = None
    off: str = ""
    place: Place | None = None
    message: Label | None = None
    echo_of: tuple[str, ...] = ()
    shares: tuple[RuleShare, ...] = ()

    def each_share(self) -> "Iterator[Rule]":
        """Yield the rule as it is judged: itself, or once for each of its shares."""
        if not self.shares:
            yield self
        for share in self.shares:
            yield self._replace(sections=share.sections, params=share.params, shares=())

    def clauses_for(self, level: str) -> tuple[str, ...]:
        """The clause ids that hold at `level`."""
        return (*self.clauses.get("*", ()), *self.clauses.get(level, ()))

    @property
    def all_clauses(self) -> tuple[str, ...]:
        """Every clause id the rule cites, whatever the level."""
        return tuple(dict.fromkeys(clause for ids in self.clauses.values() for clause in ids))


class Question(NamedTuple):
    """A clause only a person can confirm. Asked once, or once per record of `section` where `where` holds.

    `asks` and `stage` say whom and when; `severity` grades an answer that is not `expected`, None for none at all.
    """

    clauses: tuple[str, ...]
    question: Label
    when: Condition = ALWAYS
    sections: tuple[str, ...] = ()
    where: Condition = ALWAYS
    asks: Addressee = Addressee.APPLICANT
    stage: Stage = Stage.BEFORE
    expected: Reply = Reply.YES
    severity: Severity | None = Severity.WARNING


class Guidance(NamedTuple):
    """A clause to be shown where it helps: `at` is a section id, `section.field`, or empty for the start."""

    clauses: tuple[str, ...]
    text: Label
    at: str = ""


class Excluded(NamedTuple):
    """Clauses that the program neither checks nor asks, with the reason."""

    clauses: tuple[str, ...]
    reason: Label


class StoredProfile(NamedTuple):
    """One profile on disk. `named` is how it was asked for: its id, or a path; `id` is its folder's name."""

    id: str
    folder: Path
    shipped: bool
    named: str = ""


class Profile(NamedTuple):
    """A whole notice. `applicant` holds the facts about the person; `attachments` and `texts` are sections."""

    id: str
    title: Label
    chain: tuple[StoredProfile, ...] = ()
    authority: Label | None = None
    levels: tuple[Choice, ...] = ()
    applicant: Mapping[str, Field] = {}
    sections: Mapping[str, Section] = {}
    attachments: Mapping[str, Section] = {}
    texts: Mapping[str, Section] = {}
    photo: Section | None = None
    build: BuildLimits = BuildLimits()
    rules: tuple[Rule, ...] = ()
    checklist: tuple[Question, ...] = ()
    guidance: tuple[Guidance, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    clauses: Mapping[str, Label] = {}
    places: Mapping[str, str] = {}
    abstract: bool = False
    office: OfficeRules = OfficeRules()
    deadlines: tuple[Deadline, ...] = ()
    word_forms: tuple[WordForm, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = {}
    tables: Mapping[str, Mapping[str, str]] = {}
    kilobyte: Kilobyte = Kilobyte.EITHER

    def level_label(self, level: str) -> Label:
        """The notice's word for a level id."""
        return next((choice.label for choice in self.levels if choice.id == level), Label(level))

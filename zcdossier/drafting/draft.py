"""The draft of a profile as it grows, sentence by sentence: sections, attachments, texts, photo, rules, questions."""

from dataclasses import dataclass, field
from typing import NamedTuple

from zcdossier.drafting.known_words import LEVELS, KnownName
from zcdossier.drafting.materials_table import TableColumns
from zcdossier.drafting.notice_levels import short_names
from zcdossier.drafting.notice_sentences import NoticeSentence


class DraftLine(NamedTuple):
    """One row of the draft, and the sentence it is drawn from. `remark` is what a person has to look at."""

    text: str
    sentence: NoticeSentence
    remark: str = ""


class LevelLimit(NamedTuple):
    """How many records of a section there may or must be at one level."""

    number: int
    sentence: NoticeSentence


@dataclass(slots=True)
class DraftSection:
    """A section, attachment or text as far as the notice speaks of it. `label` is the notice's own word."""

    id: str
    label: str
    sentence: NoticeSentence
    lines: list[DraftLine] = field(default_factory=list)
    fields: dict[str, DraftLine] = field(default_factory=dict)
    parts: dict[str, DraftLine] = field(default_factory=dict)
    level_limits: dict[str, LevelLimit] = field(default_factory=dict)
    level_least: dict[str, LevelLimit] = field(default_factory=dict)

    def add_line(self, key: str, line: DraftLine) -> bool:
        """Add a row under a key; what was said before stands. Returns whether it was added."""
        if any(earlier.text.startswith(f"{key}:") for earlier in self.lines):
            return False
        self.lines.append(line)
        return True


@dataclass(slots=True)
class Draft:
    """All that was drafted. `unplaced` are rows that can be written only by somebody who knows where they belong."""

    prefix: str
    sections: dict[str, DraftSection] = field(default_factory=dict)
    attachments: dict[str, DraftSection] = field(default_factory=dict)
    texts: dict[str, DraftSection] = field(default_factory=dict)
    photo: NoticeSentence | None = None
    photo_ratio: str = ""
    rules: list[DraftLine] = field(default_factory=list)
    build: list[DraftLine] = field(default_factory=list)
    build_sections: dict[str, DraftLine] = field(default_factory=dict)
    deadlines: list[DraftLine] = field(default_factory=list)
    questions: list[DraftLine] = field(default_factory=list)
    unplaced: list[DraftLine] = field(default_factory=list)
    judged: set[int] = field(default_factory=set)
    rule_ids: dict[str, int] = field(default_factory=dict)
    levels: dict[str, list[str]] = field(default_factory=dict)
    """What the notice calls each level; those of which it names several titles have them all."""
    level_words: tuple[KnownName, ...] = LEVELS
    applicant: dict[str, DraftLine] = field(default_factory=dict)
    columns: TableColumns | None = None
    counted: tuple[str, KnownName] | None = None
    """Where the notice last counted records, and of which section: the next sentence there may name a level only."""
    spoken_of: tuple[str, KnownName] | None = None
    """Where the notice last named a section, and which: the next sentence of that entry speaks of it too."""
    choice_at: str = ""
    """Where the notice began a list to choose from: 具备下列条件之一."""
    has_other_pictures: bool = False
    """Whether the notice wants photographs of other things than the applicant."""
    spared: dict[int, str] = field(default_factory=dict)
    """By the number of a sentence the next one of its entry, where that spares some: 自由职业者无须提供."""
    replaceable: set[str] = field(default_factory=set)
    """The sections of which the notice takes something else instead: 没有论文的可提交案例."""
    is_barring: bool = False
    """Whether that list says who may not apply: 有下列情形之一的，不得申报."""

    def call_levels(self, own: tuple[KnownName, ...]) -> None:
        """Take the titles that the notice names for its levels."""
        self.level_words = (*own, *LEVELS, *short_names(own))
        for level in own:
            self.add_level(level)

    def add_level(self, level: KnownName) -> None:
        """Take a level that the notice speaks of, and what it calls it where that is no plain word for the level."""
        titles = self.levels.setdefault(level.id, [])
        if level not in LEVELS and not any(title.startswith(level.word) for title in titles):
            titles.append(level.word)

    def drafted(self) -> set[int]:
        """The sentences that have become rows, by number: comments and questions are none."""
        sections = [*self.sections.values(), *self.attachments.values(), *self.texts.values()]
        lines = [line for section in sections for line in section.lines]
        lines += [line for section in sections for line in (*section.fields.values(), *section.parts.values())]
        lines += [*self.applicant.values(), *self.rules, *self.build, *self.build_sections.values(), *self.deadlines]
        limits = [limit.sentence.number for section in sections for limit in section.level_limits.values()]
        return {line.sentence.number for line in lines} | set(limits)

    def clause(self, sentence: NoticeSentence) -> str:
        """The clause id of a sentence."""
        return f"{self.prefix}-{sentence.number:03d}"

    def section(self, identity: str, label: str, sentence: NoticeSentence) -> DraftSection:
        """Return a section, begun where there is none of that id yet."""
        return self.sections.setdefault(identity, DraftSection(identity, label, sentence))

    def name_section(self, word: str) -> KnownName:
        """Return the name of a section that the notice calls so, with an id to be replaced by a better one."""
        present = next((section.id for section in self.sections.values() if section.label == word), "")
        return KnownName(word, present or f"section_{len(self.sections) + 1}")

    def name_text(self, named: KnownName) -> KnownName:
        """Return a statement with an id of its own where another one has its: 内容简介 after 主创简介."""
        present = self.texts.get(named.id)
        if present is None or present.label == named.word or named.word in present.label or present.label in named.word:
            return named
        same = next((text.id for text in self.texts.values() if text.label == named.word), "")
        return named._replace(id=same or f"{named.id}_{len(self.texts) + 1}")

    def add_rule(self, name: str, rest: str, sentence: NoticeSentence, remark: str = "") -> None:
        """Add a row with an id of its own."""
        number = self.rule_ids.get(name, 0) + 1
        self.rule_ids[name] = number
        identity = name if number == 1 else f"{name}-{number}"
        text = f"{{id: {identity}, {rest}, clauses: [{self.clause(sentence)}]}}"
        self.rules.append(DraftLine(text, sentence, remark))
        self.judged.add(sentence.number)

    def leave(self, suggestion: str, sentence: NoticeSentence, why: str) -> None:
        """Keep a row as a comment: `why` says what has to be known before it can stand."""
        self.unplaced.append(DraftLine(suggestion, sentence, why))
        self.judged.add(sentence.number)

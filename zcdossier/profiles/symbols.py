"""The names a profile's rules may use: levels, the applicant's facts, sections with their fields and parts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import PIECES, Choice, Field, FieldType, Section
from zcdossier.model.quantities import Kilobyte
from zcdossier.model.reading import canonical, is_rank
from zcdossier.model.spelling import Named, Names, normalized_name
from zcdossier.model.yes_no import NO, YES
from zcdossier.profiles.diagnostics import Diagnostics

APPLICANT = "applicant"
LEVEL = "level"
SUBJECT = re.compile(r"[a-z_]\w*(?:\.\w+)*", re.ASCII)
"""How a field is named in a rule. Names are written in English letters; any other word is a text to compare with."""


@dataclass(frozen=True, slots=True)
class Symbols:
    """Everything a rule or a condition can refer to. `records` maps a rule's section names to sections."""

    levels: tuple[Choice, ...] = ()
    applicant: Mapping[str, Field] = field(default_factory=dict)
    records: Mapping[str, Section] = field(default_factory=dict)
    kilobyte: Kilobyte = Kilobyte.EITHER
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _known: dict[tuple[str, ...], frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def find_field(self, subject: str, sections: tuple[str, ...]) -> Field | None:
        """Return the field that a subject names; None for levels, parts and pieces."""
        kind, _, name = subject.partition(".")
        if kind == APPLICANT:
            return self.applicant.get(name)
        own = self.applicant if not sections else {}
        for section in sections:
            own = {**self.fields_of(section), **own}
        if subject in own:
            return own[subject]
        for section, other in self.records.items():
            if subject.startswith(f"{section}."):
                return other.fields.get(subject.removeprefix(f"{section}."))
        return None

    def knows(self, subject: str, sections: tuple[str, ...]) -> bool:
        """Whether the subject exists, in one of the sections at least."""
        if sections not in self._known:
            self._known[sections] = frozenset(self.subjects(sections))
        return subject in self._known[sections]

    def subjects(self, sections: tuple[str, ...]) -> Iterator[str]:
        """Yield every subject that a condition about these sections may use."""
        prefix = f"{APPLICANT}." if sections else ""
        yield prefix + LEVEL
        yield from (f"{prefix}{name}" for name in self.field_names(APPLICANT))
        for section in sections:
            yield from self.field_names(section)
            record = self.records.get(section)
            if record is not None:
                yield from (f"part.{part}" for part in record.parts)
        yield from self._subjects_of_other_sections(sections)

    def subjects_of_own(self, sections: tuple[str, ...]) -> frozenset[str]:
        """Return the fields of these sections, and the values inside them."""
        return frozenset(name for section in sections or (APPLICANT,) for name in self.field_names(section))

    def _subjects_of_other_sections(self, sections: tuple[str, ...]) -> Iterator[str]:
        """Subjects of other sections carry the section's name; a section alone stands for having a file."""
        for name, other in self.records.items():
            if name not in sections:
                yield name
                yield from (f"{name}.{field_name}" for field_name in self.field_names(name))
                yield from (f"{name}.part.{part}" for part in other.parts)

    def canonical(self, subject: str, declared: Field | None, value: str) -> str:
        """Return a value of a condition as the manifest's values are compared."""
        if _is_level(subject, declared):
            return Names.of(self.levels).find(value) or value
        if declared is None:
            return value
        if declared.type is FieldType.CHOICE:  # a choice mistyped in a profile is a mistake, however clear its meaning
            return Names.of(declared.choices).find(value) or value
        return canonical(value, declared)

    def allowed_values(self, subject: str, declared: Field | None) -> tuple[str, ...]:
        """Return every answer that a subject can have; an empty tuple when any text may be one."""
        if _is_level(subject, declared):
            return tuple(level.id for level in self.levels)
        if declared is None or declared.open:
            return ()
        return (YES, NO) if declared.type is FieldType.FLAG else tuple(choice.id for choice in declared.choices)

    def display_name(self, subject: str, declared: Field | None, canon: str) -> str:
        """Return the notice's own word for a canonical value."""
        choices = self.levels if _is_level(subject, declared) else declared.choices if declared else ()
        return next((choice.label.zh for choice in choices if choice.id == canon), canon)

    def fields_of(self, section: str) -> Mapping[str, Field]:
        """Return the fields of a section, or of the applicant."""
        if section == APPLICANT:
            return self.applicant
        record = self.records.get(section)
        return record.fields if record else {}

    def field_names(self, section: str) -> tuple[str, ...]:
        """Return the names of a section's fields, each with those of the values inside it."""
        fields = self.fields_of(section).items()
        return tuple(subject for name, field in fields for subject in (name, *_inside(name, field)))


def _inside(name: str, declared: Field) -> Iterator[str]:
    return (f"{name}.{piece}" for piece in pieces_of(declared))


def _is_level(subject: str, declared: Field | None) -> bool:
    """Whether the applicant's level is meant; a section may have a field `level` of its own."""
    return declared is None and subject in (LEVEL, f"{APPLICANT}.{LEVEL}")


def pieces_of(declared: Field) -> tuple[str, ...]:
    """Return the names of the values inside a field's value."""
    if declared.type is FieldType.COMPOSED:
        try:
            return tuple(re.compile(declared.pattern).groupindex)
        except re.error:
            return ()
    return PIECES[FieldType.RANK] if is_rank(declared) else PIECES.get(declared.type, ())


def check_shared_names(named: Iterable[tuple[Place, Named]], diagnostics: Diagnostics) -> None:
    """Note each name by which two things of one list would be called; only the first would be found by it."""
    owners: dict[str, str] = {}
    for place, symbol in named:
        for name in dict.fromkeys((symbol.id, symbol.label.zh, *symbol.aliases)):
            owner = owners.setdefault(normalized_name(name), symbol.id)
            if owner != symbol.id:
                diagnostics.add(
                    place,
                    Label(f"{owner} 和 {symbol.id} 都叫“{name}”", f"{owner} and {symbol.id} are both called {name}"),
                )

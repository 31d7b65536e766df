"""What a parameter of a check kind means. From its type follow how a profile's value is read and what it must name."""

import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, NewType

from zcdossier.model.condition import ALWAYS, AllOf, AnyOf, Comparison, Condition, Not
from zcdossier.model.finding import Severity

FieldName = NewType("FieldName", str)
"""A field of each of the rule's sections, or a value inside one: `date`, `rank.members`."""
DateField = NewType("DateField", str)
"""A field that holds a date or a period."""
ApplicantField = NewType("ApplicantField", str)
"""A field of the applicant."""
PartName = NewType("PartName", str)
"""A part of the scans of each of the rule's sections."""
Subject = NewType("Subject", str)
"""What a condition may speak of: `applicant.name`, `papers.authors`."""
Shareable = NewType("Shareable", str)
"""A section whose scans records may share, or a part of one: `papers`, `papers.cover`."""
Pattern = NewType("Pattern", str)
"""A regular expression."""
StemPattern = NewType("StemPattern", str)
"""A regular expression for a file's name without its ending."""
FileFormat = NewType("FileFormat", str)
"""A format of files by their content: `jpeg`, `pdf`."""
MeasureName = NewType("MeasureName", str)
"""What is measured of a file: `width`, `bytes`."""
ScopeName = NewType("ScopeName", str)
"""What a measure is taken of: `file`, `page`, `picture`, `record`, `section`, `dossier`."""
PageFilter = NewType("PageFilter", str)
"""Which pages are looked at: `first`, `last`, `odd`, `even`, `landscape`, `portrait`, `A4`, `1-3,7`, `2-`."""
PageArea = NewType("PageArea", str)
"""A part of each page: `top-right 3x3 in`, `bottom 2 cm`."""
DateMask = NewType("DateMask", str)
"""How a date is written: `YYYY.MM`, `YYYY年M月`."""
NameTemplateText = NewType("NameTemplateText", str)
"""A name with slots: `{applicant.name}-{title}`."""
NameSign = NewType("NameSign", str)
"""A word for many signs (chinese, letters, digits, spaces), or the signs themselves."""
FileSuffix = NewType("FileSuffix", str)
"""The ending of a file's name: `pdf`, `.jpg`."""
ListWord = NewType("ListWord", str)
"""A word of a list: written out, or all those of a list that the profile declares under `lists`."""
TableName = NewType("TableName", str)
"""A table of codes and names that the profile declares under `tables`."""


class RecordChoice(NamedTuple):
    """One way to meet a rule that names several: so many records (or an `amount` added up) of a section, of a sort.

    A way may be made of others: so many `ways` of `either` must be met.
    """

    section: str = ""
    where: Condition = ALWAYS
    min: int = 1
    amount: str = ""
    either: "tuple[RecordChoice, ...]" = ()
    ways: int = 1


class Grade(StrEnum):
    """How bad something is that a rule may also allow."""

    ERROR = "error"
    WARNING = "warning"
    ALLOW = "allow"

    @property
    def severity(self) -> Severity:
        """The severity of a finding; asked only where it is not allowed."""
        return Severity(self.value)


class KindParameter(NamedTuple):
    """A parameter: the `attribute` of the class that holds it, its type, and whether it must be given, else `default`.

    The type is a set: of `Bound | None` it is Bound alone.
    """

    attribute: str
    types: frozenset[Any]
    needed: bool
    default: object = None

    @property
    def type(self) -> Any:
        """Its only type, or one of several."""
        return next(iter(self.types))

    @property
    def is_condition(self) -> bool:
        """Whether a condition is written for it."""
        return not self.types.isdisjoint(_CONDITIONS)


_CONDITIONS = frozenset({Comparison, AllOf, AnyOf, Not})


def parameters_of(kind: type[Any]) -> Mapping[str, KindParameter]:
    """Return the parameters of a kind's class, each under its name in a profile, in the order of the class."""
    hints, defaults = typing.get_type_hints(kind), kind._field_defaults
    return {
        name.rstrip("_"): KindParameter(name, _types_of(hints[name]), name not in defaults, defaults.get(name))
        for name in kind._fields
    }


def _types_of(hint: Any) -> frozenset[Any]:
    is_union = typing.get_origin(hint) in (types.UnionType, typing.Union)
    return frozenset(typing.get_args(hint) if is_union else (hint,)) - {type(None)}

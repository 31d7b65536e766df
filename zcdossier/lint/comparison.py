"""Two sides of a comparison in the same terms, and whether they keep to it. Only what is certain is wrong."""

from typing import NamedTuple

from zcdossier.lint.compared import Family, compared
from zcdossier.lint.operands import Resolved
from zcdossier.model.dates import PartialDate, Span, parse_span
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import canonical
from zcdossier.model.spelling import fold

_RANGE = "~"
_OWN_TERMS = frozenset({FieldType.CHOICE, FieldType.FLAG, FieldType.PERSON, FieldType.ID_NUMBER})


class Side(NamedTuple):
    """The side that is judged: its text, how it was typed, where it stands, what to call it and whose it is."""

    text: str
    shown: Label
    place: Place
    label: Label
    family: Family
    declared: Field | None = None
    owner: Label = Label("")


def in_terms_of(left: Side, other: Resolved) -> tuple[str, str]:
    """Return both texts in the terms of that side which has terms of its own (a choice's ids, 是 and 否)."""
    right = other.text or ""
    if left.declared is not None and left.declared.type in _OWN_TERMS:
        if other.declared is not None and other.declared.type is FieldType.CHOICE:
            return (
                (left.text, right)
                if left.text == right
                else (_label(left.text, left.declared), _label(right, other.declared))
            )
        return left.text, canonical(right, left.declared)
    if other.declared is not None and other.declared.type in _OWN_TERMS:
        return canonical(left.text, other.declared), right
    return left.text, right


def verdict(test: str, left: str, right: str, family: Family) -> bool | None:
    """Return whether the sides keep to the test. Texts can only be equal, whatever their width and marks."""
    found = compared(test, left, right, family)
    if found is not None or test != "equals" or family in (Family.NUMBER, Family.DATE):
        return found
    return fold(left) == fold(right)


def coarse(text: str) -> bool:
    """Whether a text stands for a year, or for anything between two ends."""
    day = parse_span(text)
    return _RANGE in text or isinstance(day, Span) or (isinstance(day, PartialDate) and day.month is None)


def _label(canon: str, declared: Field) -> str:
    return next((choice.label.zh for choice in declared.choices if choice.id == canon), canon)

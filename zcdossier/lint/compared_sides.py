"""Two sides of a comparison brought to common terms: a choice's words and its ids, 是 and 否, ends that are coarse."""

import re
from typing import NamedTuple

from zcdossier.lint.comparison import ValueFamily, compare_values
from zcdossier.lint.operands import ResolvedOperand
from zcdossier.model.dates import PartialDate, Span, parse_span
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import canonical
from zcdossier.model.spelling import fold

_RANGE = "~"
_PRINTED_BEHIND = r"(?:\((?:盖章|加盖公章|公章|章|全称|本单位)\)|[。.,，;；])+$"
_OWN_TERMS = frozenset({FieldType.CHOICE, FieldType.FLAG, FieldType.PERSON, FieldType.ID_NUMBER})


class JudgedSide(NamedTuple):
    """The side that is judged: its text, how it was typed, where it stands, what to call it and whose it is."""

    text: str
    typed: Label
    place: Place
    label: Label
    family: ValueFamily
    declared: Field | None = None
    owner: Label = Label("")


def in_common_terms(left: JudgedSide, other: ResolvedOperand) -> tuple[str, str]:
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


def is_satisfied(test: str, left: str, right: str, family: ValueFamily, *, titles: bool = False) -> bool | None:
    """Return whether the sides keep to the test. Texts can only be equal, whatever their width and marks."""
    verdict = compare_values(test, left, right, family)
    if verdict is not None or test != "equals" or family in (ValueFamily.NUMBER, ValueFamily.DATE):
        return verdict
    if _fold_bare(left) == _fold_bare(right) or not titles:
        return _fold_bare(left) == _fold_bare(right)
    from zcdossier.model.title_names import is_same_title  # few names differ

    return is_same_title(left, right)


def is_coarse(text: str) -> bool:
    """Whether a text stands for a year, or for anything between two ends."""
    day = parse_span(text)
    return _RANGE in text or isinstance(day, Span) or (isinstance(day, PartialDate) and day.month is None)


def _fold_bare(text: str) -> str:
    """A text without what forms print behind a name, and without a last full stop."""
    return re.sub(_PRINTED_BEHIND, "", fold(text))


def _label(canon: str, declared: Field) -> str:
    return next((choice.label.zh for choice in declared.choices if choice.id == canon), canon)

"""One typed text to a Value in the profile's terms, and the values inside it (`journal.rank`, `rank.members`)."""

import re
from collections.abc import Iterator

from zcdossier.model.dates import parse_period
from zcdossier.model.names import Names, normal
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.value import NO, YES, Value
from zcdossier.source.nodes import Scalar

RANK = re.compile(r"\s*(?P<rank>\d{1,4})\s*/\s*(?P<members>\d{1,4})\s*")
_YES = frozenset({"是", "yes", "y", "true", "on", "1", "有", "√"})
_NO = frozenset({"否", "no", "n", "false", "off", "0", "无", "×"})


def bind_value(scalar: Scalar, field: Field, path: str) -> Value:
    """Return the value of `scalar` read as `field`."""
    return Value(scalar.text, scalar.place.at(path), canonical(scalar.text, field))


def canonical(text: str, field: Field) -> str:
    """Return `text` in the profile's terms: a choice's id, 是 or 否 for a flag, otherwise the trimmed text."""
    trimmed = text.strip()
    if field.type is FieldType.FLAG:
        folded = normal(trimmed)
        if folded in _YES:
            return YES
        return NO if folded in _NO else trimmed
    if field.type is FieldType.CHOICE:
        return Names.of(field.choices).find(trimmed) or trimmed
    return trimmed


def values_inside(scalar: Scalar, field: Field, path: str) -> Iterator[tuple[str, Value]]:
    """Yield the named pieces of a composed field, a rank or a period, each with its own place."""
    if field.type is FieldType.COMPOSED:
        match = re.fullmatch(field.pattern, scalar.text.strip())
    elif field.type is FieldType.RANK:
        match = RANK.fullmatch(scalar.text.strip())
    elif field.type is FieldType.PERIOD:
        yield from _period(scalar, path)
        return
    else:
        return
    if match is None:
        return
    lead = len(scalar.text) - len(scalar.text.lstrip())
    for name, text in match.groupdict().items():
        if text:
            inside = f"{path}.{name}"
            start = lead + match.start(name)
            yield name, Value(text, _within(scalar, start, start + len(text)).at(inside), text.strip())


def _within(scalar: Scalar, start: int, end: int) -> Place:
    if scalar.inner is None:
        return scalar.place
    return scalar.place.span(scalar.inner + start, scalar.inner + end)


def _period(scalar: Scalar, path: str) -> Iterator[tuple[str, Value]]:
    period = parse_period(scalar.text)
    if period is None:
        return
    yield "from", Value(str(period.start), scalar.place.at(f"{path}.from"), str(period.start))
    if period.end is not None:
        yield "to", Value(str(period.end), scalar.place.at(f"{path}.to"), str(period.end))

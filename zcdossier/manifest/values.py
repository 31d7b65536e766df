"""One typed text to a Value in the profile's terms, and the values inside it (`journal.rank`, `rank.members`)."""

import re
from collections.abc import Callable, Iterator

from zcdossier.model.dates import parse_date, parse_period
from zcdossier.model.names import Names, normal
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.value import NO, YES, Value
from zcdossier.source.nodes import Scalar

PEOPLE_SEPARATOR = re.compile(r"[、，,;；/\s]+")
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
    elif field.type in _OTHERS:
        for name, text in _OTHERS[field.type](scalar.text):
            yield name, Value(text, scalar.place.at(f"{path}.{name}"), text)
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


def _period(text: str) -> Iterator[tuple[str, str]]:
    period = parse_period(text)
    if period is not None:
        yield "from", str(period.start)
        if period.end is not None:
            yield "to", str(period.end)


def _date(text: str) -> Iterator[tuple[str, str]]:
    day = parse_date(text)
    if day is not None:
        yield "year", str(day.year)
        if day.month is not None:
            yield "month", str(day.month)


def _people(text: str) -> Iterator[tuple[str, str]]:
    names = [name for name in PEOPLE_SEPARATOR.split(text.strip()) if name]
    if names:
        yield "count", str(len(names))


_OTHERS: dict[FieldType, Callable[[str], Iterator[tuple[str, str]]]] = {
    FieldType.PERIOD: _period,
    FieldType.DATE: _date,
    FieldType.PEOPLE: _people,
}

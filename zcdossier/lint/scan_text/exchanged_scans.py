"""Records whose scans seem to lie with another record: their names are read there, and not on their own.

Where a record has no name to be known by (a school year, an appraisal), its year tells, or else its dates and numbers
of hours, but only when both records miss theirs and each has the other's. Of two sections the words of their parts
tell, again only when neither record looks like its own section and each looks like the other's.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_dates import agree
from zcdossier.lint.scan_text.find_value import comparable_letters, least_score
from zcdossier.lint.scan_text.joined_text import place_of_lines
from zcdossier.lint.scan_text.looked_for import LookedFor, values_looked_for
from zcdossier.lint.scan_text.part_words import may_be_part, parts_seen
from zcdossier.lint.scan_text.record_readings import RecordReading, readings_of
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.place import Place
from zcdossier.model.profile import ReadAs

_ABSENT = 65.0
_PRESENT = 85.0
_SHORTEST = 4
_TELLING = (ReadAs.DATE, ReadAs.YEAR, ReadAs.HOURS)


class Misplaced(NamedTuple):
    """A record whose scans lie with `owner`: `name` was read there at `seen_at`. `both` says that it is mutual."""

    record: Record
    owner: Record
    name: str
    seen_at: Place
    both: bool


class _Home(NamedTuple):
    """Where a name was read that its own record's scans don't have."""

    reading: RecordReading
    other: RecordReading
    name: str
    seen_at: Place


def find_misplaced(context: Context) -> tuple[Misplaced, ...]:
    """Return each misplaced record; of two that are exchanged the first."""
    return context.once(_misplaced)


def _misplaced(context: Context) -> tuple[Misplaced, ...]:
    readings = readings_of(context)
    homes = {
        reading.record.place.path: home for reading in readings if (home := _home_by_name(reading, readings, context))
    }
    by_name: list[Misplaced] = []
    reported: set[str] = set()
    for path, home in homes.items():
        other = home.other.record
        back = homes.get(other.place.path)
        both = back is not None and back.other.record.place.path == path
        if path in reported:
            continue
        if both:
            reported.add(other.place.path)
        by_name.append(Misplaced(home.reading.record, other, home.name, home.seen_at, both))
    unnamed = [reading for reading in readings if reading.record.place.path not in homes and reading.pages.is_complete]
    by_values = list(_exchanged_by_values(unnamed, context))
    taken = [record.place.path for pair in (*by_name, *by_values) for record in (pair.record, pair.owner)]
    rest = [reading for reading in unnamed if reading.record.place.path not in taken]
    return (*by_name, *by_values, *_exchanged_by_parts(rest, context))


def paths_of_misplaced(context: Context) -> frozenset[str]:
    """Return the routes of the records whose scans can't be held against what is typed."""
    pairs = [(misplaced.record, misplaced.owner) for misplaced in find_misplaced(context)]
    return frozenset(record.place.path for pair in pairs for record in pair)


def _home_by_name(reading: RecordReading, readings: Sequence[RecordReading], context: Context) -> _Home | None:
    """The only other record on whose scans this record's names are, when not one of them is on its own."""
    names = [name for name in reading.names if len(comparable_letters(name.value.canon)) >= _SHORTEST]
    if not names or not reading.pages.is_complete:
        return None
    if not all(_score(name, reading.text) < _ABSENT for name in reading.names):
        return None
    for name in names:
        homes = [
            (other, found)
            for other in readings
            if other is not reading
            and not _is_called(other, name)
            and (found := other.text.find(name.value.canon)) is not None
            and found.score >= max(_PRESENT, least_score(comparable_letters(name.value.canon)))
        ]
        if len(homes) == 1:
            other, found = homes[0]
            if other.record.section == reading.record.section or not other.is_recognised:
                label = name.value.canon if "." in name.field else context.title(reading.record)
                return _Home(reading, other, label, place_of_lines(found.lines))
    return None


def _is_called(reading: RecordReading, name: LookedFor) -> bool:
    """Whether another record goes by the same name: two papers in one journal."""
    letters = comparable_letters(name.value.canon)
    return any(letters in comparable_letters(other.value.canon) for other in reading.names)


def _score(name: LookedFor, text: RecordText) -> float:
    found = text.find(name.value.canon)
    return 0.0 if found is None else found.score


def _exchanged_by_values(readings: Sequence[RecordReading], context: Context) -> Iterator[Misplaced]:
    reported: set[str] = set()
    values = {reading.record.place.path: _values(reading, context) for reading in readings}
    for number, first in enumerate(readings):
        for second in readings[number + 1 :]:
            if first.record.section != second.record.section or reported & {first.record.place.path}:
                continue
            mine, theirs = _without_common(values[first.record.place.path], values[second.record.place.path])
            if not mine or not theirs:
                continue
            if _is_all_said(_years_or_all(mine), second.text) and _is_all_said(_years_or_all(theirs), first.text):
                own = _is_any_said(mine, first.text), _is_any_said(theirs, second.text)
                if not any(own):
                    reported |= {first.record.place.path, second.record.place.path}
                    seen_at = second.pages.pages[0].place()
                    yield Misplaced(first.record, second.record, context.title(first.record), seen_at, both=True)


def _exchanged_by_parts(readings: Sequence[RecordReading], context: Context) -> Iterator[Misplaced]:
    strange = [reading for reading in readings if not _may_be_of(reading, reading.record.section, context)]
    reported: set[str] = set()
    for number, first in enumerate(strange):
        for second in strange[number + 1 :]:
            sections = first.record.section, second.record.section
            if sections[0] == sections[1] or reported & {first.record.place.path, second.record.place.path}:
                continue
            if _looks_like(first, sections[1], context) and _looks_like(second, sections[0], context):
                reported |= {first.record.place.path, second.record.place.path}
                seen_at = second.pages.pages[0].place()
                yield Misplaced(first.record, second.record, context.title(first.record), seen_at, both=True)


def _may_be_of(reading: RecordReading, section: str, context: Context) -> bool:
    """Whether a word of any part of a section is anywhere on the pages of a record, or not all parts have words."""
    declared = context.section(section)
    parts = () if declared is None else tuple(declared.parts.values())
    if not parts or not all(part.looks_like for part in parts):
        return True
    return any(may_be_part(page.facts, part) for page in reading.pages.pages for part in parts)


def _looks_like(reading: RecordReading, section: str, context: Context) -> bool:
    """Whether every page of a record looks like a part of a section."""
    declared = context.section(section)
    return declared is not None and all(parts_seen(page.facts, declared.parts) for page in reading.pages.pages)


def _values(reading: RecordReading, context: Context) -> dict[str, LookedFor]:
    """The dates, years and numbers of hours that a record's scans should say, by what they are."""
    return {
        value.value.canon: value
        for value in values_looked_for(reading.record, context)
        if value.reads.what in _TELLING and (value.reads.what is not ReadAs.DATE or parse_date(value.value.canon))
    }


def _without_common(
    mine: Mapping[str, LookedFor], theirs: Mapping[str, LookedFor]
) -> tuple[list[LookedFor], list[LookedFor]]:
    """The values of two records by which they can be told from each other."""
    return (
        [value for canon, value in mine.items() if canon not in theirs],
        [value for canon, value in theirs.items() if canon not in mine],
    )


def _years_or_all(values: Sequence[LookedFor]) -> list[LookedFor]:
    """The years of a record, which its scans say for sure; else everything: ends of a year are seldom printed."""
    return [value for value in values if value.reads.what is ReadAs.YEAR] or list(values)


def _is_all_said(values: Sequence[LookedFor], text: RecordText) -> bool:
    return all(_is_said(value, text) for value in values)


def _is_any_said(values: Sequence[LookedFor], text: RecordText) -> bool:
    return any(_is_said(value, text) for value in values)


def _is_said(value: LookedFor, text: RecordText) -> bool:
    """Whether a date or a number of hours is on some pages."""
    if value.reads.what is ReadAs.DATE:
        typed = parse_date(value.value.canon)
        return typed is not None and any(agree(typed, seen.date) for seen in text.dates)
    if value.reads.what is ReadAs.YEAR:
        return value.value.canon in text.years
    try:
        return Decimal(value.value.canon) in text.numbers
    except InvalidOperation:
        return False

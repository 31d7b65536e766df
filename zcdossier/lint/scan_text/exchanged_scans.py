"""Records whose scans seem to lie with another record: their names are read there, and not on their own.

Where a record has no name to be known by (a school year, an appraisal), its year or its number tells, or else its dates
and hours, but only when both records miss theirs and each has the other's. Two sections' records are told by
`exchanged_sections`.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.exchanged_sections import exchanged_between_sections
from zcdossier.lint.scan_text.find_value import comparable_letters, least_score
from zcdossier.lint.scan_text.joined_text import place_of_lines
from zcdossier.lint.scan_text.looked_for import LookedFor
from zcdossier.lint.scan_text.record_readings import RecordReading, name_likeness, readings_of
from zcdossier.lint.scan_text.telling_values import are_said, is_any_said, telling_values, without_common
from zcdossier.model.dossier import Record
from zcdossier.model.place import Place

_ABSENT = 65.0
_PRESENT = 85.0
_SHORTEST = 4


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
    by_sections = (_exchanged(*pair, context) for pair in exchanged_between_sections(rest, readings, context))
    return (*by_name, *by_values, *by_sections)


def paths_of_misplaced(context: Context) -> frozenset[str]:
    """Return the routes of the records whose scans can't be held against what is typed."""
    pairs = [(misplaced.record, misplaced.owner) for misplaced in find_misplaced(context)]
    return frozenset(record.place.path for pair in pairs for record in pair)


def _home_by_name(reading: RecordReading, readings: Sequence[RecordReading], context: Context) -> _Home | None:
    """The only other record on whose scans this record's names are, when not one of them is on its own."""
    names = [name for name in reading.names if len(comparable_letters(name.value.canon)) >= _SHORTEST]
    if not names or not reading.pages.is_complete:
        return None
    if not all(name_likeness(name, reading.text) < _ABSENT for name in reading.names):
        return None
    for name in names:
        homes = [
            (other, found)
            for other in readings
            if other is not reading
            and not _is_called(other, name)
            and (found := other.text.find(name.value.canon)) is not None
            and name_likeness(name, other.text) >= max(_PRESENT, least_score(comparable_letters(name.value.canon)))
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


def _exchanged_by_values(readings: Sequence[RecordReading], context: Context) -> Iterator[Misplaced]:
    reported: set[str] = set()
    values = {reading.record.place.path: telling_values(reading.record, context) for reading in readings}
    for first, second in combinations(readings, 2):
        paths = first.record.place.path, second.record.place.path
        if first.record.section != second.record.section or reported & {*paths}:
            continue
        mine, theirs = without_common(values[paths[0]], values[paths[1]])
        is_exchanged = are_said(mine, second.text) and are_said(theirs, first.text)
        if is_exchanged and not is_any_said(mine, first.text) and not is_any_said(theirs, second.text):
            reported |= {*paths}
            yield _exchanged(first, second, context)


def _exchanged(first: RecordReading, second: RecordReading, context: Context) -> Misplaced:
    seen_at = second.pages.pages[0].place()
    return Misplaced(first.record, second.record, context.title(first.record), seen_at, both=True)

"""Records of two sections whose scans are exchanged: what either is known by is with the other, and not at home.

A record is known by its names; where it has none, or they tell nothing, by its dates, years, hours and numbers; or else
by the words of its section. Both have to be strangers on their own pages and known on the other's: in a right dossier
one may be read badly, hardly two, each of which is on the other's pages. A name that several records' pages have, such
as an employer's, tells nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_value import comparable_letters, least_score
from zcdossier.lint.scan_text.looked_for import LookedFor
from zcdossier.lint.scan_text.part_words import is_in_many_places, parts_seen
from zcdossier.lint.scan_text.record_readings import RecordReading, name_likeness, says
from zcdossier.lint.scan_text.telling_values import are_all_said, are_said, is_any_said, telling_values, without_common
from zcdossier.model.profile import Section

_ABSENT, _PERHAPS = 65.0, 80.0
"""A name of the same words as another is much like it; it is told only by the other's being there nearly whole."""
_PRESENT, _BETTER, _WHOLE = 85.0, 20.0, 100.0
_SHORTEST = 4
_SEVERAL = 3
_WORDS_ENOUGH = 2


class _Stranger(NamedTuple):
    """A record that its own pages do not tell, with what it is known by; `likeness` is its names' best at home."""

    reading: RecordReading
    names: tuple[LookedFor, ...]
    likeness: float
    values: dict[str, LookedFor]
    section: Section


def exchanged_between_sections(
    candidates: Sequence[RecordReading], readings: Sequence[RecordReading], context: Context
) -> Iterator[tuple[RecordReading, RecordReading]]:
    """Yield pairs of candidates of two sections whose scans are exchanged; `readings` are all that the dossier has."""
    strangers = [found for reading in candidates if (found := _stranger(reading, readings, context)) is not None]
    taken: set[str] = set()
    for first, second in combinations(strangers, 2):
        paths = {first.reading.record.place.path, second.reading.record.place.path}
        if first.reading.record.section == second.reading.record.section or paths & taken:
            continue
        if _belongs_with(first, second) and _belongs_with(second, first):
            taken |= paths
            yield first.reading, second.reading


def _stranger(reading: RecordReading, readings: Sequence[RecordReading], context: Context) -> _Stranger | None:
    """The record as a stranger on its own pages; None where it is known there, or not all was read."""
    section = context.section(reading.record.section)
    if section is None or not reading.pages.is_complete:
        return None
    values = telling_values(reading.record, context)
    names = tuple(name for name in reading.names if not _is_said_by_several(name, reading, readings))
    likeness = max((name_likeness(name, reading.text) for name in names), default=0.0)
    if likeness >= _PERHAPS or (not names and values and are_all_said(values.values(), reading.text)):
        return None
    return _Stranger(reading, names, likeness, values, section)


def _is_said_by_several(name: LookedFor, reading: RecordReading, readings: Sequence[RecordReading]) -> bool:
    """Whether a name is on the pages of several other records."""
    count = 0
    for other in readings:
        count += other is not reading and says(other.text, name)
        if count >= _SEVERAL:
            return True
    return False


def _belongs_with(stranger: _Stranger, host: _Stranger) -> bool:
    """Whether a record is known by the pages of another."""
    if any(_is_there(name, stranger, host.reading) for name in stranger.names):
        return True
    if stranger.likeness >= _ABSENT:
        return False
    values, _ = without_common(stranger.values, host.values)
    if are_said(values, host.reading.text) and not is_any_said(values, stranger.reading.text):
        return True
    return not _has_word(stranger.reading, stranger.section) and _looks_like(host.reading, stranger.section)


def _is_there(name: LookedFor, stranger: _Stranger, reading: RecordReading) -> bool:
    """Whether a name stands on some pages, and far better than any on the record's own."""
    letters, score = comparable_letters(name.value.canon), name_likeness(name, reading.text)
    least = max(_PRESENT, least_score(letters), stranger.likeness + _BETTER)
    return len(letters) >= _SHORTEST and score >= min(least, _WHOLE)


def _section_words(section: Section) -> list[str]:
    words = (*section.looks_like, *(word for part in section.parts.values() for word in part.looks_like))
    return [letters for word in words if not is_in_many_places(letters := comparable_letters(word))]


def _has_word(reading: RecordReading, section: Section) -> bool:
    """Whether a word of a section or of its parts is anywhere on a record's pages."""
    whole = "".join(comparable_letters(line.text) for page in reading.pages.pages for line in page.facts.lines)
    return any(word in whole for word in _section_words(section))


def _looks_like(reading: RecordReading, section: Section) -> bool:
    """Whether every page of a record looks like a part of a section, or says several of its words."""
    words = {*map(comparable_letters, section.looks_like)}
    for page in reading.pages.pages:
        whole = "".join(comparable_letters(line.text) for line in page.facts.lines)
        if not parts_seen(page.facts, section.parts) and sum(word in whole for word in words) < _WORDS_ENOUGH:
            return False
    return True

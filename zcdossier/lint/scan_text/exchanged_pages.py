"""Single files of a record that show another record of its section: a cover, a contents page, mixed in or exchanged.

A file is another's where it has none of its record's names, and one of exactly one other record's. Pages name other
works for many reasons, so one of two things has to bear it out: that the other's file of the same part is, in turn,
this record's; or that a long name is read and the other record has no such part of its own.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.exchanged_scans import paths_of_misplaced
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import place_of_lines
from zcdossier.lint.scan_text.looked_for import LookedFor
from zcdossier.lint.scan_text.record_readings import RecordReading, name_likeness, readings_of
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import is_list_of_literature
from zcdossier.model.dossier import Scan
from zcdossier.model.place import Place

_ABSENT = 65.0
_SHORTEST, _LONG = 4, 8


class ForeignFile(NamedTuple):
    """A file of `reading` that shows `owner`, whose `name` stands at `seen_at`; `back` lies there in its place."""

    reading: RecordReading
    owner: RecordReading
    scan: Scan
    name: str
    seen_at: Place
    back: str = ""


class _File(NamedTuple):
    reading: RecordReading
    scan: Scan
    text: RecordText


def find_foreign_files(context: Context) -> tuple[ForeignFile, ...]:
    """Return files of records that lie with another, of two that are exchanged the first.

    Records all of whose scans lie elsewhere are told as such.
    """
    return context.once(_foreign_files)


def paths_with_foreign_files(context: Context) -> frozenset[str]:
    """Return the routes of the records some of whose scans are another's."""
    found = find_foreign_files(context)
    return frozenset(
        reading.record.place.path
        for foreign in found
        for reading in (foreign.reading, *((foreign.owner,) if foreign.back else ()))
    )


def _foreign_files(context: Context) -> tuple[ForeignFile, ...]:
    misplaced = paths_of_misplaced(context)
    by_section: dict[str, list[RecordReading]] = {}
    for reading in readings_of(context):
        if reading.record.place.path not in misplaced and any(_is_long_enough(name) for name in reading.names):
            by_section.setdefault(reading.record.section, []).append(reading)
    return tuple(found for group in by_section.values() if len(group) > 1 for found in _in_section(group, context))


def _in_section(readings: Sequence[RecordReading], context: Context) -> Iterator[ForeignFile]:
    files = {
        reading.record.place.path: list(_files_of(reading)) for reading in readings if len(reading.record.scans) > 1
    }
    foreign = [
        found for of_record in files.values() for file in of_record if (found := _foreign(file, readings, context))
    ]
    taken: set[str] = set()
    for found in foreign:
        back = next((other for other in foreign if _is_exchanged(found, other)), None)
        if found.scan.file in taken:
            continue
        if back is not None:
            taken.add(back.scan.file)
            yield found._replace(back=back.scan.file)
        elif len(comparable_letters(found.name)) >= _LONG and not _has_own(found, files):
            yield found


def _files_of(reading: RecordReading) -> Iterator[_File]:
    for _, pages in groupby(reading.pages.pages, key=lambda page: page.scan.file):
        text = RecordText(tuple(pages))
        yield _File(reading, text.pages[0].scan, text)


def _foreign(file: _File, readings: Sequence[RecordReading], context: Context) -> ForeignFile | None:
    """The only other record whose name a file has, where it has none of its own record's."""
    if any(is_list_of_literature(page.facts) for page in file.text.pages):
        return None
    homes = [
        (other, name)
        for other in readings
        if other is not file.reading and (name := _name_on(file.text, other, file.reading)) is not None
    ]
    if len(homes) != 1 or any(name_likeness(name, file.text) >= _ABSENT for name in file.reading.names):
        return None
    other, name = homes[0]
    found = file.text.find(name.value.canon)
    if found is None:
        return None
    label = name.value.canon if "." in name.field else context.title(other.record)
    return ForeignFile(file.reading, other, file.scan, label, place_of_lines(found.lines))


def _name_on(text: RecordText, other: RecordReading, own: RecordReading) -> LookedFor | None:
    """A name of another record that stands in some text sign by sign, and is not part of one of a record's own."""
    for name in other.names:
        letters = comparable_letters(name.value.canon)
        is_own = any(letters in comparable_letters(value.canon) for value in own.record.fields.values())
        if _is_long_enough(name) and not is_own and any(letters in joined.text for joined in text.letters):
            return name
    return None


def _is_long_enough(name: LookedFor) -> bool:
    return len(comparable_letters(name.value.canon)) >= _SHORTEST


def _is_exchanged(found: ForeignFile, other: ForeignFile) -> bool:
    """Whether two files of one part lie with each other's record."""
    return (
        other.reading is found.owner
        and other.owner is found.reading
        and other.scan.part == found.scan.part
        and other.scan.part != ""
    )


def _has_own(found: ForeignFile, files: dict[str, list[_File]]) -> bool:
    """Whether the other record has a file of that part, or may have one: not all of it is named or was read."""
    path = found.owner.record.place.path
    if not found.owner.pages.is_complete or found.scan.part == "":
        return True
    own = files.get(path) or list(_files_of(found.owner))
    return any(file.scan.part in (found.scan.part, "") for file in own)

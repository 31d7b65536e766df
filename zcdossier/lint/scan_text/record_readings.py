"""Whether scans are those of their record: what it is called is on them, and on no other record's scans alone."""

from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_value import comparable_letters, comparable_signs, is_found
from zcdossier.lint.scan_text.looked_for import LookedFor, values_looked_for
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import RecordPages, records_read
from zcdossier.model.dossier import Record
from zcdossier.model.profile import ReadAs

_SAME, _SAME_NUMBER = 100.0, 84.0


class RecordReading(NamedTuple):
    """A record, its pages, their text, and the texts it is known by: titles, journals, numbers."""

    record: Record
    pages: RecordPages
    text: RecordText
    names: tuple[LookedFor, ...]

    @property
    def is_recognised(self) -> bool:
        """Whether one of its names is on its own scans, or it has none to be known by."""
        return not self.names or any(says(self.text, name) for name in self.names)


def readings_of(context: Context) -> tuple[RecordReading, ...]:
    """Return each record of which something was read."""
    return context.once(_readings)


def _readings(context: Context) -> tuple[RecordReading, ...]:
    return tuple(
        RecordReading(record, pages, RecordText(pages.pages), _names(record, context))
        for record, pages in records_read(context)
    )


def _names(record: Record, context: Context) -> tuple[LookedFor, ...]:
    values = values_looked_for(record, context)
    return tuple(value for value in values if value.reads.what in (ReadAs.TEXT, ReadAs.NUMBER))


def name_likeness(name: LookedFor, text: RecordText) -> float:
    """How much what stands in some text is like a name, 0 to 100.

    Numbers of one kind are like each other: one that differs in more than a sign of several is another.
    """
    canon = name.value.canon
    found = text.find(canon)
    if found is None:
        return 0.0
    if name.reads.what is not ReadAs.NUMBER:
        return found.score
    if any(comparable_signs(canon) in signs.text for signs in text.signs):
        return _SAME
    return found.score if found.score >= _SAME_NUMBER else 0.0


def says(text: RecordText, name: LookedFor) -> bool:
    """Whether a name was read in some text."""
    return is_found(comparable_letters(name.value.canon), text.find(name.value.canon))

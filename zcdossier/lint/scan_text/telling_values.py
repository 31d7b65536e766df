"""Values by which the scans of a record without a title are known: its dates, its year, hours, and its numbers."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_dates import LINE_END, agree, spellings_of_date
from zcdossier.lint.scan_text.find_value import comparable_signs
from zcdossier.lint.scan_text.looked_for import LookedFor, values_looked_for
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.dates import PartialDate, parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.profile import ReadAs

_TELLING = (ReadAs.DATE, ReadAs.YEAR, ReadAs.HOURS, ReadAs.NUMBER)
_SHORTEST_NUMBER = 5


def telling_values(record: Record, context: Context) -> dict[str, LookedFor]:
    """Return dates, years, hours and numbers that a record's scans should say, by how they are spelt."""
    return {value.value.canon: value for value in values_looked_for(record, context) if _is_telling(value)}


def without_common(
    mine: Mapping[str, LookedFor], theirs: Mapping[str, LookedFor]
) -> tuple[list[LookedFor], list[LookedFor]]:
    """Return the values of two records by which they can be told from each other."""
    return (
        [value for canon, value in mine.items() if canon not in theirs],
        [value for canon, value in theirs.items() if canon not in mine],
    )


def are_said(values: Sequence[LookedFor], text: RecordText) -> bool:
    """Whether some pages say what a record's scans say for sure: numbers and years, or else everything.

    Ends of a year are seldom printed.
    """
    wanted = (
        [value for value in values if value.reads.what is ReadAs.NUMBER]
        or [value for value in values if value.reads.what is ReadAs.YEAR]
        or list(values)
    )
    return bool(wanted) and are_all_said(wanted, text)


def are_all_said(values: Iterable[LookedFor], text: RecordText) -> bool:
    """Whether some pages say every one of the values."""
    return all(is_said(value, text) for value in values)


def is_any_said(values: Sequence[LookedFor], text: RecordText) -> bool:
    """Whether some pages say one of the values."""
    return any(is_said(value, text) for value in values)


def is_said(value: LookedFor, text: RecordText) -> bool:
    """Whether a date, a year, a number of hours or a document's number is on some pages."""
    canon = value.value.canon
    if value.reads.what is ReadAs.DATE:
        typed = parse_date(canon)
        return typed is not None and (any(agree(typed, seen.date) for seen in text.dates) or _is_broken(typed, text))
    if value.reads.what is ReadAs.YEAR:
        return canon in text.years or canon in text.years_in_cells
    if value.reads.what is ReadAs.NUMBER:
        return any(comparable_signs(canon) in signs.text for signs in text.signs)
    try:
        return Decimal(canon) in text.numbers
    except InvalidOperation:
        return False


def _is_broken(typed: PartialDate, text: RecordText) -> bool:
    """Whether a line ends amid the figures of a date: 201, and below it 8年12月.

    That is no date to hold against what is typed; it is one where both of two records have the other's.
    """
    unbroken = text.folded.text.replace(LINE_END, "")
    return any(spelling in unbroken for spelling in spellings_of_date(typed))


def _is_telling(value: LookedFor) -> bool:
    canon = value.value.canon
    if value.reads.what is ReadAs.DATE:
        return parse_date(canon) is not None
    if value.reads.what is ReadAs.NUMBER:
        return len(comparable_signs(canon)) >= _SHORTEST_NUMBER
    return value.reads.what in _TELLING

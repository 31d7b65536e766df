"""Arithmetic on what is known in part, and how long records last together, as far as their dates are known.

What comes out is known no better than what goes in.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from zcdossier.model.dates import PartialDate, Span, days_in_month, is_open_end, parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.numerals import plain_number
from zcdossier.model.reading import plain_text

MONTHS = 12
_DECIMALS = 10
Days = tuple[date, date]
Range = tuple[int, int]


def adjust_amount(text: str, times: Decimal, plus: Decimal) -> str:
    """Return a number, or both ends of a range, multiplied and added to; any other text as it is."""
    if times == 1 and plus == 0:
        return text
    ends = [plain_number(end) for end in text.split("~")]
    amounts = sorted(round_noise(end * times + plus) for end in ends if end is not None)
    return "~".join(map(plain_text, amounts)) if len(amounts) == len(ends) else text


def cap_amount(text: str, cap: Decimal) -> str:
    """Return a number, or both ends of a range, of which no more than the cap counts."""
    ends = [plain_number(end) for end in text.split("~")]
    amounts = [min(end, cap) for end in ends if end is not None]
    return "~".join(map(plain_text, dict.fromkeys(amounts))) if len(amounts) == len(ends) else text


def round_noise(amount: Decimal) -> Decimal:
    """Return a number without what a third or a seventh leaves behind: 240 × 2/3 is 160."""
    return round(amount, _DECIMALS).normalize()


def adjust_day(day: PartialDate | Span, months: int, days: int) -> PartialDate | Span:
    """Move a date by months and days: a month moved by months is a month, anything else coarse becomes a span.

    The 31st becomes the last day of a shorter month, so a span never loses a day that it may mean.
    """
    if isinstance(day, PartialDate):
        if not days and day.day is None and (day.month is not None or months % MONTHS == 0):
            return _move_month(day, months)
        if day.day is not None:
            moved = _move_day(day.first, months, days)
            return PartialDate(moved.year, moved.month, moved.day)
    return Span(_move_day(day.first, months, days), _move_day(day.last, months, days))


def add_workdays(day: PartialDate | Span, workdays: int) -> PartialDate | Span:
    """The day on which so many working days are over; from a coarse date, the first and the last that it can be."""
    from zcdossier.model.workdays import WorkdayCalendar, nth_workday  # few rules count them

    calendar = WorkdayCalendar()
    first, last = (nth_workday(end, workdays, calendar) for end in (day.first, day.last))
    return PartialDate(first.year, first.month, first.day) if first == last else Span(first, last)


def _move_month(day: PartialDate, months: int) -> PartialDate:
    year, month = divmod(day.year * MONTHS + (day.month or 1) - 1 + months, MONTHS)
    return PartialDate(year, month + 1 if day.month is not None else None)


def _move_day(day: date, months: int, days: int) -> date:
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    last = days_in_month(year, month + 1)
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


def count_months_covered(records: list[Record], fields: tuple[str, str], until: date) -> Range | None:
    """Return the fewest and the most full months that the records can cover; None when a period can't be read.

    A date known to the month counts as the whole month. One known only to the year leaves the months open.
    """
    most: list[Days] = []
    fewest: list[Days] = []
    for record in records:
        start, end_text = parse_date(record.canon(fields[0])), record.canon(fields[1])
        is_open = not end_text or is_open_end(end_text)
        end = None if is_open else parse_date(end_text)
        if start is None or (end is None and not is_open):
            return None
        most.extend(_cut_at(start.first, None if end is None else end.last, until))
        fewest.extend(_cut_at(_surely_from(start), None if end is None else _surely_until(end), until))
    return count_full_months(fewest), count_full_months(most)


def is_covered(record: Record, fields: tuple[str, str], day: PartialDate | None) -> bool:
    """Whether a record's period surely goes on at the end of a day, or of the month or year that is known of it."""
    start, end_text = parse_date(record.canon(fields[0])), record.canon(fields[1])
    is_open = not end_text or is_open_end(end_text)
    end = None if is_open else parse_date(end_text)
    if day is None or start is None or (end is None and not is_open):
        return False
    return start.first <= day.last and (end is None or end.last >= day.last)


def _surely_from(start: PartialDate) -> date:
    """Known to the year, the period may begin in December."""
    return start.first if start.month is not None else date(start.year, MONTHS, 1)


def _surely_until(end: PartialDate) -> date:
    """Known to the year, the period may end in January."""
    return end.last if end.month is not None else date(end.year, 1, 31)


def _cut_at(first: date, last: date | None, until: date) -> Iterator[Days]:
    if first <= until:
        yield first, until if last is None else min(until, last)


def count_full_months(spans: list[Days]) -> int:
    """Return the full months in the union of spans of days, both ends included; overlaps count once."""
    merged: list[Days] = []
    for start, end in sorted(spans):
        if end < start:
            continue
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return sum(months_between(start, end + timedelta(days=1)) for start, end in merged)


def months_between(start: date, after: date) -> int:
    """Return the full months from one day to another."""
    months = (after.year - start.year) * MONTHS + after.month - start.month
    return months - 1 if after.day < start.day and not _is_month_end(after, start) else months


def _is_month_end(after: date, start: date) -> bool:
    """The 31st has no counterpart in a shorter month: its last day counts as one."""
    last = days_in_month(after.year, after.month)
    return after.day == last and start.day > last

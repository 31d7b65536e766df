"""Arithmetic on what is known in part: what comes out is known no better than what goes in."""

import calendar
from datetime import date, timedelta
from decimal import Decimal

from zcdossier.lint.compared import number
from zcdossier.model.dates import PartialDate, Span
from zcdossier.model.reading import plain
from zcdossier.model.workdays import Calendar, nth_workday

_MONTHS = 12


def adjusted_amount(text: str, times: Decimal, plus: Decimal) -> str:
    """Return a number, or both ends of a range, multiplied and added to; any other text as it is."""
    if times == 1 and plus == 0:
        return text
    ends = [number(end) for end in text.split("~")]
    amounts = sorted(end * times + plus for end in ends if end is not None)
    return "~".join(map(plain, amounts)) if len(amounts) == len(ends) else text


def adjusted_day(day: PartialDate | Span, months: int, days: int) -> PartialDate | Span:
    """Move a date by months and days: a month moved by months is a month, anything else coarse becomes a span.

    The 31st becomes the last day of a shorter month, so a span never loses a day that it may mean.
    """
    if isinstance(day, PartialDate):
        if not days and day.day is None and (day.month is not None or months % _MONTHS == 0):
            return _moved_month(day, months)
        if day.day is not None:
            moved = _moved(day.first, months, days)
            return PartialDate(moved.year, moved.month, moved.day)
    return Span(_moved(day.first, months, days), _moved(day.last, months, days))


def adjusted_workdays(day: PartialDate | Span, workdays: int) -> PartialDate | Span:
    """The day on which so many working days are over; from a coarse date, the first and the last that it can be."""
    calendar = Calendar()
    first, last = (nth_workday(end, workdays, calendar) for end in (day.first, day.last))
    return PartialDate(first.year, first.month, first.day) if first == last else Span(first, last)


def _moved_month(day: PartialDate, months: int) -> PartialDate:
    year, month = divmod(day.year * _MONTHS + (day.month or 1) - 1 + months, _MONTHS)
    return PartialDate(year, month + 1 if day.month is not None else None)


def _moved(day: date, months: int, days: int) -> date:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)

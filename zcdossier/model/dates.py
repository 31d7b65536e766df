"""Dates as people write them: 2021-03, 2021.03.05, 2021年3月, and periods such as 2017.09-2018.06.

A date known to the month is an interval, not its first day: comparing keeps what is not known unknown.
"""

import calendar
import re
from datetime import date
from typing import NamedTuple

_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:\s*(?:[-./]|年)\s*(?P<month>\d{1,2})(?:\s*(?:[-./]|月)\s*(?P<day>\d{1,2}))?)?\s*[年月日]?"
)
OPEN_ENDS = frozenset({"至今", "今", "现在", "present", "now"})
_SEPARATOR = re.compile(r"\s*(?:--|—|–|－|~|～|至|到|/|-)\s*")


class PartialDate(NamedTuple):
    """A date known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


class Period(NamedTuple):
    """Two dates; `end` is None while it is still running (至今)."""

    start: PartialDate
    end: PartialDate | None


def parse_date(text: str) -> PartialDate | None:
    """Read one date; None when the text is not a date or the day does not exist (2021-02-30)."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    if year is None:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def parse_period(text: str) -> Period | None:
    """Read a period; a single date is a period of that date. None when it can't be read."""
    stripped = text.strip()
    single = parse_date(stripped)
    if single is not None:
        return Period(single, single)
    for match in _SEPARATOR.finditer(stripped):
        start = parse_date(stripped[: match.start()])
        rest = stripped[match.end() :]
        if start is None or not rest:
            continue
        if rest in OPEN_ENDS:
            return Period(start, None)
        end = parse_date(rest)
        if end is not None:
            return Period(start, end)
    return None

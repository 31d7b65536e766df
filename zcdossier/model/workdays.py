"""Working days by the Chinese calendar of public holidays, weekends that are worked included.

The calendar knows the years whose holidays have been announced. Beyond them a weekday counts as a working day, and
the years are named so that somebody looks them up.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

_MOST_DAYS = 400


class WorkdayCalendar:
    """Which days are worked. Remembers the years it had to guess."""

    def __init__(self, is_workday: Callable[[date], bool] | None = None) -> None:
        self._known = is_workday or _is_official_workday
        self.guessed: set[int] = set()

    def works(self, day: date) -> bool:
        """Whether people work on that day."""
        try:
            return self._known(day)
        except NotImplementedError:
            self.guessed.add(day.year)
            return is_weekday(day)


def nth_workday(start: date, count: int, calendar: WorkdayCalendar) -> date:
    """The day on which so many working days are over, the first day among them if it is one."""
    end = start
    for end in days_from(start):
        count -= calendar.works(end)
        if count <= 0:
            break
    return end


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.isoweekday() <= 5  # noqa: PLR2004 - Friday


def days_from(day: date) -> Iterator[date]:
    """That day and those after it, more than a year of them."""
    return (day + timedelta(days=count) for count in range(_MOST_DAYS))


def _is_official_workday(day: date) -> bool:
    import chinese_calendar  # only where working days are counted

    return bool(chinese_calendar.is_workday(day))

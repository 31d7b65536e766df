"""Working days by the Chinese calendar of public holidays, weekends that are worked included.

The calendar knows the years whose holidays have been announced. Beyond them a weekday counts as a working day, and
the years are named so that somebody looks them up.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from zcdossier.model.office import PublicityRule
from zcdossier.report.office.publicity import Period

_MOST_DAYS = 400


class Calendar:
    """Which days are worked. Remembers the years it had to guess."""

    def __init__(self, is_workday: Callable[[date], bool] | None = None) -> None:
        self._known = is_workday or _official
        self.guessed: set[int] = set()

    def works(self, day: date) -> bool:
        """Whether people work on that day."""
        try:
            return self._known(day)
        except NotImplementedError:
            self.guessed.add(day.year)
            return is_weekday(day)


def publicity_period(start: date, rule: PublicityRule, calendar: Calendar | None = None) -> Period:
    """The publicity that starts on a day and lasts long enough. The last day is the last working day it needs."""
    calendar = calendar or Calendar()
    left, end = rule.working_days, start
    days = _from(start) if rule.first_day else _from(start + timedelta(days=1))
    for day in days:
        end = day
        left -= calendar.works(day)
        if not left:
            break
    within = [start + timedelta(days=count) for count in range((end - start).days + 1)]
    return Period(
        start=start,
        end=end,
        working_days=rule.working_days,
        first_day=rule.first_day,
        starts_on_workday=calendar.works(start),
        holidays=tuple(day for day in within if is_weekday(day) and not calendar.works(day)),
        worked_weekends=tuple(day for day in within if not is_weekday(day) and calendar.works(day)),
        guessed_years=tuple(sorted(calendar.guessed)),
    )


def next_workday(day: date, calendar: Calendar) -> date:
    """The first day after that one that is worked."""
    return next((later for later in _from(day + timedelta(days=1)) if calendar.works(later)), day)


def is_weekday(day: date) -> bool:
    """Monday to Friday."""
    return day.isoweekday() <= 5  # noqa: PLR2004 - Friday


def _from(day: date) -> Iterator[date]:
    return (day + timedelta(days=count) for count in range(_MOST_DAYS))


def _official(day: date) -> bool:
    import chinese_calendar  # noqa: PLC0415 - only for publicity

    return bool(chinese_calendar.is_workday(day))

"""How long a publicity lasts, by the Chinese calendar of public holidays."""

from datetime import date, timedelta

from zcdossier.model.office import PublicityRule
from zcdossier.model.workdays import Calendar, days_from, is_weekday, nth_workday
from zcdossier.report.office.publicity import Period


def publicity_period(start: date, rule: PublicityRule, calendar: Calendar | None = None) -> Period:
    """The publicity that starts on a day and lasts long enough. The last day is the last working day it needs."""
    calendar = calendar or Calendar()
    counted_from = start if rule.first_day else start + timedelta(days=1)
    end = nth_workday(counted_from, rule.working_days, calendar)
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
    return next((later for later in days_from(day + timedelta(days=1)) if calendar.works(later)), day)

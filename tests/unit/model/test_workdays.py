"""Counting working days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.workdays import WorkdayCalendar, is_weekday, nth_workday

DAYS = st.dates(date(2018, 1, 1), date(2032, 12, 31))


@given(DAYS, st.integers(1, 30))
def test_so_many_days_are_worked_and_the_last_of_them_is(start: date, count: int) -> None:
    calendar = WorkdayCalendar()
    end = nth_workday(start, count, calendar)
    days = [start + timedelta(days=passed) for passed in range((end - start).days + 1)]
    assert sum(calendar.works(day) for day in days) == count
    assert calendar.works(end)


@given(DAYS)
def test_without_announced_holidays_weekdays_are_worked(day: date) -> None:
    def unknown(_day: date) -> bool:
        raise NotImplementedError

    calendar = WorkdayCalendar(unknown)
    assert calendar.works(day) is is_weekday(day)
    assert calendar.guessed == {day.year}

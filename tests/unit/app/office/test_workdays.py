"""Working days by the Chinese calendar: National Day, Spring Festival, worked weekends, years not announced."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.app.office.workdays import next_workday, publicity_period
from zcdossier.model.office import PublicityRule
from zcdossier.model.workdays import Calendar, is_weekday

FIVE = PublicityRule()


def days(*texts: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    ("start", "end", "holidays", "worked"),
    [
        ("2020-09-07", "2020-09-14", (), ()),  # the example of the notice: Monday to Monday
        ("2026-09-14", "2026-09-20", (), ("2026-09-20",)),  # the Sunday before National Day is worked
        (
            "2026-09-28",
            "2026-10-10",
            ("2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"),
            ("2026-10-10",),
        ),
        (
            "2026-02-13",
            "2026-02-27",
            ("2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"),
            ("2026-02-14",),
        ),
        ("2024-09-13", "2024-09-23", ("2024-09-16", "2024-09-17"), ("2024-09-14",)),
    ],
)
def test_five_working_days_after_the_first(start: str, end: str, holidays: tuple[str], worked: tuple[str]) -> None:
    period = publicity_period(date.fromisoformat(start), FIVE)
    calendar = Calendar()
    within = [period.start + timedelta(days=count) for count in range(1, (period.end - period.start).days + 1)]
    assert sum(calendar.works(day) for day in within) == 5
    assert calendar.works(period.end)
    assert period.guessed_years == ()
    assert period.end == date.fromisoformat(end)
    assert (period.holidays, period.worked_weekends) == (days(*holidays), days(*worked))


def test_a_notice_may_count_the_first_day_or_want_more() -> None:
    monday = date(2020, 9, 7)
    assert publicity_period(monday, FIVE._replace(first_day=True)).end == date(2020, 9, 11)
    assert publicity_period(monday, FIVE._replace(working_days=7)).end == date(2020, 9, 16)


def test_beyond_the_announced_years_weekdays_count_and_the_year_is_named() -> None:
    period = publicity_period(date(2026, 12, 30), FIVE)
    assert period.guessed_years == (2027,)
    assert period.end == date(2027, 1, 6)
    far = publicity_period(date(2031, 10, 1), FIVE)
    assert (far.guessed_years, far.end) == ((2031,), date(2031, 10, 8))


def test_a_start_on_a_day_off_is_told() -> None:
    assert not publicity_period(date(2026, 10, 3), FIVE).starts_on_workday
    assert publicity_period(date(2026, 9, 28), FIVE).starts_on_workday


def test_the_next_working_day_is_never_the_day_itself() -> None:
    assert next_workday(date(2026, 9, 30), Calendar()) == date(2026, 10, 8)
    assert next_workday(date(2026, 11, 25), Calendar()) == date(2026, 11, 26)
    assert next_workday(date(2026, 11, 27), Calendar()) == date(2026, 11, 30)


@given(start=st.dates(date(2004, 1, 1), date(2026, 11, 1)), needed=st.integers(1, 15), first=st.booleans())
def test_never_a_day_short_and_never_one_too_many(start: date, needed: int, first: bool) -> None:
    period = publicity_period(start, PublicityRule(working_days=needed, first_day=first))
    calendar = Calendar()
    offset = 0 if first else 1
    counted = [
        day
        for count in range(offset, (period.end - start).days + 1)
        if calendar.works(day := start + timedelta(days=count))
    ]
    assert len(counted) == needed
    assert counted[-1] == period.end


def test_weekdays() -> None:
    assert [is_weekday(date(2026, 9, 14) + timedelta(days=count)) for count in range(7)] == [True] * 5 + [False] * 2

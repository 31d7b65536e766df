"""Amounts that are worked out, as far as what they come from is known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.computed_amounts import divide, multiply, round_amount, time_between
from zcdossier.model.condition import Rounding
from zcdossier.model.dates import PartialDate


@pytest.mark.parametrize(
    ("born", "until", "years"),
    [
        (PartialDate(1980, 3, 15), PartialDate(2023, 3, 14), "42"),
        (PartialDate(1980, 3, 15), PartialDate(2023, 3, 15), "43"),
        (PartialDate(1980, 3), PartialDate(2023, 3, 14), "42~43"),
        (PartialDate(1980, 3), PartialDate(2023, 4, 1), "43"),
        (PartialDate(1980), PartialDate(2023, 6, 30), "42~43"),
        (PartialDate(2004, 2, 29), PartialDate(2023, 2, 28), "18"),
    ],
)
def test_full_years_are_known_no_better_than_the_dates(born: PartialDate, until: PartialDate, years: str) -> None:
    assert time_between(born, until, "years") == years


def test_products_quotients_and_roundings() -> None:
    assert multiply([Decimal(3), Decimal("1.5")]) == Decimal("4.5")
    assert divide(Decimal(1), Decimal(4)) == Decimal("0.25")
    assert divide(Decimal(1), Decimal(0)) is None
    assert round_amount("2.5", Rounding.DOWN) == "2"
    assert round_amount("2.1", Rounding.UP) == "3"
    assert round_amount("2.5", Rounding.NEAREST) == "3"
    assert round_amount("2.2~3.7", Rounding.UP) == "3~4"
    assert round_amount("甲", Rounding.UP) == "甲"


@given(st.dates(), st.dates())
def test_a_day_known_to_the_month_lies_between_its_ends(first: PartialDate, second: PartialDate) -> None:
    born, until = sorted((first, second))
    days = [PartialDate(day.year, day.month, day.day) for day in (born, until)]
    exact = int(time_between(*days, "years"))
    coarse = time_between(PartialDate(born.year, born.month), PartialDate(until.year), "years")
    ends = [int(end) for end in coarse.split("~")]
    assert ends[0] <= exact <= ends[-1]


@pytest.mark.parametrize(
    ("first", "last", "months"), [((1, 31), (2, 29), "1"), ((1, 31), (2, 28), "0"), ((3, 31), (6, 30), "3")]
)
def test_a_month_is_full_at_the_end_of_a_shorter_one(
    first: tuple[int, int], last: tuple[int, int], months: str
) -> None:
    assert time_between(PartialDate(2020, *first), PartialDate(2020, *last), "months") == months

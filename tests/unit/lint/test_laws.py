"""What holds of every rule, whatever is typed: what is known less well never makes a new error."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.comparison import ValueFamily, compare_values
from zcdossier.lint.describe import describe_requirement, describe_state, is_short, is_simple
from zcdossier.lint.interval_arithmetic import adjust_amount, adjust_day, count_full_months
from zcdossier.lint.kind import Hit
from zcdossier.lint.kinds import date_window, periods, unique
from zcdossier.lint.kinds.together import fix_to_violate
from zcdossier.model.condition import AllOf, AnyOf, Comparison, Not, Operand, Operator
from zcdossier.model.dates import PartialDate
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType, Rule

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
MONTHS = st.tuples(st.integers(2000, 2020), st.integers(1, 12))
BOUNDS = ("above", "at_least", "below", "at_most", "equals")


def coarser(day: date) -> list[PartialDate]:
    """The day, its month, its year."""
    return [PartialDate(day.year, day.month, day.day), PartialDate(day.year, day.month), PartialDate(day.year)]


@given(DAYS, DAYS, st.sampled_from(BOUNDS))
def test_a_coarser_date_makes_no_new_error(left: date, right: date, test: str) -> None:
    ways = [
        [compare_values(test, str(way), str(other), ValueFamily.DATE) for way in coarser(left)]
        for other in coarser(right)
    ]
    for row in ways:
        for exact, coarse in itertools.pairwise(row):
            assert coarse is not False or exact is False
    for exact_row, coarse_row in itertools.pairwise(ways):
        for exact, coarse in zip(exact_row, coarse_row, strict=True):
            assert coarse is not False or exact is False


@given(DAYS, DAYS, st.booleans())
def test_a_coarser_date_is_no_later_and_no_earlier(day: date, bound: date, late: bool) -> None:
    verdicts = [date_window._judge(way, coarser(bound)[0], late=late) for way in coarser(day)]
    assert all(coarse is not False or exact is False for exact, coarse in itertools.pairwise(verdicts))


@given(DAYS, st.integers(-30, 30), st.integers(-400, 400), st.sampled_from([0, 1, 2]))
def test_what_is_reckoned_from_a_coarse_date_holds_the_exact_day(day: date, months: int, days: int, how: int) -> None:
    exact = adjust_day(coarser(day)[0], months, days)
    coarse = adjust_day(coarser(day)[how], months, days)
    assert coarse.first <= exact.first <= exact.last <= coarse.last
    assert exact.first == exact.last


@pytest.mark.parametrize(
    ("day", "months", "days", "meant"),
    [
        (PartialDate(2018, 9), 12, 0, "2019-09"),
        (PartialDate(2018, 9), 4, 0, "2019-01"),
        (PartialDate(2018), 12, 0, "2019"),
        (PartialDate(2018), 18, 0, "2019-07-01~2020-06-30"),
        (PartialDate(2018, 9), 0, 30, "2018-10-01~2018-10-30"),
        (PartialDate(2018, 1, 31), 1, 0, "2018-02-28"),
        (PartialDate(2018, 1, 31), 1, 1, "2018-03-01"),
        (PartialDate(2018, 3, 1), 0, -1, "2018-02-28"),
    ],
)
def test_dates_are_moved(day: PartialDate, months: int, days: int, meant: str) -> None:
    assert str(adjust_day(day, months, days)) == meant


def test_amounts_are_reckoned_with() -> None:
    assert adjust_amount("16", Decimal(45), Decimal(1)) == "721"
    assert adjust_amount("3~4", Decimal(-1), Decimal(0)) == "-4~-3"
    assert adjust_amount("甲", Decimal(2), Decimal(0)) == "甲"


SPAN = st.tuples(DAYS, st.integers(0, 2000)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))


@pytest.mark.parametrize(
    ("spans", "months"),
    [
        ([(date(2017, 1, 1), date(2020, 12, 31))], 48),
        ([(date(2017, 1, 1), date(2018, 12, 31)), (date(2019, 1, 1), date(2020, 12, 31))], 48),
        ([(date(2017, 1, 15), date(2017, 2, 10)), (date(2017, 2, 11), date(2017, 3, 14))], 2),
        ([(date(2017, 1, 15), date(2017, 2, 10)), (date(2017, 2, 12), date(2017, 3, 14))], 1),
        ([(date(2017, 1, 1), date(2017, 3, 31)), (date(2017, 2, 1), date(2017, 2, 28))], 3),
        ([(date(2017, 1, 31), date(2017, 2, 27))], 1),
        ([(date(2017, 1, 31), date(2017, 2, 26))], 0),
        ([(date(2017, 1, 30), date(2017, 2, 27))], 1),
        ([(date(2017, 1, 15), date(2017, 2, 14))], 1),
        ([(date(2017, 1, 15), date(2017, 2, 13))], 0),
        ([(date(2017, 2, 1), date(2017, 1, 1))], 0),
        ([], 0),
    ],
)
def test_full_months(spans, months) -> None:
    assert count_full_months(spans) == months


@given(st.lists(SPAN, min_size=1, max_size=4), st.data())
def test_a_span_inside_another_adds_no_month(spans, data) -> None:
    first, last = data.draw(st.sampled_from(spans))
    inside = sorted(data.draw(st.tuples(st.dates(first, last), st.dates(first, last))))
    assert count_full_months([*spans, tuple(inside)]) == count_full_months(spans)


def typed(month: tuple[int, int]) -> str:
    return f"{month[0]}-{month[1]:02d}"


def jobs(make_case, spans) -> list[str]:
    case = make_case([Field("from", Label("起"), FieldType.DATE), Field("to", Label("止"), FieldType.DATE, open=True)])
    for first, last in spans:
        case.record(**{"from": typed(first), "to": "至今" if last is None else typed(last)})
    rule = Rule("x", "periods", Severity.ERROR, periods.PeriodsParams(), sections=("things",))
    return [hit.message for hit in periods.check(rule, case.context()) if isinstance(hit, Hit)]


JOB = st.tuples(MONTHS, MONTHS).map(sorted).map(tuple)


@given(spans=st.lists(JOB, min_size=1, max_size=4), data=st.data())
def test_a_period_inside_another_adds_no_gap(make_case, spans, data) -> None:
    first, last = data.draw(st.sampled_from(spans))
    inside = tuple(sorted(month for month in data.draw(st.tuples(MONTHS, MONTHS))))
    inside = tuple(min(max(month, first), last) for month in inside)
    assert jobs(make_case, [*spans, inside]).count("gap") == jobs(make_case, spans).count("gap")


def test_an_open_period_leaves_no_gap_after_it(make_case) -> None:
    assert "gap" not in jobs(make_case, [((2010, 1), None), ((2012, 1), (2012, 2)), ((2015, 1), (2015, 2))])


def test_a_gap_of_one_month_is_one(make_case) -> None:
    assert jobs(make_case, [((2010, 1), (2010, 3)), ((2010, 5), None)]) == ["gap"]
    assert jobs(make_case, [((2010, 1), (2010, 3)), ((2010, 4), None)]) == []


def test_the_third_of_three_is_told_by_the_first(make_case) -> None:
    case = make_case([Field("title", Label("题目"))])
    first, *others = (case.record(title=text) for text in ("甲（一）", "甲(一)", "甲 (一)"))
    rule = Rule("x", "unique", Severity.ERROR, unique.UniqueParams(("title",)), sections=("things",))
    hits = list(unique.check(rule, case.context()))
    assert [hit.place for hit in hits] == [record.fields["title"].place for record in others]
    assert {hit.related[0].place for hit in hits} == {first.fields["title"].place}


def is_(subject: str, *values: str) -> Comparison:
    return Comparison(subject, Operator.ONE_OF, values)


@pytest.fixture
def record_of(make_case):
    fields = [Field(name, Label(f"[{name}]", f"<{name}>")) for name in ("a", "b", "c")]

    def made(**typed: str):
        case = make_case([*fields, Field("flag", Label("[flag]", "<flag>"), FieldType.FLAG)])
        record = case.record(**typed)
        return case.context(), record

    return made


def test_how_things_stand_names_what_decides(record_of) -> None:
    context, record = record_of(a="1", b="2")
    assert describe_state(AllOf((is_("a", "1"), is_("b", "9"))), context, record).zh == "“[b]”填的是 2"
    assert describe_state(AnyOf((is_("a", "1"), is_("b", "9"))), context, record).zh == "“[a]”填的是 1"
    both = AllOf((is_("b", "8"), is_("b", "9")))
    assert describe_state(both, context, record).zh == "“[b]”填的是 2", "one thing is said once"


def test_undoing_one_is_enough_where_all_are_wanted(record_of) -> None:
    context, record = record_of(a="1", b="2")
    both = (Comparison("a", Operator.CONTAINS, ("1",)), Comparison("b", Operator.CONTAINS, ("2",)))
    assert fix_to_violate(AllOf(both), context, record).zh == "删去“[a]”里的 1；或者删去“[b]”里的 2"
    assert fix_to_violate(AnyOf(both), context, record).zh == "删去“[a]”里的 1，并删去“[b]”里的 2"


def test_no_pattern_and_no_name_of_a_subject_is_printed(record_of) -> None:
    context, record = record_of(a="1")
    pattern = Comparison("a", Operator.MATCHES, (r"^\d{2}$",))
    for description in (describe_requirement(pattern, context, "things"), describe_state(pattern, context, record)):
        assert "\\d" not in description.zh + description.en
    compared_with = Comparison("a", Operator.AT_MOST, ("b",))
    assert describe_requirement(compared_with, context, "things").zh == "“[a]”不大于 [b]"


def test_what_is_simple_enough_to_be_said() -> None:
    assert is_simple(is_("a", "1"))
    assert not is_simple(AllOf((is_("a", "1"), is_("b", "1"))))
    assert not is_simple(AnyOf((is_("a", "1"), is_("b", "1"))))
    assert not is_simple(Not(is_("a", "1")))
    assert not is_simple(Comparison("a", Operator.AT_MOST, ("1",)))
    assert is_short(Not(is_("a", "1")))
    assert not is_short(Comparison("a", Operator.MATCHES, (".",)))


@given(DAYS, st.integers(0, 60))
def test_a_window_reckoned_from_a_coarse_date_makes_no_new_error(make_case, day: date, days: int) -> None:
    fields = [Field("start", Label("起"), FieldType.DATE), Field("done", Label("止"), FieldType.DATE)]

    def late(start: PartialDate) -> bool:
        case = make_case(fields)
        case.record(start=str(start), done="2010-06-15")
        params = date_window.DateWindowParams(("done",), not_after=Operand(field="start", days=days), undecided="allow")
        rule = Rule("x", "date", Severity.ERROR, params, sections=("things",))
        return any(isinstance(hit, Hit) for hit in date_window.check(rule, case.context()))

    exact, month, year = (late(way) for way in coarser(day))
    assert exact or not month
    assert month or not year

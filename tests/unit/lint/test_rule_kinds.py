"""Where a rule's verdict turns: known to the month or the year, three-valued, at the bound, unreadable."""

from decimal import Decimal

import pytest

from zcdossier.lint.engine import judge_dossier
from zcdossier.lint.kinds import count, date_window, together, years
from zcdossier.lint.parameter_types import Grade
from zcdossier.model.condition import Comparison, Operand, Operator
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Choice, Field, FieldType, Rule

ERROR = Severity.ERROR
CHOICES = (Choice("a", Label("甲")), Choice("b", Label("乙")))


@pytest.fixture
def case(make_case):
    return make_case(
        [
            Field("title", Label("题目", "title")),
            Field("year", Label("年度", "year")),
            Field("date", Label("时间", "date"), FieldType.DATE),
            Field("kind", Label("类别", "kind"), FieldType.CHOICE, choices=CHOICES, required=ERROR),
            Field("best", Label("代表作", "best"), FieldType.FLAG),
        ],
        [
            Field("since", Label("任现职时间", "since"), FieldType.DATE),
            Field("new", Label("新入职", "new"), FieldType.FLAG, required=ERROR),
        ],
    )


def judge(case, kind: str, params, **more) -> tuple[list[str], int]:
    """The keys of what is found, and how many places were left open."""
    case.rules = (Rule("rule", kind, ERROR, params, ("things",), **more),)
    verdict = judge_dossier(case.context())
    return [finding.key for finding in verdict.findings], len(verdict.not_evaluated)


def is_(subject: str, *values: str) -> Comparison:
    return Comparison(subject, Operator.ONE_OF, values)


@pytest.mark.parametrize(
    ("typed", "not_after", "not_before", "found"),
    [
        ("2023-06-30", "2023-06-30", "", []),
        ("2023-07-01", "2023-06-30", "", ["late"]),
        ("2023-06", "2023-06-30", "", []),
        ("2023-06", "2023-06-15", "", []),
        ("2023-07", "2023-06-30", "", ["late"]),
        ("2023", "2023-06-30", "", ["undecided"]),
        ("2023", "2023-12-31", "", []),
        ("2022", "2023-06-30", "", []),
        ("2024", "2023-06-30", "", ["late"]),
        ("2023-12-31", "2023", "", []),
        ("2018-03-01", "", "2018-03", []),
        ("2018-02-28", "", "2018-03", ["early"]),
        ("2018-03", "", "2018-03-31", []),
        ("2018-02", "", "2018-03-31", ["early"]),
        ("2018", "", "2018-03", ["undecided"]),
        ("2018", "", "2018-01", []),
        ("2017", "", "2018-01", ["early"]),
        ("2018-01", "", "2018", []),
        ("", "2018-01", "", []),
    ],
)
def test_a_date_in_its_window(case, typed, not_after, not_before, found) -> None:
    case.record(date=typed)
    params = date_window.DateWindowParams(
        ("date",),
        not_after=Operand(text=not_after) if not_after else None,
        not_before=Operand(text=not_before) if not_before else None,
    )
    assert judge(case, "date", params) == (found, 0)


@pytest.mark.parametrize("typed", ["2021-02-30", "去年", "2021月"])
def test_a_date_that_cannot_be_read_is_left_to_its_own_rule(case, typed) -> None:
    case.record(date=typed)
    params = date_window.DateWindowParams(("date",), not_after=Operand(text="2018-01"))
    assert judge(case, "date", params) == ([], 1)


@pytest.mark.parametrize(("since", "left_open"), [("", 1), ("不记得", 1), ("2018-03", 0)])
def test_a_window_whose_bound_is_not_known_stays_open(case, since, left_open) -> None:
    case.about(since=since)
    case.record(date="2018-03")
    params = date_window.DateWindowParams(("date",), not_before=Operand(field="applicant.since"))
    assert judge(case, "date", params) == ([], left_open)


@pytest.mark.parametrize(
    ("side", "typed", "found", "left_open"),
    [
        ("not_before", "2018-04-01", [], 0),
        ("not_before", "2018-03-31", [], 1),
        ("not_before", "2018-03-01", ["early"], 0),
        ("not_after", "2018-03-02", [], 0),
        ("not_after", "2018-03-03", [], 1),
        ("not_after", "2018-04-02", ["late"], 0),
    ],
)
def test_a_bound_between_two_days_is_kept_to_beyond_both(case, side, typed, found, left_open) -> None:
    case.about(since="2018-03")  # a day later is 2 March at the earliest, 1 April at the latest
    case.record(date=typed)
    params = date_window.DateWindowParams(("date",), **{side: Operand(field="applicant.since", days=1)})
    assert judge(case, "date", params) == (found, left_open)


def test_a_date_outside_its_window_shows_the_date_it_is_held_against(case) -> None:
    case.about(since="2018-03")
    case.record(date="2017-05")
    case.rules = (
        Rule(
            "rule",
            "date",
            ERROR,
            date_window.DateWindowParams(
                ("date",), not_after=Operand(text="2016-12"), not_before=Operand(field="applicant.since")
            ),
            ("things",),
        ),
    )
    context = case.context()
    cut_off, since = judge_dossier(context).findings
    assert (cut_off.key, cut_off.related) == ("late", ())
    assert [related.place for related in since.related] == [context.dossier.applicant["since"].place]


@pytest.mark.parametrize("grade", ["error", "warning", "allow"])
def test_the_grades_of_a_date(case, grade) -> None:
    case.record(date="2023")
    case.record()
    params = date_window.DateWindowParams(
        ("date",), not_after=Operand(text="2023-06"), undecided=Grade(grade), missing=Grade(grade)
    )
    case.rules = (Rule("rule", "date", ERROR, params, ("things",)),)
    expected = [] if grade == "allow" else [grade, grade]
    assert [str(finding.severity) for finding in judge_dossier(case.context()).findings] == expected


@pytest.mark.parametrize(
    ("typed", "found", "left_open"),
    [
        (["2020", "2021", "2022"], [], 0),
        (["2022年", "2020-09", "2021 学年"], [], 0),
        (["2020", "2022"], ["missing"], 0),
        (["2020", "2021", "2022", "2022"], ["repeated"], 0),
        (["2019", "2020", "2021", "2022"], ["other"], 0),
        (["2019", "2019", "2020", "2021", "2022"], ["other", "repeated"], 0),
        (["2020", "2021", "二〇二二"], [], 0),
        (["2020", "2021", ""], [], 1),
        (["2020", "2021", "²⁰²²"], ["unread"], 1),
        (["2020", "2021", "22"], ["unread"], 1),
        ([], [], 0),
        (["去年"], ["unread"], 1),
    ],
)
def test_years(case, typed, found, left_open) -> None:
    for year in typed:
        case.record(year=year)
    assert judge(case, "years", years.YearsParams("year", (2020, 2021, 2022))) == (found, left_open)


@pytest.mark.parametrize(("new", "found"), [("是", []), ("否", ["missing"]), ("", [])])
def test_a_missing_year_is_excused_or_may_be(case, new, found) -> None:
    case.about(new=new)
    case.record(year="2020")
    params = years.YearsParams("year", (2020, 2021), unless=is_("new", "是"))
    assert judge(case, "years", params)[0] == found


def test_years_are_open_while_a_record_may_not_belong(case) -> None:
    case.record(year="2020", kind="a")
    case.record(year="2021")
    params = years.YearsParams("year", (2020, 2021))
    assert judge(case, "years", params, where=is_("kind", "a")) == ([], 1)


@pytest.mark.parametrize(
    ("kinds", "params", "found", "left_open"),
    [
        (["a", "a"], count.CountParams(max={"*": 1}), ["many"], 0),
        (["a", ""], count.CountParams(max={"*": 1}), [], 1),
        (["a", "b"], count.CountParams(max={"*": 1}), [], 0),
        ([""], count.CountParams(min={"*": 1}), [], 1),
        (["b"], count.CountParams(min={"*": 1}), ["none-such"], 0),
        (["b", ""], count.CountParams(min={"*": 2}), ["few"], 1),
        (["a"], count.CountParams(exactly={"*": 2}), ["few"], 0),
        (["a", "a", "a"], count.CountParams(exactly={"*": 2}), ["many"], 0),
        (["a"], count.CountParams(max={"full": 0}), [], 0),
        (["a"], count.CountParams(max={"senior": 0}), ["none"], 0),
        (["a"], count.CountParams(max={"senior": 0, "*": 3}), ["none"], 0),
    ],
)
def test_counts(case, kinds, params, found, left_open) -> None:
    for kind in kinds:
        case.record(kind=kind)
    assert judge(case, "count", params, where=is_("kind", "a")) == (found, left_open)


def test_a_limit_by_level_is_open_without_one(case) -> None:
    case.level = ""
    case.record()
    assert judge(case, "count", count.CountParams(max={"senior": 0})) == ([], 1)
    assert judge(case, "count", count.CountParams(max={"*": 0})) == (["none"], 0)


YES, NO, OPEN = "甲", "乙", ""


@pytest.mark.parametrize(
    ("first", "second", "one_way", "both_ways"),
    [
        (YES, YES, [], []),
        (YES, NO, ["apart"], ["apart"]),
        (NO, YES, [], ["apart"]),
        (NO, NO, [], []),
        (YES, OPEN, None, None),
        (NO, OPEN, [], None),
        (OPEN, YES, [], None),
        (OPEN, NO, None, None),
        (OPEN, OPEN, None, None),
    ],
)
def test_things_that_go_together(make_case, first, second, one_way, both_ways) -> None:
    needed = {"type": FieldType.CHOICE, "choices": CHOICES, "required": ERROR}
    case = make_case([Field("x", Label("一", "x"), **needed), Field("y", Label("二", "y"), **needed)])
    case.record(x=first, y=second)
    for expected, both in ((one_way, False), (both_ways, True)):
        params = together.TogetherParams(is_("x", "a"), is_("y", "a"), both_ways=both)
        assert judge(case, "together", params) == (expected or [], 1 if expected is None else 0)


def test_a_flag_not_set_is_no(case) -> None:
    params = together.TogetherParams(
        Comparison("title", Operator.STARTS_WITH, ("*",)), is_("best", "是"), both_ways=True, at="best"
    )
    case.record(title="*甲")
    case.record(title="乙")
    case.record()
    assert judge(case, "together", params) == (["apart"], 0)


def test_an_amount_need_not_be_whole(make_case) -> None:
    case = make_case([Field("words", Label("万字", "words"), FieldType.NUMBER)])
    for words in ("0.6", "0.6", "很多"):
        case.record(words=words)
    assert judge(case, "count", count.CountParams(max={"*": 2}, amount="words")) == (["amount"], 0)
    assert judge(case, "count", count.CountParams(max={"*": 3}, amount="words")) == ([], 0)
    case.rules = (Rule("rule", "count", ERROR, count.CountParams(max={"*": 2}, amount="words"), ("things",)),)
    (found,) = judge_dossier(case.context()).findings
    assert Decimal(str(found.args["count"])) == Decimal("2.2")

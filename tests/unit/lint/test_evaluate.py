"""Conditions in three values: what holds, what does not, and what can't be told."""

import pytest

from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.record_selection import missing_facts
from zcdossier.model.condition import ALWAYS, AllOf, AnyOf, Comparison, Not, Operator
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Choice, Field, FieldType

ERROR = Severity.ERROR
JOURNAL = r"(?P<name>[^，]+)，(?P<tier>[^，]+)(?:，(?P<star>\d\*)/(?P<members>\d))?"


def label(name: str) -> Label:
    return Label(f"[{name}]", f"<{name}>")


@pytest.fixture
def case(make_case):
    choices = (Choice("sci", Label("SCI 收录")), Choice("other", Label("其他")))
    return make_case(
        [
            Field("title", label("title")),
            Field("needed", label("needed"), required=ERROR),
            Field("advised", label("advised"), required=Severity.WARNING),
            Field("preset", label("preset"), default="甲"),
            Field("flag", label("flag"), FieldType.FLAG),
            Field("needed_flag", label("needed_flag"), FieldType.FLAG, required=ERROR),
            Field("kind", label("kind"), FieldType.CHOICE, choices=choices),
            Field("free", label("free"), FieldType.CHOICE, choices=choices, open=True),
            Field("date", label("date"), FieldType.DATE),
            Field("hours", label("hours"), FieldType.NUMBER),
            Field("period", label("period"), FieldType.PERIOD),
            Field("journal", label("journal"), FieldType.COMPOSED, pattern=JOURNAL),
            Field("needed_journal", label("needed_journal"), FieldType.COMPOSED, pattern=JOURNAL, required=ERROR),
        ],
        [
            Field("post", label("post"), required=ERROR),
            Field("since", label("since"), FieldType.DATE),
        ],
        parts=("cover", "body"),
    )


def is_(subject: str, *values: str) -> Comparison:
    return Comparison(subject, Operator.ONE_OF, values)


def is_present(subject: str, *, present: bool = True) -> Comparison:
    return Comparison(subject, Operator.PRESENT, ("是" if present else "否",))


def holds(case, condition, parts=(), **typed):
    record = case.record(parts, **typed)
    return Evaluation(case.context(), record).holds(condition)


@pytest.mark.parametrize(
    ("condition", "typed", "expected"),
    [
        (is_("title", "甲", "乙"), {"title": " 乙 "}, True),
        (is_("title", "甲"), {"title": "乙"}, False),
        (is_("title", "甲"), {}, False),
        (is_("title", "甲"), {"title": ""}, False),
        (is_("advised", "甲"), {}, False),
        (is_("needed", "甲"), {}, None),
        (is_("needed", "甲"), {"needed": " "}, None),
        (is_("needed", "甲"), {"needed": "乙"}, False),
        (is_("preset", "甲"), {}, True),
        (is_("preset", "甲"), {"preset": "乙"}, False),
        (is_("flag", "否"), {}, True),
        (is_("flag", "是"), {}, False),
        (is_("flag", "是"), {"flag": "yes"}, True),
        (is_("flag", "是"), {"flag": "对的"}, True),
        (is_("flag", "是"), {"flag": "大概"}, None),
        (Comparison("hours", Operator.ABOVE, ("16",)), {"hours": "很多"}, None),
        (is_("title", "甲（乙）"), {"title": "甲(乙)"}, True),
        (Comparison("title", Operator.CONTAINS, ("2017",)), {"title": "2016至2019年"}, True),
        (Comparison("title", Operator.CONTAINS, ("2020",)), {"title": "2016至2019年"}, False),
        (Comparison("title", Operator.CONTAINS, ("（省部级）",)), {"title": "甲(省部级)"}, True),
        (is_("flag", "否"), {"flag": "大概"}, None),
        (is_("needed_flag", "否"), {}, None),
        (is_("kind", "sci"), {"kind": "SCI 收录"}, True),
        (is_("kind", "sci"), {"kind": "SSCI"}, None),
        (is_("free", "sci"), {"free": "SSCI"}, False),
        (Comparison("title", Operator.STARTS_WITH, ("*", "＊")), {"title": "＊甲"}, True),
        (Comparison("title", Operator.ENDS_WITH, ("（省部级）",)), {"title": "甲（省部级）"}, True),
        (Comparison("title", Operator.CONTAINS, ("乙", "甲")), {"title": "一甲"}, True),
        (Comparison("title", Operator.MATCHES, (r"^\d+$",)), {"title": "12"}, True),
        (Comparison("title", Operator.MATCHES, (r"^\d+$",)), {"title": "1甲"}, False),
        (Comparison("hours", Operator.ABOVE, ("16",)), {"hours": "16.5"}, True),
        (Comparison("hours", Operator.ABOVE, ("16",)), {"hours": "16学时"}, False),
        (Comparison("hours", Operator.AT_MOST, ("16",)), {}, False),
        (Comparison("date", Operator.AT_LEAST, ("2018-03",)), {"date": "2018-03"}, True),
        (Comparison("date", Operator.AT_LEAST, ("2018-03",)), {"date": "2018-02-28"}, False),
        (Comparison("date", Operator.AT_LEAST, ("2018-03",)), {"date": "2018"}, None),
        (Comparison("date", Operator.BELOW, ("2018-03",)), {"date": "2017"}, True),
        (Comparison("date", Operator.BELOW, ("2018-03",)), {"date": "2018-03"}, None),
        (Comparison("date", Operator.BELOW, ("applicant.since",)), {"date": "2017-11"}, True),
        (Comparison("date", Operator.AT_LEAST, ("applicant.since",)), {"date": "2017-12"}, True),
        (is_("applicant.post", "教师"), {}, True),
        (is_("applicant.level", "senior"), {}, True),
        (is_("period.from", "2018-03"), {"period": "2018.03-至今"}, True),
        (is_present("period.to"), {"period": "2018.03-至今"}, False),
        (is_present("period.to"), {"period": "去年"}, None),
        (ALWAYS, {}, True),
    ],
)
def test_of_a_record(case, condition, typed, expected) -> None:
    case.about(post="教师", since="2017-12")
    assert holds(case, condition, **typed) is expected
    assert holds(case, Not(condition), **typed) is (None if expected is None else not expected)


@pytest.mark.parametrize(
    ("subject", "typed", "expected"),
    [
        ("title", {"title": "甲"}, True),
        ("title", {"title": " "}, False),
        ("title", {}, False),
        ("needed", {}, False),
        ("flag", {}, False),
        ("flag", {"flag": "否"}, True),
        ("preset", {}, False),
        ("hours", {"hours": "十六"}, True),
        ("journal.star", {"journal": "教育研究，一级，1*/2"}, True),
        ("journal.star", {"journal": "教育研究，一级"}, False),
        ("journal.star", {"journal": "教育研究"}, None),
        ("journal.star", {}, False),
        ("needed_journal.star", {}, None),
    ],
)
def test_present(case, subject, typed, expected) -> None:
    assert holds(case, is_present(subject), **typed) is expected
    assert holds(case, is_present(subject, present=False), **typed) is (None if expected is None else not expected)


def test_parts(case) -> None:
    assert holds(case, is_present("part.cover"), parts=("cover",)) is True
    assert holds(case, is_present("part.body"), parts=("cover",)) is False


UNKNOWN, FALSE, TRUE = is_("needed", "甲"), is_("title", "甲"), ALWAYS


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (AllOf((TRUE, TRUE)), True),
        (AllOf((TRUE, UNKNOWN)), None),
        (AllOf((UNKNOWN, FALSE)), False),
        (AllOf((FALSE, UNKNOWN)), False),
        (AnyOf((FALSE, UNKNOWN)), None),
        (AnyOf((UNKNOWN, TRUE)), True),
        (AnyOf((FALSE, FALSE)), False),
        (AnyOf(()), False),
        (Not(UNKNOWN), None),
        (Not(AllOf((UNKNOWN, FALSE))), True),
    ],
)
def test_combined(case, condition, expected) -> None:
    assert holds(case, condition) is expected


def test_about_the_applicant(case) -> None:
    context = case.context()
    assert Evaluation(context).holds(is_("level", "senior")) is True
    assert Evaluation(context).holds(is_("post", "教师")) is None
    case.about(post="教师")
    assert Evaluation(case.context()).holds(is_("post", "教师")) is True
    case.level = ""
    assert Evaluation(case.context()).holds(is_("level", "senior")) is None


def test_what_is_wanting_is_named_apart_from_what_cannot_be_told(case) -> None:
    record = case.record(flag="大概", hours="多")
    evaluation = Evaluation(case.context(), record)
    condition = AllOf((is_("needed", "甲"), is_("flag", "是"), is_("applicant.post", "教师"), is_("needed", "乙")))
    assert evaluation.holds(condition) is None
    reason = missing_facts(case.context(), evaluation.missing, record)
    assert reason.zh == "没有填写：[needed]、[post]；从填写的内容判断不了：[flag]"
    assert reason.en == "not filled in: <needed>, <post>; can't be told from what is filled in: <flag>"


def test_a_bound_that_is_not_filled_in_leaves_it_open(case) -> None:
    record = case.record(date="2018-03")
    evaluation = Evaluation(case.context(), record)
    assert evaluation.holds(Comparison("date", Operator.BELOW, ("applicant.since",))) is None
    assert evaluation.missing == ["applicant.since"]


def test_what_is_wanting_in_another_section_is_named_too(case) -> None:
    case.record(title="甲")
    evaluation = Evaluation(case.context())
    assert evaluation.holds(is_("things.needed", "甲")) is None
    assert missing_facts(case.context(), evaluation.missing).zh == "没有填写：[needed]"


@pytest.mark.parametrize(
    ("titles", "expected"), [((), False), (("", ""), False), (("甲", ""), True), (("甲", "乙"), True)]
)
def test_present_in_another_section_is_present_in_any_record(case, titles, expected) -> None:
    for title in titles:
        case.record(title=title)
    evaluation = Evaluation(case.context())
    assert evaluation.holds(is_present("things.title")) is expected
    assert evaluation.holds(is_present("things.title", present=False)) is not expected


def same(subject: str, other: str) -> Comparison:
    return Comparison(subject, Operator.SAME_AS, (other,), (other,))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"title": "甲（集团）公司", "advised": "甲(集团) 公司"}, True),
        ({"title": "《甲》", "advised": "甲"}, True),
        ({"title": "甲", "advised": "乙"}, False),
        ({"title": "——", "advised": "／"}, False),
        ({"title": "甲"}, False),
        ({"advised": "甲"}, False),
        ({}, False),
    ],
)
def test_the_same_as_another_field(case, typed, expected) -> None:
    assert holds(case, same("title", "advised"), **typed) is expected


def test_the_same_as_what_must_be_filled_in_is_open(case) -> None:
    assert holds(case, same("title", "needed"), title="甲") is None
    assert holds(case, same("needed", "title"), title="甲") is None

"""Conditions and operands from their notation to values, in the profile's terms."""

from decimal import Decimal

import pytest

from zcdossier.model.condition import ALWAYS, AllOf, AnyOf, Comparison, Not, Operand, Operator

COUNT = "{{id: x, kind: count, section: papers, max: 1, {}}}"


def one_of(subject: str, *values: str, labels: tuple[str, ...] = ()) -> Comparison:
    return Comparison(subject, Operator.ONE_OF, values, labels or values)


STARRED = Comparison("title", Operator.STARTS_WITH, ("*",), ("*",))
ENDED = Comparison("title", Operator.ENDS_WITH, ("。", "！"), ("。", "！"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("{}", ALWAYS),
        ("{title: 甲}", one_of("title", "甲")),
        ("{title: [甲, 乙]}", one_of("title", "甲", "乙")),
        ("{title: {one_of: [甲]}}", one_of("title", "甲")),
        ("{title: 007}", one_of("title", "007")),
        ("{kind: SCI 收录}", one_of("kind", "sci", labels=("SCI 收录",))),
        ("{kind: [sci, 其他]}", one_of("kind", "sci", "other", labels=("SCI 收录", "其他"))),
        ("{level: 国家级}", one_of("level", "国家级")),
        ("{best: yes}", one_of("best", "是")),
        ("{best: false}", one_of("best", "否")),
        ("{title: {not: 甲}}", Not(one_of("title", "甲"))),
        ("{title: {starts_with: '*', ends_with: [。, ！]}}", AllOf((STARRED, ENDED))),
        ("{title: {present: true}}", Comparison("title", Operator.PRESENT, ("是",))),
        ("{part.cover: {present: 否}}", Comparison("part.cover", Operator.PRESENT, ("否",))),
        ("{rank.members: {at_most: 3}}", Comparison("rank.members", Operator.AT_MOST, ("3",), ("3",))),
        ("{date: {below: applicant.since}}", Comparison("date", Operator.BELOW, *2 * (("applicant.since",),))),
        ("{title: {same_as: applicant.post}}", Comparison("title", Operator.SAME_AS, *2 * (("applicant.post",),))),
        ("{title: 甲, best: 是}", AllOf((one_of("title", "甲"), one_of("best", "是")))),
        ("{any: [{title: 甲}, {best: 是}]}", AnyOf((one_of("title", "甲"), one_of("best", "是")))),
        ("{any: []}", Not(ALWAYS)),
        ("{all: []}", ALWAYS),
        ("{all: [{title: 甲}], not: {best: 是}}", AllOf((AllOf((one_of("title", "甲"),)), Not(one_of("best", "是"))))),
        ("{applicant.level: 副高}", one_of("applicant.level", "senior", labels=("副高",))),
        ("{applicant.post: 教师}", one_of("applicant.post", "teacher", labels=("教师",))),
    ],
)  # fmt: skip
def test_about_a_record(profiles, typed, expected) -> None:
    rule = profiles.rule(COUNT.format(f"where: {typed}"))
    assert rule.where == expected
    assert type(rule.where) is type(expected)
    assert rule.when == ALWAYS


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("{level: [senior, 正高]}", one_of("level", "senior", "full", labels=("副高", "正高"))),
        ("{level: 副高级}", one_of("level", "senior", labels=("副高",))),
        ("{post: [教师, other]}", one_of("post", "teacher", "other", labels=("教师", "其他"))),
        ("{applicant.post: 教师}", one_of("applicant.post", "teacher", labels=("教师",))),
        ("{since: {above: 2018}}", Comparison("since", Operator.ABOVE, ("2018",), ("2018",))),
        ("{papers.kind: sci}", one_of("papers.kind", "sci", labels=("SCI 收录",))),
        ("{books: {present: true}}", Comparison("books", Operator.PRESENT, ("是",))),
    ],
)
def test_about_the_applicant(profiles, typed, expected) -> None:
    if typed.startswith("{applicant."):
        assert profiles.wrong(f"rules:\n  - {COUNT.format(f'when: {typed}')}\n")
        return
    assert profiles.rule(COUNT.format(f"when: {typed}")).when == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3", Operand(text="3")),
        ("2018-03", Operand(text="2018-03")),
        ("today", Operand(text="today")),
        ("至今", Operand(text="至今")),
        ("rank.rank", Operand(field="rank.rank")),
        ("applicant.since", Operand(field="applicant.since")),
        (
            "{field: rank.members, times: 45, plus: -1}",
            Operand(field="rank.members", times=Decimal(45), plus=Decimal(-1)),
        ),
        ("{field: date, months: 36, days: -1}", Operand(field="date", months=36, days=-1)),
        ("{sum: [rank.rank, rank.members]}", Operand(sum_=("rank.rank", "rank.members"))),
        (
            "{section: papers, field: date, pick: max, where: {best: 是}}",
            Operand(section="papers", field="date", pick="max", where=one_of("best", "是")),
        ),
    ],
)
def test_operands(profiles, typed, expected) -> None:
    rule = profiles.rule(f"{{id: x, kind: compare, section: papers, field: title, at_least: {typed}}}")
    assert rule.params.at_least == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("{}", "要写明其中一项：field、sum、product、quotient、age、days、section"),
        ("{section: papers, field: date, pick: newest}", "pick 应是其中之一"),
        ("{section: paperz, field: date, pick: max}", "没有栏目 paperz"),
        ("{field: dat}", "没有字段 dat，是不是 date？"),
        ("{field: date, times: 很多}", "times 应是数字"),
    ],
)
def test_operands_that_are_none(profiles, typed, expected) -> None:
    diagnostics = profiles.wrong(
        f"rules:\n  - {{id: x, kind: compare, section: papers, field: date, at_least: {typed}}}\n"
    )
    assert any(text.startswith(expected) for _, text in diagnostics), diagnostics


def test_the_parameters_of_each_kind(profiles) -> None:
    rule = profiles.rule("{id: x, kind: count, group: work, max: {senior: 3, '*': 5}, min: 1}")
    assert (rule.sections, rule.params.max, rule.params.min) == (("papers", "books"), {"senior": 3, "*": 5}, {"*": 1})
    rule = profiles.rule(
        "{id: x, kind: years, section: papers, field: date.year, expected: [2020, 2021], missing: allow,"
        " unless: {post: 教师}}"
    )
    assert (rule.params.expected, rule.params.missing) == ((2020, 2021), "allow")
    assert rule.params.unless == one_of("post", "teacher", labels=("教师",))
    rule = profiles.rule("{id: x, kind: record-order, section: papers, field: kind, order: [SCI 收录, other]}")
    assert rule.params.order == ("sci", "other")
    rule = profiles.rule(
        "{id: x, kind: together, section: papers, if: {best: 是}, then: {kind: sci}, both_ways: true, at: best}"
    )
    assert (rule.params.both_ways, rule.params.at, rule.params.if_) == (True, "best", one_of("best", "是"))
    rule = profiles.rule(
        "{id: x, kind: measure, section: papers, measure: bytes, below: 20_000_000, doubt_below: 20971520}"
    )
    amounts = [rule.params.below.amounts[0].low, rule.params.doubt_below.amounts[0].low]
    assert amounts == [20_000_000, 20_971_520]
    rule = profiles.rule("{id: x, kind: shared-file, sections: [papers, books], parts: [cover]}")
    assert rule.params.parts == ("cover",)

"""Operands as people guess their spelling: what is read, and what is refused with what to write."""

from decimal import Decimal

import pytest

from zcdossier.model.condition import AllOf, Comparison, Not, Operand, Operator, Rounding

READ = [
    ("{field: today, months: -60}", Operand(text="today", months=-60)),
    ("{field: today, years: -5}", Operand(text="today", months=-60)),
    ("{field: today.year, plus: -3}", Operand(text="today.year", plus=Decimal(-3))),
    ("{product: [rank.rank, rank.members]}", Operand(product=("rank.rank", "rank.members"))),
    ("{field: rank.rank, times: rank.members}", Operand(product=("rank.rank", "rank.members"))),
    ("{field: rank.rank, times: 30%}", Operand(field="rank.rank", times=Decimal("0.3"))),
    ("{quotient: [rank.rank, 2], round: ceil}", Operand(quotient=("rank.rank", "2"), rounding=Rounding.UP)),
    ("{age: applicant.since, until: 2023-12-31}", Operand(age="applicant.since", until="2023-12-31")),
    ("{section: books, pick: count, match: title}", Operand(section="books", pick="count", match=("title",))),
    ("date.year", Operand(field="date.year")),
    ("applicant.since.year", Operand(field="applicant.since.year")),
]


@pytest.mark.parametrize(("text", "operand"), READ, ids=[text for text, _ in READ])
def test_an_operand_is_read(profiles, text, operand):
    rule = profiles.rule(f"{{id: r, kind: compare, section: papers, field: rank.rank, at_most: {text}}}")
    assert rule.params.at_most == operand


REFUSED = [
    ("{product: [rank.rank]}", "product 和 quotient 要写两项"),
    ("{quotient: [rank.rank, 2, 3]}", "product 和 quotient 要写两项"),
    ("{field: rank.rank, age: date}", "field、sum、product、quotient、age 只能写一个"),
    ("{field: rank.rank, round: sideways}", "round 应是 down"),
    ("{field: since}", "没有字段 since，是不是 applicant.since？"),
    ("{field: today.week}", "没有 today.week；可以写 today.year"),
    ("{field: rank.rank, where: {title: 甲}}", "where 要和 section 一起写"),
    ("{section: books, pick: count, match: rank}", "没有字段 rank"),
    ("{months: 3}", "要写明其中一项"),
    ("{quotient: [{section: books, pick: count}, 2]}", "quotient 应是两个字段或数；平均不低于 90"),
]


@pytest.mark.parametrize(("text", "refusal"), REFUSED, ids=[text for text, _ in REFUSED])
def test_an_operand_that_can_not_be_is_refused(profiles, text, refusal):
    wrong = profiles.wrong(
        f"rules:\n  - {{id: r, kind: compare, section: papers, field: rank.rank, at_most: {text}}}\n"
    )
    assert any(message.startswith(refusal) for _, message in wrong), wrong


CONDITIONS = [
    (
        "{date: {at_least: {field: today, months: -60}}}",
        Comparison("date", Operator.AT_LEAST, operand=Operand(text="today", months=-60)),
    ),
    ("{date: {below: today}}", Comparison("date", Operator.BELOW, operand=Operand(text="today"))),
    ("{title: {none_of: [甲, 乙]}}", Not(Comparison("title", Operator.ONE_OF, ("甲", "乙"), ("甲", "乙")))),
    ("{title: {equals: 甲}}", Comparison("title", Operator.ONE_OF, ("甲",), ("甲",))),
    (
        "{rank.rank: {between: [1, 3]}}",
        AllOf(
            (
                Comparison("rank.rank", Operator.AT_LEAST, ("1",), ("1",)),
                Comparison("rank.rank", Operator.AT_MOST, ("3",), ("3",)),
            )
        ),
    ),
    (
        "{date.year: {equals: {field: applicant.since.year, plus: 1}}}",
        Comparison("date.year", Operator.EQUALS, operand=Operand(field="applicant.since.year", plus=Decimal(1))),
    ),
]


@pytest.mark.parametrize(("text", "condition"), CONDITIONS, ids=[text for text, _ in CONDITIONS])
def test_a_condition_takes_what_has_to_be_worked_out(profiles, text, condition):
    rule = profiles.rule(f"{{id: r, kind: count, section: papers, max: 1, where: {text}}}")
    assert rule.where == condition


def test_a_bound_on_the_dossier_is_of_no_single_record(profiles):
    wrong = profiles.wrong("rules:\n  - {id: r, kind: count, section: papers, max: {field: rank.rank}}\n")
    assert "这里按整份材料判断" in wrong[0][1]


def test_a_bound_may_be_worked_out_at_one_level_only(profiles):
    rule = profiles.rule(
        "{id: r, kind: count, section: papers, max: {senior: {section: books, pick: count, times: 2}, full: 3}}"
    )
    assert rule.params.max == {"senior": Operand(section="books", pick="count", times=Decimal(2)), "full": 3}

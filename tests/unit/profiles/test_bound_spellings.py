"""A bound by the name that comes to mind first means the kind's own."""

import pytest

from zcdossier.model.condition import Operand

SAME = [
    ("kind: count, section: papers, at_most: 5", "max", {"*": 5}),
    ("kind: count, section: papers, equals: 2", "exactly", {"*": 2}),
    ("kind: count, section: papers, between: [1, 3]", "min", {"*": 1}),
    ("kind: length, section: papers, field: title, at_least: 2", "min", {"*": 2}),
    ("kind: length, section: papers, field: title, equals: 2", "max", {"*": 2}),
    ("kind: date, section: papers, field: date, at_most: 2023-06-30", "not_after", Operand(text="2023-06-30")),
    ("kind: date, section: papers, field: date, between: [2020, 2023]", "not_before", Operand(text="2020")),
    ("kind: compare, section: papers, field: rank.rank, max: 3", "at_most", Operand(text="3")),
    ("kind: compare, section: papers, field: date, not_before: 2020", "at_least", Operand(text="2020")),
    ("kind: totals, section: papers, amount: rank, by: date, years: 2020, min: 3", "at_least", Operand(text="3")),
]


@pytest.mark.parametrize(("row", "name", "value"), SAME, ids=[row for row, _, _ in SAME])
def test_a_bound_goes_by_any_of_its_names(profiles, row, name, value):
    assert getattr(profiles.rule(f"{{id: r, {row}}}").params, name) == value


def test_what_a_kind_can_not_bound_is_still_refused(profiles):
    wrong = profiles.wrong("rules:\n  - {id: r, kind: required, section: papers, field: title, max: 3}\n")
    assert any("不认识 max" in text for _, text in wrong)


def test_a_bound_by_two_names_is_refused(profiles):
    wrong = profiles.wrong("rules:\n  - {id: r, kind: count, section: papers, max: 3, at_most: 4}\n")
    assert any("不认识 at_most" in text for _, text in wrong)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("kind: compare, section: papers, field: title, equals: books.title", "books 有几条记录"),
        ("kind: measure, section: papers, measure: text, all_of: [books.title]", "books 有几条记录"),
        ("kind: measure, section: papers, measure: text, none_of: [applicant.nam]", "没有字段 applicant.nam"),
        ("kind: measure, section: papers, measure: title, equals: papers.titel", "没有字段 papers.titel"),
        ("kind: compare, section: papers, field: rank, at_most: 30%", "30% 写成 30；填小数的写成 0.3"),
        ("kind: date, section: papers, field: date, not_before: today-60", "{field: today, years: -5}"),
    ],
)
def test_a_side_that_says_nothing_is_refused_with_what_to_write(profiles, row, message):
    wrong = profiles.wrong(f"rules:\n  - {{id: r, {row}}}\n")
    assert any(message in text for _, text in wrong), wrong


def test_a_section_for_some_people_is_told_what_to_write(profiles):
    wrong = profiles.wrong("  jobs:\n    label: 经历\n    when: {level: full_senior}\n    fields: {title: 名称}\n")
    assert any("required: {when: …}" in text for _, text in wrong), wrong


def test_one_date_is_no_period(profiles):
    section = "  jobs:\n    label: 经历\n    fields: {span: {label: 起止, type: period}, on: {label: 日, type: date}}\n"
    row = "rules:\n  - {id: r, kind: date, section: jobs, fields: %s, not_after: 2023-06-30}\n"
    assert any("span.from" in text for _, text in profiles.wrong(section + row % "[span]"))
    assert profiles.case(section + row % "[span.to]").rules[-1].params.fields == ("span.to",)
    assert profiles.case(section + row % "all").rules[-1].params.fields == ("on",)


def test_a_list_may_be_written_out(profiles):
    rule = profiles.rule("{id: r, kind: listed, section: papers, field: title, list: [甲, 乙]}")
    assert rule.params.list == ("甲", "乙")


def test_both_ends_of_a_doubt_at_once(profiles):
    row = "{id: r, kind: measure, section: papers, measure: bytes, between: [10 K, 20 K], %s}"
    apart = profiles.rule(row % "doubt_at_least: 5 K, doubt_at_most: 25 K").params
    assert profiles.rule(row % "doubt_between: [5 K, 25 K]").params == apart
    wrong = profiles.wrong(f"rules:\n  - {row % 'doubt_between: 5 K'}\n")
    assert any("doubt_between" in text for _, text in wrong)

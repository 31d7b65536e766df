"""What a profile asks of the office: what holds when it says nothing, its own words, and mistakes at their lines."""

import pytest

from zcdossier.app.inspect_profiles import cover_clauses
from zcdossier.model.label import Label
from zcdossier.model.office_rules import Deadline, OfficeRules, Quota, Ruling
from zcdossier.model.results import Disposition
from zcdossier.profiles.load import load


def test_a_notice_that_says_nothing_has_the_words_of_the_platform(profiles) -> None:
    office = profiles.case().office
    assert office == OfficeRules()
    assert [office.step("unit").word(ruling).zh for ruling in Ruling] == ["通过", "不通过", "退回"]
    assert [office.step("authority").word(ruling).zh for ruling in Ruling] == ["审查通过", "审查不通过", "退回修改"]
    assert office.publicity.working_days == 5


def test_a_notice_may_have_words_days_and_columns_of_its_own(profiles) -> None:
    profile = profiles.case(
        "office:\n"
        "  unit: {label: 学院初审, passed: {zh: 同意, en: agreed}, reasoned: [returned], record: unit_application}\n"
        "  publicity:\n"
        "    {working_days: 7, first_day: true, whole_batch: 是, columns: [post, level], achievements: [books],\n"
        "     selected_by: title}\n"
        "  quotas: [{section: books, number: title, unit: post}]\n"
        "  clauses: [A-1]\n"
        "deadlines:\n"
        "  - {text: 交到学院, date: 2026-12-01, clauses: [A-2]}\n"
        "  - {text: 任职日, fact: since}\n"
    )
    unit = profile.office.step("unit")
    assert (unit.label.zh, unit.passed, unit.refused.zh) == ("学院初审", Label("同意", "agreed"), "不通过")
    assert (unit.reasoned, unit.record) == ((Ruling.RETURNED,), "unit_application")
    assert tuple(profile.office.publicity) == (7, True, True, ("post", "level"), ("books",), "title")
    assert profile.office.quotas == (Quota("books", "title", "post"),)
    assert profile.office.clauses == ("A-1",)
    assert profile.deadlines == (
        Deadline(Label("交到学院"), "2026-12-01", clauses=("A-2",)),
        Deadline(Label("任职日"), fact="since"),
    )


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("office: {unti: {}}", "不认识 unti，是不是 unit？"),
        ("office: {unit: {reasoned: [回]}}", "reasoned 应是passed、refused、returned 里的"),
        ("office: {publicity: {working_days: 五}}", "working_days 应是整数"),
        ("office: {publicity: {working_days: 0}}", "working_days 应是大于 0 的整数"),
        ("office: {publicity: {columns: [psot]}}", "columns 里没有 psot 可用，是不是 post？"),
        ("office: {publicity: {achievements: [post]}}", "achievements 里没有 post 可用"),
        ("office: {quotas: [{section: boks, number: title, unit: post}]}", "section 里没有 boks 可用，是不是 books？"),
        ("office: {quotas: [{section: books, number: titel, unit: post}]}", "number 里没有 titel 可用，是不是 title？"),
        ("office: {quotas: [{section: books, number: title, unit: psot}]}", "unit 里没有 psot 可用，是不是 post？"),
        ("deadlines: [{text: 交}]", "截止时间要有 text，以及 date 或 fact 之一"),
        ("deadlines: [{text: 交, date: 2026-12-01, fact: since}]", "截止时间要有 text，以及 date 或 fact 之一"),
        ("deadlines: [{text: 交, date: 7月20日}]", "date 应是2023-07-20 这样的日期"),
        ("deadlines: [{text: 交, date: 2026-02-30}]", "date 应是2023-07-20 这样的日期"),
        ("deadlines: [{text: 交, fact: sicne}]", "fact 里没有 sicne 可用，是不是 since？"),
    ],
)
def test_a_mistake_is_located(profiles, more, expected) -> None:
    assert profiles.wrong(more + "\n") == [(1, expected)]


@pytest.mark.parametrize("name", ["zj-hznu-2023", "zj-hangzhou-health-2021", "zj-huzhou-2020", "sd-jinan-2024"])
def test_the_shipped_ones_show_names_but_no_numbers_of_persons(name) -> None:
    profile = load(name)
    rule = profile.office.publicity
    assert rule.columns[0] == "name"
    assert set(rule.columns) <= {*profile.applicant, "level"}
    assert not {"id_number", "birth", "sex"} & {*rule.columns}
    assert rule.achievements
    assert rule.working_days == 5


def test_what_the_office_keeps_to_counts_as_enforced() -> None:
    found = {clause.id: clause for clause in cover_clauses("zj-huzhou-2020").clauses}
    for clause in ("HUZ-A2.1.3-05", "HUZ-A2.2.3-05", "HUZ-A2.1.4-01"):
        assert found[clause].disposition is Disposition.ENFORCED
        assert found[clause].rules == ("office",)

"""How applicants stand by the office's record, and how long a publicity lasts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.app.office.conftest import HUZHOU, Make
from zcdossier.app.office.review_status import next_workday, publicity_period, review_status_of, ruling_of
from zcdossier.model.finding import ChecklistItem, Verdict
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.office_rules import STEPS, PublicityRule, Ruling
from zcdossier.model.review import History, ObjectionState, ReviewEntry, ReviewState, ReviewStatus
from zcdossier.model.workdays import WorkdayCalendar, is_weekday

TODAY = date(2026, 9, 30)
PASSED = ReviewEntry("a", "", "unit", "通过", "同意", "许岚", date(2026, 9, 11))
SHOWN = ReviewEntry("a", "", "publicity", "公示", "", "", date(2026, 9, 14), date(2026, 9, 21))
AGREED = ReviewEntry("a", "", "authority", "审查通过", "同意", "周", date(2026, 9, 25))
OBJECTED = ReviewEntry("a", "", "objection", ObjectionState.OPEN, "署名有疑问", "", date(2026, 9, 15))
SETTLED = OBJECTED._replace(decision=ObjectionState.SETTLED, text="查过，属实")


@pytest.fixture
def clean(make: Make) -> LintResult:
    """A dossier with nothing against it."""
    return make("a")._replace(verdict=Verdict())


def status(linted: LintResult, *entries: ReviewEntry, today: date = TODAY) -> ReviewStatus:
    return review_status_of(linted, History(entries), "a", today)


def reasons(linted: LintResult, *entries: ReviewEntry, today: date = TODAY) -> list[str]:
    found = status(linted, *entries, today=today).reasons
    assert all(reason.en for reason in found)
    return [reason.zh for reason in found]


def test_all_done_may_be_handed_over(clean: LintResult) -> None:
    assert status(clean, PASSED, SHOWN).state is ReviewState.READY
    assert reasons(clean, PASSED, SHOWN) == []
    assert status(clean, PASSED, SHOWN, AGREED).state is ReviewState.DONE


def test_what_is_missing_is_said_one_by_one(make: Make) -> None:
    wrong = make("b", [{"set": {"path": "sections.papers[0].is_representative", "value": "否"}}])
    wrong = wrong._replace(verdict=wrong.verdict._replace(checklist=(ChecklistItem("Q", Label("对吗？", "Right?")),)))
    assert reasons(wrong) == ["还没有单位审核", "还有 1 处错误", "人工确认还有 1 项没有回答", "还没有公示"]
    assert reasons(wrong, PASSED, SHOWN)[0] == "审核通过了，但材料还有 1 处错误"
    assert status(wrong, PASSED, SHOWN).state is ReviewState.WAITING


def test_the_lowest_line_counts(clean: LintResult) -> None:
    returned = PASSED._replace(decision="退回", text="缺封底")
    assert reasons(clean, PASSED, returned, SHOWN) == ["单位审核退回：缺封底"]
    assert reasons(clean, returned, PASSED, SHOWN) == []
    ditto = PASSED._replace(decision="退回", text="同上")
    assert reasons(clean, ditto, SHOWN) == ["单位审核退回：同上", "单位审核的理由或意见写的是“同上”，要写全"]
    refused = PASSED._replace(decision="不通过", text="年限不够")
    assert status(clean, refused, SHOWN).state is ReviewState.REFUSED
    assert reasons(clean, refused, SHOWN) == ["单位审核不通过：年限不够"]


def test_publicity_has_to_be_over(clean: LintResult) -> None:
    assert reasons(clean, PASSED, SHOWN, today=date(2026, 9, 21)) == ["公示到 2026-09-21 才结束"]
    assert reasons(clean, PASSED, SHOWN, today=date(2026, 9, 22)) == []


def test_objections_have_to_be_settled(clean: LintResult) -> None:
    assert reasons(clean, PASSED, SHOWN, OBJECTED) == ["公示期间的异议还没有处理：署名有疑问"]
    assert reasons(clean, PASSED, SHOWN, OBJECTED, SETTLED) == []
    assert reasons(clean, PASSED, SHOWN, OBJECTED, SETTLED, OBJECTED) == ["公示期间的异议还没有处理：署名有疑问"]


def test_the_authority_sends_back(clean: LintResult) -> None:
    back = AGREED._replace(decision="退回修改", text="学历证书缺第2页")
    assert reasons(clean, PASSED, SHOWN, back) == ["主管部门审查退回修改：学历证书缺第2页"]
    assert reasons(clean, SHOWN, AGREED) == ["还没有单位审核", "主管部门已经审查，单位审核却没有通过"]


def test_a_later_pass_of_the_unit_answers_what_was_sent_back(clean: LintResult) -> None:
    back = AGREED._replace(decision="退回修改", text="学历证书缺第2页")
    again = PASSED._replace(on=date(2026, 9, 29))
    assert status(clean, PASSED, SHOWN, back).state is ReviewState.WAITING
    assert status(clean, PASSED, SHOWN, back, again).state is ReviewState.READY
    assert reasons(clean, PASSED, SHOWN, back, again) == []
    assert status(clean, PASSED, SHOWN, back, again, back).state is ReviewState.WAITING
    refused = AGREED._replace(decision="审查不通过", text="年限不够")
    assert status(clean, PASSED, SHOWN, refused, again).state is ReviewState.REFUSED


def test_nobody_is_done_by_the_authoritys_word_alone(clean: LintResult) -> None:
    for entries in ((AGREED,), (PASSED, AGREED), (SHOWN, AGREED), (PASSED, SHOWN, OBJECTED, AGREED)):
        assert status(clean, *entries).state is ReviewState.WAITING, entries
    early = AGREED._replace(on=date(2026, 9, 15))
    assert status(clean, PASSED, SHOWN, early, today=date(2026, 9, 16)).state is ReviewState.WAITING


def test_a_publicity_typed_by_hand_has_to_be_long_enough(clean: LintResult) -> None:
    short = SHOWN._replace(until=date(2026, 9, 18))
    assert reasons(clean, PASSED, short) == [
        "公示时间不够：2026-09-14 开始，满 5 个工作日要到 2026-09-20，记的是到 2026-09-18"
    ]
    assert reasons(clean, PASSED, SHOWN._replace(until=date(2026, 9, 20))) == []
    later = SHOWN._replace(on=date(2026, 10, 8), until=date(2026, 10, 15))
    assert reasons(clean, PASSED, later) == ["公示 2026-10-08 才开始"]


@given(st.lists(st.sampled_from([PASSED, SHOWN, AGREED, OBJECTED, SETTLED]), max_size=6), st.dates(PASSED.on, TODAY))
def test_a_day_knows_nothing_of_later_ones(entries: list[ReviewEntry], day: date) -> None:
    history = History(tuple(entries)).known_by(day, planned=False)
    assert all(entry.on <= day for entry in history.entries)
    assert history.entries == tuple(entry for entry in entries if entry.on <= day)
    kept = History(tuple(entries)).known_by(day).entries
    assert {entry.step for entry in kept if entry.on > day} <= {"publicity"}


def test_words_of_another_level_are_not_understood(clean: LintResult) -> None:
    odd = PASSED._replace(decision="审查通过", line=7)
    assert reasons(clean, odd, SHOWN) == ["单位审核的结果“审查通过”看不懂（第 7 行）；只有：通过、不通过、退回"]
    silent = PASSED._replace(decision="退回", text="")
    assert reasons(clean, silent, SHOWN) == ["单位审核退回", "单位审核没有写理由或意见"]


@pytest.mark.parametrize(
    ("typed", "ruling"),
    [("通过", Ruling.PASSED), (" PASSED ", Ruling.PASSED), ("退回", Ruling.RETURNED), ("sent back", Ruling.RETURNED)],
)
def test_a_decision_may_be_typed_in_either_language(typed: str, ruling: Ruling) -> None:
    assert ruling_of(STEPS[0], typed) is ruling
    assert ruling_of(STEPS[0], "审查通过") is None
    assert ruling_of(STEPS[1], "审查通过") is Ruling.PASSED


def test_what_a_dossier_says_itself_passes_nobody(make: Make) -> None:
    linted = make("z", source=HUZHOU)._replace(verdict=Verdict())
    own = review_status_of(linted, History(), "z", TODAY)
    assert (own.unit.entry, own.authority.entry, own.publicity, own.state) == (None, None, None, ReviewState.WAITING)
    assert [reason.zh for reason in own.reasons] == ["还没有单位审核", "还没有公示"]
    assert [note.zh for note in own.notes] == [
        "材料里自己写了单位审核“通过”（2020-09-22），审核记录里没有，不算数",
        "材料里自己写了主管部门审查“审查通过”（2020-09-28），审核记录里没有，不算数",
        "材料里自己写了公示（2020-09-14 到 2020-09-21），审核记录里没有，不算数",
    ]
    assert all("the dossier itself says" in note.en for note in own.notes)
    passed = review_status_of(linted, History((PASSED, SHOWN)), "z", TODAY)
    assert (passed.state, passed.reasons, len(passed.notes)) == (ReviewState.READY, (), 1)
    disagreeing = review_status_of(linted, History((PASSED._replace(decision="退回", text="缺页"),)), "z", TODAY)
    assert disagreeing.unit.ruling is Ruling.RETURNED
    assert disagreeing.reasons[-1].zh == ("材料里记的单位审核是“通过”（2020-09-22），审核记录里是“退回”（2026-09-11）")


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
    calendar = WorkdayCalendar()
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
    assert next_workday(date(2026, 9, 30), WorkdayCalendar()) == date(2026, 10, 8)
    assert next_workday(date(2026, 11, 25), WorkdayCalendar()) == date(2026, 11, 26)
    assert next_workday(date(2026, 11, 27), WorkdayCalendar()) == date(2026, 11, 30)


@given(start=st.dates(date(2004, 1, 1), date(2026, 11, 1)), needed=st.integers(1, 15), first=st.booleans())
def test_never_a_day_short_and_never_one_too_many(start: date, needed: int, first: bool) -> None:
    period = publicity_period(start, PublicityRule(working_days=needed, first_day=first))
    calendar = WorkdayCalendar()
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

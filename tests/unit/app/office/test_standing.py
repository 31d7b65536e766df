"""How an applicant stands: the record against today's lint, the notice's words, and a dossier's own section."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.app.office.conftest import HUZHOU, Make
from zcdossier.app.lint import Linted
from zcdossier.app.office.standing import ruling_of, stands
from zcdossier.model.finding import Asked, Verdict
from zcdossier.model.label import Label
from zcdossier.model.office import STEPS, Ruling
from zcdossier.model.review import Entry, History, Objected, Standing, State

TODAY = date(2026, 9, 30)
PASSED = Entry("a", "", "unit", "通过", "同意", "许岚", date(2026, 9, 11))
SHOWN = Entry("a", "", "publicity", "公示", "", "", date(2026, 9, 14), date(2026, 9, 21))
AGREED = Entry("a", "", "authority", "审查通过", "同意", "周", date(2026, 9, 25))
OBJECTED = Entry("a", "", "objection", Objected.OPEN, "署名有疑问", "", date(2026, 9, 15))
SETTLED = OBJECTED._replace(decision=Objected.SETTLED, text="查过，属实")


@pytest.fixture
def clean(make: Make) -> Linted:
    """A dossier with nothing against it."""
    return make("a")._replace(verdict=Verdict())


def standing(linted: Linted, *entries: Entry, today: date = TODAY) -> Standing:
    return stands(linted, History(entries), "a", today)


def reasons(linted: Linted, *entries: Entry, today: date = TODAY) -> list[str]:
    found = standing(linted, *entries, today=today).reasons
    assert all(one.en for one in found)
    return [one.zh for one in found]


def test_all_done_may_be_handed_over(clean: Linted) -> None:
    assert standing(clean, PASSED, SHOWN).state is State.READY
    assert reasons(clean, PASSED, SHOWN) == []
    assert standing(clean, PASSED, SHOWN, AGREED).state is State.DONE


def test_what_is_missing_is_said_one_by_one(make: Make) -> None:
    wrong = make("b", [{"set": {"path": "sections.papers[0].is_representative", "value": "否"}}])
    wrong = wrong._replace(verdict=wrong.verdict._replace(checklist=(Asked("Q", Label("对吗？", "Right?")),)))
    assert reasons(wrong) == ["还没有单位审核", "还有 1 处错误", "人工确认还有 1 项没有回答", "还没有公示"]
    assert reasons(wrong, PASSED, SHOWN)[0] == "审核通过了，但材料还有 1 处错误"
    assert standing(wrong, PASSED, SHOWN).state is State.WAITING


def test_the_lowest_line_counts(clean: Linted) -> None:
    returned = PASSED._replace(decision="退回", text="缺封底")
    assert reasons(clean, PASSED, returned, SHOWN) == ["单位审核退回：缺封底"]
    assert reasons(clean, returned, PASSED, SHOWN) == []
    refused = PASSED._replace(decision="不通过", text="年限不够")
    assert standing(clean, refused, SHOWN).state is State.REFUSED
    assert reasons(clean, refused, SHOWN) == ["单位审核不通过：年限不够"]


def test_publicity_has_to_be_over(clean: Linted) -> None:
    assert reasons(clean, PASSED, SHOWN, today=date(2026, 9, 21)) == ["公示到 2026-09-21 才结束"]
    assert reasons(clean, PASSED, SHOWN, today=date(2026, 9, 22)) == []


def test_objections_have_to_be_settled(clean: Linted) -> None:
    assert reasons(clean, PASSED, SHOWN, OBJECTED) == ["公示期间的异议还没有处理：署名有疑问"]
    assert reasons(clean, PASSED, SHOWN, OBJECTED, SETTLED) == []
    assert reasons(clean, PASSED, SHOWN, OBJECTED, SETTLED, OBJECTED) == ["公示期间的异议还没有处理：署名有疑问"]


def test_the_authority_sends_back(clean: Linted) -> None:
    back = AGREED._replace(decision="退回修改", text="学历证书缺第2页")
    assert reasons(clean, PASSED, SHOWN, back) == ["主管部门审查退回修改：学历证书缺第2页"]
    assert reasons(clean, SHOWN, AGREED) == ["还没有单位审核", "主管部门已经审查，单位审核却没有通过"]


def test_a_later_pass_of_the_unit_answers_what_was_sent_back(clean: Linted) -> None:
    back = AGREED._replace(decision="退回修改", text="学历证书缺第2页")
    again = PASSED._replace(on=date(2026, 9, 29))
    assert standing(clean, PASSED, SHOWN, back).state is State.WAITING
    assert standing(clean, PASSED, SHOWN, back, again).state is State.READY
    assert reasons(clean, PASSED, SHOWN, back, again) == []
    assert standing(clean, PASSED, SHOWN, back, again, back).state is State.WAITING
    refused = AGREED._replace(decision="审查不通过", text="年限不够")
    assert standing(clean, PASSED, SHOWN, refused, again).state is State.REFUSED


def test_nobody_is_done_by_the_authoritys_word_alone(clean: Linted) -> None:
    for entries in ((AGREED,), (PASSED, AGREED), (SHOWN, AGREED), (PASSED, SHOWN, OBJECTED, AGREED)):
        assert standing(clean, *entries).state is State.WAITING, entries
    early = AGREED._replace(on=date(2026, 9, 15))
    assert standing(clean, PASSED, SHOWN, early, today=date(2026, 9, 16)).state is State.WAITING


def test_a_publicity_typed_by_hand_has_to_be_long_enough(clean: Linted) -> None:
    short = SHOWN._replace(until=date(2026, 9, 18))
    assert reasons(clean, PASSED, short) == [
        "公示时间不够：2026-09-14 开始，满 5 个工作日要到 2026-09-20，记的是到 2026-09-18"
    ]
    assert reasons(clean, PASSED, SHOWN._replace(until=date(2026, 9, 20))) == []
    later = SHOWN._replace(on=date(2026, 10, 8), until=date(2026, 10, 15))
    assert reasons(clean, PASSED, later) == ["公示 2026-10-08 才开始"]


@given(st.lists(st.sampled_from([PASSED, SHOWN, AGREED, OBJECTED, SETTLED]), max_size=6), st.dates(PASSED.on, TODAY))
def test_a_day_knows_nothing_of_later_ones(entries: list[Entry], day: date) -> None:
    known = History(tuple(entries)).known_by(day, planned=False)
    assert all(entry.on <= day for entry in known.entries)
    assert known.entries == tuple(entry for entry in entries if entry.on <= day)
    kept = History(tuple(entries)).known_by(day).entries
    assert {entry.step for entry in kept if entry.on > day} <= {"publicity"}


def test_words_of_another_level_are_not_understood(clean: Linted) -> None:
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
    own = stands(linted, History(), "z", TODAY)
    assert (own.unit.entry, own.authority.entry, own.publicity, own.state) == (None, None, None, State.WAITING)
    assert [reason.zh for reason in own.reasons] == ["还没有单位审核", "还没有公示"]
    assert [note.zh for note in own.notes] == [
        "材料里自己写了单位审核“通过”（2020-09-22），审核记录里没有，不算数",
        "材料里自己写了主管部门审查“审查通过”（2020-09-28），审核记录里没有，不算数",
        "材料里自己写了公示（2020-09-14 到 2020-09-21），审核记录里没有，不算数",
    ]
    assert all("the dossier itself says" in note.en for note in own.notes)
    passed = stands(linted, History((PASSED, SHOWN)), "z", TODAY)
    assert (passed.state, passed.reasons, len(passed.notes)) == (State.READY, (), 1)
    disagreeing = stands(linted, History((PASSED._replace(decision="退回", text="缺页"),)), "z", TODAY)
    assert disagreeing.unit.ruling is Ruling.RETURNED
    assert disagreeing.reasons[-1].zh == ("材料里记的单位审核是“通过”（2020-09-22），审核记录里是“退回”（2026-09-11）")

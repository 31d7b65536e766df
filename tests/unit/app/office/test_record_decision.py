"""Recording a decision: what is refused, what is written, and where."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.app.office.conftest import HUZHOU, Make
from zcdossier.app.office.record_decision import Decision, Signature, record_decision, record_objection
from zcdossier.app.office.reviews import REVIEWS_NAME, add_entries, read_record
from zcdossier.errors import CannotRunError
from zcdossier.model.lint_result import LintResult
from zcdossier.model.review import ObjectionState, ReviewEntry

DAY = date(2026, 9, 11)
OVER = date(2026, 9, 22)
SIGNED = Signature("许岚", DAY, DAY)
LATER = Signature("许岚", OVER, OVER)
BAD = [{"set": {"path": "sections.papers[0].is_representative", "value": "否"}}]


def decision(word: str, text: str = "", step: str = "unit") -> Decision:
    return Decision(step, word, text)


def recorded(folder: Path) -> list[tuple[str, str, str, str]]:
    table = read_record(folder / REVIEWS_NAME)
    return [(entry.dossier, entry.step, entry.decision, entry.text) for entry in table.entries] if table else []


def test_decisions_are_added_one_below_the_other(make: Make, tmp_path: Path) -> None:
    linted = make("li")
    done = record_decision(linted, decision("returned", "缺封底"), SIGNED)
    assert (done.path, done.word.zh, done.entry.name) == (tmp_path / REVIEWS_NAME, "退回", "林晓")
    record_decision(linted, decision("通过"), SIGNED)
    publicise(tmp_path, "li")
    record_decision(linted, decision("审查不通过", "年限不够", "authority"), LATER)
    assert recorded(tmp_path) == [
        ("li", "unit", "退回", "缺封底"),
        ("li", "unit", "通过", ""),
        ("li", "publicity", "公示", ""),
        ("li", "authority", "审查不通过", "年限不够"),
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (decision("退回"), "“退回”要写理由"),
        (decision("退回", "无"), "“退回”要写理由"),
        (decision("不通过"), "“不通过”要写理由"),
        (decision("待定"), "单位审核的结果只有 通过、不通过、退回，不是 待定"),
        (decision("审查通过"), "单位审核的结果只有"),
        (decision("通过", "", "authority"), "主管部门审查的结果只有 审查通过、审查不通过、退回修改"),
        (decision("退回修改", "", "authority"), "“退回修改”要写理由"),
    ],
)
def test_what_is_not_a_decision_is_not_recorded(make: Make, tmp_path: Path, given: Decision, message: str) -> None:
    linted = make("li")
    with pytest.raises(CannotRunError) as raised:
        record_decision(linted, given, SIGNED)
    assert raised.value.why.zh.startswith(message)
    assert raised.value.why.en
    assert recorded(tmp_path) == []


def test_a_notice_may_want_an_opinion_of_what_passes(make: Make, tmp_path: Path) -> None:
    linted = make("z", source=HUZHOU)
    with pytest.raises(CannotRunError) as raised:
        record_decision(linted, decision("通过"), SIGNED)
    assert raised.value.why.zh == "“通过”要写审核意见：加上 --reason “……”。"
    record_decision(linted, decision("通过", "符合申报条件，同意推荐"), SIGNED)
    assert recorded(tmp_path) == [("z", "unit", "通过", "符合申报条件，同意推荐")]


def test_what_has_errors_can_be_sent_back_but_not_passed(make: Make, tmp_path: Path) -> None:
    linted = make("li", BAD)
    for given in (decision("通过"), decision("审查通过", "同意", "authority")):
        with pytest.raises(CannotRunError, match=r"has errors \(1\)"):
            record_decision(linted, given, SIGNED)
    assert record_decision(linted, decision("退回", "论文的星号"), SIGNED).warnings == 0
    assert len(recorded(tmp_path)) == 1


def test_warnings_left_in_what_passed_are_counted(make: Make) -> None:
    assert record_decision(make("li", [{"delete": "sections.papers[1].date"}]), decision("通过"), SIGNED).warnings == 1


def test_objections(make: Make, tmp_path: Path) -> None:
    linted = make("li")
    record_objection(linted, ObjectionState.OPEN, "署名有疑问", SIGNED)
    done = record_objection(linted, ObjectionState.SETTLED, "查过，属实", SIGNED)
    assert (done.word.zh, done.word.en) == ("已处理", "settled")
    assert [entry[1:] for entry in recorded(tmp_path)] == [
        ("objection", "open", "署名有疑问"),
        ("objection", "settled", "查过，属实"),
    ]
    for nothing in ("", "无异议"):
        with pytest.raises(CannotRunError):
            record_objection(linted, ObjectionState.OPEN, nothing, SIGNED)


def publicise(folder: Path, name: str, start: date = date(2026, 9, 14), end: date = date(2026, 9, 21)) -> None:
    add_entries(folder / REVIEWS_NAME, [ReviewEntry(name, "", "publicity", "公示", "", "许岚", start, end)])


def refusal(linted: LintResult, given: Decision, signature: Signature = LATER) -> str:
    with pytest.raises(CannotRunError) as raised:
        record_decision(linted, given, signature)
    assert raised.value.why.en
    return raised.value.why.zh


def test_the_authority_decides_after_the_unit_and_the_publicity(make: Make, tmp_path: Path) -> None:
    linted = make("li")
    passing = decision("审查通过", "同意", "authority")
    others = [decision("审查不通过", "年限不够", "authority"), decision("退回修改", "缺页", "authority")]
    for given in (passing, *others):
        assert "还没有单位审核；还没有公示。先把前面的记下来" in refusal(linted, given)
    record_decision(linted, decision("退回", "缺封底"), SIGNED)
    assert "单位审核退回：缺封底" in refusal(linted, passing)
    record_decision(linted, decision("通过"), SIGNED)
    publicise(tmp_path, "li")
    for given in (passing, *others):
        assert "公示到 2026-09-21 才结束" in refusal(linted, given, Signature("许岚", date(2026, 9, 21), OVER))
    record_objection(linted, ObjectionState.OPEN, "署名有疑问", SIGNED)
    assert "异议还没有处理：署名有疑问" in refusal(linted, passing)
    record_decision(linted, others[1], LATER)
    record_objection(linted, ObjectionState.SETTLED, "查过，属实", LATER)
    record_decision(linted, passing, LATER)
    assert [row[2] for row in recorded(tmp_path)][-3:] == ["退回修改", "settled", "审查通过"]


def test_what_the_unit_took_back_the_authority_may_still_refuse_but_not_pass(make: Make, tmp_path: Path) -> None:
    linted = make("li")
    record_decision(linted, decision("通过"), SIGNED)
    publicise(tmp_path, "li")
    record_decision(linted, decision("退回", "电话说要补页"), SIGNED)
    assert "单位审核退回" in refusal(linted, decision("审查通过", "同意", "authority"))
    record_decision(linted, decision("退回修改", "缺页", "authority"), LATER)


def test_a_dossiers_own_word_is_no_pass_of_the_unit(make: Make) -> None:
    assert "还没有单位审核" in refusal(make("z", source=HUZHOU), decision("审查通过", "同意", "authority"))


def test_nothing_is_settled_where_nobody_objected(make: Make, tmp_path: Path) -> None:
    linted = make("li")
    with pytest.raises(CannotRunError, match="nothing to settle"):
        record_objection(linted, ObjectionState.SETTLED, "查过", SIGNED)
    record_objection(linted, ObjectionState.OPEN, "署名有疑问", LATER)
    with pytest.raises(CannotRunError, match="nothing to settle"):
        record_objection(linted, ObjectionState.SETTLED, "查过", SIGNED)
    record_objection(linted, ObjectionState.SETTLED, "查过", LATER)
    with pytest.raises(CannotRunError, match="nothing to settle"):
        record_objection(linted, ObjectionState.SETTLED, "又查过", LATER)
    assert len(recorded(tmp_path)) == 2


@pytest.mark.parametrize(
    ("signature", "message"),
    [
        (Signature("", DAY, DAY), "要写明经办人"),
        (Signature("许岚", date(2099, 1, 1), DAY), "日期 2099-01-01 在一年以后"),
    ],
)
def test_who_and_when_have_to_be_likely(make: Make, tmp_path: Path, signature: Signature, message: str) -> None:
    linted = make("li")
    assert message in refusal(linted, decision("通过"), signature)
    with pytest.raises(CannotRunError):
        record_objection(linted, ObjectionState.OPEN, "署名有疑问", signature)
    assert recorded(tmp_path) == []

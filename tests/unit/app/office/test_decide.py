"""Recording a decision: what is refused, what is written, and where."""

from datetime import date
from pathlib import Path

import pytest

from tests.unit.app.office.conftest import HUZHOU, Make
from zcdossier.app.office.decide import Decision, decide, object_to
from zcdossier.app.office.reviews import REVIEWS_NAME, read_record
from zcdossier.errors import CannotRunError
from zcdossier.model.review import Objected

DAY = date(2026, 9, 11)
BAD = [{"set": {"path": "sections.papers[0].is_representative", "value": "否"}}]


def decision(word: str, text: str = "", step: str = "unit") -> Decision:
    return Decision(step, word, text, "许岚", DAY)


def recorded(folder: Path) -> list[tuple[str, str, str, str]]:
    table = read_record(folder / REVIEWS_NAME)
    return [(one.dossier, one.step, one.decision, one.text) for one in table.entries] if table else []


def test_decisions_are_added_one_below_the_other(make: Make, tmp_path: Path) -> None:
    linted = make("li")
    done = decide(linted, decision("returned", "缺封底"))
    assert (done.path, done.word.zh, done.entry.name) == (tmp_path / REVIEWS_NAME, "退回", "林晓")
    decide(linted, decision("通过"))
    decide(linted, decision("审查不通过", "年限不够", "authority"))
    assert recorded(tmp_path) == [
        ("li", "unit", "退回", "缺封底"),
        ("li", "unit", "通过", ""),
        ("li", "authority", "审查不通过", "年限不够"),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (decision("退回"), "“退回”要写理由"),
        (decision("不通过"), "“不通过”要写理由"),
        (decision("待定"), "单位审核的结果只有 通过、不通过、退回，不是 待定"),
        (decision("审查通过"), "单位审核的结果只有"),
        (decision("通过", "", "authority"), "主管部门审查的结果只有 审查通过、审查不通过、退回修改"),
        (decision("退回修改", "", "authority"), "“退回修改”要写理由"),
    ],
)
def test_what_is_not_a_decision_is_not_recorded(make: Make, tmp_path: Path, given: Decision, said: str) -> None:
    linted = make("li")
    with pytest.raises(CannotRunError) as told:
        decide(linted, given)
    assert told.value.zh.startswith(said)
    assert told.value.en
    assert recorded(tmp_path) == []


def test_a_notice_may_want_an_opinion_of_what_passes(make: Make, tmp_path: Path) -> None:
    linted = make("z", source=HUZHOU)
    with pytest.raises(CannotRunError) as told:
        decide(linted, decision("通过"))
    assert told.value.zh == "“通过”要写审核意见：加上 --reason “……”。"
    decide(linted, decision("通过", "符合申报条件，同意推荐"))
    assert recorded(tmp_path) == [("z", "unit", "通过", "符合申报条件，同意推荐")]


def test_what_has_errors_can_be_sent_back_but_not_passed(make: Make, tmp_path: Path) -> None:
    linted = make("li", BAD)
    for given in (decision("通过"), decision("审查通过", "同意", "authority")):
        with pytest.raises(CannotRunError, match=r"has errors \(1\)"):
            decide(linted, given)
    assert decide(linted, decision("退回", "论文的星号")).warnings == 0
    assert len(recorded(tmp_path)) == 1


def test_warnings_left_in_what_passed_are_counted(make: Make) -> None:
    assert decide(make("li", [{"delete": "sections.papers[1].date"}]), decision("通过")).warnings == 1


def test_objections(make: Make, tmp_path: Path) -> None:
    linted = make("li")
    object_to(linted, Objected.OPEN, "署名有疑问", "许岚", DAY)
    done = object_to(linted, Objected.SETTLED, "查过，属实", "许岚", DAY)
    assert (done.word.zh, done.word.en) == ("已处理", "settled")
    assert [one[1:] for one in recorded(tmp_path)] == [
        ("objection", "open", "署名有疑问"),
        ("objection", "settled", "查过，属实"),
    ]
    with pytest.raises(CannotRunError):
        object_to(linted, Objected.OPEN, "", "许岚", DAY)

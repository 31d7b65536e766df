"""否 to a question: it passes nobody, it is said everywhere, and everybody is asked only what is theirs to answer."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.app.office.conftest import DAY, HUZHOU, Make
from zcdossier.app.office.record_decision import Decision, Signature, record_decision
from zcdossier.app.office.review_status import review_status_of
from zcdossier.app.office.write_summary import summarise_applicant
from zcdossier.errors import CannotRunError
from zcdossier.model.finding import Addressee, ChecklistItem, Finding, Severity, Stage, Verdict
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import text_place
from zcdossier.model.review import History, ReviewEntry, ReviewState
from zcdossier.report.office.letter import LetterOptions, write_letter
from zcdossier.report.office.letter_document import Letter, letter_text
from zcdossier.report.office.letter_questions import unit_list
from zcdossier.report.verdict_questions import (
    find_refusals,
    findings_for_applicant,
    later_questions,
    open_questions_for,
)

SIGNED = Signature("许岚", DAY, DAY)
PLACE, MESSAGE = text_place("dossier.yaml", 1, 1), Label("", "")
PASS = Decision("unit", "通过", "符合条件")


def answered(make: Make, answer: str, *asks: Addressee, name: str = "z") -> LintResult:
    """Huzhou's sample with one answer to every question put to these, and 是 to the others."""
    asked = make(f"{name} before", source=HUZHOU).verdict.checklist
    return replying(make, name, {put.clause: answer if put.asks in asks else "是" for put in asked})


def replying(make: Make, name: str, answers: dict[str, str]) -> LintResult:
    return make(name, [{"set": {"path": "answers", "value": answers}}], source=HUZHOU)


def worded(linted: LintResult, lang: str = "zh") -> str:
    written = write_letter(linted, LetterOptions(DAY, lang))
    assert isinstance(written, Letter)
    return letter_text(written)


@pytest.mark.parametrize("asks", list(Addressee))
def test_no_passes_nobody(make: Make, asks: Addressee) -> None:
    linted = answered(make, "否", asks)
    before = [put for put in linted.verdict.questions(asks, stage=Stage.BEFORE) if put.severity is not None]
    if not before:  # what an authority confirms comes later
        record_decision(linted, PASS, SIGNED)
        return
    with pytest.raises(CannotRunError) as raised:
        record_decision(linted, PASS, SIGNED)
    assert (
        f"还有 {len(find_refusals(linted.verdict))} 项人工确认答的是“否”或看不出是还是否，不能记为通过"
        in raised.value.why.zh
    )
    assert "answered with no" in raised.value.why.en
    passed = ReviewEntry("z", "", "unit", "通过", "好", "许岚", DAY)
    status = review_status_of(linted, History((passed,)), "z", DAY)
    assert status.state is ReviewState.WAITING
    refused = f"人工确认有 {len(find_refusals(linted.verdict))} 项没有通过：答了“否”，或看不出是还是否"
    assert refused in [reason.zh for reason in status.reasons]
    assert summarise_applicant(linted, status, Path("x"), "zh").refused == len(find_refusals(linted.verdict)) > 0


def test_a_remark_passes_nobody_but_yes_and_what_does_not_apply_do(make: Make) -> None:
    with pytest.raises(CannotRunError):
        record_decision(answered(make, "再说吧", Addressee.APPLICANT), PASS, SIGNED)
    for answer in ("是", "不适用", "是（学院已补章）"):
        record_decision(answered(make, answer, *Addressee, name=f"n {answer}"), PASS, SIGNED)


def test_an_applicants_no_stands_in_the_letter_and_there_is_something_to_do(make: Make) -> None:
    text = worded(answered(make, "否", Addressee.APPLICANT))
    assert "一、您回答说还没有做到的，请办好" in text
    assert "签名的字迹清晰吗？您答的是“否”。改法：办好以后告诉我们改成“是”；对您不适用的，回答“不适用”。" in text
    assert "您不需要" not in text
    assert "没有发现要改的地方" not in text
    assert "择优产生" not in text
    english = worded(answered(make, "否", Addressee.APPLICANT, name="e"), "en")
    assert "Is the signature clearly readable? You answered 否" in english


def test_the_units_and_the_authoritys_no_is_nothing_an_applicant_can_mend(make: Make) -> None:
    text = worded(answered(make, "否", Addressee.UNIT, Addressee.AUTHORITY))
    assert "没有发现要改的地方" in text
    assert "择优产生" not in text
    assert "主管部门审核盖章" not in text


def test_what_comes_after_handing_over_blocks_nothing(make: Make) -> None:
    asked = make("later", source=HUZHOU).verdict.checklist
    before = {put.clause: "是" for put in asked if put.stage is Stage.BEFORE}
    after = [put for put in asked if put.stage is Stage.AFTER and put.asks is Addressee.APPLICANT]
    assert after
    for name, more in (("open", {}), ("no", {put.clause: "否" for put in after})):
        root = replying(make, name, before | more)
        assert len(later_questions(root.verdict)) == len(after)
        record_decision(root, PASS, SIGNED)
        reasons = [reason.zh for reason in review_status_of(root, History(), name, DAY).reasons]
        assert not [reason for reason in reasons if "确认" in reason or "处错误" in reason], reasons
        text = worded(root)
        assert "一、材料交上去以后还要做这些，到时候再回答" in text
        assert "在短信规定的时间里缴费了吗？" in text
        assert "现在您不需要做什么。谢谢！" in text


def test_the_unit_has_its_own_list(make: Make) -> None:
    first, second = (make(name, [], person, HUZHOU) for name, person in (("a", "何川"), ("b", "林晓")))
    no = answered(make, "否", Addressee.UNIT, name="c")
    for lang, everybody in (("zh", "全部 2 人"), ("en", "All 2 applicants")):
        listed = unit_list([first, second], DAY, lang)
        assert listed is not None
        text = letter_text(listed)
        assert everybody in text
        asked = open_questions_for(first.verdict, Addressee.UNIT)
        assert asked
        assert all(put.question.text(lang) in text for put in asked)
        applicants = open_questions_for(first.verdict, Addressee.APPLICANT)
        assert not [put for put in applicants if put.question.text(lang) in text]
    listed = unit_list([no, second], DAY, "zh")
    assert listed is not None
    assert "二、答的是“否”或看不出是还是否的" in letter_text(listed)
    assert unit_list([answered(make, "是", *Addressee, name="d")], DAY, "zh") is None


def test_whom_a_question_asks_is_told_by_its_clauses_too() -> None:
    question = Label("都是真的吗？", "Is it all true?")
    found = Finding("ZC008", "answer-no", Severity.ERROR, PLACE, MESSAGE, args={"question": question}, clauses=("T-2",))
    asked = (
        ChecklistItem("T-1", question, clauses=("T-1",)),
        ChecklistItem("T-2", question, clauses=("T-2",), asks=Addressee.UNIT),
    )
    verdict = Verdict((found,), checklist=asked)
    assert find_refusals(verdict, Addressee.UNIT) == [found]
    assert find_refusals(verdict, Addressee.APPLICANT) == []
    assert findings_for_applicant(verdict) == []


@given(st.lists(st.sampled_from(list(Addressee)), max_size=4), st.lists(st.sampled_from(list(Stage)), max_size=4))
def test_every_no_is_somebodys(asks: list[Addressee], stages: list[Stage]) -> None:
    asked = [
        ChecklistItem("T", Label(str(at)), clauses=(str(at),), asks=who, stage=when)
        for at, (who, when) in enumerate(zip(asks, stages, strict=False))
    ]
    found = tuple(
        Finding(
            "ZC008", "answer-no", Severity.WARNING, PLACE, MESSAGE, args={"question": put.question}, clauses=put.clauses
        )
        for put in asked
    )
    verdict = Verdict(found, checklist=tuple(asked))
    by_all = [refusal for who in Addressee for when in Stage for refusal in find_refusals(verdict, who, stage=when)]
    assert sorted(map(id, by_all)) == sorted(map(id, found))
    assert set(map(id, find_refusals(verdict, Addressee.APPLICANT))) == set(map(id, findings_for_applicant(verdict)))

"""Decisions as reviewers write them: one meaning for all orders of the words, none where they say none or two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.choices import find_choice
from zcdossier.model.label import Label
from zcdossier.model.office_rules import STEPS, Ruling, read_ruling
from zcdossier.model.profile import Choice

PASSED = """
通过 审查通过 通过审查 审核通过 通过审核 已通过 已审核通过 通过了 同意 同意推荐 同意上报 同意申报
一致通过 审查合格 合格 予以通过 准予通过 经审查同意推荐 单位审核通过 主管部门审查通过 通过单位审核
资格审查通过 符合条件，同意推荐 同意（审查通过） 审核意见：同意 审核结果为通过 已同意推荐 推荐
同意通过 符合申报条件 审查已通过 同意（主管部门）
"""
REFUSED = """
不通过 审查不通过 未通过 未通过审查 审核未通过 没有通过 不同意 不同意推荐 不予推荐 不予通过
审查不合格 不合格 不符合条件 不通过审查 未审核通过 没有通过审核 不符合申报条件，不予推荐
审核意见：不同意 资格审查未通过
"""
RETURNED = """
退回 退回修改 退回补充 退回补充材料 退回补正 退回完善 退回申报人 退回重报 予以退回 审查退回 已退回
打回 退件 退回修改后重新提交 退回个人修改
"""
NO_DECISION = "待审核 审核中 尚未通过 暂不通过 未审核 通过，退回 通过/不通过 同意退回 已报送 无 通过不 材料齐全 不退回"


@pytest.mark.parametrize(
    ("text", "ruling"),
    [
        (word, ruling)
        for ruling, words in ((Ruling.PASSED, PASSED), (Ruling.REFUSED, REFUSED), (Ruling.RETURNED, RETURNED))
        for word in words.split()
    ],
)
def test_what_it_comes_to(text: str, ruling: Ruling) -> None:
    choices = tuple(Choice(ruling.value, STEPS[1].word(ruling)) for ruling in Ruling)
    assert find_choice(text, choices) == ruling.value


def test_blanks_between_the_words() -> None:
    assert read_ruling(" 审 查 通 过 ") is Ruling.PASSED


@pytest.mark.parametrize("text", ["", *NO_DECISION.split()])
def test_no_decision(text: str) -> None:
    assert read_ruling(text) is None


def test_only_choices_that_are_decisions() -> None:
    choices = (Choice("found", Label("查得到")), Choice("lost", Label("查不到")))
    assert find_choice("审查通过", choices) is None


reviews = st.sampled_from(["", "审查", "审核", "资格审查", "单位审核", "初审"])


@given(reviews, st.sampled_from(["通过", "合格"]), st.sampled_from(["不", "未", "没有", "不予", ""]), st.booleans())
def test_a_negation_never_passes(review: str, agreed: str, negation: str, review_first: bool) -> None:
    text = f"{review}{negation}{agreed}" if review_first else f"{negation}{agreed}{review}"
    assert read_ruling(text) is (Ruling.REFUSED if negation else Ruling.PASSED)


@given(st.text(alphabet="审查核不未通过同意推荐退回修改已没予，", max_size=9))
def test_what_holds_a_no_never_passes(text: str) -> None:
    if any(word in text for word in "不未没"):
        assert read_ruling(text) is not Ruling.PASSED

"""Yes and no: the words of a field and of an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model import yes_no
from zcdossier.model.yes_no import Reply, read_flag, read_reply


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("", Reply.OPEN),
        (" \t", Reply.OPEN),
        ("是", Reply.YES),
        ("是的。", Reply.YES),
        ("ＹＥＳ", Reply.YES),
        ("是，已核对", Reply.YES),
        ("是，核对无误", Reply.YES),
        ("是（2023-06-01 核对）", Reply.YES),
        ("已核对", Reply.YES),
        ("√", Reply.YES),
        ("否", Reply.NO),
        ("没有", Reply.NO),
        ("没有，学院还没盖", Reply.NO),
        ("No", Reply.NO),
        ("×", Reply.NO),
        ("不适用", Reply.NOT_APPLICABLE),
        ("不适用（没做过）", Reply.NOT_APPLICABLE),
        ("N/A", Reply.NOT_APPLICABLE),
        ("无此情况", Reply.NOT_APPLICABLE),
        ("是，但缺封底", Reply.REMARK),
        ("是，除了第二页", Reply.REMARK),
        ("yes, but one page is missing", Reply.REMARK),
        ("部分", Reply.REMARK),
        ("不知道", Reply.REMARK),
        ("是不是", Reply.REMARK),
        ("等学院通知", Reply.REMARK),
    ],
)
def test_replies(text: str, reply: Reply) -> None:
    assert read_reply(text) is reply


@given(st.text())
def test_only_blank_answers_are_open(text: str) -> None:
    assert (read_reply(text) is Reply.OPEN) == (not text.strip())


@given(st.sampled_from(["是", "是的", "yes", "已核对"]), st.text(), st.sampled_from(["不", "没", "未", "缺", "但"]))
def test_a_yes_with_a_reservation_is_no_yes(yes: str, text: str, doubt: str) -> None:
    assert read_reply(f"{yes}，{text}{doubt}了") is not Reply.YES


def test_a_field_and_an_answer_share_one_vocabulary() -> None:
    for words, flag, reply in ((yes_no._YES_WORDS, "是", Reply.YES), (yes_no._NO_WORDS, "否", Reply.NO)):
        for word in words.split():
            assert (read_flag(word), read_reply(word)) == (flag, reply), word

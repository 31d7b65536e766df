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


@pytest.mark.parametrize(
    ("text", "label", "flag"),
    [
        ("✔\ufe0f", "标志性业绩", "是"),
        ("❌", "标志性业绩", "否"),
        ("编外聘用", "是否在编", "否"),
        ("已结", "是否结题", "是"),
        ("没结", "是否结题", "否"),
        ("中期检查通过", "是否结题", None),
        ("还没有", "是否结题", "否"),
        ("正在写结题报告", "是否结题", None),
        ("结题材料已交", "是否结题", None),
        ("人事代理（非编）", "是否在编", "否"),
        ("合同制，不在编", "是否在编", "否"),
        ("编内在岗", "是否在编", "是"),
        ("事业编制外用工", "是否在编", "否"),
        ("学信网查询不到", "学信网可查", "否"),
        ("有1条异议，已处理完毕", "有未处理的异议", "否"),
        ("无异议", "有未处理的异议", "否"),
        ("管理岗位八级", "考核表上聘用岗位不是专技岗位", "是"),
        ("专技岗位十一级", "考核表上聘用岗位不是专技岗位", "否"),
        ("获市二等奖", "该论文获过奖", "是"),
        ("个人论文，非集体项目", "集体项目", "否"),
        ("都不是原件", "扫描件里有复印件", "是"),
        ("原在编", "是否在编", None),
        ("√是 □否", "是否在编", "是"),
        ("□是 √否", "是否在编", "否"),
        ("是√否", "是否在编", None),
        ("不涉及", "是否委托评审", "否"),
        ("沒有", "是否委托评审", "否"),
        ("提取不了", "系统自动提取", "否"),
        ("能带出来", "系统自动提取", "是"),
        ("正在办理入编", "是否在编", None),
        ("预计2027年结题", "是否结题", "否"),
        ("执行期内", "是否结题", "否"),
        ("最高", "最高学历", "是"),
        ("不申请免试", "实践能力考试免试", "否"),
        ("结题中", "是否结题", None),
        ("结题（待批）", "是否结题", None),
        ("结题（2022年证书）", "是否结题", "是"),
        ("已结题待发证", "是否结题", None),
        ("结题评审中", "是否结题", None),
        ("结题（材料已报送，审核中）", "是否结题", None),
        ("编外聘用，拟转正", "是否在编", "否"),
        ("手工", "系统自动生成", "否"),
        ("最有代表性", "最能代表本人水平", "是"),
        ("部分是原件，部分是复印件", "扫描件里有复印件", None),
        ("合作项目，本人独立完成其中一章", "集体项目", None),
    ],
)
def test_a_flag_is_read_from_an_answer_that_says_more(text: str, label: str, flag: str | None) -> None:
    assert read_flag(text, label) == flag

"""What an answer to a question says: yes, no, that it does not apply, or something else that somebody has to read."""

import re
import unicodedata
from enum import StrEnum


class Reply(StrEnum):
    """How an answer is to be taken. A remark is neither yes nor no: a person has to read it."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    REMARK = "remark"


_YES = (
    "是",
    "是的",
    "对",
    "对的",
    "有",
    "好",
    "好了",
    "已",
    "确认",
    "已确认",
    "核对过",
    "已核对",
    "无误",
    "核对无误",
    "没问题",
    "没有问题",
    "符合",
    "一致",
    "属实",
    "完成",
    "已完成",
    "做了",
    "盖了",
    "yes",
    "y",
    "true",
    "on",
    "ok",
    "1",
    "√",
    "✓",
    "✔",
    "☑",
)
_NO = (
    "否",
    "不",
    "不是",
    "不是的",
    "不对",
    "没",
    "没有",
    "还没有",
    "还没",
    "未",
    "尚未",
    "不符合",
    "不一致",
    "no",
    "n",
    "not yet",
    "false",
    "off",
    "0",
    "×",
    "✗",
    "✘",
    "x",
)
_NOT_APPLICABLE = (
    "不适用",
    "不涉及",
    "未涉及",
    "无此情况",
    "没有此情况",
    "没有这种情况",
    "无此项",
    "没有这一项",
    "不需要",
    "无需",
    "n/a",
    "na",
    "not applicable",
    "does not apply",
)
_DOUBT = re.compile(r"[不没未无缺但差除待暂否尚]|\b(?:but|not|no|except|missing|without)\b")
_NO_DOUBT = re.compile("无误|没有?问题|无异议|没有?异议|不缺|没有?缺|无缺|不差|无遗漏|没有?遗漏")
_BREAK = re.compile(r"[\s,，。.;；:：!！、(（\[【—-]")


def read_reply(text: str) -> Reply:
    """Read an answer. `是，已核对` says yes; `是，但缺封底` is a remark; what only begins like a no is one."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold().rstrip("。.!！")
    if not folded:
        return Reply.REMARK if text.strip() else Reply.OPEN
    for reply, words in ((Reply.NOT_APPLICABLE, _NOT_APPLICABLE), (Reply.NO, _NO), (Reply.YES, _YES)):
        if folded in words:
            return reply
    word, rest = _first_word(folded)
    if word in _NOT_APPLICABLE:
        return Reply.NOT_APPLICABLE
    if word in _NO:
        return Reply.NO
    return Reply.YES if word in _YES and not _DOUBT.search(_NO_DOUBT.sub("", rest)) else Reply.REMARK


def _first_word(text: str) -> tuple[str, str]:
    found = _BREAK.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")

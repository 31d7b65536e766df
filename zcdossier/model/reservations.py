"""Words that take back what they stand beside: it is still to come (待批, 评审中), or is no more (作废).

One vocabulary for numbers, for yes and no, and for choices: a value beside such a word is nobody's answer yet, so that
it stays unread and people are asked.
"""

import re

UNDER_WAY = r"在[研审建办]"
_NOT_YET = rf"[未待拟预将]|{UNDER_WAY}|申请|正在|准备|计划|进行|受理|录用"
_NO_MORE = r"作废|撤[销回]|取消|失效|无效"
_BEING_DONE = r"[审理办批核]中(?:[)）]|$)"


def is_not_yet(text: str) -> bool:
    """Whether a text says of something that it is still to come: 在研, 已受理, 拟结题."""
    return re.search(_NOT_YET, text) is not None


def is_taken_back(text: str) -> bool:
    """Whether a remark leaves a value unsettled: 待核, 未完成, 评审中, 作废."""
    return re.search(rf"{_NOT_YET}|{_NO_MORE}|{_BEING_DONE}", text) is not None

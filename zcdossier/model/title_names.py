"""Whether two texts name one professional title: 工程师（水利）, 中级工程师 are 工程师; 高级工程师 is not.

What a title says of its field comes before its name, and so does what makes another title of it: only the words that
are known to do that are kept.
"""

import re

from zcdossier.model.spelling import fold

_REMARK = r"[(（\[【][^()（）\[\]【】]*[)）\]】]"
_GRADE = r"(?:十[一二三]?|[一二三四五六七八九]|1[0-3]|[1-9])级"
_POST = rf"(?:专业技术|专技|岗位)?{_GRADE}(?:岗位?)?$|^(?:专业技术|专技){_GRADE}"
_AROUND = r"^(?:聘任?|评|拟聘|任|中级)(?=..)|(?:任职资格|专业技术资格|职务|职称|资格|岗位?|证书?)$"
_SHORT = (
    (r"正高工|教授级高工", "正高级工程师"),
    (r"高工", "高级工程师"),
    (r"助工", "助理工程师"),
)
_ANOTHER = r"高级|初级|正|教授级|副|助理|主任|主治|主管|研究|特级|首席|见习|实习|总|员级|[一二三四]级|[和、/及或]"
_SHORTEST = 2


def is_same_title(left: str, right: str) -> bool:
    """Whether both name the same title; a field named before one of them makes no difference."""
    short, long = sorted((_bare_title(left), _bare_title(right)), key=len)
    if short == long:
        return True
    return len(short) > _SHORTEST and long.endswith(short) and re.search(_ANOTHER, long.removesuffix(short)) is None


def _bare_title(text: str) -> str:
    bare = re.sub(_POST, "", re.sub(_REMARK, "", fold(text)))
    shorter = re.sub(_AROUND, "", bare)
    while shorter != bare:
        bare, shorter = shorter, re.sub(_AROUND, "", shorter)
    for short, in_full in _SHORT:
        bare = re.sub(rf"(?:{short})$", in_full, bare)
    return bare

"""What a reviewer decided, in whatever order the words come: 审查通过, 通过审查, 同意推荐, 未通过审核, 退回补充.

What says two things, or leaves open whether it was decided at all (待审核, 尚未通过), is no decision.
"""

import re

from zcdossier.model.office import Ruling
from zcdossier.model.spelling import half_width

_BODY = r"(?:(?:用人|所在|本)?单位|主管部门|人事(?:处|科|部门)?|人社局|人力社保局|学院|学校|部门|省|市|县|区|局)"
_MATTER = r"(?:申报资格|业绩档案|申报材料|职称|资格|材料|档案|业绩|形式|申报)"
_REVIEW = r"(?:审查|审核|复核|复审|初审|终审|审批|审定|审议|评审|核准|考核|核查)"
_ACT = rf"(?:{_BODY}?{_MATTER}?{_REVIEW}(?:意见|结果|结论)?)"
_SO = r"(?:[:：]|为|是|均|都|已经?|一致|现|最终|予以|准予|经)*"
_AGREED = (
    r"(?:(?:准予|予以)?通过|合格|符合(?:申报|推荐|评审)?(?:条件|要求|规定)"
    rf"|(?:同意|准予|予以)(?:上报|报送)|(?:同意|准予|予以)?推荐(?:申报|评审|上报)?|同意(?:申报|{_ACT}?通过)?)"
)
_NOT = r"(?:不予|未予|未能|没有|没能|不|未|没)"
_BACK = (
    r"(?:退回|退还|退件|打回|发回)(?:给?(?:申报人|个人|本人|单位))?"
    r"(?:补充|补正|修改|完善|整改|重填|重报|重新(?:填报|提交|上传|申报)|后|并|再|材料|资料|重新|提交|上报)*"
)
_MEANINGS = {
    Ruling.PASSED: re.compile(rf"{_SO}{_ACT}?{_SO}{_AGREED}了?{_ACT}?"),
    Ruling.REFUSED: re.compile(rf"(?:{_ACT}?{_SO}{_NOT}{_AGREED}{_ACT}?|{_SO}{_NOT}{_ACT}通过)"),
    Ruling.RETURNED: re.compile(rf"{_ACT}?{_SO}{_BACK}"),
}
_BETWEEN = re.compile(r"[,，;；。.、/\n]+")
_BLANK = re.compile(r"\s+")


def read_ruling(text: str) -> Ruling | None:
    """Return the decision that the words come to, or None where they come to none or to more than one."""
    parts = [_BLANK.sub("", part) for part in _BETWEEN.split(half_width(text))]
    rulings = {_ruling(part) for part in parts if part}
    return rulings.pop() if len(rulings) == 1 else None


def _ruling(words: str) -> Ruling | None:
    return next((ruling for ruling, pattern in _MEANINGS.items() if pattern.fullmatch(words)), None)

"""Words that count: at most, at least, how many, and of what."""

import re

from zcdossier.drafting.known_words import NOT, NUMBER, KnownName, find_sections
from zcdossier.model.numerals import whole_number

UNIT = r"\s*(?:项|篇|部|件|个|条|种|份|本)(?!工作日|自然日|日|月|年|学时|课时|小时|汉?字|百分点)"
MOST = re.compile(
    rf"(?:限|最多|至多|{NOT}(?:超过|多于)|控制在|限填|限报|限交)(?P<all>均)?(?:填报|填写|提交|申报|报送|上传|为|填|报)?{NUMBER}(?:{UNIT}|\s*(?:节|场|例))|{NUMBER}{UNIT}(?:以内|以下)"
)
LEAST = re.compile(rf"(?:{NOT}(?:少于|低于)|至少){NUMBER}{UNIT}|{NUMBER}{UNIT}以上")


def subject_before(text: str, position: int) -> str:
    """Return what stands before a bound in its piece of the sentence: 学术兼职 of “学术兼职不超过3项”.

    In a bracket that is still open it stands there: 其中核心期刊 of “论文3篇（其中核心期刊不少于2篇”.
    """
    before = text[:position]
    opened, closed = max(map(before.rfind, "（(")), max(map(before.rfind, "）)"))
    inner = before[opened + 1 :] if opened > closed else before
    return re.split(r"[，,；;。：:、]", inner)[-1].strip(" 　“”《》")


def named_before(text: str, position: int) -> KnownName | None:
    """Return the section of which a place of the text speaks.

    That is the one named last in its own piece, else in the title before a colon, else the first one named at all:
    what is listed between (审计项目：…、表彰文件，最多6个) is not counted.
    """
    before = text[:position]
    own, (title, colon, _) = re.split("[，,；;。：:]", before)[-1], before.partition("：")
    named = find_sections(own) or find_sections(title if colon else "")
    first = None if colon else next(iter(find_sections(before)), None)
    return named[-1] if named else first


def number_of(match: re.Match[str]) -> int:
    """Return the number that a match holds, in figures or in words."""
    text = next(group for group in match.groups() if group and group != "均")
    return whole_number(text.replace("两", "二")) or 0

"""What a notice lists to be filled in: 填写项目名称、起止年月、推广面积（万亩）; and the words to choose from."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.drafting.known_words import is_section
from zcdossier.source.yaml_scalars import yaml_scalar

_ITEM = r"[\w一-鿿]+(?:[（(][^（()）]*[）)])?"
_LIST = rf"({_ITEM}(?:[、和及]{_ITEM}){{2,}})"
_LISTS = re.compile(
    rf"(?:填写|填报|注明|写明|包括|逐项填[写报]?|基本信息|个人信息|基本情况|必填项)(?:中的?)?[：:]?(?:栏填写)?\s*{_LIST}"
    rf"|({_ITEM}(?:[、和及]{_ITEM})*?)(?:等)?(?:均|都)?(?:为必填|(?<!务)必填(?!写)|(?:必须|须)(?:如实|准确|正确|完整)?填写(?:完整|准确|正确|清楚|齐全)?(?=[，,。；;（）()]|$))"
)
_OF_PERSON = re.compile("^(?:申报|报考|参评|拟|现)|专业|学科|学段|语种|系列|岗位|民族|性别|政治面貌")
_ON_PAPER = re.compile(
    "(?:证明|[书信函]|材料|意见|报告|病案|清单|合同|(?<!填写)(?<!填报)内容|公示|复印件)(?:上|中|里)?(?:须|应|需|必须|要|均)*$"
)
"""Before what is listed: a document on whose paper it stands, where nobody types it (推荐信内容包括…)."""
_OF_VALUES = re.compile("(?:类型|类别|种类|形式|范围|方式|载体|等级|级别)$")
"""Before what is listed: these are the words to choose from, no fields (类型包括论文、专著)."""
_CHOICES = (
    re.compile(
        r"(?P<label>[一-鿿]{2,8})(?:从|在)[“\"「]?(?P<words>[一-鿿]+(?:、[一-鿿]+)+)[”\"」]?(?:中|里)(?:选|任选)"
    ),
    re.compile(
        r"(?P<label>[一-鿿]{0,6}(?:专业|学段|学科|类别|系列))(?:为|限|分为|[：:])(?P<words>[一-鿿]{1,8}(?:、[一-鿿]{1,8}?)+)(?:[一二三四五六七八九十\d]+[类种个](?:专业|方向|类别|学科|系列)?)?(?:[，,。；;]|$)"
    ),
)
_OF_SECTION = re.compile("(?:情况|经历|成果|著作|业绩|材料|信息)$")
"""Ends the names of sections: a list of these (基本情况、工作经历、业绩成果) is none of fields."""
_SAID = ("注明", "写明", "包括")
_NO_NAME = re.compile(r"须|应|不|的|在研|上传|提供|提交|以上|每|[“”\"]|^[一二三四五六七八九十两]项$")
_RECENT = re.compile("^近[一二三四五六七八九十两\\d]{1,2}年")
_KNOWN = {
    "姓名": "name",
    "性别": "sex",
    "身份证号": "id_number",
    "身份证号码": "id_number",
    "出生年月": "birth",
    "出生日期": "birth",
    "工作单位": "employer",
    "单位级别": "employer_level",
    "职务": "post",
    "联系电话": "phone",
    "手机号": "phone",
    "学历": "education",
    "最高学历": "education",
    "现职称": "present_title",
    "现任教师职称": "present_title",
    "申报专业": "specialty",
    "名称": "title",
    "项目名称": "title",
    "论文题目": "title",
    "题目": "title",
    "书名": "title",
    "标准名称": "title",
    "专利名称": "title",
    "课题名称": "title",
    "成果名称": "title",
    "发表时间": "date",
    "获奖时间": "date",
    "起止年月": "period",
    "起止时间": "period",
    "起止日期": "period",
    "级别": "level",
    "项目级别": "level",
    "本人排名": "rank",
    "本人位次": "rank",
    "期刊名称": "journal",
    "刊物名称": "journal",
    "卷期": "volume",
    "学时": "hours",
    "年度": "year",
}
_TYPES = (
    (re.compile(r"身份证号"), "type: id_number"),
    (re.compile(r"起止(?!页)"), "type: period"),
    (re.compile(r"(?:时间|日期|年月)$"), "type: date"),
    (re.compile(r"位次|排名"), "type: rank, example: 1/3"),
    (re.compile(r"^是否"), "type: flag"),
    (re.compile(r"^姓名$"), "type: person, example: 林晓"),
)
_SORTED = re.compile("(?:级别|等级|类别|类型|种类|方式|形式|性质|角色|等次)$")
"""What is chosen from the words in its brackets: 赛事级别（国家级、省级）."""
_UNIT = re.compile(r"万?[元亩人吨米斤字件册]|万?公[顷斤里]|人次|学时|%")


class ListedField(NamedTuple):
    """A field as a profile writes it, without whether it is required."""

    id: str
    label: str
    row: str


def listed_fields(text: str) -> tuple[ListedField, ...]:
    """Return the fields that a sentence lists (three, or what it calls compulsory); none where they are no names."""
    match = _LISTS.search(text)
    if match is None:
        return ()
    before = text[: match.start()]
    if match[0].startswith(_SAID) and (_ON_PAPER.search(before) or _OF_VALUES.search(before)):
        return ()
    items = re.findall(_ITEM, match[1] or match[2])
    items = [part for item in items for part in re.split(r"[和及](?![^（(]*[）)])", item) if part]
    items = [_RECENT.sub("", item) for item in items]
    items = [re.sub(r"(?:等|均|都)?(?:为|必)?(?:必填项?)?$", "", item) for item in items]
    of_sections = [item for item in items if _OF_SECTION.search(item) or is_section(item)]
    if any(_NO_NAME.search(item) for item in items) or 2 * len(of_sections) > len(items):
        return ()
    return tuple(_unique(items))


def _unique(items: list[str]) -> Iterator[ListedField]:
    taken: set[str] = set()
    for item in items:
        label, _, inside = item.partition("（" if "（" in item else "(")
        identity = _KNOWN.get(label, "")
        if not identity or identity in taken:
            identity = f"field_{len(taken) + 1}"
        taken.add(identity)
        yield ListedField(identity, label, f"label: {yaml_scalar(label)}{_type_of(label, inside.strip('）)'))}")


def _type_of(label: str, inside: str) -> str:
    if "/" in inside and not re.search(r"\d", inside):
        return f", type: choice, choices: [{', '.join(inside.split('/'))}]"
    if "、" in inside and _SORTED.search(label):
        is_open = ", open: true" if inside.endswith("等") else ""
        return f", type: choice, choices: [{', '.join(inside.removesuffix('等').split('、'))}]{is_open}"
    if _UNIT.fullmatch(inside):
        return f", type: number, hint: {yaml_scalar(f'单位：{inside}')}"
    digits = re.fullmatch(r"(\d{1,2})位", inside)
    if digits is not None:
        return f", pattern: '\\d{{{digits[1]}}}', example: '{'1234567890' * 2:.{digits[1]}}'"
    return next((f", {written}" for pattern, written in _TYPES if pattern.search(label)), "")


def is_of_applicant(label: str) -> bool:
    """Whether what is chosen is said of a person, not of a record: 申报专业, 语种; not 类型."""
    return _OF_PERSON.search(label) is not None


def listed_choices(text: str) -> tuple[str, str]:
    """Return a label and the words to choose from, as a profile writes the field; two empty texts where none are."""
    for pattern in _CHOICES:
        match = pattern.search(text)
        if match is not None:
            words = [word for word in match["words"].split("、") if word]
            return match["label"], f"label: {match['label']}, type: choice, choices: [{', '.join(words)}]"
    return "", ""

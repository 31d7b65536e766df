"""People whom pages name where a name plainly stands: after 姓名, before 同志, after 兹聘请, alone in a line.

A page that names somebody else and nobody besides is not about a person, whatever else on it was not read. One that
reads well but names nobody, or only who signed and handled it, may have the name under a blot, in a fold, or where the
camera saw it too flat.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import PlacedLine, least_confidence
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import RecordPages
from zcdossier.model.surnames import LONG_SURNAMES, SURNAMES

_HAN = "[\u4e00-\u9fff]"
_OF_WORDS = (
    "年月日号章证书奖校院系部局会厅科室处市省县区位第届项目题编名等级专业职务称单性别学期间时刊社所厂司课程师生医为的与及在是之员长组班"
    "主办定准果合格优秀内容级综总计论方法工作关通知意见经费教育技术研究任评审批表类获理心元待并委"
)
"""Signs of words that stand where a name may: 单位, 性别, 时间, 项目. Some are surnames as well: 方, 任, 章."""
_IN_NAME = rf"(?:(?![{_OF_WORDS}]){_HAN})"
_IN_SURE_PLACE = rf"(?:书?(?:[知元方月]|{_IN_NAME}))"
"""Where a name surely stands: these five are in many names; 书 at the end is a word's (申报书)."""
_SURNAME = rf"(?:{'|'.join(LONG_SURNAMES)}|[{SURNAMES}])"
_NAME = rf"(?P<name>{_SURNAME}{_IN_SURE_PLACE}{{1,3}}?)"
_SURE_NAME = rf"(?P<name>(?![{_OF_WORDS}]){_SURNAME}{_IN_NAME}{{1,3}}?)"
"""Where nothing says that a name stands: what begins as a word does is none."""
_ADDRESSED_NAME = rf"(?P<name>{_SURNAME}{_IN_SURE_PLACE}{{1,3}}?书?)"
"""Before a form of address, where words seldom end."""
_FORMS_OF_ADDRESS = "同志|老师|教授|先生|女士"
_VERBS = "(?:为|担任|主持|完成|参加|系|于|自)(?!\\n)"
_AFTER = rf"(?=\n|$|[,，。、:;；()（）/\"《]|{_FORMS_OF_ADDRESS}|性别|男|女|出生|身份证|{_VERBS})"
_WHOSE_WORK = "(?:第一)?(?:完成人|作者)|发明人|设计人|著作权人|(?:项目|课题|成果)?(?:主持|负责)人"
_WHOSE_PROOF = r"姓名|姓(?=\n)|持证人|获奖者|获奖人|被聘人|受聘人|学员|委托[人者]"
_OWN_LABELS = rf"(?:{_WHOSE_PROOF}|{_WHOSE_WORK})"
_INTRODUCED = r"(?:[兹特]?聘请|[兹特]聘任?|证明|授[予子]|[我你贵](?:单位|校|院|局|公司)(?:职工|教师|员工)?)"
_DONE = "(?:申报|提交|撰写|主持|完成|主持完成)的"
_OWN_PLACES = (
    re.compile(rf"(?:^|\n|[^\u4e00-\u9fff]){_OWN_LABELS}:?\n?{_NAME}{_AFTER}"),
    re.compile(rf"{_INTRODUCED}{_NAME}(?={_VERBS}|{_FORMS_OF_ADDRESS})"),
    re.compile(rf"(?:^|\n){_SURE_NAME}(?:{_FORMS_OF_ADDRESS}|同学)?:(?=\n|$)"),
    re.compile(rf"(?:^|\n){_ADDRESSED_NAME}(?:同志|老师|先生|女士)(?=\n|$|[:,，])"),
    re.compile(rf"(?:^|\n){_NAME}[,，][男女][,，]"),
    re.compile(rf"(?:^|\n){_NAME}于(?:19|20)\d\d"),
    re.compile(rf"(?:学院|大学|[中小]学|学校|医院|公司)(?![{_OF_WORDS}]){_ADDRESSED_NAME}(?:同志|老师|教授|先生|女士)"),
    re.compile(rf"(?:学院|大学|[中小]学|学校|医院|公司){_SURE_NAME}{_DONE}"),
    re.compile(rf"(?:^|\n|[,，。、]){_SURE_NAME}(?:同志|老师)?{_DONE}"),
)
_ANYWHERE = (
    re.compile(rf"(?:^|\n){_SURE_NAME}(?=\n|$)"),
    re.compile(rf"(?:人员|指导教师|成员)[:\n]?{_SURE_NAME}{_AFTER}"),
    re.compile(rf"(?:^|\n|[\s\d.、,，;；:/()]){_SURE_NAME}(?=\n|$|[,，、;；/(])"),
    re.compile(rf"(?:^|\n|[^\u4e00-\u9fff]){_SURE_NAME}(?:{_FORMS_OF_ADDRESS}|主持|负责|等)"),
)
_SIGNER = re.compile(
    r"(?:经办|审核|复核|联系|填表|制表)人?:?\n?$|(?:院长|主任|校长|处长|会长|所长|局长|法人|法定代表人)[:\n]$"
)
"""Before the name of somebody who signs or handles a page: it is not about that person."""
_LONGEST_LABEL = 8
_SURE = 0.9


class NamedPerson(NamedTuple):
    """A name that pages show.

    `is_own_place` says that it stands where the page names whom it is about, `has_signed` that somebody only signed or
    handled the page.
    """

    name: str
    lines: tuple[PlacedLine, ...]
    is_own_place: bool
    has_signed: bool


def find_people(text: RecordText) -> Iterator[NamedPerson]:
    """Yield the Chinese names that stand where names do and were read well; those in an own place come first."""
    for forms, is_own_place in ((_OWN_PLACES, True), (_ANYWHERE, False)):
        for form in forms:
            for match in form.finditer(text.folded.text):
                lines = text.folded.lines_at(*match.span("name"))
                if least_confidence(lines) >= _SURE:
                    has_signed = _SIGNER.search(text.folded.text[: match.start("name")][-_LONGEST_LABEL:]) is not None
                    yield NamedPerson(match["name"], lines, is_own_place, has_signed)


def is_surely_missing(name: str, text: RecordText, pages: RecordPages) -> bool:
    """Whether a name that was not read on some pages is surely not there."""
    people = list(find_people(text))
    if pages.is_complete and _is_of_another_only(name, people, pages):
        return True
    return pages.is_legible and not all(person.has_signed for person in people)


def _is_of_another_only(name: str, people: Sequence[NamedPerson], pages: RecordPages) -> bool:
    """Whether all that pages name is one other person, on each of them in the place of whom it is about."""
    places = {person.lines[0].page.place() for person in people if person.is_own_place}
    others = {comparable_letters(person.name) for person in people}
    if len(others) != 1 or any(page.place() not in places for page in pages.pages):
        return False
    return not {*comparable_letters(name)} & {*others.pop()}

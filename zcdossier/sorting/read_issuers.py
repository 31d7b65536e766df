"""Who issued a paper: the unit beside the date at its foot; and what level that unit is of."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from zcdossier.lint.scan_text.joined_text import PlacedLine
from zcdossier.model.profile import Choice, Field
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.statements import Statement, agreed, find_statements

_LIKELY = 0.75
_HAN = "[\u4e00-\u9fff]"
_UNIT = re.compile(
    rf"(?P<value>{_HAN}{{2}}大学|(?:中共)?{_HAN}{{3,28}}(?:大学|学院|医院|卫生院|公司|研究院|研究所|研究生院|中心|学校|协会|学会|联合会|委员会|杂志社|出版社"
    r"|基地|基金会|办公室|人民政府|局|厅|部|社|处|所|站|馆|科协))(?:\(盖?章\)|\(公章\))?"
)
_NEAR, _SURE_LINE, _SURE_UNIT = 0.16, 0.8, 0.95
_NAMED_UNITS = re.compile(r"[^:：]{0,8}(?:单位|主办|主管|机构)[:：](?P<value>.+)")
_BETWEEN_UNITS = re.compile(r"[、,，;；\s]+")
_HEADED = re.compile("文件$")
_SOURCE, _KIND = re.compile("项目来源"), re.compile("^项目类[型别]$")
_GRANTED = re.compile(
    r"关于(?:公布|下达|批准)(?:20\d\d年度?)?(?P<value>(?!20\d\d)[\u4e00-\u9fff]{4,30}?(?:项目|课题|基金))(?:立项|名单|计划|的通知)"
)
_REGISTERS, _REGISTRATION = re.compile("认定部门|登记部门"), re.compile("学时登记|学时证明|学时认定")
_ISSUER = re.compile(
    "聘任单位|聘用单位|组织单位|主办单位|举办单位|培训机构|培训单位|颁发单位|颁奖单位|发证机关|发证单位|颁证|授予单位"
)
_TRAINS = re.compile("组织单位|主办单位|举办单位|培训机构|培训单位")
_ORGANIZED = re.compile(rf"(?:由|参加(?!由))(?P<value>{_HAN}{{4,28}}?)(?:组织|主办|举办|承办)的")
_MUNICIPALITY = "北京|上海|天津|重庆"
_STATE = re.compile("国务院|中华人民共和国|国家(?:自然|社会|重点|科学|知识)|教育部|科学技术部|科技部|^全国")
_PROVINCE = re.compile(rf"^(?:中共)?(?:{_HAN}{{2,3}}省|{_HAN}{{2,6}}自治区|(?:{_MUNICIPALITY})市)(?P<rest>.+)$")
_IN_YEAR = re.compile(r"^20\d\d年?度?")
_OF_PROVINCE = re.compile("人民政府|自然科学基金|科学技术厅|科技厅|社会科学界|哲学社会科学|社科")
_CITY = re.compile(rf"^(?:中共)?(?!(?:{_MUNICIPALITY})市){_HAN}{{2,4}}市(?P<rest>.+)$")
_OF_CITY = re.compile("人民政府|局$|委员会|办公室$|科学技术协会|科协|联合会$")
_TAUGHT, _EDUCATION = "教学", re.compile("教育厅$|教育委员会$")
_NATIONAL, _PROVINCIAL, _MUNICIPAL = ("国家级",), ("省部级", "省级"), ("市厅级", "厅局级", "市级")


def read_issuer(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """Return who issued the papers, for a field that asks for it."""
    if _REGISTERS.search(field.label.zh):
        pieces = [piece for piece in pieces if _REGISTRATION.search(piece.letters)]
    elif not _ISSUER.search(field.label.zh):
        return None
    organizer = agreed(find_statements(_ORGANIZED, pieces)) if _TRAINS.search(field.label.zh) else None
    issuer = organizer or agreed(issuers(pieces))
    return issuer.read_as(field, _LIKELY) if issuer is not None else None


def read_source(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """Return who granted a project as one of which kind, or the kind, for a field that asks for it."""
    asks_unit = _SOURCE.search(field.label.zh) is not None
    if not asks_unit and not _KIND.search(field.label.zh):
        return None
    kind = next(find_statements(_GRANTED, pieces), None)
    if kind is None or not asks_unit:
        return kind.read_as(field, _LIKELY) if kind is not None else None
    unit = agreed(issuers([kind.piece])) or agreed(issuers(pieces))
    return kind._replace(text=f"{unit.text}{kind.text}").read_as(field, _LIKELY) if unit is not None else None


def issuers(pieces: Sequence[HeapPiece]) -> Iterator[Statement]:
    """Yield the unit that signs each page: a line of its own near the last date.

    Words of a seal are read as lines, too, alone or into a line of the page; they are shorter, or less sure.
    """
    for piece in pieces:
        for page in piece.text.pages:
            lines = page.facts.lines
            middle = median(line.box.top for line in lines) if lines else 0.0
            dates = [
                seen.lines[-1].line
                for seen in piece.text.dates
                if seen.lines and seen.lines[-1].page is page and seen.lines[-1].line.box.top >= middle
            ]
            last = max(dates, key=lambda line: line.box.top, default=None)
            if last is None:
                continue
            named = [
                (line, match["value"])
                for line in lines
                if line.confidence >= _SURE_LINE
                and abs(line.box.top - last.box.top) < _NEAR
                and (match := _UNIT.fullmatch(fold(line.text.strip()))) is not None
            ]
            if named:
                surest = [item for item in named if item[0].confidence >= _SURE_UNIT]
                line, unit = max(surest or named, key=lambda item: (len(item[1]), item[0].confidence))
                yield Statement(unit, piece, (PlacedLine(page, line),))


def units_in_line(text: str) -> list[str]:
    """Return the units that are all a line says: who signs, whose paper it is by its head, 主办单位：….

    Many papers of other matters have the same ones.
    """
    line = fold(text.strip())
    behind = _NAMED_UNITS.fullmatch(line)
    names = _BETWEEN_UNITS.split(behind["value"]) if behind is not None else [_HEADED.sub("", line)]
    return [match["value"] for name in names if (match := _UNIT.fullmatch(name)) is not None]


def level_of(name: str, choices: Sequence[Choice], subject: str) -> str:
    """Return the choice that is the level of a unit or a contest by its name; empty where that can't be told.

    `subject` is the label of the section: what an office of education grants for teaching is the province's.
    """
    name = _IN_YEAR.sub("", name)
    state, province, city = _STATE.search(name), _PROVINCE.match(name), _CITY.match(name)
    wanted: tuple[str, ...] = ()
    if state is not None:
        wanted = _NATIONAL
    elif province is not None:
        is_of_province = _OF_PROVINCE.search(province["rest"]) or (
            _TAUGHT in subject and _EDUCATION.search(province["rest"])
        )
        wanted = _PROVINCIAL if is_of_province else ()
    elif city is not None and _OF_CITY.search(city["rest"]):
        wanted = _MUNICIPAL
    return _first_of(wanted, choices)


def level_of_contest(name: str, choices: Sequence[Choice]) -> str:
    """Return the choice that is the level of a contest by its name (第六届全国大学生…大赛)."""
    bare = re.sub(r"^(?:第[一二三四五六七八九十\d]{1,3}届|\d{4}年?)+", "", name)
    if bare.startswith("全国"):
        return _first_of(_NATIONAL, choices)
    if _PROVINCE.match(bare):
        return _first_of(_PROVINCIAL[::-1], choices)
    return _first_of(_MUNICIPAL[::-1], choices) if _CITY.match(bare) else ""


def _first_of(words: Sequence[str], choices: Sequence[Choice]) -> str:
    labels = [choice.label.zh for choice in choices]
    return next((word for word in words if word in labels), "")

"""Where somebody worked, studied or served, and as what: units and posts in letters of appointment and certificates."""

import re
from collections.abc import Sequence

from zcdossier.lint.scan_text.find_dates import LINE_END
from zcdossier.model.profile import Field
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.printed_names import HAN, NAMED, WORDED, PrintedName, as_read, line_with, lines_of
from zcdossier.sorting.read_issuers import issuers
from zcdossier.sorting.statements import agreed, find_statements

_ENDING = (
    "(?:大学|学院|医院|卫生院|保健院|疗养院|设计院|公司|研究院|研究所|中心|学校|中学|小学|幼儿园|协会|学会|委员会|杂志社|出版社|报社|电视台"
    "|文化馆|文化站|图书馆|博物馆|档案馆|美术馆|局|厅)"
)
_UNIT = rf"{HAN}{{2,24}}?{_ENDING}"
_SCHOOL, _SCHOOLS = re.compile(rf"{HAN}{{2,4}}学院"), re.compile("大学|学院")
_LONE_UNIT = re.compile(
    rf"(?:(?:校名|学校名称|学校|院校名称|单位名称|甲方[(（]?{HAN}{{0,6}}[)）]?)[:：\s]*)?(?P<value>{_UNIT})"
)
_STUDIED = re.compile(rf"(?<!同)在(?![本我])(?P<value>{HAN}{{2,16}}?(?:大学|学院|学校))(?={HAN}{{2,16}}专业)")
_WENT_TO = re.compile(
    rf"(?:(?:到|赴|前往|派往|至)(?P<value>{_UNIT})(?=开展|从事|进行|帮扶|支援|支医|坐诊|服务|参加|挂职|,|，)"
    rf"|在(?![本我])(?P<other>{_UNIT})(?=(?:开展|从事|进行)?(?:对口|帮扶|支援|支医|下沉|坐诊)))"
)
_WORKED = re.compile(
    rf"(?<!同)在(?![本我])(?P<value>{_UNIT})(?=工作|任职|任教|就职|从事|{HAN}{{0,16}}博士后(?:科研)?(?:流动站|工作站))"
)
_APPOINTED = re.compile(
    rf"(?:聘请|聘任|聘用|兹聘|任命|当选|推选)[^。;；]{{0,20}}?(?:为|担任)(?P<unit>{HAN}{{2,24}}{_ENDING})?(?P<post>[^,，。;；:：(（]{{2,24}})(?:[,，。;；(（]|$)"
)
_ENGAGED = re.compile(rf"从事(?P<post>{HAN}{{2,8}})岗位")
_HELD = re.compile(rf"[,，](?:现|担)?任(?P<post>(?!职|期|现|教){HAN}{{2,12}})[。,，;；]")
_OWN_UNIT, _POST_ALONE = (
    re.compile("^[本我](?:单位|公司|[院校所局站处厅部])"),
    re.compile("(?<=[师员授])(?:专业技术)?(?:职务|岗位)$"),
)
_RESEARCHED = re.compile("从事(?P<post>博士后)(?=研究|工作)")
_SERVED = re.compile(rf"担任(?P<unit>{HAN}[^,，。;；:：]{{0,18}}?)?(?P<post>班主任|辅导员|班导师|学业导师)")
"""Work with students, which is named with the class that it is for."""
_DUTIES = re.compile(rf"主要从事(?P<value>{HAN}[^。;；]{{3,40}})[。;；]")
_TAKEN_UP = rf"(?:同志|老师|医师)?(?:担)?任(?P<post>(?!职|期){HAN}{{3,20}})[(（。,，;；]"
_IN_ROW = (
    rf"(?:[、,，]{HAN}{{2,4}})*等?(?:\d*名)?(?:同志)?(?:聘)?为"
    rf"(?P<unit>{HAN}{{2,24}}{_ENDING})?(?P<post>{HAN}{{2,12}})[(（。,，;；]"
)
"""Of several who become the same: 某某、某某同志为助理工程师；."""
_OFFICE = re.compile("社会保险|人力资源|人事局")
"""Who certifies where somebody works."""
_SURE_UNIT = 0.97
"""How sure a line has to be that is all there is of a name: seals lie upon those of units."""


def read_post(field: Field, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    """Return the post that a letter of appointment names, for a field that asks for one."""
    if re.search("说明|职责", field.label.zh):
        duties = agreed(find_statements(_DUTIES, pieces)) if "职责" in field.label.zh else None
        return duties.read_as(field, WORDED) if duties is not None else None
    if not any(word in field.label.zh for word in ("职务", "职称", "岗位")):
        return None
    return as_read(field, find_appointed("post", pieces, person))


def find_appointed(group: str, pieces: Sequence[HeapPiece], person: str) -> PrintedName | None:
    """Whom a letter of appointment makes what: the unit, the post, or both as they stand together."""
    for piece in pieces:
        whole = piece.text.folded.text.replace(LINE_END, "")
        taken_up = [
            match
            for form in ((_TAKEN_UP, _IN_ROW) if person else ())
            for match in re.finditer(re.escape(fold(person)) + form, whole)
        ]
        holding = (_HELD, _SERVED, _ENGAGED, _RESEARCHED) if fold(person) in whole else ()
        held = (match for form in holding for match in form.finditer(whole))
        for match in (*taken_up, *_APPOINTED.finditer(whole), *held):
            parts = match.groupdict()
            parts["post"] = _POST_ALONE.sub("", _OWN_UNIT.sub("", parts["post"]))
            text = parts.get(group) if group else f"{parts.get('unit') or ''}{parts['post']}"
            line = line_with(text, piece) if text else None
            if text and line is not None:
                return PrintedName(text, piece, line, WORDED)
    return None


def _whole_unit(unit: PrintedName | None, pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """A unit that somebody is appointed in, unless it is a school of the university whose letter that is."""
    issuer = agreed(issuers(pieces)) if unit is not None and _SCHOOL.fullmatch(unit.text) else None
    is_part = unit is not None and issuer is not None and unit.text not in issuer.text and _SCHOOLS.search(issuer.text)
    return None if is_part else unit


def find_unit(pieces: Sequence[HeapPiece], person: str) -> PrintedName | None:
    """The unit that somebody is appointed in, else the one where they worked or studied."""
    return _whole_unit(find_appointed("unit", pieces, person), pieces) or _lone_unit(pieces)


def find_visited_unit(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The unit to which somebody went to serve."""
    found = agreed(find_statements(_WENT_TO, pieces)) or agreed(find_statements(_WENT_TO, pieces, "other"))
    return PrintedName(found.text, found.piece, found.lines[0], NAMED) if found is not None else None


def _lone_unit(pieces: Sequence[HeapPiece]) -> PrintedName | None:
    """The unit where somebody worked or studied, else the one that lines of their own name: who issued a diploma."""
    worked = agreed(find_statements(_WORKED, pieces))
    if worked is not None:
        return PrintedName(worked.text, worked.piece, worked.lines[0], NAMED)
    found: dict[str, PrintedName] = {}
    for piece, line in lines_of(pieces):
        studied = _STUDIED.search(line.line.text)
        if studied is not None:
            return PrintedName(studied["value"], piece, line, NAMED)
        match = _LONE_UNIT.fullmatch(line.line.text.strip())
        if match is not None and line.line.confidence >= _SURE_UNIT and not _OFFICE.search(match["value"]):
            found.setdefault(match["value"], PrintedName(match["value"], piece, line, WORDED))
    return next(iter(found.values())) if len(found) == 1 else None

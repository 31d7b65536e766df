"""What was awarded: the name of a prize with its grade, or a contest with what was won in it."""

import re
from collections.abc import Iterator, Sequence

from zcdossier.model.profile import Field, FieldType, Section
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.statements import Statement, agreed, find_statements

_LIKELY = 0.8
_PRIZE_LABEL, _CONTEST_LABEL = re.compile("获奖名称|奖项名称|奖励名称|奖项全称"), re.compile("大赛|竞赛|比赛|赛事")
_GRADE = r"(?:[特一二三四]等奖|[金银铜]奖|优秀奖|优胜奖|优秀)"
_NAME = r"[\u4e00-\u9fff\d\"“”·]{4,40}?"
_PRIZES = (
    re.compile(rf"荣?获得?(?:了)?(?P<value>{_NAME}奖{_GRADE})(?=[,，。;；(（]|特)"),
    re.compile(rf"表彰(?P<value>{_NAME}奖)获得者"),
    re.compile(rf"(?:颁发|授予)(?P<value>{_NAME}奖)证书"),
    re.compile(rf"表彰在(?P<value>{_NAME}奖)(?:评选|活动|工作)?中"),
)
_CONTESTS = (
    re.compile(rf"在(?P<value>{_NAME}(?:大赛|竞赛|比赛|联赛|锦标赛))(?:决赛)?中"),
    re.compile(rf"在(?P<value>{_NAME}赛)(?:决赛)?中荣?获"),
    re.compile(rf"(?P<value>(?:第[一二三四五六七八九十\d]{{1,3}}届|20\d\d年?){_NAME}(?:大赛|竞赛|比赛))"),
)
_WON = re.compile(rf"(?:荣?获(?:得)?|等级[:：]|奖项[:：]|竞赛|大赛|比赛)(?P<value>{_GRADE})")
_HONOUR_LABEL, _HONOURED = re.compile("荣誉称号名称"), re.compile("^荣誉称号")
_YEARS_IN_WORDS = (
    r"(?:[〇○零一二三四五六七八九]{2,4}(?:年度?|学年度?)|20\d\d[—–~至-]20\d\d学年度?|20\d\d(?:年度?|学年度?))?"
)
_HONOURED_PERSON = r"(?:[\u4e00-\u9fff]{2,4}?(?:同志|老师|医师|医生))?"
_HONOURS = (
    re.compile(r"(?:授予|评为)[^。\"]{0,30}\"(?P<value>[^\"]{4,30})\"(?:荣誉)?(?:称号)?"),
    re.compile(
        rf"(?:被评为|被授予|授予|荣获){_HONOURED_PERSON}{_YEARS_IN_WORDS}(?P<value>(?!予|其)[^,，。;；:：\"《》]{{4,30}}?)(?:荣誉称号|称号)?[,，。;；]"
    ),
    re.compile(
        rf"(?:被评为|被授予|荣获){_YEARS_IN_WORDS}(?P<value>[\u4e00-\u9fff]{{0,20}}\"[^\"]{{2,12}}\")(?:荣誉)?称号"
    ),
    re.compile(
        rf"(?:被评为|被授予|荣获){_YEARS_IN_WORDS}(?P<value>[\u4e00-\u9fff]{{0,12}}\"[^\"]{{2,12}}\"[\u4e00-\u9fff]{{2,12}}?)(?:荣誉称号|称号)?[,，。;；]"
    ),
)
_HEADED_PRIZE, _HEAD_LINES = re.compile("[\u4e00-\u9fff]{4,24}奖"), 4
_IS_PRIZE = re.compile(f"{_GRADE}$")


def read_award(field: Field, section: Section, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """Return the prize or the contest that a field asks for by its label."""
    if field.type not in (FieldType.TEXT, FieldType.COMPOSED):
        return None
    if _PRIZE_LABEL.search(field.label.zh):
        found = prize_of(pieces) or _headed_prize(pieces)
    elif asks_for_honour(field, section):
        found = next((found for form in _HONOURS if (found := agreed(find_statements(form, pieces))) is not None), None)
    elif _CONTEST_LABEL.search(field.label.zh) and "名称" in field.label.zh:
        found = _with_grade(contest_of(pieces), pieces)
    else:
        return None
    return found.read_as(field, _LIKELY) if found is not None else None


def asks_for_honour(field: Field, section: Section) -> bool:
    """Whether a field asks what an honour is called."""
    is_title = field.id == section.title_field and _HONOURED.search(section.label.zh) is not None
    return is_title or _HONOUR_LABEL.search(field.label.zh) is not None


def prize_of(pieces: Sequence[HeapPiece]) -> Statement | None:
    """Return the prize that papers name, with its grade."""
    for form in _PRIZES:
        found = agreed(find_statements(form, pieces))
        if found is not None:
            return found if _IS_PRIZE.search(found.text) else _with_grade(found, [found.piece])
    return None


def _headed_prize(pieces: Sequence[HeapPiece]) -> Statement | None:
    """The prize that heads a certificate, with its grade."""
    named = [
        Statement(placed.line.text.strip(), piece, (placed,))
        for piece in pieces
        for placed in piece.text.folded.lines[:_HEAD_LINES]
        if _HEADED_PRIZE.fullmatch(placed.line.text.strip()) and "证书" in piece.letters
    ]
    return _with_grade(agreed(named), pieces)


def contest_of(pieces: Sequence[HeapPiece]) -> Statement | None:
    """Return the contest that papers name."""
    return next((found for form in _CONTESTS if (found := agreed(find_statements(form, pieces))) is not None), None)


def _with_grade(named: Statement | None, pieces: Sequence[HeapPiece]) -> Statement | None:
    """A prize or a contest with what was won, if the certificates say one thing."""
    grade = agreed(_grades(pieces)) if named is not None else None
    return named._replace(text=f"{named.text}{grade.text}") if named is not None and grade is not None else None


def _grades(pieces: Sequence[HeapPiece]) -> Iterator[Statement]:
    certificates = [piece for piece in pieces if "证书" in piece.heading or "奖状" in piece.heading]
    yield from find_statements(_WON, certificates or pieces)

"""What diplomas and certificates of degrees say: level, degree, subject, school and when, for the fields that ask it.

A record may ask for two educations (全日制, 评审依据): both are filled where the papers are of a single one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from zcdossier.lint.scan_text.find_dates import SpanEnd, agree
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.dates import parse_date
from zcdossier.model.profile import Field, FieldType, Section
from zcdossier.model.reading import read_value
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.statements import Statement, agreed, find_statements

_SURE = 0.85
_SCHOOLS = re.compile("院校|学校")
_ASIDE = re.compile("境外|国家|备案|验证|来源|最高|视同|班别|登记|材料|自动")
_FULL_TIME, _LONGEST_KIND = "全日制", 2
_IS_FULL_TIME = re.compile("普通高等|普通全日制|全日制|研究生毕业证书|普通中等")
_HAN = "[\u4e00-\u9fff]"
_UNIT = rf"{_HAN}{{2,16}}?(?:大学|学院|学校|党校|研究院)"
_SCHOOL = re.compile(
    rf"(?:(?:校名|培养单位|学校名称|院校名称|毕业院校|院校)[:：]?|(?<!同)在(?![本我]))(?P<value>{_UNIT})(?!专业|{_HAN}*院\(校\))"
)
_LEVELS = (
    ("博士研究生", re.compile("(?P<value>博士)研究生(?:培养|学历|毕业)|层次[:：]?(?:博士)研究生")),
    ("硕士研究生", re.compile("(?P<value>硕士)研究生(?:培养|学历|毕业)|层次[:：]?(?:硕士)研究生")),
    (
        "本科",
        re.compile(
            "(?:年制|专业|层次[:：]?|完成了)(?P<value>本科)(?!生)"
            "|(?P<other>本科(?=学习计划|教学计划|毕业证书)|专升本|专科起点本科)"
        ),
    ),
    ("大专", re.compile("(?:年制|专业|层次[:：]?)(?P<value>专科|大专)(?!升)")),
    ("中专", re.compile("(?P<value>中等专业学校毕业证书|中专毕业证书)")),
)
_SHORT_LEVELS = {"博士研究生": ("博士", "研究生"), "硕士研究生": ("硕士", "研究生"), "大专": ("专科",)}
_DEGREE = re.compile(rf"授予(?:其)?(?P<value>(?:(?!授予|学位){_HAN}){{0,6}}(?:博士|硕士|学士))学位")
_PLAIN_DEGREE = re.compile("(?P<value>博士|硕士|学士)学位证书")
_MAJOR = re.compile(
    rf"(?:在本校|在本院|在本所|在{_UNIT}(?:完成了|攻读)?|(?:年|月)在(?!本)|本校)(?P<value>(?!完成|攻读){_HAN}{{2,16}}?)(?:学科\(专业\)|专业)"
    rf"|(?:^|[^{_HAN[1:-1]}])专业[:：](?P<other>{_HAN}{{2,16}})"
)
_DEGREE_PAPER = "学位"
_OF_EDUCATION = ("毕业证书", "学位证书", "备案表")
_BY_LEVEL = (
    ("博士", ("博士",)),
    ("硕士", ("硕士",)),
    ("本科", ("本科", "学士")),
    ("大专", ("大专", "专科")),
    ("中专", ("中专",)),
)


def read_diplomas(section: Section, pieces: Sequence[HeapPiece]) -> dict[str, FieldRead]:
    """Return the fields of an education that its papers say, by field; nothing for other sections."""
    if not any(_SCHOOLS.search(field.label.zh) for field in section.fields.values()):
        return {}
    papers = [piece for piece in pieces if "证书" in piece.letters or "备案表" in piece.letters]
    is_full_time = any(_IS_FULL_TIME.search(piece.text.folded.text) for piece in papers)
    found: dict[str, FieldRead] = {}
    for field in section.fields.values():
        label = field.label.zh
        if _ASIDE.search(label) or (_FULL_TIME in label and not is_full_time):
            continue
        read = next((read for read in _read(field, label, papers) if read_value(read.text, field) is not None), None)
        if read is not None:
            found[field.id] = read
    return found


def is_same_education(
    section: Section, read: Sequence[FieldRead], other: Sequence[FieldRead], pieces: Sequence[HeapPiece]
) -> bool:
    """Whether papers are of an education that others are of: of the same school and level.

    Where no level was read of one of them, its pages have to bear the subject or a day of the other; where no school
    was, the level has to be the same and the subject or a day, too.
    """
    mine, others = ({value.field: value.text for value in values} for values in (read, other))
    school = section.title_field
    if school not in section.fields or not _SCHOOLS.search(section.fields[school].label.zh):
        return False
    schools = [comparable_letters(values.get(school, "")) for values in (mine, others)]
    levels = [_level_in(" ".join(values.values())) for values in (mine, others)]
    if not all(schools):
        return all(levels) and levels[0] == levels[1] and _bears(section, others, pieces)
    if schools[0] != schools[1]:
        return False
    if all(levels):
        return levels[0] == levels[1]
    return not levels[0] and _bears(section, others, pieces)


def are_of_other_educations(pieces: Sequence[HeapPiece], others: Sequence[HeapPiece]) -> bool:
    """Whether diplomas and degrees say of two groups of papers that they are of two levels: 本科, and 硕士学位."""
    levels = [{level for piece in each if (level := _education_of(piece))} for each in (pieces, others)]
    return all(levels) and not levels[0] & levels[1]


def _education_of(piece: HeapPiece) -> str:
    """The level of the diploma or degree that a piece is; empty where it is none, or does not say."""
    if not any(word in piece.letters for word in _OF_EDUCATION):
        return ""
    stated = [level for level, form in _LEVELS if next(_of_either(form, [piece]), None) is not None]
    degree = next(find_statements(_PLAIN_DEGREE, [piece]), None) or next(find_statements(_DEGREE, [piece]), None)
    return _level_in(" ".join((*stated, degree.text if degree is not None else "")))


def _level_in(text: str) -> str:
    """The level that the values of an education say, by a degree or a name."""
    return next((level for level, words in _BY_LEVEL if any(word in text for word in words)), "")


def _bears(section: Section, values: Mapping[str, str], pieces: Sequence[HeapPiece]) -> bool:
    dates = [date for name, text in values.items() if _is_date(section, name) and (date := parse_date(text))]
    subjects = [text for name, text in values.items() if section.fields[name].label.zh.endswith("专业")]
    return any(comparable_letters(text) in piece.letters for text in subjects for piece in pieces) or any(
        agree(date, seen.date) for date in dates for piece in pieces for seen in piece.text.dates if seen.date.month
    )


def _is_date(section: Section, name: str) -> bool:
    return section.fields[name].type is FieldType.DATE


def _read(field: Field, label: str, papers: Sequence[HeapPiece]) -> Iterator[FieldRead]:
    """Yield what a field may be, the likeliest first."""
    degrees = [piece for piece in papers if _DEGREE_PAPER in piece.heading or "学位证书" in piece.letters[:20]]
    if field.type is FieldType.DATE:
        yield from _dates(field, label, papers, degrees)
    elif field.type not in (FieldType.TEXT, FieldType.CHOICE):
        return
    elif label.endswith("学历"):
        yield from _level(field, papers)
    else:
        statement = None
        if label.endswith("学位"):
            statement = _degree(field, degrees)
        elif label.endswith("专业"):
            statement = agreed(_of_either(_MAJOR, papers))
        elif _SCHOOLS.search(label):
            statement = agreed(find_statements(_SCHOOL, papers))
        if statement is not None:
            yield statement.read_as(field, _SURE)


def _dates(field: Field, label: str, papers: Sequence[HeapPiece], degrees: Sequence[HeapPiece]) -> Iterator[FieldRead]:
    """Yield when somebody studied or was granted a degree."""
    diplomas = [piece for piece in papers if piece not in degrees]
    if "学位" in label:
        yield from _signed(field, degrees)
    elif any(word in label for word in ("毕业", "学历", "结束")):
        yield from _ends(field, SpanEnd.END, diplomas or papers)
        yield from _signed(field, [piece for piece in diplomas or degrees if "备案表" not in piece.letters])
    elif any(word in label for word in ("开始", "入学")):
        yield from _ends(field, SpanEnd.BEGINNING, papers)


def _level(field: Field, papers: Sequence[HeapPiece]) -> Iterator[FieldRead]:
    """The only level that the papers name, in the words that the field knows."""
    named = {level: found for level, form in _LEVELS if (found := next(_of_either(form, papers), None)) is not None}
    if len(named) == 1:
        (level, statement), *_ = named.items()
        for word in (level, *_SHORT_LEVELS.get(level, ())):
            yield statement._replace(text=word).read_as(field, _SURE)


def _degree(field: Field, degrees: Sequence[HeapPiece]) -> Statement | None:
    """The degree that is granted, with its subject (工学学士) where the form gives it so."""
    granted = agreed(find_statements(_DEGREE, degrees)) or agreed(find_statements(_PLAIN_DEGREE, degrees))
    if granted is None or len(field.example) > _LONGEST_KIND:
        return granted
    return granted._replace(text=granted.text[-_LONGEST_KIND:])


def _of_either(form: re.Pattern[str], papers: Sequence[HeapPiece]) -> Iterator[Statement]:
    yield from find_statements(form, papers)
    if "other" in form.groupindex:
        yield from find_statements(form, papers, "other")


def _ends(field: Field, end: SpanEnd, papers: Sequence[HeapPiece]) -> Iterator[FieldRead]:
    """The only date at an end of the time of study."""
    dates = [(piece, seen) for piece in papers for seen in piece.text.dates if seen.stands_at(end) and seen.lines]
    if len({str(seen.date) for _, seen in dates}) == 1:
        piece, seen = dates[0]
        yield Statement(str(seen.date), piece, seen.lines).read_as(field, _SURE)


def _signed(field: Field, papers: Sequence[HeapPiece]) -> Iterator[FieldRead]:
    """The only date that stands by itself on the papers: the day on which they were signed."""
    dates = [
        (piece, seen)
        for piece in papers
        for seen in piece.text.dates
        if seen.lines and not seen.is_other and not any(map(seen.stands_at, SpanEnd))
    ]
    if len({str(seen.date) for _, seen in dates}) == 1:
        piece, seen = dates[0]
        yield Statement(str(seen.date), piece, seen.lines).read_as(field, _SURE)

"""What a typed text means as its field's type: the one place where people's spellings become values.

`read` gives the canonical text, or None for what can't be read; reading a canonical text gives it again. Comparing,
conditions and looking for duplicates use the canonical text; messages show what was typed.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from zcdossier.model.choices import find_choice
from zcdossier.model.date_masks import read_date, read_period
from zcdossier.model.dates import OPEN_END, PartialDate, is_open_end, parse_date
from zcdossier.model.finding import Severity
from zcdossier.model.numerals import plain_percentage, read_number, whole_number
from zcdossier.model.people import bare_name, count_people
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.ranks import parse_rank, plainly_ranked
from zcdossier.model.spelling import half_width, spellings
from zcdossier.model.yes_no import read_flag, says_nothing

_RANK_LABEL = r"排名|排序|位次|名次|位列"
_COUNT_LABEL = r"数|空缺"
_WITH_ONESELF = r"参与人数|总人数|作者总数|例数"
"""A number of people of whom one is the applicant, or of cases that there are: nobody means none by 无."""
_ALONE = frozenset("独立 独立完成 独自 独自完成 本人 仅本人 个人".split())  # noqa: SIM905
_NOBODY = frozenset("无 没有 零 〇 — - / 暂无 0个 0人".split())  # noqa: SIM905
_UNDECIDED = frozenset(  # and what is to be looked up elsewhere, though it has to stand here
    "待定 未定 待填 待补 待补充 待确定 待完善 暂未确定 见附件 详见附件 见材料 见证书 见佐证 见扫描件".split()  # noqa: SIM905
)
_BLANK = r"[xX×?？*＊_＿]+"
"""Signs that stand where something is to be filled in: XXX, ？？, ***, ____."""
_SCHOOL_LABEL = r"school_year"
_YEAR_LABEL = r"年[度份]$"
_TITLE = r"^《([^《》]+)》$"
_ID_LENGTH = 18


class ValuePiece(NamedTuple):
    """A value inside a value; `start` is where it stands in the text as typed, or None when that can't be told."""

    name: str
    text: str
    canon: str
    start: int | None = None


def read_value(text: str, field: Field) -> str | None:
    """Return the text in the field's terms, or None when it can't be read as the field's type."""
    return _READERS[field.type](text.strip(), field)


def canonical(text: str, field: Field) -> str:
    """Return the text in the field's terms; what can't be read stays as it was typed, and 无 for nothing is none."""
    if _says_there_is_none(text, field):
        return ""
    value_read = read_value(text, field)
    return text.strip() if value_read is None else value_read


def _says_there_is_none(text: str, field: Field) -> bool:
    """Whether 无 leaves the field empty: it is no value of its type, or any text is and the field wants something.

    Of a text that is only advised 无 is an answer, a stroke is none. A date that has to be there is told of as one that
    can't be read.
    """
    if field.required is not None and _is_undecided(text.strip()):
        if field.type in _ANY_TEXT:
            return True
        if field.type is FieldType.CHOICE and find_choice(text, field.choices) is None:
            return True
    if not says_nothing(text):
        return False
    if field.type in _ANY_TEXT:
        return not field.open and (field.required is not Severity.WARNING or not any(map(str.isalpha, text)))
    if field.required is Severity.ERROR:
        return False
    if field.type is FieldType.CHOICE:
        return find_choice(text, field.choices) is None
    if field.type is FieldType.INTEGER and field.required is None and re.search(_WITH_ONESELF, field.label.zh):
        return True
    return read_value(text, field) is None


def _is_undecided(typed: str) -> bool:
    return typed in _UNDECIDED or re.fullmatch(_BLANK, typed) is not None


def readable(canon: str, field: Field) -> bool:
    """Whether a canonical text is a value of the field's type."""
    return field.type in _ANY_TEXT or read_value(canon, field) is not None


def pieces(text: str, field: Field) -> Iterator[ValuePiece]:
    """Yield the named values inside a composed value, a rank, a period, a date, or a list of people."""
    finder = _PIECES.get(field.type)
    if finder is not None:
        yield from finder(text, field)


def is_rank(field: Field) -> bool:
    """Whether a whole number stands for a place among several, by what the field is called."""
    return field.type is FieldType.INTEGER and bool("rank" in field.id or re.search(_RANK_LABEL, field.label.zh))


def _text(text: str, _field: Field) -> str | None:
    return half_width(text)


def _person(text: str, _field: Field) -> str | None:
    return bare_name(text)


def _people(text: str, _field: Field) -> str | None:
    return half_width(text)


def _choice(text: str, field: Field) -> str | None:
    return find_choice(text, field.choices) or (half_width(text) if field.open else None)


def _flag(text: str, field: Field) -> str | None:
    return read_flag(text, field.label.zh)


def _date(text: str, field: Field) -> str | None:
    if is_open_end(text):
        return OPEN_END if field.open else None
    day = read_date(text, field.masks)
    if day is None and not field.masks:
        from zcdossier.model.asked_dates import read_asked_date  # most dates are plain ones

        day = read_asked_date(text, field)
    return None if day is None else str(day)


def _period(text: str, field: Field) -> str | None:
    period = read_period(text, field.masks)
    return None if period is None else str(period)


def _integer(text: str, field: Field) -> str | None:
    if is_rank(field):
        rank = parse_rank(text)
        if rank is not None:
            return str(rank.own) if rank.members is None or rank.own <= rank.members else None
    if re.search(_COUNT_LABEL, field.label.zh) and half_width(text).strip() in _NOBODY:
        return "0"
    if re.search(_WITH_ONESELF, field.label.zh):
        if half_width(text).strip() in _ALONE:
            return "1"
        if text.isalpha() or "、" in text:
            from zcdossier.model.asked_numbers import count_names  # most write how many they are

            if (count := count_names(text)) is not None:
                return str(count)
    number = _amount(text, field)
    if number is None and "年" in field.label.zh:  # a year that says more: 2020-2021学年, 2021年度
        from zcdossier.model.named_years import read_years  # most years are plain numbers

        years = read_years(text, "学年" if re.search(_SCHOOL_LABEL, field.id) else field.label.zh)
        return str(years[0]) if len(years) == 1 else None
    if number is None or number != number.to_integral_value() or number < _least_of(field):
        return None
    return f"{number:.0f}"


def _least_of(field: Field) -> Decimal:
    """The least that a number of this field can be: nobody ranks before the first, and 22 is no year."""
    if is_rank(field):
        return Decimal(1)
    return Decimal(1000) if re.search(_YEAR_LABEL, field.label.zh) else Decimal("-Infinity")


def _amount(text: str, field: Field) -> Decimal | None:
    number = read_number(text, field.label.zh)
    if number is not None or is_rank(field):
        return number
    from zcdossier.model.asked_numbers import read_asked_number  # most amounts are plain numbers

    return read_asked_number(text, field.label.zh)


def _number(text: str, field: Field) -> str | None:
    number = _amount(text, field)
    return None if number is None else plain_text(number)


def _rank(text: str, _field: Field) -> str | None:
    rank = parse_rank(text)
    return None if rank is None or (rank.members is not None and rank.own > rank.members) else str(rank)


def _id_number(text: str, _field: Field) -> str | None:
    bare = re.sub(r"[\s\-]+", "", half_width(text)).upper()
    return bare if len(bare) == _ID_LENGTH else None


def _composed(text: str, field: Field) -> str | None:
    match = composed_match(text, field)
    return None if match is None else match.string


def composed_match(text: str, field: Field) -> "re.Match[str] | None":
    """Return how the field's pattern matches the text in that spelling which says the most."""
    return _best_match(text, field.pattern, field.label.zh)


@lru_cache(maxsize=4096)
def _best_match(text: str, pattern: str, label: str) -> "re.Match[str] | None":
    best = None
    for plain in _plain_forms(text, pattern, label):
        for spelling in spellings(plain):
            match = re.fullmatch(pattern, spelling)
            if match is not None and (best is None or _groups_found(match) > _groups_found(best)):
                best = match
        if best is not None and _says_everything(best):
            return best
    return best


def _plain_forms(text: str, pattern: str, label: str) -> Iterator[str]:
    """Yield the text with its percentage, years and rank in digits, and as typed."""
    if "?P<percent>" in pattern:
        yield plain_percentage(text)
    if "?P<year>" in pattern:
        from zcdossier.model.named_years import read_years  # few values are composed with a year

        years = read_years(text, label)
        if len(years) == 1:
            yield f"{years[0]}年"
    yield text
    yield plainly_ranked(text)
    if "?P<rank>" in pattern and "?P<members>" in pattern:
        rank = parse_rank(text)
        if rank is not None and rank.members is not None:
            yield str(rank)


def _says_everything(match: "re.Match[str]") -> bool:
    """Whether no other spelling can say more: what most type needs no reading of ranks in words."""
    has_star = "*" in match.string or "＊" in match.string
    return all(text or (name == "star" and not has_star) for name, text in match.groupdict().items())


def _groups_found(match: "re.Match[str]") -> int:
    return sum(bool(text) for text in match.groupdict().values())


def plain_text(number: Decimal) -> str:
    """Return a number without needless zeros and powers."""
    return f"{number.normalize():f}"


_ANY_TEXT = frozenset({FieldType.TEXT, FieldType.PERSON, FieldType.PEOPLE})
"""Types of which every text is a value."""
_READERS: dict[FieldType, Callable[[str, Field], str | None]] = {
    FieldType.TEXT: _text,
    FieldType.PERSON: _person,
    FieldType.PEOPLE: _people,
    FieldType.CHOICE: _choice,
    FieldType.FLAG: _flag,
    FieldType.DATE: _date,
    FieldType.PERIOD: _period,
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.RANK: _rank,
    FieldType.ID_NUMBER: _id_number,
    FieldType.COMPOSED: _composed,
}


def _composed_pieces(text: str, field: Field) -> Iterator[ValuePiece]:
    stripped = text.strip()
    match = composed_match(stripped, field)
    if match is None:
        return
    lead = len(text) - len(text.lstrip())
    in_place = match.string in spellings(stripped)
    for name, piece in match.groupdict().items():
        if piece:
            number = whole_number(piece) if name in ("rank", "members") else None
            canon = re.sub(_TITLE, r"\1", piece.strip()) if number is None else str(number)
            yield ValuePiece(name, piece, canon, lead + match.start(name) if in_place else None)


def _rank_pieces(text: str, field: Field) -> Iterator[ValuePiece]:
    rank = parse_rank(text)
    if rank is None or _rank(text, field) is None:
        return
    own, _, members = str(rank).partition("/")
    start = 0
    for name, number in (("rank", own), ("members", members)):
        if number:
            at = text.find(number, start)
            yield ValuePiece(name, number, number, at if at >= 0 else None)
            start = max(at, 0) + len(number)


def _place_pieces(text: str, field: Field) -> Iterator[ValuePiece]:
    """A place that is asked for as a whole number may be typed with the number of people: 1/7."""
    if is_rank(field):
        yield from _rank_pieces(text, field)


def _period_pieces(text: str, field: Field) -> Iterator[ValuePiece]:
    period = read_period(text, field.masks)
    if period is not None:
        for name, day in (("from", period.start), ("to", period.end)):
            if day is not None:
                yield ValuePiece(name, str(day), str(day))
                yield from _parts_of_day(day, f"{name}.")


def _date_pieces(text: str, field: Field) -> Iterator[ValuePiece]:
    day = parse_date(_date(text.strip(), field) or "")
    if day is not None:
        yield from _parts_of_day(day)


def _parts_of_day(day: PartialDate, prefix: str = "") -> Iterator[ValuePiece]:
    for name, number in (("year", day.year), ("month", day.month), ("day", day.day)):
        if number is not None:
            yield ValuePiece(f"{prefix}{name}", str(number), str(number))


def _people_pieces(text: str, _field: Field) -> Iterator[ValuePiece]:
    count = count_people(text)
    if count is not None:
        yield ValuePiece("count", str(count), str(count))


def _id_pieces(text: str, field: Field) -> Iterator[ValuePiece]:
    """The day of birth and the sex that a number of 18 characters says; a day that does not exist says nothing."""
    canon = _id_number(text, field) or ""
    day = parse_date(f"{canon[6:10]}-{canon[10:12]}-{canon[12:14]}") if len(canon) == _ID_LENGTH else None
    if day is not None:
        yield ValuePiece("birth", str(day), str(day))
        yield from _parts_of_day(day, "birth.")
        sex = "男" if int(canon[16]) % 2 else "女"
        yield ValuePiece("sex", sex, sex)


_PIECES: dict[FieldType, Callable[[str, Field], Iterator[ValuePiece]]] = {
    FieldType.COMPOSED: _composed_pieces,
    FieldType.RANK: _rank_pieces,
    FieldType.INTEGER: _place_pieces,
    FieldType.PERIOD: _period_pieces,
    FieldType.DATE: _date_pieces,
    FieldType.PEOPLE: _people_pieces,
    FieldType.ID_NUMBER: _id_pieces,
}

"""Years where several may stand: 2016年度, 2016-2019, 2016、17年, 二〇一六至二〇一九; and school years (2020-2021)."""

import re

from zcdossier.model.date_words import year_in_full
from zcdossier.model.dates import DIGITS_OF_WORDS, parse_date, parse_period
from zcdossier.model.spelling import half_width

_BETWEEN_YEARS = r"[、,，;；/\s和及]+|(?<=\d{4})\.(?=(?:19|20)\d{2}(?!\d))"
_NAMED_YEAR = r"((?:19|20)\d{2})\s*(?:学年度|学年|年度|年)?"
_AFTER_YEARS = (
    r"(?<=[\d年度])\s*(?:(?:的|度)?(?:年度)?(?:考核|考评|取得|发放|情况|结果)"
    r"|[,，]?\s*(?:共计?\s*\d{1,2}|共?计?[一二两三四五六七八九十])\s*个?年度?)$"
)
_YEAR_IN_WORDS = r"(?:一九|二[〇○零O0])[〇○零O0一二三四五六七八九]{2}"
_TWO_FIGURES = r"(?<!\d)\d{2}(?=\s*(?:[-—–~至到、,，/]\s*\d{2}\s*)*学?年)"
_SHORT_SCHOOL_YEAR = r"((?:19|20)\d{2})\s*[-—–/~]\s*(\d{2})(?!\d)(?!\s*[-./月年]?\s*\d)(?!月)\s*(?:学年)?"
_SEMESTER = r"\s*[(（]?第?[一二12](?:\s*[、,，和及]\s*第?[一二12])*\s*学期[)）]?$"
_EXPLAINED = r"(?P<year>(?:19|20)\d{2}\s*(?:学年度?|年度?)?)\s*[(（](?P<period>[^()（）]+)[)）]"
_HUNDRED = 100
_YEAR_RANGE = rf"{_NAMED_YEAR}\s*(?:--|——|[-—–~至到])\s*{_NAMED_YEAR}"
_SCHOOL_YEAR = r"学年"
_AROUND_YEARS = r"^\s*近[\d一二三四五六七八九十两]+年|[()（）]|\s+(?=[年学])"
_MOST_YEARS = 30


def read_years(text: str, label: str = "") -> tuple[int, ...]:
    """Return the years that a text names; an empty tuple when it can't be read.

    Where school years are meant (`label` or the text says so) `2020-2021` is the one that begins in 2020.
    """
    typed = half_width(text).strip()
    if (single := re.fullmatch(_NAMED_YEAR, typed)) is not None:
        return (int(single[1]),)
    typed = re.sub(_SEMESTER, "", re.sub(_YEAR_IN_WORDS, lambda match: match[0].translate(DIGITS_OF_WORDS), typed))
    without_remark = re.sub(_AFTER_YEARS, "", typed)
    plain = re.sub(_AROUND_YEARS, "", without_remark).strip()
    plain = re.sub(_TWO_FIGURES, lambda match: year_in_full(match[0]), plain)
    school = bool(re.search(_SCHOOL_YEAR, label) or re.search(_SCHOOL_YEAR, plain))
    if school and (year := _read_school_year(typed)) is not None:
        return (year,)
    whole = re.fullmatch(_YEAR_RANGE, plain)
    if whole is not None:
        return _years_between(int(whole[1]), int(whole[2]), school=school)
    period = parse_period(plain)
    if period is not None and period.end is not None:
        return _years_between(period.start.year, period.end.year, school=school)
    years: list[int] = []
    for piece in filter(None, re.split(_BETWEEN_YEARS, plain)):
        match = re.fullmatch(_YEAR_RANGE, piece)
        years_of_piece = (
            _years_between(int(match[1]), int(match[2]), school=school) if match else _read_single_year(piece)
        )
        if not years_of_piece:
            return ()
        years.extend(years_of_piece)
    return tuple(years)


def _read_school_year(text: str) -> int | None:
    """2018/19, 2018-19学年, 2018学年（2018.9-2019.7）: the year in which it begins."""
    short = re.fullmatch(_SHORT_SCHOOL_YEAR, text)
    if short is not None:
        year = int(short[1])
        return year if (year + 1) % _HUNDRED == int(short[2]) else None
    explained = re.fullmatch(_EXPLAINED, text)
    if explained is not None and read_years(explained["period"], "学年") == (int(explained["year"][:4]),):
        return int(explained["year"][:4])
    return None


def names_year(text: str, year: str) -> bool:
    """Whether `year` is a year in digits that a text names, perhaps inside a range (2016-2019)."""
    return re.fullmatch(_NAMED_YEAR, year) is not None and int(year[:4]) in read_years(text)


def _years_between(first: int, last: int, *, school: bool) -> tuple[int, ...]:
    if school and last == first + 1:
        return (first,)
    return tuple(range(first, last + 1)) if first <= last < first + _MOST_YEARS else ()


def _read_single_year(text: str) -> tuple[int, ...]:
    match = re.fullmatch(_NAMED_YEAR, text)
    if match is not None:
        return (int(match[1]),)
    day = parse_date(text) or parse_date(f"{text}年")
    return (day.year,) if day is not None else ()

"""Years as people write them: 2016, 2016年度, 2016-2019, 2016至2019年, 2016、2017; and school years (2020-2021)."""

import re

from zcdossier.model.dates import parse_date, parse_period
from zcdossier.model.spelling import half_width

_LIST = r"[、,，;；/\s和及]+"
_YEAR = r"((?:19|20)\d{2})\s*(?:学年度|学年|年度|年)?"
_REMARK = r"(?<=[\d年度])\s*(?:的|度)?(?:年度)?(?:考核|考评|取得|发放|情况|结果)$"
_RANGE = rf"{_YEAR}\s*(?:--|——|[-—–~至到])\s*{_YEAR}"
_ONE = _YEAR
_SCHOOL_YEAR = r"学年"
_LONGEST = 30


def read_years(text: str, label: str = "") -> tuple[int, ...]:
    """Return the years that a text names; an empty tuple when it can't be read.

    Where school years are meant (`label` or the text says so) `2020-2021` is the one that begins in 2020.
    """
    plain = re.sub(
        r"^\s*近[\d一二三四五六七八九十两]+年|[()（）]|\s+(?=[年学])", "", re.sub(_REMARK, "", half_width(text).strip())
    ).strip()
    school = bool(re.search(_SCHOOL_YEAR, label) or re.search(_SCHOOL_YEAR, plain))
    whole = re.fullmatch(_RANGE, plain)
    if whole is not None:
        return _between(int(whole[1]), int(whole[2]), school=school)
    period = parse_period(plain)
    if period is not None and period.end is not None:
        return _between(period.start.year, period.end.year, school=school)
    years: list[int] = []
    for piece in filter(None, re.split(_LIST, plain)):
        match = re.fullmatch(_RANGE, piece)
        found = _between(int(match[1]), int(match[2]), school=school) if match else _single(piece)
        if not found:
            return ()
        years.extend(found)
    return tuple(years)


def names_year(text: str, year: str) -> bool:
    """Whether `year` is a year in digits that a text names, perhaps inside a range (2016-2019)."""
    return re.fullmatch(_ONE, year) is not None and int(year[:4]) in read_years(text)


def _between(first: int, last: int, *, school: bool) -> tuple[int, ...]:
    if school and last == first + 1:
        return (first,)
    return tuple(range(first, last + 1)) if first <= last < first + _LONGEST else ()


def _single(text: str) -> tuple[int, ...]:
    match = re.fullmatch(_ONE, text)
    if match is not None:
        return (int(match[1]),)
    day = parse_date(text)
    return (day.year,) if day is not None else ()

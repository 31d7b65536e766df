"""Dates as people write them: 2021-03, 2021.03.05, 2021年3月, 20210305, 二〇二一年三月, and periods of two of them.

A date known to the month is an interval, not its first day: comparing keeps what is not known unknown.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from zcdossier.model.date_words import date_without_words
from zcdossier.model.numerals import whole_number
from zcdossier.model.spelling import half_width

OPEN_END = "至今"
_OPEN_ENDS = frozenset(
    {
        "至今",
        "今",
        "迄今",
        "现在",
        "至现在",
        "目前",
        "至目前",
        "到目前",
        "到现在",
        "到今",
        "至目前为止",
        "到目前为止",
        "换届",
        "目前为止",
        "迄至今日",
        "至今仍在任",
        "至今在任",
        "至今在职",
        "至今仍在职",
        "未结束",
        "至今有效",
        "至今在聘",
        "现仍在聘",
        "持续至今",
        "一直至今",
        "任职至今",
        "担任至今",
        "聘任至今",
        "聘用至今",
        "工作至今",
        "就职至今",
        "缴纳至今",
        "起至今",
        "延续至今",
        "现",
        "现任",
        "在职",
        "在任",
        "在聘",
        "在岗",
        "现仍担任",
        "现在仍担任",
        "目前仍担任",
        "仍担任",
        "现仍在岗",
        "现仍在任",
        "现在在岗",
        "未到期",
        "尚未到期",
        "任期未满",
        "聘期未满",
        "届满为止",
        "至届满",
    }
    | {
        "长期",
        "长期有效",
        "长期聘任",
        "无固定期限",
        "仍在职",
        "仍在任",
        "仍在聘",
        "仍在岗",
        "现仍在职",
        "进行中",
        "在研",
        "present",
        "now",
        "current",
        "ongoing",
        "todate",
    }
)
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DAY_END = r"(?:[ T]\s*0{1,2}:00(?::00)?)?"
_FORMS = (
    rf"{_YEAR}\s*年?",
    rf"{_YEAR}\s*(?P<sign>[-./])\s*(?P<month>\d{{1,2}})\s*月?",
    rf"{_YEAR}\s*(?P<sign>[-./])\s*(?P<month>\d{{1,2}})\s*(?P=sign)\s*(?P<day>\d{{1,2}})\s*[日号]?{_DAY_END}",
    rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月?",
    rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*[日号]?",
    rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})?",
)
_WORDS = (
    r"(?P<year>[一二][〇○零O0一二三四五六七八九]{3}|(?:19|20)\d{2})\s*年"
    r"(?:\s*(?P<month>元|\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*[日号])?)?"
)
_OLD_WORDS = str.maketrans({"元": "一", "廿": "二十", "卅": "三十"})
DIGITS_OF_WORDS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
"""The signs of a year in words, each a figure: 二〇二一."""
_SEPARATOR = r"(?i)\s*[,，]?\s*(?:-{1,3}>?|[—–―─－]{1,3}|~{1,2}|～|至|到|/|\bto\b)\s*"
_FROM = r"^(?:自|从|由)\s*(?=\d|[一二])"
_BEGINNING = (
    r"\s*(?:以来|始|(?:起|开始)?\s*(?:起|开始|任|担任|任职|开展|应用|使用|实施|推广|从事)|起)?"
    r"(?:[,，、]?\s*(?:一直|持续|延续|连续))?$"
)
_STARTED, _ENDED = (
    r"(?:立项|开始|启动|开展|签订|入学|进站|聘任|上任)$",
    r"(?:结题|结项|验收|结束|完成|毕业|出站|期满|到期|卸任)$",
)
_ENDLESS = r"\s*(?:起|以来)\s*(?:[,，]?\s*每[周月年天日季]\s*[\u4e00-\u9fff\d]{0,4})?"
_STILL_AT = r"(?:现|目前|现在)?仍(?:然|旧)?在?[\u4e00-\u9fff]{1,6}|(?:(?![不未无没待前])[\u4e00-\u9fff]){0,6}至今"
_TERM = r"^第[一二三四五六七八九十\d]{1,3}届\s*[,，:：]?\s*"
_IN_BRACKETS = r"^[(（]\s*([^()（）]+)\s*[)）]$"
_SAME_YEAR_BY_SIGN = r"(?P<month>\d{1,2})[./](?P<day>\d{1,2})"
_SAME_YEAR = r"(?:(?P<month>\d{1,2})\s*月)?\s*(?:(?P<day>\d{1,2})\s*[日号])?\s*(?:底|末|止|份)?"
_NOTE = r"(?<=.)[(（][^()（）\d]*[)）]$"
_SPAN = "~"
_YEAR_DIGITS = 4


class Span(NamedTuple):
    """The days that a date not known to the day may mean, both ends included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first}{_SPAN}{self.last}"


def days_in_month(year: int, month: int) -> int:
    """How many days a month has, without the calendar of the standard library, which loads locales."""
    if month == 2:  # noqa: PLR2004 - February
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


class PartialDate(NamedTuple):
    """A date known to the year, the month or the day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or days_in_month(self.year, month))

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


class Period(NamedTuple):
    """Two dates; `end` is None while it is still running (至今)."""

    start: PartialDate
    end: PartialDate | None

    def __str__(self) -> str:
        if self.end == self.start:
            return str(self.start)
        return f"{self.start}{_SPAN}{OPEN_END if self.end is None else self.end}"


@lru_cache(maxsize=4096)
def is_open_end(text: str) -> bool:
    """Whether the text says that something still goes on."""
    plain = "".join(half_width(text).split())
    bare = re.sub(_NOTE, "", plain) if plain.endswith((")", "）")) else plain
    return any(typed.strip("。.（）()").casefold() in _OPEN_ENDS for typed in (plain, bare)) or (
        ("仍" in bare or bare.endswith(OPEN_END)) and re.fullmatch(_STILL_AT, bare) is not None
    )


@lru_cache(maxsize=4096)
def parse_date(text: str) -> PartialDate | None:
    """Read one date; None when the text is not a date or the day does not exist (2021-02-30)."""
    plain = half_width(text).strip()
    if not _may_name_year(plain):
        return None
    date_read = _read_plain_date(plain)
    if date_read is None and _may_hold_date(plain):
        bare = date_without_words(plain)
        date_read = _read_plain_date(bare) if bare != plain else None
    return date_read


def _may_name_year(plain: str) -> bool:
    """Whether a text has what every date has, by a quick look: most texts that are asked about are no dates."""
    if "20" in plain or "19" in plain:
        return True
    return "年" in plain and ("一" in plain or "二" in plain or any(map(str.isdigit, plain)))


def _may_hold_date(plain: str) -> bool:
    """Whether a year stands among words in a text: most texts that are no date can be told by that."""
    return "年" in plain or (not plain.isdecimal() and sum(character.isdigit() for character in plain) >= _YEAR_DIGITS)


def _read_plain_date(plain: str) -> PartialDate | None:
    match = next((found for form in _FORMS if (found := re.fullmatch(form, plain))), None)
    if match is not None:
        parts = match.groupdict()
        numbers = [int(parts[name]) if parts.get(name) else None for name in ("year", "month", "day")]
    else:
        match = re.fullmatch(_WORDS, plain) if "年" in plain else None
        if match is None:
            return None
        year_digits = match["year"].translate(DIGITS_OF_WORDS)
        words = [match[name].translate(_OLD_WORDS) if match[name] else "" for name in ("month", "day")]
        numbers = [int(year_digits), *map(whole_number, words)]
        if any(word and number is None for word, number in zip(words, numbers[1:], strict=True)):
            return None
    year, month, day = numbers
    if year is None:
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def parse_span(text: str) -> PartialDate | Span | None:
    """Read a date, or the days between which it lies as `str(Span)` writes them."""
    first, sign, last = text.partition(_SPAN)
    if not sign:
        return parse_date(text)
    try:
        return Span(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None


def parse_period(text: str) -> Period | None:
    """Read a period; a single date is a period of that date. None when it can't be read."""
    typed = half_width(text).strip()
    if not _may_name_year(typed):
        return None
    stripped = re.sub(_FROM, "", re.sub(_IN_BRACKETS, r"\1", re.sub(_TERM, "", typed)))
    plain = _read_plain_period(stripped)
    if plain is not None:
        return plain
    single = parse_date(stripped)
    endless = re.search(_ENDLESS, stripped)
    if endless is not None and endless.end() == len(stripped) and (start := parse_date(stripped[: endless.start()])):
        return Period(start, None)
    if single is not None:
        return Period(single, single)
    for match in re.finditer(_SEPARATOR, stripped):
        before, rest = re.sub(_BEGINNING, "", stripped[: match.start()]), stripped[match.end() :]
        start = parse_date(before) or _read_month_without_sign(before, rest)
        if start is None or not rest:
            continue
        if is_open_end(rest) or is_open_end(stripped[match.start() :]):
            return Period(start, None)
        end = parse_date(rest) or _read_end_in_same_year(rest, start)
        if end is not None:
            return Period(start, end)
    return _read_deeds(stripped)


def _read_deeds(text: str) -> Period | None:
    """2018年3月立项，2020年12月验收: two dates that say that one begins and the other ends it."""
    first, _, last = text.replace(",", "，").partition("，")
    if not (re.search(_STARTED, first) and re.search(_ENDED, last)):
        return None
    start, end = parse_date(first), parse_date(last)
    return Period(start, end) if start is not None and end is not None else None


def _read_plain_period(stripped: str) -> Period | None:
    """2016-09 至 2019-07, 2016-09~至今 and one date: what most write, and what never needs the words around dates."""
    single = _read_plain_date(stripped)
    if single is not None:
        return Period(single, single)
    for sign in ("至", _SPAN):
        before, _, after = (side.strip() for side in stripped.partition(sign))
        start = _read_plain_date(before)
        if start is not None and after in ("今", OPEN_END):
            return Period(start, None)
        end = _read_plain_date(after)
        if start is not None and end is not None:
            return Period(start, end)
    return None


def _read_end_in_same_year(text: str, start: PartialDate) -> PartialDate | None:
    """2019年3月—6月, 2019年3月1日-15日: what is not said again is that of the beginning."""
    match = re.fullmatch(_SAME_YEAR, text.strip()) or re.fullmatch(_SAME_YEAR_BY_SIGN, text.strip())
    if match is None or start.month is None or not (match["month"] or match["day"]):
        return None
    if match["month"] is None and start.day is None:
        return None
    month = int(match["month"]) if match["month"] else start.month
    return parse_date(f"{start.year}-{month}" + (f"-{match['day']}" if match["day"] else ""))


def _read_month_without_sign(before: str, rest: str) -> PartialDate | None:
    """2019年3-6月: the sign after the second month is meant for both."""
    return parse_date(before + "月") if re.fullmatch(r"\d{4}年\d{1,2}", before) and "月" in rest else None

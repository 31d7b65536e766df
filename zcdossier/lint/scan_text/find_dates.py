"""Dates in what was read: 2021年3月5日, 2021.03, 二〇二一年三月, 贰零贰壹年叁月, June 2022, 2021年第3期; of what.

`model.dates` reads a text that is a date; here they are looked for in text that says anything else as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from zcdossier.lint.scan_text.joined_text import JoinedText, PlacedLine, least_confidence
from zcdossier.model.date_words import plain_words_of_date
from zcdossier.model.dates import PartialDate, parse_date
from zcdossier.model.numerals import whole_number
from zcdossier.model.spelling import fold

LINE_END = "\n"
_BREAK = r"\n?"
_YEAR = r"(?P<year>[12](?<!\d[12])(?<!\d[.,/][12])(?:(?<=1)9[5-9]|(?<=2)0[0-4])\d)"
"""1950 to 2049, no figure before it. It begins with a sign: `re` leaps to that, not to what may not stand before."""
_BROKEN_YEAR = r"(?<!\d)(?P<year>(?:2\n0[0-4]\d|20\n[0-4]\d|20[0-4]\n\d))"
"""A year that goes on in the next line."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}[.,]?-?"
_WORDS = "〇○零0o一二三四五六七八九壹贰武叁参肆伍陆柒染捌玖-"
_NUMBERS = "一二三四五六七八九十零壹贰武叁参肆伍陆柒染捌玖拾"
_IN_BREAKS_YEAR = rf"{_BREAK}年{_BREAK}"
_DAY_IN_WORDS = rf"(?:{_BREAK}[{_NUMBERS}]{{1,4}}{_BREAK}日)"
_JOINT_FORM = r"\n?(?:起?[至到]|[-—~～]{1,2}|(?<=[月日\d])一(?=\n?[12]))\n?"
"""What stands between the two ends of a period. A dash is read as 一, too, before a year in figures."""
_JOINT = re.compile(_JOINT_FORM)
_LATER_IN_YEAR = re.compile(
    rf"(?P<month>\d{{1,2}}|[{_NUMBERS}]{{1,3}}){_BREAK}月(?:{_BREAK}(?P<day>\d{{1,2}}|[{_NUMBERS}]{{1,4}}){_BREAK}[日号])?"
    rf"|(?P<only_day>\d{{1,2}}|[{_NUMBERS}]{{1,4}}){_BREAK}[日号]"
)
"""The end of a period that does not say the year again: 2019年3月至9月, 3月4日—8日."""
_CENTURY = "二〇"
"""Lost by OCR at the beginning of a line, or never written."""
_FORMS = (
    (
        rf"{_YEAR}{_BREAK}年{_BREAK}(?P<month>\d{{1,2}}){_BREAK}月(?:{_BREAK}(?P<day>\d{{1,2}}){_BREAK}[日号])?",
        ("年",),
    ),
    (rf"{_YEAR}(?P<sign>[-./])(?P<month>\d{{1,2}})(?:(?P=sign)(?P<day>\d{{1,2}}))?(?!\d|[./]\d)", ("-", ".", "/")),
    (
        rf"(?P<words>[一二壹贰武](?:{_BREAK}[{_WORDS}]){{3}}{_IN_BREAKS_YEAR}[{_NUMBERS}]{{1,3}}{_BREAK}月{_DAY_IN_WORDS}?)",
        ("年",),
    ),
    (rf"{_BROKEN_YEAR}{_BREAK}年(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})[日号])?", ("年",)),
    (
        rf"{_BROKEN_YEAR}(?P<sign>[-./])(?P<month>\d{{1,2}})(?:(?P=sign)(?P<day>\d{{1,2}}))?(?!\d|[./]\d)",
        ("-", ".", "/"),
    ),
    (rf"{_YEAR}年(?P<month>\d{{1,2}})(?={_JOINT_FORM}\d{{1,2}}月)", ("年",)),
    (
        rf"(?<![^\n])(?P<short>[一二][{_WORDS}]年[一二三四五六七八九十]{{1,3}}月(?:[一二三四五六七八九十]{{1,3}}日)?)",
        ("年",),
    ),
    (
        rf"(?<![a-z]){_MONTH_NAME}{_BREAK}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?)?(?P<year>19[5-9]\d|20[0-4]\d)(?!\d)",
        _MONTHS,
    ),
    (rf"(?<!\d)(?P<day>\d{{1,2}}){_MONTH_NAME},?(?P<year>19[5-9]\d|20[0-4]\d)(?!\d)", _MONTHS),
)
"""Each with words of which it has one: most texts have no month in English, and are not searched for it."""
_ISSUES = (
    (rf"{_YEAR}年?,?{_BREAK}(?:第?\d{{1,3}}卷)?,?{_BREAK}第?{_BREAK}(?P<issue>\d{{1,2}})期", ("期",)),
    (rf"{_YEAR}·{_BREAK}(?P<issue>\d{{1,2}})(?!\d)", ("·",)),
    (rf"{_YEAR},{_BREAK}(?:vol\.?)?\d{{1,3}}\((?P<issue>\d{{1,2}})\)", ("(",)),
    (rf"{_YEAR}年?第?\d{{1,3}}卷第?(?P<issue>\d{{1,2}})期", ("期",)),
    (
        rf"(?:vol(?:ume)?|no|issue|number)\.?{_BREAK}\d{{1,3}}[^\d]{{0,4}}\(?(?P<year>19[5-9]\d|20[0-4]\d)(?!\d|年{_BREAK}\d{{1,2}}月)",
        ("vol", "no", "issue", "number"),
    ),
    (
        rf"\d{{1,3}}[卷期]{_BREAK}[(,，、]?{_BREAK}(?P<year>19[5-9]\d|20[0-4]\d)年?(?![\d.-]|年?\d{{1,2}}月)",
        ("卷", "期"),
    ),
)
_OTHER_ROLE = re.compile(
    r"(?:收稿|投稿|修回|修订|录用|接收|接受|检索|查询|打印|下载|印发|印刷|申请日|公开日|出生|生于|创刊|截止|截至|有效期?|到期|received|revised"
    r"|accepted|available|printed|retrieved|accessed)[^\d\n]{0,8}$"
)
_UNTIL = re.compile(
    r"(?:有效期(?:限)?(?:至|到|截止|为)|有效截止|有效至|到期日?|验证截止)(?:日期?|时间)?[:：]?$"
    r"|有效期限?[:：]?(?:自|从)?\d{4}[-./年\d月日]{1,8}(?:日|起)?(?:至|到|-{1,2}|~)$"
)
_LEADS_TO_BEGINNING = re.compile(r"(?:(?:自|从)|(?:起始|开始)(?:时间|日期)?[:=]?)\n?$")
_GOES_ON = re.compile(
    r"(?:起|开始|至|到(?!\n?[\u4e00-\u9fff]{2,16}(?:县|区|镇|乡|村|省|市|院|校|所|站|局|公司))|以来|[-—~～]|一(?=\n?[12]))"
)
_LEADS_TO_END = re.compile(r"(?:(?:至|到|[-—~～]|(?<=[月日\d])一)|(?:结束|终止)(?:时间|日期)?[:=]?)\n?$")
_BORN = re.compile(r"^(?:出生|生(?!效)|创刊|创办|(?:之|以|底)?前(?!后))")
_REACH = 28
_MARKS = ":： 为是于()"


class SpanEnd(StrEnum):
    """Which end of a period a date is."""

    BEGINNING = "beginning"
    END = "end"


class SeenDate(NamedTuple):
    """A date that was read, with what stands before and after it.

    `issue` is that of a journal of that year, 0 where its number is not said. `is_other` says that the words around it
    make it the date of something else: a manuscript's arrival, a birth.
    """

    date: PartialDate
    start: int
    end: int
    lines: tuple[PlacedLine, ...]
    before: str = ""
    after: str = ""
    issue: int | None = None
    in_words: bool = False
    is_other: bool = False
    names_month: bool = False

    @property
    def confidence(self) -> float:
        """How sure its line is."""
        return least_confidence(self.lines)

    def stands_at(self, end: SpanEnd) -> bool:
        """Whether it stands where a period begins, or where one ends."""
        if end is SpanEnd.END:
            return _LEADS_TO_END.search(self.before) is not None
        return _LEADS_TO_BEGINNING.search(self.before) is not None or _GOES_ON.match(self.after) is not None

    @property
    def is_end_of_validity(self) -> bool:
        """Whether it says until when something holds."""
        return _UNTIL.search(self.before.replace(LINE_END, "")) is not None


def find_dates(text: JoinedText) -> list[SeenDate]:
    """Return the dates in a text whose lines end with `LINE_END` and are spelt by `fold`, as they stand in it."""
    found = [*_in_forms(text), *_of_issues(text)]
    found += list(_ends_in_same_year(found, text))
    kept: list[SeenDate] = []
    for date in sorted(found, key=lambda seen: (seen.start, seen.start - seen.end)):
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return kept


def find_periods(dates: Sequence[SeenDate], text: JoinedText) -> Iterator[tuple[SeenDate, SeenDate]]:
    """Yield neighbours of the dates of a text that are the two ends of a period."""
    for first, last in pairwise(dates):
        joint = _JOINT.match(text.text, first.end)
        if joint is not None and joint.end() == last.start:
            yield first, last


def joined_for_dates(lines: list[PlacedLine]) -> JoinedText:
    """Return lines joined so that dates can be found in them."""
    return JoinedText.of(lines, fold, LINE_END)


def _in_forms(text: JoinedText) -> Iterator[SeenDate]:
    for match in _matches(_FORMS, text.text):
        parts = match.groupdict()
        words = parts.get("words") or (_CENTURY + parts["short"] if parts.get("short") else "")
        date = parse_date(plain_words_of_date(words.replace(LINE_END, ""))) if words else _date_of(parts)
        if date is not None:
            yield _seen(date, match, text, in_words=bool(words))._replace(names_month=bool(parts.get("name")))


def _ends_in_same_year(starts: Iterable[SeenDate], text: JoinedText) -> Iterator[SeenDate]:
    """The ends of periods that some dates begin, where their years are not said again."""
    for start in starts:
        joint = _JOINT.match(text.text, start.end) if start.date.month is not None else None
        match = _LATER_IN_YEAR.match(text.text, joint.end()) if joint is not None else None
        if match is None or (match["only_day"] and start.date.day is None):
            continue
        month = start.date.month if match["only_day"] else whole_number(match["month"])
        day = whole_number(match["only_day"] or match["day"] or "")
        end = parse_date(f"{start.date.year}-{month}" + (f"-{day}" if day else ""))
        if end is not None and end.last >= start.date.first:
            yield _seen(end, match, text, in_words=start.in_words)._replace(is_other=start.is_other)


def _of_issues(text: JoinedText) -> Iterator[SeenDate]:
    for match in _matches(_ISSUES, text.text):
        issue = match.groupdict().get("issue")
        yield _seen(PartialDate(int(match["year"])), match, text)._replace(issue=int(issue) if issue else 0)


def _matches(forms: Iterable[tuple[str, Sequence[str]]], text: str) -> Iterator[re.Match[str]]:
    for form, words in forms:
        if any(word in text for word in words):
            yield from re.finditer(form, text)


def _seen(date: PartialDate, match: re.Match[str], text: JoinedText, *, in_words: bool = False) -> SeenDate:
    before = text.text[max(0, match.start() - _REACH) : match.start()].rstrip(LINE_END)
    after = text.text[match.end() : match.end() + _REACH].lstrip(LINE_END)
    is_other = _OTHER_ROLE.search(before) is not None or _BORN.match(after) is not None
    lines = text.lines_at(match.start(), match.end())
    return SeenDate(date, match.start(), match.end(), lines, before, after, in_words=in_words, is_other=is_other)


def _date_of(parts: dict[str, str | None]) -> PartialDate | None:
    name = parts.get("name")
    month = str(_MONTHS.index(name) + 1) if name else parts["month"]
    day = parts.get("day")
    year = (parts["year"] or "").replace(LINE_END, "")
    return parse_date(f"{year}-{month}" + (f"-{day}" if day else ""))


def follows_words(seen: SeenDate, words: tuple[str, ...]) -> bool:
    """Whether one of some words stands right before a date."""
    before = seen.before.replace(LINE_END, "").rstrip(_MARKS)
    return any(before.endswith(fold(word)) for word in words)


def agree(date: PartialDate, seen: PartialDate) -> bool:
    """Whether two dates can be the same day or month, as far as each is known."""
    return date.first <= seen.last and seen.first <= date.last


def spellings_of_date(date: PartialDate) -> Iterator[str]:
    """Yield how a date is written in full, as `fold` spells it: in digits and in words."""
    month, day = date.month, date.day
    if month is None:
        return
    yield f"{date.year}年{month}月" + (f"{day}日" if day else "")
    digits = "〇一二三四五六七八九"
    year = "".join(digits[int(digit)] for digit in str(date.year))
    yield f"{year}年{_in_words(month)}月" + (f"{_in_words(day)}日" if day else "")


def _in_words(number: int) -> str:
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")

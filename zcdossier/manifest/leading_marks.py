"""What stands at the start of a scan's file name before the words: numbers, dates, what scanners and phones put there.

Texts are expected after NFKC: ① is 1 and （1） is (1) then.
"""

import re
from typing import NamedTuple

_SEPARATOR = r"[\s\-_—–.、,:)\]】]*"
_SCANNER = re.compile(
    r"(?:扫描全能王|扫描件|扫描|复印件|微信图片|微信截图|微信扫描|拍照|新文档|新建文档|屏幕截图|"
    r"camscanner|adobe scan|microsoft lens|office lens|screenshot|scanned|scan|mmexport|img|dsc|pxl|wps)"
    r"(?![a-z])[\s_\-]*(?:\(?\d{3,}\)?[\s_\-]*)*",
    re.IGNORECASE,
)
_DATE = (
    r"(?:(?:19|20)\d{2}\s*年\s*(?:\d{1,2}\s*月\s*(?:\d{1,2}\s*[日号])?)?"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)"
    r"|(?:19|20)\d{2}[-_./](?:0?[1-9]|1[0-2])(?!\d)(?:(?:[-_./](?:0[1-9]|[12]\d|3[01])|\.[1-9])(?!\d))?"
    r"|(?:19|20)\d{2}(?!\d)"
    r"|\d{1,2}-\d{1,2}-(?:19|20)\d{2}(?:\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?)?)" + _SEPARATOR
)
_NUMBER = re.compile(
    r"(?:第\s*(?P<page>\d{1,4})\s*[页张份号部]|[(\[【]\s*(?P<inside>\d{1,4})\s*[)\]】]|(?:附件?|no\.?\s*)?(?P<plain>\d{1,4})(?!\d))"
    + _SEPARATOR,
    re.IGNORECASE,
)
_CHINESE = (
    r"(?:第\s*(?P<page>[一二三四五六七八九十]{1,3})\s*[页张份号部]|[(\[【](?P<inside>[一二三四五六七八九十]{1,3})[)\]】]"
    r"|(?P<plain>[一二三四五六七八九十]{1,3})(?=[、.)\-_ ]))" + _SEPARATOR
)
_BARE = re.compile(r"[(\[【]?\d{1,4}[)\]】]?[.、]?")
_VALUES = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}


class LeadingMarks(NamedTuple):
    """How many characters they take, the number among them, and whether the whole name is but a number."""

    length: int
    number: int | None
    is_bare_number: bool = False


def read_leading_marks(stem: str) -> LeadingMarks:
    """Read numbers, dates and scanners' words from the start of a name without its ending."""
    if _BARE.fullmatch(stem):
        return LeadingMarks(len(stem), int(re.sub(r"\D", "", stem)), is_bare_number=True)
    at, number = 0, None
    while at < len(stem):
        mark = _SCANNER.match(stem, at) or _match_date(stem, at)
        if mark:
            at = mark.end()
            continue
        match = None if number is not None else _NUMBER.match(stem, at) or re.compile(_CHINESE).match(stem, at)
        if match is None or match.end() == len(stem):  # nothing follows: it counts what stands before it
            break
        number = _value_of_number(match)
        at = match.end()
    return LeadingMarks(at, number)


def _match_date(stem: str, at: int) -> re.Match[str] | None:
    """Most names have no date: the pattern is compiled when one has a year."""
    return re.compile(_DATE).match(stem, at) if "19" in stem or "20" in stem else None


def _value_of_number(match: re.Match[str]) -> int:
    text = next(group for group in match.groups() if group)
    if text.isdecimal():
        return int(text)
    tens, has_ten, ones = text.partition("十")
    if not has_ten:
        return _VALUES[text[-1]]
    return _VALUES.get(tens[-1:], 1) * 10 + _VALUES.get(ones[:1], 0)

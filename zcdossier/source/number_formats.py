"""What a number in a cell looks like: dates, percentages, fractions and leading zeros, by the cell's number format.

A spreadsheet keeps the number alone: 2021-03 typed into a cell that is not text is 44256 and `yyyy-mm`. What a format
leaves out of a date was not typed, and is not told.
"""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from typing import NamedTuple


class Origin(Enum):
    """What a program made of what was typed into a cell."""

    TEXT = "text"
    NUMBER = "number"
    LONG_NUMBER = "long number"
    DATE = "date"
    DAY_OF_MONTH = "month and day, without a year"
    ERROR = "error"
    UNCALCULATED = "formula without a result"


class ShownNumber(NamedTuple):
    """A number as it is shown, and what it is."""

    text: str
    origin: Origin


_DIGITS = 15
"""More digits than these a spreadsheet replaces by zeros."""
_LARGEST_EXPONENT, _LONGEST_CODE = 308, 255
_FRACTION = re.compile(r"[?#0]+\s*/\s*(?P<below>[?#0-9]+)")
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CLOCK = re.compile(r"[hs]|am/pm", re.IGNORECASE)
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - dates of cells have no zone
_LAST_SERIAL = 2_958_465  # 9999-12-31
_YMD, _YM, _MD = "yyyy-mm-dd", "yyyy-mm", "m-d"
_BUILT_IN = {
    9: "0%", 10: "0.00%", 12: "# ?/?", 13: "# ??/??", 14: _YMD, 15: _YMD, 16: _MD, 17: _YM,
    18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: _YMD, 27: _YM, 28: _MD, 29: _MD, 30: _YMD, 31: _YMD,
    32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: _YM, 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    50: _YM, 51: _MD, 52: _YM, 53: _MD, 54: _MD, 55: "h:mm", 56: "h:mm:ss", 57: _YM, 58: _MD, 1: "0", 2: "0.00",
}  # fmt: skip
"""The formats that files name by number alone, as Chinese Excel and WPS show them."""


def format_code(number: int, own: dict[int, str]) -> str:
    """Return the format of that number: the file's own, else the built-in one; empty for General."""
    return own.get(number) or _BUILT_IN.get(number, "")


def show_number(raw: str, code: str, *, from_1904: bool = False) -> ShownNumber:
    """Return a number as its format shows it. `raw` is the text of the cell's value."""
    try:
        number = Decimal(raw)
    except InvalidOperation:
        return ShownNumber(raw, Origin.TEXT)
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        return ShownNumber(raw[:_LONGEST_CODE], Origin.TEXT)
    bare = _LITERALS.sub("", code[:_LONGEST_CODE].split(";", 1)[0]).casefold()
    date = _shown_date(number, bare, from_1904=from_1904)
    if date is not None:
        return date
    origin = Origin.LONG_NUMBER if abs(number) >= Decimal(10) ** _DIGITS else Origin.NUMBER
    return ShownNumber(_shown_plain(number, bare), origin)


def _shown_date(number: Decimal, bare: str, *, from_1904: bool) -> ShownNumber | None:
    has_year, has_day = "y" in bare, "d" in bare
    has_month = "m" in bare and (has_year or not _CLOCK.search(bare))
    if not (has_year or has_day or has_month) or not 0 <= number <= _LAST_SERIAL:
        return None
    try:
        moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=int(number))
    except OverflowError:
        return None
    if has_year:
        pieces = [f"{moment.year:04}", *([f"{moment.month:02}"] if has_month else [])]
        pieces += [f"{moment.day:02}"] if has_day and has_month else []
        return ShownNumber("-".join(pieces), Origin.DATE)
    text = f"{moment.month}月{moment.day}日" if has_day else f"{moment.month}月"
    return ShownNumber(text, Origin.DAY_OF_MONTH)


def _shown_plain(number: Decimal, bare: str) -> str:
    if "%" in bare:
        return f"{_plain(_rounded(number * 100, bare))}%"
    fraction = _FRACTION.search(bare)
    if fraction is not None and number != number.to_integral_value():
        return _shown_fraction(number, fraction["below"])
    digits = re.fullmatch(r"(0+)(?:\.(0{1,30}))?\s*", bare)
    if digits is None:
        return _plain(_without_noise(number))
    after = len(digits[2] or "")
    return f"{number:0{len(digits[1]) + (after + 1 if after else 0)}.{after}f}"


def _shown_fraction(number: Decimal, below: str) -> str:
    top = int(below) if below.isdecimal() and int(below) else 10 ** min(len(below), 3) - 1
    part = Fraction(number).limit_denominator(top)
    return f"{part.numerator}/{part.denominator}"


def _rounded(number: Decimal, bare: str) -> Decimal:
    after = re.search(r"\.(0+)", bare)
    return _without_noise(number) if after is None else round(number, len(after[1]))


def _without_noise(number: Decimal) -> Decimal:
    """A program shows 15 digits: 0.30000000000000004 is 0.3."""
    return Decimal(f"{number:.{_DIGITS}g}") if number != number.to_integral_value() else number


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}" if number else "0"

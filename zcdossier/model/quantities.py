"""Quantities as people write them: 2 MB, 600K, 10.5 pt, 五号, 210 mm, 300 dpi, 358x441; and how they are written back.

What a K is differs between notices. A profile says it once (`units: {kilobyte: 1000 | 1024 | either}`); where it does
not, a size stands for everything between the two readings. All amounts are exact fractions.
"""

import re
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.spelling import half_width


class Kilobyte(StrEnum):
    """How many bytes a K has in a notice."""

    DECIMAL = "1000"
    BINARY = "1024"
    EITHER = "either"


class Unit(StrEnum):
    """What an amount is counted in."""

    NONE = ""
    BYTES = "bytes"
    PIXELS = "pixels"
    DPI = "dpi"
    MILLIMETRES = "mm"
    POINTS = "pt"
    BITS = "bits"
    PAGES = "pages"
    PICTURES = "pictures"
    FILES = "files"
    CHARACTERS = "characters"
    LINES = "lines"


class Interval(NamedTuple):
    """An amount that is known to lie from `low` to `high`; both are the same where it is known exactly."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


class UnitWords(NamedTuple):
    """How a unit is written after a number, and the other ways in which a profile may write it."""

    label: Label
    spellings: tuple[str, ...] = ()


UNIT_WORDS = {
    Unit.NONE: UnitWords(Label("")),
    Unit.BYTES: UnitWords(Label("字节", "bytes"), ("b", "byte", "bytes", "字节")),
    Unit.PIXELS: UnitWords(Label("像素", "px"), ("px", "pixel", "pixels", "像素")),
    Unit.DPI: UnitWords(Label("dpi", "dpi"), ("dpi", "ppi", "像素/英寸")),
    Unit.MILLIMETRES: UnitWords(Label("毫米", "mm")),
    Unit.POINTS: UnitWords(Label("磅", "pt")),
    Unit.BITS: UnitWords(Label("位", "bits"), ("bit", "bits", "位")),
    Unit.PAGES: UnitWords(Label("页", "pages"), ("page", "pages", "页")),
    Unit.PICTURES: UnitWords(Label("张", "pictures"), ("picture", "pictures", "张", "幅")),
    Unit.FILES: UnitWords(Label("个", "files"), ("file", "files", "个", "份", "张")),
    Unit.CHARACTERS: UnitWords(Label("字", "characters"), ("character", "characters", "字", "字符")),
    Unit.LINES: UnitWords(Label("行", "lines"), ("line", "lines", "行")),
}
POINT_IN_MM = Fraction(127, 360)
"""A point is a seventy-second of an inch."""
_IN_POINTS = {
    "mm": 1 / POINT_IN_MM,
    "毫米": 1 / POINT_IN_MM,
    "cm": 10 / POINT_IN_MM,
    "厘米": 10 / POINT_IN_MM,
    "in": Fraction(72),
    "inch": Fraction(72),
    "inches": Fraction(72),
    "英寸": Fraction(72),
    "pt": Fraction(1),
    "磅": Fraction(1),
    "point": Fraction(1),
    "points": Fraction(1),
}
TYPE_SIZES = {
    "初号": "42",
    "小初": "36",
    "一号": "26",
    "小一": "24",
    "二号": "22",
    "小二": "18",
    "三号": "16",
    "小三": "15",
    "四号": "14",
    "小四": "12",
    "五号": "10.5",
    "小五": "9",
    "六号": "7.5",
    "小六": "6.5",
    "七号": "5.5",
    "八号": "5",
}
"""The sizes of Chinese type, in points."""
PAPERS = {
    name: (Fraction(short), Fraction(long))
    for name, short, long in (
        ("A3", "297", "420"),
        ("A4", "210", "297"),
        ("A5", "148", "210"),
        ("B4", "257", "364"),
        ("B5", "182", "257"),
        ("16K", "185", "260"),
        ("letter", "215.9", "279.4"),
        ("legal", "215.9", "355.6"),
    )
}
"""Sheets by their shorter and longer side, in millimetres. B4 and B5 are those of JIS, which printers here mean."""
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15}(?:_\d{3})*)(?:\.\d{1,15})?"
_QUANTITY = rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\d\s.,_+-]\S*)?"
_BETWEEN = r"\s*(?:\.\.\.?|~|—+|–|至|到)\s*"
_TIMES = r"(?i)\s*(?:(?<!p)x|[×*✕乘])\s*"
_POWERS = {"k": 1, "千": 1, "m": 2, "兆": 2, "g": 3, "吉": 3}
_BYTES = r"(?P<power>[kmg千兆吉])(?P<binary>i)?(?:b|bytes?|字节)?"
_MOST_PLACES = 4
PLACES = {Unit.MILLIMETRES: 1, Unit.POINTS: 2, Unit.DPI: 1}
"""To how many places a unit is told: more of a millimetre or a point is nothing that anybody measures."""


def read_quantity(text: str, unit: Unit, kilobyte: Kilobyte = Kilobyte.EITHER) -> Interval | None:
    """Read an amount, with its unit or (a bare number) in the measure's own; None when it is none.

    Only a size in K, M or G can be an interval, and only where it is not said what a K is.
    """
    stripped = half_width(text).strip()
    if unit in (Unit.POINTS, Unit.MILLIMETRES) and stripped.removesuffix("字") in TYPE_SIZES:
        return _in_unit(Fraction(TYPE_SIZES[stripped.removesuffix("字")]), unit)
    if unit is Unit.NONE and stripped.endswith("%"):
        share = read_quantity(stripped[:-1], unit)
        return None if share is None else Interval(share.low / 100, share.high / 100)
    match = re.fullmatch(_QUANTITY, stripped)
    if match is None:
        return None
    number = Fraction(match["number"].replace(",", "").replace("_", ""))
    written = (match["unit"] or "").casefold()
    if not written or written in UNIT_WORDS[unit].spellings:
        return Interval(number, number)
    if unit is Unit.BYTES:
        return _in_bytes(number, written, kilobyte)
    if unit in (Unit.POINTS, Unit.MILLIMETRES) and written in _IN_POINTS:
        return _in_unit(number * _IN_POINTS[written], unit)
    return None


def _in_unit(points: Fraction, unit: Unit) -> Interval:
    amount = points * POINT_IN_MM if unit is Unit.MILLIMETRES else points
    return Interval(amount, amount)


def _in_bytes(number: Fraction, written: str, kilobyte: Kilobyte) -> Interval | None:
    match = re.fullmatch(_BYTES, written)
    if match is None:
        return None
    power = _POWERS[match["power"]]
    decimal, binary = number * 1000**power, number * 1024**power
    if match["binary"] or kilobyte is Kilobyte.BINARY:
        return Interval(binary, binary)
    return Interval(decimal, decimal if kilobyte is Kilobyte.DECIMAL else binary)


def split_band(text: str) -> tuple[str, str] | None:
    """Return both ends of what is written like `14K..40K` or `14K~40K`; a unit at the end is that of both."""
    ends = re.split(_BETWEEN, text.strip())
    if len(ends) != 2 or not all(ends):  # noqa: PLR2004 - a band has two ends
        return None
    low, high = ends
    unit = re.fullmatch(_QUANTITY, half_width(high).strip())
    bare = re.fullmatch(_QUANTITY, half_width(low).strip())
    if unit is not None and unit["unit"] and bare is not None and not bare["unit"]:
        low += unit["unit"]
    return low, high


def split_open_band(text: str) -> tuple[str, str] | None:
    """Return both ends of a band, one of which may be open (empty): `..40K`, `300x400..`."""
    low, dots, high = (end.strip() for end in text.partition(".."))
    if dots and bool(low) != bool(high):
        return low, high.lstrip(". ")
    return split_band(text)


def read_two_quantities(text: str, unit: Unit) -> tuple[Interval, Interval] | None:
    """Read a width and a height: 358x441, 358×441像素, 21cm x 29.7cm, A4 (as the sheet stands upright)."""
    stripped = half_width(text).strip()
    if unit is Unit.MILLIMETRES:
        named = {name.casefold(): size for name, size in PAPERS.items()}.get(stripped.casefold())
        if named is not None:
            width, height = named
            return Interval(width, width), Interval(height, height)
    sides = re.split(_TIMES, stripped)
    if len(sides) != 2:  # noqa: PLR2004 - a width and a height
        return None
    with_unit = re.fullmatch(_QUANTITY, sides[1].strip())
    if with_unit is not None and with_unit["unit"] and _is_bare(sides[0]):
        sides[0] += with_unit["unit"]
    width_read, height_read = (read_quantity(side, unit) for side in sides)
    return None if width_read is None or height_read is None else (width_read, height_read)


def _is_bare(text: str) -> bool:
    match = re.fullmatch(_QUANTITY, text.strip())
    return match is not None and not match["unit"]


def format_amount(amount: Fraction, places: int = 4) -> str:
    """Write an amount with commas between thousands, and so many places at most: 20,971,520, 0.6667, 10.5."""
    if amount.denominator == 1:
        return f"{int(amount):,}"
    text = f"{float(amount):,.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def format_quantity(amount: Fraction, unit: Unit) -> Label:
    """Write an amount with its unit, in both languages."""
    places = PLACES.get(unit, _MOST_PLACES)
    figure, words = format_amount(amount, places), UNIT_WORDS[unit].label
    return Label(f"{figure} {words.zh}", f"{figure} {words.text('en')}") if words.zh else Label(figure, figure)


def examples_of(unit: Unit) -> str:
    """Return how amounts of this unit may be written, for who wrote one that can't be read."""
    return {
        Unit.BYTES: "2 MB, 600K, 20971520",
        Unit.MILLIMETRES: "210 mm, 21 cm, 8.5 in",
        Unit.POINTS: "10.5 pt, 五号",
        Unit.PIXELS: "358, 358 px",
        Unit.DPI: "300, 300 dpi",
    }.get(unit, "3, 0.65")

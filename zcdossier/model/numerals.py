"""Numbers as people write them: 64, ６４, 六十四, 64学时, 约5人, 1,200, but never a guess between two numbers."""

import re
from decimal import Decimal

from zcdossier.model.reservations import is_taken_back
from zcdossier.model.spelling import half_width

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = "".join(_DIGITS) + "".join(_TENS)
NUMERAL = rf"(?:\d{{1,6}}|[{_CHINESE}]{{1,7}})"
"""A regular expression for a whole number in digits or in words."""

LETTERS_FOR_DIGITS = str.maketrans("OolI", "0011")
"""Letters that are typed where digits are meant."""
_PLAIN = r"[+-]?\d{1,15}(?:\.\d{1,15})?"
_WITH_UNIT = (
    rf"(?i)(?:(?:包?含|包括|连)本人(?:在内)?[,，]?\s*)?(?:本人等|约|大约|共|总|共计|合计|总计|第|满|已满|计|达|(?:申报)?(?:专业)?序号|编号|no\.?|№)?\s*[:：]?\s*(?P<number>[+-]?(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,15}})(?:\.\d{{1,15}})?|[{_CHINESE}]{{1,7}})"
    r"\s*(?P<unit>[^\d\s.,，、/+~～—-]{0,6}?)\s*(?:左右|整|余)?\s*[。.]?"
)
_NOTE = r"\s*[(（][^\d()（）一二三四五六七八九十]*[)）]\s*$"
_WITHOUT_ONESELF = r"不[包含括]*本人|除本人|本人[除之以]?外"
_ITEMISED = r"(?P<sum>\d{1,6})[^\d()（）]{0,3}[(（](?P<items>[^()（）.]+)[)）]"
_PERCENT_WORDS = rf"百分之\s*(?P<number>\d{{1,3}}(?:\.\d+)?|[{_CHINESE}]{{1,4}})"
_FRACTION = r"0?\.\d{1,4}"
_LATIN_UNITS = {
    "min": "分钟",
    "mins": "分钟",
    "minutes": "分钟",
    "'": "分钟",
    "′": "分钟",
    "h": "小时",
    "hours": "小时",
    "years": "年",
    "year": "年",
}
_COUNTED = frozenset("人名位个项篇次届本条例门班页件份台套岁期场部册种种章份") | {"", "人次", "万字", "周岁", "%", "％"}
_MEASURED = (
    "分钟",
    "小时",
    "学时",
    "课时",
    "学分",
    "万元",
    "年度",
    "学年",
    "学期",
    "个月",
    "天",
    "日",
    "月",
    "年",
    "周",
    "元",
    "节",
    "字",
)
_HEAD_COUNTED = ("位", "名", "人")
_UNITS = sorted((unit for unit in (*_MEASURED, *_COUNTED) if unit), key=len, reverse=True)
_CLASS_HOURS = r"[学课]时"
_EQUAL_UNITS = ({"学时", "课时", "节"}, {"年", "年度", "学年"}, {"天", "日"}, {"月", "个月"})


def plain_number(text: str) -> Decimal | None:
    """Read digits, a sign, a decimal point; nothing of powers, signs between thousands or units."""
    stripped = text.strip()
    return Decimal(stripped) if re.fullmatch(_PLAIN, stripped) else None


def holds_numeral(text: str) -> bool:
    """Whether a digit, or a numeral in words, stands in a text."""
    return any(character.isdecimal() or character in _CHINESE for character in text)


def whole_number(text: str) -> int | None:
    """Read a whole number without sign, in digits or in words up to 9999; None when it is neither."""
    stripped = text.strip()
    if stripped.isdecimal():
        return int(stripped)
    return _in_words(stripped)


def read_number(text: str, label: str = "") -> Decimal | None:
    """Read a number that may carry a unit, unless the unit is another than the one that `label` names."""
    stripped = half_width(text).strip()
    if stripped.endswith((")", "）")):
        stripped = _without_its_sum(re.sub(_NOTE, _unless_it_counts, stripped))
    number = plain_number(stripped)
    if number is not None:
        return number
    match = re.fullmatch(_WITH_UNIT, stripped)
    if match is None or not unit_fits(match["unit"], label):
        return None
    digits = match["number"].replace(",", "")
    number = plain_number(digits)
    words = _in_words(digits) if number is None else None
    return Decimal(words) if words is not None else number


def _unless_it_counts(note: re.Match[str]) -> str:
    """5人（不含本人） is another number, 208学时（待核） none yet; any other remark leaves the number what it is."""
    return note[0] if is_taken_back(note[0]) or re.search(_WITHOUT_ONESELF, note[0]) else ""


def _without_its_sum(text: str) -> str:
    """20(住院15门诊5) is 20: the numbers in the bracket, two or more, add up to it. Any others are a second number."""
    match = re.fullmatch(_ITEMISED, text)
    items = [int(digits) for digits in re.findall(r"\d+", match["items"])] if match is not None else []
    return match["sum"] if match is not None and len(items) > 1 and sum(items) == int(match["sum"]) else text


def plain_percentage(text: str) -> str:
    """Return 百分之五 and 0.05 as 5%; any other text as it is. A share below one without its sign is a fraction."""
    stripped = half_width(text).strip()
    match = re.fullmatch(_PERCENT_WORDS, stripped)
    if match is not None:
        words = _in_words(match["number"])
        return f"{match['number'] if words is None else words}%"
    if re.fullmatch(_FRACTION, stripped):
        return f"{(Decimal(stripped) * 100).normalize():f}%"
    return text


def unit_fits(unit: str, label: str) -> bool:
    """Whether an amount in a unit answers to a label: 148课堂学时 to 课堂教学自然课时数, 24h to 学时, no 元 to 学时."""
    if unit.casefold() == "h" and re.search(_CLASS_HOURS, label):
        return True
    unit = _LATIN_UNITS.get(unit.casefold(), unit)
    measure = next((measure for measure in (*_MEASURED, *_HEAD_COUNTED) if unit.endswith(measure)), "")
    if measure and unit.removesuffix(measure) in label:
        unit = measure
    elif unit[:1] in _HEAD_COUNTED and unit[1:] in label:
        unit = unit[:1]
    unit = unit[1:] if unit[:1] == "个" and unit[1:] in _MEASURED else unit
    if unit in _COUNTED or (unit and unit in label):
        return True
    if unit not in _MEASURED:
        return False
    alike = next((units for units in _EQUAL_UNITS if unit in units), {unit})
    named = {measure for measure in _MEASURED if measure in label}
    return bool(named & alike) if named else "元" not in unit


def leading_unit(text: str) -> str:
    """Return the unit that a text begins with; an empty text where it begins with none."""
    return next(filter(text.startswith, _UNITS), "")


def trailing_unit(text: str) -> str:
    """Return the unit that a text ends with; an empty text where it ends with none."""
    return next(filter(text.endswith, _UNITS), "")


def _in_words(text: str) -> int | None:
    if not text or any(character not in _CHINESE for character in text):
        return None
    if not any(character in _TENS for character in text):
        return _DIGITS[text] if len(text) == 1 else None
    total, digit, last = 0, None, 10000
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        else:
            if _TENS[character] >= last or (digit is None and total):
                return None
            last = _TENS[character]
            total += (1 if digit is None else digit) * last
            digit = None
    return total + (digit or 0)

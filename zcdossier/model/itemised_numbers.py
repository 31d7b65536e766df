"""A number said with what it is made of: 100+48, 理论100、实验48, 2学分/32学时, 10小时40分, 16*4=64.

Numbers are added only where a sign or their names say that they make up one whole (理论 and 实验, 上 and 下, 住院 and
门诊), and a total that is said has to be their sum. Of amounts in several units the one that is asked for is meant.
"""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from zcdossier.model.spelling import half_width

_FAMILIES = (
    r"第?[12一二]学期|[上下](?:学期|半学年|半年)?|[秋春](?:季学期|学期|季)?",
    r"(?:课堂)?(?:理论|实验|实践|上机|讲授|讨论|实训)(?:课|教学)?",
    r"住院|门诊|急诊",
    r"教师|学生|校内|校外|院内|院外",
)
_TOTAL = r"总共|共计|合计|总计|共|总"
_EACH = "每"
_AMONG = "其中|含|包含|包括"
_MEASURE = r"学分|学时|课时"
_UNNAMED = rf"(?:{_TOTAL})?"
_PART = rf"(?:{'|'.join(_FAMILIES)}|{_TOTAL})"
_NAME = rf"(?:{_PART}|{_MEASURE})"
_NUMBER = r"\d{1,6}(?:\.\d{1,4})?"
_AMOUNT = re.compile(
    rf"\s*(?P<name>{_NAME}|[\u4e00-\u9fff]{{1,8}}?)?\s*[:：为]?\s*(?P<number>{_NUMBER})\s*"
    rf"(?P<unit>(?:(?!{_PART})[\u4e00-\u9fff]){{0,5}}?|[A-Za-z'′]{{1,7}})\s*(?:[(（](?P<after>{_NAME})[)）]|(?P<behind>{_PART})(?!\s*[:：为]?\s*\d))?"
    rf"\s*(?P<sign>[+＋、,，;；/]|$|(?=\s*{_NAME}\s*[:：为]?\s*\d))"
)
_RESULT = r"(?P<made>[^=≈]+)[=≈](?P<total>[^=≈]+)"
_FACTOR = r"[^\d\s*×xX/÷]{0,5}"
_PRODUCT = rf"\s*(?P<left>{_NUMBER})\s*{_FACTOR}\s*(?P<sign>[*×xX/÷])\s*(?P<right>{_NUMBER})\s*{_FACTOR}\s*"
_NOTED = r"(?P<head>[^()（）]+)[(（](?P<note>[^()（）]+)[)）]"
_OF_WHICH = r"[,，;；]?\s*其中[^()（）]*$"
_LESSON = r"(?:学时|课时|节)"
_RATE = (
    rf"(?:每周\s*{_NUMBER}\s*{_LESSON}|每\s*{_LESSON}\s*{_NUMBER}\s*分钟?"
    rf"|{_NUMBER}\s*(?:分钟?|min)\s*/\s*每?\s*{_LESSON})"
)
_IN_WORDS = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,4})\s*(?P<unit>个?[\u4e00-\u9fff]{1,3})"
_CLOCK = r"(?P<hours>\d{1,4})\s*(?:个?小时|h)\s*(?P<minutes>\d{1,2})\s*(?:分钟?|min)"
"""With the minutes said it is time by the clock; what 小时 alone means where 学时 are counted is not sure."""


class _Amount(NamedTuple):
    number: Decimal
    name: str
    unit: str
    sign: str


def read_itemised(text: str, unit_fits: Callable[[str], bool]) -> Decimal | None:
    """Return the number that a text with several numbers means, or None where that can't be told for sure."""
    plain = half_width(text).strip().rstrip("。.")
    if not any(map(str.isdigit, plain)):
        return None
    result = re.fullmatch(_RESULT, plain)
    if result is not None:
        return _read_result(result["made"], result["total"], unit_fits)
    clock = re.fullmatch(_CLOCK, plain)
    if clock is not None and unit_fits("分钟") and not unit_fits("小时"):
        return Decimal(clock["hours"]) * 60 + Decimal(clock["minutes"])
    bare = re.sub(_OF_WHICH, "", plain)
    noted = re.fullmatch(_NOTED, bare)
    if noted is not None:
        return _read_noted(noted["head"], noted["note"], unit_fits)
    amounts = list(_read_amounts(bare))
    if len(amounts) == 1 and bare != plain and _fits(amounts[0], unit_fits):
        return amounts[0].number
    return _sum_up(amounts, unit_fits) or _pick_by_unit(amounts, unit_fits)


def _read_amounts(text: str) -> Iterator[_Amount]:
    """Yield the amounts in a text; none where anything else stands in it."""
    at, found = 0, []
    while at < len(text):
        match = _AMOUNT.match(text, at)
        if match is None:
            return
        name, unit = match["name"] or match["after"] or match["behind"] or "", match["unit"]
        if re.fullmatch(_MEASURE, name):
            name, unit = "", name
        found.append(_Amount(Decimal(match["number"]), name, unit, match["sign"]))
        at = match.end()
    yield from found


def _read_single(text: str) -> _Amount | None:
    amounts = list(_read_amounts(text))
    return amounts[0] if len(amounts) == 1 else None


def _read_result(made: str, total: str, unit_fits: Callable[[str], bool]) -> Decimal | None:
    """100+48=148, 16*4=64, 640/45≈14: the result, where it is one (to the whole number)."""
    result, product = _read_single(total), re.fullmatch(_PRODUCT, made)
    if result is None or not _fits(result, unit_fits):
        return None
    if product is None:
        computed = _sum_up(list(_read_amounts(made)), unit_fits)
    else:
        left, right = Decimal(product["left"]), Decimal(product["right"])
        computed = (left / right if right else None) if product["sign"] in "/÷" else left * right
    return result.number if computed is not None and abs(computed - result.number) < 1 else None


def _read_noted(head: str, note: str, unit_fits: Callable[[str], bool]) -> Decimal | None:
    """148学时（理论100+实验48）, 32（2学分）, 3天（24学时）: the bracket itemises, or is in another unit."""
    whole = _read_single(head)
    if whole is None or whole.sign:
        return None
    items = list(_read_amounts(note))
    if not _fits(whole, unit_fits):
        return items[0].number if len(items) == 1 and items[0].unit and unit_fits(items[0].unit) else None
    in_words = re.fullmatch(_IN_WORDS, note.strip())
    says_another = bool(items) and all(item.unit and not unit_fits(item.unit) for item in items)
    if in_words is not None and not unit_fits(in_words["unit"]):
        says_another = True
    product = re.fullmatch(_PRODUCT, note)
    if product is not None and product["sign"] not in "/÷":
        return whole.number if Decimal(product["left"]) * Decimal(product["right"]) == whole.number else None
    if len(items) == 1 and re.match(_AMONG, items[0].name) and items[0].number <= whole.number:
        return whole.number
    if says_another or re.fullmatch(_RATE, note.strip()) or _sum_up(items, unit_fits) == whole.number:
        return whole.number
    return None


def _sum_up(amounts: list[_Amount], unit_fits: Callable[[str], bool]) -> Decimal | None:
    """The sum of what makes up one whole; where a total stands among them it has to be that."""
    items = [amount for amount in amounts if not re.fullmatch(_TOTAL, amount.name)]
    totals = [amount for amount in amounts if amount not in items]
    if len(amounts) < 2 or len(totals) > 1 or not all(_fits(amount, unit_fits) for amount in amounts):  # noqa: PLR2004
        return None
    added = all(item.sign in ("+", "＋") for item in items[:-1])
    names = {item.name for item in items}
    total = totals[0].number if totals else None
    if total is not None and len(items) == 1 and re.match(_EACH, items[0].name):  # 每周4学时，共148
        return total
    of_one_family = len(names) == len(items) and any(
        all(re.fullmatch(family, name) for name in names) for family in _FAMILIES
    )
    computed = sum((item.number for item in items), Decimal(0))
    if len(items) < 2 or not (added or of_one_family or totals) or total not in (None, computed):  # noqa: PLR2004
        return None
    return computed


def _pick_by_unit(amounts: list[_Amount], unit_fits: Callable[[str], bool]) -> Decimal | None:
    """2学分/32学时, 32/2学分: one is in the unit that is asked for, the others say another."""
    fitting = [amount.number for amount in amounts if _fits(amount, unit_fits)]
    return (
        fitting[0]
        if len(fitting) == 1 < len(amounts) and all(re.fullmatch(_UNNAMED, amount.name) for amount in amounts)
        else None
    )


def _fits(amount: _Amount, unit_fits: Callable[[str], bool]) -> bool:
    return not amount.unit or unit_fits(amount.unit)

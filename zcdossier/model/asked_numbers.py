"""The number that a label asks for: how many people are named, which one leads a name, what items come to."""

import re
from decimal import Decimal

from zcdossier.model.itemised_numbers import read_itemised
from zcdossier.model.numerals import holds_numeral, leading_unit, read_number, trailing_unit, unit_fits
from zcdossier.model.people import count_people
from zcdossier.model.reservations import is_taken_back
from zcdossier.model.spelling import half_width

_NUMBER_LABEL = r"序号|编号"
_NUMBERED_NAME = r"(?P<number>\d{1,4})\s*[、.．:：-]?\s*[\u4e00-\u9fff（(][\u4e00-\u9fff（）()]*"
_OWN_PLACE = (
    r"(?<=人)\s*[,，;；、]\s*(?:其中)?(?:本人)?(?:排名?|位[列次])?第?\s*[\d一二三四五六七八九十]{1,2}\s*(?:位|名)?$"
)
"""5人，本人排名第1: what is said beside the number of people of one's own place."""
_REMARK = (
    r"\s*[(（](?:本人)?(?:排名?第?|第)[\d一二三四五六七八九十]{1,2}[)）]\s*$"
    r"|\s*[(（]\s*(?:19|20)\d{2}[\d.年月]*\s*(?:[-—–~～至]\s*(?:19|20)\d{2}[\d.年月]*)?\s*[)）]\s*$"
)
"""7（排名第1）, 20例（2016-2020）: one's own place, and the years, are said beside a number."""
_PER_YEAR = r"\s*/\s*学?年\s*$"
_AND_OTHERS = r"[\u4e00-\u9fff·]{2,8}(?:[、,，][\u4e00-\u9fff·]{2,8})*\s*等\s*\d{1,3}\s*(?:人|名|位)"
_NAMES = r"[\u4e00-\u9fff·]{2,8}(?:\s*[、,，;；]\s*[\u4e00-\u9fff·]{2,8}){1,30}"

_FEW_WORDS = r"[\u4e00-\u9fff]{0,6}"
_AMONG_WORDS = (
    rf"(?P<before>{_FEW_WORDS})[:：]?\s*(?P<number>\d{{1,6}}(?:\.\d{{1,2}})?)\s*(?P<after>[\u4e00-\u9fff]{{0,8}})"
    rf"(?:[,，]{_FEW_WORDS})?[。]?"
)
_ANOTHER_NUMBER = (
    r"[不非无没近超逾多余至或缺差另除其每第前后应需须限少免退扣减增再元]|以[上下内外]|(?<!实)到|目标|名额"
    r"|分[钟之]"
)
"""Words that make another number of it: 应到, 缺2人, 每组5人, 30人以上."""
_MOST_YEARS = 60
"""More are no span of years but a year: 2014年开始."""


def read_asked_number(text: str, label: str) -> Decimal | None:
    """Read a number that says what it is made of (100+48), or that stands before what it numbers (3、心血管内科)."""
    if not any(map(str.isdigit, text)) or ("年" in label and "年限" not in label):
        return None
    numbered = re.fullmatch(_NUMBERED_NAME, half_width(text).strip()) if re.search(_NUMBER_LABEL, label) else None
    if numbered is not None:
        return Decimal(numbered["number"])
    if re.fullmatch(_AND_OTHERS, text.strip()):
        counted = count_people(text)
        return None if counted is None else Decimal(counted)
    alone = re.sub(_PER_YEAR, "", re.sub(_REMARK, "", re.sub(_OWN_PLACE, "", text)))
    number = read_number(alone, label) if alone != text else None
    if number is None:
        number = read_itemised(alone, lambda unit: unit_fits(unit, label))
    return number if number is not None else _read_among_words(half_width(text).strip(), label)


def _read_among_words(text: str, label: str) -> Decimal | None:
    """实到23人, 23人全部签字, 学时30, 累计10年: the only number among a few words that leave it what it is."""
    match = re.fullmatch(_AMONG_WORDS, text)
    if match is None:
        return None
    unit = leading_unit(match["after"])
    rest = match["after"].removeprefix(unit)
    words = match["before"] + rest + text[match.end("after") :]
    if (rest and not unit) or holds_numeral(words) or re.search(_ANOTHER_NUMBER, words) or is_taken_back(words):
        return None
    number = Decimal(match["number"])
    if "年" in unit and number > _MOST_YEARS:
        return None
    return number if unit_fits(unit, label) and unit_fits(trailing_unit(match["before"]), label) else None


def count_names(text: str) -> int | None:
    """陈柏、李想、王梅 where it is asked how many they are."""
    return count_people(text) if re.fullmatch(_NAMES, text.strip()) and not holds_numeral(text) else None

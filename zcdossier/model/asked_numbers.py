"""The number that a label asks for: how many people are named, which one leads a name, what items come to."""

import re
from decimal import Decimal

from zcdossier.model.itemised_numbers import read_itemised
from zcdossier.model.numerals import holds_numeral, read_number, unit_fits
from zcdossier.model.people import count_people
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


def read_asked_number(text: str, label: str) -> Decimal | None:
    """Read a number that says what it is made of (100+48), or that stands before what it numbers (3、心血管内科)."""
    if not any(map(str.isdigit, text)) or "年" in label:
        return None
    numbered = re.fullmatch(_NUMBERED_NAME, half_width(text).strip()) if re.search(_NUMBER_LABEL, label) else None
    if numbered is not None:
        return Decimal(numbered["number"])
    if re.fullmatch(_AND_OTHERS, text.strip()):
        counted = count_people(text)
        return None if counted is None else Decimal(counted)
    alone = re.sub(_PER_YEAR, "", re.sub(_REMARK, "", re.sub(_OWN_PLACE, "", text)))
    number = read_number(alone, label) if alone != text else None
    return number if number is not None else read_itemised(alone, lambda unit: unit_fits(unit, label))


def count_names(text: str) -> int | None:
    """陈柏、李想、王梅 where it is asked how many they are."""
    return count_people(text) if re.fullmatch(_NAMES, text.strip()) and not holds_numeral(text) else None

"""Titles of a series, told apart by one sign that OCR does not take for the other: 初中, 高中; 其一, 其二; 第二版.

One sign of a title may be read wrong, so it contradicts nothing by itself. But what is typed wrong is often a sister
work: the sign stands in a row of signs that mean a choice, and none of a row looks like another.
"""

import re

_ROWS = (
    "一二三四五六七八九十",
    "1234567890",
    "上中下",
    "大中小",
    "初高",
    "高中低",
    "急慢",
    "前后",
    "内外",
    "男女",
    "东南西北",
    "左右",
    "刑民",
    "公私",
    "正负",
    "甲乙丙丁",
)
_EDITION = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[版辑期部册卷]|修订版|增订版|其[一二三四]|[上中下][册篇卷]|[二三四]期)$"
)


def is_of_series(letters: str, other: str) -> bool:
    """Whether two titles, as letters, are the same but for one sign that tells one of a series from the next."""
    if len(letters) != len(other):
        return False
    changed = [(sign, in_place) for sign, in_place in zip(letters, other, strict=True) if sign != in_place]
    return len(changed) == 1 and any(changed[0][0] in row and changed[0][1] in row for row in _ROWS)


def added_edition(letters: str, other: str) -> str:
    """Return the words with which a title says that it is another edition of the other one; nothing if it does not."""
    tail = letters.removeprefix(other)
    return tail if len(tail) < len(letters) and _EDITION.match(tail) else ""

"""What a letter is made of: groups by what has to be done, items by what they are about, points with how to mend."""

from collections.abc import Sequence
from typing import NamedTuple

_NUMERALS = "一二三四五六七八九十"


class Point(NamedTuple):
    """One thing wrong: what, how to mend it (or to fill it in), and where the notice asks for it, as far as known."""

    what: str
    fix: str = ""
    source: str = ""
    fills: bool = False


class Item(NamedTuple):
    """One record, or one question, with its points. A point without a subject stands for itself."""

    subject: str
    points: tuple[Point, ...] = ()


class Group(NamedTuple):
    """What asks for the same act."""

    heading: str
    items: tuple[Item, ...]


class Letter(NamedTuple):
    """Everything a letter says, line by line."""

    greeting: str
    opening: tuple[str, ...]
    groups: tuple[Group, ...]
    closing: str
    signature: tuple[str, ...]
    lang: str
    errors: int = 0
    doubts: int = 0
    questions: int = 0


def numbered(groups: Sequence[Group], lang: str) -> tuple[Group, ...]:
    """Put 一、 二、 … before the headings."""
    return tuple(
        group._replace(heading=f"{at}. {group.heading}" if lang == "en" else f"{_numeral(at)}、{group.heading}")
        for at, group in enumerate(groups, start=1)
    )


def _numeral(number: int) -> str:
    """一 to 十九."""
    return _NUMERALS[number - 1] if number <= len(_NUMERALS) else f"十{_NUMERALS[number - len(_NUMERALS) - 1]}"

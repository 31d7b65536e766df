"""Whether two pages say the same, sign by sign but for what OCR reads differently each time: one page scanned twice.

Forms that were filled in for two years, or certificates for two persons, differ in a number or in a word; so any number
that is not on both, and any two signs in a row that were surely read as two others, tell them apart.
"""

import re
from collections import Counter
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.page_facts import PageFacts, TextLine
from zcdossier.model.spelling import fold

_LEAST_LETTERS = 40
_SAME = 95.0
_MUCH_THE_SAME = 80.0
_OTHER_WORD = 2
_SURE_LINE = 0.9
_SHORT = 12
"""Signs of words round a seal, or of a name signed by hand, which are read badly each time."""
_NUMERALS = frozenset("0一二三四五六七八九十")
_NUMBER = re.compile(r"\d{2,}")


class PageWords(NamedTuple):
    """What two pages are compared by: their letters in order, and how often each number stands there."""

    letters: str
    numbers: Counter[str]


def page_words(page: PageFacts) -> PageWords | None:
    """Return what a page is compared by; None where too little was read, or not well enough."""
    if page.is_blank or any(_may_tell_apart(line) for line in page.lines):
        return None
    texts = [line.text for line in page.lines if line.confidence >= _SURE_LINE]
    letters = "".join(map(comparable_letters, texts))
    if len(letters) < _LEAST_LETTERS:
        return None
    return PageWords(letters, Counter(number for text in texts for number in _NUMBER.findall(fold(text))))


def say_the_same(first: PageWords, second: PageWords) -> bool:
    """Whether two pages are most likely one and the same."""
    if first.numbers != second.numbers or abs(len(first.letters) - len(second.letters)) > len(first.letters) // 20:
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415  only for what was read off scans

    if fuzz.ratio(first.letters, second.letters, score_cutoff=_SAME) == 0:
        return False
    return not _has_other_word(first.letters, second.letters)


def all_letters(page: PageFacts) -> str:
    """Return everything that was read of a page, well or badly, in order."""
    return "".join(comparable_letters(line.text) for line in page.lines)


def say_much_the_same(first: str, second: str) -> bool:
    """Whether two pages may be one that was read differently; no where nothing was read."""
    if min(len(first), len(second)) < _MUCH_THE_SAME / 100 * max(len(first), len(second), 1):
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415  only for what was read off scans

    return bool(first) and fuzz.ratio(first, second, score_cutoff=_MUCH_THE_SAME) > 0


def say_other_words(first: PageFacts, second: PageFacts) -> bool:
    """Whether words or numerals of two pages that look alike were surely read as others: two years of one form."""
    return _has_other_word(*(_sure_letters(page) for page in (first, second)))


def _sure_letters(page: PageFacts) -> str:
    return "".join(comparable_letters(line.text) for line in page.lines if line.confidence >= _SURE_LINE)


def _has_other_word(first: str, second: str) -> bool:
    """Whether two signs in a row stand in place of two others, or a numeral in place of another."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  only for what was read off scans

    for piece in Levenshtein.opcodes(first, second):
        if piece.tag != "replace":
            continue
        mine, theirs = first[piece.src_start : piece.src_end], second[piece.dest_start : piece.dest_end]
        if min(len(mine), len(theirs)) >= _OTHER_WORD or {mine, theirs} <= _NUMERALS:
            return True
    return False


def _may_tell_apart(line: TextLine) -> bool:
    """Whether a line was not surely read, and may hold the number or the word in which two pages differ."""
    return line.confidence < _SURE_LINE and (len(line.text) > _SHORT or any(sign.isdigit() for sign in line.text))

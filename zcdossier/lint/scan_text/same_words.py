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
_OTHER_WORD = 2
_SURE_LINE = 0.9
_SHORT = 12
"""Signs of words round a seal, or of a name signed by hand, which are read badly each time."""
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
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    if fuzz.ratio(first.letters, second.letters, score_cutoff=_SAME) == 0:
        return False
    changes = Levenshtein.opcodes(first.letters, second.letters)
    return not any(
        piece.tag == "replace"
        and min(piece.src_end - piece.src_start, piece.dest_end - piece.dest_start) >= _OTHER_WORD
        for piece in changes
    )


def _may_tell_apart(line: TextLine) -> bool:
    """Whether a line was not surely read, and may hold the number or the word in which two pages differ."""
    return line.confidence < _SURE_LINE and (len(line.text) > _SHORT or any(sign.isdigit() for sign in line.text))

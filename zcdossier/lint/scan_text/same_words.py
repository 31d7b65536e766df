"""Whether two pages say much the same, and whether something was surely read as something else."""

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.page_facts import PageFacts

_MUCH_THE_SAME = 80.0
_OTHER_WORD = 2
_SURE_LINE = 0.9
_NUMERALS = frozenset("0一二三四五六七八九十")


def all_letters(page: PageFacts) -> str:
    """Return everything that was read of a page, well or badly, in order."""
    return "".join(comparable_letters(line.text) for line in page.lines)


def say_much_the_same(first: str, second: str, least: float = _MUCH_THE_SAME) -> bool:
    """Whether two pages may be one that was read differently, `least` of 100 signs alike; no where nothing was read."""
    if min(len(first), len(second)) < least / 100 * max(len(first), len(second), 1):
        return False
    from rapidfuzz import fuzz  # only for what was read off scans

    return bool(first) and fuzz.ratio(first, second, score_cutoff=least) > 0


def say_other_words(first: PageFacts, second: PageFacts) -> bool:
    """Whether words or numerals of two pages that look alike were surely read as others: two years of one form."""
    return _has_other_word(*(_sure_letters(page) for page in (first, second)))


def _sure_letters(page: PageFacts) -> str:
    return "".join(comparable_letters(line.text) for line in page.lines if line.confidence >= _SURE_LINE)


def _has_other_word(first: str, second: str) -> bool:
    """Whether two signs in a row stand in place of two others, or a numeral in place of another."""
    from rapidfuzz.distance import Levenshtein  # only for what was read off scans

    for piece in Levenshtein.opcodes(first, second):
        if piece.tag != "replace":
            continue
        mine, theirs = first[piece.src_start : piece.src_end], second[piece.dest_start : piece.dest_end]
        if min(len(mine), len(theirs)) >= _OTHER_WORD or {mine, theirs} <= _NUMERALS:
            return True
    return False

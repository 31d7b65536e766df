"""Whether two pages are one page scanned or photographed twice, by what was read and then by their looks.

OCR reads a page otherwise each time: it loses lines, joins them, takes them in another order, and reads a seal's words
as anything. Forms that were filled in for two years, or certificates for two persons, say something else in the place
of something: a numeral or two signs in a line that is else the same, or a line that each has and the other has not.
"""

import re
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.lines_in_place import LineInPlace, are_in_place, upright
from zcdossier.lint.scan_text.same_words import say_much_the_same
from zcdossier.model.page_facts import PageFacts, TextLine
from zcdossier.model.page_likeness import look_alike

_LEAST_LETTERS = 40
_MUCH_THE_SAME = 75.0
_LINE_ALIKE = 60.0
_OTHER_WORD = 2
_SURE_LINE, _LIKELY_LINE, _SURE_NUMERAL = 0.9, 0.8, 0.7
_IN_SEAL = 0.5
_NAME, _SHORT = 6, 24
"""Letters of a line in which one sign tells apart, and of one whose numbers are not lost by misreading."""
_MOST_LOST = 0.25
_UNREAD = 2.0
"""In squares of a line's height: print that was not read, but may be nothing."""
_NUMERALS = frozenset("0123456789一二三四五六七八九十零壹贰叁肆伍陆柒捌玖拾特等金银铜优良")
"""Signs by one of which years, numbers and grades differ."""
_NUMBER, _DATED = re.compile(r"\d+"), re.compile(r"\d[年月]\d")


class Likeness(IntEnum):
    """What the words of two pages say: that they are others, that their looks have to decide, or that they are one."""

    OTHER = 0
    ALIKE = 1
    SAME = 2


class _TwinLine(NamedTuple):
    letters: str
    confidence: float
    is_seal: bool


class TwinText(NamedTuple):
    """What two pages are compared by: their lines, and all their letters in order."""

    lines: tuple[_TwinLine, ...]
    letters: str


def page_text(page: PageFacts) -> TwinText:
    """Return what a page is compared by."""
    lines = tuple(
        _TwinLine(letters, line.confidence, _is_in_seal(line, page))
        for line in page.lines
        if (letters := comparable_letters(line.text))
    )
    return TwinText(lines, "".join(line.letters for line in lines))


def are_same_page(first: PageFacts, second: PageFacts, texts: tuple[TwinText, TwinText] | None = None) -> bool:
    """Whether two pages are most likely one and the same; `texts` are theirs where they are known already."""
    likeness = compare_words(*(texts or (page_text(first), page_text(second))))
    if likeness is not Likeness.ALIKE:
        return likeness is Likeness.SAME
    return look_alike(first.fingerprint, second.fingerprint) or _show_the_same(first, second)


def _show_the_same(first: PageFacts, second: PageFacts) -> bool:
    """Whether two pages say the same in the same places, and nothing else is on them as far as can be told.

    What looks like print on a picture of a page may be the desk; on both it may be writing that tells them apart.
    """
    unread = min(_UNREAD + 1 if page.unread_print is None else page.unread_print for page in (first, second))
    return unread <= _UNREAD and len(first.seals) == len(second.seals) and are_in_place(_placed(first), _placed(second))


def _placed(page: PageFacts) -> list[LineInPlace]:
    return [
        LineInPlace(letters, upright(line.box, page.turn))
        for line in page.lines
        if (letters := comparable_letters(line.text)) and not _is_in_seal(line, page)
    ]


def _is_in_seal(line: TextLine, page: PageFacts) -> bool:
    return any(line.box.share_inside(seal.box) >= _IN_SEAL for seal in page.seals)


def compare_words(first: TwinText, second: TwinText) -> Likeness:
    """Return what the words of two pages say of them; nothing where hardly any were read."""
    if not say_much_the_same(first.letters, second.letters, _MUCH_THE_SAME):
        return Likeness.OTHER
    mine = [line for line in first.lines if line.letters not in second.letters]
    theirs = [line for line in second.lines if line.letters not in first.letters]
    pairs = [(line, other) for line in mine for other in theirs if _are_alike(line.letters, other.letters)]
    if any(_says_other(line, other) for line, other in pairs):
        return Likeness.OTHER
    my_rest = [line for line in mine if line not in (paired for paired, _ in pairs)]
    their_rest = [line for line in theirs if line not in (paired for _, paired in pairs)]
    lost = _alone(my_rest, second.lines), _alone(their_rest, first.lines)
    if (lost[0] and _alone(their_rest, first.lines, _LIKELY_LINE)) or (
        lost[1] and _alone(my_rest, second.lines, _LIKELY_LINE)
    ):
        return Likeness.OTHER
    if max(lost) > _MOST_LOST * max(len(first.letters), len(second.letters)):
        return Likeness.OTHER
    if any(_may_be_name(line) for line in (*my_rest, *their_rest)):
        return Likeness.OTHER
    is_enough = min(len(first.letters), len(second.letters)) >= _LEAST_LETTERS
    return Likeness.SAME if is_enough and not any(lost) else Likeness.ALIKE


def _are_alike(first: str, second: str) -> bool:
    from rapidfuzz import fuzz  # only for what was read off scans

    return fuzz.ratio(first, second, score_cutoff=_LINE_ALIKE) > 0


def _may_be_name(line: _TwinLine) -> bool:
    """Whether a line is as short as a name and surely read: where the other page has none, it may have another's."""
    return _OTHER_WORD <= len(line.letters) <= _NAME and line.confidence >= _SURE_LINE and not line.is_seal


def _alone(lines: Sequence[_TwinLine], others: Sequence[_TwinLine], sure: float = _SURE_LINE) -> int:
    """How many letters were so surely read in lines of which the other page has not even the most.

    The words of seals are left out, but not a date below one.
    """
    alone = (line for line in lines if line.confidence >= sure and (not line.is_seal or _DATED.search(line.letters)))
    lengths = (len(line.letters) for line in alone if not any(_is_most_of(other, line) for other in others))
    return sum(length for length in lengths if length >= _OTHER_WORD)


def _is_most_of(other: _TwinLine, line: _TwinLine) -> bool:
    return other.letters in line.letters and len(other.letters) >= _LINE_ALIKE / 100 * len(line.letters)


def _says_other(first: _TwinLine, second: _TwinLine) -> bool:
    """Whether two signs in a row stand in place of two others, or a numeral in place of another; in a name any sign.

    What lies under a seal may be its words: there numerals alone tell, read for sure.
    """
    from rapidfuzz.distance import Levenshtein  # only for what was read off scans

    sure = min(first.confidence, second.confidence)
    in_seal = first.is_seal or second.is_seal
    if sure < (_SURE_LINE if in_seal else _SURE_NUMERAL):
        return False
    longest = max(len(first.letters), len(second.letters))
    for piece in Levenshtein.opcodes(first.letters, second.letters):
        if piece.tag != "replace":
            continue
        mine = first.letters[piece.src_start : piece.src_end]
        theirs = second.letters[piece.dest_start : piece.dest_end]
        if {*mine, *theirs} <= _NUMERALS:
            return True
        if sure >= _SURE_LINE and not in_seal and (min(len(mine), len(theirs)) >= _OTHER_WORD or longest <= _NAME):
            return True
    numbers, others = (Counter(_NUMBER.findall(line.letters)) for line in (first, second))
    return sure >= _SURE_LINE and longest <= _SHORT and bool(numbers - others) and bool(others - numbers)

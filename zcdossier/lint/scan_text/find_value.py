"""A value in the text of pages, found though OCR took some of its signs for others, or a line breaks it."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from zcdossier.lint.scan_text.joined_text import JoinedText, PlacedLine
from zcdossier.lint.scan_text.old_forms import OLD_FORMS
from zcdossier.model.spelling import fold

_LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("〇○◯", "0"),
        **dict.fromkeys("己巳", "已"),
        **dict.fromkeys("末", "未"),
        **dict.fromkeys("曰", "日"),
        **dict.fromkeys("土", "士"),
        **dict.fromkeys("入", "人"),
    }
    | OLD_FORMS
)
_SIGNS_ALIKE = str.maketrans("oil", "011")
_SHORT = 4
_MIDDLE = 8
_LEAST_SCORES = ((_SHORT, 100.0), (_MIDDLE, 80.0))
_LEAST_SCORE = 75.0


class Found(NamedTuple):
    """Where a value is most likely to stand: `score` is 0 to 100, `seen` how it is spelt there, as compared."""

    score: float
    seen: str
    lines: tuple[PlacedLine, ...]


@lru_cache(maxsize=65536)
def comparable_letters(text: str) -> str:
    """Return letters and digits of a text as they are compared with what was read: no marks, look-alikes as one."""
    plain = unicodedata.normalize("NFKC", fold(text)).translate(_LOOK_ALIKES)
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


@lru_cache(maxsize=65536)
def comparable_signs(text: str) -> str:
    """Return a number or code as it is compared: letters that look like digits are digits."""
    return comparable_letters(text).translate(_SIGNS_ALIKE)


def least_score(letters: str) -> float:
    """The score from which a value of these letters counts as found: the shorter, the higher."""
    return next((score for longest, score in _LEAST_SCORES if len(letters) <= longest), _LEAST_SCORE)


def find_letters(letters: str, texts: Sequence[JoinedText]) -> Found | None:
    """Return the best place of some letters (as `comparable_letters` gives them), None where nothing is alike."""
    if not letters:
        return None
    for text in texts:
        exact = find_exactly(letters, text)
        if exact is not None:
            return exact
    from rapidfuzz import fuzz  # noqa: PLC0415  only for what was read off scans

    best: Found | None = None
    for text in texts:
        if len(text.text) < len(letters) / 2:
            continue
        alignment = fuzz.partial_ratio_alignment(letters, text.text)
        if alignment is None or (best is not None and alignment.score <= best.score):
            continue
        if len(text.text) < len(letters):  # the shorter of the two is the one that is looked for
            best = Found(fuzz.ratio(letters, text.text), text.text, text.lines)
            continue
        start, end = alignment.dest_start, alignment.dest_end
        best = Found(alignment.score, text.text[start:end], text.lines_at(start, end))
    return best


def find_exactly(letters: str, text: JoinedText) -> Found | None:
    """Return where letters stand sign by sign."""
    start = text.text.find(letters) if letters else -1
    return Found(100.0, letters, text.lines_at(start, start + len(letters))) if start >= 0 else None


def is_found(letters: str, found: Found | None) -> bool:
    """Whether a find is the value itself."""
    return found is not None and found.score >= least_score(letters)

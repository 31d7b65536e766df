"""The numbers that are printed on pages, above or below the text."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from zcdossier.model.document_facts import PageText
from zcdossier.model.page_numerals import printed_page_number, roman_numeral

_ROMAN = re.compile(r"\W*(?P<number>[IVXLC]{1,8}|[ivxlc]{1,8}|[Ⅰ-Ⅻ]|[ⅰ-ⅻ])\W*")
_ROMAN_VALUES = {roman_numeral(number): number for number in range(1, 100)}
_ORDER = ("counter", "running", "some", "broken", "none")
_OUTER = 0.12
_LEAST = 40.0


def zone_of(height: float) -> float:
    """Return how far from the edge of a page numbers and headlines stand."""
    return max(_LEAST, _OUTER * height)


def is_page_number(text: str) -> bool:
    """Whether a line says a page's number, and nothing else."""
    return _read(text) is not None


def numerals_of(text: PageText, height: float) -> str:
    """Return in which numerals a page's number is printed: decimal, roman, upper_roman, or none."""
    zone = zone_of(height)
    lines = [piece.text for piece in text.pieces if piece.below <= zone][::-1]
    lines += [piece.text for piece in text.pieces if piece.above <= zone]
    line = next(filter(is_page_number, lines), None)
    if line is None:
        return "none"
    roman = _ROMAN.fullmatch(line)
    return "decimal" if roman is None else "roman" if roman["number"].islower() else "upper_roman"


def _read(text: str) -> int | None:
    match = _ROMAN.fullmatch(text)
    if match is None:
        return printed_page_number(text)
    return _ROMAN_VALUES.get(unicodedata.normalize("NFKC", match["number"]).lower())


def printed_numbers(text: PageText, height: float) -> tuple[int | None, int | None]:
    """Return the number at the foot and the one at the head of a page so many points high; None for none."""
    zone = zone_of(height)
    feet = [piece for piece in text.pieces if piece.below <= zone]
    heads = [piece for piece in text.pieces if piece.above <= zone]
    return _first(piece.text for piece in reversed(feet)), _first(piece.text for piece in heads)


def _first(texts: Iterable[str]) -> int | None:
    for text in texts:
        number = _read(text)
        if number is not None:
            return number
    return None


def numbered_how(pages: list[int], feet: list[int | None], heads: list[int | None]) -> str:
    """Say how pages (from 1, as the reader counts them) are numbered, by whichever of both places does it better."""
    return min((_run(pages, numbers) for numbers in (feet, heads)), key=_ORDER.index)


def _run(pages: list[int], numbers: list[int | None]) -> str:
    printed = [number for number in numbers if number is not None]
    if not printed:
        return "none"
    if len(printed) < len(numbers):
        return "some"
    if printed == pages:
        return "counter"
    return "running" if all(after == before + 1 for before, after in pairwise(printed)) else "broken"

"""The numbers that are printed on pages, above or below the text."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise, product

from zcdossier.model.document_facts import PageText

_NUMBER = re.compile(
    r"\W*(?:第|page|pp?\.?|s\.?)?\s*(?P<number>\d{1,5})\s*(?:页|(?:/|of|共|，共|页，共|页/共|页共)\s*\d{1,5}\s*页?)?\W*",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"\W*(?P<number>[IVXLC]{1,8}|[ivxlc]{1,8}|[Ⅰ-Ⅻ]|[ⅰ-ⅻ])\W*")
_TENS = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN_VALUES = {tens + ones: number for number, (tens, ones) in enumerate(product(_TENS, _ONES))}
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
    for line in lines:
        match = _NUMBER.fullmatch(line) or _ROMAN.fullmatch(line)
        if match is not None and _read(line) is not None:
            number = match["number"]
            return "decimal" if number.isdecimal() else "roman" if number == number.lower() else "upper_roman"
    return "none"


def _read(text: str) -> int | None:
    match = _NUMBER.fullmatch(text)
    if match is not None:
        return int(match["number"])
    match = _ROMAN.fullmatch(text)
    return _ROMAN_VALUES.get(unicodedata.normalize("NFKC", match["number"]).upper()) if match is not None else None


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

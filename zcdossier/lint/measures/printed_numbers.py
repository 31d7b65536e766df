"""The numbers that are printed on pages, above or below the text."""

import re
from collections.abc import Iterable
from itertools import pairwise

from zcdossier.model.document_facts import PageText

_NUMBER = re.compile(
    r"\W*(?:第|page|pp?\.?|s\.?)?\s*(?P<number>\d{1,5})\s*(?:页|(?:/|of|共|，共|页，共|页/共|页共)\s*\d{1,5}\s*页?)?\W*",
    re.IGNORECASE,
)
_OUTER = 0.12
_LEAST = 40.0


def printed_numbers(text: PageText, height: float) -> tuple[int | None, int | None]:
    """Return the number at the foot and the one at the head of a page so many points high; None for none."""
    zone = max(_LEAST, _OUTER * height)
    feet = [piece for piece in text.pieces if piece.below <= zone]
    heads = [piece for piece in text.pieces if piece.above <= zone]
    return _first(piece.text for piece in reversed(feet)), _first(piece.text for piece in heads)


def _first(texts: Iterable[str]) -> int | None:
    for text in texts:
        match = _NUMBER.fullmatch(text)
        if match is not None:
            return int(match["number"])
    return None


def numbered_how(pages: list[int], feet: list[int | None], heads: list[int | None]) -> str:
    """Say how pages (from 1, as the reader counts them) are numbered, by whichever of both places does it better."""
    return min((_run(pages, numbers) for numbers in (feet, heads)), key=ORDER.index)


ORDER = ("counter", "running", "some", "broken", "none")


def _run(pages: list[int], numbers: list[int | None]) -> str:
    told = [number for number in numbers if number is not None]
    if not told:
        return "none"
    if len(told) < len(numbers):
        return "some"
    if told == pages:
        return "counter"
    return "running" if all(after == before + 1 for before, after in pairwise(told)) else "broken"

"""What lines of letters say and where: pieces of text as they stand on the page that is displayed."""

from itertools import pairwise
from typing import NamedTuple

from zcdossier.model.document_facts import TextPiece

_SPACE = 0.6
_APART = 1.2
_MOST_PIECES = 2000
_QUARTERS = 4


class PlacedLetter(NamedTuple):
    """A letter, its box and where its line stands, in points from the lower left of the page as it is displayed.

    `spaced` is whether there is a space before it.
    """

    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float
    base: float
    spaced: bool


def turn_box(box: tuple[float, float, float, float], quarters: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of a box after the page is turned clockwise by quarters.

    The page's own origin is turned with it: what counts is where boxes stand to one another.
    """
    left, bottom, right, top = box
    for _ in range(quarters % _QUARTERS):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def pieces_of(lines: list[list[PlacedLetter]], width: float, height: float) -> tuple[TextPiece, ...]:
    """Return the text of lines, from the top down: what stands far apart on a line is a piece of its own."""
    pieces: list[TextPiece] = []
    for line in lines:
        ordered = sorted(line, key=lambda letter: letter.left)
        held = [ordered[0]]
        text = ordered[0].text
        for before, after in pairwise(ordered):
            gap = after.left - before.right
            if gap > _APART * max(before.size, after.size):
                pieces.append(_piece(held, text, line[0].base, width, height))
                held, text = [], ""
            elif after.spaced or gap > _SPACE * after.size:
                text += " "
            held.append(after)
            text += after.text
        pieces.append(_piece(held, text, line[0].base, width, height))
        if len(pieces) >= _MOST_PIECES:
            break
    return tuple(pieces[:_MOST_PIECES])


def _piece(letters: list[PlacedLetter], text: str, base: float, width: float, height: float) -> TextPiece:
    left, right = min(letter.left for letter in letters), max(letter.right for letter in letters)
    top, bottom = max(letter.top for letter in letters), min(letter.bottom for letter in letters)
    sides = (left, height - top, width - right, bottom, base)
    return TextPiece(text, *(round(side, 1) for side in sides))

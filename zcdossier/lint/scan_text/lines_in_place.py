"""Whether the lines of two pages stand in the same places, once one page is laid over the other.

A page with few words looks different in every light, and is the same page if all its words are there where they were.
"""

from collections.abc import Sequence
from typing import NamedTuple

from zcdossier.model.page_facts import Box
from zcdossier.model.page_likeness import solve_three

_FEWEST_LINES, _FEWEST_LETTERS = 3, 12
_MOST_OFF = 0.03
"""Of the spread of the lines: how far a line may be from its place, as paper bends and a camera is held aslant."""
_LEAST_IN_PLACE = 0.85
"""Of all letters of both pages: those in lines that are the same and in place."""
_SIDEWAYS = 90


class LineInPlace(NamedTuple):
    """A line of an upright page."""

    letters: str
    box: Box


Point = tuple[float, float]
_Pair = tuple[Point, Point]


def upright(box: Box, turn: int | None) -> Box:
    """A box once its page is turned clockwise by so many degrees, a multiple of 90."""
    for _ in range((turn or 0) % 360 // _SIDEWAYS):
        box = Box(1 - box.bottom, box.left, 1 - box.top, box.right)
    return box


def are_in_place(first: Sequence[LineInPlace], second: Sequence[LineInPlace]) -> bool:
    """Whether nearly all that either page says is on the other in its place as well; no where they say too little."""
    mine, theirs = _only_once(first), _only_once(second)
    common = [letters for letters in mine if letters in theirs]
    letters = sum(map(len, common))
    if len(common) < _FEWEST_LINES or letters < _FEWEST_LETTERS:
        return False
    if 2 * letters < _LEAST_IN_PLACE * sum(len(line.letters) for line in (*first, *second)):
        return False
    pairs = [pair for text in common for pair in zip(_ends(mine[text]), _ends(theirs[text]), strict=True)]
    return _most_off(pairs) <= _MOST_OFF


def _only_once(lines: Sequence[LineInPlace]) -> dict[str, Box]:
    texts = [line.letters for line in lines]
    return {line.letters: line.box for line in lines if texts.count(line.letters) == 1}


def _ends(box: Box) -> tuple[Point, Point]:
    """The middles of the left and the right side."""
    middle = (box.top + box.bottom) / 2
    return (box.left, middle), (box.right, middle)


def _most_off(pairs: Sequence[_Pair]) -> float:
    """How far the points of the first page are at most from those of the second, laid over it as well as can be.

    As a share of how far these are spread; the page laid over is moved, turned and stretched either way.
    """
    most = 0.0
    for axis in (0, 1):
        sums = [[1e-6 if i == j else 0.0 for j in range(3)] for i in range(3)]
        values = [0.0] * 3
        for (x, y), target in pairs:
            terms = (x, y, 1.0)
            for i in range(3):
                values[i] += terms[i] * target[axis]
                for j in range(3):
                    sums[i][j] += terms[i] * terms[j]
        along, across, shift = solve_three(sums, values)
        most = max(most, *(abs(along * x + across * y + shift - target[axis]) for (x, y), target in pairs))
    spread = max(max(target[axis] for _, target in pairs) - min(target[axis] for _, target in pairs) for axis in (0, 1))
    return most / max(spread, 1e-6)

"""Ink that may be of a seal though none was found: faint, broken or cut off, of another colour or form.

Where there is such ink, nobody is told that a seal is missing. Whoever has a seal for sure is known to `seals`.
"""

import numpy as np

from zcdossier.model.page_facts import Box
from zcdossier.recognition.ink_map import Floats, Mask, reduced
from zcdossier.recognition.recogniser import Pixels
from zcdossier.recognition.seal_ink import InkPiece, joined_ink, may_be_seal, pieces_of_ink
from zcdossier.recognition.seals import SEAL_SIDE, blueness, redness, seals_of_ink
from zcdossier.recognition.square_seals import LONGEST_BAR, LOWEST_BAR, OBLONG_BAR, has_framed_bar, has_solid_square

_HIGHEST_BAR, _SOLID_BAR = 0.07, 0.9
"""Of the page's longer side: how high one line of words is; and how much of its box a band inks."""
_BELOW_HEADINGS = 0.35
"""Of the page's height: a line of red words above it is the printed heading of a certificate or a letter."""
_AS_HIGH, _APART = 1.6, 2.5
"""How much higher the characters of a heading may be than each other, and, in heights, how far apart they stand."""
_SQUARE, _WRITTEN = 1.3, 0.3
"""Length by width of a small blue stamp or a large character, and how much of the stamp's box is ink at least."""
_BORDER, _CORNER = 0.6, 7
"""Of the page's width and height: how far a border reaches at least; and what part of a side is a corner's (1 in 7)."""
_BULGE, _MOST_BULGES = 0.011, 2
"""Of the page's longer side: by how much a border is wider where a stamp hangs on it; and how often, on one side."""
_THINNEST, _TALLEST, _SLIMMEST = 0.035, 0.3, 4.0
"""Of the page's longer side, and length by width: what is left of a seal that runs out of the picture."""
_CUT_OFF = 0.45
"""How much of its box is ink at most where a seal runs out of the picture; a desk's corner or a cover fills more."""


def may_be_sealed(pixels: Pixels) -> bool:
    """Whether ink on a page (height, width, 3), on which no seal was found, may be of one.

    Characters of a heading stand in a row. A line of words may be a stamp where it has a frame, or does not
    stand where headings are printed. Of what is blue only what is round, square or framed counts: people sign in blue.
    """
    page = reduced(pixels, SEAL_SIDE)
    red, blue = redness(page), blueness(page)
    red_ink = pieces_of_ink(red)
    pieces = [ink.box for ink in red_ink if may_be_seal(ink)]
    of_headings = [ink.box for ink in red_ink if _may_be_character(ink) and _middle(ink.box) < _BELOW_HEADINGS]
    whole = [piece for piece in pieces if _is_within(piece)]
    cut_off = [ink.box for ink in red_ink if _may_be_cut_off(ink) and not _is_within(ink.box)]
    bars = [ink.box for ink in red_ink if _may_be_bar(ink) and _is_within(ink.box)]
    lower_bars = [bar for bar in bars if _middle(bar) > _BELOW_HEADINGS]
    blue_pieces = [ink.box for ink in pieces_of_ink(blue) if _may_be_blue(ink)]
    across = red.shape[1] / red.shape[0]
    return (
        any(_stands_alone(piece, [*pieces, *of_headings], across) for piece in (*whole, *cut_off))
        or any(_stands_alone(bar, lower_bars, across) for bar in lower_bars)
        or has_framed_bar(red)
        or has_solid_square(red)
        or _crosses_border(red)
        or bool(seals_of_ink(blue))
        or any(_stands_alone(piece, blue_pieces, across) for piece in blue_pieces)
        or has_framed_bar(blue)
    )


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _is_within(piece: Box) -> bool:
    return min(piece.left, piece.top, 1 - piece.right, 1 - piece.bottom) > 0


def _stands_alone(piece: Box, pieces: list[Box], across: float) -> bool:
    """Whether a piece is no part of a line of characters; `across` is the page's width by its height."""
    return not any(_stand_in_row(piece, other, across) for other in pieces if other != piece)


def _stand_in_row(box: Box, other: Box, across: float) -> bool:
    """Whether two pieces are as high and stand level and close, as characters of one heading do."""
    high, other_high = box.bottom - box.top, other.bottom - other.top
    is_level = abs(box.top + box.bottom - other.top - other.bottom) < high
    gap = across * max(box.left - other.right, other.left - box.right)
    return is_level and high / _AS_HIGH < other_high < high * _AS_HIGH and gap < _APART * high


def _crosses_border(red: Floats) -> bool:
    """Whether a stamp hangs on a certificate's red border, of which it then is a piece: the border is wider there.

    Only where it is so once or twice on a side: ornaments come back. At the top, emblems stand on it.
    """
    height, width = red.shape
    numbers, pieces = joined_ink(red)
    for number, (left, top, wide, high) in enumerate(pieces, 1):
        if wide < _BORDER * width or high < _BORDER * height:
            continue
        border = numbers[top : top + high, left : left + wide] == number
        if any(1 <= _bulges(side) <= _MOST_BULGES for side in (border, border[:, ::-1], border.T[:, ::-1])):
            return True
    return False


def _bulges(border: Mask) -> int:
    """How often the left side of a border is wider than usual, for as long as a stamp is; corners don't count."""
    height, width = border.shape
    side = border[height // _CORNER : -height // _CORNER, : width // 3]
    first, after_last = side.argmax(axis=1), side.shape[1] - side[:, ::-1].argmax(axis=1)
    thickness = np.where(side.any(axis=1), after_last - first, 0)
    is_wide = thickness > np.median(thickness) + _BULGE * SEAL_SIDE
    turns = np.flatnonzero(np.diff(np.concatenate([[False], is_wide, [False]]).astype(np.int8)))
    lengths = turns[1::2] - turns[::2]
    return int(((lengths >= LOWEST_BAR * SEAL_SIDE) & (lengths <= LONGEST_BAR * SEAL_SIDE)).sum())


def _may_be_character(ink: InkPiece) -> bool:
    """Large ones of a heading, thick ones too that fill more of their box than a seal."""
    return ink.high >= LOWEST_BAR * SEAL_SIDE and ink.wide < _SQUARE * ink.high


def _may_be_cut_off(ink: InkPiece) -> bool:
    short, long = sorted((ink.wide, ink.high))
    is_of_size = short >= _THINNEST * SEAL_SIDE and long <= min(_TALLEST * SEAL_SIDE, _SLIMMEST * short)
    return is_of_size and ink.inked < _CUT_OFF


def _may_be_blue(ink: InkPiece) -> bool:
    """Small stamps with a day: denser than what is written by hand, squarer than a portrait on blue."""
    is_square = max(ink.wide, ink.high) < _SQUARE * min(ink.wide, ink.high)
    return may_be_seal(ink) and is_square and ink.inked > _WRITTEN


def _may_be_bar(ink: InkPiece) -> bool:
    short, long = sorted((ink.wide, ink.high))
    least, most = (times * short for times in OBLONG_BAR)
    is_high = LOWEST_BAR * SEAL_SIDE <= short <= _HIGHEST_BAR * SEAL_SIDE
    return is_high and least <= long <= min(LONGEST_BAR * SEAL_SIDE, most) and ink.inked < _SOLID_BAR

"""Seals' ink taken off a page: where it lies, and what is printed in black beneath it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zcdossier.model.page_facts import Box, Seal
from zcdossier.recognition.ink_map import Floats, reduced
from zcdossier.recognition.recogniser import Pixels
from zcdossier.recognition.seals import SEAL_SIDE, redness

_RED, _GAP = 0.05, 7
"""How red a pixel of the working size is that may be ink, and the gaps between strokes of one seal, in such pixels."""
_SMALLEST, _LARGEST, _LONGEST = 0.035, 0.3, 2.2
"""Of the page's longer side, and length by width: what may be a seal that is neither round nor oval."""
_SOLID = 0.75
"""How much of its box is ink where it is no seal but a picture or a band."""
_SAME_PLACE = 0.5
_BLACKEST = 0.02
"""The least light that a pixel is taken to have, as a share of the paper's."""
_COLOURED, _STRONG, _OF_STRONGEST, _FEWEST_INKED = 0.25, 98.0, 0.6, 50
"""Which pixels show the seal's colour: by how much more dense they are in some light, and how many it takes."""
_OUTLINE = 7
"""Pixels around ink in which a remainder may be its outline."""
_DARKEST, _PAPER = 0.5, 40.0
"""Percentiles of the brightness that become black and white."""


def inked_places(pixels: Pixels, seals: Sequence[Seal]) -> tuple[Box, ...]:
    """Return where seals' ink lies on a page (height, width, 3): seals that were found, and square ones or others."""
    places = [seal.box for seal in seals]
    for piece in _inked_pieces(pixels):
        if not any(piece.share_inside(other) > _SAME_PLACE for other in places):
            places.append(piece)
    return tuple(places)


def _inked_pieces(pixels: Pixels) -> list[Box]:
    """Where red or purple pieces of a seal's size lie, the largest first."""
    return [piece.box for piece in pieces_of_ink(redness(reduced(pixels, SEAL_SIDE))) if may_be_seal(piece)]


class InkPiece(NamedTuple):
    """Ink that stands together: where, its width and height in pixels, and what share of its box is ink."""

    box: Box
    wide: int
    high: int
    inked: float


def pieces_of_ink(redness_of_page: Floats) -> list[InkPiece]:
    """Return all pieces of red ink, the largest first."""
    height, width = redness_of_page.shape
    red = redness_of_page > _RED
    _, pieces = joined_ink(redness_of_page)
    return [
        InkPiece(
            Box(left / width, top / height, (left + wide) / width, (top + high) / height),
            wide,
            high,
            float(red[top : top + high, left : left + wide].mean()),
        )
        for left, top, wide, high in sorted(pieces, key=lambda piece: -piece[2] * piece[3])
    ]


def joined_ink(redness_of_page: Floats) -> tuple[NDArray[np.int32], list[tuple[int, int, int, int]]]:
    """The pieces of ink: the number of each pixel's piece, from 1, and left, top, width and height of each."""
    import cv2  # only where pages are read

    red = (redness_of_page > _RED).astype(np.uint8)
    joined = cv2.morphologyEx(red, cv2.MORPH_CLOSE, np.ones((_GAP, _GAP), np.uint8))
    _, numbers, pieces, _ = cv2.connectedComponentsWithStats(joined)
    return np.asarray(numbers, np.int32), [(left, top, wide, high) for left, top, wide, high, _ in pieces[1:].tolist()]


def may_be_seal(piece: InkPiece) -> bool:
    """Whether a piece has the size of a seal."""
    short, long = sorted((piece.wide, piece.high))
    is_of_size = short >= _SMALLEST * SEAL_SIDE and long <= min(_LARGEST * SEAL_SIDE, _LONGEST * short)
    return is_of_size and piece.inked < _SOLID


class InkAndPrint(NamedTuple):
    """A piece taken apart; all of shape (height, width).

    `light` is how light each pixel is without the seal's ink, 1 for paper. JPEG keeps colour at half the resolution, so
    that an outline of the ink is left in it; in `surely` it is not, nor is thin print beside the ink. `ink` and `print`
    are the densities of both.
    """

    light: Floats
    surely: Floats
    ink: Floats
    print: Floats


def taken_apart(pixels: Pixels, inked: tuple[slice, slice]) -> InkAndPrint:
    """Take each pixel's density of a piece (height, width, 3) apart into the seal's colour and grey, which add up.

    `inked` are the rows and columns that have the ink.
    """
    import cv2  # only where pages are read

    flat = pixels.reshape(-1, 3).astype(np.float32) + 1
    brightness = flat.sum(axis=1)
    paper = np.median(flat[brightness >= np.median(brightness)], axis=0)
    density = -np.log(np.clip(flat / paper, _BLACKEST, 1))
    inked_pixels = density.reshape(pixels.shape)[inked].reshape(-1, 3)
    spread = inked_pixels.max(axis=1) - inked_pixels.min(axis=1)
    strong = inked_pixels[spread > max(_COLOURED, _OF_STRONGEST * float(np.percentile(spread, _STRONG)))]
    grey: Floats = density[:, 0]  # red light: it passes red ink
    ink: Floats = np.zeros(len(density), np.float32)
    if len(strong) >= _FEWEST_INKED:
        colour = np.median(strong / np.linalg.norm(strong, axis=1, keepdims=True), axis=0)
        parts = density @ np.linalg.pinv(np.stack([colour, np.ones(3, np.float32)]))
        grey = np.where(parts[:, 0] < 0, density.mean(axis=1), parts[:, 1])
        ink = parts[:, 0] * float(colour.mean())
    shape = pixels.shape[:2]
    ink, grey = (np.clip(layer, 0, None).reshape(shape).astype(np.float32) for layer in (ink, grey))
    around = cv2.dilate(ink, np.ones((_OUTLINE, _OUTLINE), np.uint8))
    surely = np.clip(grey - (around - ink), 0, None)
    return InkAndPrint(np.exp(-grey), np.exp(-surely), ink, grey)


def in_red_light(pixels: Pixels) -> Pixels:
    """Return what is dark in red light as a picture (height, width, 3): ink that is not red."""
    return as_print(pixels[:, :, 0].astype(np.float32))


def as_print(light: NDArray[np.floating]) -> Pixels:
    """Return light as a picture (height, width, 3) from black to white."""
    dark, bright = np.percentile(light, (_DARKEST, _PAPER))
    plain = np.clip((light - dark) / max(1 / 255, float(bright - dark)) * 255, 0, 255).astype(np.uint8)
    return np.repeat(plain[:, :, None], 3, axis=2)

"""Blots amid print: black all over, on paper, as large as a character or a few. What is printed below can't be seen."""

from typing import NamedTuple

import numpy as np

from zcdossier.recognition.ink_map import Bytes, Mask, opened

_BLACK, _GREY = 0.4, 0.5
"""How light a blot and its edge are at most beside the paper."""
_LEAST, _MOST = 0.7, 3.0
"""Of a line's height: how large a blot is both ways, and how large at most."""
_PHOTO = 6.0
"""In line heights: how high a photo is, in which hair and clothes stand over each other."""
_EDGE, _NEAR, _RIM = 9, 7, 13
"""Pixels: how far a blot goes beyond what is all black, and where the ring around it begins and ends (both twice)."""
_LIKE_PAPER, _ON_PAPER = 0.8, 0.75
"""How light paper is at least, and how much of the ring is paper: the rest may be print."""


class _Blot(NamedTuple):
    """A black piece: its number in the map of pieces, its box and how many pixels it has."""

    number: int
    left: int
    top: int
    wide: int
    tall: int
    size: int

    @property
    def middle(self) -> tuple[float, float]:
        return self.left + self.wide / 2, self.top + self.tall / 2

    def stands_over(self, other: "_Blot", high: float) -> bool:
        """Whether two are above each other as hair and clothes are."""
        (x, y), (other_x, other_y) = self.middle, other.middle
        return abs(x - other_x) < self.wide and abs(y - other_y) < _PHOTO * high


def hidden_by_blots(rgb: Bytes, print_area: Mask, read: Mask, high: float) -> float:
    """Return how many pixels of a page (height, width, 3) blots hide.

    `print_area` is where the page has print at all, `read` where lines were read, `high` a line's usual height in
    pixels. A desk is not amid the print, and a photo is larger or has hair over clothes.
    """
    import cv2  # only where pages are read

    light = rgb.max(axis=2)
    usual = float(np.median(light))
    least = max(2, round(_LEAST * high))
    black = (opened(light < _BLACK * usual, least, least) & ~read).astype(np.uint8)
    if not black.any():
        return 0.0
    grown = cv2.dilate(black, np.ones((_EDGE, _EDGE), np.uint8)) & (light < _GREY * usual)
    _, numbers, shapes, _ = cv2.connectedComponentsWithStats(grown.astype(np.uint8))
    blots = [_Blot(number, *shape) for number, shape in enumerate(shapes.tolist()) if number]
    hidden = 0.0
    for blot in blots:
        x, y = blot.middle
        if not print_area[int(y), int(x)] or max(blot.wide, blot.tall) > _MOST * high:
            continue
        if any(other is not blot and blot.stands_over(other, high) for other in blots):
            continue
        mask = (numbers == blot.number).astype(np.uint8)
        wide, near = (cv2.dilate(mask, np.ones((side, side), np.uint8)) for side in (_RIM, _NEAR))
        if float((light[wide > near] > _LIKE_PAPER * usual).mean()) > _ON_PAPER:
            hidden += blot.size
    return hidden

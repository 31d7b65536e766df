"""Where the sheet of paper is in a picture: not what it lies on, not its rim."""

import numpy as np
from PIL import Image

from zcdossier.recognition.ink_map import Bytes, Mask

_MARGIN = 0.015
_BLOCK = 8
_EDGE, _AS_BRIGHT, _LEAST_SHEET, _LEAST_PIECE = 0.06, 0.72, 0.4, 0.03
"""How much the ground changes over a block where a sheet ends or is folded; how bright a piece of it is at least beside
its largest; what share of a picture the sheet is, and a piece of it."""


def find_sheet(ground: Bytes) -> Mask:
    """Where the sheet is, without its margin: what is evenly bright, with all between; everything where none is told.

    Its folds part it, and light may fall off across it, so pieces count that are not much darker than the largest.
    """
    import cv2  # only where pages are read

    height, width = ground.shape
    coarse = np.asarray(Image.fromarray(ground).reduce(_BLOCK)).astype(np.float32)
    around = np.ones((3, 3), np.uint8)
    even = cv2.dilate(coarse, around) - cv2.erode(coarse, around) < _EDGE * np.maximum(coarse, 1)
    count, numbers, pieces, _ = cv2.connectedComponentsWithStats(even.astype(np.uint8), connectivity=4)
    sheet = np.zeros_like(even)
    if count > 1:
        largest = 1 + int(np.argmax(pieces[1:, cv2.CC_STAT_AREA]))
        typical = float(np.median(coarse[numbers == largest]))
        for number in range(1, count):
            piece = numbers == number
            is_large = pieces[number, cv2.CC_STAT_AREA] > _LEAST_PIECE * even.size
            if is_large and float(np.median(coarse[piece])) >= _AS_BRIGHT * typical:
                sheet |= piece
    outline = np.zeros((height, width), np.uint8)
    if sheet.any():
        corners = np.argwhere(sheet)[:, ::-1].astype(np.int32)
        hull = cv2.convexHull(corners) * _BLOCK + _BLOCK // 2
        cv2.fillConvexPoly(outline, hull, 1)
    if float(outline.mean()) < _LEAST_SHEET:
        outline[:] = 1
    return without_rim(outline, round(_MARGIN * min(height, width)))


def middle_of(sheet: Mask, beside: float) -> tuple[slice, slice]:
    """The rows and columns of the middle of the sheet, without that share of it on each side."""
    rows, columns = np.flatnonzero(sheet.any(axis=1)), np.flatnonzero(sheet.any(axis=0))
    down, right = (round(beside * (side[-1] - side[0])) for side in (rows, columns))
    return slice(rows[0] + down, rows[-1] - down + 1), slice(columns[0] + right, columns[-1] - right + 1)


def without_rim(sheet: Mask | Bytes, wide: int) -> Mask:
    """What of the sheet lies so many pixels and more within it."""
    import cv2  # only where pages are read

    size = 2 * wide + 1
    padded = np.pad(sheet.astype(np.uint8), 1)  # beyond the picture there is no sheet
    return cv2.erode(padded, np.ones((size, size), np.uint8), borderValue=0)[1:-1, 1:-1] > 0

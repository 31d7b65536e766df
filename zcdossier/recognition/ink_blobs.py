"""What is darker than the paper close by, blob by blob: how steep, wound, pressed and coloured each is."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zcdossier.recognition.ink_map import Bytes, Floats, Mask
from zcdossier.recognition.lone_lines import LONG, without_long_lines
from zcdossier.recognition.sheet_on_picture import without_rim

_COARSE, _AROUND = 4, 19
"""How many pixels are one where the paper's brightness is looked at, and how many of these are around a stroke."""
_PALE, _OVER_NOISE, _NEAR = 0.04, 5, 65
"""How much darker than the paper ink is at least, also in shares of the noise, and how far around noise is measured."""
_GAP_IN_WORD, _SPECK, _MOST_BLOBS = 13, 12, 60
"""Pixels of the working size: gaps between the strokes of one blob, and what ink of one is no speck; and how many
blobs are looked at, the largest ones."""
_CORNERS = 20
"""Pixels of outline over which corners are counted."""
_SHORTEST, _BENT = 6, 1.6
"""Pixels: an outline that is one, and how far it leaves a straight line at a corner."""
_MOST_LINED = 0.15
"""Share of ink above which no lines are looked for."""
_STEEP = 0.22
"""Share of its darkness by which a stroke's edge rises from pixel to pixel."""


class InkBlob(NamedTuple):
    """Ink that stands together: its box (left, top, width, height) and how much of it is ink, in pixels.

    `darkness` is how much darker than the paper it is, `steepness` by what share of that its edges rise from pixel to
    pixel, `lightness` how much lighter than the paper it is beside the ink, as a share of how much darker. `windings`
    is the length of its outline beside that of a line around it, `corners` how many there are on 20 pixels of outline,
    `colour` how red or blue it is, 0 to 1; `at_edge` says that it reaches to the edge of the sheet.
    """

    box: tuple[int, int, int, int]
    ink: int
    darkness: float
    steepness: float
    lightness: float
    windings: float
    corners: float
    colour: float
    at_edge: bool

    @property
    def is_steep(self) -> bool:
        """Whether its edges are those of strokes: stains, creases and what shows through are soft."""
        return self.steepness >= _STEEP


def darkness_of(brightness: Bytes) -> Floats:
    """How much darker than the paper around it each pixel is, negative where it is lighter."""
    import cv2  # only where pages are read

    height, width = brightness.shape
    coarse = cv2.resize(brightness, (-(-width // _COARSE), -(-height // _COARSE)), interpolation=cv2.INTER_AREA)
    smooth = cv2.blur(cv2.medianBlur(coarse, _AROUND), (5, 5))
    level = cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return np.asarray(1 - cv2.GaussianBlur(brightness, (3, 3), 0) / np.maximum(level, 1))


def least_darkness_of(darkness: Floats, sheet: Mask) -> Floats:
    """How dark ink is at least at each pixel: above the noise of what is around it."""
    import cv2  # only where pages are read

    deviation = np.abs(darkness)
    usual = np.minimum(deviation, 4 * float(np.median(deviation[sheet])) + 0.002)
    return np.asarray(np.maximum(_PALE, _OVER_NOISE * cv2.blur(usual, (_NEAR, _NEAR))))


def ink_blobs(rgb: Bytes, darkness: Floats, least: Floats, sheet: Mask) -> Iterator[InkBlob]:
    """All ink on the sheet, without long lines and specks."""
    import cv2  # only where pages are read

    ink, numbers, boxes = _joined((darkness > least) & sheet)
    if float(ink.mean()) < _MOST_LINED and (boxes[1:, 2:4] > LONG * max(ink.shape)).any():
        ink, numbers, boxes = _joined(without_long_lines(ink > 0))
    amounts = np.bincount(numbers[ink > 0], minlength=len(boxes))
    slope = np.hypot(cv2.Sobel(darkness, cv2.CV_32F, 1, 0), cv2.Sobel(darkness, cv2.CV_32F, 0, 1)) / 8
    rim = ~without_rim(sheet, 2)
    for number in np.argsort(-amounts)[:_MOST_BLOBS].tolist():
        if amounts[number] < _SPECK:
            break
        left, top, wide, high, _ = boxes[number].tolist()
        place = (slice(top, top + high), slice(left, left + wide))
        blob = numbers[place] == number
        mine = blob & (ink[place] > 0)
        over = (np.maximum(sign * darkness[place] - least[place] / 2, 0)[blob].sum() for sign in (1, -1))
        dark, light = (float(amount) for amount in over)
        peak = float(np.percentile(darkness[place][mine], 85))
        half = peak / 2
        steep = float(np.percentile(slope[place][mine], 85)) / peak
        windings, corners = _outline(mine & (darkness[place] > half))
        yield InkBlob(
            (left, top, wide, high),
            int(amounts[number]),
            peak,
            steep,
            light / dark,
            windings,
            corners,
            _colour_of(rgb[place][mine], rgb[place][blob & ~mine]),
            bool((rim[place] & mine).any()),
        )


def _joined(mask: Mask) -> tuple[Bytes, NDArray[np.int32], NDArray[np.int32]]:
    """The ink, the number of the blob that each pixel is of or near (0: of none), and the blobs' boxes."""
    import cv2  # only where pages are read

    ink = mask.astype(np.uint8)
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(
        cv2.dilate(ink, np.ones((_GAP_IN_WORD, _GAP_IN_WORD), np.uint8))
    )
    return ink, np.asarray(numbers, np.int32), np.asarray(boxes, np.int32)


def _colour_of(ink: Bytes, beside: Bytes) -> float:
    """How far red or blue some ink is, 0 to 1: of what it takes of the light, what it takes of one colour alone less.

    Coffee and glue take of all colours in turn, black ink takes of all alike.
    """
    low, middle, high = np.sort(1 - ink.mean(axis=0) / np.maximum(beside.mean(axis=0), 1))
    return float((middle - low) / max(high, 0.01) - (high - middle) / max(high, 0.01))


def _outline(ink: Mask) -> tuple[float, float]:
    """How long the outline of some ink is beside a line around all of it, and how many corners it has."""
    import cv2  # only where pages are read

    found, _ = cv2.findContours(ink.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    outlines = [outline for outline in found if len(outline) >= _SHORTEST]
    if not outlines:
        return 0.0, 0.0
    length = sum(cv2.arcLength(outline, True) for outline in outlines)
    corners = sum(len(cv2.approxPolyDP(outline, _BENT, True)) for outline in outlines)
    around = cv2.arcLength(cv2.convexHull(np.vstack(outlines)), True)
    return length / max(around, 1.0), corners / max(length, 1.0) * _CORNERS

"""Long straight lines that stand alone: ruled paper, folds and scanners' streaks, told from lines of print."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from zcdossier.recognition.ink_map import Bytes, Mask

LONG, _GAP, _LINE, _BESIDE, _ALONE, _RULED = 0.2, 36, 5, 15, 0.8, 8
"""Of the long side: lines that no sign has. In pixels: gaps in them, how thick they are, and how wide the band is that
is looked at. How much of the ink in it is the line's, and how many such lines ruled paper has."""


def without_long_lines(print_mask: Mask) -> Mask:
    """The ink without straight lines that are longer than any stroke of a sign and have next to nothing beside them.

    Aslant, broken or along a fold: whatever way they run. A line of print has its signs' other strokes beside it.
    On ruled paper what is left of such lines is looked for once more, as it is shorter.
    """
    length = LONG * max(print_mask.shape)
    lines = _lone_lines(print_mask, length)
    without: Mask = print_mask & (_drawn(lines, print_mask.shape) == 0)
    if len(lines) >= _RULED:
        without &= _drawn(_lone_lines(without, length / 3), print_mask.shape) == 0
    return without


def _lone_lines(print_mask: Mask, length: float) -> list[NDArray[np.int_]]:
    """Straight lines of that length or more with little ink beside them but that of lines across: two points each."""
    import cv2  # only where pages are read

    ink = print_mask.astype(np.uint8)
    found = cv2.HoughLinesP(ink, 1, np.pi / 720, round(length / 2), minLineLength=length, maxLineGap=_GAP)
    lines = np.reshape([] if found is None else found, (-1, 2, 2)).astype(int)
    is_level = np.abs(np.diff(lines[:, :, 0])) > np.abs(np.diff(lines[:, :, 1]))
    crossing = {level: _drawn(lines[is_level[:, 0] != level], ink.shape) for level in (True, False)}
    lone = []
    for line, level in zip(lines, is_level[:, 0].tolist(), strict=True):
        low, high = np.maximum(line.min(axis=0) - _BESIDE, 0), line.max(axis=0) + _BESIDE
        place = (slice(low[1], high[1]), slice(low[0], high[0]))
        beside = ink[place] & ~crossing[level][place]
        within = [int((beside & _drawn([line - low], beside.shape, thick)).sum()) for thick in (_LINE, _BESIDE)]
        if within[0] >= _ALONE * within[1]:
            lone.append(line)
    return lone


def _drawn(lines: Iterable[NDArray[np.int_]], shape: tuple[int, ...], thick: int = _LINE) -> Bytes:
    """Lines, each two points (2, 2), as pixels that are 1."""
    import cv2  # only where pages are read

    pixels = np.zeros(shape, np.uint8)
    for start, end in lines:
        cv2.line(pixels, start.tolist(), end.tolist(), 1, thick)
    return pixels

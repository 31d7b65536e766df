"""Lines in the order in which they are read, and boxes carried from a turned page back to how it is displayed."""

from collections.abc import Sequence

import numpy as np

from zcdossier.model.page_facts import Box, TextLine
from zcdossier.recognition.recogniser import Corners, FoundLine

_SAME_ROW = 0.5
"""Two lines stand in one row if their middles are no farther apart than this part of the lower one's height."""


def lines_in_order(found: Sequence[FoundLine], size: tuple[int, int], turn: int) -> tuple[TextLine, ...]:
    """Return lines row by row from the top, each row from the left, with their boxes on the page as it is displayed.

    `size` is width and height in pixels of the page once it was turned by `turn`, which the corners refer to.
    """
    if not found:
        return ()
    slope = _slope_of(found)
    order = _rows(np.array([_level(line.corners, slope) for line in found]))
    return tuple(
        TextLine(found[index].text, found[index].confidence, displayed_box(_bounds(found[index].corners), size, turn))
        for index in order
    )


def displayed_box(bounds: tuple[float, float, float, float], size: tuple[int, int], turn: int) -> Box:
    """Return where pixels of a turned page (left, top, right, bottom) lie on the page as it is displayed."""
    width, height = size
    left, right = (min(1.0, max(0.0, side / width)) for side in (bounds[0], bounds[2]))
    top, bottom = (min(1.0, max(0.0, side / height)) for side in (bounds[1], bounds[3]))
    return Box(left, top, right, bottom).turned(-turn)


def _bounds(corners: Corners) -> tuple[float, float, float, float]:
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    return float(left), float(top), float(right), float(bottom)


def _slope_of(found: Sequence[FoundLine]) -> float:
    """The rise of lines by their length: the middle one, long lines counting more."""
    along = np.array([(line.corners[1] + line.corners[2] - line.corners[0] - line.corners[3]) / 2 for line in found])
    level = np.abs(along[:, 0]) > np.abs(along[:, 1])
    if not level.any():
        return 0.0
    along = along[level]
    slopes, weights = along[:, 1] / along[:, 0], np.abs(along[:, 0])
    order = np.argsort(slopes)
    middle = int(np.searchsorted(np.cumsum(weights[order]), weights.sum() / 2))
    return float(slopes[order][min(middle, len(order) - 1)])


def _level(corners: Corners, slope: float) -> tuple[float, float, float]:
    """Left end, middle and height of a line, with the slope of the page taken out."""
    heights = corners[:, 1] - slope * corners[:, 0]
    top, bottom = (heights[0] + heights[1]) / 2, (heights[2] + heights[3]) / 2
    return float(corners[:, 0].min()), float((top + bottom) / 2), float(abs(bottom - top))


def _rows(lines: np.ndarray) -> list[int]:
    """The order of lines, each given by its left end, middle and height."""
    rows: list[list[int]] = []
    for index in np.lexsort((lines[:, 0], lines[:, 1])):
        middle, height = lines[index, 1:]
        if rows:
            last = rows[-1]
            row_middle, row_height = lines[last, 1].mean(), lines[last, 2].min()
            if middle - row_middle <= _SAME_ROW * min(height, row_height):
                last.append(int(index))
                continue
        rows.append([int(index)])
    return [index for row in rows for index in sorted(row, key=lambda index: (lines[index, 0], lines[index, 1]))]

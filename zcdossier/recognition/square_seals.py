"""Square red and purple seals: a frame of four straight sides, upright or askew, with writing in it.

Long bars of words in such a frame are told as well, but not as seals: they are stamps that may stand for one.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from zcdossier.model.page_facts import Box, Seal
from zcdossier.recognition.ink_map import Floats, Mask

SQUARE = "square"
_RED, _GAP = 0.05, 5
"""How red a pixel is that may be ink, and the gaps between strokes of one seal in pixels of the working size."""
_SHORTEST, _LONGEST, _OBLONG = 0.035, 0.17, 1.3
"""Of the page's longer side, and length by width: from a name seal on a page to one of 3 cm on half a page."""
LOWEST_BAR, LONGEST_BAR, OBLONG_BAR = 0.022, 0.3, (1.6, 8.0)
"""The same of bars: from a line of 7 mm on a page to one of 6 cm on half a page."""
_FULL = 0.88
"""How much of the rectangle around it the hull of a square fills at least; that of a ring fills 0.79."""
_SAMPLES, _BAND = 40, 4
"""The side of a square that is laid level, and how far from its edge the frame lies."""
_FRAMED, _SIDE_FRAMED = 0.9, 0.7
"""How much of the frame, and of each of its sides, is there."""
_WRITTEN = (0.1, 0.72)
"""How much of what is within the frame is ink: some, but no solid patch."""
_OF_STRONGEST = 0.45
_AS_HIGH, _LEVEL, _APART = 1.6, 0.35, 2.5
"""How much higher the characters of a heading may be than each other, and, in heights, how far off and apart."""
_NESTED, _BETWEEN = 0.9, 0.1
"""How much of a second square is there within the first, and of what is between, where it is a box in a box."""


def find_square_seals(red: Floats) -> tuple[Seal, ...]:
    """Find square seals by how red each pixel of a page is (height, width), at the working size of `seals`."""
    height, width = red.shape
    seals = (
        Seal(Box(left / width, top / height, (left + wide) / width, (top + high) / height), SQUARE, round(framed, 3))
        for (left, top, wide, high), framed in _framed_pieces(red, (_SHORTEST, _LONGEST), (1.0, _OBLONG))
    )
    return tuple(sorted(seals, key=lambda seal: -seal.confidence))


def has_framed_bar(red: Floats) -> bool:
    """Whether a line of words in a frame is on a page, as stamps of an office or a day have (`red` as above)."""
    return any(_framed_pieces(red, (LOWEST_BAR, LONGEST_BAR), OBLONG_BAR))


def has_solid_square(red: Floats) -> bool:
    """Whether a square of ink is on a page, as name seals are whose characters are left white (`red` as above)."""
    return any(
        _written(_laid_level(red, corners)) > _WRITTEN[1]
        for _, corners in _rectangles(red, (_SHORTEST, _LONGEST), (1.0, _OBLONG))
    )


def _framed_pieces(
    red: Floats, sizes: tuple[float, float], oblong: tuple[float, float]
) -> Iterator[tuple[tuple[int, int, int, int], float]]:
    """The framed pieces by themselves: left, top, width and height in pixels, and how much of the frame is there.

    `sizes` are the shortest and longest side, of the page's longer one, `oblong` the least and most of length by width.
    """
    for box, corners in _rectangles(red, sizes, oblong):
        framed = _framed(red, corners, is_bar=oblong[1] > _OBLONG)
        if framed >= _FRAMED:
            yield box, framed


def _rectangles(
    red: Floats, sizes: tuple[float, float], oblong: tuple[float, float]
) -> Iterator[tuple[tuple[int, int, int, int], Floats]]:
    """The pieces by themselves that fill a rectangle, as above: left, top, width and height, and its corners (4, 2)."""
    import cv2  # only where pages are read

    shortest, longest = (size * max(red.shape) for size in sizes)
    inked = (red > _RED).astype(np.uint8)
    joined = cv2.morphologyEx(inked, cv2.MORPH_CLOSE, np.ones((_GAP, _GAP), np.uint8))
    _, numbers, pieces, _ = cv2.connectedComponentsWithStats(joined)
    for number, (left, top, wide, high, _) in enumerate(pieces.tolist()):
        if number == 0 or min(wide, high) < shortest or max(wide, high) > 1.5 * longest:
            continue
        if any(_stand_in_row(pieces[number], piece) for index, piece in enumerate(pieces) if index not in (0, number)):
            continue
        rows, columns = np.nonzero(numbers[top : top + high, left : left + wide] == number)
        hull = cv2.convexHull(np.stack([columns + left, rows + top], axis=1).astype(np.float32))
        rectangle = cv2.minAreaRect(hull)
        short, long = sorted(rectangle[1])
        if short < shortest or long > longest or not oblong[0] * short <= long <= oblong[1] * short:
            continue
        if cv2.contourArea(hull) >= _FULL * short * long:
            yield (left, top, wide, high), np.asarray(cv2.boxPoints(rectangle), np.float32)


def _stand_in_row(piece: NDArray[np.int32], other: NDArray[np.int32]) -> bool:
    """Whether two pieces (left, top, width, height, area) are characters of one heading, printed in red."""
    left, top, wide, high, _ = piece.tolist()
    other_left, other_top, other_wide, other_high, _ = other.tolist()
    is_as_high = high / _AS_HIGH < other_high < high * _AS_HIGH
    is_level = abs(top + high / 2 - other_top - other_high / 2) < _LEVEL * high
    gap = max(other_left - left - wide, left - other_left - other_wide)
    return bool(is_as_high and is_level and gap < _APART * high)


def _framed(red: Floats, corners: Floats, *, is_bar: bool) -> float:
    """How much of a frame along the sides of a quadrangle (4, 2) is there; 0 where it holds no writing.

    A line of words is no second frame: what is within a bar may be as level as that.
    """
    level = _laid_level(red, corners)
    inked = level > _RED
    edges = (inked[:_BAND], inked[-_BAND:], inked[:, :_BAND].T, inked[:, -_BAND:].T)
    sides = [float(side.any(axis=0).mean()) for side in edges]
    squares = [_perimeter(inked, away) for away in range(2 * _BAND, _SAMPLES // 2 - _BAND)]
    if not is_bar and max(squares) > _NESTED and min(squares) < _BETWEEN:
        return 0.0
    is_seal = min(sides) >= _SIDE_FRAMED and _WRITTEN[0] <= _written(level) <= _WRITTEN[1]
    return float(np.mean(sides)) if is_seal else 0.0


def _laid_level(red: Floats, corners: Floats) -> Floats:
    """What is within a quadrangle (4, 2), as a square."""
    import cv2  # only where pages are read

    size = _SAMPLES
    target = np.array([[0, 0], [size, 0], [size, size], [0, size]], np.float32)
    laid = cv2.getPerspectiveTransform(corners, target)
    return np.asarray(cv2.warpPerspective(red.astype(np.float32), laid, (size, size)), np.float32)


def _written(level: Floats) -> float:
    """How much of what is within the frame is ink, as strong as most of it."""
    strong = level > max(_RED, _OF_STRONGEST * float(np.percentile(level, 95)))
    return float(strong[2 * _BAND : -2 * _BAND, 2 * _BAND : -2 * _BAND].mean())


def _perimeter(level: Mask, away: int) -> float:
    """How much of a square so many pixels within the sides is ink; it may be a pixel off."""
    inner = [
        level[away : away + 2],
        level[-away - 2 : -away],
        level[:, away : away + 2].T,
        level[:, -away - 2 : -away].T,
    ]
    return float(np.mean([side[:, away:-away].any(axis=0).mean() for side in inner]))

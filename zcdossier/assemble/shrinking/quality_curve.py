"""What one picture takes at any quality, and how like itself it stays (pure): measured at a few, known in between.

And the legibility floor: at which resolutions a picture may be coded anew, and down to which quality.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import exp, log

from zcdossier.assemble.shrinking.encode_jpeg import step_size

LEAST_DPI = 100
"""Below this no page goes, whatever a profile allows."""

_EIGHTHS = (1, 2, 3, 4, 5, 6, 8)  # as decoders of JPEG scale; at seven eighths they are slower than at full size
_ENOUGH_DPI = 340.0  # more pixels show nothing more of a page
_APART = 1.05  # the lowest resolution is no further step where it is almost one of the eighths, or the full size

_OUT_OF_PLACE = 0.25  # of a pixel

# Where characters begin to be lost, by resolution: pages of fine print coded at many resolutions and qualities and read
# by tesseract; at these more than nine in ten characters of the untouched page are still read (bench/floors.py).
_FLOORS = ((112.0, 45.0), (137.0, 32.0), (190.0, 26.0), (250.0, 24.0))
CEILING = 95.0
"""The highest quality worth having; above it only bytes grow."""

STEP = 0.25
"""Qualities are whole numbers of this, so that rounding on another machine does not change them."""

_FINEST = 99.0  # at 100 the steps vanish
_SIZE_BY_FINENESS = 1.0  # where only one quality is known: bytes grow about as the steps get finer


def lowest_dpi(min_dpi: int) -> int:
    """Return the resolution below which nothing goes."""
    return max(LEAST_DPI, min_dpi)


def resolution_steps(dpi: float, min_dpi: int) -> tuple[float, ...]:
    """Return the parts of its size that a picture at `dpi` may be coded at, from the smallest; it is never enlarged.

    Eighths, because anything in between takes long and blurs; only the smallest is the lowest resolution to the pixel.
    """
    least = lowest_dpi(min_dpi)
    if dpi <= least * _APART:
        return (1.0,)
    lowest = least / dpi
    allowed = [eighths / 8 for eighths in _EIGHTHS if eighths / 8 >= lowest * _APART]
    enough = next((scale for scale in allowed if dpi * scale >= _ENOUGH_DPI), 1.0)
    return (lowest, *(scale for scale in allowed if scale <= enough))


def undistorted(scales: Sequence[float], size: tuple[int, int]) -> tuple[float, ...]:
    """Return the scales, from the smallest to the whole size, that leave every stroke of a picture in its place.

    Decoders of JPEG round up: five eighths of 3508 rows come as 2193 for 2192.5, and on the page the last lie half a
    pixel higher than they should. Where only the whole size would be left, all stay.
    """
    fitting = [
        scale
        for scale in scales
        if not (8 * scale).is_integer() or all(-side * scale % 1 <= _OUT_OF_PLACE for side in size)
    ]
    eighths = [scale for scale in fitting if (8 * scale).is_integer() and scale < 1]
    return tuple(fitting if eighths else scales)


def lowest_quality(dpi: float) -> float:
    """Return the quality below which characters suffer at a resolution."""
    if dpi <= _FLOORS[0][0]:
        return _FLOORS[0][1]
    for (low, quality), (high, next_quality) in pairwise(_FLOORS):
        if dpi < high:
            return quality + (next_quality - quality) * (dpi - low) / (high - low)
    return _FLOORS[-1][1]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Size in bytes and similarity (0 to 1) at one quality (1 to 100)."""

    quality: float
    size: float
    similarity: float


@dataclass(frozen=True, slots=True)
class QualityCurve:
    """Points in rising order of quality, at least one; `floor` is the lowest quality allowed."""

    points: tuple[CurvePoint, ...]
    floor: float

    def size(self, quality: float) -> float:
        """Return the bytes at a quality."""
        low, high = self._around(quality)
        if low is high:
            return low.size * exp(_SIZE_BY_FINENESS * (_fineness(quality) - _fineness(low.quality)))
        return exp(_interpolate(quality, (low.quality, log(low.size)), (high.quality, log(high.size))))

    def similarity(self, quality: float) -> float:
        """Return the similarity at a quality."""
        low, high = self._around(quality)
        if low is high:
            return low.similarity
        return min(1.0, _interpolate(quality, (low.quality, low.similarity), (high.quality, high.similarity)))

    def quality_of_similarity(self, similarity: float) -> float:
        """Return the lowest allowed quality that is as like as that; the ceiling when none is."""
        return self._first(lambda quality: self.similarity(quality) >= similarity)

    def quality_of_size(self, size: float) -> float:
        """Return the highest allowed quality that takes at most so much; the floor when none does."""
        return self._first(lambda quality: self.size(quality + STEP) > size)

    def through(self, point: CurvePoint, floor: float | None = None) -> "QualityCurve":
        """Return the curve of a picture like this one of which one point is known: moved to go through it."""
        larger = point.size / self.size(point.quality)
        better = point.similarity - self.similarity(point.quality)
        points = tuple(replace(own, size=own.size * larger, similarity=own.similarity + better) for own in self.points)
        return QualityCurve(points, self.floor if floor is None else floor)

    def weighed(self, quality: float, size: float) -> "QualityCurve":
        """Return the curve corrected by what the picture was found to take at a quality."""
        off = size / self.size(quality)
        return QualityCurve(tuple(replace(point, size=point.size * off) for point in self.points), self.floor)

    def _around(self, quality: float) -> tuple[CurvePoint, CurvePoint]:
        if len(self.points) == 1:
            return self.points[0], self.points[0]
        for low, high in pairwise(self.points):
            if quality <= high.quality:
                return low, high
        return self.points[-2], self.points[-1]

    def _first(self, holds: Callable[[float], bool]) -> float:
        """Return the first quality for which something holds that holds for all higher ones too."""
        steps: Sequence[int] = range(int((CEILING - self.floor) / STEP))
        at = bisect_left(steps, True, key=lambda step: holds(self.floor + step * STEP))
        return self.floor + at * STEP


@lru_cache(maxsize=4096)  # asked for ten thousands of times, of a few hundred steps
def _fineness(quality: float) -> float:
    """Return how fine the steps of a quality are, on a scale on which bytes and similarity rise evenly."""
    return -log(step_size(min(quality, _FINEST)))


def _interpolate(at: float, first: tuple[float, float], second: tuple[float, float]) -> float:
    """Follow the line through what is known at two qualities (also beyond them)."""
    start = _fineness(first[0])
    way = (_fineness(at) - start) / (_fineness(second[0]) - start)
    return first[1] + (second[1] - first[1]) * way

"""What one picture takes at any quality, and how like itself it stays (pure): measured at a few, known in between."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, log

from zcdossier.assemble.shrinking.quantisation import step_size

CEILING = 95.0
"""The highest quality worth having; above it only bytes grow."""

STEP = 0.25
"""Qualities are whole numbers of this, so that rounding on another machine does not change them."""

_FINEST = 99.0  # at 100 the steps vanish
_SIZE_BY_FINENESS = 1.0  # where only one quality is known: bytes grow about as the steps get finer


@dataclass(frozen=True, slots=True)
class Point:
    """Size in bytes and likeness (0 to 1) at one quality (1 to 100)."""

    quality: float
    size: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Points in rising order of quality, at least one; `floor` is the lowest quality allowed."""

    points: tuple[Point, ...]
    floor: float

    def size(self, quality: float) -> float:
        """Return the bytes at a quality."""
        low, high = self._around(quality)
        if low is high:
            return low.size * exp(_SIZE_BY_FINENESS * (_fineness(quality) - _fineness(low.quality)))
        return exp(_between(quality, (low.quality, log(low.size)), (high.quality, log(high.size))))

    def likeness(self, quality: float) -> float:
        """Return the likeness at a quality."""
        low, high = self._around(quality)
        if low is high:
            return low.likeness
        return min(1.0, _between(quality, (low.quality, low.likeness), (high.quality, high.likeness)))

    def quality_of_likeness(self, likeness: float) -> float:
        """Return the lowest allowed quality that is as like as that; the ceiling when none is."""
        return self._first(lambda quality: self.likeness(quality) >= likeness)

    def quality_of_size(self, size: float) -> float:
        """Return the highest allowed quality that takes at most so much; the floor when none does."""
        return self._first(lambda quality: self.size(quality + STEP) > size)

    def weighed(self, quality: float, size: float) -> "Curve":
        """Return the curve corrected by what the picture was found to take at a quality."""
        off = size / self.size(quality)
        return Curve(tuple(replace(point, size=point.size * off) for point in self.points), self.floor)

    def _around(self, quality: float) -> tuple[Point, Point]:
        if len(self.points) == 1:
            return self.points[0], self.points[0]
        at = bisect_left(self.points, quality, key=lambda point: point.quality)
        at = min(max(at, 1), len(self.points) - 1)
        return self.points[at - 1], self.points[at]

    def _first(self, holds: Callable[[float], bool]) -> float:
        """Return the first quality for which something holds that holds for all higher ones too."""
        steps: Sequence[int] = range(int((CEILING - self.floor) / STEP))
        at = bisect_left(steps, True, key=lambda step: holds(self.floor + step * STEP))
        return self.floor + at * STEP


def _fineness(quality: float) -> float:
    """Return how fine the steps of a quality are, on a scale on which bytes and likeness rise evenly."""
    return -log(step_size(min(quality, _FINEST)))


def _between(at: float, first: tuple[float, float], second: tuple[float, float]) -> float:
    """Follow the line through what is known at two qualities (also beyond them)."""
    start = _fineness(first[0])
    way = (_fineness(at) - start) / (_fineness(second[0]) - start)
    return first[1] + (second[1] - first[1]) * way

"""What one picture takes at any quality, and how like itself it stays (pure): measured at a few, known in between."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

CEILING = 95.0
"""The highest quality worth having; above it only bytes grow."""

STEP = 0.25
"""Qualities are whole numbers of this, so that rounding on another machine does not change them."""

_SIZE_BY_QUALITY = 0.025  # measured on phone photos of pages: bytes grow with this exponent of the quality


@dataclass(frozen=True, slots=True)
class Point:
    """Size in bytes and likeness (0 to 1) at one quality (1 to 100)."""

    quality: float
    size: float
    likeness: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Points in rising order of quality, at least one; `floor` is the lowest quality allowed.

    `weighed_at` is the quality at which the picture was last found to take what the curve says, `factor` how many
    times what its pieces said that was.
    """

    points: tuple[Point, ...]
    floor: float
    weighed_at: float | None = None
    factor: float = 1.0

    def size(self, quality: float) -> float:
        """Return the bytes at a quality."""
        low, high = self._around(quality)
        if low is high:
            return low.size * exp(_SIZE_BY_QUALITY * (quality - low.quality))
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
        """Return the curve corrected by what the picture was found to take at a quality.

        It is shifted; once two qualities are known, tilted too, as long as it still rises.
        """
        off, tilt = log(size / self.size(quality)), 0.0
        if self.weighed_at is not None and abs(quality - self.weighed_at) >= STEP:
            tilt = off / (quality - self.weighed_at)
        tilted = self._moved(quality, off, tilt)
        rises = all(first.size < second.size for first, second in pairwise(tilted))
        points = tilted if rises else self._moved(quality, off, 0.0)
        return Curve(points, self.floor, quality, self.factor * exp(off))

    def refined(self, point: Point) -> "Curve":
        """Return the curve with one more point that was measured at pieces. What contradicts it is dropped.

        A photo coded once before takes steps: near its own quality bytes and likeness rise at a bound.
        """
        new = Point(point.quality, point.size * self.factor, point.likeness)
        below = (one for one in self.points if one.quality < new.quality and _rises(one, new))
        above = (one for one in self.points if one.quality > new.quality and _rises(new, one))
        return Curve((*below, new, *above), self.floor, self.weighed_at, self.factor)

    def knows(self, quality: float) -> bool:
        """Whether it was measured at a quality, or hardly beside it."""
        return any(abs(one.quality - quality) <= STEP for one in self.points)

    def _moved(self, quality: float, off: float, tilt: float) -> tuple[Point, ...]:
        return tuple(
            Point(one.quality, one.size * exp(off + tilt * (one.quality - quality)), one.likeness)
            for one in self.points
        )

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


def _rises(low: Point, high: Point) -> bool:
    return low.size < high.size and low.likeness <= high.likeness


def _between(at: float, first: tuple[float, float], second: tuple[float, float]) -> float:
    """Follow the line through two points (also beyond them)."""
    return first[1] + (second[1] - first[1]) * (at - first[0]) / (second[0] - first[0])

"""Which resolution a record can afford (pure): the way down from everything there is to the legibility floor."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

# Resolution and the quality it is worth having at, best first. More pixels at a lower quality keep small
# characters better than fewer pixels at a higher one, down to where blocks begin to show in the strokes.
_BENDS = ((400, 95.0), (400, 70.0), (300, 52.0), (250, 46.0), (200, 45.0), (150, 45.0), (100, 45.0))
_STEPS = 6

_CLEAR = 70.0  # the quality from which a page looks like its scan

_FLOOR, _FLOOR_FINE = 45.0, 32.0  # a block is a smaller part of a stroke where there are more pixels
_COARSE, _FINE = 150, 250

# Measured on phone photos of pages: bytes grow with this power of the resolution and by these exponents of the
# quality, below and above the bend; at the last quality the formula gives a photo back its own size.
_SIZE_BY_DPI = 1.6
_SIZE_BY_QUALITY, _MORE_ABOVE, _BEND = 0.02, 0.0114, 60.0
_SOURCE_QUALITY = 95.0


@dataclass(frozen=True, slots=True)
class Rung:
    """One resolution, and the quality to expect there."""

    dpi: int
    quality: float

    @property
    def thorough(self) -> bool:
        """Whether bytes are so short here that the last percents are worth thrice the time of coding."""
        return self.quality < _CLEAR


def ladder(min_dpi: int) -> tuple[Rung, ...]:
    """Return the rungs from best to the floor, none below `min_dpi`."""
    rungs: list[Rung] = []
    for (dpi, quality), (next_dpi, next_quality) in pairwise(_BENDS):
        for step in range(_STEPS):
            way = step / _STEPS
            rungs.append(
                Rung(
                    max(min_dpi, round(dpi * (next_dpi / dpi) ** way)),
                    round(quality + (next_quality - quality) * way, 2),
                )
            )
    last_dpi, last_quality = _BENDS[-1]
    rungs.append(Rung(max(last_dpi, min_dpi), last_quality))
    return tuple(dict.fromkeys(rungs))


def lowest_quality(dpi: float) -> float:
    """Return the quality below which characters suffer at a resolution."""
    way = min(1.0, max(0.0, (dpi - _COARSE) / (_FINE - _COARSE)))
    return _FLOOR + (_FLOOR_FINE - _FLOOR) * way


def forecast(rung: Rung, size: int, dpi: float) -> float:
    """Guess what a picture of `size` bytes at `dpi` takes at a rung, without looking at it."""
    scale = min(1.0, rung.dpi / dpi) if dpi > 0 else 1.0
    taken = size * scale**_SIZE_BY_DPI * exp(_steepness(rung.quality) - _steepness(_SOURCE_QUALITY))
    return min(float(size), float(taken))


def _steepness(quality: float) -> float:
    return _SIZE_BY_QUALITY * quality + _MORE_ABOVE * max(0.0, quality - _BEND)


def first_within(rungs: Sequence[Rung], pictures: Sequence[tuple[int, float]], room: float, share: float = 1.0) -> int:
    """Return the first rung at which pictures of (bytes, dpi) seem to fit, else the last.

    `share` corrects the forecast by what was measured of these pictures.
    """
    for at, rung in enumerate(rungs):
        if share * sum(forecast(rung, size, dpi) for size, dpi in pictures) <= room:
            return at
    return len(rungs) - 1

"""Which resolution a record can afford (pure): the way down from everything there is to the legibility floor."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp

# Resolution and the quality it is worth having at, best first. At a given number of bytes the one can be had for the
# other within wide bounds; below these qualities blocks begin to show in the strokes.
_BENDS = ((400, 95.0), (400, 70.0), (300, 58.0), (250, 54.0), (200, 53.0), (150, 52.0), (100, 45.0))
_STEPS = 6
_NEARLY = 0.85  # of a rung's resolution will do, where decoders have no eighth between

_CLEAR = 70.0  # the quality from which a page looks like its scan
_HARDLY_OVER = 0.85  # of the bytes there are is room for

_FLOOR, _FLOOR_FINE = 45.0, 32.0  # a block is a smaller part of a stroke where there are more pixels
_COARSE, _FINE = 150, 250

# Measured on phone photos of pages: bytes grow with this power of the resolution and by these exponents of the
# quality, below and above the bend; at the last quality the formula gives a photo back its own size.
_SIZE_BY_DPI = 1.6
_SIZE_BY_QUALITY, _MORE_ABOVE, _BEND = 0.02, 0.0114, 60.0
_SOURCE_QUALITY = 95.0


@dataclass(frozen=True, slots=True)
class Rung:
    """One resolution, and the quality to expect there; `least` is the resolution below which nothing goes."""

    dpi: int
    quality: float
    least: int = 1

    def scale(self, dpi: float) -> float:
        """Return at what part of its size a picture at `dpi` stands here, in eighths, as decoders of JPEG scale.

        Anything in between takes long and blurs; rather somewhat fewer pixels at a higher quality. Only the last
        rung means its resolution to the pixel.
        """
        if self.dpi <= self.least:
            return min(1.0, self.least / dpi) if dpi > 0 else 1.0
        wanted = max(self.least, self.dpi * _NEARLY)
        return next((part / 8 for part in range(1, 8) if dpi * part / 8 >= wanted), 1.0)


def ladder(min_dpi: int) -> tuple[Rung, ...]:
    """Return the rungs from best to the floor, none below `min_dpi`."""
    last_dpi, last_quality = _BENDS[-1]
    floor = max(last_dpi, min_dpi)
    rungs: list[Rung] = []
    for (dpi, quality), (next_dpi, next_quality) in pairwise(_BENDS):
        for step in range(_STEPS):
            way = step / _STEPS
            rungs.append(
                Rung(
                    max(min_dpi, round(dpi * (next_dpi / dpi) ** way)),
                    round(quality + (next_quality - quality) * way, 2),
                    floor,
                )
            )
    rungs.append(Rung(floor, last_quality, floor))
    return tuple(dict.fromkeys(rungs))


def lowest_quality(dpi: float) -> float:
    """Return the quality below which characters suffer at a resolution."""
    way = min(1.0, max(0.0, (dpi - _COARSE) / (_FINE - _COARSE)))
    return _FLOOR + (_FLOOR_FINE - _FLOOR) * way


def is_thorough(rung: Rung, before: int, room: int) -> bool:
    """Whether the last percents of bytes are worth thrice the time of coding.

    They are where quality is short, and where so little is over the limit that next to nothing need be lost.
    """
    return rung.quality < _CLEAR or before * _HARDLY_OVER < room


def forecast(rung: Rung, size: int, dpi: float) -> float:
    """Guess what a picture of `size` bytes at `dpi` takes at a rung, without looking at it."""
    taken = size * rung.scale(dpi) ** _SIZE_BY_DPI * exp(_steepness(rung.quality) - _steepness(_SOURCE_QUALITY))
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

"""How much colour a page has: none, so that grey shows all of it, some, or the strong colour of seals.

Pale ink, faded seals and tinted paper are colour: going grey saves three percent of the bytes, and they would be lost.
"""

from enum import Enum, auto
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_NEUTRAL = 128
_FINE, _MIDDLE, _COARSE = 640, 320, 60  # longer side, in pixels, of the picture looked at: strokes, seals, tints
_STROKE = 6  # chroma of a pale stroke, thinned by the paper beside it; noise of a camera stays below
_FEWEST = 12  # spots: a single one is dirt, or noise after all
_TINT = 3  # chroma of pale paper; what scanners take for white strays less
_NOISE, _MOST = 5.0, 0.68  # standard deviations, beyond which there are none in a page of noise; share within one
_STRONG = 40  # chroma of a seal or a red heading


class Colour(Enum):
    """How much colour there is."""

    NONE = auto()
    SOME = auto()
    STRONG = auto()


def colour_of(image: "Picture") -> Colour:
    """Return how much colour a picture in L, RGB or RGBX has."""
    if image.mode == "L":
        return Colour.NONE
    fine = image.reduce(max(1, max(image.size) // _FINE)).convert("RGB").convert("YCbCr")
    if max(_furthest(band) for band in _chroma(fine, _MIDDLE)) >= _STRONG:
        return Colour.STRONG
    if any(_beyond(band, _STROKE) >= _FEWEST for band in fine.split()[1:]):
        return Colour.SOME
    return Colour.SOME if any(_furthest(band) > _TINT for band in _chroma(fine, _COARSE)) else Colour.NONE


def _chroma(fine: "Picture", longer_side: int) -> list["Picture"]:
    smaller = fine.reduce(max(1, max(fine.size) // longer_side))
    return list(smaller.split()[1:])


def _beyond(band: "Picture", chroma: int) -> int:
    """Return how many pixels lie further from grey than that, and than noise does."""
    counts = band.histogram()
    most = max(chroma, ceil(_NOISE * _noise(counts)))
    return sum(counts[: max(0, _NEUTRAL - most)]) + sum(counts[_NEUTRAL + most + 1 :])


def _noise(counts: list[int]) -> float:
    """Return how far most pixels stray from the usual one: by a standard deviation, were they nothing but noise."""
    total, usual = sum(counts), counts.index(max(counts))
    inside, distance = counts[usual], 0
    while inside < _MOST * total:
        distance += 1
        inside += sum(counts[at] for at in (usual - distance, usual + distance) if 0 <= at < len(counts))
    before = inside - sum(counts[at] for at in {usual - distance, usual + distance} if 0 <= at < len(counts))
    return distance + 0.5 - (inside - _MOST * total) / max(1, inside - before)


def _furthest(band: "Picture") -> int:
    """Return how far the most coloured pixel lies from grey."""
    extremes: Any = band.getextrema()
    return max(_NEUTRAL - int(extremes[0]), int(extremes[1]) - _NEUTRAL)

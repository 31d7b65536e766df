"""At which resolutions a picture may be coded anew, and down to which quality (pure): the legibility floor."""

from itertools import pairwise

LEAST_DPI = 100
"""Below this no page goes, whatever a profile allows."""

_EIGHTHS = (1, 2, 3, 4, 5, 6, 8)  # as decoders of JPEG scale; at seven eighths they are slower than at full size
_ENOUGH_DPI = 340.0  # more pixels show nothing more of a page
_APART = 1.05  # the lowest resolution is no further step where it is almost one of the eighths, or the full size

# Where characters begin to be lost, by resolution: pages of fine print coded at many resolutions and qualities and read
# by tesseract; at these more than nine in ten characters of the untouched page are still read (bench/floors.py).
_FLOORS = ((112.0, 45.0), (137.0, 32.0), (190.0, 26.0), (250.0, 24.0))


def lowest_dpi(min_dpi: int) -> int:
    """Return the resolution below which nothing goes."""
    return max(LEAST_DPI, min_dpi)


def scales(dpi: float, min_dpi: int) -> tuple[float, ...]:
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


def lowest_quality(dpi: float) -> float:
    """Return the quality below which characters suffer at a resolution."""
    if dpi <= _FLOORS[0][0]:
        return _FLOORS[0][1]
    for (low, quality), (high, next_quality) in pairwise(_FLOORS):
        if dpi < high:
            return quality + (next_quality - quality) * (dpi - low) / (high - low)
    return _FLOORS[-1][1]

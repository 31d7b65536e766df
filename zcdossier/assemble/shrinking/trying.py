"""A picture tried at several parts of its size, by a few pieces: what it takes there, how like its source it stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from zcdossier.assemble.pictures.coded_picture import Decoder
from zcdossier.assemble.shrinking.curve import Curve
from zcdossier.assemble.shrinking.effort import Effort
from zcdossier.assemble.shrinking.recode import needs_full_chroma, prepare, resized
from zcdossier.assemble.shrinking.similarity import Likeness
from zcdossier.assemble.shrinking.specimen import Specimen, specimen
from zcdossier.assemble.shrinking.study import Study

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_TRIED_GRID, _TRIED_TILE, _TRIED_SPOTS = (5, 6), 128, 4  # tiles that stay whole blocks at every eighth
_LOW, _MIDDLE, _GOOD, _HIGH = 18.0, 40.0, 68.0, 88.0
_FAR_OVER, _FAR_BELOW = 3.0, 0.3  # of the bytes a picture may hope for
_TOO_MUCH, _MUCH, _LITTLE = 1.8, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Tried:
    """What a picture takes and how like its source it stays at one part of its size."""

    scale: float
    curve: Curve


def try_scales(
    opener: Decoder, size: tuple[int, int], dpi: float, scales: Sequence[float], hope: float
) -> tuple[Tried, ...]:
    """Try a picture at several parts of its size; `hope` is about how many bytes it may take."""
    whole = prepare(opener, size, dpi, 1.0)
    pieces = specimen(whole.image, has_colour=whole.is_strong, tile=_TRIED_TILE, grid=_TRIED_GRID, spots=_TRIED_SPOTS)
    likeness = Likeness(pieces.spread, whole.dpi)
    studies = []
    for scale in scales:
        shown = whole.dpi * scale
        full_chroma = needs_full_chroma(shown, is_strong=whole.is_strong)
        spots = _scaled(pieces.coloured, scale) if pieces.coloured and full_chroma else None
        scaled = Specimen(_scaled(pieces.spread, scale), spots, pieces.share)
        studies.append(Study(scaled, likeness, 1.0, shown, full_chroma, Effort.THOROUGH))
    sizes = [one.size(_MIDDLE) for one in studies]
    wanted = _of_interest(sizes, hope)
    return tuple(_tried(studies[at], scales[at], sizes[at] / hope, is_last=scales[at] == scales[-1]) for at in wanted)


def _of_interest(sizes: Sequence[float], hope: float) -> list[int]:
    """Return which of some sizes, in rising order, are about as many bytes as a picture may hope for."""
    found = [at for at, size in enumerate(sizes) if hope * _FAR_BELOW <= size <= hope * _FAR_OVER]
    if found:
        return found
    nearest = min(range(len(sizes)), key=lambda at: abs(log(sizes[at] / hope)))
    return [nearest]


def _tried(one: Study, scale: float, share: float, *, is_last: bool) -> Tried:
    """Try the qualities that matter; `share` is what the middle one takes, of what may be hoped for."""
    lower = (_LOW,) if share > _MUCH else ()
    higher = (_HIGH,) if share < _LITTLE or is_last else ()
    curve = one.curve((*lower, _MIDDLE, _GOOD, *higher) if share < _TOO_MUCH else (*lower, _MIDDLE))
    return Tried(scale, curve)


def _scaled(image: "Picture", scale: float) -> "Picture":
    if scale == 1:
        return image
    return resized(image, (max(1, round(image.width * scale)), max(1, round(image.height * scale))))

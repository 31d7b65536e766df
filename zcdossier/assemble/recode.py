"""A picture at a lower resolution and quality: the one place where pixels are given up.

Works on one picture at a time without any PDF library, so that it can run in threads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.budget import Rung
from zcdossier.assemble.raster import plain, profile_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Opener = Callable[[tuple[int, int]], "Picture"]
"""Decodes a picture, at any size that is not much below the one asked for."""

_CLOSE_ENOUGH = 1.04
_LOOK_AT = 400  # longer side, in pixels, of the picture that is searched for colour
_NO_COLOUR = 12  # chroma this near to grey is noise or a tint of the paper
_STRONG = 40  # chroma of a seal or a red heading
_FULL_CHROMA_DPI = 150
_NEUTRAL = 128


@dataclass(frozen=True, slots=True)
class Recoded:
    """A picture as a new JPEG; `grey` when it has no colour, `icc` the profile its colours need."""

    data: bytes
    width: int
    height: int
    grey: bool
    icc: bytes
    rung: Rung


def recode(opener: Opener, size: tuple[int, int], dpi: float, rung: Rung) -> Recoded:
    """Code a picture of `size` pixels, shown at `dpi`, at the rung; it is never enlarged."""
    scale = min(1.0, rung.dpi / dpi) if dpi > 0 else 1.0
    target = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    image = plain(opener(target))
    if image.mode not in {"L", "RGB"}:
        image = image.convert("L" if image.mode == "1" else "RGB")
    icc = profile_of(image)
    if image.width > target[0] * _CLOSE_ENOUGH or image.height > target[1] * _CLOSE_ENOUGH:
        image = _resized(image, target)
    colour = _strongest_colour(image)
    grey = colour <= _NO_COLOUR
    if grey and image.mode != "L":
        image = image.convert("L")
        icc = b""
    image.info = {}
    full_chroma = colour >= _STRONG and rung.dpi >= _FULL_CHROMA_DPI
    buffer = BytesIO()
    image.save(
        buffer,
        "JPEG",
        quality=rung.quality,
        subsampling=0 if full_chroma else 2,
        optimize=True,
        progressive=True,
    )
    return Recoded(buffer.getvalue(), *image.size, grey, icc, rung)


def _resized(image: "Picture", target: tuple[int, int]) -> "Picture":
    from PIL.Image import Resampling  # noqa: PLC0415 - heavy

    return image.resize(target, Resampling.HAMMING)


def _strongest_colour(image: "Picture") -> int:
    """Return how far the most coloured spot lies from grey; spots of a few pixels and noise are averaged away."""
    if image.mode == "L":
        return 0
    factor = max(1, max(image.size) // _LOOK_AT)
    chroma = image.reduce(factor).convert("YCbCr").split()[1:]
    extremes: list[Any] = [value for band in chroma for value in band.getextrema()]
    return max(abs(int(value) - _NEUTRAL) for value in extremes)

"""Black-and-white pictures at a lower resolution, still black and white: at 300 dots an inch print stays readable."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

COARSER = (300, 200)
"""Resolutions to try, best first, when a record is still too large."""

NOTICEABLY, WORTHWHILE = 1.2, 0.9
"""How much finer a picture must be to be made coarser, and what part of its bytes it may take then."""

_INK = 0.4  # of a dot: less than half, so that thin strokes do not break
_FULL = 255


def coarser(image: "Picture", dpi: float, wanted: float) -> "Picture":
    """Return a picture of mode 1, shown at `dpi`, with as many dots as `wanted` asks for; it is never enlarged."""
    from PIL.Image import Resampling  # noqa: PLC0415 - heavy

    scale = min(1.0, wanted / dpi) if dpi > 0 else 1.0
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if size == image.size:
        return image
    grey = image.convert("L").resize(size, Resampling.BOX)
    return grey.point([_FULL * (level > _FULL * (1 - _INK)) for level in range(_FULL + 1)], "1")

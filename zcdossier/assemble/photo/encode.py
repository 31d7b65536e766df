"""A photo's pixels in, a JPEG inside the window out: quality first, then fewer pixels, never fewer than allowed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.assemble.photo import wording
from zcdossier.assemble.photo.window import PhotoWindow, Size, reduced
from zcdossier.assemble.refusal import RefusedError

if TYPE_CHECKING:
    from PIL.Image import Image

_USUAL = 95
_BETTER = (96, 97, 98, 99, 100)
_LOWER = (92, 90, 88)
_REDUCED = 88
_LAST = (85, 80, 75, 70, 65, 60)  # only for a photo that is already as small as allowed
_BELOW = 0.97  # bytes fall a little more slowly than pixels
_STEP = 0.95


@dataclass(frozen=True, slots=True)
class Encoded:
    """A JPEG without metadata; `quality` is 0 when the photo's own coded data was kept."""

    data: bytes
    size: Size
    quality: int


def encode(picture: "Image", window: PhotoWindow) -> Encoded:
    """Encode a picture whose shape and pixels are allowed; raise when no attempt lands inside the bounds."""
    usual = _jpeg(picture, _USUAL)
    if window.holds_bytes(len(usual.data)):
        return usual
    if len(usual.data) <= window.min_bytes:
        return _better(picture, window)
    for attempt in _smaller(picture, window):
        if window.holds_bytes(len(attempt.data)):
            return attempt
        if len(attempt.data) <= window.min_bytes:  # what follows is smaller still
            break
    raise RefusedError(wording.no_fit(window))


def _better(picture: "Image", window: PhotoWindow) -> Encoded:
    best = 0
    for quality in _BETTER:
        attempt = _jpeg(picture, quality)
        if window.holds_bytes(len(attempt.data)):
            return attempt
        best = max(best, len(attempt.data))
    raise RefusedError(wording.few_bytes(best, window) if best <= window.min_bytes else wording.no_fit(window))


def _smaller(picture: "Image", window: PhotoWindow) -> Iterator[Encoded]:
    """Yield attempts from the best to the smallest one that is still a photo."""
    size, length = picture.size, 1
    for quality in _LOWER:
        attempt = _jpeg(picture, quality)
        length = len(attempt.data)
        yield attempt
    small, least = picture, reduced(size, 0.0, window)
    factor = _BELOW * math.sqrt(window.max_bytes / length)
    while small.size != least:
        wanted = reduced(size, factor, window)
        factor *= _STEP
        if wanted != small.size:
            small = _resized(picture, wanted)
            yield _jpeg(small, _REDUCED)
    for quality in _LAST:
        yield _jpeg(small, quality)


def _jpeg(picture: "Image", quality: int) -> Encoded:
    buffer = BytesIO()
    # Colour at full resolution: a face is small here, and the coarser kind shows at its edges.
    picture.save(buffer, "JPEG", quality=quality, subsampling=0)
    return Encoded(buffer.getvalue(), picture.size, quality)


def _resized(picture: "Image", size: Size) -> "Image":
    from PIL.Image import Resampling  # noqa: PLC0415 - heavy

    return picture.resize(size, Resampling.LANCZOS)

"""A photo coded so that it lands in its window: quality is given up first, then pixels, then quality again.

Never more than allowed is given up, nothing is enlarged, and no file is made larger by anything but the picture.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.assemble.photo import photo_messages
from zcdossier.assemble.photo.head_columns import HeadColumns
from zcdossier.assemble.photo.photo_window import (
    Box,
    IntegerSpan,
    PhotoWindow,
    Size,
    choose_size,
    crop_box_of,
    cuts_head,
)
from zcdossier.assemble.refusal import RefusedError

if TYPE_CHECKING:
    from PIL.Image import Image

_USUAL_QUALITY = 95
_GOOD = IntegerSpan(88, 94)
_LAST = IntegerSpan(50, 87)  # only for a photo that is already as small as it may be
_BELOW = 0.97  # bytes fall a little more slowly than pixels
_STEP = 0.95
_SMALLEST_WIDTH = 200  # a photo is made no smaller than this where the rule does not say how small it may be
_FULL_COLOUR, _HALF_COLOUR, _QUARTER_COLOUR = 0, 1, 2
_PILLOW_NAMES = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "bmp": "BMP"}
_SUFFIXES = {".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png", ".tif": "tiff", ".tiff": "tiff", ".bmp": "bmp"}
WRITABLE = tuple(_PILLOW_NAMES)


def format_of_suffix(suffix: str) -> str:
    """Return the format that a file's ending stands for, empty for one that can't be written."""
    return _SUFFIXES.get(suffix.lower(), "")


def suffixes_of(formats: tuple[str, ...]) -> tuple[str, ...]:
    """Return the endings that files of some formats may have."""
    return tuple(suffix for suffix, kind in _SUFFIXES.items() if kind in formats)


@dataclass(frozen=True, slots=True)
class EncodedPhoto:
    """A coded photo without metadata; `quality` is that of a JPEG, 0 when the photo's own coded data was kept."""

    data: bytes
    size: Size
    box: Box
    quality: int
    kind: str = "jpeg"


@dataclass(frozen=True, slots=True)
class PhotoEncoder:
    """Codes one upright picture as `kind`; `dpi` is what the copy will say, 0 for nothing; `head` is not cut."""

    picture: "Image"
    window: PhotoWindow
    kind: str
    dpi: int = 0
    head: HeadColumns | None = None

    def encode(self) -> EncodedPhoto:
        """Return the best copy that lands in the window. Raises RefusedError when none does."""
        size = choose_size(self.picture.size, self.window)
        if size is None:
            raise RefusedError(photo_messages.few_pixels(self.picture.size, self.window))
        box = self._box_of(size)
        if cuts_head(self.picture.size, box, self.head):
            raise RefusedError(photo_messages.head_in_the_way(self.picture.size, box[2] - box[0]))
        largest = 0
        for attempt in self._attempts(size):
            if self.window.bytes.holds(len(attempt.data)):
                return attempt
            largest = max(largest, len(attempt.data))
        if largest < self.window.bytes.least:
            raise RefusedError(photo_messages.few_bytes(largest, self.window))
        raise RefusedError(photo_messages.no_fit(self.window))

    def _attempts(self, size: Size) -> Iterator[EncodedPhoto]:
        drawn = self._draw(size)
        if self.kind != "jpeg":
            yield from self._lossless(size)
            return
        usual = min(max(_USUAL_QUALITY, self.window.quality.least), self.window.quality.most)
        attempt = self._as_jpeg(drawn, size, usual)
        yield attempt
        if len(attempt.data) < self.window.bytes.least:
            for quality in range(usual + 1, self.window.quality.most + 1):
                yield self._as_jpeg(drawn, size, quality)
            return
        yield from self._best_quality(drawn, size, _GOOD, _FULL_COLOUR)
        reduced, low = size, self._within(_GOOD).least
        for smaller in self._smaller(size, len(self._as_jpeg(drawn, size, low).data)):
            drawn, reduced = self._draw(smaller), smaller
            yield self._as_jpeg(drawn, reduced, low)
        for colours in (_FULL_COLOUR, _HALF_COLOUR, _QUARTER_COLOUR):
            yield from self._best_quality(drawn, reduced, _LAST, colours)

    def _within(self, qualities: IntegerSpan) -> IntegerSpan:
        """Return the qualities among some that are allowed; the nearest one where none is."""
        least, most = self.window.quality
        low = min(max(qualities.least, least), most)
        return IntegerSpan(low, max(low, min(qualities.most, most)))

    def _best_quality(self, drawn: "Image", size: Size, qualities: IntegerSpan, colours: int) -> Iterator[EncodedPhoto]:
        """Yield the best quality that does not take too many bytes, found by halves; the lowest where all do."""
        low, high = self._within(qualities)
        best = self._as_jpeg(drawn, size, low, colours)
        while low < high and len(best.data) <= self.window.bytes.most:
            middle = (low + high + 1) // 2
            attempt = self._as_jpeg(drawn, size, middle, colours)
            if len(attempt.data) <= self.window.bytes.most:
                best, low = attempt, middle
            else:
                high = middle - 1
        yield best

    def _smaller(self, size: Size, length: int) -> Iterator[Size]:
        """Yield smaller and smaller sizes that are allowed, from about where the bytes will do."""
        least = max(self.window.widths.least, min(_SMALLEST_WIDTH, self.picture.width))
        factor = min(_STEP, _BELOW * math.sqrt(self.window.bytes.most / length))
        smaller: Size | None = size
        while smaller is not None and smaller[0] > least:
            wanted = max(least, min(smaller[0] - 1, int(size[0] * factor)))
            smaller = choose_size(self.picture.size, self.window, wanted)
            if smaller is not None:
                yield smaller
            factor *= _STEP

    def _lossless(self, size: Size) -> Iterator[EncodedPhoto]:
        attempt = self._as_file(self._draw(size), size)
        yield attempt
        if len(attempt.data) > self.window.bytes.most:
            for smaller in self._smaller(size, len(attempt.data)):
                yield self._as_file(self._draw(smaller), smaller)

    def _box_of(self, size: Size) -> Box:
        return crop_box_of(self.picture.size, size, self.head)

    def _draw(self, size: Size) -> "Image":
        from PIL.Image import Resampling

        box = self._box_of(size)
        plain = self.picture if self.window.mode == "colour" else self.picture.convert("L")
        if (box[2] - box[0], box[3] - box[1]) == size:
            return plain.crop(box)
        return plain.resize(size, Resampling.LANCZOS, box=box)

    def _as_jpeg(self, drawn: "Image", size: Size, quality: int, colours: int = _FULL_COLOUR) -> EncodedPhoto:
        buffer = BytesIO()
        # Colour at full resolution where it can be: a face is small here, and the coarser kind shows at its edges.
        drawn.save(buffer, "JPEG", quality=quality, subsampling=colours, dpi=(self.dpi, self.dpi))
        return EncodedPhoto(buffer.getvalue(), size, self._box_of(size), quality)

    def _as_file(self, drawn: "Image", size: Size) -> EncodedPhoto:
        buffer = BytesIO()
        options = {"dpi": (self.dpi, self.dpi)} if self.dpi else {}
        drawn.save(buffer, _PILLOW_NAMES[self.kind], **options)
        return EncodedPhoto(buffer.getvalue(), size, self._box_of(size), 0, self.kind)

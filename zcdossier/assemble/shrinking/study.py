"""What a picture takes at a quality, and how like itself it stays, told by many small pieces of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.shrinking.curve import Curve, Point
from zcdossier.assemble.shrinking.effort import Effort
from zcdossier.assemble.shrinking.recode import Prepared, code_jpeg
from zcdossier.assemble.shrinking.resolution import lowest_quality
from zcdossier.assemble.shrinking.similarity import Likeness, colour_likeness
from zcdossier.assemble.shrinking.specimen import Specimen, specimen

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_HEADERS = 620  # bytes of a JPEG that do not grow with the picture


@dataclass(frozen=True, slots=True)
class Study:
    """Many small pieces of a picture, by which soon is known what it takes at a quality and how like itself it is.

    `compared` is how many times as like its source as like the pieces it is.
    """

    pieces: Specimen
    likeness: Likeness
    compared: float
    dpi: float
    full_chroma: bool
    effort: Effort

    def curve(self, qualities: Sequence[float]) -> Curve:
        """Try some qualities, given in rising order."""
        return Curve(tuple(self.point(quality) for quality in qualities), lowest_quality(self.dpi))

    def size(self, quality: float) -> float:
        """Return only what the picture takes at a quality."""
        return self._size_by(self._coded(quality))

    def point(self, quality: float) -> Point:
        """Try a quality."""
        coded = self._coded(quality)
        alike = self.compared * self.likeness.of(_grey(coded))
        if self.pieces.coloured is not None:
            spots = code_jpeg(self.pieces.coloured, quality, full_chroma=True, effort=Effort.QUICK)
            alike = min(alike, colour_likeness(self.pieces.coloured, _decoded(spots)))
        return Point(quality, self._size_by(coded), round(alike, 4))

    def _coded(self, quality: float) -> bytes:
        return code_jpeg(self.pieces.spread, quality, full_chroma=self.full_chroma, effort=self.effort)

    def _size_by(self, coded: bytes) -> float:
        return _HEADERS + (len(coded) - _HEADERS) * self.pieces.share


def study(prepared: Prepared, compared: float = 1.0, effort: Effort = Effort.PROGRESSIVE) -> Study:
    """Cut the pieces of a picture that is going to be coded."""
    pieces = specimen(prepared.image, has_colour=prepared.full_chroma)
    likeness = Likeness(pieces.spread, prepared.dpi)
    return Study(pieces, likeness, compared, prepared.dpi, prepared.full_chroma, effort)


def _grey(data: bytes) -> "Picture":
    import simplejpeg  # noqa: PLC0415 - heavy
    from PIL import Image  # noqa: PLC0415 - heavy

    pixels: Any = simplejpeg.decode_jpeg(data, "GRAY")
    return Image.fromarray(pixels[:, :, 0])


def _decoded(data: bytes) -> "Picture":
    from PIL import Image  # noqa: PLC0415 - heavy

    with Image.open(BytesIO(data)) as image:
        image.load()
        return image

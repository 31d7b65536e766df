"""A picture at a lower resolution and quality: the one place where pixels are given up.

Works on one picture at a time without any PDF library, so that it can run in threads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pictures.coded import Opener, Recoded
from zcdossier.assemble.pictures.colours import keeps_channels
from zcdossier.assemble.pictures.raster import plain, profile_of
from zcdossier.assemble.pictures.saving import saved
from zcdossier.assemble.shrinking.curve import Curve, Point
from zcdossier.assemble.shrinking.ladder import lowest_quality
from zcdossier.assemble.shrinking.quantisation import tables
from zcdossier.assemble.shrinking.similarity import Likeness, colour_likeness
from zcdossier.assemble.shrinking.specimen import Specimen, specimen

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_SPARED = 1.04  # a few pixels more than asked for do no harm, and scaling them down takes long
_LOOK_AT = 400  # longer side, in pixels, of the picture that is searched for colour
_NO_COLOUR = 12  # chroma this near to grey is noise or a tint of the paper
_STRONG = 40  # chroma of a seal or a red heading
_FULL_CHROMA_DPI = 155  # below, sharper grey is worth more than sharper colour
_NEUTRAL = 128
_HEADERS = 620  # bytes of a JPEG that do not grow with the picture


@dataclass(frozen=True, slots=True)
class Prepared:
    """Pixels ready to be coded, grey when they have no colour. `dpi` is what they are shown at."""

    image: "Picture"
    dpi: float
    icc: bytes
    full_chroma: bool

    @property
    def memory(self) -> int:
        """The bytes its pixels take."""
        return self.image.width * self.image.height * (1 if self.image.mode == "L" else 4)


def prepare(opener: Opener, size: tuple[int, int], dpi: float, scale: float) -> Prepared:
    """Decode a picture of `size` pixels, shown at `dpi`, at a part of its size; it is never enlarged."""
    target = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    image = _in_grey_or_colours(opener(target))
    keeps = keeps_channels(image)
    icc = profile_of(image)
    image.info = {}
    if image.width > target[0] * _SPARED or image.height > target[1] * _SPARED:
        image = _resized(image, target)
    colour = _strongest_colour(image)
    if colour <= _NO_COLOUR and image.mode != "L" and not keeps:
        image = image.convert("L")
        icc = b""
    shown = dpi * image.width / size[0] if size[0] else dpi
    return Prepared(image, shown, icc, colour >= _STRONG and shown >= _FULL_CHROMA_DPI)


def encode(prepared: Prepared, quality: float, *, thorough: bool = True) -> Recoded:
    """Code the pixels at a quality; thoroughly means some percent smaller without any loss, in thrice the time."""
    image = prepared.image
    data = _jpeg(image, quality, full_chroma=prepared.full_chroma, optimize=thorough)
    return Recoded(data, *image.size, image.mode == "L", prepared.icc, round(prepared.dpi), quality)


@dataclass(frozen=True, slots=True)
class Study:
    """Many small pieces of a picture, by which soon is known what it takes at a quality and how like itself it is."""

    pieces: Specimen
    likeness: Likeness
    dpi: float
    full_chroma: bool
    thorough: bool

    def curve(self, qualities: Sequence[float]) -> Curve:
        """Try some qualities, given in rising order."""
        return Curve(tuple(self.point(quality) for quality in qualities), lowest_quality(self.dpi))

    def point(self, quality: float) -> Point:
        """Try a quality."""
        coded = _jpeg(self.pieces.spread, quality, full_chroma=self.full_chroma, optimize=self.thorough)
        alike = self.likeness.of(_grey(coded))
        if self.pieces.coloured is not None:
            spots = _jpeg(self.pieces.coloured, quality, full_chroma=True, optimize=False)
            alike = min(alike, colour_likeness(self.pieces.coloured, _decoded(spots)))
        return Point(quality, _HEADERS + (len(coded) - _HEADERS) * self.pieces.share, round(alike, 4))


def study(prepared: Prepared, *, thorough: bool = True) -> Study:
    """Cut the pieces of a picture that is going to be coded (thoroughly or not)."""
    pieces = specimen(prepared.image, has_colour=prepared.full_chroma)
    return Study(pieces, Likeness(pieces.spread), prepared.dpi, prepared.full_chroma, thorough)


def _jpeg(image: "Picture", quality: float, *, full_chroma: bool, optimize: bool) -> bytes:
    luminance, chrominance = tables(quality)
    return saved(
        image,
        "JPEG",
        qtables=[luminance] if image.mode == "L" else [luminance, chrominance],
        subsampling=0 if full_chroma else 2,
        optimize=optimize,
    )


def _grey(data: bytes) -> Any:
    import simplejpeg  # noqa: PLC0415 - heavy

    return simplejpeg.decode_jpeg(data, "GRAY")[:, :, 0]


def _decoded(data: bytes) -> "Picture":
    from PIL import Image  # noqa: PLC0415 - heavy

    with Image.open(BytesIO(data)) as image:
        image.load()
        return image


def _in_grey_or_colours(image: "Picture") -> "Picture":
    """Return the picture in mode L, RGB or RGBX."""
    if image.mode == "RGBX":
        return image
    image = plain(image)
    return image if image.mode in {"L", "RGB"} else image.convert("L" if image.mode == "1" else "RGB")


def _resized(image: "Picture", target: tuple[int, int]) -> "Picture":
    from PIL.Image import Resampling  # noqa: PLC0415 - heavy

    return image.resize(target, Resampling.HAMMING)


def _strongest_colour(image: "Picture") -> int:
    """Return how far the most coloured spot lies from grey; spots of a few pixels and noise are averaged away."""
    if image.mode == "L":
        return 0
    factor = max(1, max(image.size) // _LOOK_AT)
    chroma = image.reduce(factor).convert("RGB").convert("YCbCr").split()[1:]
    extremes: list[Any] = [value for band in chroma for value in band.getextrema()]
    return max(abs(int(value) - _NEUTRAL) for value in extremes)

"""A picture coded anew as a JPEG: scaled, grey where it has no colour, at a quality with fractions.

Whole steps of quality change a picture's size by up to a tenth; a record of two pages could not come within a percent
of its limit by them. Pale ink, faded seals and tinted paper are colour: going grey saves three percent of the bytes,
and they would be lost.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pictures.coded_picture import Decoder, RecodedPicture
from zcdossier.assemble.pictures.colour_profiles import is_plain_profile, keeps_channels
from zcdossier.assemble.pictures.raster import HALVED_COLOURS, make_plain, profile_of, save_to_bytes
from zcdossier.assemble.shrinking.seal_depth import deepen_seals

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_FEW_PIXELS = 60_000_000  # about twelve pages: half a second more for all of them
# Found by trying on photos and scans of pages what keeps them most like their sources at the same bytes; about as many
# at the same quality as by ITU-T T.81's K.1, which was made for television: seen from afar, wider than high.
_LUMINANCE = (
    (13, 13, 13, 14, 19, 31, 50, 80),
    (13, 13, 14, 16, 22, 46, 63, 88),
    (13, 14, 15, 20, 38, 54, 78, 92),
    (14, 16, 20, 28, 53, 73, 95, 95),
    (19, 22, 38, 53, 65, 102, 127, 107),
    (31, 46, 54, 73, 102, 125, 136, 104),
    (50, 63, 78, 95, 127, 136, 131, 104),
    (80, 88, 92, 95, 107, 104, 104, 94),
)
# ITU-T T.81, table K.2.
_CHROMINANCE = (
    (17, 18, 24, 47, 99, 99, 99, 99),
    (18, 21, 26, 66, 99, 99, 99, 99),
    (24, 26, 56, 99, 99, 99, 99, 99),
    (47, 66, 99, 99, 99, 99, 99, 99),
    *((99,) * 8,) * 4,
)
_HALF = 50.0
_STRONG_LEAST = (75.0, 85.0)  # below, seals lose more than the few bytes are worth; the second where pixels are few
_PALE_MOST = 75.0  # tints and pale ink show no better above; only the noise of the camera would be kept
_LARGEST = 255  # baseline tables hold 8 bits

QuantisationTable = tuple[int, ...]
_NEUTRAL = 128
_FINE, _MIDDLE, _COARSE = 560, 280, 60  # longer side, in pixels, of the picture looked at: strokes, seals, tints
_STROKE = 6  # chroma of a pale stroke, thinned by the paper beside it; noise of a camera stays below
_FEWEST = 12  # spots: a single one is dirt, or noise after all
_TINT = 3  # chroma of pale paper; what scanners take for white strays less
_NOISE, _MOST_NOISE = 5.0, 0.68  # standard deviations, beyond which there are none in a page of noise; share within one
_STRONG = 40  # chroma of a seal or a red heading
_SPARED = 1.04  # a few pixels more than asked for do no harm, and scaling them down takes long
_FULL_CHROMA_DPI = 140  # below, sharper grey is worth more than sharper colour
_ENOUGH_DPI = 180  # from here on, seals have pixels enough


class EncodingEffort(Enum):
    """Without any difference to a pixel: `THOROUGH` takes 6 % fewer bytes than `QUICK`, `PROGRESSIVE` again 4 %.

    Each takes twice the time of the one before.
    """

    QUICK = auto()
    THOROUGH = auto()
    PROGRESSIVE = auto()


def effort_for(pixels: float) -> EncodingEffort:
    """Return what is worth its time for pictures of that many pixels: of many the time counts more.

    Never less than `THOROUGH`: what is tried is coded so, and pages that come out larger are coded twice.
    """
    return EncodingEffort.PROGRESSIVE if pixels <= _FEW_PIXELS else EncodingEffort.THOROUGH


class ColourPlanes(Enum):
    """How colours are coded: beside the grey of the strokes in half its size, finely or not, or in the same size.

    `FULL_FINE` where pixels are so few that every step in the colour of a stroke is seen.
    """

    HALVED = auto()
    HALVED_FINE = auto()
    FULL = auto()
    FULL_FINE = auto()

    @property
    def is_full(self) -> bool:
        """Whether there are as many of the colours as of the grey."""
        return self in {ColourPlanes.FULL, ColourPlanes.FULL_FINE}


@lru_cache(maxsize=512)
def quantisation_tables(quality: float, planes: ColourPlanes) -> tuple[QuantisationTable, QuantisationTable]:
    """Return the luminance and chrominance tables, 64 steps each row by row, of a quality from 1 to 100.

    Strong colours are coded more finely than the grey of the strokes, pale ones no more finely than is seen.
    """
    is_pale = planes is ColourPlanes.HALVED
    colours = min(quality, _PALE_MOST) if is_pale else max(quality, _STRONG_LEAST[planes is ColourPlanes.FULL_FINE])
    return _scale_table(_LUMINANCE, step_size(quality)), _scale_table(_CHROMINANCE, step_size(colours))


def step_size(quality: float) -> float:
    """Return how large the steps of a quality are, in times of those at quality 50."""
    return _HALF / quality if quality < _HALF else 2 - quality / _HALF


def _scale_table(base: tuple[tuple[int, ...], ...], scale: float) -> QuantisationTable:
    return tuple(min(_LARGEST, max(1, int(step * scale + 0.5))) for row in base for step in row)


class ColourAmount(Enum):
    """How much colour there is."""

    NONE = auto()
    SOME = auto()
    STRONG = auto()


def measure_colour(image: "Picture") -> ColourAmount:
    """Return how much colour a picture in L, RGB or RGBX has."""
    if image.mode == "L":
        return ColourAmount.NONE
    fine = image.reduce(max(1, max(image.size) // _FINE)).convert("YCbCr").split()[1:]
    if any(_furthest_chroma(_smaller(band, _MIDDLE)) >= _STRONG for band in fine):
        return ColourAmount.STRONG
    if any(_count_beyond(band, _STROKE) >= _FEWEST for band in fine):
        return ColourAmount.SOME
    if any(_furthest_chroma(_smaller(band, _COARSE)) > _TINT for band in fine):
        return ColourAmount.SOME
    return ColourAmount.NONE


def _smaller(band: "Picture", longer_side: int) -> "Picture":
    return band.reduce(max(1, max(band.size) // longer_side))


def _count_beyond(band: "Picture", chroma: int) -> int:
    """Return how many pixels lie further from grey than that, and than noise does."""
    counts = band.histogram()
    most = max(chroma, ceil(_NOISE * _noise_of(counts)))
    return sum(counts[: max(0, _NEUTRAL - most)]) + sum(counts[_NEUTRAL + most + 1 :])


def _noise_of(counts: list[int]) -> float:
    """Return how far most pixels stray from the usual one: by a standard deviation, were they nothing but noise."""
    total, usual = sum(counts), counts.index(max(counts))
    inside, distance = counts[usual], 0
    while inside < _MOST_NOISE * total:
        distance += 1
        inside += sum(counts[at] for at in (usual - distance, usual + distance) if 0 <= at < len(counts))
    before = inside - sum(counts[at] for at in {usual - distance, usual + distance} if 0 <= at < len(counts))
    return distance + 0.5 - (inside - _MOST_NOISE * total) / max(1, inside - before)


def _furthest_chroma(band: "Picture") -> int:
    """Return how far the most coloured pixel lies from grey."""
    extremes: Any = band.getextrema()
    return max(_NEUTRAL - int(extremes[0]), int(extremes[1]) - _NEUTRAL)


@dataclass(frozen=True, slots=True)
class PreparedPixels:
    """Pixels ready to be coded, grey when they have no colour. `dpi` is what they are shown at.

    `is_strong` says that there is strong colour: seals, red headings; `halved` that the source held its colours
    at half the size of its grey.
    """

    image: "Picture"
    dpi: float
    icc: bytes
    is_strong: bool
    halved: bool = False
    scale: float = 1.0

    @property
    def planes(self) -> ColourPlanes:
        """How its colours are coded."""
        return self.planes_at(1.0)

    def planes_at(self, scale: float) -> ColourPlanes:
        """Return how its colours are to be coded at a part of its size."""
        return planes_for(self.dpi * scale, is_strong=self.is_strong, is_halved=self.halved and self.scale * scale == 1)

    @property
    def memory(self) -> int:
        """The bytes its pixels take."""
        return self.image.width * self.image.height * (1 if self.image.mode == "L" else 4)


def prepare(opener: Decoder, size: tuple[int, int], dpi: float, scale: float) -> PreparedPixels:
    """Decode a picture of `size` pixels, shown at `dpi`, at a part of its size; it is never enlarged."""
    target = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    # Between eighths pixels are scaled twice: from hardly more than are wanted, they would come out blurred.
    least = target if (8 * scale).is_integer() else (min(size[0], 2 * target[0]), min(size[1], 2 * target[1]))
    image = _in_grey_or_colours(opener(least))
    icc, keeps, halved = profile_of(image), keeps_channels(image), bool(image.info.get(HALVED_COLOURS))
    image.info = {}
    if image.width > target[0] * _SPARED or image.height > target[1] * _SPARED:
        image = resize_sharply(image, target)
    colour = measure_colour(image)
    if colour is ColourAmount.NONE and image.mode != "L" and not keeps and (not icc or is_plain_profile(icc)):
        image, icc = image.convert("L"), b""
    shown_dpi = dpi * image.width / size[0] if size[0] else dpi
    is_strong = colour is ColourAmount.STRONG
    if is_strong:
        deepen_seals(image, scale)
    return PreparedPixels(image, shown_dpi, icc, is_strong, halved, scale)


def planes_for(dpi: float, *, is_strong: bool, is_halved: bool = False) -> ColourPlanes:
    """Return how the colours of a page are coded; `is_halved` where its source has no more of them at that size."""
    if not is_strong or dpi < _FULL_CHROMA_DPI:
        return ColourPlanes.HALVED
    if is_halved:
        return ColourPlanes.HALVED_FINE
    return ColourPlanes.FULL_FINE if dpi < _ENOUGH_DPI else ColourPlanes.FULL


def encode_prepared(
    prepared: PreparedPixels, quality: float, effort: EncodingEffort = EncodingEffort.PROGRESSIVE
) -> RecodedPicture:
    """Code the pixels at a quality; more effort means some percent smaller without any loss."""
    image = prepared.image
    data = encode_jpeg(image, quality, planes=prepared.planes, effort=effort)
    return RecodedPicture(data, *image.size, image.mode == "L", prepared.icc, round(prepared.dpi), quality)


def encode_jpeg(image: "Picture", quality: float, *, planes: ColourPlanes, effort: EncodingEffort) -> bytes:
    """Return the pixels as a JPEG."""
    luminance, chrominance = quantisation_tables(quality, planes)
    return save_to_bytes(
        image,
        "JPEG",
        qtables=[luminance] if image.mode == "L" else [luminance, chrominance],
        subsampling=0 if planes.is_full else 2,
        optimize=effort is not EncodingEffort.QUICK,
        progressive=effort is EncodingEffort.PROGRESSIVE,
    )


def _in_grey_or_colours(image: "Picture") -> "Picture":
    """Return the picture in mode L, RGB or RGBX."""
    if image.mode == "RGBX":
        return image
    image = make_plain(image)
    return image if image.mode in {"L", "RGB"} else image.convert("L" if image.mode == "1" else "RGB")


def resize_sharply(image: "Picture", target: tuple[int, int]) -> "Picture":
    """Return the picture at another size, as sharp as what decoders of JPEG hand out at an eighth."""
    from PIL.Image import Resampling

    return image.resize(target, Resampling.LANCZOS)

"""Pieces of a picture coded at some qualities and resolutions: what they tell of the whole, before it is coded."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import log
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.shrinking.encode_jpeg import (
    ColourPlanes,
    EncodingEffort,
    PreparedPixels,
    encode_jpeg,
    resize_sharply,
)
from zcdossier.assemble.shrinking.quality_curve import CEILING, STEP, CurvePoint, QualityCurve, lowest_quality
from zcdossier.assemble.shrinking.similarity import Similarity, colour_similarity

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

TILE = 64
"""Pixels of a tile, a whole number of the blocks that a JPEG is coded in."""

_BLOCK = 16  # blocks cut as a JPEG before cut them take fewer bytes than blocks across these
_LARGE = 6_000_000  # pixels from which it takes so many tiles; fewer say as much of a smaller picture
_MANY, _FEWER = (8, 10), (6, 7)
_SPOTS = 9  # the most coloured tiles
_THUMBNAIL = 16  # pixels of the page for one of the search for colour
_SKIPPED = 4  # of so many rows and columns one is looked at: sixteen pixels tell the colour of a thumbnail's one
_HEADERS = 620  # bytes of a JPEG that do not grow with the picture
_TRIED_GRID, _TRIED_TILE, _TRIED_SPOTS = (5, 6), 128, 4  # tiles that stay whole blocks at every eighth
_REACH = 12.0  # of quality
_LOW, _MIDDLE, _GOOD, _HIGH = 18.0, 40.0, 68.0, 88.0
_FAR_OVER, _FAR_BELOW = 3.0, 0.3  # of the bytes a picture may hope for
_TOO_MUCH, _MUCH, _LITTLE = 1.8, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class SampleTiles:
    """Tiles spread over a picture, and the most coloured ones apart; `share` is how many times the first go in it."""

    spread: "Picture"
    coloured: "Picture | None"
    share: float


def take_sample_tiles(
    image: "Picture", *, has_colour: bool, tile: int = TILE, grid: tuple[int, int] | None = None, spots: int = _SPOTS
) -> SampleTiles:
    """Cut tiles out of a picture, as many as it needs or in a grid that is given; a small one stands for itself."""
    across, down = grid or (_MANY if image.width * image.height >= _LARGE else _FEWER)
    if image.width < across * tile or image.height < down * tile:
        return SampleTiles(image, None, 1.0)
    places = [_spread_at(image, divmod(number, across), (across, down), tile) for number in range(across * down)]
    spread = _mosaic(image, places, across, tile)
    coloured = _mosaic(image, _coloured_at(image, tile, spots), 1, tile) if has_colour else None
    share = image.width * image.height / (spread.width * spread.height)
    return SampleTiles(spread, coloured, share)


def _spread_at(image: "Picture", field: tuple[int, int], grid: tuple[int, int], tile: int) -> tuple[int, int]:
    """Return where a tile is cut: one in each field of a grid, in another corner of it each time."""
    row, column = field
    wide, high = image.width / grid[0], image.height / grid[1]
    x = column * wide + (wide - tile) * (row * 2 % 5) / 4
    y = row * high + (high - tile) * (column * 3 % 5) / 4
    return int(x) // _BLOCK * _BLOCK, int(y) // _BLOCK * _BLOCK


def _coloured_at(image: "Picture", tile: int, spots: int) -> list[tuple[int, int]]:
    from PIL import ImageChops
    from PIL.Image import Resampling

    few = image.resize((image.width // _SKIPPED, image.height // _SKIPPED), Resampling.NEAREST)
    red, green, blue = few.reduce(_THUMBNAIL // _SKIPPED).split()[:3]
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    fields = ImageChops.subtract(most, least).reduce(tile // _THUMBNAIL)
    ranked = sorted(enumerate(fields.tobytes()), key=lambda item: (-item[1], item[0]))[:spots]
    places = (divmod(index, fields.width) for index, _ in ranked)
    return [(min(column * tile, image.width - tile), min(row * tile, image.height - tile)) for row, column in places]


def _mosaic(image: "Picture", places: list[tuple[int, int]], across: int, tile: int) -> "Picture":
    from PIL import Image

    down = -(-len(places) // across)
    mosaic = Image.new(image.mode, (across * tile, down * tile))
    for number, (x, y) in enumerate(places):
        row, column = divmod(number, across)
        mosaic.paste(image.crop((x, y, x + tile, y + tile)), (column * tile, row * tile))
    return mosaic


@dataclass(frozen=True, slots=True)
class ProbeEncode:
    """Many small pieces of a picture, by which soon is known what it takes at a quality and how like itself it is.

    `compared` is how many times as like its source as like the pieces it is.
    """

    pieces: SampleTiles
    similarity: Similarity
    compared: float
    dpi: float
    planes: ColourPlanes
    effort: EncodingEffort

    def curve(self, qualities: Sequence[float]) -> QualityCurve:
        """Try some qualities, given in rising order."""
        return QualityCurve(tuple(self.point(quality) for quality in qualities), lowest_quality(self.dpi))

    def curve_like(self, model: QualityCurve, quality: float) -> QualityCurve:
        """Try one quality; the curve is that of a picture which is much like this one."""
        return model.through(self.point(quality), lowest_quality(self.dpi))

    def size(self, quality: float) -> float:
        """Return only what the picture takes at a quality."""
        return self._size_by(self._encode(quality))

    def quality_of_size(self, size: float, near: float) -> float:
        """Return the highest allowed quality at which the picture takes at most `size`, not far from one expected.

        Tried, not read off a curve: where a JPEG is coded anew pixel by pixel, its bytes rise by leaps with quality.
        """
        lowest = max(lowest_quality(self.dpi), near - _REACH)
        steps = range(1, int((min(CEILING, near + _REACH) - lowest) / STEP) + 1)
        return lowest + bisect_right(steps, size, key=lambda step: self.size(lowest + step * STEP)) * STEP

    def point(self, quality: float) -> CurvePoint:
        """Try a quality."""
        coded = self._encode(quality)
        alike = self.compared * self.similarity.of(_decode_grey(coded))
        if self.pieces.coloured is not None:
            spots = encode_jpeg(self.pieces.coloured, quality, planes=self.planes, effort=EncodingEffort.QUICK)
            alike = min(alike, colour_similarity(self.pieces.coloured, _decode(spots)))
        return CurvePoint(quality, self._size_by(coded), round(alike, 4))

    def _encode(self, quality: float) -> bytes:
        return encode_jpeg(self.pieces.spread, quality, planes=self.planes, effort=self.effort)

    def _size_by(self, coded: bytes) -> float:
        return _HEADERS + (len(coded) - _HEADERS) * self.pieces.share


def probe(
    prepared: PreparedPixels, compared: float = 1.0, effort: EncodingEffort = EncodingEffort.PROGRESSIVE
) -> ProbeEncode:
    """Cut the pieces of a picture that is going to be coded."""
    pieces = take_sample_tiles(prepared.image, has_colour=prepared.planes.is_full)
    similarity = Similarity(pieces.spread, prepared.dpi)
    return ProbeEncode(pieces, similarity, compared, prepared.dpi, prepared.planes, effort)


def _decode_grey(data: bytes) -> "Picture":
    import simplejpeg
    from PIL import Image

    pixels: Any = simplejpeg.decode_jpeg(data, "GRAY")
    return Image.fromarray(pixels[:, :, 0])


def _decode(data: bytes) -> "Picture":
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        image.load()
        return image


@dataclass(frozen=True, slots=True)
class TriedStep:
    """What a picture takes and how like its source it stays at one part of its size."""

    scale: float
    curve: QualityCurve
    probe_encode: ProbeEncode | None = None

    def tried_at(self, quality: float) -> "TriedStep":
        """Try one more quality: between those that were tried, bytes may grow otherwise than evenly."""
        if self.probe_encode is None:
            return self
        return TriedStep(self.scale, self.curve.through(self.probe_encode.point(quality)))


def try_scales(whole: PreparedPixels, scales: Sequence[float], hope: float) -> tuple[TriedStep, ...]:
    """Try a whole picture at several parts of its size; `hope` is about how many bytes it may take."""
    pieces = take_sample_tiles(
        whole.image, has_colour=whole.is_strong, tile=_TRIED_TILE, grid=_TRIED_GRID, spots=_TRIED_SPOTS
    )
    similarity = Similarity(pieces.spread, whole.dpi)
    studies = []
    for scale in scales:
        shown_dpi = whole.dpi * scale
        planes = whole.planes_at(scale)
        spots = _scale(pieces.coloured, scale) if pieces.coloured and planes.is_full else None
        scaled = SampleTiles(_scale(pieces.spread, scale), spots, pieces.share)
        studies.append(ProbeEncode(scaled, similarity, 1.0, shown_dpi, planes, EncodingEffort.THOROUGH))
    middles = [probe_encode.point(_MIDDLE) for probe_encode in studies]
    return tuple(
        TriedStep(scales[at], _try_step(studies[at], middles[at], hope, is_last=scales[at] == scales[-1]), studies[at])
        for at in _steps_of_interest([point.size for point in middles], hope)
    )


def _steps_of_interest(sizes: Sequence[float], hope: float) -> list[int]:
    """Return which of some sizes, in rising order, are about as many bytes as a picture may hope for."""
    near = [at for at, size in enumerate(sizes) if hope * _FAR_BELOW <= size <= hope * _FAR_OVER]
    if near:
        return near
    nearest = min(range(len(sizes)), key=lambda at: abs(log(sizes[at] / hope)))
    return [nearest]


def _try_step(probe_encode: ProbeEncode, middle: CurvePoint, hope: float, *, is_last: bool) -> QualityCurve:
    """Try the qualities that matter beside the middle one, by what that takes of the bytes that may be hoped for."""
    share = middle.size / hope
    qualities = [
        *((_LOW,) if share > _MUCH else ()),
        *((_GOOD,) if share < _TOO_MUCH else ()),
        *((_HIGH,) if share < (1 if is_last else _LITTLE) else ()),
    ]
    points = [middle, *(probe_encode.point(quality) for quality in qualities)]
    return QualityCurve(tuple(sorted(points, key=lambda point: point.quality)), lowest_quality(probe_encode.dpi))


def _scale(image: "Picture", scale: float) -> "Picture":
    if scale == 1:
        return image
    return resize_sharply(image, (max(1, round(image.width * scale)), max(1, round(image.height * scale))))

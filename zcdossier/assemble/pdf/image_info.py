"""What a picture inside a PDF is: its size, depth, colours and packing, as plain values that threads may read.

Left as it is (None) what is transparent within its own data or by premultiplied colours, predictors that don't match
the picture, colour keys of anything but stored pixels, JPEGs of unusual colours, filters nobody should meet.
"""

from dataclasses import dataclass, replace
from enum import Enum, auto
from math import isfinite
from typing import Any

from zcdossier.assemble.pdf.colour_spaces import ColourSpace, colour_space_of, is_convertible
from zcdossier.assemble.pdf.safe_reading import CCITT, FLATE, JBIG2, JPEG, JPX, LZW, Filter, filters_of
from zcdossier.assemble.pdf.single_image_pdf import make_single_image_pdf
from zcdossier.assemble.pictures.raster import MAX_PIXELS

_MOST_CHANNELS = 4
# What decoding may take: bytes of stored values, and pixels that the renderer unpacks or makes colours of. It holds
# four bytes for each pixel of a picture, and as much again at work; of JPEG 2000 more.
_MOST_STORED = 120_000_000


class DecodeMethod(Enum):
    """How the pixels are come by.

    `STORED` and `JPEG` are decoded here. The PDF renderer unpacks the bits of a `BITMAP`, and makes plain colours
    of what is to be `DRAWN`.
    """

    STORED = auto()
    JPEG = auto()
    BITMAP = auto()
    DRAWN = auto()


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """A picture that can be decoded to mode 1, L, P or RGB.

    `wrappers` come off first, then `packing`. The pixels are in the channels of `colours`, with `decode` applied;
    without `colours` they are sRGB. `key` are the stored values that a colour key makes transparent. `single_image` is
    a PDF with what the picture refers to, for the renderer. Of a `stencil` the bits are kept whatever they mean.
    """

    width: int
    height: int
    mode: str
    method: DecodeMethod
    bits: int
    wrappers: tuple[Filter, ...]
    packing: Filter | None
    colours: ColourSpace | None
    decode: tuple[float, ...] = ()
    key: tuple[int, ...] = ()
    single_image: bytes = b""
    stencil: bool = False

    @property
    def lossless(self) -> bool:
        """Whether the pixels are stored as they are, only packed, and may be packed otherwise."""
        return self.method is DecodeMethod.STORED and not self.key

    @property
    def bilevel(self) -> bool:
        """Whether it is black and white."""
        return self.mode == "1"

    @property
    def channels(self) -> int:
        """The values stored for a pixel; where that is not known, as many as there may be."""
        if self.colours is None:
            return _MOST_CHANNELS
        return 1 if self.colours.is_indexed else self.colours.channels

    @property
    def row(self) -> int:
        """The bytes of a row of pixels as stored."""
        return (self.width * self.channels * self.bits + 7) // 8

    @property
    def stored(self) -> int:
        """The bytes of all pixels: more is not read, so that a bomb stays small."""
        return self.row * self.height


_MOST_PIXELS = {
    DecodeMethod.STORED: MAX_PIXELS,
    DecodeMethod.JPEG: MAX_PIXELS,
    DecodeMethod.BITMAP: 80_000_000,
    DecodeMethod.DRAWN: 36_000_000,
}
_MOST_JPX = 25_000_000
_DEPTHS = (1, 2, 4, 8, 16)
_BYTE = 8
_DEPTH_OF = {JPEG: _BYTE, JPX: _BYTE, CCITT: 1, JBIG2: 1}
_NO_PREDICTOR, _TIFF_PREDICTOR, _FIRST_PNG_PREDICTOR = 1, 2, 10
_USUAL_COLUMNS = 1728
_GREY = ColourSpace(1)
_RGB = 3


def classify_image(image: Any) -> ImageInfo | None:
    """Return the shape of a picture; ValueError or the library's errors for one that is no picture."""
    if image.get("/ImageMask", False) or "/Matte" in image.get("/SMask", {}) or int(image.get("/SMaskInData", 0)):
        return None
    steps = filters_of(image)
    wrappers, packing = _split_wrappers(steps)
    last = packing.name if packing else ""
    space = image.get("/ColorSpace")
    colours = None if last == JPX else colour_space_of(space)
    if colours is None and last != JPX and not is_convertible(space):
        return None
    bits = _DEPTH_OF.get(last) or int(image.get("/BitsPerComponent", _BYTE))
    method = _method_of(packing, colours)
    size = (int(image.Width), int(image.Height))
    if method is DecodeMethod.DRAWN:
        if steps and steps[-1].name == FLATE:  # the renderer unpacks it row by row
            wrappers, packing = steps[:-1], steps[-1]
        info = ImageInfo(*size, "RGB", method, bits, wrappers, packing, None, key=_colour_key(image))
    else:
        pixel_space = colours or _GREY
        decode = _decode_array(image, bits, pixel_space)
        info = ImageInfo(
            *size,
            _mode_of(pixel_space, bits, decode),
            method,
            bits,
            wrappers,
            packing,
            pixel_space,
            decode,
            _colour_key(image),
        )
    return _with_single_image_pdf(info, image) if _is_sure(info) else None


def classify_mask(image: Any) -> ImageInfo | None:
    """Return the shape of a stencil or an explicit mask, whose bits are only to be packed otherwise."""
    wrappers, packing = _split_wrappers(filters_of(image))
    method = _method_of(packing, _GREY)
    info = ImageInfo(int(image.Width), int(image.Height), "1", method, 1, wrappers, packing, _GREY, stencil=True)
    return _with_single_image_pdf(info, image) if _is_sure(info) and method is not DecodeMethod.JPEG else None


def _split_wrappers(steps: tuple[Filter, ...]) -> tuple[tuple[Filter, ...], Filter | None]:
    """Part the filters that only wrap from the one that holds pixels."""
    if steps and not steps[-1].is_wrapper:
        return steps[:-1], steps[-1]
    return steps, None


def _method_of(packing: Filter | None, colours: ColourSpace | None) -> DecodeMethod:
    name = packing.name if packing else ""
    if colours is None:
        return DecodeMethod.DRAWN
    if name in {CCITT, JBIG2}:
        return DecodeMethod.BITMAP
    if name == JPEG:
        return DecodeMethod.DRAWN if colours.is_indexed else DecodeMethod.JPEG
    return DecodeMethod.STORED


def _mode_of(colours: ColourSpace, bits: int, decode: tuple[float, ...]) -> str:
    if colours.channels == _RGB:
        return "P" if colours.is_indexed else "RGB"
    plain = decode in {(), (1.0, 0.0)} and not colours.is_indexed
    return "1" if bits == 1 and plain else "L"


def _decode_array(image: Any, bits: int, colours: ColourSpace) -> tuple[float, ...]:
    """Return the decode array, or nothing where it says the usual."""
    if "/Decode" not in image:
        return ()
    numbers = tuple(float(number) for number in image.Decode)
    usual = (0.0, 2.0**bits - 1) if colours.is_indexed else (0.0, 1.0) * colours.channels
    if not all(isfinite(number) for number in numbers) or len(numbers) != len(usual):
        raise ValueError("the decode array is none")
    return () if numbers == usual else numbers


def _colour_key(image: Any) -> tuple[int, ...]:
    import pikepdf

    mask = image.get("/Mask")
    return tuple(int(number) for number in mask) if isinstance(mask, pikepdf.Array) else ()


def _is_sure(info: ImageInfo) -> bool:
    """Whether it can be decoded as every viewer does it, and within bounds."""
    pixels = info.width * info.height if min(info.width, info.height) > 0 else 0
    is_jpx = info.packing is not None and info.packing.name == JPX
    if not 0 < pixels <= (_MOST_JPX if is_jpx else _MOST_PIXELS[info.method]) or info.bits not in _DEPTHS:
        return False
    if not all(step.is_wrapper for step in info.wrappers) or _is_recoloured(info):
        return False
    if info.key and (info.method is not DecodeMethod.STORED or len(info.key) != 2 * info.channels or info.bits > _BYTE):
        return False
    match info.method:
        case DecodeMethod.STORED:
            return pixels * info.channels <= _MOST_STORED and _is_regular(info)
        case DecodeMethod.BITMAP:
            return info.channels == 1 and _is_as_wide(info)
        case DecodeMethod.DRAWN:
            return info.packing is None or info.packing.name in {FLATE, *_DEPTH_OF}
        case DecodeMethod.JPEG:
            return True


def _is_as_wide(info: ImageInfo) -> bool:
    """Whether a fax has rows as long as the picture is wide."""
    packing = info.packing
    return packing is None or packing.name != CCITT or packing.parms.get("/Columns", _USUAL_COLUMNS) == info.width


def _is_recoloured(info: ImageInfo) -> bool:
    """Whether a JPEG is said to be coded in other colours than usual: not every viewer asks."""
    packing = info.packing
    if packing is None or packing.name != JPEG or "/ColorTransform" not in packing.parms:
        return False
    return packing.parms["/ColorTransform"] != (0 if info.colours is None else 1)


def _is_regular(info: ImageInfo) -> bool:
    """Whether stored pixels are packed with nothing but what suits them."""
    packing = info.packing
    if packing is None:
        return True
    if packing.name == LZW and packing.parms.get("/EarlyChange", 1) != 1:
        return False
    if packing.predictor == _NO_PREDICTOR:
        return packing.name == LZW
    declared = [
        packing.parms.get(*key_and_default)
        for key_and_default in (("/Columns", 1), ("/Colors", 1), ("/BitsPerComponent", _BYTE))
    ]
    if declared != [info.width, info.channels, info.bits]:
        return False
    if packing.predictor == _TIFF_PREDICTOR:
        return packing.name in {FLATE, LZW} and info.bits >= _BYTE
    by_png = packing.name == FLATE and packing.predictor >= _FIRST_PNG_PREDICTOR
    return by_png and (info.bits >= _BYTE or info.channels == 1)


def _with_single_image_pdf(info: ImageInfo, image: Any) -> ImageInfo:
    if info.method in {DecodeMethod.STORED, DecodeMethod.JPEG}:
        return info
    packing = info.packing.name if info.packing else ""
    return replace(info, single_image=make_single_image_pdf(image, packing, bitmap=info.method is DecodeMethod.BITMAP))

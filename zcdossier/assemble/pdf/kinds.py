"""Which kind of picture an image object of a PDF is, and so how it is decoded; None for what is left as it is.

Left alone: what is transparent within its own data or by premultiplied colours, predictors that don't match the
picture, colour keys of anything but stored pixels, JPEGs of unusual colours, filters nobody should meet.
"""

from dataclasses import replace
from math import isfinite
from typing import Any

from zcdossier.assemble.pdf.colours import Colours, colours_of, is_convertible
from zcdossier.assemble.pdf.filters import FAX, FLATE, JBIG2, JPEG, JPX, LZW, Step, steps_of
from zcdossier.assemble.pdf.husk import husk_of
from zcdossier.assemble.pdf.shape import Shape, Way
from zcdossier.assemble.pictures.raster import MAX_PIXELS

# What decoding may take: bytes of stored values, and pixels that the renderer unpacks or makes colours of. It holds
# four bytes for each pixel of a picture, and as much again at work; of JPEG 2000 more.
_MOST_STORED = 120_000_000
_MOST_PIXELS = {Way.STORED: MAX_PIXELS, Way.JPEG: MAX_PIXELS, Way.BITMAP: 80_000_000, Way.DRAWN: 36_000_000}
_MOST_JPX = 25_000_000
_DEPTHS = (1, 2, 4, 8, 16)
_BYTE = 8
_DEPTH_OF = {JPEG: _BYTE, JPX: _BYTE, FAX: 1, JBIG2: 1}
_NO_PREDICTOR, _TIFF_PREDICTOR, _FIRST_PNG_PREDICTOR = 1, 2, 10
_USUAL_COLUMNS = 1728
_GREY = Colours(1)
_RGB = 3


def shape_of(image: Any) -> Shape | None:
    """Return the shape of a picture; ValueError or the library's errors for one that is no picture."""
    if image.get("/ImageMask", False) or "/Matte" in image.get("/SMask", {}) or int(image.get("/SMaskInData", 0)):
        return None
    steps = steps_of(image)
    wrappers, packing = _apart(steps)
    last = packing.name if packing else ""
    space = image.get("/ColorSpace")
    colours = None if last == JPX else colours_of(space)
    if colours is None and last != JPX and not is_convertible(space):
        return None
    bits = _DEPTH_OF.get(last) or int(image.get("/BitsPerComponent", _BYTE))
    way = _way(packing, colours)
    size = (int(image.Width), int(image.Height))
    if way is Way.DRAWN:
        if steps and steps[-1].name == FLATE:  # the renderer unpacks it row by row
            wrappers, packing = steps[:-1], steps[-1]
        shape = Shape(*size, "RGB", way, bits, wrappers, packing, None, key=_key(image))
    else:
        known = colours or _GREY
        decode = _decode(image, bits, known)
        shape = Shape(*size, _mode(known, bits, decode), way, bits, wrappers, packing, known, decode, _key(image))
    return _with_husk(shape, image) if _is_sure(shape) else None


def stencil_of(image: Any) -> Shape | None:
    """Return the shape of a stencil or an explicit mask, whose bits are only to be packed otherwise."""
    wrappers, packing = _apart(steps_of(image))
    way = _way(packing, _GREY)
    shape = Shape(int(image.Width), int(image.Height), "1", way, 1, wrappers, packing, _GREY, stencil=True)
    return _with_husk(shape, image) if _is_sure(shape) and way is not Way.JPEG else None


def _apart(steps: tuple[Step, ...]) -> tuple[tuple[Step, ...], Step | None]:
    """Part the filters that only wrap from the one that holds pixels."""
    if steps and not steps[-1].is_wrapper:
        return steps[:-1], steps[-1]
    return steps, None


def _way(packing: Step | None, colours: Colours | None) -> Way:
    name = packing.name if packing else ""
    if colours is None:
        return Way.DRAWN
    if name in {FAX, JBIG2}:
        return Way.BITMAP
    if name == JPEG:
        return Way.DRAWN if colours.is_indexed else Way.JPEG
    return Way.STORED


def _mode(colours: Colours, bits: int, decode: tuple[float, ...]) -> str:
    if colours.channels == _RGB:
        return "P" if colours.is_indexed else "RGB"
    plain = decode in {(), (1.0, 0.0)} and not colours.is_indexed
    return "1" if bits == 1 and plain else "L"


def _decode(image: Any, bits: int, colours: Colours) -> tuple[float, ...]:
    """Return the decode array, or nothing where it says the usual."""
    if "/Decode" not in image:
        return ()
    numbers = tuple(float(number) for number in image.Decode)
    usual = (0.0, 2.0**bits - 1) if colours.is_indexed else (0.0, 1.0) * colours.channels
    if not all(isfinite(number) for number in numbers) or len(numbers) != len(usual):
        raise ValueError("the decode array is none")
    return () if numbers == usual else numbers


def _key(image: Any) -> tuple[int, ...]:
    import pikepdf  # noqa: PLC0415 - heavy

    mask = image.get("/Mask")
    return tuple(int(number) for number in mask) if isinstance(mask, pikepdf.Array) else ()


def _is_sure(shape: Shape) -> bool:
    """Whether it can be decoded as every viewer does it, and within bounds."""
    pixels = shape.width * shape.height if min(shape.width, shape.height) > 0 else 0
    is_jpx = shape.packing is not None and shape.packing.name == JPX
    if not 0 < pixels <= (_MOST_JPX if is_jpx else _MOST_PIXELS[shape.way]) or shape.bits not in _DEPTHS:
        return False
    if not all(step.is_wrapper for step in shape.wrappers) or _is_recoloured(shape):
        return False
    if shape.key and (shape.way is not Way.STORED or len(shape.key) != 2 * shape.channels or shape.bits > _BYTE):
        return False
    match shape.way:
        case Way.STORED:
            return pixels * shape.channels <= _MOST_STORED and _is_regular(shape)
        case Way.BITMAP:
            return shape.channels == 1 and _is_as_wide(shape)
        case Way.DRAWN:
            return shape.packing is None or shape.packing.name in {FLATE, *_DEPTH_OF}
        case Way.JPEG:
            return True


def _is_as_wide(shape: Shape) -> bool:
    """Whether a fax has rows as long as the picture is wide."""
    packing = shape.packing
    return packing is None or packing.name != FAX or packing.parms.get("/Columns", _USUAL_COLUMNS) == shape.width


def _is_recoloured(shape: Shape) -> bool:
    """Whether a JPEG is said to be coded in other colours than usual: not every viewer asks."""
    packing = shape.packing
    if packing is None or packing.name != JPEG or "/ColorTransform" not in packing.parms:
        return False
    return packing.parms["/ColorTransform"] != (0 if shape.colours is None else 1)


def _is_regular(shape: Shape) -> bool:
    """Whether stored pixels are packed with nothing but what suits them."""
    packing = shape.packing
    if packing is None:
        return True
    if packing.name == LZW and packing.parms.get("/EarlyChange", 1) != 1:
        return False
    if packing.predictor == _NO_PREDICTOR:
        return packing.name == LZW
    said = [packing.parms.get(*one) for one in (("/Columns", 1), ("/Colors", 1), ("/BitsPerComponent", _BYTE))]
    if said != [shape.width, shape.channels, shape.bits]:
        return False
    if packing.predictor == _TIFF_PREDICTOR:
        return packing.name in {FLATE, LZW} and shape.bits >= _BYTE
    by_png = packing.name == FLATE and packing.predictor >= _FIRST_PNG_PREDICTOR
    return by_png and (shape.bits >= _BYTE or shape.channels == 1)


def _with_husk(shape: Shape, image: Any) -> Shape:
    if shape.way in {Way.STORED, Way.JPEG}:
        return shape
    packing = shape.packing.name if shape.packing else ""
    return replace(shape, husk=husk_of(image, packing, bitmap=shape.way is Way.BITMAP))

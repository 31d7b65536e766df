"""The pixels of a picture inside a PDF, decoded in any thread: what comes out is what its colours mean."""

from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.assemble.pdf.dressing import rows_by_png, rows_by_tiff
from zcdossier.assemble.pdf.filters import FAX, JPX, unwrapped
from zcdossier.assemble.pdf.husk import drawn
from zcdossier.assemble.pdf.samples import keyed, meant, picture_of
from zcdossier.assemble.pdf.shape import Shape, Way
from zcdossier.assemble.pictures import raster
from zcdossier.assemble.pictures.bilevel import is_coding_of
from zcdossier.assemble.pictures.colour_profiles import keep_channels
from zcdossier.assemble.pictures.jpeg import jpx_size
from zcdossier.assemble.pictures.raster import open_picture, scale_while_decoding

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from zcdossier.assemble.pictures.coded_picture import Decoder

_TIFF_PREDICTOR, _FIRST_PNG_PREDICTOR = 2, 10
_DEEP = 16
_ROOM = 1 << 20  # what a coding may take beyond the bytes of its pixels
_WHITE_FROM = 128


def opener(shape: Shape, raw: bytes, file: str) -> "Decoder":
    """Return what decodes the raw bytes of a picture, smaller if that is quicker.

    ValueError (or an error of Pillow's or PDFium's) when they are not what the PDF says of them.
    """

    def decode(least: tuple[int, int]) -> "Picture":
        image = _decoded(shape, raw, file, least)
        if shape.colours is not None and shape.colours.keeps_channels:
            keep_channels(image)
        return image

    return decode


def _decoded(shape: Shape, raw: bytes, file: str, least: tuple[int, int]) -> "Picture":
    match shape.way:
        case Way.STORED:
            return _stored(shape, raw)
        case Way.JPEG:
            return _jpeg(shape, raw, file, least)
        case Way.BITMAP:
            return _bitmap(shape, raw)
        case Way.DRAWN:
            return _drawn(shape, raw)


def transparent(shape: Shape, raw: bytes) -> "Picture":
    """Return the pixels that a colour key makes transparent, white in a picture of mode 1."""
    return keyed(shape, _rows(shape, raw))


def _stored(shape: Shape, raw: bytes) -> "Picture":
    rows = _rows(shape, raw)
    image = picture_of(shape, rows)
    if shape.key:  # what is not seen must not bleed into what is
        image = image.convert("L" if image.mode == "1" else "RGB" if image.mode == "P" else image.mode)
        image.paste(255 if image.mode == "L" else (255, 255, 255), mask=keyed(shape, rows))
    return image


def _jpeg(shape: Shape, raw: bytes, file: str, least: tuple[int, int]) -> "Picture":
    data = _unwrapped(shape, raw)
    image = open_picture(BytesIO(data), file)
    if image.format not in {"JPEG", "MPO"} or (*image.size, image.mode) != (shape.width, shape.height, shape.mode):
        raise ValueError("the JPEG is not what the PDF says of it")
    fast = None if shape.decode else raster.decode_jpeg(data, image, least)
    if fast is None:
        scale_while_decoding(image, least)
        image.load()
        fast = meant(shape, image)
    fast.info = {}  # the profile that counts is the PDF's
    return fast


def _bitmap(shape: Shape, raw: bytes) -> "Picture":
    """Return the bits of a fax or a JBIG2."""
    data = _unwrapped(shape, raw)
    grey = drawn(shape.husk, data, (shape.width, shape.height))
    if grey.mode != "L":
        raise ValueError("a picture of bits is none")
    bits = grey.point([255 * (level >= _WHITE_FROM) for level in range(256)], "1")
    packing = shape.packing
    if packing and packing.name == FAX and not is_coding_of(data, bits, packing.parms):
        raise ValueError("a fax is damaged")
    return picture_of(shape, bits.tobytes())


def _drawn(shape: Shape, raw: bytes) -> "Picture":
    data = _unwrapped(shape, raw)
    size = (shape.width, shape.height)
    if shape.packing and shape.packing.name == JPX and jpx_size(data) != size:
        raise ValueError("the JPEG 2000 is not as large as the PDF says")
    return drawn(shape.husk, data, size)


def _unwrapped(shape: Shape, raw: bytes) -> bytes:
    return unwrapped(raw, shape.wrappers, 2 * shape.stored + _ROOM)


def _rows(shape: Shape, raw: bytes) -> bytes:
    """Return the stored values; of 16 bits only the upper 8, which is all that is shown of them."""
    data = _unwrapped(shape, raw)
    packing = shape.packing
    if packing is None:
        rows = data[: shape.stored]
        if len(rows) < shape.stored:
            raise ValueError("a picture has fewer pixels than the PDF says")
        return rows[::2] if shape.bits == _DEEP else rows
    if packing.predictor >= _FIRST_PNG_PREDICTOR:
        return rows_by_png(data, shape.row, shape.height, channels=shape.channels, bits=shape.bits)
    if packing.predictor == _TIFF_PREDICTOR:
        channels, bits, width = shape.channels, shape.bits, shape.width
        return rows_by_tiff(data, packing.name, width, shape.height, channels=channels, bits=bits, predictor=2)
    rows = rows_by_tiff(data, packing.name, shape.row, shape.height, channels=1, bits=8, predictor=1)
    return rows[::2] if shape.bits == _DEEP else rows

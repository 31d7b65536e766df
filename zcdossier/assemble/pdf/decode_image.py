"""The pixels of a picture inside a PDF, decoded in any thread: what comes out is what its colours mean.

Packed rows are wrapped as a PNG or a TIFF, which Pillow unpacks quickly and outside the interpreter's lock; stored
values go through depth, decode array, palette and colour key.
"""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.assemble.pdf.image_info import DecodeMethod, ImageInfo
from zcdossier.assemble.pdf.safe_reading import CCITT, FLATE, JPX, LZW, inflate, undo_wrappers
from zcdossier.assemble.pdf.single_image_pdf import render_single_image
from zcdossier.assemble.pictures import raster
from zcdossier.assemble.pictures.bilevel import inverted, is_coding_of
from zcdossier.assemble.pictures.colour_profiles import keep_channels
from zcdossier.assemble.pictures.jpeg import jpx_size
from zcdossier.assemble.pictures.raster import HALVED_COLOURS, open_picture, pillow, scale_while_decoding

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from zcdossier.assemble.pictures.coded_picture import Decoder

_Tag = tuple[int, int, tuple[int, ...]]
_PNG_COLOURS = {1: 0, 2: 4, 3: 2, 4: 6}  # bytes a pixel to the kind of PNG that has as many channels
_DEEP = 16
_TIFF_COMPRESSIONS = {LZW: 5, FLATE: 8}
_TIFF_COLOURS = {1: 1, 3: 2, 4: 5}
_SHORT, _LONG = 3, 4
_TIFF_HEADER = 8
_BYTE = 8
_FULL = 255
_RGB = 3
_TIFF_PREDICTOR, _FIRST_PNG_PREDICTOR = 2, 10
_ROOM = 1 << 20  # what a coding may take beyond the bytes of its pixels
_WHITE_FROM = 128


def unpack_by_png(raw: bytes, row: int, height: int, *, channels: int, bits: int) -> bytes:
    """Undo Flate and the predictors of PNG for `row` bytes a row; of 16 bits only the upper 8 are returned.

    The kind of PNG only has to have as many bytes a pixel, for that is what the predictors go by.
    """
    pixel = max(1, channels * bits // 8)
    deep = bits == _DEEP and channels > 1
    kind = _PNG_COLOURS[channels if deep else pixel]
    header = struct.pack(">IIBBBBB", row // pixel, height, _DEEP if deep else 8, kind, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", raw), (b"IEND", b"")]
    data = _pixels_of_file(b"\x89PNG\r\n\x1a\n" + b"".join(_png_chunk(name, body) for name, body in chunks))
    return data[::2] if bits == _DEEP and not deep else data


def unpack_by_tiff(
    raw: bytes, packing: str, width: int, height: int, *, channels: int, bits: int, predictor: int
) -> bytes:
    """Undo LZW or Flate, and the predictor of TIFF; of 16 bits only the upper 8 are returned."""
    if packing == FLATE:  # unpacked here: of damaged data the TIFF library writes to the terminal
        rows = inflate(raw, (width * channels * bits + 7) // 8 * height)
        raw = zlib.compress(rows, 0)
    tags: list[_Tag] = [
        (256, _LONG, (width,)),
        (257, _LONG, (height,)),
        (258, _SHORT, (bits,) * channels),
        (259, _SHORT, (_TIFF_COMPRESSIONS[packing],)),
        (262, _SHORT, (_TIFF_COLOURS[channels],)),
        (273, _LONG, (_TIFF_HEADER,)),
        (277, _SHORT, (channels,)),
        (278, _LONG, (height,)),
        (279, _LONG, (len(raw),)),
        (317, _SHORT, (predictor,)),
    ]
    return _pixels_of_file(_tiff_file(tags, raw))


def _pixels_of_file(dressed: bytes) -> bytes:
    with open_picture(BytesIO(dressed), "") as image:
        image.load()
        data = image.tobytes()
        if not image.mode.startswith("I;16"):
            return data
        return data[::2] if image.mode == "I;16B" else data[1::2]


def _png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _tiff_file(tags: Sequence[_Tag], data: bytes) -> bytes:
    """Lay out header, picture data, what does not fit into the directory, and the directory."""
    data += bytes(len(data) % 2)
    beside, entries = b"", b""
    for tag, kind, values in tags:
        packed = struct.pack(f">{len(values)}{'H' if kind == _SHORT else 'I'}", *values)
        if len(packed) > struct.calcsize("I"):
            packed, beside = struct.pack(">I", _TIFF_HEADER + len(data) + len(beside)), beside + packed
        entries += struct.pack(">HHI4s", tag, kind, len(values), packed)
    directory = struct.pack(">H", len(tags)) + entries + bytes(4)
    return struct.pack(">2sHI", b"MM", 42, _TIFF_HEADER + len(data) + len(beside)) + data + beside + directory


def picture_of_rows(info: ImageInfo, rows: bytes) -> "Picture":
    """Return the picture that rows of stored values stand for; of 16 bits they hold the upper 8."""
    if info.bilevel:
        bits: Picture = pillow().frombytes("1", (info.width, info.height), rows)
        return inverted(bits) if info.decode else bits
    return apply_colours(info, _stored_values(info, rows))


def apply_colours(info: ImageInfo, values: "Picture") -> "Picture":
    """Return the colours of a picture of stored values: its decode array and its palette applied."""
    tables = [_lookup_table(info, channel) for channel in range(len(values.getbands()))]
    if any(table != list(range(_FULL + 1)) for table in tables):
        values = values.point([value for table in tables for value in table])
    if info.mode != "P" or info.colours is None:
        return values
    indexed: Picture = pillow().frombytes("P", values.size, values.tobytes())
    indexed.putpalette(info.colours.palette)
    return indexed


def mask_of_key(info: ImageInfo, rows: bytes) -> "Picture":
    """Return the pixels that the colour key makes transparent, white in a picture of mode 1."""
    from PIL import ImageChops

    clear = None
    for band, (low, high) in zip(_stored_values(info, rows).split(), _pairs(info.key), strict=True):
        within = band.point([_FULL * (low <= value <= high) for value in range(_FULL + 1)], "1")
        clear = within if clear is None else ImageChops.logical_and(clear, within)
    if clear is None:
        raise ValueError("there is no colour key")
    return clear


def _stored_values(info: ImageInfo, rows: bytes) -> "Picture":
    """Return the stored values, one to a byte."""
    size = (info.width, info.height)
    if info.bits < _BYTE:
        unpacked = pillow().frombytes("P", (info.width * info.channels, info.height), rows, "raw", f"P;{info.bits}")
        rows = unpacked.tobytes()
    image: Picture = pillow().frombytes("L" if info.channels == 1 else "RGB", size, rows)
    return image


def _lookup_table(info: ImageInfo, channel: int) -> list[int]:
    """Return what each stored value of a channel means: a level, or with a palette an entry or its level."""
    highest = 2 ** min(info.bits, _BYTE) - 1
    palette = info.colours.palette if info.colours else b""
    usual = (0.0, float(highest)) if palette else (0.0, 1.0)
    low, high = _pairs(info.decode)[channel] if info.decode else usual
    decoded = [low + min(value, highest) * (high - low) / highest for value in range(_FULL + 1)]
    if not palette:
        return [round(_clamp(value, 1.0) * _FULL) for value in decoded]
    step = _RGB if info.mode == "P" else 1
    entries = [round(_clamp(value, len(palette) / step - 1)) for value in decoded]
    return entries if info.mode == "P" else [palette[entry] for entry in entries]


def _clamp(value: float, top: float) -> float:
    return min(max(value, 0.0), top)


def _pairs(numbers: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def image_decoder(info: ImageInfo, raw: bytes, file: str) -> "Decoder":
    """Return what decodes the raw bytes of a picture, smaller if that is quicker.

    ValueError (or an error of Pillow's or PDFium's) when they are not what the PDF says of them.
    """

    def decode(least: tuple[int, int]) -> "Picture":
        image = _decode(info, raw, file, least)
        if info.colours is not None and info.colours.keeps_channels:
            keep_channels(image)
        return image

    return decode


def _decode(info: ImageInfo, raw: bytes, file: str, least: tuple[int, int]) -> "Picture":
    match info.method:
        case DecodeMethod.STORED:
            return _decode_stored(info, raw)
        case DecodeMethod.JPEG:
            return _decode_embedded_jpeg(info, raw, file, least)
        case DecodeMethod.BITMAP:
            return _decode_bitmap(info, raw)
        case DecodeMethod.DRAWN:
            return _decode_by_renderer(info, raw)


def transparent_pixels(info: ImageInfo, raw: bytes) -> "Picture":
    """Return the pixels that a colour key makes transparent, white in a picture of mode 1."""
    return mask_of_key(info, _unpack_rows(info, raw))


def _decode_stored(info: ImageInfo, raw: bytes) -> "Picture":
    rows = _unpack_rows(info, raw)
    image = picture_of_rows(info, rows)
    if info.key:  # what is not seen must not bleed into what is
        image = image.convert("L" if image.mode == "1" else "RGB" if image.mode == "P" else image.mode)
        image.paste(255 if image.mode == "L" else (255, 255, 255), mask=mask_of_key(info, rows))
    return image


def _decode_embedded_jpeg(info: ImageInfo, raw: bytes, file: str, least: tuple[int, int]) -> "Picture":
    data = _unwrap(info, raw)
    image = open_picture(BytesIO(data), file)
    if image.format not in {"JPEG", "MPO"} or (*image.size, image.mode) != (info.width, info.height, info.mode):
        raise ValueError("the JPEG is not what the PDF says of it")
    fast = None if info.decode else raster.decode_jpeg(data, image, least)
    if fast is None:
        scale_while_decoding(image, least)
        image.load()
        fast = apply_colours(info, image)
    # The profile that counts is the PDF's.
    fast.info = {HALVED_COLOURS: True} if raster.has_halved_colours(image) else {}
    return fast


def _decode_bitmap(info: ImageInfo, raw: bytes) -> "Picture":
    """Return the bits of a fax or a JBIG2."""
    data = _unwrap(info, raw)
    grey = render_single_image(info.single_image, data, (info.width, info.height))
    if grey.mode != "L":
        raise ValueError("a picture of bits is none")
    bits = grey.point([255 * (level >= _WHITE_FROM) for level in range(256)], "1")
    packing = info.packing
    if packing and packing.name == CCITT and not is_coding_of(data, bits, packing.parms):
        raise ValueError("a fax is damaged")
    return picture_of_rows(info, bits.tobytes())


def _decode_by_renderer(info: ImageInfo, raw: bytes) -> "Picture":
    data = _unwrap(info, raw)
    size = (info.width, info.height)
    if info.packing and info.packing.name == JPX and jpx_size(data) != size:
        raise ValueError("the JPEG 2000 is not as large as the PDF says")
    return render_single_image(info.single_image, data, size)


def _unwrap(info: ImageInfo, raw: bytes) -> bytes:
    return undo_wrappers(raw, info.wrappers, 2 * info.stored + _ROOM)


def _unpack_rows(info: ImageInfo, raw: bytes) -> bytes:
    """Return the stored values; of 16 bits only the upper 8, which is all that is shown of them."""
    data = _unwrap(info, raw)
    packing = info.packing
    if packing is None:
        rows = data[: info.stored]
        if len(rows) < info.stored:
            raise ValueError("a picture has fewer pixels than the PDF says")
        return rows[::2] if info.bits == _DEEP else rows
    if packing.predictor >= _FIRST_PNG_PREDICTOR:
        return unpack_by_png(data, info.row, info.height, channels=info.channels, bits=info.bits)
    if packing.predictor == _TIFF_PREDICTOR:
        channels, bits, width = info.channels, info.bits, info.width
        return unpack_by_tiff(data, packing.name, width, info.height, channels=channels, bits=bits, predictor=2)
    rows = unpack_by_tiff(data, packing.name, info.row, info.height, channels=1, bits=8, predictor=1)
    return rows[::2] if info.bits == _DEEP else rows

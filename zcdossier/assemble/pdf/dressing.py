"""Packed rows dressed as a PNG or a TIFF, which Pillow unpacks quickly and outside the interpreter's lock."""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO

from zcdossier.assemble.pdf.filters import FLATE, LZW, inflated
from zcdossier.assemble.pictures.raster import open_picture

_Tag = tuple[int, int, tuple[int, ...]]
_PNG_COLOURS = {1: 0, 2: 4, 3: 2, 4: 6}  # bytes a pixel to the kind of PNG that has as many channels
_DEEP = 16
_TIFF_COMPRESSIONS = {LZW: 5, FLATE: 8}
_TIFF_COLOURS = {1: 1, 3: 2, 4: 5}
_SHORT, _LONG = 3, 4
_HEADER = 8


def rows_by_png(raw: bytes, row: int, height: int, *, channels: int, bits: int) -> bytes:
    """Undo Flate and the predictors of PNG for `row` bytes a row; of 16 bits only the upper 8 are returned.

    The kind of PNG only has to have as many bytes a pixel, for that is what the predictors go by.
    """
    pixel = max(1, channels * bits // 8)
    deep = bits == _DEEP and channels > 1
    kind = _PNG_COLOURS[channels if deep else pixel]
    header = struct.pack(">IIBBBBB", row // pixel, height, _DEEP if deep else 8, kind, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", raw), (b"IEND", b"")]
    data = _pixels(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks))
    return data[::2] if bits == _DEEP and not deep else data


def rows_by_tiff(
    raw: bytes, packing: str, width: int, height: int, *, channels: int, bits: int, predictor: int
) -> bytes:
    """Undo LZW or Flate, and the predictor of TIFF; of 16 bits only the upper 8 are returned."""
    if packing == FLATE:  # unpacked here: of damaged data the TIFF library writes to the terminal
        rows = inflated(raw, (width * channels * bits + 7) // 8 * height)
        raw = zlib.compress(rows, 0)
    tags: list[_Tag] = [
        (256, _LONG, (width,)),
        (257, _LONG, (height,)),
        (258, _SHORT, (bits,) * channels),
        (259, _SHORT, (_TIFF_COMPRESSIONS[packing],)),
        (262, _SHORT, (_TIFF_COLOURS[channels],)),
        (273, _LONG, (_HEADER,)),
        (277, _SHORT, (channels,)),
        (278, _LONG, (height,)),
        (279, _LONG, (len(raw),)),
        (317, _SHORT, (predictor,)),
    ]
    return _pixels(_tiff(tags, raw))


def _pixels(dressed: bytes) -> bytes:
    with open_picture(BytesIO(dressed), "") as image:
        image.load()
        data = image.tobytes()
        if not image.mode.startswith("I;16"):
            return data
        return data[::2] if image.mode == "I;16B" else data[1::2]


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _tiff(tags: Sequence[_Tag], data: bytes) -> bytes:
    """Lay out header, picture data, what does not fit into the directory, and the directory."""
    data += bytes(len(data) % 2)
    beside, entries = b"", b""
    for tag, kind, values in tags:
        packed = struct.pack(f">{len(values)}{'H' if kind == _SHORT else 'I'}", *values)
        if len(packed) > struct.calcsize("I"):
            packed, beside = struct.pack(">I", _HEADER + len(data) + len(beside)), beside + packed
        entries += struct.pack(">HHI4s", tag, kind, len(values), packed)
    directory = struct.pack(">H", len(tags)) + entries + bytes(4)
    return struct.pack(">2sHI", b"MM", 42, _HEADER + len(data) + len(beside)) + data + beside + directory

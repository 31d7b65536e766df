"""The header of a PNG, and whether all its chunks are there. Nothing is decompressed."""

import binascii
import struct
from typing import BinaryIO

from zcdossier.model.picture_memory import CLEAR_COLOUR
from zcdossier.probe.exif import Exif, parse_exif, plausible_dpi, turned_by_xmp, xmp_of_png
from zcdossier.probe.reading import Header, damaged, read_at, truncated

_START = 8
_AROUND = 12  # length, type and checksum of a chunk
_MAX_CHUNKS = 100_000
_MAX_EXIF = 64 * 1024
_MAX_XMP = 1024 * 1024
_METRES_PER_INCH = 0.0254
# Colour type to the bit depths it allows and the mode that Pillow gives it.
_COLOURS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_MODES = {0: "L", 2: "RGB", 3: "P", 4: "LA", 6: "RGBA"}


def read_png(file: BinaryIO, size: int) -> Header:
    """Walk the chunks, by their lengths, to the end chunk."""
    width, height, mode = _header(read_at(file, _START, 25))
    exif, dpi, data, extra, xmp = Exif(), 0.0, False, 0.0, b""
    offset = _START + 25
    for _ in range(_MAX_CHUNKS):
        head = read_at(file, offset, 8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if offset + _AROUND + length > size or kind == bytes(4):  # a copy that broke off may end in zeros
            raise truncated()
        if not kind.isalpha():
            raise damaged("chunk")
        if kind == b"IEND":
            break
        if kind == b"pHYs":
            dpi = _density(file.read(9))
        elif kind == b"eXIf":
            exif = parse_exif(file.read(min(length, _MAX_EXIF)))
        elif kind == b"iTXt" and length <= _MAX_XMP:
            xmp = xmp_of_png(file.read(length)) or xmp
        elif kind == b"tRNS":
            extra = CLEAR_COLOUR
        data = data or kind == b"IDAT"
        offset += _AROUND + length
    else:
        raise damaged("chunks")
    if not data:
        raise damaged("IDAT")
    exif = turned_by_xmp(exif, xmp)
    return Header(width, height, mode, dpi=dpi or exif.dpi, orientation=exif.orientation, extra=extra)


def _header(chunk: bytes) -> tuple[int, int, str]:
    if len(chunk) < len(b"lllltttt") + 13 + len(b"cccc"):
        raise truncated()
    _, kind, width, height, depth, colour = struct.unpack_from(">I4sIIBB", chunk)
    (checksum,) = struct.unpack_from(">I", chunk, 21)
    if kind != b"IHDR" or binascii.crc32(chunk[4:21]) != checksum:
        raise damaged("IHDR")
    if depth not in _COLOURS.get(colour, ()) or not width or not height:
        raise damaged(f"IHDR {depth} bit, colour {colour}, {width}×{height}")
    if colour == 0 and depth in {1, 16}:
        return width, height, "1" if depth == 1 else "I;16"
    return width, height, _MODES[colour]


def _density(content: bytes) -> float:
    if len(content) < len(b"xxxxyyyyu") or content[8] != 1:
        return 0.0
    return plausible_dpi(int.from_bytes(content[:4], "big") * _METRES_PER_INCH)

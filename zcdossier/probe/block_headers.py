"""The headers of PNG, WebP, GIF and BMP, and whether all their chunks, blocks or rows are there.

Nothing is decompressed: each is walked by the lengths of its pieces. Opening a WebP with a library decodes it whole.
"""

import binascii
import struct
from collections.abc import Iterator
from typing import BinaryIO

from zcdossier.model.facts import Trouble
from zcdossier.model.picture_memory import CLEAR_COLOUR
from zcdossier.probe.file_access import UnusableError, damaged, read_at, truncated
from zcdossier.probe.picture_metadata import Exif, Header, parse_exif, plausible_dpi, turned_by_xmp, xmp_of_png

_MAX_CHUNKS = 100_000
_MAX_EXIF = 64 * 1024
_MAX_XMP = 1024 * 1024
_METRES_PER_INCH = 0.0254

_PNG_START = 8
_PNG_AROUND = 12  # length, type and checksum of a chunk
# Colour type to the bit depths it allows and the mode that Pillow gives it.
_PNG_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PNG_MODES = {0: "L", 2: "RGB", 3: "P", 4: "LA", 6: "RGBA"}

_RIFF_START = 12
_RIFF_HEAD = 8
_14_BITS = (1 << 14) - 1

_GIF_SCREEN = 13
_GIF_IMAGE, _GIF_EXTENSION, _GIF_TRAILER = 0x2C, 0x21, 0x3B
_GIF_IMAGE_HEAD = 9

_BMP_OLD_HEADER = 12
_BMP_UNCOMPRESSED = frozenset({0, 3})
_BMP_MOST_IN_RUNS = 10_000_000  # pixels; Pillow unpacks runs byte by byte, and a few runs can claim any number of them
_BMP_MODES = {1: "P", 2: "P", 4: "P", 8: "P", 16: "RGB", 24: "RGB", 32: "RGB"}


def read_png(file: BinaryIO, size: int) -> Header:
    """Walk the chunks, by their lengths, to the end chunk.

    What every viewer shows is the picture of the file itself; it is one of an animation's where that begins before it.
    """
    header = _read_png_start(read_at(file, _PNG_START, 25))
    exif, dpi, data, extra, xmp, frames = Exif(), 0.0, False, 0.0, b"", 0
    offset = _PNG_START + 25
    for _ in range(_MAX_CHUNKS):
        head = read_at(file, offset, 8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if offset + _PNG_AROUND + length > size or kind == bytes(4):  # a copy that broke off may end in zeros
            raise truncated()
        if not kind.isalpha():
            raise damaged("chunk")
        if kind == b"IEND":
            break
        if kind == b"pHYs":
            dpi = _read_png_density(file.read(9))
        elif kind == b"eXIf":
            exif = parse_exif(file.read(min(length, _MAX_EXIF)))
        elif kind == b"iTXt" and length <= _MAX_XMP:
            xmp = xmp_of_png(file.read(length)) or xmp
        elif kind == b"tRNS":
            extra = CLEAR_COLOUR
        frames += kind == b"fcTL" or (kind == b"IDAT" and not data and not frames)
        data = data or kind == b"IDAT"
        offset += _PNG_AROUND + length
    else:
        raise damaged("chunks")
    if not data:
        raise damaged("IDAT")
    exif = turned_by_xmp(exif, xmp)
    return header._replace(dpi=dpi or exif.dpi, orientation=exif.orientation, frames=frames, extra=extra)


def _read_png_start(chunk: bytes) -> Header:
    if len(chunk) < len(b"lllltttt") + 13 + len(b"cccc"):
        raise truncated()
    _, kind, width, height, depth, colour = struct.unpack_from(">I4sIIBB", chunk)
    (checksum,) = struct.unpack_from(">I", chunk, 21)
    if kind != b"IHDR" or binascii.crc32(chunk[4:21]) != checksum:
        raise damaged("IHDR")
    if depth not in _PNG_DEPTHS.get(colour, ()) or not width or not height:
        raise damaged(f"IHDR {depth} bit, colour {colour}, {width}×{height}")
    if colour == 0 and depth in {1, 16}:
        return Header(width, height, "1" if depth == 1 else "I;16")
    return Header(width, height, _PNG_MODES[colour])


def _read_png_density(content: bytes) -> float:
    if len(content) < len(b"xxxxyyyyu") or content[8] != 1:
        return 0.0
    return plausible_dpi(int.from_bytes(content[:4], "big") * _METRES_PER_INCH)


def read_webp(file: BinaryIO, size: int) -> Header:
    """Walk the chunks: the first one gives the size, the others frames and orientation."""
    end = _RIFF_HEAD + int.from_bytes(read_at(file, 4, 4), "little")
    if end > size:
        raise truncated()
    header: Header | None = None
    exif, frames, pictures, xmp = Exif(), 0, 0, b""
    for kind, offset, length in _riff_chunks(file, end):
        if header is None:
            header = _read_webp_start(kind, read_at(file, offset, 10))
        if kind == b"EXIF":
            exif = parse_exif(read_at(file, offset, min(length, _MAX_EXIF)).removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            xmp = read_at(file, offset, min(length, _MAX_XMP))
        frames += kind == b"ANMF"
        pictures += kind in {b"VP8 ", b"VP8L"}
    if header is None or not frames + pictures:
        raise damaged("picture")
    exif = turned_by_xmp(exif, xmp)
    return header._replace(dpi=exif.dpi, orientation=exif.orientation, frames=max(1, frames))


def _riff_chunks(file: BinaryIO, end: int) -> Iterator[tuple[bytes, int, int]]:
    offset = _RIFF_START
    for _ in range(_MAX_CHUNKS):
        if offset >= end:
            return
        head = read_at(file, offset, _RIFF_HEAD)
        length = int.from_bytes(head[4:], "little")
        if len(head) < _RIFF_HEAD or offset + _RIFF_HEAD + length > end:
            raise damaged("chunk")
        yield head[:4], offset + _RIFF_HEAD, length
        offset += _RIFF_HEAD + length + length % 2
    raise damaged("chunks")


def _read_webp_start(kind: bytes, content: bytes) -> Header:
    """Read width, height and mode from the first chunk."""
    if len(content) < len(b"flagswwwhhh") - 1:
        raise damaged("header")
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (4, 7))
        return Header(width, height, "RGBA" if content[0] & 0x10 else "RGB")
    if kind == b"VP8L" and content[:1] == b"\x2f":
        bits = int.from_bytes(content[1:5], "little")
        alpha = bits >> 28 & 1
        return Header((bits & _14_BITS) + 1, (bits >> 14 & _14_BITS) + 1, "RGBA" if alpha else "RGB")
    if kind == b"VP8 " and content[3:6] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(content[at : at + 2], "little") & _14_BITS for at in (6, 8))
        if width and height:
            return Header(width, height, "RGB")
    raise damaged("header")


def read_gif(file: BinaryIO, size: int) -> Header:
    """Walk the blocks to the trailer and count the images among them."""
    screen = read_at(file, 0, _GIF_SCREEN)
    if len(screen) < _GIF_SCREEN:
        raise truncated()
    width, height = int.from_bytes(screen[6:8], "little"), int.from_bytes(screen[8:10], "little")
    if not width or not height:
        raise damaged(f"{width}×{height}")
    frames = 0
    file.seek(_GIF_SCREEN + _colour_table_bytes(screen[10]))
    while (kind := _read_byte(file)) != _GIF_TRAILER:
        if kind == _GIF_IMAGE:
            frames += 1
            image = file.read(_GIF_IMAGE_HEAD)
            # An image longer than its screen grows the screen when shown; scans never do that.
            file.seek(_colour_table_bytes(image[-1]) + 1 if len(image) == _GIF_IMAGE_HEAD else size, 1)
        elif kind == _GIF_EXTENSION:
            _read_byte(file)
        else:
            raise damaged("block")
        while length := _read_byte(file):
            file.seek(length, 1)
    if not frames:
        raise damaged("image")
    return Header(width, height, "P", frames=frames)


def _colour_table_bytes(flags: int) -> int:
    """Return the bytes of the colour table that the flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _read_byte(file: BinaryIO) -> int:
    byte = file.read(1)
    if not byte:
        raise truncated()
    return byte[0]


def read_bmp(file: BinaryIO, size: int) -> Header:
    """Read the two headers; rows that are not compressed have a length that can be checked."""
    head = read_at(file, 0, 54)
    if len(head) < 26:  # noqa: PLR2004 - the shorter of the two kinds of header
        raise truncated()
    start, kind = struct.unpack_from("<II", head, 10)
    dpi, compression = 0.0, 0
    if kind == _BMP_OLD_HEADER:
        width, height, _, bits = struct.unpack_from("<HHHH", head, 18)
    elif len(head) == 54:  # noqa: PLR2004
        width, height, _, bits, compression, _, per_metre = struct.unpack_from("<iiHHIIi", head, 18)
        dpi = plausible_dpi(per_metre * _METRES_PER_INCH)
    else:
        raise truncated()
    height = abs(height)  # negative: the rows run from the top
    mode = _BMP_MODES.get(bits)
    if mode is None or width <= 0 or not height:
        raise damaged(f"{bits} bit, {width}×{height}")
    row = (width * bits + 31) // 32 * 4
    if compression in _BMP_UNCOMPRESSED and start + row * height > size:
        raise truncated()
    if compression not in _BMP_UNCOMPRESSED and width * height > _BMP_MOST_IN_RUNS:
        raise UnusableError(Trouble.TOO_LARGE, f"{width}×{height}")
    return Header(width, height, mode, dpi=dpi)

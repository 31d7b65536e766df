"""The header of a WebP, its frames, and whether it is all there. Opening one with a library decodes it whole."""

from collections.abc import Iterator
from typing import BinaryIO

from zcdossier.probe.exif import Exif, parse_exif, turned_by_xmp
from zcdossier.probe.reading import Header, damaged, read_at, truncated

_START = 12
_HEAD = 8
_MAX_CHUNKS = 100_000
_MAX_EXIF = 64 * 1024
_MAX_XMP = 1024 * 1024
_14_BITS = (1 << 14) - 1


def read_webp(file: BinaryIO, size: int) -> Header:
    """Walk the chunks: the first one gives the size, the others frames and orientation."""
    end = _HEAD + int.from_bytes(read_at(file, 4, 4), "little")
    if end > size:
        raise truncated()
    shape: tuple[int, int, str] | None = None
    exif, frames, pictures, xmp = Exif(), 0, 0, b""
    for kind, offset, length in _chunks(file, end):
        if shape is None:
            shape = _shape(kind, read_at(file, offset, 10))
        if kind == b"EXIF":
            exif = parse_exif(read_at(file, offset, min(length, _MAX_EXIF)).removeprefix(b"Exif\0\0"))
        elif kind == b"XMP ":
            xmp = read_at(file, offset, min(length, _MAX_XMP))
        frames += kind == b"ANMF"
        pictures += kind in {b"VP8 ", b"VP8L"}
    if shape is None or not frames + pictures:
        raise damaged("picture")
    width, height, mode = shape
    exif = turned_by_xmp(exif, xmp)
    return Header(width, height, mode, dpi=exif.dpi, orientation=exif.orientation, frames=max(1, frames))


def _chunks(file: BinaryIO, end: int) -> Iterator[tuple[bytes, int, int]]:
    offset = _START
    for _ in range(_MAX_CHUNKS):
        if offset >= end:
            return
        head = read_at(file, offset, _HEAD)
        length = int.from_bytes(head[4:], "little")
        if len(head) < _HEAD or offset + _HEAD + length > end:
            raise damaged("chunk")
        yield head[:4], offset + _HEAD, length
        offset += _HEAD + length + length % 2
    raise damaged("chunks")


def _shape(kind: bytes, content: bytes) -> tuple[int, int, str]:
    """Return width, height and mode from the first chunk."""
    if len(content) < len(b"flagswwwhhh") - 1:
        raise damaged("header")
    if kind == b"VP8X":
        width, height = (int.from_bytes(content[at : at + 3], "little") + 1 for at in (4, 7))
        return width, height, "RGBA" if content[0] & 0x10 else "RGB"
    if kind == b"VP8L" and content[:1] == b"\x2f":
        bits = int.from_bytes(content[1:5], "little")
        alpha = bits >> 28 & 1
        return (bits & _14_BITS) + 1, (bits >> 14 & _14_BITS) + 1, "RGBA" if alpha else "RGB"
    if kind == b"VP8 " and content[3:6] == b"\x9d\x01\x2a":
        width, height = (int.from_bytes(content[at : at + 2], "little") & _14_BITS for at in (6, 8))
        if width and height:
            return width, height, "RGB"
    raise damaged("header")

"""A PNG put together of its chunks, whatever they say: right sums are all that is seen to."""

import struct
import zlib

PNG_START, PNG_END = b"\x89PNG\r\n\x1a\n", (b"IEND", b"")
Chunk = tuple[bytes, bytes]


def png_of(*chunks: Chunk) -> bytes:
    """A file of named chunks, in this order."""
    return PNG_START + b"".join(png_chunk(*chunk) for chunk in chunks)


def png_chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_header(width: int, height: int, bits: int = 8, colours: int = 2, *, interlaced: bool = False) -> Chunk:
    """The chunk that says how large a picture is and what its samples are."""
    return b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, int(interlaced))

"""PNGs of the kinds that Pillow reads but does not write: few bits, deep colours, seven passes, any chunk."""

import struct
import zlib
from collections.abc import Callable, Iterable

from PIL import Image
from png_file import PNG_END, png_header, png_of

Pixel = tuple[int, ...]
Pick = Callable[[int, int], Pixel]
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
_ONE_PASS = ((0, 0, 1, 1),)
_ADAM7 = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)


def png(
    size: tuple[int, int],
    colours: int,
    bits: int,
    pick: Pick,
    chunks: Iterable[tuple[bytes, bytes]] = (),
    *,
    interlaced: bool = False,
) -> bytes:
    """A PNG whose pixel at x, y has the samples `pick` gives; `chunks` stand before its data."""
    rows = bytearray()
    for x0, y0, dx, dy in _ADAM7 if interlaced else _ONE_PASS:
        across = range(x0, size[0], dx)
        for y in range(y0, size[1], dy) if across else ():
            rows += b"\0" + _packed([value for x in across for value in pick(x, y)], bits)
    header = png_header(*size, bits, colours, interlaced=interlaced)
    return png_of(header, *chunks, (b"IDAT", zlib.compress(bytes(rows))), PNG_END)


def _packed(samples: list[int], bits: int) -> bytes:
    if bits == 16:
        return struct.pack(f">{len(samples)}H", *samples)
    if bits == 8:
        return bytes(samples)
    row = bytearray()
    each = 8 // bits
    for start in range(0, len(samples), each):
        byte = 0
        for value in (samples[start : start + each] + [0] * each)[:each]:
            byte = byte << bits | value
        row.append(byte)
    return bytes(row)


def of(image: Image.Image, turn: Callable[[int], int] = int) -> Pick:
    """The samples of a picture, each through `turn`."""
    pixels = image.load()
    assert pixels is not None

    def pick(x: int, y: int) -> Pixel:
        value = pixels[x, y]
        return tuple(turn(int(part)) for part in value) if isinstance(value, tuple) else (turn(int(value)),)

    return pick

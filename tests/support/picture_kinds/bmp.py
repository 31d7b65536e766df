"""BMPs as old scanners and screen grabbers write them: upside down or not, packed by runs, 16 bits, with alpha."""

import struct
from itertools import groupby

from PIL import Image

_RGB, _RLE8, _FIELDS = 0, 1, 3


def bmp_of_rows(
    size: tuple[int, int],
    bits: int,
    rows: list[bytes],
    *,
    packing: int = _RGB,
    extra: bytes = b"",
    top_down: bool = False,
) -> bytes:
    """A file of rows given from the top; each is padded to four bytes unless it is packed."""
    ordered = rows if top_down else rows[::-1]
    data = b"".join(row if packing == _RLE8 else row + b"\0" * (-len(row) % 4) for row in ordered)
    start = 14 + 40 + len(extra)
    height = -size[1] if top_down else size[1]
    head = struct.pack("<IiiHHIIiiII", 40, size[0], height, 1, bits, packing, len(data), 2835, 2835, 0, 0)
    return struct.pack("<2sIHHI", b"BM", start + len(data), 0, 0, start) + head + extra + data


def top_down(image: Image.Image) -> bytes:
    rows = [_row(image, y, "BGR") for y in range(image.height)]
    return bmp_of_rows(image.size, 24, rows, top_down=True)


def sixteen_bits(image: Image.Image) -> bytes:
    """Five bits of red, six of green, five of blue."""
    rows = []
    for y in range(image.height):
        row = image.crop((0, y, image.width, y + 1)).tobytes()
        pixels = zip(row[::3], row[1::3], row[2::3], strict=True)
        rows.append(struct.pack(f"<{image.width}H", *(r >> 3 << 11 | g >> 2 << 5 | b >> 3 for r, g, b in pixels)))
    return bmp_of_rows(image.size, 16, rows, packing=_FIELDS, extra=struct.pack("<3I", 0xF800, 0x07E0, 0x001F))


def runs(image: Image.Image) -> bytes:
    """A palette picture, packed by runs."""
    palette = image.getpalette() or []
    colours = b"".join(bytes([b, g, r, 0]) for r, g, b in zip(palette[::3], palette[1::3], palette[2::3], strict=True))
    rows = []
    for y in range(image.height):
        row = bytearray()
        for value, group in groupby(image.crop((0, y, image.width, y + 1)).tobytes()):
            length = len(list(group))
            row += b"".join(bytes([min(255, length - at), value]) for at in range(0, length, 255))
        rows.append(bytes(row) + b"\0\0")
    rows[0] = rows[0][:-2] + b"\0\1"
    return bmp_of_rows(image.size, 8, rows, packing=_RLE8, extra=colours.ljust(1024, b"\0"))


def with_alpha(image: Image.Image) -> bytes:
    """32 bits by the fifth version of the header, which says where the alpha is."""
    rows = [_row(image, y, "BGRA") for y in range(image.height)]
    masks = struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    plain = bmp_of_rows(image.size, 32, rows, packing=_FIELDS, extra=masks + b"BGRs" + bytes(64))
    return plain[:14] + struct.pack("<I", 124) + plain[18:]


def _row(image: Image.Image, y: int, order: str) -> bytes:
    return image.crop((0, y, image.width, y + 1)).tobytes("raw", order)

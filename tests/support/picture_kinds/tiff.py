"""TIFFs as scanners and raster programs write them and Pillow does not: tiles, planes, big offsets, floats."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, FILL_ORDER = 256, 257, 258, 259, 262, 266
STRIP_OFFSETS, ORIENTATION, SAMPLES, ROWS, STRIP_SIZES, PLANAR = 273, 274, 277, 278, 279, 284
PREDICTOR, TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_SIZES, FORMAT, JPEG_TABLES = 317, 322, 323, 324, 325, 339, 347
NONE, GROUP_3, GROUP_4, LZW, JPEG, DEFLATE = 1, 3, 4, 5, 7, 8
MIN_IS_WHITE, MIN_IS_BLACK, COLOURS, CMYK, YCBCR = 0, 1, 2, 5, 6
_BYTES = frozenset({JPEG_TABLES})


@dataclass(frozen=True)
class Page:
    """One directory: its strips or tiles as they are to stand in the file, and its tags."""

    size: tuple[int, int]
    parts: Sequence[bytes]
    bits: Sequence[int] = (8, 8, 8)
    photometric: int = COLOURS
    tile: tuple[int, int] = (0, 0)
    rows: int = 0
    tags: Mapping[int, int | Sequence[int] | bytes] = field(default_factory=dict)


def tiff(*pages: Page, big: bool = False, order: str = "<") -> bytes:
    """A file of these pages; `big` for 64-bit offsets, `order` ">" for Motorola's bytes."""
    out = bytearray({"<": b"II", ">": b"MM"}[order])
    out += struct.pack(order + "HHHQ", 43, 8, 0, 16) if big else struct.pack(order + "HI", 42, 8)
    link = len(out) - (8 if big else 4)
    for page in pages:
        offsets = []
        for part in page.parts:
            offsets.append(len(out))
            out += part + b"\0" * (len(part) % 2)
        tags = _tags(page, offsets)
        entries = []
        for tag, value in sorted(tags.items()):
            kind, count, body = _value(tag, value, order)
            room = 8 if big else 4
            if len(body) > room:
                at, body = len(out), body + b"\0" * (len(body) % 2)
                out += body
                body = struct.pack(order + ("Q" if big else "I"), at)
            entries.append(struct.pack(order + ("HHQ" if big else "HHI"), tag, kind, count) + body.ljust(room, b"\0"))
        struct.pack_into(order + ("Q" if big else "I"), out, link, len(out))
        out += struct.pack(order + ("Q" if big else "H"), len(entries)) + b"".join(entries)
        link = len(out)
        out += bytes(8 if big else 4)
    return bytes(out)


def _tags(page: Page, offsets: list[int]) -> dict[int, int | Sequence[int] | bytes]:
    sizes = [len(part) for part in page.parts]
    tags: dict[int, int | Sequence[int] | bytes] = {
        WIDTH: page.size[0],
        HEIGHT: page.size[1],
        BITS: tuple(page.bits),
        COMPRESSION: NONE,
        PHOTOMETRIC: page.photometric,
        SAMPLES: len(page.bits),
    }
    if page.tile[0]:
        tags |= {TILE_WIDTH: page.tile[0], TILE_HEIGHT: page.tile[1], TILE_OFFSETS: offsets, TILE_SIZES: sizes}
    else:
        tags |= {STRIP_OFFSETS: offsets, STRIP_SIZES: sizes, ROWS: page.rows or page.size[1]}
    return tags | dict(page.tags)


def _value(tag: int, value: int | Sequence[int] | bytes, order: str) -> tuple[int, int, bytes]:
    if isinstance(value, bytes):
        return (7 if tag in _BYTES else 2), len(value), value
    numbers = [value] if isinstance(value, int) else list(value)
    long = tag in {STRIP_OFFSETS, STRIP_SIZES, TILE_OFFSETS, TILE_SIZES} or max(numbers) > 0xFFFF
    kind, letter = (4, "I") if long else (3, "H")
    return kind, len(numbers), struct.pack(f"{order}{len(numbers)}{letter}", *numbers)

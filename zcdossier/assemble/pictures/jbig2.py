"""Whether JBIG2 data asks for no more than its picture needs: a few bytes can keep the renderer busy for minutes."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_SYMBOLS, _TEXT, _PATTERNS, _HALFTONES = 0, (4, 6, 7), 16, (20, 22, 23)
_REGIONS = frozenset([*_TEXT, *_HALFTONES, 36, 38, 39, 40, 42, 43])
_PAGE = 48
_KINDS, _LONG_PAGE = 0x3F, 0x40
_MANY_REFERENCES = 7
_UNKNOWN = 0xFFFFFFFF
_MOST_SYMBOLS, _MOST_INSTANCES, _MOST_DOTS = 1 << 16, 1 << 20, 1 << 24
_REGION_HEAD = 17
_SHORTEST = 11


@dataclass(frozen=True, slots=True)
class _Segment:
    kind: int
    data: bytes


def check(data: bytes, shared: bytes, size: tuple[int, int]) -> None:
    """Raise ValueError for what is not one page of `size`, built of parts that fit on it; `shared` comes before it."""
    try:
        segments = [*_segments(shared), *_segments(data)]
        pages = [struct.unpack_from(">II", one.data) for one in segments if one.kind == _PAGE]
        if pages != [size]:
            raise ValueError("the JBIG2 is not the page that the PDF says")
        for one in segments:
            _check(one, size)
    except (struct.error, IndexError):
        raise ValueError("the JBIG2 is cut off") from None


def _segments(data: bytes) -> Iterator[_Segment]:
    at = 0
    while at + _SHORTEST <= len(data):  # a line's end may follow
        number, flags, references = struct.unpack_from(">IBB", data, at)
        at += 5
        count = references >> 5
        if count == _MANY_REFERENCES:
            count = struct.unpack_from(">I", data, at)[0] & 0x1FFFFFFF
            at += 4 + (count + 8) // 8
        else:
            at += 1
        width = 1 if number <= 1 << 8 else 2 if number <= 1 << 16 else 4
        at += count * width + (4 if flags & _LONG_PAGE else 1)
        (length,) = struct.unpack_from(">I", data, at)
        at += 4
        if length == _UNKNOWN or at + length > len(data):
            raise ValueError("a part of the JBIG2 runs past its end")
        yield _Segment(flags & _KINDS, data[at : at + length])
        at += length


def _check(segment: _Segment, size: tuple[int, int]) -> None:
    data, kind = segment.data, segment.kind
    if kind in _REGIONS:
        width, height = struct.unpack_from(">II", data)
        if width > size[0] or height > size[1]:
            raise ValueError("a part of the JBIG2 is larger than its page")
    if kind in _TEXT and _instances(data) > _MOST_INSTANCES:
        raise ValueError("the JBIG2 sets far too much type")
    if kind in _HALFTONES:
        across, down = struct.unpack_from(">II", data, _REGION_HEAD + 1)
        if across * down > _MOST_DOTS:
            raise ValueError("the JBIG2 has far too many dots")
    if kind == _PATTERNS:
        _, width, height, last = struct.unpack_from(">BBBI", data)
        if (last + 1) * width * height > _MOST_DOTS:
            raise ValueError("the JBIG2 has far too many patterns")
    if kind == _SYMBOLS and max(_symbols(data)) > _MOST_SYMBOLS:
        raise ValueError("the JBIG2 has far too many symbols")


def _instances(data: bytes) -> int:
    """Return how many symbols a text region sets."""
    (flags,) = struct.unpack_from(">H", data, _REGION_HEAD)
    huffman, refined, plain_refinement = flags & 1, flags & 2, flags & 0x8000
    at = _REGION_HEAD + 2 + (2 if huffman else 0) + (4 if refined and not plain_refinement else 0)
    return int(struct.unpack_from(">I", data, at)[0])


def _symbols(data: bytes) -> tuple[int, int]:
    """Return how many symbols a dictionary hands out, and how many of them are new."""
    (flags,) = struct.unpack_from(">H", data)
    huffman, refined, template, plain_refinement = flags & 1, flags & 2, flags >> 10 & 3, flags & 0x1000
    at = 2 + (0 if huffman else 2 if template else 8) + (4 if refined and not plain_refinement else 0)
    out, new = struct.unpack_from(">II", data, at)
    return int(out), int(new)

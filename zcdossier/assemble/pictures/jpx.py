"""JPEG 2000 data as far as it matters here: the size it says, and its metadata dropped without touching pictures."""

import struct

_JP2 = b"\0\0\0\x0cjP  \r\n\x87\n"
_PRIVATE_BOXES = frozenset([b"uuid", b"xml ", b"uinf"])
_TABLE_OF_PLACES = b"ftbl"
_HEADER, _LONG_HEADER = 8, 16
_TO_THE_END, _LONG = 0, 1
_SIZE = b"\xff\x4f\xff\x51"
_SIDES_AT, _PLANES_AT = 8, 40  # from the start of the codestream
_MOST_PLANES = 4


def jpx_size(data: bytes) -> tuple[int, int]:
    """Return the size that the codestream says; it decides how much memory decoding takes.

    ValueError where several say different things, or for more planes than colours and transparency need.
    """
    sizes, at = set(), data.find(_SIZE)
    while at >= 0 and len(data) >= at + _PLANES_AT + 2:
        width, height, left, top = struct.unpack_from(">4I", data, at + _SIDES_AT)
        (planes,) = struct.unpack_from(">H", data, at + _PLANES_AT)
        sizes.add((width - left, height - top) if planes <= _MOST_PLANES else (0, 0))
        at = data.find(_SIZE, at + 1)
    if len(sizes) != 1:
        raise ValueError("this is no plain JPEG 2000")
    return sizes.pop()


def without_boxes(data: bytes) -> bytes:
    """Drop the boxes of a JPEG 2000 file that hold metadata."""
    if not data.startswith(_JP2):
        return data
    kept, at = [], 0
    while at < len(data):
        end, name = _box(data, at)
        if name == _TABLE_OF_PLACES:
            return data  # it counts on where things are
        if name not in _PRIVATE_BOXES:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def holds_private_boxes(data: bytes) -> bool:
    """Whether a JPEG 2000 file has boxes of metadata."""
    at = 0
    while data.startswith(_JP2) and at < len(data):
        at, name = _box(data, at)
        if name in _PRIVATE_BOXES:
            return True
    return False


def _box(data: bytes, at: int) -> tuple[int, bytes]:
    """Return where a box ends, and its name."""
    if at + _HEADER > len(data):
        raise ValueError("a box is cut off")
    size, name = struct.unpack_from(">I4s", data, at)
    if size == _LONG and at + _LONG_HEADER <= len(data):
        (size,) = struct.unpack_from(">Q", data, at + _HEADER)
    if size == _TO_THE_END:
        return len(data), name
    if size < _HEADER or at + size > len(data):
        raise ValueError("a box runs past the end")
    return at + size, name

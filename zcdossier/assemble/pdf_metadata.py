"""What cameras and scanners added to the pictures inside a PDF, dropped without touching their coded data."""

import struct
from typing import Any

from zcdossier.assemble import jpeg
from zcdossier.assemble.pdf_filters import JPEG, JPX, steps_of, unwrapped

_MOST = 1 << 28
_JP2 = b"\0\0\0\x0cjP  \r\n\x87\n"
_PRIVATE_BOXES = frozenset([b"uuid", b"xml ", b"uinf"])
_TABLE_OF_PLACES = b"ftbl"
_HEADER, _LONG_HEADER = 8, 16
_TO_THE_END, _LONG = 0, 1


def clean_pictures(pdf: Any) -> None:
    """Drop metadata from the JPEG and JPEG 2000 data of a PDF; data that can't be walked through stays as it is."""
    import pikepdf  # noqa: PLC0415 - heavy

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "/Filter" in thing:
            try:
                _clean(thing)
            except ValueError:
                continue


def _clean(stream: Any) -> None:
    import pikepdf  # noqa: PLC0415 - heavy

    steps = steps_of(stream)
    if not steps or steps[-1].name not in {JPEG, JPX} or not all(step.is_wrapper for step in steps[:-1]):
        return
    name = steps[-1].name
    data = unwrapped(stream.read_raw_bytes(), steps[:-1], _MOST)
    cleaned = jpeg.clean(data).data if name == JPEG else without_boxes(data)
    if len(cleaned) < len(data):
        parms: Any = stream.get("/DecodeParms")
        parms = parms[-1] if isinstance(parms, pikepdf.Array) and len(parms) else parms
        stream.write(cleaned, filter=pikepdf.Name(name), decode_parms=parms)


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

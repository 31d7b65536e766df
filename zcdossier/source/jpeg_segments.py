"""The segments of a JPEG, and whether its picture is all there.

Some scanners and apps leave out the end marker alone: viewers show such a picture whole, decoders refuse it. One that a
broken transfer cut off lacks the marker, too, so that only decoding tells the two apart.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.model.picture_memory import is_too_large, kept_by_progressive

START, END = b"\xff\xd8", b"\xff\xd9"
_SOS, _EOI, _TEM = 0xDA, 0xD9, 0x01
_SEQUENTIAL = frozenset([0xC0, 0xC1])
_PLANES_AT, _PLANES_OF_SCAN_AT = 9, 4  # from where a segment begins
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # in coded data: not a stuffed zero, a restart or a fill byte
_TAIL = 64  # bytes: looked at first, for a walk through all of the data takes long
_KEPT_AT_MOST = kept_by_progressive([(1, 1)] * 3)
_SMALLEST = {"min_width": 1, "min_height": 1, "min_factor": 8}


class NotJpegError(ValueError):
    """The bytes are not a JPEG that can be walked through."""


class Segment(NamedTuple):
    """A marker and what belongs to it, by where it starts and ends; the data of a scan belongs to its header."""

    marker: int
    start: int
    end: int


def segments_of(data: bytes) -> Iterator[Segment]:
    """Every segment from SOI to EOI; the coded data after a scan header belongs to that header."""
    if not data.startswith(START):
        raise NotJpegError("no start of image")
    at = 2
    while at < len(data):
        marker, body_at = _marker_at(data, at)
        if marker == _EOI:
            yield Segment(marker, at, body_at)
            return
        end = body_at if marker == _TEM else body_at + int.from_bytes(data[body_at : body_at + 2], "big")
        if end > len(data) or (marker != _TEM and end < body_at + 2):
            raise NotJpegError("a segment runs past the end")
        if marker == _SOS:
            end = _end_of_scan(data, end)
        yield Segment(marker, body_at - 2, end)
        at = end


def _end_of_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands after coded data: a stuffed zero or a restart does not end it."""
    marker = _MARKER.search(data, at)
    return marker.start() if marker else len(data)


def _marker_at(data: bytes, at: int) -> tuple[int, int]:
    """Return the marker that stands at `at`, and where its body starts (fill bytes are skipped)."""
    start = at
    while at < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - the marker byte itself
        at += 1
    if at == start or at >= len(data):
        raise NotJpegError("a marker is missing")
    return data[at], at + 1


def has_end(data: bytes) -> bool:
    """Whether the end marker stands behind the picture."""
    if END in data[-_TAIL:]:
        return True
    try:
        return any(segment.marker == _EOI for segment in segments_of(data))
    except NotJpegError:
        return False


def is_cut(data: bytes) -> bool:
    """Whether a JPEG surely lacks part of its picture: more than the end marker."""
    return not has_end(data) and not _decodes_with_end(data)


def with_end(data: bytes) -> bytes:
    """Return a JPEG with its end marker where that alone is missing; anything else as it is."""
    is_without = data.startswith(START) and not has_end(data)
    return data + END if is_without and is_whole_but_for_end(data) else data


def is_whole_but_for_end(data: bytes) -> bool:
    """Whether a JPEG that has no end surely lacks nothing else."""
    try:
        return _has_every_plane(data) and _decodes_with_end(data)
    except (NotJpegError, IndexError):
        return False


def _has_every_plane(data: bytes) -> bool:
    """Whether as many planes were begun as the frame names; of a progressive one nobody knows the last scan."""
    planes = begun = 0
    for segment in segments_of(data):
        if segment.marker in _SEQUENTIAL:
            planes = data[segment.start + _PLANES_AT]
        elif segment.marker == _SOS:
            begun += data[segment.start + _PLANES_OF_SCAN_AT]
    return 0 < planes <= begun


def _decodes_with_end(data: bytes) -> bool:
    """Decode all data of a JPEG that has no end, to as few pixels as may be. What would take all memory is not."""
    import simplejpeg

    try:
        height, width, _, _ = simplejpeg.decode_jpeg_header(data)
        if is_too_large("jpeg", "RGB", (width, height), extra=_KEPT_AT_MOST):
            return False
        simplejpeg.decode_jpeg(data + END, "GRAY", **_SMALLEST)
    except ValueError:
        return False
    return True

"""The segments of a JPEG: its shape, and a copy without what the camera added. Coded picture data is never touched."""

import re
from dataclasses import dataclass

_SOI = b"\xff\xd8"
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")  # in coded data: not a stuffed zero, not a restart
_SOS, _EOI, _COM, _TEM = 0xDA, 0xD9, 0xFE, 0x01
_APP_FIRST, _APP_LAST = 0xE0, 0xEF
_APP0, _APP2, _APP14 = 0xE0, 0xE2, 0xEE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PDF_FRAMES = frozenset([0xC0, 0xC1, 0xC2])  # baseline, extended, progressive: what PDF's DCTDecode holds


class NotJpegError(ValueError):
    """The bytes are not a JPEG that can be walked through."""


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A JPEG without metadata. `fits_pdf` is false for the rare codings that PDF viewers can't decode."""

    data: bytes
    width: int
    height: int
    components: int
    adobe: bool
    fits_pdf: bool
    icc: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    marker: int
    start: int
    end: int


def clean(data: bytes) -> Jpeg:
    """Drop EXIF, XMP, comments, previews and whatever follows the picture; keep JFIF, ICC and Adobe segments."""
    kept: list[bytes] = [_SOI]
    frame: tuple[int, bytes] | None = None
    adobe = icc = False
    for segment in _segments(data):
        body = data[segment.start : segment.end]
        if segment.marker in _FRAMES and frame is None:
            frame = (segment.marker, body)
        if segment.marker == _COM or _APP_FIRST <= segment.marker <= _APP_LAST:
            if not _is_wanted(segment.marker, body[4:]):
                continue
            adobe = adobe or segment.marker == _APP14
            icc = icc or segment.marker == _APP2
        kept.append(body)
    if frame is None or len(frame[1]) < _FRAME_BYTES:
        raise NotJpegError("no frame header")
    marker, body = frame
    return Jpeg(
        data=b"".join(kept),
        height=int.from_bytes(body[5:7], "big"),
        width=int.from_bytes(body[7:9], "big"),
        components=body[9],
        adobe=adobe,
        fits_pdf=marker in _PDF_FRAMES and body[4] == _BITS and body[9] in {1, 3, 4},
        icc=icc,
    )


_FRAME_BYTES = 10
_BITS = 8


def _is_wanted(marker: int, payload: bytes) -> bool:
    if marker == _APP0:
        return payload.startswith(b"JFIF\0")
    if marker == _APP2:
        return payload.startswith(b"ICC_PROFILE\0")
    return marker == _APP14 and payload.startswith(b"Adobe")


def _segments(data: bytes) -> list[_Segment]:
    """Every segment from SOI to EOI; the coded data after a scan header belongs to that header."""
    if not data.startswith(_SOI):
        raise NotJpegError("no start of image")
    segments: list[_Segment] = []
    at = 2
    while at < len(data):
        marker, body_at = _marker_at(data, at)
        if marker == _EOI:
            segments.append(_Segment(marker, at, body_at))
            return segments
        end = body_at if marker == _TEM else body_at + int.from_bytes(data[body_at : body_at + 2], "big")
        if end > len(data) or (marker != _TEM and end < body_at + 2):
            raise NotJpegError("a segment runs past the end")
        if marker == _SOS:
            following = _MARKER.search(data, end)
            end = following.start() if following else len(data)
        segments.append(_Segment(marker, body_at - 2, end))
        at = end
    return segments


def _marker_at(data: bytes, at: int) -> tuple[int, int]:
    """Return the marker that stands at `at`, and where its body starts (fill bytes are skipped)."""
    start = at
    while at < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - the marker byte itself
        at += 1
    if at == start or at >= len(data):
        raise NotJpegError("a marker is missing")
    return data[at], at + 1

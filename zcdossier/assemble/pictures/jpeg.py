"""JPEG and JPEG 2000 as files say them: their shape, and a copy without what the camera added.

Coded picture data is never touched.
"""

import struct
from dataclasses import dataclass

from zcdossier.source.jpeg_segments import END, START, NotJpegError, segments_of

_FILL = 0xFF
_COM = 0xFE
_APP_FIRST, _APP_LAST = 0xE0, 0xEF
_APP0, _APP2, _APP14 = 0xE0, 0xE2, 0xEE
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PDF_FRAMES = frozenset([0xC0, 0xC1, 0xC2])  # baseline, extended, progressive: what PDF's DCTDecode holds
_JP2 = b"\0\0\0\x0cjP  \r\n\x87\n"
_PRIVATE_BOXES = frozenset([b"uuid", b"xml ", b"uinf"])
_TABLE_OF_PLACES = b"ftbl"
_BOX_HEADER, _LONG_BOX_HEADER = 8, 16
_TO_THE_END, _LONG = 0, 1
_CODESTREAM = b"\xff\x4f\xff\x51"
_SIDES_AT, _PLANES_AT = 8, 40  # from the start of the codestream
_MOST_PLANES = 4


@dataclass(frozen=True, slots=True)
class CleanedJpeg:
    """A JPEG without metadata, and the colour profile it had.

    `fits_pdf` is false for the rare codings that PDF viewers can't decode. `names` are those of its colour planes.
    `has_end` is false where the end marker is missing: with it, often, part of the picture.
    """

    data: bytes
    width: int
    height: int
    names: bytes
    fits_pdf: bool
    icc: bytes
    marked: bool
    has_end: bool

    @property
    def components(self) -> int:
        """The number of colour planes."""
        return len(self.names)

    @property
    def named_rgb(self) -> bool:
        """Whether only their names tell that the planes are red, green and blue."""
        return self.names == b"RGB" and not self.marked


def clean_jpeg(data: bytes) -> CleanedJpeg:
    """Drop EXIF, XMP, comments, profiles, previews and whatever follows the picture; keep JFIF and Adobe segments."""
    kept: list[bytes] = [START]
    profile: dict[int, bytes] = {}
    frame: tuple[int, bytes] | None = None
    marked = False
    for segment in segments_of(data):
        body = data[segment.start : segment.end]
        if segment.marker in _FRAMES and frame is None:
            frame = (segment.marker, body)
        if segment.marker == _COM or _APP_FIRST <= segment.marker <= _APP_LAST:
            if segment.marker == _APP2 and body.startswith(_ICC, 4) and len(body) > _ICC_NUMBER:
                profile.setdefault(body[_ICC_NUMBER], body[_ICC_NUMBER + 2 :])
            if not _is_wanted(segment.marker, body[4:]):
                continue
            marked = True
            if segment.marker == _APP0:
                body = _without_preview(body)
        kept.append(body)
    if frame is None or len(frame[1]) < _FRAME_BYTES:
        raise NotJpegError("no frame header")
    marker, body = frame
    names = body[_FRAME_BYTES::3]
    return CleanedJpeg(
        data=b"".join(kept),
        height=int.from_bytes(body[5:7], "big"),
        width=int.from_bytes(body[7:9], "big"),
        names=names,
        fits_pdf=marker in _PDF_FRAMES and body[4] == _BITS and body[9] == len(names) and len(names) in {1, 3, 4},
        icc=b"".join(profile[number] for number in sorted(profile)),
        marked=marked,
        has_end=kept[-1].endswith(END),
    )


def blank_metadata(data: bytes) -> bytes:
    """Return a JPEG up to its end, just as long as it was, with nothing where metadata lay."""
    parts, at = [START], len(START)
    for segment in segments_of(data):
        body = data[segment.start : segment.end]
        if segment.marker == _COM or _APP_FIRST <= segment.marker <= _APP_LAST:
            body = _blank(segment.marker, body)
        parts += [bytes([_FILL]) * (segment.start - at), body]
        at = segment.end
    return b"".join(parts)


def _blank(marker: int, body: bytes) -> bytes:
    """Return a segment of the same length, an empty comment unless it says how the picture is to be read."""
    if not _is_wanted(marker, body[4:]):
        return bytes([_FILL, _COM]) + body[2:4] + bytes(len(body) - 4)
    if marker == _APP0:
        return (body[:4] + _without_preview(body)[4:])[: len(body)].ljust(len(body), b"\0")
    return body


def components_of(data: bytes) -> int:
    """Return the number of colour planes of a JPEG, without walking through its coded data."""
    for segment in segments_of(data):
        if segment.marker in _FRAMES and segment.end - segment.start >= _FRAME_BYTES:
            return data[segment.start + 9]
    raise NotJpegError("no frame header")


def marked_rgb(data: bytes) -> bytes:
    """Say with Adobe's segment that the planes are red, green and blue: not every viewer reads it from their names."""
    return START + b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0" + data[2:]


_FRAME_BYTES = 10
_BITS = 8
_JFIF_BYTES = 16
_ICC = b"ICC_PROFILE\0"
_ICC_NUMBER = 4 + len(_ICC)


def _without_preview(jfif: bytes) -> bytes:
    """Cut the small picture that a JFIF segment may end with: it can show more than the picture itself."""
    return b"\xff\xe0" + _JFIF_BYTES.to_bytes(2, "big") + jfif[4:_JFIF_BYTES].ljust(_JFIF_BYTES - 4, b"\0") + b"\0\0"


def _is_wanted(marker: int, payload: bytes) -> bool:
    if marker == _APP0:
        return payload.startswith(b"JFIF\0")
    return marker == _APP14 and payload.startswith(b"Adobe")


def jpx_size(data: bytes) -> tuple[int, int]:
    """Return the size that the codestream says; it decides how much memory decoding takes.

    ValueError where several say different things, or for more planes than colours and transparency need.
    """
    sizes, at = set(), data.find(_CODESTREAM)
    while at >= 0 and len(data) >= at + _PLANES_AT + 2:
        width, height, left, top = struct.unpack_from(">4I", data, at + _SIDES_AT)
        (planes,) = struct.unpack_from(">H", data, at + _PLANES_AT)
        sizes.add((width - left, height - top) if planes <= _MOST_PLANES else (0, 0))
        at = data.find(_CODESTREAM, at + 1)
    if len(sizes) != 1:
        raise ValueError("this is no plain JPEG 2000")
    return sizes.pop()


def drop_private_boxes(data: bytes) -> bytes:
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
    if at + _BOX_HEADER > len(data):
        raise ValueError("a box is cut off")
    size, name = struct.unpack_from(">I4s", data, at)
    if size == _LONG and at + _LONG_BOX_HEADER <= len(data):
        (size,) = struct.unpack_from(">Q", data, at + _BOX_HEADER)
    if size == _TO_THE_END:
        return len(data), name
    if size < _BOX_HEADER or at + size > len(data):
        raise ValueError("a box runs past the end")
    return at + size, name

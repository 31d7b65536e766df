"""The header of a JPEG, and whether its picture is all there. Nothing is decoded."""

from collections.abc import Iterator
from typing import BinaryIO

from zcdossier.model.picture_memory import kept_by_progressive
from zcdossier.probe.file_access import damaged, read_at, truncated
from zcdossier.probe.picture_metadata import Exif, Header, parse_exif, plausible_dpi, turned_by_xmp

READABLE_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC9, 0xCA})  # the kinds of coding that libjpeg reads
_PROGRESSIVE = frozenset({0xC2, 0xCA})
_UNREADABLE_FRAMES = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xCE, 0xCF})
WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_SOS, _EOI, _APP0, _APP1 = 0xDA, 0xD9, 0xE0, 0xE1
_MARKER_START = 0xFF
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_END_MARKER = b"\xff\xd9"
_BITS = 8
_MODES = {1: "L", 3: "RGB", 4: "CMYK"}
_PER_INCH = {1: 1.0, 2: 2.54}
_TAIL = 4096
_CHUNK = 1024 * 1024
_MAX_SEGMENTS = 10_000


def read_jpeg(file: BinaryIO, size: int) -> Header:
    """Walk the segments up to the picture data, then look for its end."""
    frame: Header | None = None
    exif, density, xmp = Exif(), 0.0, b""
    for marker, offset, length in _segments(file, size):
        if marker in READABLE_FRAMES:
            frame = _read_frame(read_at(file, offset, length), progressive=marker in _PROGRESSIVE)
        elif marker in _UNREADABLE_FRAMES:
            raise damaged(f"SOF{marker - 0xC0}")
        elif marker == _APP1:
            content = read_at(file, offset, length)
            exif = _read_exif(content) if exif == Exif() else exif
            xmp = content if content.startswith(_XMP) else xmp
        elif marker == _APP0:
            density = density or _read_density(read_at(file, offset, length))
        elif marker == _SOS:
            _require_end(file, offset + length, size)
    if frame is None:
        raise damaged("SOF")
    exif = turned_by_xmp(exif, xmp)
    return frame._replace(dpi=density or exif.dpi, orientation=exif.orientation)


def _segments(file: BinaryIO, size: int) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and length of every segment's content, the start of the picture data being the last."""
    offset = 2
    for _ in range(_MAX_SEGMENTS):
        head = read_at(file, offset, 4)
        if len(head) < len(b"\xff\xda\0\0"):
            raise truncated()
        marker = head[1]
        if head[0] != _MARKER_START or marker in {0, _EOI}:
            raise damaged("marker")
        if marker == _MARKER_START:  # a fill byte
            offset += 1
            continue
        if marker in WITHOUT_LENGTH:
            offset += 2
            continue
        length = int.from_bytes(head[2:], "big")
        if length < len(head[2:]):
            raise damaged("segment")
        if offset + 2 + length > size:
            raise truncated()
        yield marker, offset + 4, length - 2
        if marker == _SOS:
            return
        offset += 2 + length
    raise damaged("segments")


def _read_frame(content: bytes, *, progressive: bool) -> Header:
    if len(content) < len(b"\x08\0\0\0\0\x01"):
        raise damaged("SOF")
    height, width = int.from_bytes(content[1:3], "big"), int.from_bytes(content[3:5], "big")
    mode = _MODES.get(content[5])
    if content[0] != _BITS or mode is None or not width or not height:
        raise damaged(f"SOF {content[0]} bit, {content[5]} channels, {width}×{height}")
    sampling = [(factors >> 4, factors & 15) for factors in content[7::3]]
    return Header(width, height, mode, extra=kept_by_progressive(sampling) if progressive else 0.0)


def _read_exif(content: bytes) -> Exif:
    return parse_exif(content[6:]) if content.startswith(b"Exif\0") else Exif()


def _read_density(content: bytes) -> float:
    if not content.startswith(b"JFIF\0") or len(content) < len(b"JFIF\0\1\1\1\0\0\0\0"):
        return 0.0
    return plausible_dpi(int.from_bytes(content[8:10], "big") * _PER_INCH.get(content[7], 0.0))


def _require_end(file: BinaryIO, start: int, size: int) -> None:
    """Find the end marker. It can't occur inside picture data, so the first one after `start` is the end.

    Phones add a second picture or a film behind it, so it is looked for near the end of the file first and
    through the whole file only when it is not there. A picture that is whole all the same lacks nothing but the mark.
    """
    if _END_MARKER in read_at(file, max(start, size - _TAIL), _TAIL):
        return
    file.seek(start)
    last = b""
    while chunk := file.read(_CHUNK):
        if _END_MARKER in last + chunk:
            return
        last = chunk[-1:]
    from zcdossier.source.jpeg_segments import is_whole_but_for_end  # seldom

    if not is_whole_but_for_end(read_at(file, 0, size)):
        raise truncated()

"""What cameras and scanners added to the pictures inside a PDF, dropped without touching their coded data.

Where it can't be dropped, that is counted: nobody's whereabouts may go along without a word. The metadata of JPEGs
that stand between the drawing operators of a page is blanked where it lies.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zcdossier.assemble.pdf.safe_reading import (
    JPEG,
    JPX,
    LZW,
    Filter,
    contents_of,
    dictionaries,
    dictionary,
    filter_names_of,
    filters_of,
    undo_wrappers,
)
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.jpeg import drop_private_boxes, holds_private_boxes

_MOST_CONTENT = 1 << 25
_INLINE_JPEG = re.compile(rb"(?<=\bID)(?:\r\n|\s)(?=\xff\xd8)")
_INLINE_FILTER = re.compile(rb"/DCT(?:Decode)?\b")
_INLINE_PICTURE = re.compile(rb"\bBI\b")
_MOST_DATA = 1 << 28
_LZW_MOST_RAW = 200_000
_BEST_PACKING = 9
_TRACES = (b"Exif\0", b"http://ns.adobe.com/", b"Photoshop 3.0", b"<x:xmpmeta", b"GPS")


def blank_inline(pdf: Any, traces: Sequence[bytes]) -> int:
    """Blank what cameras left in inline JPEGs; return how many streams may still have some, as `traces` in it tell."""
    left = 0
    for stream in _content_streams(pdf):
        try:
            data = contents_of(stream, _MOST_CONTENT)
            if not _INLINE_PICTURE.search(data) or not _INLINE_FILTER.search(data):
                continue
            blanked, count = _blank_jpegs(data)
            if blanked != data:
                stream.write(blanked)
            left += len(_INLINE_FILTER.findall(data)) > count or any(trace in blanked for trace in traces)
        except Exception:  # noqa: BLE001, S112 - a hostile object makes the library raise anything
            continue
    return left


def _blank_jpegs(data: bytes) -> tuple[bytes, int]:
    """Return drawing operators with the metadata of their JPEGs blanked, and how many JPEGs that were."""
    parts, at, count = list[bytes](), 0, 0
    for place in _INLINE_JPEG.finditer(data):
        start = place.end()
        if start < at:  # what looks like a picture within one
            continue
        try:
            whole = jpeg.blank_metadata(data[start:])
        except jpeg.NotJpegError:
            continue
        parts += [data[at:start], whole]
        at = start + len(whole)
        count += 1
    return b"".join([*parts, data[at:]]), count


def _content_streams(pdf: Any) -> Iterator[Any]:
    """Yield every stream of drawing operators: of pages, forms, patterns and letters."""
    import pikepdf  # noqa: PLC0415 - heavy

    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        yield from [contents] if isinstance(contents, pikepdf.Stream) else dictionaries(contents)
    for pdf_object in pdf.objects:
        if isinstance(pdf_object, pikepdf.Stream):
            if pdf_object.get("/Subtype") == pikepdf.Name.Form or "/PatternType" in pdf_object:
                yield pdf_object
        elif isinstance(pdf_object, pikepdf.Dictionary) and pdf_object.get("/Subtype") == pikepdf.Name.Type3:
            letters = dictionary(pdf_object.get("/CharProcs")).values()
            yield from (letter for letter in letters if isinstance(letter, pikepdf.Stream))


def clean_images(pdf: Any) -> int:
    """Drop metadata from the JPEGs and JPEG 2000 of a PDF, inline too; return how many pictures may still have some.

    Data that can't be walked through stays as it is.
    """
    left = 0
    for stream, cleaned in _clean_streams(pdf.objects):
        if isinstance(cleaned, _Cleaned):
            stream.write(cleaned.data, filter=cleaned.packing, decode_parms=cleaned.parms)
        else:
            left += cleaned
    return left + blank_inline(pdf, _TRACES)


def has_camera_data(pdf: Any, least: int) -> bool:
    """Whether cleaning would drop `least` bytes; looks no further once the pictures left don't hold so many."""
    import pikepdf  # noqa: PLC0415 - heavy

    streams = [stream for stream in pdf.objects if isinstance(stream, pikepdf.Stream) and "/Filter" in stream]
    left, saved = sum(map(_length, streams)), 0

    def of_interest() -> Iterator[Any]:
        nonlocal left
        for stream in streams:
            if saved + left < least:
                return
            left -= _length(stream)
            yield stream

    for _, cleaned in _clean_streams(of_interest()):
        saved += cleaned.saved if isinstance(cleaned, _Cleaned) else 0
    return saved >= least


def _length(stream: Any) -> int:
    length = stream.get("/Length")
    return length if isinstance(length, int) else _MOST_DATA


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """Data without metadata and how it is packed; `saved` may be below zero where it was packed unusually well."""

    data: bytes
    packing: Any
    parms: Any
    saved: int


def _clean_streams(objects: Iterable[Any]) -> Iterator[tuple[Any, _Cleaned | bool]]:
    """Yield pictures with what they are without metadata, or whether they may have some that can't be dropped."""
    import pikepdf  # noqa: PLC0415 - heavy

    for stream in objects:
        if isinstance(stream, pikepdf.Stream) and "/Filter" in stream:
            try:
                cleaned = _clean_stream(stream)
            except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
                yield stream, _may_tell(stream)
                continue
            if cleaned is not None:
                yield stream, cleaned


def _may_tell(stream: Any) -> bool:
    """Whether data that could not be cleaned has traces of metadata; of packed data nobody knows."""
    try:
        names = filter_names_of(stream)
        if not names or names[-1] not in {JPEG, JPX}:
            return False
        return len(names) > 1 or any(trace in stream.read_raw_bytes() for trace in _TRACES)
    except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
        return False


def _clean_stream(stream: Any) -> _Cleaned | bool | None:
    import pikepdf  # noqa: PLC0415 - heavy

    names = filter_names_of(stream)
    if not names or names[-1] not in {JPEG, JPX}:
        return None
    name = names[-1]
    raw: bytes = stream.read_raw_bytes()
    data = _unpack_picture(stream, raw, names[:-1])
    cleaned = jpeg.clean_jpeg(data).data if name == JPEG else drop_private_boxes(data)
    if len(cleaned) >= len(data):
        return True if name == JPX and holds_private_boxes(data) else None
    parms: Any = stream.get("/DecodeParms")
    if len(names) == 1 and isinstance(stream.Filter, pikepdf.Array) != isinstance(parms, pikepdf.Array) and parms:
        return _Cleaned(cleaned, stream.Filter, parms, len(raw) - len(cleaned))  # as odd as it was
    parms = parms[-1] if isinstance(parms, pikepdf.Array) and len(parms) else parms
    packed = zlib.compress(cleaned, _BEST_PACKING) if len(names) > 1 else cleaned
    if len(packed) >= len(cleaned):
        return _Cleaned(cleaned, pikepdf.Name(name), parms, len(raw) - len(cleaned))
    packing = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name(name)])
    return _Cleaned(packed, packing, parms and pikepdf.Array([None, parms]), len(raw) - len(packed))


def _unpack_picture(stream: Any, raw: bytes, names: list[str]) -> bytes:
    """Undo what wraps a picture's data. Its parameters may have any shape: they hardly ever are the wrappers'."""
    try:
        steps = filters_of(stream)[:-1]
    except ValueError:
        steps = tuple(Filter(name, {}) for name in names)
    if len(raw) <= _LZW_MOST_RAW and any(step.name == LZW for step in steps):
        return _by_library(raw, names)
    if not all(step.is_wrapper for step in steps):
        raise ValueError("a picture is wrapped unusually")
    return undo_wrappers(raw, steps, _MOST_DATA)


def _by_library(raw: bytes, names: list[str]) -> bytes:
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.new() as scratch:
        packing = pikepdf.Array([pikepdf.Name(name) for name in names])
        return pikepdf.Stream(scratch, raw, Filter=packing).read_bytes()

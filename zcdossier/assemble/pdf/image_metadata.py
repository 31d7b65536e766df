"""What cameras and scanners added to the pictures inside a PDF, dropped without touching their coded data.

Where it can't be dropped, that is counted: nobody's whereabouts may go along without a word. The metadata of JPEGs
that stand between the drawing operators of a page is blanked where it lies.

The same walk finds the JPEGs that end before their picture does. A file that a broken transfer cut off is told by its
own end. An app that stopped, or a repair of such a file, leaves a PDF that is whole around a picture that is not:
viewers fill the rest with grey and say nothing.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, NamedTuple

from zcdossier.assemble.pdf.safe_reading import (
    JPEG,
    JPX,
    LZW,
    Filter,
    contents_of,
    filter_names_of,
    filters_of,
    undo_wrappers,
)
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.jpeg import drop_private_boxes, holds_private_boxes
from zcdossier.pdf_objects import dictionaries, dictionary
from zcdossier.source.jpeg_segments import NotJpegError, is_cut

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
        except NotJpegError:
            continue
        parts += [data[at:start], whole]
        at = start + len(whole)
        count += 1
    return b"".join([*parts, data[at:]]), count


def _content_streams(pdf: Any) -> Iterator[Any]:
    """Yield every stream of drawing operators: of pages, forms, patterns and letters."""
    import pikepdf

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


class CleanedImages(NamedTuple):
    """What was found: `unclean` pictures may still have metadata; `cut_on` are pages (from 1) whose JPEGs are cut."""

    unclean: int = 0
    cut_on: tuple[int, ...] = ()


def clean_images(pdf: Any) -> CleanedImages:
    """Drop metadata from the JPEGs and JPEG 2000 of a PDF, inline too.

    Data that can't be walked through stays as it is.
    """
    unclean = 0
    cut = set[tuple[int, int]]()
    for stream, picture in _pictures_of(pdf.objects):
        if picture.cleaned is not None:
            stream.write(picture.cleaned.data, filter=picture.cleaned.packing, decode_parms=picture.cleaned.parms)
        if picture.is_cut:
            cut.add(stream.objgen)
        unclean += picture.may_tell
    return CleanedImages(unclean + blank_inline(pdf, _TRACES), _pages_with(cut, pdf) if cut else ())


def _pages_with(images: AbstractSet[tuple[int, int]], pdf: Any) -> tuple[int, ...]:
    """Return the numbers (from 1) of the pages that draw one of these."""
    return tuple(
        number
        for number, page in enumerate(pdf.pages, start=1)
        if any(image.objgen in images for image in _images_of(page.obj))
    )


def _images_of(page: Any) -> Iterator[Any]:
    import pikepdf

    drawn = dictionary(dictionary(page.get("/Resources")).get("/XObject"))
    yield from (image for image in drawn.values() if isinstance(image, pikepdf.Stream))


def has_camera_data(pdf: Any, least: int) -> bool:
    """Whether cleaning would drop `least` bytes; looks no further once the pictures left don't hold so many."""
    import pikepdf

    streams = [stream for stream in pdf.objects if isinstance(stream, pikepdf.Stream) and "/Filter" in stream]
    left, saved = sum(map(_length, streams)), 0

    def of_interest() -> Iterator[Any]:
        nonlocal left
        for stream in streams:
            if saved + left < least:
                return
            left -= _length(stream)
            yield stream

    for _, picture in _pictures_of(of_interest()):
        saved += picture.cleaned.saved if picture.cleaned is not None else 0
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


@dataclass(frozen=True, slots=True)
class _Picture:
    """What a picture is without metadata where it had some, or whether it may have some that can't be dropped."""

    cleaned: _Cleaned | None = None
    may_tell: bool = False
    is_cut: bool = False


def _pictures_of(objects: Iterable[Any]) -> Iterator[tuple[Any, _Picture]]:
    """Yield what is coded as JPEG or JPEG 2000, with what was found of it."""
    import pikepdf

    for stream in objects:
        if isinstance(stream, pikepdf.Stream) and "/Filter" in stream:
            try:
                names = filter_names_of(stream)
                if names and names[-1] in {JPEG, JPX}:
                    yield stream, _look_at(stream, names)
            except Exception:  # noqa: BLE001, S112 - a hostile object makes the library raise anything
                continue


def _look_at(stream: Any, names: list[str]) -> _Picture:
    raw: bytes = stream.read_raw_bytes()
    try:
        data = _unpack_picture(stream, raw, names[:-1])
        if names[-1] == JPX:
            bare, is_cut_off, may_tell = drop_private_boxes(data), False, holds_private_boxes(data)
        else:
            walked = jpeg.clean_jpeg(data)
            bare, may_tell = walked.data, False
            is_cut_off = not walked.has_end and is_cut(data)
    except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
        may_tell = len(names) > 1 or any(trace in raw for trace in _TRACES)  # of packed data nobody knows
        return _Picture(may_tell=may_tell, is_cut=names == [JPEG] and is_cut(raw))
    if len(bare) >= len(data):
        return _Picture(may_tell=may_tell, is_cut=is_cut_off)
    return _Picture(_pack(stream, names, raw, bare), is_cut=is_cut_off)


def _pack(stream: Any, names: list[str], raw: bytes, bare: bytes) -> _Cleaned:
    """Pack what is left of a picture as the PDF is to hold it."""
    import pikepdf

    parms: Any = stream.get("/DecodeParms")
    if len(names) == 1 and isinstance(stream.Filter, pikepdf.Array) != isinstance(parms, pikepdf.Array) and parms:
        return _Cleaned(bare, stream.Filter, parms, len(raw) - len(bare))  # as odd as it was
    parms = parms[-1] if isinstance(parms, pikepdf.Array) and len(parms) else parms
    packed = zlib.compress(bare, _BEST_PACKING) if len(names) > 1 else bare
    if len(packed) >= len(bare):
        return _Cleaned(bare, pikepdf.Name(names[-1]), parms, len(raw) - len(bare))
    packing = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name(names[-1])])
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
    import pikepdf

    with pikepdf.new() as scratch:
        packing = pikepdf.Array([pikepdf.Name(name) for name in names])
        return pikepdf.Stream(scratch, raw, Filter=packing).read_bytes()

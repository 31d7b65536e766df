"""What cameras and scanners added to the pictures inside a PDF, dropped without touching their coded data.

Where it can't be dropped, that is counted: nobody's whereabouts may go along without a word.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zcdossier.assemble.pdf.filters import JPEG, JPX, LZW, Step, names_of, steps_of, unwrapped
from zcdossier.assemble.pdf.inline import blank_inline
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.jpeg import drop_private_boxes, holds_private_boxes

_MOST = 1 << 28
_LZW_MOST_RAW = 200_000
_THOROUGH = 9
_TRACES = (b"Exif\0", b"http://ns.adobe.com/", b"Photoshop 3.0", b"<x:xmpmeta", b"GPS")


def clean_pictures(pdf: Any) -> int:
    """Drop metadata from the JPEGs and JPEG 2000 of a PDF, inline too; return how many pictures may still have some.

    Data that can't be walked through stays as it is.
    """
    left = 0
    for stream, cleaned in _looked_through(pdf):
        if isinstance(cleaned, _Cleaned):
            stream.write(cleaned.data, filter=cleaned.packing, decode_parms=cleaned.parms)
        else:
            left += cleaned
    return left + blank_inline(pdf, _TRACES)


def camera_data(pdf: Any) -> int:
    """Return the bytes of metadata that cleaning would drop."""
    return sum(cleaned.saved for _, cleaned in _looked_through(pdf) if isinstance(cleaned, _Cleaned))


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """Data without metadata and how it is packed; `saved` may be below zero where it was packed unusually well."""

    data: bytes
    packing: Any
    parms: Any
    saved: int


def _looked_through(pdf: Any) -> Iterator[tuple[Any, _Cleaned | bool]]:
    """Yield pictures with what they are without metadata, or whether they may have some that can't be dropped."""
    import pikepdf  # noqa: PLC0415 - heavy

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "/Filter" in thing:
            try:
                cleaned = _cleaned(thing)
            except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
                yield thing, _may_tell(thing)
                continue
            if cleaned is not None:
                yield thing, cleaned


def _may_tell(stream: Any) -> bool:
    """Whether data that could not be cleaned has traces of metadata; of packed data nobody knows."""
    try:
        names = names_of(stream)
        if not names or names[-1] not in {JPEG, JPX}:
            return False
        return len(names) > 1 or any(trace in stream.read_raw_bytes() for trace in _TRACES)
    except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
        return False


def _cleaned(stream: Any) -> _Cleaned | bool | None:
    import pikepdf  # noqa: PLC0415 - heavy

    names = names_of(stream)
    if not names or names[-1] not in {JPEG, JPX}:
        return None
    name = names[-1]
    raw: bytes = stream.read_raw_bytes()
    data = _unpacked(stream, raw, names[:-1])
    cleaned = jpeg.clean(data).data if name == JPEG else drop_private_boxes(data)
    if len(cleaned) >= len(data):
        return True if name == JPX and holds_private_boxes(data) else None
    parms: Any = stream.get("/DecodeParms")
    if len(names) == 1 and isinstance(stream.Filter, pikepdf.Array) != isinstance(parms, pikepdf.Array) and parms:
        return _Cleaned(cleaned, stream.Filter, parms, len(raw) - len(cleaned))  # as odd as it was
    parms = parms[-1] if isinstance(parms, pikepdf.Array) and len(parms) else parms
    packed = zlib.compress(cleaned, _THOROUGH) if len(names) > 1 else cleaned
    if len(packed) >= len(cleaned):
        return _Cleaned(cleaned, pikepdf.Name(name), parms, len(raw) - len(cleaned))
    packing = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name(name)])
    return _Cleaned(packed, packing, parms and pikepdf.Array([None, parms]), len(raw) - len(packed))


def _unpacked(stream: Any, raw: bytes, names: list[str]) -> bytes:
    """Undo what wraps a picture's data. Its parameters may have any shape: they hardly ever are the wrappers'."""
    try:
        steps = steps_of(stream)[:-1]
    except ValueError:
        steps = tuple(Step(name, {}) for name in names)
    if len(raw) <= _LZW_MOST_RAW and any(step.name == LZW for step in steps):
        return _by_library(raw, names)
    if not all(step.is_wrapper for step in steps):
        raise ValueError("a picture is wrapped unusually")
    return unwrapped(raw, steps, _MOST)


def _by_library(raw: bytes, names: list[str]) -> bytes:
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.new() as scratch:
        packing = pikepdf.Array([pikepdf.Name(name) for name in names])
        return pikepdf.Stream(scratch, raw, Filter=packing).read_bytes()

"""What cameras and scanners added to the pictures inside a PDF, dropped without touching their coded data."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zcdossier.assemble.pdf.filters import JPEG, JPX, steps_of, unwrapped
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.jpx import without_boxes

_MOST = 1 << 28
_THOROUGH = 9


def clean_pictures(pdf: Any) -> None:
    """Drop metadata from the JPEG and JPEG 2000 data of a PDF; data that can't be walked through stays as it is."""
    for stream, cleaned in _to_be_cleaned(pdf):
        stream.write(cleaned.data, filter=cleaned.packing, decode_parms=cleaned.parms)


def camera_data(pdf: Any) -> int:
    """Return the bytes of metadata that cleaning would drop."""
    return sum(cleaned.saved for _, cleaned in _to_be_cleaned(pdf))


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """Data without metadata and how it is packed; `saved` may be below zero where it was packed unusually well."""

    data: bytes
    packing: Any
    parms: Any
    saved: int


def _to_be_cleaned(pdf: Any) -> Iterator[tuple[Any, _Cleaned]]:
    import pikepdf  # noqa: PLC0415 - heavy

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "/Filter" in thing:
            try:
                cleaned = _cleaned(thing)
            except Exception:  # noqa: BLE001, S112 - a hostile object makes the library raise anything
                continue
            if cleaned is not None:
                yield thing, cleaned


def _cleaned(stream: Any) -> _Cleaned | None:
    import pikepdf  # noqa: PLC0415 - heavy

    steps = steps_of(stream)
    if not steps or steps[-1].name not in {JPEG, JPX} or not all(step.is_wrapper for step in steps[:-1]):
        return None
    name = steps[-1].name
    raw: bytes = stream.read_raw_bytes()
    data = unwrapped(raw, steps[:-1], _MOST)
    cleaned = jpeg.clean(data).data if name == JPEG else without_boxes(data)
    if len(cleaned) >= len(data):
        return None
    parms: Any = stream.get("/DecodeParms")
    parms = parms[-1] if isinstance(parms, pikepdf.Array) and len(parms) else parms
    packed = zlib.compress(cleaned, _THOROUGH) if len(steps) > 1 else cleaned
    if len(packed) >= len(cleaned):
        return _Cleaned(cleaned, pikepdf.Name(name), parms, len(raw) - len(cleaned))
    packing = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name(name)])
    return _Cleaned(packed, packing, parms and pikepdf.Array([None, parms]), len(raw) - len(packed))

"""What cameras and scanners added to the pictures inside a PDF, dropped without touching their coded data."""

from typing import Any

from zcdossier.assemble.pdf.filters import JPEG, JPX, steps_of, unwrapped
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.jpx import without_boxes

_MOST = 1 << 28


def clean_pictures(pdf: Any) -> None:
    """Drop metadata from the JPEG and JPEG 2000 data of a PDF; data that can't be walked through stays as it is."""
    import pikepdf  # noqa: PLC0415 - heavy

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "/Filter" in thing:
            try:
                _clean(thing)
            except Exception:  # noqa: BLE001, S112 - a hostile object makes the library raise anything
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

"""JPEGs inside a PDF whose data ends before their picture does.

A file that a broken transfer cut off is told by its own end. An app that stopped, or a repair of such a file, leaves a
PDF that is whole around a picture that is not: viewers fill the rest with grey and say nothing.
"""

from collections.abc import Iterator
from typing import Any

from zcdossier.assemble.pdf.safe_reading import JPEG, dictionary, filter_names_of

_SCAN, _END = b"\xff\xda", b"\xff\xd9"
_TAIL = 64  # bytes: looked at first, for a search through all of the data takes long
_SMALLEST = {"min_width": 1, "min_height": 1, "min_factor": 8}


def pages_with_cut_images(pdf: Any) -> tuple[int, ...]:
    """Return the numbers (from 1) of the pages that draw such a picture."""
    cut_images: dict[tuple[int, int], bool] = {}
    return tuple(
        number
        for number, page in enumerate(pdf.pages, start=1)
        if any(_is_cut(image, cut_images) for image in _images_of(page.obj))
    )


def _images_of(page: Any) -> Iterator[Any]:
    import pikepdf  # noqa: PLC0415 - heavy

    drawn = dictionary(dictionary(page.get("/Resources")).get("/XObject"))
    yield from (image for image in drawn.values() if isinstance(image, pikepdf.Stream))


def _is_cut(image: Any, cut_images: dict[tuple[int, int], bool]) -> bool:
    """Look at each image once; the pages of a PDF may share it."""
    if image.objgen not in cut_images:
        try:
            cut_images[image.objgen] = filter_names_of(image) == [JPEG] and is_cut_jpeg(image.read_raw_bytes())
        except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
            cut_images[image.objgen] = False
    return cut_images[image.objgen]


def is_cut_jpeg(data: bytes) -> bool:
    """Whether a JPEG lacks part of its picture. Some scanners leave out the end marker alone, which harms nobody."""
    if _END in data[-_TAIL:] or data.find(_END, max(0, data.rfind(_SCAN))) >= 0:
        return False
    import simplejpeg  # noqa: PLC0415 - heavy

    try:
        simplejpeg.decode_jpeg(data + _END, "GRAY", **_SMALLEST)
    except ValueError:
        return True
    return False

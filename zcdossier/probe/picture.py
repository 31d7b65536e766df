"""A picture's facts from its header: which reader, how large is too large, and which way up it is shown."""

from typing import BinaryIO

from zcdossier.model.facts import PageSize, Trouble
from zcdossier.model.picture_memory import is_too_large
from zcdossier.probe.bmp import read_bmp
from zcdossier.probe.gif import read_gif
from zcdossier.probe.heic import read_heic
from zcdossier.probe.jpeg import read_jpeg
from zcdossier.probe.png import read_png
from zcdossier.probe.reading import MAX_SIZES, Header, Reading, UnusableError
from zcdossier.probe.tiff import read_tiff
from zcdossier.probe.webp import read_webp

_SINGLE = {
    "jpeg": read_jpeg,
    "png": read_png,
    "gif": read_gif,
    "webp": read_webp,
    "bmp": read_bmp,
    "heic": read_heic,
}
_UPRIGHT = 1
_TURNED = frozenset({5, 6, 7, 8})
_VALID = frozenset(range(1, 9))


def read_picture(file: BinaryIO, size: int, kind: str) -> Reading:
    """Return what the header of a picture of this kind says, without decoding it."""
    pages = read_tiff(file, size) if kind == "tiff" else (_SINGLE[kind](file, size),)
    first = pages[0]
    sizes = tuple(_displayed(page, kind) for page in pages)
    raw = first.orientation
    return Reading(
        pages=len(pages) * first.frames,
        sizes=sizes * min(first.frames, MAX_SIZES),
        mode=first.mode,
        dpi=first.dpi,
        orientation=_UPRIGHT if raw is None else raw,  # an impossible one too: someone should look
        detail="" if raw is None or raw in _VALID else f"orientation {raw}",
    )


def _displayed(page: Header, kind: str) -> PageSize:
    if is_too_large(kind, page.mode, (page.width, page.height), extra=page.extra):
        raise UnusableError(Trouble.TOO_LARGE, f"{page.width}×{page.height}")
    if page.orientation in _TURNED:
        return PageSize(page.height, page.width)
    return PageSize(page.width, page.height)

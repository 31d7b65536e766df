"""What the header of a picture says: which reader, how large is too large, and which way up it is shown."""

from typing import BinaryIO

from zcdossier.model.facts import ORIENTATIONS, SIDEWAYS_ORIENTATIONS, FileFacts, PageSize, Trouble
from zcdossier.model.picture_memory import is_too_large
from zcdossier.probe.block_headers import read_bmp, read_gif, read_png, read_webp
from zcdossier.probe.file_access import UnusableError
from zcdossier.probe.jpeg_header import read_jpeg
from zcdossier.probe.library_headers import read_avif, read_heic, read_jp2, read_tiff
from zcdossier.probe.picture_metadata import MAX_SIZES, Header

_READERS = {
    "jpeg": read_jpeg,
    "png": read_png,
    "gif": read_gif,
    "webp": read_webp,
    "bmp": read_bmp,
    "heic": read_heic,
    "avif": read_avif,
    "jp2": read_jp2,
}
_UPRIGHT = 1


def read_picture(file: BinaryIO, facts: FileFacts) -> FileFacts:
    """Add what the header of a picture says, without decoding it."""
    kind, size = facts.format, facts.bytes
    pages = read_tiff(file, size) if kind == "tiff" else (_READERS[kind](file, size),)
    first = pages[0]
    sizes = tuple(_displayed_size(page, kind) for page in pages)
    orientation = first.orientation
    return facts._replace(
        pages=len(pages) * first.frames,
        sizes=sizes * min(first.frames, MAX_SIZES),
        mode=first.mode,
        dpi=first.dpi,
        orientation=_UPRIGHT if orientation is None else orientation,  # an impossible one too: someone should look
        detail="" if orientation is None or orientation in ORIENTATIONS else f"orientation {orientation}",
    )


def _displayed_size(page: Header, kind: str) -> PageSize:
    if is_too_large(kind, page.mode, (page.width, page.height), extra=page.extra):
        raise UnusableError(Trouble.TOO_LARGE, f"{page.width}×{page.height}")
    if page.orientation in SIDEWAYS_ORIENTATIONS:
        return PageSize(page.height, page.width)
    return PageSize(page.width, page.height)

"""The PDF renderer as a library: started once, used by one thread at a time, its bitmaps copied into pictures."""

from ctypes import string_at
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pictures.raster import pillow

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

RENDERER = Lock()
"""To be held by whoever uses it: PDFium keeps state of its own."""


_STARTING = Lock()


def renderer() -> Any:
    """Return the library, ready for use; two threads that ask at once don't start it twice, which ends the program."""
    with _STARTING:
        return _started()


@cache
def _started() -> Any:
    import pypdfium2_raw as library  # noqa: PLC0415 - heavy

    config = library.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=None, m_pIsolate=None, m_v8EmbedderSlot=0)
    library.FPDF_InitLibraryWithConfig(config)  # a second call, by another user of the library, does nothing
    return library


def picture_of(library: Any, bitmap: Any) -> "Picture":
    """Copy a bitmap; its rows are padded."""
    layouts = {
        library.FPDFBitmap_Gray: ("L", "L"),
        library.FPDFBitmap_BGR: ("RGB", "BGR"),
        library.FPDFBitmap_BGRx: ("RGB", "BGRX"),
    }
    mode, layout = layouts[library.FPDFBitmap_GetFormat(bitmap)]
    width, height = library.FPDFBitmap_GetWidth(bitmap), library.FPDFBitmap_GetHeight(bitmap)
    stride = library.FPDFBitmap_GetStride(bitmap)
    pixels = string_at(library.FPDFBitmap_GetBuffer(bitmap), stride * height)
    picture: Picture = pillow().frombytes(mode, (width, height), pixels, "raw", layout, stride)
    return picture

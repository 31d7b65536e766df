"""Pixels that PDFium made, as pictures: a bitmap of it, and the one picture of a PDF as viewers show its colours."""

from contextlib import ExitStack
from ctypes import string_at
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pictures.raster import pillow
from zcdossier.pdfium import ONE_AT_A_TIME, library

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


def only_picture(pdf: bytes) -> "Picture":
    """Return the pixels of the one picture of a PDF, in mode L or RGB; ValueError when it can't be decoded."""
    with ONE_AT_A_TIME:
        return _decoded(library(), pdf)


def _decoded(pdfium: Any, pdf: bytes) -> "Picture":
    """Whatever fails is found out by a null pointer."""
    with ExitStack() as opened:

        def kept(handle: Any, close: Any) -> Any:
            if not handle:
                raise ValueError("the renderer can't decode a picture")
            opened.callback(close, handle)
            return handle

        document = kept(pdfium.FPDF_LoadMemDocument64(pdf, len(pdf), None), pdfium.FPDF_CloseDocument)
        page = kept(pdfium.FPDF_LoadPage(document, 0), pdfium.FPDF_ClosePage)
        image = pdfium.FPDFPage_GetObject(page, 0)
        if not image or pdfium.FPDFPageObj_GetType(image) != pdfium.FPDF_PAGEOBJ_IMAGE:
            raise ValueError("the renderer finds no picture")
        bitmap = kept(pdfium.FPDFImageObj_GetBitmap(image), pdfium.FPDFBitmap_Destroy)
        return picture_of(pdfium, bitmap)


def picture_of(pdfium: Any, bitmap: Any) -> "Picture":
    """Copy a bitmap; its rows are padded."""
    layouts = {
        pdfium.FPDFBitmap_Gray: ("L", "L"),
        pdfium.FPDFBitmap_BGR: ("RGB", "BGR"),
        pdfium.FPDFBitmap_BGRx: ("RGB", "BGRX"),
    }
    mode, layout = layouts[pdfium.FPDFBitmap_GetFormat(bitmap)]
    width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    pixels = string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    picture: Picture = pillow().frombytes(mode, (width, height), pixels, "raw", layout, stride)
    return picture

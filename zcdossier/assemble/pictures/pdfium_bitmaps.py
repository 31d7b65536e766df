"""Pixels that PDFium made, as pictures: a bitmap of it, the one picture of a PDF, and inks as viewers show them.

Pillow's own formula takes inks for ideal ones and gives neon: cyan becomes (2, 249, 249) where every viewer shows
(0, 170, 233).
"""

from contextlib import ExitStack
from ctypes import string_at
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pictures.raster import pillow
from zcdossier.pdfium import ONE_AT_A_TIME, library

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_MOST_PIXELS = 4_000_000  # pixels that are converted at once
_NAME = "/Im"


def decode_only_picture(pdf: bytes) -> "Picture":
    """Return the pixels of the one picture of a PDF, in mode L or RGB; ValueError when it can't be decoded."""
    with ONE_AT_A_TIME:
        return _decode_only_picture(library(), pdf)


def _decode_only_picture(pdfium: Any, pdf: bytes) -> "Picture":
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
        return picture_of_bitmap(pdfium, bitmap)


def picture_of_bitmap(pdfium: Any, bitmap: Any) -> "Picture":
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


def convert_inks(image: "Picture") -> "Picture":
    """Return a picture of mode CMYK in RGB, as viewers show it."""
    rows = max(1, _MOST_PIXELS // max(1, image.width))
    colours: Picture = pillow().new("RGB", image.size)
    for top in range(0, image.height, rows):
        bottom = min(image.height, top + rows)
        band = image.crop((0, top, image.width, bottom))
        converted = decode_only_picture(_pdf_of_inks(band))
        if converted.size != band.size:
            raise ValueError("the renderer returns another picture")
        colours.paste(converted, (0, top))
    return colours


def _pdf_of_inks(image: "Picture") -> bytes:
    import pikepdf

    with pikepdf.new() as pdf:
        stream = pdf.make_stream(image.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        stream.Width, stream.Height = image.size
        stream.BitsPerComponent, stream.ColorSpace = 8, pikepdf.Name.DeviceCMYK
        page = pdf.add_blank_page(page_size=(72, 72))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({_NAME: stream}))
        page.Contents = pdf.make_stream(f"72 0 0 72 0 0 cm {_NAME} Do".encode())
        buffer = BytesIO()
        pdf.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return buffer.getvalue()

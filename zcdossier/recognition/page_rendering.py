"""One page of a scan as pixels, as it is displayed: a frame of a picture after EXIF, a page of a PDF after /Rotate.

All are brought to about the same size, so that what looks at pages need not know what they come from. A long strip,
such as the screenshot of a whole web page, is as wide as a usual page and as long as it has to be.
"""

from io import BytesIO
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zcdossier.assemble.pictures.pdfium_bitmaps import picture_of_bitmap
from zcdossier.assemble.pictures.raster import fit_within, make_plain, open_picture, scale_while_decoding
from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings
from zcdossier.recognition.text_layer import TextLayer, read_text_layer

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Pixels = NDArray[np.uint8]

LONG_SIDE = 2000
"""Pixels along the long side of a page: print of 10 points on A4 is then 24 pixels high."""
_SHORT_SIDE = 1000
"""A page that is longer than twice its width has so many pixels across instead."""
_MOST_LONG = 16_000
_IMAGE_OBJECT_SHARE = 0.2
"""A picture that covers less of a PDF page is no scan of the page: a seal, a signature, a logo."""


class RenderedPage(NamedTuple):
    """Pixels (height, width, 3) in red, green and blue; `per_pixel` are the pixels that the file has for one of them.

    It is None where the file has no pixels: a page that a program wrote. `layer` is the text of a PDF page, None
    where there is none.
    """

    pixels: Pixels
    per_pixel: float | None
    layer: TextLayer | None = None


class NotDrawnError(ValueError):
    """The renderer can't draw a page of a PDF."""


def render_page(data: bytes, file: str, kind: str, index: int) -> RenderedPage:
    """Render one page (from 0) of a file whose content is of that kind (`pdf`, or a picture's).

    Raises what the libraries raise, RefusedError and OSError among them.
    """
    with suppress_warnings():
        return _render_pdf_page(data, index) if kind == "pdf" else _render_frame(data, file, index)


def long_side_of(width: float, height: float) -> int:
    """How many pixels the long side of a page of that size, in any unit, has once it is rendered."""
    longer, shorter = max(width, height, 1), max(min(width, height), 0.01)
    return min(max(LONG_SIDE, round(_SHORT_SIDE * longer / shorter)), _MOST_LONG)


def _render_frame(data: bytes, file: str, index: int) -> RenderedPage:
    from PIL import ImageOps

    with open_picture(BytesIO(data), file, index) as image:
        width, height = image.size
        most = long_side_of(width, height)
        scale = min(1.0, most / max(width, height))
        scale_while_decoding(image, (round(width * scale), round(height * scale)))
        picture = fit_within(make_plain(ImageOps.exif_transpose(image)), most).convert("RGB")
    return RenderedPage(np.asarray(picture), max(width, height) / max(picture.size))


def _render_pdf_page(data: bytes, index: int) -> RenderedPage:
    from zcdossier.pdfium import ONE_AT_A_TIME, library  # for PDFs only

    pdfium = library()
    with ONE_AT_A_TIME:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        form_info = pdfium.FPDF_FORMFILLINFO(version=2)  # PDFium goes on reading it
        forms = pdfium.FPDFDOC_InitFormFillEnvironment(document, form_info) if document else None
        page = pdfium.FPDF_LoadPage(document, index) if document else None
        try:
            if not page:
                raise NotDrawnError(f"page {index + 1}")
            pdfium.FORM_OnAfterLoadPage(page, forms)
            return _draw(pdfium, page, forms)
        finally:
            if page:
                pdfium.FORM_OnBeforeClosePage(page, forms)
                pdfium.FPDF_ClosePage(page)
            if document:
                pdfium.FPDFDOC_ExitFormFillEnvironment(forms)
                pdfium.FPDF_CloseDocument(document)
            del form_info


def _draw(pdfium: Any, page: Any, forms: Any) -> RenderedPage:
    """Draw a page with its annotations and then its fields: an electronic seal is a field that is signed."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = long_side_of(width, height) / max(width, height, 1.0)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    bitmap = pdfium.FPDFBitmap_CreateEx(*size, pdfium.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        raise MemoryError
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, pdfium.FPDF_ANNOT)
        pdfium.FPDF_FFLDraw(forms, bitmap, page, 0, 0, *size, 0, pdfium.FPDF_ANNOT)
        picture: Picture = picture_of_bitmap(pdfium, bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    per_point = _pixels_per_point(pdfium, page, width * height)
    layer = read_text_layer(pdfium, page)
    return RenderedPage(np.asarray(picture), None if per_point is None else per_point / scale, layer)


def _pixels_per_point(pdfium: Any, page: Any, area: float) -> float | None:
    """How fine the largest picture on a PDF page is; None where no picture covers much of the page."""
    from ctypes import byref, c_float, c_uint  # for PDFs only

    largest, finest = area * _IMAGE_OBJECT_SHARE, None
    for number in range(pdfium.FPDFPage_CountObjects(page)):
        found = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(found) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
        across, down = c_uint(), c_uint()
        if not pdfium.FPDFPageObj_GetBounds(found, byref(left), byref(bottom), byref(right), byref(top)):
            continue
        if not pdfium.FPDFImageObj_GetImagePixelSize(found, byref(across), byref(down)):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        if wide * high >= largest and wide > 0 and high > 0:
            largest = wide * high
            finest = hypot(across.value, down.value) / hypot(wide, high)
    return finest

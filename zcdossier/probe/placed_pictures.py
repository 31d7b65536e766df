"""The pictures on the pages of a PDF as they stand there: pixels, resolution, colours, how they are packed.

By PDFium. A picture in a form is as large as all that lies around it makes it. A pattern's pictures and masks are not
counted: they are no pictures that anybody placed.
"""

import math
import os
from collections.abc import Iterator
from ctypes import byref, c_char, c_size_t, c_uint, c_uint8, create_string_buffer
from pathlib import Path
from typing import Any

from zcdossier.model.document_facts import CMYK, COLOUR, GREY, TOO_MUCH, UNREADABLE, PlacedPicture, PlacedPictures
from zcdossier.pdfium import ONE_AT_A_TIME, library
from zcdossier.probe.drawn_weight import light_pages
from zcdossier.probe.picture_coding import jpeg_coding

MOST_PAGES = 500
MOST_PICTURES = 3000
MOST_OBJECTS = 200_000
_MOST_DEPTH = 12
_FILTER_BYTES = 64
_INCH = 72
_FILTERS = {
    b"DCTDecode": "jpeg",
    b"DCT": "jpeg",
    b"JPXDecode": "jpx",
    b"JBIG2Decode": "jbig2",
    b"CCITTFaxDecode": "ccitt",
    b"CCF": "ccitt",
    b"FlateDecode": "flate",
    b"Fl": "flate",
    b"LZWDecode": "lzw",
    b"LZW": "lzw",
    b"RunLengthDecode": "runlength",
    b"RL": "runlength",
}
_PALETTE = "palette"
"""Stands for a mode until it is known what the palette is made of."""
_MODES_OF_PROFILES = {b"GRAY": GREY, b"RGB ": COLOUR, b"CMYK": CMYK}
_ICC_HEADER, _LARGEST_PROFILE = 128, 8_000_000  # bytes
Matrix = tuple[float, float, float, float]
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0)


def read_placed_pictures(path: Path) -> PlacedPictures:
    """Return the pictures of every page that can be looked at within bounds."""
    light = light_pages(path, MOST_PAGES)
    if light is None:
        return PlacedPictures(untold=UNREADABLE)
    with ONE_AT_A_TIME:
        pdfium = library()
        document = pdfium.FPDF_LoadDocument(os.fsencode(path) + b"\0", None)
        if not document:
            return PlacedPictures(untold=UNREADABLE)
        try:
            total = pdfium.FPDF_GetPageCount(document)
            placed = _PictureSearch(pdfium).read(document, light, total)
        finally:
            pdfium.FPDF_CloseDocument(document)
    return _with_palettes(placed, path)


def _with_palettes(placed: PlacedPictures, path: Path) -> PlacedPictures:
    """Say of pictures with a palette what that is made of."""
    pages = {picture.page for picture in placed.pictures if picture.mode == _PALETTE}
    if not pages:
        return placed
    from zcdossier.probe.picture_palettes import read_palettes  # few pictures have a palette

    palettes = read_palettes(path, pages)
    pictures = (
        picture._replace(mode=palettes.get((picture.page, picture.width, picture.height), COLOUR))
        if picture.mode == _PALETTE
        else picture
        for picture in placed.pictures
    )
    return placed._replace(pictures=tuple(pictures))


class _PictureSearch:
    """Looks through the pages of one document; what is over the bounds is left out and said."""

    def __init__(self, pdfium: Any) -> None:
        self._pdfium = pdfium
        self._pictures: list[PlacedPicture] = []
        self._objects = 0
        self._untold = ""

    def read(self, document: Any, light: list[bool], total: int) -> PlacedPictures:
        self._untold = TOO_MUCH if total > len(light) else ""
        for index, is_light in enumerate(light):
            if not is_light or self._is_full:
                self._untold = TOO_MUCH
                continue
            page = self._pdfium.FPDF_LoadPage(document, index)
            if not page:
                self._untold = self._untold or UNREADABLE
                continue
            try:
                self._pictures.extend(self._on_page(page, index + 1))
            finally:
                self._pdfium.FPDF_ClosePage(page)
        return PlacedPictures(tuple(self._pictures[:MOST_PICTURES]), TOO_MUCH if self._is_full else self._untold)

    @property
    def _is_full(self) -> bool:
        return len(self._pictures) > MOST_PICTURES or self._objects > MOST_OBJECTS

    def _on_page(self, page: Any, number: int) -> Iterator[PlacedPicture]:
        pdfium = self._pdfium
        for index in range(max(0, pdfium.FPDFPage_CountObjects(page))):
            yield from self._in_object(pdfium.FPDFPage_GetObject(page, index), page, number, _AS_IT_IS, 0)

    def _in_object(self, drawn: Any, page: Any, number: int, around: Matrix, depth: int) -> Iterator[PlacedPicture]:
        pdfium = self._pdfium
        self._objects += 1
        if not drawn or self._is_full or depth > _MOST_DEPTH:
            return
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield self._picture(drawn, page, number, _times(self._matrix(drawn), around))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            matrix = _times(self._matrix(drawn), around)
            for index in range(max(0, pdfium.FPDFFormObj_CountObjects(drawn))):
                inner = pdfium.FPDFFormObj_GetObject(drawn, index)
                yield from self._in_object(inner, page, number, matrix, depth + 1)

    def _matrix(self, drawn: Any) -> Matrix:
        matrix = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(drawn, byref(matrix)):
            return _AS_IT_IS
        return matrix.a, matrix.b, matrix.c, matrix.d

    def _picture(self, drawn: Any, page: Any, number: int, matrix: Matrix) -> PlacedPicture:
        pdfium = self._pdfium
        metadata = pdfium.FPDF_IMAGEOBJ_METADATA()
        pdfium.FPDFImageObj_GetImageMetadata(drawn, page, byref(metadata))
        width, height = c_uint(), c_uint()
        if not pdfium.FPDFImageObj_GetImagePixelSize(drawn, byref(width), byref(height)):
            width.value, height.value = metadata.width, metadata.height
        compression = self._compression(drawn)
        size = int(pdfium.FPDFImageObj_GetImageDataRaw(drawn, None, 0))
        quality = None
        if compression == "jpeg" and size:
            quality = jpeg_coding(self._start_of(drawn, size)).quality
        mode, bits = self._colours(metadata)
        if metadata.colorspace == pdfium.FPDF_COLORSPACE_ICCBASED:
            mode = self._mode_of_profile(drawn, page) or mode
        return PlacedPicture(
            number,
            width.value,
            height.value,
            _dpi(width.value, height.value, matrix),
            mode,
            bits,
            compression,
            size,
            quality,
        )

    def _mode_of_profile(self, drawn: Any, page: Any) -> str:
        """Return the mode that the picture's own colour profile is of, as its header says (ICC.1, 7.2.6)."""
        size = c_size_t()
        has_profile = self._pdfium.FPDFImageObj_GetIccProfileDataDecoded(drawn, page, None, 0, byref(size))
        if not has_profile or not _ICC_HEADER <= size.value <= _LARGEST_PROFILE:
            return ""
        data = (c_uint8 * size.value)()
        self._pdfium.FPDFImageObj_GetIccProfileDataDecoded(drawn, page, data, size.value, byref(size))
        return _MODES_OF_PROFILES.get(bytes(data[16:20]), "")

    def _start_of(self, drawn: Any, size: int) -> bytes:
        data = (c_char * size)()
        self._pdfium.FPDFImageObj_GetImageDataRaw(drawn, data, size)
        return bytes(data)

    def _compression(self, drawn: Any) -> str:
        """Return the filter that knows pictures: what wraps it is Flate or nothing at all."""
        pdfium = self._pdfium
        names = []
        for index in range(max(0, pdfium.FPDFImageObj_GetImageFilterCount(drawn))):
            buffer = create_string_buffer(_FILTER_BYTES)
            pdfium.FPDFImageObj_GetImageFilter(drawn, index, buffer, _FILTER_BYTES)
            names.append(_FILTERS.get(buffer.value, ""))
        return next((name for name in reversed(names) if name), "none")

    def _colours(self, metadata: Any) -> tuple[str, int]:
        """Return the mode and the bits of a channel, as far as the library tells."""
        pdfium = self._pdfium
        space, bits = metadata.colorspace, metadata.bits_per_pixel
        grey = (pdfium.FPDF_COLORSPACE_DEVICEGRAY, pdfium.FPDF_COLORSPACE_CALGRAY)
        if bits == 1 and space in (*grey, pdfium.FPDF_COLORSPACE_UNKNOWN):
            return "bilevel", 1
        if space in grey:
            return GREY, min(bits, 16)
        if space == pdfium.FPDF_COLORSPACE_DEVICECMYK:
            return CMYK, 8 if bits in (24, 32) else max(1, bits // 4)  # the library counts what it makes of it
        if space == pdfium.FPDF_COLORSPACE_INDEXED:
            return _PALETTE, bits
        mode = {8: GREY, 24: COLOUR, 32: CMYK}.get(bits, "" if bits == 0 else COLOUR)
        return mode, {8: 8, 24: 8, 32: 8}.get(bits, bits)


def _times(inner: Matrix, around: Matrix) -> Matrix:
    a, b, c, d = inner
    e, f, g, h = around
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _dpi(width: int, height: int, matrix: Matrix) -> float:
    """Return the lower of both resolutions; 0 for a picture that is drawn as nothing."""
    a, b, c, d = matrix
    across, down = math.hypot(a, b) / _INCH, math.hypot(c, d) / _INCH
    if across <= 0 or down <= 0:
        return 0.0
    return round(min(width / across, height / down), 1)

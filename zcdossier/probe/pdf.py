"""A PDF's facts: pages, their sizes as displayed, encryption. By PDFium, which only reads what is asked for."""

import os
from ctypes import byref, c_int
from pathlib import Path
from typing import Any, BinaryIO

from zcdossier.model.facts import FORBIDS_PRINTING, NEEDS_PASSWORD, PageSize, PdfFacts, Trouble
from zcdossier.pdfium import ONE_AT_A_TIME, library
from zcdossier.probe.pdf_marks import undrawn_marks
from zcdossier.probe.reading import MAX_SIZES, Reading, UnusableError, damaged, read_at, truncated

# PDFium addresses a file with 32 bits on some systems; a record's upload is a hundred times smaller anyway.
MAX_BYTES = 2 * 1024**3

_TAIL = 64 * 1024
_UNENCRYPTED = -1
_PRINTS = 1 << 2


def read_pdf(file: BinaryIO, path: Path, size: int) -> Reading:
    """Return pages and sizes, or raise when it is encrypted, damaged or cut off."""
    if size > MAX_BYTES:
        raise UnusableError(Trouble.TOO_LARGE, f"{size / 1024**3:.1f} GB")
    with ONE_AT_A_TIME:
        pdfium = library()
        document = pdfium.FPDF_LoadDocument(os.fsencode(path) + b"\0", None)
        try:
            if not document:
                raise _refused(pdfium, file, size)
            found = _read(pdfium, document, file, size)
        finally:
            if document:
                pdfium.FPDF_CloseDocument(document)
    return _with_marks(found, file, size)


def _with_marks(found: Reading, file: BinaryIO, size: int) -> Reading:
    if found.pdf is None:
        return found
    unseen = undrawn_marks(file, size, locked=found.pdf.locked)
    return found._replace(pdf=found.pdf._replace(unseen=unseen.subtypes, unseen_page=unseen.page))


def _refused(pdfium: Any, file: BinaryIO, size: int) -> UnusableError:
    error = pdfium.FPDF_GetLastError()
    if error == pdfium.FPDF_ERR_PASSWORD:
        return UnusableError(Trouble.ENCRYPTED, NEEDS_PASSWORD)
    if error == pdfium.FPDF_ERR_SECURITY:
        return UnusableError(Trouble.ENCRYPTED, NEEDS_PASSWORD)
    return truncated() if _cut_off(file, size) else damaged("PDF")


def _read(pdfium: Any, document: Any, file: BinaryIO, size: int) -> Reading:
    locked = pdfium.FPDF_GetSecurityHandlerRevision(document) != _UNENCRYPTED
    if locked and not pdfium.FPDF_GetDocPermissions(document) & _PRINTS:
        raise UnusableError(Trouble.ENCRYPTED, FORBIDS_PRINTING)
    if _cut_off(file, size):  # PDFium opens what it finds of such a file, which may lack pages
        raise truncated()
    pages = pdfium.FPDF_GetPageCount(document)
    if pages < 1:
        raise damaged("pages 0")
    size_of_page = pdfium.FS_SIZEF()
    sizes = []
    for number in range(min(pages, MAX_SIZES)):
        if not pdfium.FPDF_GetPageSizeByIndexF(document, number, byref(size_of_page)):
            raise damaged(f"page {number + 1}")
        sizes.append(PageSize(round(size_of_page.width, 2), round(size_of_page.height, 2)))
    return Reading(pages=pages, sizes=tuple(sizes), pdf=_inside(pdfium, document)._replace(locked=locked))


def _inside(pdfium: Any, document: Any) -> PdfFacts:
    version = c_int(0)
    pdfium.FPDF_GetFileVersion(document, byref(version))
    scripts = max(0, pdfium.FPDFDoc_GetJavaScriptActionCount(document))
    return PdfFacts(f"{version.value // 10}.{version.value % 10}", scripts)


def _cut_off(file: BinaryIO, size: int) -> bool:
    """Whether the trailer is missing that every complete PDF ends with."""
    tail = read_at(file, max(0, size - _TAIL), _TAIL)
    return b"%%EOF" not in tail and b"startxref" not in tail

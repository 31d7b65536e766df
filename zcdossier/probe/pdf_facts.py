"""A PDF's facts: its pages as displayed, encryption, marks that nobody draws, and whether it has text.

By PDFium, which only reads what is asked for. Marks and text are told by pikepdf, which takes long to load: it is first
seen whether the file can have such marks. They bring no appearance, and are of a kind that no library makes one for.

One page tells a scan from a document, by the operators that show text. A library that lays the page out would follow
forms that draw forms, which a hostile file makes last for ever.
"""

import itertools
import os
import re
import zlib
from collections.abc import Iterator
from ctypes import byref, c_int
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from zcdossier.model.facts import FORBIDS_PRINTING, NEEDS_PASSWORD, UNDRAWN, PageSize, PdfFacts, Trouble
from zcdossier.pdfium import ONE_AT_A_TIME, library_for_facts
from zcdossier.probe.file_access import UnusableError, damaged, read_at, truncated
from zcdossier.probe.picture_metadata import MAX_SIZES
from zcdossier.source.regular_file import open_regular_file

# PDFium addresses a file with 32 bits on some systems; a record's upload is a hundred times smaller anyway.
MAX_BYTES = 2 * 1024**3

_TAIL = 64 * 1024
_UNENCRYPTED = -1
_PRINTS = 1 << 2

_MOST_SEARCHED = 64 * 1024**2  # bytes; of a larger file it is not guessed what it may have
_CHUNK = 64 * 1024  # bytes: memory for a scan of 30 MB takes longer to get from the system than to search
_LONGEST_NAME = 32
_MOST_UNPACKED = 8 * 1024**2  # bytes of one stream of objects
_MOST_PAGES = 2000
_UNDRAWN_NAME = re.compile(rb"/(?:" + "|".join(UNDRAWN).encode() + rb")\b")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b")
_OF_INTEREST = re.compile(rb"/(?:" + "|".join((*UNDRAWN, "ObjStm")).encode() + rb")\b")
_STREAM_DATA = re.compile(rb"stream\r?\n")
_MOST_BEFORE_DATA = 400  # bytes between the type of a stream and its data
_HIDDEN, _NO_VIEW = 2, 32

_MOST_OF_STREAM = 4_000_000  # bytes of one stream; the text of a page has thousands
_MOST_FORMS = 100
_SHOWS_TEXT = re.compile(rb"[)\]>\s]\s*(?:Tj|TJ|'|\")\s")
_DEFLATED = "/FlateDecode"


def read_pdf(file: BinaryIO, path: Path, size: int) -> tuple[tuple[PageSize, ...], int, PdfFacts]:
    """Return sizes of pages, their number and what is inside; raise when it is encrypted, damaged or cut off."""
    if size > MAX_BYTES:
        raise UnusableError(Trouble.TOO_LARGE, f"{size / 1024**3:.1f} GB")
    with ONE_AT_A_TIME:
        pdfium = library_for_facts()
        document = pdfium.FPDF_LoadDocument(os.fsencode(path) + b"\0", None)
        try:
            if not document:
                raise _refused(pdfium, file, size)
            _require_printable(pdfium, document, file, size)
            sizes, pages = _page_sizes(pdfium, document)
            facts = _pdf_facts(pdfium, document)
        finally:
            if document:
                pdfium.FPDF_CloseDocument(document)
    undrawn = undrawn_marks(file, size, locked=facts.locked)
    return sizes, pages, facts._replace(unseen=undrawn.subtypes, unseen_page=undrawn.page)


def _refused(pdfium: Any, file: BinaryIO, size: int) -> UnusableError:
    error = pdfium.FPDF_GetLastError()
    if error == pdfium.FPDF_ERR_PASSWORD:
        return UnusableError(Trouble.ENCRYPTED, NEEDS_PASSWORD)
    if error == pdfium.FPDF_ERR_SECURITY:
        return UnusableError(Trouble.ENCRYPTED, NEEDS_PASSWORD)
    return truncated() if _cut_off(file, size) else damaged("PDF")


def _require_printable(pdfium: Any, document: Any, file: BinaryIO, size: int) -> None:
    if _is_locked(pdfium, document) and not pdfium.FPDF_GetDocPermissions(document) & _PRINTS:
        raise UnusableError(Trouble.ENCRYPTED, FORBIDS_PRINTING)
    if _cut_off(file, size):  # PDFium opens what it finds of such a file, which may lack pages
        raise truncated()


def _page_sizes(pdfium: Any, document: Any) -> tuple[tuple[PageSize, ...], int]:
    pages = pdfium.FPDF_GetPageCount(document)
    if pages < 1:
        raise damaged("pages 0")
    page_size = pdfium.FS_SIZEF()
    sizes = []
    for number in range(min(pages, MAX_SIZES)):
        if not pdfium.FPDF_GetPageSizeByIndexF(document, number, byref(page_size)):
            raise damaged(f"page {number + 1}")
        sizes.append(PageSize(round(page_size.width, 2), round(page_size.height, 2)))
    return tuple(sizes), pages


def _pdf_facts(pdfium: Any, document: Any) -> PdfFacts:
    version = c_int(0)
    pdfium.FPDF_GetFileVersion(document, byref(version))
    scripts = max(0, pdfium.FPDFDoc_GetJavaScriptActionCount(document))
    facts = PdfFacts(f"{version.value // 10}.{version.value % 10}", scripts)
    return facts._replace(locked=_is_locked(pdfium, document))


def _is_locked(pdfium: Any, document: Any) -> bool:
    return bool(pdfium.FPDF_GetSecurityHandlerRevision(document) != _UNENCRYPTED)


def _cut_off(file: BinaryIO, size: int) -> bool:
    """Whether the trailer is missing that every complete PDF ends with."""
    tail = read_at(file, max(0, size - _TAIL), _TAIL)
    return b"%%EOF" not in tail and b"startxref" not in tail


class Undrawn(NamedTuple):
    """The subtypes of such marks, each once, and the first page (from 1) that has one; 0 for none."""

    subtypes: tuple[str, ...] = ()
    page: int = 0


def undrawn_marks(file: BinaryIO, size: int, *, locked: bool) -> Undrawn:
    """Return the marks of a PDF that can't be seen once it is merged."""
    file.seek(0)
    if size <= _MOST_SEARCHED and not locked and not _may_have_undrawn(file):
        return Undrawn()
    file.seek(0)
    return _find_undrawn(file)


def _may_have_undrawn(file: BinaryIO) -> bool:
    if not _has_name_of_interest(file):
        return False
    file.seek(0)
    data = file.read(_MOST_SEARCHED)
    return bool(_UNDRAWN_NAME.search(data)) or any(
        _UNDRAWN_NAME.search(unpacked) for unpacked in _unpacked_objects(data)
    )


def _has_name_of_interest(file: BinaryIO) -> bool:
    """Whether a file names such a mark, or packed objects, which may name one; most scans do neither."""
    before = b""
    while chunk := file.read(_CHUNK):
        if _OF_INTEREST.search(before + chunk):
            return True
        before = chunk[-_LONGEST_NAME:]
    return False


def _unpacked_objects(data: bytes) -> Iterator[bytes]:
    """Yield what the streams of packed objects hold, as far as they can be unpacked."""
    for kind in _OBJECT_STREAM.finditer(data):
        start = _STREAM_DATA.search(data, kind.end(), kind.end() + _MOST_BEFORE_DATA)
        if start is not None:
            try:
                yield zlib.decompressobj().decompress(data[start.end() :], _MOST_UNPACKED)
            except zlib.error:
                continue


def _find_undrawn(file: BinaryIO) -> Undrawn:
    import pikepdf  # only for a file that may have such marks

    subtypes: dict[str, None] = {}
    first = 0
    try:
        with pikepdf.open(file) as pdf:
            for number, page in enumerate(pdf.pages, start=1):
                if number > _MOST_PAGES:
                    break
                of_page = [kind for annotation in _annotations(page.obj) if (kind := _undrawn_subtype(annotation))]
                first = first or (number if of_page else 0)
                subtypes.update(dict.fromkeys(of_page))
    except Exception:  # noqa: BLE001 - the file was found usable before; what is odd inside is no reason to stop
        return Undrawn(tuple(subtypes), first)
    return Undrawn(tuple(subtypes), first)


def _annotations(page: Any) -> list[Any]:
    import pikepdf

    entries = page.get("/Annots")
    if not isinstance(entries, pikepdf.Array):
        return []
    return [entry for entry in entries if isinstance(entry, pikepdf.Dictionary)]


def _undrawn_subtype(annotation: Any) -> str:
    """Return the subtype of a mark that is meant to be seen and has_appearance no appearance, else nothing."""
    import pikepdf

    kind = str(annotation.get("/Subtype", "")).removeprefix("/")
    appearance = annotation.get("/AP")
    has_appearance = isinstance(appearance, pikepdf.Dictionary) and "/N" in appearance
    flags = annotation.get("/F", 0)
    hidden = isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)
    return kind if kind in UNDRAWN and not has_appearance and not hidden else ""


def has_text(path: Path) -> bool | None:
    """Return whether the first page shows text; None when that can't be told."""
    import pikepdf  # only where a notice asks for text

    try:
        with open_regular_file(path) as file, pikepdf.open(file) as pdf:
            return any(_SHOWS_TEXT.search(content + b"\n") for content in _content_streams(pdf.pages[0].obj))
    except Exception:  # noqa: BLE001 - the file was found usable before; what is odd inside is no reason to stop
        return None


def _content_streams(page: Any) -> Iterator[bytes]:
    """Yield what draws a page: its contents content, then every form it may draw, each once."""
    import pikepdf

    contents = page.get("/Contents", pikepdf.Array())
    for stream in itertools.islice(contents, _MOST_FORMS) if isinstance(contents, pikepdf.Array) else [contents]:
        yield _unpack(stream)
    to_visit = [page]
    visited: set[tuple[int, int]] = set()
    while to_visit and len(visited) < _MOST_FORMS:
        resources = to_visit.pop().get("/Resources", {})
        for drawn in resources.get("/XObject", {}).values():
            if drawn.objgen not in visited and str(drawn.get("/Subtype", "")) == "/Form":
                visited.add(drawn.objgen)
                to_visit.append(drawn)
                yield _unpack(drawn)


def _unpack(stream: Any) -> bytes:
    """Return the start of a stream, however much it unpacks to."""
    import pikepdf

    filters = stream.get("/Filter", pikepdf.Array())
    raw: bytes = stream.read_raw_bytes()
    for name in filters if isinstance(filters, pikepdf.Array) else [filters]:
        if str(name) != _DEFLATED:
            return b""
        raw = zlib.decompressobj().decompress(raw, _MOST_OF_STREAM)
    return raw[:_MOST_OF_STREAM]

"""What may stand nowhere in a file that is handed in, as the author's name in a blind copy: looked for in all of it.

Text of its pages (seen or not), its own name, and every other text in it: bookmarks, page labels, properties, notes.
What only a picture shows can't be told, and is said.
"""

import os
import re
from collections.abc import Iterator, Sequence
from ctypes import c_ushort
from pathlib import Path
from typing import Any

from zcdossier.assemble import limit_messages
from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings
from zcdossier.assemble.plan import Plan, RecordJob
from zcdossier.assemble.refusal import RefusedError, short
from zcdossier.model.label import Label
from zcdossier.pdfium import ONE_AT_A_TIME, library

_LATIN = re.compile(r"[A-Za-z]")
_SPACES = re.compile(r"\s+")
_CERTAIN_LENGTH = 3
"""A Chinese word of two signs may be an ordinary one, or a piece of one (高明): on a page it is only told."""
_UTF16_BYTES = 2


def verify_absence(path: Path, job: RecordJob, plan: Plan | None = None, source: str = "") -> tuple[Label, ...]:
    """Refuse a file that holds what it may not; return what a person has to look at. `plan` says whose its pages are.

    `source` is the file that was copied where there is no plan. Of what is no PDF only the name is looked at.
    """
    wanted = job.without
    for word in wanted:
        if any(_holds(target.as_posix(), word) for target in job.targets):
            raise RefusedError(limit_messages.must_not_be_named(word))
    with path.open("rb") as file:
        is_pdf = file.read(len(_PDF_START)) == _PDF_START
    if not wanted or not is_pdf:
        return ()
    try:
        with suppress_warnings():
            texts, other = list(_page_texts(path)), list(_other_texts(path))
    except Exception as error:
        raise RefusedError(limit_messages.not_searched(source or job.record, short(error))) from error
    for word in wanted:
        if any(_holds(text, word) for text in other):
            raise RefusedError(limit_messages.must_not_stand_beside(word, source))
    doubtful = dict.fromkeys(_search_pages(texts, wanted, plan, source))
    silent = [number for number, text in enumerate(texts, start=1) if not text.strip()]
    return (*doubtful, *([limit_messages.pictures_not_searched(silent, wanted)] if silent else ()))


_PDF_START = b"%PDF"


def _search_pages(texts: Sequence[str], words: Sequence[str], plan: Plan | None, source: str) -> Iterator[Label]:
    for number, text in enumerate(texts, start=1):
        for word in words:
            if not _holds(text, word):
                continue
            file = plan.pages[number - 1].file if plan is not None else source
            if len(word) < _CERTAIN_LENGTH and not _LATIN.search(word):
                yield limit_messages.may_not_stand_here(word, number, file)
            else:
                raise RefusedError(limit_messages.must_not_stand_here(word, number, file))


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word: Chinese wherever lines break, Latin letters as words of their own, in any case."""
    if not _LATIN.search(word):
        return _SPACES.sub("", word) in _SPACES.sub("", text)
    words = r"\s+".join(map(re.escape, word.split()))
    return re.search(rf"(?<![A-Za-z]){words}(?![A-Za-z])", text, re.IGNORECASE) is not None


def _page_texts(path: Path) -> Iterator[str]:
    """Yield the text of every page; that of a scan's recognised text too."""
    with ONE_AT_A_TIME:
        pdfium = library()
        document = pdfium.FPDF_LoadDocument(os.fsencode(path) + b"\0", None)
        if not document:
            raise ValueError("no PDF that opens")
        try:
            for index in range(pdfium.FPDF_GetPageCount(document)):
                yield _page_text(pdfium, document, index)
        finally:
            pdfium.FPDF_CloseDocument(document)


def _page_text(pdfium: Any, document: Any, index: int) -> str:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise ValueError(f"page {index + 1} does not open")
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        count = max(0, pdfium.FPDFText_CountChars(text_page)) if text_page else 0
        buffer = (c_ushort * (count + 1))()
        taken = pdfium.FPDFText_GetText(text_page, 0, count, buffer) if count else 0
        return bytes(buffer)[: _UTF16_BYTES * max(0, taken - 1)].decode("utf-16-le", "replace")
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _other_texts(path: Path) -> Iterator[str]:
    """Yield every text in the PDF's objects, and its metadata stream."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        waiting: list[Any] = [pdf.trailer.get("/Info"), *pdf.objects]
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.String):
                yield str(item)
            elif isinstance(item, pikepdf.Array):
                waiting += [each for each in item if not getattr(each, "is_indirect", False)]
            elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                waiting += [each for _, each in item.items() if not getattr(each, "is_indirect", False)]
                if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/Metadata":
                    yield item.read_bytes().decode("utf-8", "replace")

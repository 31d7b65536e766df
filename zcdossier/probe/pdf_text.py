"""Whether a PDF has text that can be searched, told from its first page, and the text of a short one.

One page tells a scan from a document, by the operators that show text. A library that lays the page out would follow
forms that draw forms, which a hostile file makes last for ever.
"""

import itertools
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zcdossier.pdfium import ONE_AT_A_TIME
from zcdossier.source.plain_file import open_plain

_MOST = 4_000_000  # bytes of one stream; the text of a page has thousands
_MOST_FORMS = 100
_MOST_TEXT_PAGES = 30
_MOST_TEXT_BYTES = 20_000_000
_SHOWN = re.compile(rb"[)\]>\s]\s*(?:Tj|TJ|'|\")\s")
_PACKED = "/FlateDecode"


def has_text(path: Path) -> bool | None:
    """Return whether the first page shows text; None when that can't be told."""
    import pikepdf  # noqa: PLC0415 - heavy, and only where a notice asks for text

    try:
        with open_plain(path) as file, pikepdf.open(file) as pdf:
            return any(_SHOWN.search(content + b"\n") for content in _contents(pdf.pages[0].obj))
    except Exception:  # noqa: BLE001 - the file was found usable before; what is odd inside is no reason to stop
        return None


def text_of_pdf(path: Path) -> str | None:
    """Return the text of all pages, empty for scans; None when it can't be read.

    Pages that draw forms within forms are not laid out: nobody writes a statement so.
    """
    import pikepdf  # noqa: PLC0415 - heavy, and only for a statement that is a PDF

    try:
        with open_plain(path) as file, pikepdf.open(file) as pdf:
            if len(pdf.pages) > _MOST_TEXT_PAGES or any(map(_nests_forms, pdf.pages)):
                return None
        with open_plain(path) as file:
            data = file.read(_MOST_TEXT_BYTES)
        with ONE_AT_A_TIME:
            return _laid_out(data)
    except Exception:  # noqa: BLE001 - whatever is odd inside, there is no text to judge, and that is said
        return None


def _laid_out(data: bytes) -> str:
    import pypdfium2  # noqa: PLC0415 - heavy, and only for a statement that is a PDF

    document: Any = pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call]
    try:
        return "\n".join(_text_of(page) for page in document).replace("\r\n", "\n")
    finally:
        document.close()


def _text_of(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def _nests_forms(page: Any) -> bool:
    forms = page.obj.get("/Resources", {}).get("/XObject", {}).values()
    inner = (form.get("/Resources", {}).get("/XObject", {}).values() for form in forms)
    return len(list(forms)) > _MOST_FORMS or any(
        str(thing.get("/Subtype", "")) == "/Form" for group in inner for thing in group
    )


def _contents(page: Any) -> Iterator[bytes]:
    """Yield what draws a page: its own content, then every form it may draw, each once."""
    import pikepdf  # noqa: PLC0415 - heavy

    own = page.get("/Contents", pikepdf.Array())
    for stream in itertools.islice(own, _MOST_FORMS) if isinstance(own, pikepdf.Array) else [own]:
        yield _unpacked(stream)
    waiting = [page]
    seen: set[tuple[int, int]] = set()
    while waiting and len(seen) < _MOST_FORMS:
        resources = waiting.pop().get("/Resources", {})
        for thing in resources.get("/XObject", {}).values():
            if thing.objgen not in seen and str(thing.get("/Subtype", "")) == "/Form":
                seen.add(thing.objgen)
                waiting.append(thing)
                yield _unpacked(thing)


def _unpacked(stream: Any) -> bytes:
    """Return the start of a stream, however much it unpacks to."""
    import pikepdf  # noqa: PLC0415 - heavy

    filters = stream.get("/Filter", pikepdf.Array())
    raw: bytes = stream.read_raw_bytes()
    for name in filters if isinstance(filters, pikepdf.Array) else [filters]:
        if str(name) != _PACKED:
            return b""
        raw = zlib.decompressobj().decompress(raw, _MOST)
    return raw[:_MOST]

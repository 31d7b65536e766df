"""Whether a PDF has text that can be searched, told from its first page: one page tells a scan from a document.

By looking for the operators that show text. A library that lays the page out would follow forms that draw forms,
which a hostile file makes last for ever.
"""

import itertools
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zcdossier.source.plain_file import open_plain

_MOST = 4_000_000  # bytes of one stream; the text of a page has thousands
_MOST_FORMS = 100
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

"""Pictures that stand between the drawing operators of a page: the metadata of JPEGs is blanked where it lies."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from zcdossier.assemble.pdf.filters import contents_of
from zcdossier.assemble.pdf.objects import dictionaries, dictionary
from zcdossier.assemble.pictures import jpeg

_MOST = 1 << 25
_JPEG = re.compile(rb"(?<=\bID)(?:\r\n|\s)(?=\xff\xd8)")
_NAMED = re.compile(rb"/DCT(?:Decode)?\b")
_PICTURE = re.compile(rb"\bBI\b")


def blank_inline(pdf: Any, traces: Sequence[bytes]) -> int:
    """Blank what cameras left in inline JPEGs; return how many streams may still have some, as `traces` in it tell."""
    left = 0
    for stream in _drawing(pdf):
        try:
            data = contents_of(stream, _MOST)
            if not _PICTURE.search(data) or not _NAMED.search(data):
                continue
            blanked, found = _blanked(data)
            if blanked != data:
                stream.write(blanked)
            left += len(_NAMED.findall(data)) > found or any(trace in blanked for trace in traces)
        except Exception:  # noqa: BLE001, S112 - a hostile object makes the library raise anything
            continue
    return left


def _blanked(data: bytes) -> tuple[bytes, int]:
    """Return drawing operators with the metadata of their JPEGs blanked, and how many JPEGs that were."""
    parts, at, found = list[bytes](), 0, 0
    for place in _JPEG.finditer(data):
        start = place.end()
        if start < at:  # what looks like a picture within one
            continue
        try:
            whole = jpeg.blanked(data[start:])
        except jpeg.NotJpegError:
            continue
        parts += [data[at:start], whole]
        at = start + len(whole)
        found += 1
    return b"".join([*parts, data[at:]]), found


def _drawing(pdf: Any) -> Iterator[Any]:
    """Yield every stream of drawing operators: of pages, forms, patterns and letters."""
    import pikepdf  # noqa: PLC0415 - heavy

    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        yield from [contents] if isinstance(contents, pikepdf.Stream) else dictionaries(contents)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            if thing.get("/Subtype") == pikepdf.Name.Form or "/PatternType" in thing:
                yield thing
        elif isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == pikepdf.Name.Type3:
            letters = dictionary(thing.get("/CharProcs")).values()
            yield from (letter for letter in letters if isinstance(letter, pikepdf.Stream))

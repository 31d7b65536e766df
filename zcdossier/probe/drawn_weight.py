"""How much a library would have to follow to lay out a page of a PDF: forms that draw forms can make it last for ever.

A form of a few bytes that draws another twice, which draws another twice, thirty deep, is a billion drawings. What a
page draws is weighed before it is laid out: the bytes of its content, and those of every form as often as it is drawn.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zcdossier.source.regular_file import open_regular_file

MOST_DRAWN = 8_000_000
"""Bytes of drawing operators for one page; a page full of text has fifty thousand."""
_MOST_UNPACKED = MOST_DRAWN
_MOST_RAW = 100_000  # bytes of a stream that only the library can unpack
_MOST_DEPTH = 12
_DRAWS = re.compile(rb"/([^\s/\[\]<>()%{}]+)\s+Do\b")
_DEFLATED = "/FlateDecode"


def light_pages(path: Path, most: int) -> list[bool] | None:
    """Return for each of the first pages whether it may be laid out; None where the file can't be looked into."""
    import pikepdf  # only where a rule looks inside

    try:
        with open_regular_file(path) as file, pikepdf.open(file) as pdf:
            weights: dict[tuple[int, int], int] = {}
            count = min(len(pdf.pages), most)
            return [_weigh_page(pdf.pages[number].obj, weights) <= MOST_DRAWN for number in range(count)]
    except Exception:  # noqa: BLE001 - the file was found usable before; what is odd inside is no reason to stop
        return None


def _weigh_page(page: Any, weights: dict[tuple[int, int], int]) -> int:
    import pikepdf

    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    data = b"\n".join(_content(stream) for stream in streams[:1000])
    return _weigh(data, page.get("/Resources"), weights, 0)


def _weigh(data: bytes, resources: Any, weights: dict[tuple[int, int], int], depth: int) -> int:
    total = len(data)
    for form in _forms_drawn(data, resources):
        total += _weigh_form(form, resources, weights, depth + 1)
        if total > MOST_DRAWN:
            return total
    return total + sum(_weigh_form(glyph, resources, weights, depth + 1) for glyph in _drawn_letters(resources))


def _drawn_letters(resources: Any) -> Iterator[Any]:
    """Yield what draws the letters of fonts drawn by hand (Type 3): a library follows them as it does forms."""
    import pikepdf

    fonts = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    for font in fonts.values() if isinstance(fonts, pikepdf.Dictionary) else ():
        glyphs = font.get("/CharProcs") if isinstance(font, pikepdf.Dictionary) else None
        if isinstance(glyphs, pikepdf.Dictionary):
            yield from (glyph for glyph in glyphs.values() if isinstance(glyph, pikepdf.Stream))


def _forms_drawn(data: bytes, resources: Any) -> Iterator[Any]:
    import pikepdf

    drawn = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(drawn, pikepdf.Dictionary):
        return
    for found in _DRAWS.finditer(data):
        name = "/" + found[1].decode("latin-1")
        form = drawn.get(name)
        if isinstance(form, pikepdf.Stream) and str(form.get("/Subtype", "")) == "/Form":
            yield form


def _weigh_form(form: Any, inherited: Any, weights: dict[tuple[int, int], int], depth: int) -> int:
    if depth > _MOST_DEPTH:
        return MOST_DRAWN + 1
    key = form.objgen
    if key not in weights:
        weights[key] = MOST_DRAWN + 1  # until it is known: a form that draws itself weighs too much
        weights[key] = _weigh(_content(form), form.get("/Resources", inherited), weights, depth)
    return weights[key]


def _content(stream: Any) -> bytes:
    """Unpack a stream as far as is allowed; one that is larger weighs too much by itself."""
    import pikepdf

    if not isinstance(stream, pikepdf.Stream):
        return b""
    packing = stream.get("/Filter")
    names = [str(name) for name in packing] if isinstance(packing, pikepdf.Array) else [str(packing or "")]
    raw: bytes = stream.read_raw_bytes()
    if names == [_DEFLATED]:
        unpacked = zlib.decompressobj().decompress(raw, _MOST_UNPACKED)
        return unpacked if len(unpacked) < _MOST_UNPACKED else b" " * (MOST_DRAWN + 1)
    if names == [""]:
        return raw
    return stream.read_bytes() if len(raw) < _MOST_RAW else b" " * (MOST_DRAWN + 1)

"""The marks on PDF pages that nobody draws: they bring no appearance, and are of a kind that no library makes one for.

They are rare, and the library that tells for sure takes long to load: first it is seen whether the file can have one.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from zcdossier.model.marks import UNDRAWN

_MOST_READ = 64 * 1024**2  # bytes; of a larger file it is not guessed what it may have
_MOST_UNPACKED = 8 * 1024**2  # bytes of one stream of objects
_MOST_PAGES = 2000
_MARKS = re.compile(rb"/(?:" + "|".join(UNDRAWN).encode() + rb")\b")
_PACKED_OBJECTS = re.compile(rb"/ObjStm\b")
_DATA = re.compile(rb"stream\r?\n")
_HEADER = 400  # bytes between the type of a stream and its data
_HIDDEN, _NO_VIEW = 2, 32


class Undrawn(NamedTuple):
    """The subtypes of such marks, each once, and the first page (from 1) that has one; 0 for none."""

    subtypes: tuple[str, ...] = ()
    page: int = 0


def undrawn_marks(file: BinaryIO, size: int, *, locked: bool) -> Undrawn:
    """Return the marks of a PDF that can't be seen once it is merged."""
    file.seek(0)
    if size <= _MOST_READ and not locked and not _may_have(file.read(_MOST_READ)):
        return Undrawn()
    file.seek(0)
    return _found(file)


def _may_have(data: bytes) -> bool:
    return bool(_MARKS.search(data)) or any(_MARKS.search(unpacked) for unpacked in _objects(data))


def _objects(data: bytes) -> Iterator[bytes]:
    """Yield what the streams of packed objects hold, as far as they can be unpacked."""
    for kind in _PACKED_OBJECTS.finditer(data):
        start = _DATA.search(data, kind.end(), kind.end() + _HEADER)
        if start is not None:
            try:
                yield zlib.decompressobj().decompress(data[start.end() :], _MOST_UNPACKED)
            except zlib.error:
                continue


def _found(file: BinaryIO) -> Undrawn:
    import pikepdf  # noqa: PLC0415 - heavy, and only for a file that may have such marks

    subtypes: dict[str, None] = {}
    first = 0
    try:
        with pikepdf.open(file) as pdf:
            for number, page in enumerate(pdf.pages, start=1):
                if number > _MOST_PAGES:
                    break
                of_page = [kind for annotation in _annotations(page.obj) if (kind := _undrawn(annotation))]
                first = first or (number if of_page else 0)
                subtypes.update(dict.fromkeys(of_page))
    except Exception:  # noqa: BLE001 - the file was found usable before; what is odd inside is no reason to stop
        return Undrawn(tuple(subtypes), first)
    return Undrawn(tuple(subtypes), first)


def _annotations(page: Any) -> list[Any]:
    import pikepdf  # noqa: PLC0415 - heavy

    found = page.get("/Annots")
    if not isinstance(found, pikepdf.Array):
        return []
    return [entry for entry in found if isinstance(entry, pikepdf.Dictionary)]


def _undrawn(annotation: Any) -> str:
    """Return the subtype of a mark that is meant to be seen and brings no appearance, else nothing."""
    import pikepdf  # noqa: PLC0415 - heavy

    kind = str(annotation.get("/Subtype", "")).removeprefix("/")
    looks = annotation.get("/AP")
    brings = isinstance(looks, pikepdf.Dictionary) and "/N" in looks
    flags = annotation.get("/F", 0)
    hidden = isinstance(flags, int) and flags & (_HIDDEN | _NO_VIEW)
    return kind if kind in UNDRAWN and not brings and not hidden else ""

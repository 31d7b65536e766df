"""Annotations made ready to be drawn into their page: what is off stays unseen, what has a look stays in its place."""

from collections.abc import Collection
from typing import Any

from zcdossier.assemble.pdf.content import operations
from zcdossier.assemble.pdf.forms import has_look
from zcdossier.assemble.pdf.objects import annotations_of, dictionaries, dictionary

_MARKS = ("/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink", "/Stamp")
_DRAWN_BY_VIEWERS = frozenset([*_MARKS, "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine"])
_INVISIBLE, _HIDDEN, _NO_VIEW = 1, 2, 32
_SAVE, _RESTORE = "q", "Q"


def prepare(pdf: Any, page: Any, off: Collection[tuple[int, int]]) -> int:
    """Make a page's annotations ready; return how many a viewer would show that have no look of their own.

    `off` are the layers that are switched off.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    lost = drawn = 0
    for annotation in annotations_of(page.obj):
        if _is_off(annotation.get("/OC"), off):
            annotation.F = int(annotation.get("/F", 0)) | _HIDDEN
        if int(annotation.get("/F", 0)) & (_INVISIBLE | _HIDDEN | _NO_VIEW):
            continue
        if has_look(annotation):
            drawn += 1
            looks = annotation.AP.N
            _show(looks if isinstance(looks, pikepdf.Stream) else looks[str(annotation.AS)])
        elif str(annotation.get("/Subtype", "")) in _DRAWN_BY_VIEWERS:
            lost += 1
    if drawn:
        balance(pdf, page)
    return lost


def _show(look: Any) -> None:
    """Viewers draw the look of an annotation even if it says that it belongs to a layer; a picture they would not."""
    if "/OC" in look:
        del look.OC


def _is_off(content: Any, off: Collection[tuple[int, int]]) -> bool:
    """Whether optional content is unseen: of a layer that is off, or by a rule over several."""
    import pikepdf  # noqa: PLC0415 - heavy

    content = dictionary(content)
    if "/OCGs" not in content:
        return bool(content) and content.objgen in off
    layers = dictionaries(content.OCGs) if isinstance(content.OCGs, pikepdf.Array) else [content.OCGs]
    seen = [layer.objgen not in off for layer in layers]
    match str(content.get("/P", "/AnyOn")):
        case "/AllOn":
            shown = all(seen)
        case "/AnyOff":
            shown = not all(seen)
        case "/AllOff":
            shown = not any(seen)
        case _:
            shown = any(seen)
    return bool(seen) and not shown


def balance(pdf: Any, page: Any) -> None:
    """Let a page's content give back every state it saves, and no other: what is drawn after it must not be moved."""
    if "/Contents" not in page.obj:
        return
    depth, surplus = 0, set[int]()
    for at, instruction in enumerate(operations(page, f"{_SAVE} {_RESTORE}")):
        if str(instruction.operator) == _SAVE:
            depth += 1
        elif depth > 0:
            depth -= 1
        else:
            surplus.add(at)
    if surplus:
        page.obj.Contents = pdf.make_stream(_without(page, surplus))
    if depth:
        page.contents_add(f"\n{_RESTORE}".encode() * depth)


def _without(page: Any, surplus: Collection[int]) -> bytes:
    """Return a page's content without some of the operators that save or restore, by their number among these."""
    import pikepdf  # noqa: PLC0415 - heavy

    kept, at = [], -1
    for instruction in operations(page):
        if str(instruction.operator) in {_SAVE, _RESTORE}:
            at += 1
            if at in surplus:
                continue
        kept.append(instruction)
    data: bytes = pikepdf.unparse_content_stream(kept)
    return data

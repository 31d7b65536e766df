"""Annotations made ready to be drawn into their page: what is off stays unseen, what is seen gets its appearance.

Marks on a page are evidence: a highlighted name, a square around an entry, a signature in ink.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from zcdossier.assemble.pdf.appearances import DRAWN_BY_PDFIUM, give_appearances, is_within_bounds
from zcdossier.assemble.pdf.form_fields import (
    choose_appearance,
    form_of,
    has_appearance,
    is_doubtful,
    is_western,
    wants_appearance,
)
from zcdossier.assemble.pdf.optional_content import is_off
from zcdossier.assemble.pdf.safe_reading import annotations_of, operations
from zcdossier.model.facts import UNDRAWN
from zcdossier.pdf_objects import dictionary

_INVISIBLE, _HIDDEN, _PRINT, _NO_VIEW = 1, 2, 4, 32
_STANDARD = frozenset([*DRAWN_BY_PDFIUM, *(f"/{kind}" for kind in UNDRAWN), "/Widget", "/Link", "/Watermark"])
_SAVE, _RESTORE = "q", "Q"
_STATE_NAME, _APPEARANCE_NAME = "/ZcMultiply", "/ZcLook"


@dataclass(slots=True)
class Marks:
    """What became of a PDF's annotations: subtypes that nobody draws, fields that may look otherwise, notes' icons.

    `printed` are those that only show when the page is printed.
    """

    lost: list[str] = field(default_factory=list)
    doubtful: bool = False
    notes: int = 0
    printed: int = 0


def prepare_annotations(pdf: Any, pages: Iterable[Any], off: Collection[tuple[int, int]]) -> Marks:
    """Make the annotations of pages ready to be drawn; `off` are the layers that are switched off."""
    marks = Marks()
    asked = bool(form_of(pdf).get("/NeedAppearances", False))
    seen = [(page, _visible_annotations(page.obj, off, marks)) for page in pages]
    wanted = [
        annotation for _, annotations in seen for annotation in annotations if _is_wanted(annotation, asked, marks)
    ]
    given = give_appearances(pdf, wanted)
    for annotation, is_given in zip(wanted, given, strict=True):
        if not is_given and not has_appearance(annotation):
            _note_lost(annotation, marks)
    if asked:
        form_of(pdf).NeedAppearances = False
    for page, annotations in seen:
        drawn = [annotation for annotation in annotations if has_appearance(annotation)]
        for annotation in drawn:
            _let_draw(pdf, annotation)
        if drawn:
            balance(pdf, page)
    return marks


def _visible_annotations(page: Any, off: Collection[tuple[int, int]], marks: Marks) -> list[Any]:
    """Return the annotations that a viewer shows; what is not seen is marked as hidden."""
    seen = []
    for annotation in annotations_of(page):
        kind = str(annotation.get("/Subtype", ""))
        # A pop-up is a window of the viewer's, whatever it brings; so is the answer to a note.
        is_window = kind == "/Popup" or (kind == "/Text" and "/IRT" in annotation)
        if is_window or is_off(annotation.get("/OC"), off):
            annotation.F = _flags(annotation) | _HIDDEN
        elif kind in _STANDARD and _flags(annotation) & _INVISIBLE:  # it means kinds that a viewer does not know
            annotation.F = _flags(annotation) & ~_INVISIBLE
        unseen = _flags(annotation) & (_INVISIBLE | _HIDDEN | _NO_VIEW)
        if not unseen:
            seen.append(annotation)
        elif unseen == _NO_VIEW and _flags(annotation) & _PRINT:
            marks.printed += 1
    return seen


def _flags(annotation: Any) -> int:
    flags = annotation.get("/F", 0)
    return int(flags) if isinstance(flags, int) else 0


def _is_wanted(annotation: Any, asked: bool, marks: Marks) -> bool:
    """Whether PDFium is to make an appearance; what it never does is noted down as lost."""
    kind = str(annotation.get("/Subtype", ""))
    if kind == "/Widget":
        marks.doubtful = marks.doubtful or is_doubtful(annotation, asked=asked)
        choose_appearance(annotation)
        return wants_appearance(annotation, asked=asked) and is_within_bounds(annotation)
    if kind == "/Text":
        marks.notes += 1
    if has_appearance(annotation):
        return False
    if kind == "/FreeText" and not is_western(str(annotation.get("/Contents", ""))):
        marks.doubtful = True
    if kind in DRAWN_BY_PDFIUM and is_within_bounds(annotation):
        return True
    _note_lost(annotation, marks)
    return False


def _note_lost(annotation: Any, marks: Marks) -> None:
    kind = str(annotation.get("/Subtype", "")).removeprefix("/")
    if kind == "Widget":
        marks.doubtful = True
    elif f"/{kind}" in DRAWN_BY_PDFIUM or kind in UNDRAWN:
        marks.lost.append(kind)


def _let_draw(pdf: Any, annotation: Any) -> None:
    """Make an appearance draw what viewers show of it.

    They draw it even if it says that it belongs to a layer; a picture they would not. And a highlight never hides
    what it lies on, though many a program writes it as an opaque field.
    """
    import pikepdf

    appearance = annotation.AP.N
    if not isinstance(appearance, pikepdf.Stream):
        appearance = appearance[str(annotation.AS)]
    if "/OC" in appearance:
        del appearance.OC
    if str(annotation.get("/Subtype", "")) == "/Highlight" and not _blends(appearance):
        annotation.AP = pikepdf.Dictionary(N=_multiply(pdf, appearance))


def _blends(appearance: Any) -> bool:
    states = dictionary(dictionary(appearance.get("/Resources")).get("/ExtGState"))
    return any("/BM" in dictionary(state) for state in states.values())


def _multiply(pdf: Any, appearance: Any) -> Any:
    """Return a form that draws another one multiplied with what is below."""
    import pikepdf

    form = pdf.make_stream(
        f"{_STATE_NAME} gs {_APPEARANCE_NAME} Do".encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=appearance.BBox,
    )
    if "/Matrix" in appearance:
        form.Matrix = appearance.Matrix
        del appearance.Matrix
    appearance.Type, appearance.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.Resources = pikepdf.Dictionary(
        ExtGState=pikepdf.Dictionary({_STATE_NAME: pikepdf.Dictionary(BM=pikepdf.Name.Multiply)}),
        XObject=pikepdf.Dictionary({_APPEARANCE_NAME: appearance}),
    )
    return form


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
        page.obj.Contents = pdf.make_stream(_drop_operators(page, surplus))
    if depth:
        page.contents_add(f"\n{_RESTORE}".encode() * depth)


def _drop_operators(page: Any, surplus: Collection[int]) -> bytes:
    """Return a page's content without some of the operators that save or restore, by their number among these."""
    import pikepdf

    kept, at = [], -1
    for instruction in operations(page):
        if str(instruction.operator) in {_SAVE, _RESTORE}:
            at += 1
            if at in surplus:
                continue
        kept.append(instruction)
    data: bytes = pikepdf.unparse_content_stream(kept)
    return data

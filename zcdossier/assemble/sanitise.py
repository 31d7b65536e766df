"""What does not survive from an applicant's PDF: scripts, actions, embedded files, forms, private data.

Works on the opened source in memory; the file is never written. What a reader sees stays: the looks of
form fields, signatures and electronic seals are drawn into the page.
"""

from collections.abc import Iterable
from typing import Any

from zcdossier.assemble import wording
from zcdossier.model.label import Label

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_PAGE_KEYS = {"/Type", "/Parent", *_BOXES, "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group"}
_PRIVATE_KEYS = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AF",
    "/StructParent",
    "/StructParents",
    "/OPI",
    "/Alternates",
)
_MARKS = ("/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink", "/Stamp")
_DRAWN_BY_VIEWERS = {*_MARKS, "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine"}
_INVISIBLE, _HIDDEN, _NO_VIEW = 1, 2, 32


def flatten(pdf: Any, file: str) -> list[Label]:
    """Draw the looks of forms and annotations into the pages; return what the applicant should know."""
    notes = []
    form = pdf.Root.get("/AcroForm")
    if form is not None:
        fields = list(_fields(form.get("/Fields", [])))
        if any(str(field.get("/FT", "")) == "/Sig" and "/V" in field for field in fields):
            notes.append(wording.note_signature(file))
        if "/XFA" in form or _drawn_by_viewer(form, fields):
            notes.append(wording.note_form(file))
        _give_looks(pdf, form)
    if _has_attachments(pdf):
        notes.append(wording.note_attachments(file))
    pdf.flatten_annotations("screen")
    return notes


def strip_page(page: Any) -> int:
    """Keep only what shows the page; return how many annotations without a look of their own went with it."""
    lost = sum(_is_lost(annotation) for annotation in page.get("/Annots", []))
    for key in set(page.keys()) - _PAGE_KEYS:
        del page[key]
    return lost


def strip_streams(pdf: Any) -> None:
    """Remove private data from the pictures, forms and fonts that the pages use.

    Only streams are looked at: in a plain dictionary the same key may be the name of a font. Metadata that hangs
    on one (drawing programs mark parts of a page so) is emptied where it lies.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            for key in _PRIVATE_KEYS:
                if key in thing:
                    del thing[key]
            if thing.get("/Type") == pikepdf.Name.Metadata:
                thing.write(b"")


def _fields(fields: Iterable[Any], depth: int = 0) -> Iterable[Any]:
    for field in fields:
        yield field
        if depth < _DEEPEST and "/Kids" in field:
            yield from _fields(field.Kids, depth + 1)


_DEEPEST = 20


def _drawn_by_viewer(form: Any, fields: list[Any]) -> bool:
    """Whether filled fields rely on the viewer for letters that a generated look can't have."""
    if not form.get("/NeedAppearances", False):
        return False
    values = [str(field.V) for field in fields if "/V" in field and str(field.get("/FT", "/Tx")) != "/Sig"]
    return any(not value.isascii() for value in values)


def _give_looks(pdf: Any, form: Any) -> None:
    """Give fields the looks they ask the viewer to draw; flattening skips them otherwise."""
    if form.get("/NeedAppearances", False):
        pdf.generate_appearance_streams()
        form.NeedAppearances = False


def _has_attachments(pdf: Any) -> bool:
    names = pdf.Root.get("/Names", {})
    return "/EmbeddedFiles" in names or "/Collection" in pdf.Root


def _is_lost(annotation: Any) -> bool:
    flags = int(annotation.get("/F", 0))
    if flags & (_INVISIBLE | _HIDDEN | _NO_VIEW):
        return False
    return str(annotation.get("/Subtype", "")) in _DRAWN_BY_VIEWERS

"""What does not survive from an applicant's PDF: scripts, actions, embedded files, forms, private data.

Works on the opened source in memory; the file is never written. What a reader sees stays: the looks of
form fields, signatures and electronic seals are drawn into the page.
"""

from collections.abc import Sequence
from typing import Any

from zcdossier.assemble import wording
from zcdossier.assemble.pdf.annotations import prepare
from zcdossier.assemble.pdf.forms import form_of, is_signed
from zcdossier.assemble.pdf.layers import hidden_layers, hides
from zcdossier.assemble.pdf.objects import annotations_of, dictionary
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
    "/Ref",  # a page of another file, shown in a form's place
    "/F",  # data that lies in another file
    "/FFilter",
    "/FDecodeParms",
)
_PRIVATE_IN_DICTIONARIES = frozenset(["/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Usage"])
_STATE_WORDS = (
    "Type LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM SMask CA ca AIS TK UseBlackPtComp HTO"
)
_STATE_KEYS = frozenset(f"/{word}" for word in _STATE_WORDS.split())
_MOST_ANNOTATIONS = 2000  # of a page; the time to draw them grows with their square


def flatten(pdf: Any, file: str, pages: Sequence[Any]) -> list[Label]:
    """Draw the looks of forms and annotations into the pages; return what the applicant should know."""
    if any(len(annotations_of(page.obj)) > _MOST_ANNOTATIONS for page in pages):
        raise ValueError("a page has thousands of annotations")
    notes = []
    if is_signed(pdf, (page.obj for page in pages)):
        notes.append(wording.note_signature(file))
    off = {layer.objgen for layer in hidden_layers(pdf)[1]}
    if any(hides(page.obj, off) for page in pages):
        notes.append(wording.note_layers(file))
    marks = prepare(pdf, pages, off)
    if marks.doubtful or "/XFA" in form_of(pdf):
        notes.append(wording.note_form(file))
    if _has_attachments(pdf) or any(_has_attached(page.obj) for page in pages):
        notes.append(wording.note_attachments(file))
    if marks.lost:
        notes.append(wording.note_marks(file, marks.lost))
    if marks.notes:
        notes.append(wording.note_comments(file, marks.notes))
    if marks.printed:
        notes.append(wording.note_printed(file, marks.printed))
    pdf.flatten_annotations("screen")
    return notes


def strip_page(page: Any) -> None:
    """Keep only what shows the page."""
    for key in set(page.keys()) - _PAGE_KEYS:
        del page[key]


def strip_streams(pdf: Any) -> None:
    """Remove private data from the pictures, forms and fonts that the pages use.

    In a dictionary that only holds names the same key may be the name of a font: so of dictionaries only those are
    looked at that say what they are. Metadata that hangs on any (drawing programs mark parts of a page so) is emptied
    where it lies.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            for key in _PRIVATE_KEYS:
                if key in thing:
                    del thing[key]
            if thing.get("/Type") == pikepdf.Name.Metadata:
                thing.write(b"")
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            _strip_dictionary(thing)
            resources = dictionary(thing.get("/Resources", thing))
            for group in ("/Font", "/ExtGState", "/Properties"):
                for value in dictionary(resources.get(group)).values():
                    _strip_dictionary(value, group)


def _strip_dictionary(thing: Any, group: str = "") -> None:
    """Remove private data from a font, a graphics state or what is said of a part of a page."""
    import pikepdf  # noqa: PLC0415 - heavy

    if not isinstance(thing, pikepdf.Dictionary):
        return
    kind = str(thing.get("/Type", ""))
    if kind == "/ExtGState" or group == "/ExtGState":
        private = set(thing.keys()) - _STATE_KEYS
    elif group == "/Properties" and kind not in {"/OCG", "/OCMD"}:
        private = set(thing.keys()) - {"/Type", "/MCID"}
    elif kind in {"/Font", "/FontDescriptor", "/OCG", "/OCMD"} or group:
        private = set(thing.keys()) & _PRIVATE_IN_DICTIONARIES
    else:
        return
    for key in private:
        del thing[key]


def _has_attachments(pdf: Any) -> bool:
    names = dictionary(pdf.Root.get("/Names"))
    return "/EmbeddedFiles" in names or "/Collection" in pdf.Root


def _has_attached(page: Any) -> bool:
    return any(str(one.get("/Subtype", "")) == "/FileAttachment" for one in annotations_of(page))

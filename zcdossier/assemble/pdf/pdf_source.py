"""A PDF as a source of pages: opened, made harmless in memory, its pages copied into another PDF.

What does not survive: scripts, actions, embedded files, forms, private data. The file is never written. What a reader
sees stays: the appearances of form fields, signatures and electronic seals are drawn into the page.

Many sources are read through a few open files: a system lets a process have some hundreds open, macOS 256, and the
PDF library reads its sources until the output is saved.
"""

import logging
from collections import OrderedDict
from collections.abc import Collection, Sequence
from decimal import Decimal
from io import RawIOBase
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from zcdossier.assemble import build_messages, build_notes
from zcdossier.assemble.pdf.annotations import prepare_annotations
from zcdossier.assemble.pdf.form_fields import form_of, is_signed
from zcdossier.assemble.pdf.nested_content import borrowed_by, check_nesting, lend_resources
from zcdossier.assemble.pdf.optional_content import OptionalContent, hidden_layers, hides
from zcdossier.assemble.pdf.safe_reading import annotations_of, limit_library
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.model.label import Label
from zcdossier.pdf_objects import dictionary
from zcdossier.source.regular_file import open_regular_file

MOST_OPEN = 16
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
_ACTUAL_TEXT = "/ActualText"  # what a part of a page says when it is copied, searched or read aloud
_MOST_ELEMENTS = 5_000
_STATE_WORDS = (
    "Type LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM SMask CA ca AIS TK UseBlackPtComp HTO"
)
_STATE_KEYS = frozenset(f"/{word}" for word in _STATE_WORDS.split())
_MOST_ANNOTATIONS = 2000  # of a page; the time to draw them grows with their square
_DAMAGED = "damaged"
_ASSUMED_BOX = (0, 0, 612, 792)
_LONGEST_SIDE = 200_000.0
_QUARTER, _WHOLE = 90, 360


class FilePool:
    """Hands out files that are open only while they are read, all but the last few used."""

    def __init__(self, most: int = MOST_OPEN) -> None:
        self._most = most
        self._open: OrderedDict[Path, BinaryIO] = OrderedDict()

    def file(self, path: Path) -> BinaryIO:
        """Return a file to be read at leisure. Raises OSError when it can't be."""
        self.opened(path)
        return cast("BinaryIO", _ReopenedFile(self, path))

    def opened(self, path: Path) -> BinaryIO:
        """Return the file, open; whoever was not read for the longest time is closed for it."""
        if path not in self._open:
            while len(self._open) >= self._most:
                self._open.popitem(last=False)[1].close()
            self._open[path] = open_regular_file(path)
        self._open.move_to_end(path)
        return self._open[path]

    def close(self) -> None:
        """Close all."""
        while self._open:
            self._open.popitem()[1].close()


class _ReopenedFile(RawIOBase):
    """A file that is opened again when it is read and has been closed meanwhile."""

    def __init__(self, few: FilePool, path: Path) -> None:
        super().__init__()
        self._few = few
        self._path = path
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        file = self._few.opened(self._path)
        file.seek(self._at)
        self._at = file.seek(offset, whence)
        return self._at

    def readinto(self, buffer: Any) -> int:
        file: Any = self._few.opened(self._path)
        file.seek(self._at)
        count: int = file.readinto(buffer)
        self._at += count
        return count


def flatten(pdf: Any, file: str, pages: Sequence[Any]) -> list[Label]:
    """Draw the appearances of forms and annotations into the pages; return what the applicant should know."""
    if any(len(annotations_of(page.obj)) > _MOST_ANNOTATIONS for page in pages):
        raise ValueError("a page has thousands of annotations")
    notes = []
    if is_signed(pdf, (page.obj for page in pages)):
        notes.append(build_notes.note_signature(file))
    off = {layer.objgen for layer in hidden_layers(pdf)[1]}
    if any(hides(page.obj, off) for page in pages):
        notes.append(build_notes.note_layers(file))
    marks = prepare_annotations(pdf, pages, off)
    if marks.doubtful or "/XFA" in form_of(pdf):
        notes.append(build_notes.note_form(file))
    if _has_attachments(pdf) or any(_has_attached(page.obj) for page in pages):
        notes.append(build_notes.note_attachments(file))
    if _tags_say_otherwise(pdf):
        notes.append(build_notes.note_tags(file))
    if marks.lost:
        notes.append(build_notes.note_marks(file, marks.lost))
    if marks.notes:
        notes.append(build_notes.note_comments(file, marks.notes))
    if marks.printed:
        notes.append(build_notes.note_printed(file, marks.printed))
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
    import pikepdf

    for pdf_object in pdf.objects:
        if isinstance(pdf_object, pikepdf.Stream):
            for key in _PRIVATE_KEYS:
                if key in pdf_object:
                    del pdf_object[key]
            if pdf_object.get("/Type") == pikepdf.Name.Metadata:
                pdf_object.write(b"")
        if isinstance(pdf_object, (pikepdf.Dictionary, pikepdf.Stream)):
            _strip_dictionary(pdf_object)
            resources = dictionary(pdf_object.get("/Resources", pdf_object))
            for group in ("/Font", "/ExtGState", "/Properties"):
                for value in dictionary(resources.get(group)).values():
                    _strip_dictionary(value, group)


def _strip_dictionary(dictionary_object: Any, group: str = "") -> None:
    """Remove private data from a font, a graphics state or what is said of a part of a page."""
    import pikepdf

    if not isinstance(dictionary_object, pikepdf.Dictionary):
        return
    kind = str(dictionary_object.get("/Type", ""))
    if kind == "/ExtGState" or group == "/ExtGState":
        private = set(dictionary_object.keys()) - _STATE_KEYS
    elif group == "/Properties" and kind not in {"/OCG", "/OCMD"}:
        private = set(dictionary_object.keys()) - {"/Type", "/MCID", _ACTUAL_TEXT}
        if not isinstance(dictionary_object.get(_ACTUAL_TEXT), pikepdf.String):
            private |= {_ACTUAL_TEXT} & set(dictionary_object.keys())
    elif kind in {"/Font", "/FontDescriptor", "/OCG", "/OCMD"} or group:
        private = set(dictionary_object.keys()) & _PRIVATE_IN_DICTIONARIES
    else:
        return
    for key in private:
        del dictionary_object[key]


def _tags_say_otherwise(pdf: Any) -> bool:
    """Whether tags, which merged pages do not have, give another text than the page draws; the first of many tell."""
    import pikepdf

    waiting, seen = [pdf.Root.get("/StructTreeRoot")], set[tuple[int, int]]()
    for _ in range(_MOST_ELEMENTS):
        if not waiting:
            return False
        element = dictionary(waiting.pop())
        if _ACTUAL_TEXT in element:
            return True
        children = element.get("/K")
        below = islice(children, _MOST_ELEMENTS) if isinstance(children, pikepdf.Array) else [children]
        for child in below:
            if isinstance(child, pikepdf.Dictionary) and child.objgen not in seen:
                waiting.append(child)
                seen |= {child.objgen} if child.is_indirect else set()
    return False


def _has_attachments(pdf: Any) -> bool:
    names = dictionary(pdf.Root.get("/Names"))
    return "/EmbeddedFiles" in names or "/Collection" in pdf.Root


def _has_attached(page: Any) -> bool:
    return any(str(annotation.get("/Subtype", "")) == "/FileAttachment" for annotation in annotations_of(page))


class PdfSource:
    """An opened source PDF. Its streams are read when the output is saved: close it only after that."""

    def __init__(self, content: BinaryIO, file: str, wanted: Collection[int]) -> None:
        """Open the PDF and prepare the pages `wanted` (from 0)."""
        import pikepdf

        limit_library()
        logging.getLogger("pikepdf").addHandler(logging.NullHandler())
        self.file = file
        self.notes: list[Label] = []
        with reading(file):
            try:
                self.pdf = pikepdf.open(content)
            except pikepdf.PasswordError:
                raise RefusedError(build_messages.encrypted(file)) from None
            try:
                self._check_lock()
                self._prepare(wanted)
            except BaseException:
                self.pdf.close()
                raise

    def _check_lock(self) -> None:
        """A PDF that opens without a password is taken as it would print, if it may be printed at all."""
        if not self.pdf.is_encrypted:
            return
        allowed = self.pdf.allow
        if not (allowed.print_lowres or allowed.print_highres or self.pdf.owner_password_matched):
            raise RefusedError(build_messages.unprintable(self.file))
        self.notes.append(build_notes.note_locked(self.file))

    def _prepare(self, wanted: Collection[int]) -> None:
        self._pages = list(self.pdf.pages)  # asking for one by its number takes longer the more there are
        count = len(self._pages)
        if count == 0:
            raise RefusedError(build_messages.no_pages(self.file))
        if max(wanted) >= count:
            raise RefusedError(build_messages.page_outside(self.file, max(wanted) + 1, count))
        self.notes += flatten(self.pdf, self.file, [self._pages[index] for index in sorted(set(wanted))])
        named: dict[tuple[int, int], frozenset[tuple[str, str]]] = {}
        for index in sorted(set(wanted)):
            page = self._pages[index]
            strip_page(page.obj)
            _set_media_box(page.obj)
            _set_rotation(page.obj)
            check_nesting(page.obj)
            if len(set(wanted)) < count:
                lent = borrowed_by(page.obj, named)
                page.remove_unreferenced_resources()
                lend_resources(page.obj, lent)

    def copy_page(self, index: int, target: Any) -> None:
        """Append a page (from 0) to another PDF; what pages share is copied once."""
        with reading(self.file):
            target.pages.append(self._pages[index])

    def copy_layers(self, layers: OptionalContent) -> None:
        """Hand over the layers, after the pages."""
        with reading(self.file):
            layers.add(self.pdf)

    def closing_notes(self) -> list[Label]:
        """Return all notes, once everything was read."""
        damaged = any(_DAMAGED in str(warning) for warning in self.pdf.get_warnings())
        return [*self.notes, build_notes.note_repaired(self.file)] if damaged else list(self.notes)

    def close(self) -> None:
        """Let go of the file."""
        self.pdf.close()


def _set_media_box(page: Any) -> None:
    """Make the size what every reader understands; a page without a size gets the one that viewers assume."""
    import pikepdf

    box = [float(side) for side in page.get("/MediaBox", _ASSUMED_BOX)]
    left, right = sorted((box[0], box[2]))
    bottom, top = sorted((box[1], box[3]))
    if len(box) != len(_ASSUMED_BOX) or not (0 < right - left < _LONGEST_SIDE and 0 < top - bottom < _LONGEST_SIDE):
        raise ValueError("a page has no usable size")
    if "/MediaBox" not in page or (left, bottom) != (box[0], box[1]):
        page.MediaBox = pikepdf.Array([left, bottom, right, top])


def _set_rotation(page: Any) -> None:
    """Viewers take a turn modulo 360; one that is no multiple of 90 they don't agree on, and mostly leave out."""
    turn = page.get("/Rotate")
    if turn is None:
        return
    del page.Rotate
    if isinstance(turn, (int, Decimal)) and turn % _QUARTER == 0 and turn % _WHOLE:
        page.Rotate = int(turn) % _WHOLE

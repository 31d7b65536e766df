"""A PDF as a source of pages: opened, made harmless in memory, its pages copied into another PDF."""

import logging
from collections.abc import Collection
from decimal import Decimal
from typing import Any, BinaryIO

from zcdossier.assemble import wording
from zcdossier.assemble.pdf import sanitise
from zcdossier.assemble.pdf.layers import Layers
from zcdossier.assemble.pdf.limits import limit_library
from zcdossier.assemble.pdf.nested import borrowed, lend
from zcdossier.assemble.pdf.nesting import check_nesting
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.model.label import Label

_DAMAGED = "damaged"
_ASSUMED_BOX = (0, 0, 612, 792)
_LARGEST = 200_000.0
_QUARTER, _WHOLE = 90, 360


class PdfSource:
    """An opened source PDF. Its streams are read when the output is saved: close it only after that."""

    def __init__(self, content: BinaryIO, file: str, wanted: Collection[int]) -> None:
        """Open the PDF and prepare the pages `wanted` (from 0)."""
        import pikepdf  # noqa: PLC0415 - heavy

        limit_library()
        logging.getLogger("pikepdf").addHandler(logging.NullHandler())
        self.file = file
        self.notes: list[Label] = []
        with reading(file):
            try:
                self.pdf = pikepdf.open(content)
            except pikepdf.PasswordError:
                raise RefusedError(wording.encrypted(file)) from None
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
            raise RefusedError(wording.unprintable(self.file))
        self.notes.append(wording.note_locked(self.file))

    def _prepare(self, wanted: Collection[int]) -> None:
        self._pages = list(self.pdf.pages)  # asking for one by its number takes longer the more there are
        count = len(self._pages)
        if count == 0:
            raise RefusedError(wording.no_pages(self.file))
        if max(wanted) >= count:
            raise RefusedError(wording.page_outside(self.file, max(wanted) + 1, count))
        self.notes += sanitise.flatten(self.pdf, self.file, [self._pages[index] for index in sorted(set(wanted))])
        named: dict[tuple[int, int], frozenset[tuple[str, str]]] = {}
        for index in sorted(set(wanted)):
            page = self._pages[index]
            sanitise.strip_page(page.obj)
            _set_box(page.obj)
            _set_turn(page.obj)
            check_nesting(page.obj)
            if len(set(wanted)) < count:
                things = borrowed(page.obj, named)
                page.remove_unreferenced_resources()
                lend(page.obj, things)

    def copy_page(self, index: int, target: Any) -> None:
        """Append a page (from 0) to another PDF; what pages share is copied once."""
        with reading(self.file):
            target.pages.append(self._pages[index])

    def copy_layers(self, layers: Layers) -> None:
        """Hand over the layers, after the pages."""
        with reading(self.file):
            layers.add(self.pdf)

    def closing_notes(self) -> list[Label]:
        """Return all notes, once everything was read."""
        damaged = any(_DAMAGED in str(warning) for warning in self.pdf.get_warnings())
        return [*self.notes, wording.note_repaired(self.file)] if damaged else list(self.notes)

    def close(self) -> None:
        """Let go of the file."""
        self.pdf.close()


def _set_box(page: Any) -> None:
    """Make the size what every reader understands; a page without a size gets the one that viewers assume."""
    import pikepdf  # noqa: PLC0415 - heavy

    box = [float(side) for side in page.get("/MediaBox", _ASSUMED_BOX)]
    left, right = sorted((box[0], box[2]))
    bottom, top = sorted((box[1], box[3]))
    if len(box) != len(_ASSUMED_BOX) or not (0 < right - left < _LARGEST and 0 < top - bottom < _LARGEST):
        raise ValueError("a page has no usable size")
    if "/MediaBox" not in page or (left, bottom) != (box[0], box[1]):
        page.MediaBox = pikepdf.Array([left, bottom, right, top])


def _set_turn(page: Any) -> None:
    """Viewers take a turn modulo 360; one that is no multiple of 90 they don't agree on, and mostly leave out."""
    turn = page.get("/Rotate")
    if turn is None:
        return
    del page.Rotate
    if isinstance(turn, (int, Decimal)) and turn % _QUARTER == 0 and turn % _WHOLE:
        page.Rotate = int(turn) % _WHOLE

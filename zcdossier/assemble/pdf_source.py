"""A PDF as a source of pages: opened, made harmless in memory, its pages copied into another PDF."""

import logging
from collections.abc import Collection
from pathlib import Path
from typing import Any

from zcdossier.assemble import sanitise, wording
from zcdossier.assemble.layers import Layers
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.model.label import Label

_DAMAGED = "damaged"


class PdfSource:
    """An opened source PDF. Its streams are read when the output is saved: close it only after that."""

    def __init__(self, path: Path, file: str, wanted: Collection[int]) -> None:
        """Open `path` and prepare the pages `wanted` (from 0)."""
        import pikepdf  # noqa: PLC0415 - heavy

        logging.getLogger("pikepdf").addHandler(logging.NullHandler())
        self.file = file
        self.notes: list[Label] = []
        with reading(file):
            try:
                self.pdf = pikepdf.open(path)
            except pikepdf.PasswordError:
                raise RefusedError(wording.encrypted(file)) from None
            try:
                self._prepare(wanted)
            except BaseException:
                self.pdf.close()
                raise

    def _prepare(self, wanted: Collection[int]) -> None:
        count = len(self.pdf.pages)
        if count == 0:
            raise RefusedError(wording.no_pages(self.file))
        if max(wanted) >= count:
            raise RefusedError(wording.page_outside(self.file, max(wanted) + 1, count))
        self.notes += sanitise.flatten(self.pdf, self.file)
        lost = 0
        for index in sorted(set(wanted)):
            page = self.pdf.pages[index]
            lost += sanitise.strip_page(page.obj)
            if len(set(wanted)) < count:
                page.remove_unreferenced_resources()
        if lost:
            self.notes.append(wording.note_annotations(self.file, lost))

    def copy_page(self, index: int, target: Any) -> None:
        """Append a page (from 0) to another PDF; what pages share is copied once."""
        with reading(self.file):
            target.pages.append(self.pdf.pages[index])

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

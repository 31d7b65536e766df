"""What is proposed for a heap of files: where each file, or some pages of it, belongs; which records are new; the rest.

A piece is what is placed as a whole: a file, or pages of a PDF that holds several things. Nothing here is done yet.
"""

from collections.abc import Mapping
from typing import NamedTuple

from zcdossier.model.label import Label, concat_labels, fill_label
from zcdossier.model.left_reasons import LEFT_WORDS, LeftReason, left_advice
from zcdossier.model.page_facts import Box
from zcdossier.model.profile import Section


class FilePiece(NamedTuple):
    """A file of the heap, or some pages of it (from 1; none for all). `digest` is the sha256 of the whole file."""

    file: str
    digest: str = ""
    format: str = ""
    pages: tuple[int, ...] = ()

    @property
    def pages_text(self) -> str:
        """`2-4`; nothing for a whole file."""
        if not self.pages:
            return ""
        first, last = self.pages[0], self.pages[-1]
        return str(first) if first == last else f"{first}-{last}"


class FieldRead(NamedTuple):
    """A value read off a page for a new record: `confidence` is 0 to 1, `piece` and `page` say where it was read."""

    field: str
    text: str
    confidence: float
    file: str
    page: int
    box: Box | None = None


class NewRecord(NamedTuple):
    """A record that the manifest does not have. `id` stands for it in the proposal (`N1`)."""

    id: str
    section: str
    title: str
    fields: tuple[FieldRead, ...] = ()


class Placement(NamedTuple):
    """Where a piece belongs: `record` is the route of a record in the manifest, or the id of a new one.

    `clue` is the words that decided, as read; `page` and `box` where they stand.
    """

    piece: FilePiece
    section: str
    record: str
    part: str
    confidence: float
    clue: str = ""
    page: int = 1
    box: Box | None = None


class LeftPiece(NamedTuple):
    """A piece that nothing is done with, and why. What could be told of it all the same may be filled in."""

    piece: FilePiece
    reason: LeftReason
    other: str | Label = ""
    section: str = ""
    record: str = ""
    part: str = ""

    @property
    def why(self) -> Label:
        """Why, in words."""
        return fill_label(LEFT_WORDS[self.reason].why, other=self.other)

    @property
    def remark(self) -> Label:
        """Why, and what to do."""
        return concat_labels(self.why, Label("。", ". "), left_advice(self.reason), Label("。", "."))


class PlanTerms(NamedTuple):
    """What sections and records are called in a proposal: sections by id, the manifest's records by route."""

    sections: Mapping[str, Section]
    records: Mapping[str, str]


class Proposal(NamedTuple):
    """What is proposed for a heap."""

    placements: tuple[Placement, ...] = ()
    new_records: tuple[NewRecord, ...] = ()
    left: tuple[LeftPiece, ...] = ()

"""Which pages of which sources in which order (pure). What a file is comes from its facts, never from a look at it.

A job is what one record's PDF is to be made of: the order the app gives, as plain values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath

from zcdossier.assemble import build_messages
from zcdossier.assemble.layout import count_strips
from zcdossier.assemble.refusal import RefusedError
from zcdossier.model.facts import PICTURE_FORMATS, FileFacts
from zcdossier.model.label import Label
from zcdossier.model.profile import BuildLimits

MOST_PAGES = 5000  # of one record; a damaged PDF can claim thousands of millions
_MOST_FAULTS = 4
_PAGED_PICTURES = frozenset(["tiff"])


@dataclass(frozen=True, slots=True)
class Piece:
    """One source file of a record. `file` is relative to the dossier; no `pages` (1-based) means all of them."""

    file: str
    part_id: str = ""
    part_label: str = ""
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordJob:
    """One record to build. `record` is its id (`papers[0]`), `target` its upload's name below the output folder.

    `looked_at` is when gathering the facts began, in nanoseconds; 0 when that is not known.
    """

    root: Path
    record: str
    section: str
    title: str
    pieces: tuple[Piece, ...]
    facts: Mapping[str, FileFacts]
    target: PurePath
    limits: BuildLimits = field(default_factory=BuildLimits)
    looked_at: int = 0

    @property
    def files(self) -> tuple[str, ...]:
        """Every source file once, in the order of its first piece."""
        return tuple(dict.fromkeys(piece.file for piece in self.pieces))

    def path(self, file: str) -> Path:
        """Where a source file is."""
        return self.root / file


class PageKind(StrEnum):
    """What a page comes from."""

    PICTURE = "picture"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page of the upload. `number` counts from 1, `index` is the page or frame in the file, from 0.

    A long picture takes `strips` pages; `strip` counts them from 0.
    """

    number: int
    file: str
    index: int
    kind: PageKind
    part: str
    strip: int = 0
    strips: int = 1


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A part and the page (from 1) it starts on."""

    label: str
    page: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages in order, and where each part starts."""

    pages: tuple[PlannedPage, ...]
    bookmarks: tuple[Bookmark, ...]

    def pages_of(self, file: str, part: str) -> tuple[int, ...]:
        """The numbers of the pages that come from `file` for `part`."""
        return tuple(page.number for page in self.pages if (page.file, page.part) == (file, part))


def make_plan(job: RecordJob) -> Plan:
    """Order the pages as the pieces list them; refuse, naming every file at fault, when one can't be used."""
    faults = [fault for piece in job.pieces if (fault := _fault_of(piece, job.facts.get(piece.file)))]
    if not job.pieces:
        faults = [build_messages.no_sources()]
    if faults:
        raise RefusedError(build_messages.join_labels(tuple(dict.fromkeys(faults)), _MOST_FAULTS))
    pages: list[PlannedPage] = []
    bookmarks: list[Bookmark] = []
    for piece in job.pieces:
        label = piece.part_label or PurePosixPath(piece.file).stem
        if not bookmarks or bookmarks[-1].label != label:
            bookmarks.append(Bookmark(label, len(pages) + 1))
        facts = job.facts[piece.file]
        kind = PageKind.PDF if facts.format == "pdf" else PageKind.PICTURE
        for page in piece.pages or range(1, _page_count(facts) + 1):
            strips = _strips(facts, page - 1, job) if kind is PageKind.PICTURE else 1
            if len(pages) + strips > MOST_PAGES:
                raise RefusedError(build_messages.too_many_pages(piece.file, MOST_PAGES))
            for strip in range(strips):
                pages.append(PlannedPage(len(pages) + 1, piece.file, page - 1, kind, piece.part_id, strip, strips))
    return Plan(tuple(pages), tuple(bookmarks))


def _page_count(facts: FileFacts) -> int:
    """Only a PDF or a TIFF has pages; an animation is shown by its first picture."""
    if facts.format == "pdf":
        return facts.pages
    return max(1, facts.pages) if facts.format in _PAGED_PICTURES else 1


def _strips(facts: FileFacts, index: int, job: RecordJob) -> int:
    return count_strips(facts.sizes[index], job.limits) if index < len(facts.sizes) else 1


def _fault_of(piece: Piece, facts: FileFacts | None) -> Label | None:
    if facts is None:
        return build_messages.vanished(piece.file)
    if facts.trouble is not None:
        return build_messages.trouble(piece.file, facts.trouble, facts.format, facts.detail)
    if facts.format != "pdf" and facts.format not in PICTURE_FORMATS:
        return build_messages.unsupported(piece.file, facts.format)
    count = _page_count(facts)
    if count == 0:
        return build_messages.no_pages(piece.file)
    outside = [page for page in piece.pages if not 1 <= page <= count]
    return build_messages.page_outside(piece.file, outside[0], count) if outside else None

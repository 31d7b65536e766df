"""Which pages of which sources in which order, and the bookmarks (pure).

What a file is comes from its facts, never from a look at it. A job is what one record's PDF is to be made of: the order
the app gives, as plain values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from zcdossier.assemble import build_messages, limit_messages
from zcdossier.assemble.layout import count_strips
from zcdossier.assemble.refusal import RefusedError
from zcdossier.model.build_rules import PAGE_SLOT, Bookmarks, BuildLimits, OnePer, OutputForm
from zcdossier.model.dossier import AbsentScan
from zcdossier.model.facts import PICTURE_FORMATS, FileFacts, Trouble
from zcdossier.model.label import Label

MOST_PAGES = 5000  # of one record; a damaged PDF can claim thousands of millions
_MOST_FAULTS = 4
_LEADING_TO_PAGE = " .·…-–—_:：,，第pP(（["
LINES_OF_CONTENTS = 32
"""How many lines a page of contents has."""


class BookmarkHeading(NamedTuple):
    """A bookmark above those of parts. What has the same `key` stands below the same one."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One source file of a record. `file` is relative to the dossier; no `pages` (1-based) means all of them.

    `headings` are what its bookmark stands below, from the outermost in; `bookmark` is its own where that is not the
    part's label.
    """

    file: str
    part_id: str = ""
    part_label: str = ""
    pages: tuple[int, ...] = ()
    headings: tuple[BookmarkHeading, ...] = ()
    bookmark: str = ""


@dataclass(frozen=True, slots=True)
class RecordJob:
    """One record to build. `record` is its id (`papers[0]`), `target` its upload's name below the output folder.

    `further` are the targets of what is written beside it, where a record becomes several files. `info` says what
    stands in the PDF's properties (`Author`), `without` what may stand nowhere in it, `absent` what should be among the
    pieces and is not there. `looked_at` is when gathering the facts began, in nanoseconds; 0 when that is not known.
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
    further: tuple[PurePath, ...] = ()
    info: tuple[tuple[str, str], ...] = ()
    group: str = ""
    without: tuple[str, ...] = ()
    absent: tuple[AbsentScan, ...] = ()

    @property
    def targets(self) -> tuple[PurePath, ...]:
        """Every file it is to be written to."""
        return (self.target, *self.further)

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
    CONTENTS = "contents"


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
    """A title and the page (from 1) it leads to; `level` counts from 0, the outermost."""

    label: str
    page: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages in order, where each part starts, and the bookmarks that are shown.

    `contents` are the lines of the pages of contents in front, where there are any.
    """

    pages: tuple[PlannedPage, ...]
    bookmarks: tuple[Bookmark, ...]
    outline: tuple[Bookmark, ...] = ()
    contents: tuple[Bookmark, ...] = ()

    @property
    def source_pages(self) -> tuple[PlannedPage, ...]:
        """The pages that come from sources."""
        return tuple(page for page in self.pages if page.kind is not PageKind.CONTENTS)

    def pages_of(self, file: str, part: str) -> tuple[int, ...]:
        """The numbers of the pages that come from `file` for `part`."""
        return tuple(page.number for page in self.pages if (page.file, page.part) == (file, part))


def check_order(job: RecordJob) -> None:
    """Refuse what can't be built by what is known of its sources."""
    if job.limits.form is OutputForm.AS_IS:
        check_as_they_are(job)
    else:
        make_plan(job)


def check_as_they_are(job: RecordJob) -> None:
    """Refuse sources that can't be handed in as they are: missing, damaged, only in part, or beyond the limits."""
    faults = [fault for piece in job.pieces if (fault := _fault_as_it_is(piece, job)) is not None]
    faults += [build_messages.absent(each) for each in job.absent]
    if not (job.pieces or faults):
        faults = [build_messages.no_sources()]
    if faults:
        raise RefusedError(build_messages.join_labels(tuple(dict.fromkeys(faults)), _MOST_FAULTS))


def _fault_as_it_is(piece: Piece, job: RecordJob) -> Label | None:
    facts, limits = job.facts.get(piece.file), job.limits
    if facts is None:
        return build_messages.vanished(piece.file)
    if facts.trouble is not None and facts.trouble not in _KEPT_ANYHOW:
        return build_messages.trouble(piece.file, facts.trouble, facts.format, facts.detail)
    if piece.pages:
        return limit_messages.not_in_part(piece.file)
    if facts.bytes >= limits.max_bytes:
        return limit_messages.too_heavy_as_it_is(piece.file, limits.max_bytes, facts.bytes)
    if limits.max_pages and facts.pages > limits.max_pages:
        return limit_messages.too_long_as_it_is(piece.file, limits.max_pages, facts.pages)
    return None


_KEPT_ANYHOW = frozenset({Trouble.UNSUPPORTED, Trouble.NEEDS_HEIC})
"""What can't be merged can still be handed on: an invoice in OFD."""


def make_plan(job: RecordJob) -> Plan:
    """Order the pages as the pieces list them; refuse, naming every file at fault, when one can't be used."""
    faults = [fault for piece in job.pieces if (fault := _fault_of(piece, job.facts.get(piece.file)))]
    faults += [build_messages.absent(each) for each in job.absent]
    if not (job.pieces or faults):
        faults = [build_messages.no_sources()]
    if faults:
        raise RefusedError(build_messages.join_labels(tuple(dict.fromkeys(faults)), _MOST_FAULTS))
    pages: list[PlannedPage] = []
    bookmarks: list[Bookmark] = []
    outline = Outline(job.limits.look.bookmarks)
    for piece in job.pieces:
        label = piece.part_label or PurePosixPath(piece.file).stem
        if not bookmarks or bookmarks[-1].label != label:
            bookmarks.append(Bookmark(label, len(pages) + 1))
        outline.add(piece.headings, piece.bookmark or label, len(pages) + 1)
        facts = job.facts[piece.file]
        kind = PageKind.PDF if facts.format == "pdf" else PageKind.PICTURE
        for page in piece.pages or range(1, facts.merged_pages + 1):
            strips = _strips(facts, page - 1, job) if kind is PageKind.PICTURE else 1
            if len(pages) + strips > MOST_PAGES:
                raise RefusedError(build_messages.too_many_pages(piece.file, MOST_PAGES))
            for strip in range(strips):
                pages.append(PlannedPage(len(pages) + 1, piece.file, page - 1, kind, piece.part_id, strip, strips))
    plan = Plan(tuple(pages), tuple(bookmarks), outline.bookmarks(0))
    if job.limits.look.contents:
        plan = _with_contents(plan, outline, job.limits)
    if job.limits.max_pages and len(plan.pages) > job.limits.max_pages:
        raise RefusedError(limit_messages.over_pages(job.limits.max_pages, len(plan.pages)))
    return plan


class Outline:
    """The bookmarks in the making: headings where they change, below them the parts."""

    def __init__(self, wanted: Bookmarks) -> None:
        self._wanted = wanted
        self._open: tuple[str, ...] = ()
        self._part: str | None = None
        self._marks: list[Bookmark] = []

    def add(self, headings: Sequence[BookmarkHeading], part: str, page: int) -> None:
        """Take a piece that starts on a page (from 1, those of contents not counted)."""
        keys = tuple(heading.key for heading in headings)
        same = next((at for at, (a, b) in enumerate(zip(keys, self._open, strict=False)) if a != b), None)
        kept = min(len(keys), len(self._open)) if same is None else same
        self._marks += [Bookmark(headings[level].text, page, level) for level in range(kept, len(headings))]
        if self._wanted.parts and (keys != self._open or part != self._part):
            self._marks.append(Bookmark(part, page, len(headings)))
        self._open, self._part = keys, part

    def bookmarks(self, before: int) -> tuple[Bookmark, ...]:
        """Return them, with so many pages in front, each with its page's number where its title wants it."""
        depth = self._wanted.depth or len(self._marks) + 1
        return tuple(
            Bookmark(mark.label.replace(PAGE_SLOT, str(mark.page + before)), mark.page + before, mark.level)
            for mark in self._marks
            if mark.level < depth
        )

    def titles(self) -> tuple[str, ...]:
        """Return the titles of the same bookmarks without their pages' numbers, and what leads over to these."""
        depth = self._wanted.depth or len(self._marks) + 1
        return tuple(
            mark.label.partition(PAGE_SLOT)[0].rstrip(_LEADING_TO_PAGE) if PAGE_SLOT in mark.label else mark.label
            for mark in self._marks
            if mark.level < depth
        )


def _with_contents(plan: Plan, outline: Outline, limits: BuildLimits) -> Plan:
    """Put the pages of contents in front: every bookmark a line, with the page it leads to."""
    count = ceil(max(1, len(plan.outline or plan.bookmarks)) / LINES_OF_CONTENTS)
    kept = outline.bookmarks(count)
    lines = tuple(replace(mark, label=label) for mark, label in zip(kept, outline.titles(), strict=True))
    title = limits.look.contents
    first = [PlannedPage(number, "", number - 1, PageKind.CONTENTS, "") for number in range(1, count + 1)]
    marks = tuple(replace(mark, page=mark.page + count) for mark in plan.bookmarks)
    return Plan(
        (*first, *(replace(page, number=page.number + count) for page in plan.pages)),
        (Bookmark(title, 1), *marks),
        (Bookmark(title, 1), *kept),
        lines or marks,
    )


def count_outputs(pieces: Sequence[Piece], facts: Mapping[str, FileFacts], per: OnePer) -> int:
    """Return how many pictures pieces become, one each page or file; at least one, for something is to be named."""
    if per is OnePer.FILE:
        return max(1, len({piece.file for piece in pieces}))
    counts = (len(piece.pages) or (facts[piece.file].merged_pages if piece.file in facts else 0) for piece in pieces)
    return min(max(1, sum(counts)), MOST_PAGES)


def _strips(facts: FileFacts, index: int, job: RecordJob) -> int:
    if job.limits.form is not OutputForm.PDF:
        return 1
    return count_strips(facts.sizes[index], job.limits) if index < len(facts.sizes) else 1


def _fault_of(piece: Piece, facts: FileFacts | None) -> Label | None:
    if facts is None:
        return build_messages.vanished(piece.file)
    if facts.trouble is not None:
        return build_messages.trouble(piece.file, facts.trouble, facts.format, facts.detail)
    if facts.format != "pdf" and facts.format not in PICTURE_FORMATS:
        return build_messages.unsupported(piece.file, facts.format)
    count = facts.merged_pages
    if count == 0:
        return build_messages.no_pages(piece.file)
    outside = [page for page in piece.pages if not 1 <= page <= count]
    return build_messages.page_outside(piece.file, outside[0], count) if outside else None

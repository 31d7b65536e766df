"""The pages of a record that were read, and how far what was read of them can be relied on."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import PHOTO, Context
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.label import Label
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.model.place import PageSpot, Place

_SURE_LINE = 0.8
_SURE_PAGE = 0.85
_WIDE = 3.0
"""Widths of a line in its heights from which it can hold a name or a date."""
_INSIDE_SEAL = 0.5
_MOST_IN_SEAL, _LARGE = 4, 1.45
"""Signs in a line of a square seal, and how high it is beside usual lines."""
_CITED = re.compile(r"[\[［][jmdc][\]］]")
_MOST_CITED = 2
_MOST_UNREAD, _OF_SIGN = 0.8, 0.5
"""Squares of a line's height that may look like print and were not read: a name of two signs has more."""


class ScanPage(NamedTuple):
    """One page of one scan of a record."""

    scan: Scan
    facts: PageFacts

    def place(self, box: Box | None = None) -> Place:
        """Where it is, or a piece of it."""
        return Place(self.scan.file, PageSpot(self.facts.page, box))


class RecordPages(NamedTuple):
    """The pages of a record in order. `is_complete` says whether every page that it hands in was read."""

    pages: tuple[ScanPage, ...]
    is_complete: bool

    @property
    def is_legible(self) -> bool:
        """Whether all of it was read so well that what was not found is hardly there."""
        return self.is_complete and bool(self.pages) and all(is_legible(page.facts) for page in self.pages)


def record_pages(record: Record, context: Context) -> RecordPages:
    """Return the pages of a record's scans as read; pages that were not read are not among them."""
    pages: list[ScanPage] = []
    complete = bool(record.scans)
    for scan in record.scans:
        facts = context.facts.get(scan.file)
        if facts is None or facts.pages_seen is None:
            complete = False
            continue
        wanted = scan.pages or range(1, max(1, facts.merged_pages) + 1)
        by_number = {page.page: page for page in facts.pages_seen}
        pages += [ScanPage(scan, by_number[number]) for number in wanted if number in by_number]
        complete = complete and all(number in by_number for number in wanted)
    return RecordPages(tuple(pages), complete)


def records_read(context: Context) -> Iterator[tuple[Record, RecordPages]]:
    """Yield the records of sections and attachments of which something was read."""
    yield from context.once(_records_read)


def _records_read(context: Context) -> tuple[tuple[Record, RecordPages], ...]:
    records = [record for record in context.dossier.records() if record.section != PHOTO]
    read = [(record, record_pages(record, context)) for record in records]
    return tuple((record, pages) for record, pages in read if pages.pages)


def pages_read(context: Context) -> Iterator[tuple[Record, ScanPage]]:
    """Yield each page that was read; one that serves several records comes with the first."""
    seen: set[tuple[str, int]] = set()
    for record, pages in records_read(context):
        for page in pages.pages:
            key = page.scan.file, page.facts.page
            if key not in seen:
                seen.add(key)
                yield record, page


def page_label(page: ScanPage, context: Context) -> Label:
    """Return which page of its file it is; nothing where the file has only this one."""
    facts = context.facts.get(page.scan.file)
    number = page.facts.page
    return Label(f" 第 {number} 页", f", page {number},") if facts and facts.pages > 1 else Label("")


def is_legible(page: PageFacts) -> bool:
    """Whether a page was read well: an empty one has nothing to read."""
    if page.is_blank:
        return True
    signs = sum(len(line.text) for line in page.lines)
    if not signs or page.cut_edges or has_unread_print(page):
        return False
    sure = sum(line.confidence * len(line.text) for line in page.lines) / signs
    return sure >= _SURE_PAGE and not any(_may_hide_words(page, number) for number in range(len(page.lines)))


def is_list_of_literature(page: PageFacts) -> bool:
    """Whether a page cites so much that names on it may be anybody's."""
    return sum(len(_CITED.findall(line.text.lower())) for line in page.lines) > _MOST_CITED


def has_unread_print(page: PageFacts, signs: int = 0) -> bool:
    """Whether something on a page was printed but not read, as wide as a name, or as so many signs."""
    return (page.unread_print or 0.0) > max(_MOST_UNREAD, _OF_SIGN * signs)


def _may_hide_words(page: PageFacts, number: int) -> bool:
    """Whether a line that is hardly read is wide enough for a name, and no seal's: words round a seal read badly.

    On a grey page words of a seal can't be told from print: they may cover what stands in the row.
    """
    line = page.lines[number]
    if not page.has_colour and _may_be_words_of_seal(page, line):
        return True
    height = line.box.bottom - line.box.top
    if line.confidence >= _SURE_LINE or line.box.right - line.box.left < _WIDE * height:
        return False
    return not any(line.box.share_inside(seal.box) >= _INSIDE_SEAL for seal in page.seals)


def _may_be_words_of_seal(page: PageFacts, line: TextLine) -> bool:
    """Whether a line is a few large signs in the row of usual ones: a square seal's over what is printed there."""
    from statistics import median  # only where a page was read

    heights = [other.box.bottom - other.box.top for other in page.lines]
    usual, high = median(heights), line.box.bottom - line.box.top
    if len(line.text) > _MOST_IN_SEAL or high < _LARGE * usual:
        return False
    middles = (
        (other.box.top + other.box.bottom) / 2
        for other, size in zip(page.lines, heights, strict=True)
        if size < _LARGE * usual
    )
    return any(line.box.top < middle < line.box.bottom for middle in middles)

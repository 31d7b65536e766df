"""Which part of a record's scans a page looks like, by the words that the profile says of each."""

import re
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.page_facts import PageFacts, TextLine
from zcdossier.model.profile import Part, Section

_SURE = 0.9
_MOST_AROUND = 6
"""Letters that a heading or a label may have beside the word it is known by."""
_TOP = 0.4
_SHORT_LATIN = 4
_WORDS_ENOUGH = 2
_MANY_LETTERS, _LONG_LINE = 250, 12
_ABOUT_TEXT = re.compile("证明|查询|检索|截图|奖|认证")


class MistakenPart(NamedTuple):
    """A file that looks like another part than its name says; `page` is its first."""

    file: str
    page: ScanPage
    own: Part
    seen: Part


def pages_by_file(pages: Sequence[ScanPage]) -> dict[str, list[ScanPage]]:
    """Return the pages of each file, by its path, in order."""
    by_file: dict[str, list[ScanPage]] = {}
    for page in pages:
        by_file.setdefault(page.scan.file, []).append(page)
    return by_file


def files_like_others(pages: Sequence[ScanPage], section: Section) -> tuple[MistakenPart, ...]:
    """Return the files of a record all of whose pages look like one other part, and none like its own."""
    found = []
    for file, file_pages in pages_by_file(pages).items():
        own = section.parts.get(file_pages[0].scan.part)
        seen = _other_part(own, file_pages, section.parts) if own is not None else None
        if own is not None and seen is not None:
            found.append(MistakenPart(file, file_pages[0], own, seen))
    return tuple(found)


def _other_part(own: Part, pages: Sequence[ScanPage], parts: Mapping[str, Part]) -> Part | None:
    """The part that every page of a file looks like; None where one may be its own, or it can't be told."""
    if not own.looks_like or any(may_be_part(page.facts, own) for page in pages):
        return None
    seen = [parts_seen(page.facts, parts) for page in pages]
    if any(len(found) != 1 for found in seen):
        return None
    names = {name for found in seen for name in found}
    return parts[names.pop()] if len(names) == 1 else None


def may_be_part(page: PageFacts, part: Part) -> bool:
    """Whether any word of a part is anywhere on a page, or a page of running text may be of the text itself."""
    whole = "".join(comparable_letters(line.text) for line in page.lines)
    if any(comparable_letters(word) in whole for word in part.looks_like if comparable_letters(word)):
        return True
    return is_plain_text(part) and is_running_text([page])


def is_plain_text(part: Part) -> bool:
    """Whether a part is the text of something itself, and not a proof of it (论文检索截图, 论文真实性证明)."""
    return part.is_text and not _ABOUT_TEXT.search(part.label.zh)


def is_running_text(pages: Sequence[PageFacts]) -> bool:
    """Whether most of some pages is plain text in long lines."""
    letters = [len(comparable_letters(line.text)) for page in pages for line in page.lines]
    return sum(letters) >= _MANY_LETTERS * len(pages) and median(letters) >= _LONG_LINE


def parts_seen(page: PageFacts, parts: Mapping[str, Part]) -> frozenset[str]:
    """Return the ids of the parts that a page looks like: their word heads it, or two of their words stand on it.

    Letters that journals and books print in many places (ISSN, CN) head nothing.
    """
    if page.is_blank or not page.lines:
        return frozenset()
    headings = page_headings(page)
    labels = [comparable_letters(line.text) for line in page.lines if line.confidence >= _SURE]
    seen = set()
    for part in parts.values():
        words = [word for word in map(comparable_letters, part.looks_like) if not is_in_many_places(word)]
        on_page = sum(any(is_about(word, label) for label in labels) for word in words)
        if on_page >= _WORDS_ENOUGH or any(is_about(word, heading) for word in words for heading in headings):
            seen.add(part.id)
    return frozenset(seen)


def is_about(word: str, line: str) -> bool:
    """Whether a line says a word and little besides; both as they are compared."""
    return word in line and len(line) <= len(word) + _MOST_AROUND


def is_in_many_places(word: str) -> bool:
    """Whether it is one of the letters that journals and books print in many places."""
    return not word or (word.isascii() and len(word) <= _SHORT_LATIN)


def page_headings(page: PageFacts) -> list[str]:
    """Return the lines at the top of a page that are printed at least as large as most; 目　录 may be two of them."""
    usual = median(line.box.bottom - line.box.top for line in page.lines)
    upper = [line for line in page.lines if line.box.top < _TOP and line.confidence >= _SURE]
    large = [line for line in upper if line.box.bottom - line.box.top >= usual]
    singles = [line for line in large if len(line.text) == 1]
    spaced = [
        comparable_letters(first.text + second.text)
        for first in singles
        for second in singles
        if first is not second and _are_side_by_side(first, second)
    ]
    return [comparable_letters(line.text) for line in large] + spaced


def _are_side_by_side(first: TextLine, second: TextLine) -> bool:
    height = first.box.bottom - first.box.top
    return abs(first.box.top - second.box.top) < height / 2 and 0 < second.box.left - first.box.left < 8 * height

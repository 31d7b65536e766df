"""Two files of a record under each other's names, told by both: each shows what the other's name says, none its own.

What both pages say tells nothing. So a word counts here that would not be enough for one page alone, and so does what
needs no words: running text is no cover, and a cover says far less than any other page.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.part_words import (
    MistakenPart,
    files_like_others,
    is_about,
    is_in_many_places,
    is_plain_text,
    is_running_text,
    page_headings,
    pages_by_file,
)
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.profile import OTHER_PART, Part, Section
from zcdossier.model.spelling import fold

_SURE, _LIKELY = 2, 1
_FEWEST, _MOST_ON_COVER, _TIMES_MORE, _TIMES_LARGER = 4, 120, 1.5, 1.5
"""Letters on a cover, how many times as many the other page has, or how much smaller its largest print is."""
_LONG_WORD, _LABEL = 4, 8
"""Letters of a word that tells wherever it stands; of a shorter one, how many come before the colon after it."""
_READ = 0.9


class _PartFile(NamedTuple):
    """What is on the pages of a file: all letters, the headings, the lines, and what stands before a colon."""

    page: ScanPage
    part: Part
    letters: str
    headings: tuple[str, ...]
    labels: frozenset[str]
    is_text: bool
    largest: float

    def has(self, word: str) -> bool:
        """Whether a word is anywhere on it."""
        return word in self.letters

    def is_headed(self, word: str) -> bool:
        """Whether a word stands at its head with little besides."""
        return any(is_about(word, heading) for heading in self.headings)

    def says(self, word: str) -> bool:
        """Whether a word stands where it says what the page is."""
        return word in self.labels or (len(word) >= _LONG_WORD and self.has(word)) or self.is_headed(word)


def mistaken_parts(pages: Sequence[ScanPage], section: Section) -> tuple[MistakenPart, ...]:
    """Return the files of a record that look like other parts than their names say, those of a pair side by side."""
    pairs = exchanged_parts(pages, section)
    taken = {found.file for found in pairs}
    return (*pairs, *(found for found in files_like_others(pages, section) if found.file not in taken))


def exchanged_parts(pages: Sequence[ScanPage], section: Section) -> tuple[MistakenPart, ...]:
    """Return pairs of a record's files that have each other's names, one after the other; each file once."""
    files = [
        _file(file_pages, part)
        for file_pages in pages_by_file(pages).values()
        if (part := section.parts.get(file_pages[0].scan.part)) is not None and part.id != OTHER_PART
    ]
    pairs = [(_sureness(first, second), first, second) for first, second in combinations(files, 2)]
    taken: set[str] = set()
    found: list[MistakenPart] = []
    for sureness, first, second in sorted(pairs, key=lambda pair: -pair[0]):
        names = {first.page.scan.file, second.page.scan.file}
        if sureness and not names & taken:
            taken |= names
            found += _both(first, second)
    return tuple(found)


def _both(first: _PartFile, second: _PartFile) -> Iterator[MistakenPart]:
    for file, other in ((first, second), (second, first)):
        yield MistakenPart(file.page.scan.file, file.page, file.part, other.part)


def _file(pages: Sequence[ScanPage], part: Part) -> _PartFile:
    facts = [page.facts for page in pages]
    lines = [line for page in facts for line in page.lines]
    sure = [line.text for line in lines if line.confidence >= _READ]
    before_colons = (fold(text).partition(":")[0] for text in sure if ":" in fold(text))
    labels = [label for label in map(comparable_letters, before_colons) if len(label) <= _LABEL]
    return _PartFile(
        pages[0],
        part,
        "".join(comparable_letters(line.text) for line in lines),
        tuple(heading for page in facts if page.lines for heading in page_headings(page)),
        frozenset([*labels, *map(comparable_letters, sure)]),
        bool(lines) and is_running_text(facts),
        max((line.box.bottom - line.box.top for line in lines if line.confidence >= _READ), default=0.0),
    )


def _sureness(first: _PartFile, second: _PartFile) -> int:
    """How sure it is that two files have each other's names; 0 where they may have their own."""
    own, other = first.part, second.part
    if own is other or set(own.looks_like) & set(other.looks_like):
        return 0
    if _may_be(first, own, second) or _may_be(second, other, first):
        return 0
    seen = _evidence(first, other, second), _evidence(second, own, first)
    if min(seen):
        return sum(seen)
    return _LIKELY if _tells_alone(first, seen[0]) or _tells_alone(second, seen[1]) else 0


def _tells_alone(file: _PartFile, seen: int) -> bool:
    """Whether it is enough that a file looks like the other part, which that part's own file does not.

    Not for a cover: some have the contents on them.
    """
    return seen == _SURE and not file.part.is_cover


def _may_be(file: _PartFile, part: Part, other: _PartFile) -> bool:
    """Whether a file has anything of its part that the other file has not."""
    return any(file.has(word) for word in _words(part, other)) or _has_nature(file, part, other)


def _evidence(file: _PartFile, part: Part, other: _PartFile) -> int:
    """What says that a file is some part, and does not say so of the other file."""
    words = [word for word in _words(part, other) if not is_in_many_places(word) and file.says(word)]
    if len(words) > 1 or any(map(file.is_headed, words)):
        return _SURE
    return _LIKELY if words or _has_nature(file, part, other) else 0


def _words(part: Part, other: _PartFile) -> list[str]:
    """The words of a part that another file does not have."""
    return [word for word in map(comparable_letters, part.looks_like) if word and not other.has(word)]


def _has_nature(file: _PartFile, part: Part, other: _PartFile) -> bool:
    """Whether a file is like its part without a word: running text, or a cover beside a page that says much."""
    if is_plain_text(part):
        return file.is_text and not other.is_text and not (is_plain_text(file.part) and is_plain_text(other.part))
    if not part.is_cover:
        return False
    count = len(file.letters)
    says_less = len(other.letters) >= _TIMES_MORE * count or file.largest >= _TIMES_LARGER * other.largest
    return _FEWEST <= count <= _MOST_ON_COVER and says_less

"""In which order photographs of a text are its pages: by the numbers printed on them, its first page first."""

from collections.abc import Mapping, Sequence

from zcdossier.lint.scan_text.part_words import is_plain_text
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.page_numerals import printed_page_number
from zcdossier.model.profile import Section
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_form import begins_paper

_AT_TOP, _AT_FOOT = 3, 2
_YEARS = range(1950, 2050)
"""What heads the pages of a journal by itself, too."""


def in_page_order(section: Section, pieces: Sequence[HeapPiece], parts: Mapping[int, str]) -> list[HeapPiece]:
    """Return pieces of a record with those of a text in the order of its pages, the others where they stand.

    `parts` are the parts of the pieces, by identity. Where any page of a text has no number, or two have the same, only
    the page that begins it comes first.
    """
    ordered = list(pieces)
    for part in section.parts.values():
        places = [at for at, piece in enumerate(ordered) if parts[id(piece)] == part.id]
        if len(places) > 1 and is_plain_text(part):
            for at, piece in zip(places, _as_pages([ordered[at] for at in places]), strict=True):
                ordered[at] = piece
    return ordered


def _as_pages(pieces: Sequence[HeapPiece]) -> list[HeapPiece]:
    numbered = [(number, piece) for piece in pieces if (number := _printed_number(piece.pages[0])) is not None]
    if len({number for number, _ in numbered}) == len(pieces):
        return [piece for _, piece in sorted(numbered, key=lambda pair: pair[0])]
    return sorted(pieces, key=lambda piece: not begins_paper(piece.pages[0]))


def _printed_number(page: PageFacts) -> int | None:
    """Return the only number that stands alone among the first and the last lines of a page."""
    lines = sorted(page.lines, key=lambda line: line.box.top)
    margins = [*lines[:_AT_TOP], *lines[_AT_TOP:][-_AT_FOOT:]]
    numbers = {printed_page_number(line.text) for line in margins} - {None, *_YEARS}
    return numbers.pop() if len(numbers) == 1 else None

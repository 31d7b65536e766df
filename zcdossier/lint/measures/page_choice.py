"""Which pages of a file a rule looks at: by their number, how they lie, their paper, or the headings around them."""

import re

from zcdossier.lint.measures.bounds import MeasureBounds
from zcdossier.lint.measures.measure_types import PagePiece
from zcdossier.lint.measures.page_measures import lies_how, paper_of
from zcdossier.lint.measures.text_search import starts_with
from zcdossier.model.document_facts import PageText
from zcdossier.model.facts import FileFacts
from zcdossier.model.quantities import PAPERS

COUNTED = ("first", "last", "odd", "even")
LYING = ("portrait", "landscape")
PAGE_WORDS = (*COUNTED, *LYING, *PAPERS)
PAGE_RANGES = re.compile(r"\d{1,5}(?:\s*-\s*\d{0,5})?(?:\s*,\s*\d{1,5}(?:\s*-\s*\d{0,5})?)*")
_NUMBER_AT_END = re.compile(r"\d+\s*$")
_LEADERS = re.compile(r"[.…·]{3,}")
_FOLDED_PAPERS = {name.casefold() for name in PAPERS}


def is_page_filter(text: str) -> bool:
    """Whether a text says which pages."""
    words = {word.casefold() for word in PAGE_WORDS}
    return text.casefold() in words or PAGE_RANGES.fullmatch(text) is not None


def choose_pages(bounds: MeasureBounds, facts: FileFacts) -> tuple[int, ...] | None:
    """Return the numbers of the pages that are meant; None where the headings around them can't be found."""
    between = _between_headings(bounds, facts)
    if between is None:
        return None
    return tuple(number for number in between if _is_meant(bounds.pages, number, facts))


def _is_meant(pages: str, number: int, facts: FileFacts) -> bool:
    if not pages:
        return True
    word = pages.casefold()
    if word in COUNTED:
        last = facts.pages
        return {"first": number == 1, "last": number == last, "odd": number % 2 == 1, "even": number % 2 == 0}[word]
    if word in LYING:
        return lies_how(PagePiece(number, facts)) == word
    if word in _FOLDED_PAPERS:
        return paper_of(PagePiece(number, facts)) == word
    for piece in pages.split(","):
        low, dash, high = (end.strip() for end in piece.partition("-"))
        if int(low) <= number <= int(high or (facts.pages if dash else low)):
            return True
    return False


def _between_headings(bounds: MeasureBounds, facts: FileFacts) -> range | None:
    """Return the pages from the one with the first heading to the last before the other begins."""
    if not bounds.pages_from and not bounds.pages_until:
        return range(1, facts.pages + 1)
    if facts.texts is None:
        return None
    texts = sorted(facts.texts.pages, key=lambda text: text.page)
    first, last = 1, facts.pages
    if bounds.pages_from:
        start = _page_with(texts, bounds.pages_from)
        if start is None:
            return None
        first = start.page
    if bounds.pages_until:
        end = _page_with([text for text in texts if text.page >= first], bounds.pages_until)
        if end is None:
            return None
        last = end.page if _line_that_starts(end, bounds.pages_until) > 1 else end.page - 1
    return range(first, last + 1)


def _page_with(texts: list[PageText], heading: str) -> PageText | None:
    """Return the page where a line begins so; where a page of contents lists it as well, the one after that."""
    found = [text for text in texts if _line_that_starts(text, heading)]
    plain = [text for text in found if not _is_listed(text, heading)]
    return next(iter(plain or found), None)


def _line_that_starts(text: PageText, heading: str) -> int:
    """Return which piece of a page begins so (from 1); 0 for none."""
    return next((index for index, piece in enumerate(text.pieces, 1) if starts_with(piece.text, heading)), 0)


def _is_listed(text: PageText, heading: str) -> bool:
    """Whether the line stands in a list of contents: a page's number ends it."""
    index = _line_that_starts(text, heading)
    line = text.pieces[index - 1]
    beside = [piece for piece in text.pieces if piece.base == line.base]
    return _NUMBER_AT_END.search(beside[-1].text) is not None and (
        len(beside) > 1 or _LEADERS.search(line.text) is not None
    )

"""Pieces of a heap with lines of print at their places, for what is read off them."""

from zcdossier.model.page_facts import Box, PageFacts, TextLine, TextSource
from zcdossier.model.sort_proposal import FilePiece
from zcdossier.sorting.heap_pieces import HeapPiece

SIGN, HEIGHT, STEP = 0.02, 0.02, 0.04

Row = str | dict[float, str]


def printed_page(*rows: Row, number: int = 1, large: tuple[int, ...] = ()) -> PageFacts:
    """A page of rows: a text from the left margin, or cells by where they begin; `large` rows are of twice the size."""
    lines = []
    for at, row in enumerate(rows):
        size = 2.0 if at in large else 1.0
        for left, text in ({0.1: row} if isinstance(row, str) else row).items():
            if not text:
                continue  # a row without print
            width = sum(0.55 if sign.isascii() else 1.0 for sign in text) * SIGN * size
            top = 0.05 + at * STEP
            lines.append(TextLine(text, 0.99, Box(left, top, min(0.99, left + width), top + HEIGHT * size)))
    return PageFacts(number, TextSource.OCR, tuple(lines), 0, 1.0, is_blank=False)


def printed(*rows: Row, file: str = "a.jpg", large: tuple[int, ...] = ()) -> HeapPiece:
    """A piece of one such page."""
    return HeapPiece(FilePiece(file), (printed_page(*rows, large=large),))

"""What something is called, as a page prints it, and how sure that is by where it stands."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.joined_text import PlacedLine
from zcdossier.model.profile import Field
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.heap_pieces import HeapPiece

NAMED, QUOTED, WORDED = 0.9, 0.85, 0.75
"""How sure a name is behind its label, between quotation marks, and by the words around it."""
HAN = "[\u4e00-\u9fff]"
_NOTE_MARKS = re.compile(r"\s*[①-⑳*＊†‡¹²³]+$")


class PrintedName(NamedTuple):
    """What something is called, as printed, and the first line of it."""

    text: str
    piece: HeapPiece
    line: PlacedLine
    sure: float


def as_read(field: Field, found: PrintedName | None) -> FieldRead | None:
    """Return a name as the value of a field, without the marks of notes behind it."""
    if found is None:
        return None
    page, line = found.line.page.facts.page, found.line.line
    text = _NOTE_MARKS.sub("", found.text)
    return FieldRead(field.id, text, found.sure * line.confidence, found.piece.piece.file, page, line.box)


def lines_of(pieces: Sequence[HeapPiece]) -> Iterator[tuple[HeapPiece, PlacedLine]]:
    """Yield every line, with the piece that has it."""
    for piece in pieces:
        for page in piece.text.pages:
            for line in page.facts.lines:
                yield piece, PlacedLine(page, line)


def line_with(text: str, piece: HeapPiece) -> PlacedLine | None:
    """Return the line with the beginning of a text, else with its end, or None."""
    ends = text[:4], text[-3:]
    return next((line for end in ends for _, line in lines_of([piece]) if end in line.line.text.replace(" ", "")), None)

"""Whether the scans of a record say a title that is like the typed one, with other words in it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zcdossier.lint.scan_text.find_numbers import SeenValue
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import least_confidence
from zcdossier.lint.scan_text.record_text import RecordText

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

_SURE = 0.97
_SAME = 96.0
_ALIKE = 60.0
_ANCHOR = 3
"""Signs on either side that have to be the same, so that the piece in between is surely that piece."""
_LEAST_CHANGED = 2
_MOST_CHANGED = 8
_MOST_LONGER = 2
_SHORTEST = 8


def differing_text(typed: str, text: RecordText) -> SeenValue | None:
    """Return the text that stands for a title, where words inside it are others.

    A single sign may be OCR's mistake, what is inserted may be a neighbouring cell, and at the ends the text goes on
    as it likes: only words that stand in place of others count, between words that are the same.
    """
    letters = comparable_letters(typed)
    if len(letters) < _SHORTEST:
        return None
    found = text.find(typed)
    if found is None or not _ALIKE <= found.score < _SAME or least_confidence(found.lines) < _SURE:
        return None
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  only for what was read off scans

    changes = _merge(Levenshtein.opcodes(letters, found.seen))
    if len(changes) != 1:
        return None
    start, end, seen_start, seen_end = changes[0]
    lengths = end - start, seen_end - seen_start
    inside = start >= _ANCHOR and end <= len(letters) - _ANCHOR
    fits = all(_LEAST_CHANGED <= length <= _MOST_CHANGED for length in lengths)
    if not inside or not fits or abs(lengths[0] - lengths[1]) > _MOST_LONGER:
        return None
    return SeenValue("".join(placed.line.text for placed in found.lines), found.lines)


def _merge(pieces: "Iterable[Opcode]") -> list[tuple[int, int, int, int]]:
    """Return the changed stretches; two with a single equal sign between them are one."""
    changes: list[tuple[int, int, int, int]] = []
    for piece in pieces:
        start, end, seen_start, seen_end = piece.src_start, piece.src_end, piece.dest_start, piece.dest_end
        if piece.tag == "equal":
            continue
        if changes and start - changes[-1][1] <= 1 and seen_start - changes[-1][3] <= 1:
            changes[-1] = (changes[-1][0], end, changes[-1][2], seen_end)
        else:
            changes.append((start, end, seen_start, seen_end))
    return changes

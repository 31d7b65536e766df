"""What part a piece is that its own words leave open: the order of the parts, and what stands right before and after.

Who photographs a journal goes from its cover to its back; who scans a letter, from its first sheet to its last.
"""

from collections.abc import Callable, Mapping, Sequence

from zcdossier.lint.scan_text.part_words import is_plain_text
from zcdossier.model.profile import OTHER_PART, Section
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import PartGuess
from zcdossier.sorting.page_form import has_heading
from zcdossier.sorting.piece_group import are_close

_LEAST, _ALSO, _TEXT = 0.2, 0.55, 200


def parts_by_order(
    section: Section,
    pieces: Sequence[HeapPiece],
    parts: Mapping[int, str],
    guesses_of: Callable[[HeapPiece], Sequence[PartGuess]],
) -> dict[int, str]:
    """Return the part of every piece of a record, by its identity; what was left open is filled where one part fits."""
    order = _order_of(section)
    filled = dict(parts)
    row = sorted(pieces, key=_place_in_row)
    for at, piece in enumerate(row):
        before = row[at - 1] if at and _are_beside(row[at - 1], piece) else None
        after = row[at + 1] if at + 1 < len(row) and _are_beside(piece, row[at + 1]) else None
        earlier = filled[id(before)] if before is not None else ""
        later = filled[id(after)] if after is not None else ""
        others = {part for other, part in filled.items() if other != id(piece) and part}
        if _is_out_of_order(order, filled[id(piece)], earlier, others, section):
            filled[id(piece)] = ""
        if filled[id(piece)] or not (earlier or later):
            continue
        if before is not None and before.piece.file == piece.piece.file and _goes_on(section, earlier, piece):
            filled[id(piece)] = earlier
            continue
        low = order.index(earlier) if earlier in order else -1
        high = order.index(later) if later in order else len(order)
        filled[id(piece)] = _fitting(section, piece, (low, high), others, guesses_of(piece))
    return filled


def _goes_on(section: Section, earlier: str, piece: HeapPiece) -> bool:
    """Whether the next pages of a PDF are of the part before them: nothing begins there, and text goes on as text."""
    if not earlier or has_heading(piece.pages[0]):
        return False
    return len(piece.letters) >= _TEXT or not is_plain_text(section.parts[earlier])


def _order_of(section: Section) -> list[str]:
    return [part for part in section.parts if part != OTHER_PART]


def _fitting(
    section: Section,
    piece: HeapPiece,
    between: tuple[int, int],
    others: set[str],
    guesses: Sequence[PartGuess],
) -> str:
    """The only part that fits between two places of the order; empty where none does, or several do."""
    low, high = between
    order = _order_of(section)
    free = [part for part in order[low + 1 : high] if part not in others or is_plain_text(section.parts[part])]
    named = [guess for guess in guesses if guess.part in free and guess.score >= _LEAST]
    likely = [guess.part for guess in named if guess.score >= _ALSO * named[0].score]
    if len(likely) == 1:
        return likely[0]
    if not likely and len(free) == 1 and low >= 0 and high < len(order):
        return free[0]
    if not likely and low >= 0 and is_plain_text(section.parts[order[low]]) and len(piece.letters) >= _TEXT:
        return order[low]
    return ""


def _is_out_of_order(order: Sequence[str], part: str, earlier: str, others: set[str], section: Section) -> bool:
    """Whether a piece seems a part that the record has already, and that comes before what stands before it."""
    if part not in others or part not in order or earlier not in order or is_plain_text(section.parts[part]):
        return False
    return order.index(part) < order.index(earlier)


def _place_in_row(piece: HeapPiece) -> tuple[int, int, str, tuple[int, ...]]:
    if piece.taken_at is not None:
        return 0, piece.taken_at, piece.piece.file, piece.piece.pages
    number = piece.serial[1] if piece.serial is not None else 0
    return 1, number, piece.piece.file, piece.piece.pages


def _are_beside(first: HeapPiece, second: HeapPiece) -> bool:
    if first.piece.file == second.piece.file:
        return bool(first.piece.pages and second.piece.pages) and first.piece.pages[-1] + 1 == second.piece.pages[0]
    return are_close(first, second)

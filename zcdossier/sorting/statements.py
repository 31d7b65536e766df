"""What pages say in running text, line ends left out: a pattern, and the way back from what it matches to its line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_dates import LINE_END
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import PlacedLine
from zcdossier.model.profile import Field
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.sorting.heap_pieces import HeapPiece


class Statement(NamedTuple):
    """A value that a piece states, as it is printed, and the lines it stands in."""

    text: str
    piece: HeapPiece
    lines: tuple[PlacedLine, ...]

    def read_as(self, field: Field, sure: float) -> FieldRead:
        """What it says as the value of a field; `sure` is 0 to 1, of a line that is read surely."""
        first = self.lines[0]
        confidence = sure * min(placed.line.confidence for placed in self.lines)
        text = self.text.strip()
        return FieldRead(field.id, text, confidence, self.piece.piece.file, first.page.facts.page, first.line.box)


def find_statements(form: re.Pattern[str], pieces: Iterable[HeapPiece], group: str = "value") -> Iterator[Statement]:
    """Yield what a group of a pattern matches; patterns are of text as `fold` spells it, without line ends."""
    for piece in pieces:
        joined = piece.text.folded
        kept = [at for at, sign in enumerate(joined.text) if sign != LINE_END]
        for match in form.finditer("".join(joined.text[at] for at in kept)):
            if match[group]:
                lines = joined.lines_at(kept[match.start(group)], kept[match.end(group) - 1] + 1)
                yield Statement(as_printed(match[group], lines), piece, lines)


def agreed(statements: Iterable[Statement]) -> Statement | None:
    """Return the first of some statements if all say the same."""
    found = list(statements)
    return found[0] if found and len({comparable_letters(statement.text) for statement in found}) == 1 else None


def as_printed(folded: str, lines: Sequence[PlacedLine]) -> str:
    """Return a text with the capitals and marks that it is printed with; as it is compared where that can't be told."""
    printed = "".join(placed.line.text for placed in lines)
    kept = [(at, sign) for at, sign in enumerate(printed) if comparable_letters(sign)]
    letters = "".join(comparable_letters(sign) for _, sign in kept)
    wanted = comparable_letters(folded)
    start = letters.find(wanted)
    if not wanted or start < 0 or len(letters) != len(kept):
        return folded
    first, last = kept[start][0], kept[start + len(wanted) - 1][0]
    head, tail = printed[:first][-1:], printed[last + 1 : last + 2]
    before = head if head.strip() and folded.startswith(fold(head)) else ""
    return before + printed[first : last + 1] + (tail if tail and folded.endswith(fold(tail)) else "")

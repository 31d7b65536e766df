"""Lines of pages joined to one text in which a value is looked for, and the way back from a find to its lines.

What stands in one cell of a table, or is broken over lines beside another column, hangs together from top to bottom;
everything else does as it was read. So there are two orders, and a value counts as found in either.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.page_facts import Box, TextLine
from zcdossier.model.place import Place

_MOST_LINES = 400
"""Lines of a page beyond which columns are not looked for: that is the text layer of a long table."""
_OVERLAP = 0.5
_NEAREST = 0.5
_GAP = 1.3
_ROUNDING = 1e-9
_ALIKE = 1.7


class PlacedLine(NamedTuple):
    """A line and the page it stands on."""

    page: ScanPage
    line: TextLine


class JoinedText(NamedTuple):
    """Lines as one text in the spelling it is searched in; `starts` are the indexes at which they begin."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[PlacedLine, ...]

    @classmethod
    def of(cls, lines: Iterable[PlacedLine], spelling: Callable[[str], str], between: str = "") -> "JoinedText":
        """Join lines; `between` stands where one ends."""
        pieces: list[str] = []
        starts: list[int] = []
        kept: list[PlacedLine] = []
        length = 0
        for line in lines:
            piece = spelling(line.line.text)
            if not piece:
                continue
            starts.append(length)
            kept.append(line)
            pieces.append(piece + between)
            length += len(piece) + len(between)
        return cls("".join(pieces), tuple(starts), tuple(kept))

    def lines_at(self, start: int, end: int) -> tuple[PlacedLine, ...]:
        """The lines that a piece of the text comes from."""
        first = max(0, bisect_right(self.starts, start) - 1)
        return self.lines[first : max(first + 1, bisect_right(self.starts, max(start, end - 1)))]


def lines_in_rows(pages: Sequence[ScanPage]) -> list[PlacedLine]:
    """The lines of pages as they were read."""
    return [PlacedLine(page, line) for page in pages for line in page.facts.lines]


def lines_in_columns(pages: Sequence[ScanPage]) -> list[PlacedLine]:
    """The lines of pages so that a line is followed by the one right below it."""
    return [PlacedLine(page, line) for page in pages for line in _columns(page.facts.lines)]


def place_of_lines(lines: Sequence[PlacedLine]) -> Place:
    """Where lines stand: the box around those that are on the page of the first."""
    first = lines[0]
    boxes = [placed.line.box for placed in lines if placed.page == first.page]
    around = Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
    return first.page.place(around)


def least_confidence(lines: Sequence[PlacedLine]) -> float:
    """How sure the least sure of some lines is."""
    return min((placed.line.confidence for placed in lines), default=0.0)


def _columns(lines: Sequence[TextLine]) -> list[TextLine]:
    if len(lines) > _MOST_LINES:
        return list(lines)
    below = _lines_below(lines)
    taken: set[int] = set()
    ordered: list[TextLine] = []
    for number in sorted(range(len(lines)), key=lambda index: (lines[index].box.top, lines[index].box.left)):
        following: int | None = number
        while following is not None and following not in taken:
            taken.add(following)
            ordered.append(lines[following])
            following = below[following]
    return ordered


def _lines_below(lines: Sequence[TextLine]) -> list[int | None]:
    """Return for each line the one under it. Lines are sorted by their middles, so that few are looked at for each."""
    middles = sorted(((line.box.top + line.box.bottom) / 2, number) for number, line in enumerate(lines))
    below: list[int | None] = []
    for line in lines:
        height = line.box.bottom - line.box.top
        middle = (line.box.top + line.box.bottom) / 2
        first = bisect_right(middles, (middle + _NEAREST * height - _ROUNDING,))
        end = bisect_right(middles, (middle + (1 + _GAP) * height + _ROUNDING,))
        below.append(_line_below(line.box, sorted(number for _, number in middles[first:end]), lines))
    return below


def _line_below(box: Box, candidates: Iterable[int], lines: Sequence[TextLine]) -> int | None:
    """The nearest line under a line that is as high and stands in the same column."""
    height = box.bottom - box.top
    nearest: int | None = None
    for number in candidates:
        lower = lines[number].box
        gap = (lower.top + lower.bottom - box.top - box.bottom) / 2
        if not _NEAREST * height < gap < (1 + _GAP) * height:
            continue
        overlap = min(box.right, lower.right) - max(box.left, lower.left)
        if overlap < _OVERLAP * min(box.right - box.left, lower.right - lower.left):
            continue
        if not height / _ALIKE < lower.bottom - lower.top < height * _ALIKE:
            continue
        if nearest is None or lower.top < lines[nearest].box.top:
            nearest = number
    return nearest

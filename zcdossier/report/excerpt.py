"""A source line with carets under a value, as a compiler shows it, laid out by terminal cells."""

from typing import NamedTuple

from zcdossier.report.visible import visible
from zcdossier.report.width import ELLIPSIS, cell_width

_TAB = 4
_LEAD = 12


class Excerpt(NamedTuple):
    """The line cut in three at the value, and the carets; the pieces joined are what is printed."""

    before: str
    value: str
    after: str

    @property
    def text(self) -> str:
        """The line as printed."""
        return self.before + self.value + self.after

    @property
    def carets(self) -> str:
        """Spaces up to the value, then carets below all of it (one at least)."""
        return " " * cell_width(self.before) + "^" * max(1, cell_width(self.value))


def excerpt(line: str, column: int, end_column: int | None, cells: int) -> Excerpt:
    """Show `line` in at most `cells`; when it is longer, the window lies around the value."""
    shown = _expand(line.rstrip("\r\n"))
    start = min(max(column - 1, 0), len(shown))
    end = min(max(end_column - 1 if end_column is not None else start + 1, start), len(shown))
    whole = Excerpt("".join(shown[:start]), "".join(shown[start:end]), "".join(shown[end:]).rstrip())
    return whole if cell_width(whole.text) <= cells else _window(shown, start, end, cells)


def _expand(line: str) -> list[str]:
    """What each code point of the line prints as: tabs as spaces up to the next stop, controls spelled out."""
    shown: list[str] = []
    used = 0
    for char in line:
        piece = " " * (_TAB - used % _TAB) if char == "\t" else visible(char)
        used += cell_width(piece)
        shown.append(piece)
    return shown


def _window(shown: list[str], start: int, end: int, cells: int) -> Excerpt:
    """Keep the start of the value in sight, with a little of what stands before it."""
    room = max(cells - 2, 8)
    first, lead = start, 0
    spare = max(min(_LEAD, room // 3), room - sum(map(cell_width, shown[start:])))
    while first > 0 and lead + cell_width(shown[first - 1]) <= spare:
        first -= 1
        lead += cell_width(shown[first])
    last, used = start, lead
    while last < len(shown) and used + cell_width(shown[last]) <= room:
        used += cell_width(shown[last])
        last += 1
    before = (ELLIPSIS if first else "") + "".join(shown[first:start])
    value, after = "".join(shown[start : min(end, last)]), "".join(shown[min(end, last) : last]).rstrip()
    return Excerpt(before, value, after + (ELLIPSIS if last < len(shown) else ""))

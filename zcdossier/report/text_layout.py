"""Text laid out by terminal cells: how many a text takes, clipping, breaking lines, columns of a table.

Chinese is two cells wide, a combining mark none. Characters of ambiguous width (“ … ×) count as one, as
terminals set to UTF-8 draw them.
"""

import unicodedata
from collections.abc import Sequence

ELLIPSIS = "…"


def char_width(char: str) -> int:
    """The cells of one character that is fit to print."""
    if char.isascii():
        return 1
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def cell_width(text: str) -> int:
    """The cells a text takes on one line."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Fill up with spaces to `cells`; `right` puts the text at the right edge."""
    space = " " * max(0, cells - cell_width(text))
    return space + text if right else text + space


def clip(text: str, cells: int) -> str:
    """Shorten to at most `cells`, the last of them an ellipsis."""
    if cell_width(text) <= cells:
        return text
    used, kept = 1, []
    for char in text:
        used += char_width(char)
        if used > cells:
            break
        kept.append(char)
    return "".join(kept) + ELLIPSIS


def wrap(text: str, cells: int) -> list[str]:
    """Break into lines of at most `cells`: at spaces, and between wide characters."""
    lines: list[str] = []
    line = ""
    for piece in _unbreakable_pieces(text):
        if line and cell_width(line) + cell_width(piece.rstrip()) > cells:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


_NOT_AT_START = "，。、；：？！）》」』”’…,.;:?!)"
_NOT_AT_END = "（《「『“‘("


def _unbreakable_pieces(text: str) -> list[str]:
    """Cut where a line may break; closing punctuation stays with what it closes."""
    pieces: list[str] = []
    for char in text:
        if pieces and not _breaks_between(pieces[-1], char):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def _breaks_between(before: str, char: str) -> bool:
    last = before[-1]
    if char in _NOT_AT_START or last in _NOT_AT_END or char == " ":
        return False
    return last == " " or char_width(last) == 2 or char_width(char) == 2  # noqa: PLR2004 - a wide character


GAP = "  "
LABEL_CELLS = 40


def lay_out_table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), indent: str = "") -> list[str]:
    """Lay out rows of equally many cells; columns named in `right` are set to the right edge."""
    if not rows:
        return []
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    return [
        indent + GAP.join(pad(cell, widths[at], right=at in right) for at, cell in enumerate(row)).rstrip()
        for row in rows
    ]

"""Text laid out by terminal cells: how many a text takes, clipping, breaking lines, columns of a table.

Chinese is two cells wide, a combining mark none. Characters of ambiguous width (“ … ×) count as one, as
terminals set to UTF-8 draw them.
"""

import unicodedata
from collections.abc import Callable, Sequence

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


def clip_middle(text: str, cells: int) -> str:
    """Shorten to at most `cells` in the middle: of paths that begin alike, the ends tell them apart."""
    if cell_width(text) <= cells:
        return text
    end: list[str] = []
    room = (cells - 1) * 2 // 3
    for char in reversed(text):
        room -= char_width(char)
        if room < 0:
            break
        end.append(char)
    tail = "".join(reversed(end))
    return clip(text, cells - cell_width(tail)) + tail


def wrap(text: str, cells: int) -> list[str]:
    """Break into lines of at most `cells`: at spaces, and between wide characters."""
    return [text[start:end] for start, end in _line_bounds(text, cells, cells)] or [""]


Span = tuple[str, Callable[[str], str]]
"""A piece of text, and what paints it."""


def wrap_spans(spans: Sequence[Span], cells: int | None, indent: int, lead: int = 0) -> list[str]:
    """Break painted text into lines of at most `cells` (None: not at all).

    The first line begins with `lead` spaces, the others with `indent`.
    """
    text = "".join(piece for piece, _ in spans)
    bounds = [(0, len(text))]
    if cells is not None:
        bounds = _line_bounds(text, max(cells - lead, _LEAST_CELLS), max(cells - indent, _LEAST_CELLS))
    lines: list[str] = []
    for start, end in bounds:
        line, at = " " * (indent if lines else lead), 0
        for piece, paint in spans:
            part = piece[max(start - at, 0) : max(end - at, 0)]
            line += paint(part) if part else ""
            at += len(piece)
        lines.append(line)
    return lines


def unpainted(text: str) -> str:
    """Leave text as it is, where a span needs no colour."""
    return text


_LEAST_CELLS = 16


def _line_bounds(text: str, first_cells: int, other_cells: int) -> list[tuple[int, int]]:
    """Where each line begins and ends, without the spaces around it."""
    bounds: list[tuple[int, int]] = []
    start = end = used = at = 0
    for piece in _unbreakable_pieces(text):
        bare = len(piece.rstrip())
        room = other_cells if bounds else first_cells
        if end > start and used + cell_width(piece[:bare]) > room:
            bounds.append((start, end))
            start = end = at
            used = 0
        if end == start:
            lead = len(piece) - len(piece.lstrip())
            start = end = at + lead
            used = -lead
        used += cell_width(piece)
        at += len(piece)
        end = at - len(piece) + bare if bare else end
    return [*bounds, (start, end)] if end > start else bounds


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
_NOTES_INDENT = "  "


def lay_out_table(rows: Sequence[Sequence[str]], *, right: Sequence[int] = (), indent: str = "") -> list[str]:
    """Lay out rows of equally many cells; columns named in `right` are set to the right edge."""
    if not rows:
        return []
    widths = [max(map(cell_width, column)) for column in zip(*rows, strict=True)]
    return [
        indent + GAP.join(pad(cell, widths[at], right=at in right) for at, cell in enumerate(row)).rstrip()
        for row in rows
    ]


def lay_out_notes(rows: Sequence[tuple[str, str, str]], cells: int) -> list[str]:
    """Lay out names, what they take, and what they mean, in lines of at most `cells`.

    It is a table where all of it fits; else what each means stands below its name.
    """
    table = lay_out_table([row if row[1] else (row[0], row[2], "") for row in rows], indent=_NOTES_INDENT)
    if all(cell_width(line) <= cells for line in table):
        return table
    width = max((cell_width(name) for name, _, _ in rows), default=0)
    hanging = len(_NOTES_INDENT) + width + len(GAP)
    lines: list[str] = []
    for name, takes, means in rows:
        notes = [note for note in (takes, means) if note]
        for at, note in enumerate(notes):
            broken = wrap_spans([(note, unpainted)], cells, hanging, hanging)
            lines += broken if at else [_NOTES_INDENT + pad(name, width) + GAP + broken[0].lstrip(), *broken[1:]]
    return lines

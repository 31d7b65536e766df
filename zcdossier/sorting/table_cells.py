"""What a table or a form says for its headings: lines of print by their places, since nothing tells where cells are.

Where two headings stand side by side, a row is the head of columns and what is meant stands below; else beside it.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.page_facts import PageFacts, TextLine

_ROW = 0.7
"""Heights of a line within which the middle of another is in its row."""
_GAP = 4.0
"""Heights of a line without print after which a table is at its end."""
_MANY_ROWS = 40
_NO_CELL = re.compile(r"属实|特此证明|^注[:：]|签[名字章]|合计|盖章")
"""What stands below a table."""


class TableCell(NamedTuple):
    """What stands in a cell: its lines put together, and the first of them."""

    text: str
    line: TextLine


def cells_for(label: str, page: PageFacts, headings: Collection[str], person: str) -> list[TableCell]:
    """Return what a page says for a heading, as often as it has it; of a table of many people the person's row.

    `label` and `headings` (all that may head a column or stand before a value) are letters as they are compared.
    """
    found: list[TableCell] = []
    for heading in page.lines:
        if comparable_letters(heading.text) != label:
            continue
        row = sorted((line for line in page.lines if _is_level(line, heading)), key=lambda line: line.box.left)
        are_headings = [comparable_letters(line.text) in headings for line in row]
        if any(first and second for first, second in pairwise(are_headings)):
            found += _below(heading, row, page.lines, person)
            continue
        beside = next((line for line in row if line.box.left >= heading.box.right), None)
        if beside is not None:
            found.append(TableCell(beside.text.strip(), beside))
    return found


def _below(heading: TextLine, row: Sequence[TextLine], lines: Sequence[TextLine], person: str) -> list[TableCell]:
    """What stands below one of the headings of a row."""
    columns = _columns(row, lines)
    own = columns[row.index(heading)]
    named = [line for column in columns for line in column if person and person in comparable_letters(line.text)]
    if named:
        own = [line for line in own if any(line is named_line or _is_level(line, named_line) for named_line in named)]
    elif min(map(len, filter(None, columns)), default=0) == 1:
        return [TableCell("".join(line.text.strip() for line in own), own[0])] if own else []
    return [TableCell(line.text.strip(), line) for line in own]


def _columns(row: Sequence[TextLine], lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines below each heading of a row, down to what reaches over several of them or stands far below."""
    columns: list[list[TextLine]] = [[] for _ in row]
    height = max(line.box.bottom - line.box.top for line in row)
    end = max(line.box.bottom for line in row)
    below = sorted((line for line in lines if _middle(line) > end), key=_middle)
    for line in below[: _MANY_ROWS * len(row)]:
        if _NO_CELL.search(line.text):
            break
        over = [at for at, head in enumerate(row) if line.box.left <= _center(head) <= line.box.right]
        if line.box.top - end > _GAP * height or len(over) > 1:
            break
        columns[over[0] if over else _nearest(line, row, columns)].append(line)
        end = max(end, line.box.bottom)
    return columns


def _nearest(line: TextLine, row: Sequence[TextLine], columns: Sequence[Sequence[TextLine]]) -> int:
    """The column whose print a line stands below, else whose heading is next to it."""

    def fit(at: int) -> tuple[float, float]:
        above = [row[at], *columns[at]]
        shared = max(min(line.box.right, other.box.right) - max(line.box.left, other.box.left) for other in above)
        return -max(0.0, shared), abs(_center(row[at]) - _center(line))

    return min(range(len(row)), key=fit)


def _is_level(line: TextLine, other: TextLine) -> bool:
    return abs(_middle(line) - _middle(other)) < _ROW * (other.box.bottom - other.box.top)


def _middle(line: TextLine) -> float:
    return (line.box.top + line.box.bottom) / 2


def _center(line: TextLine) -> float:
    return (line.box.left + line.box.right) / 2

"""What a table or a form says for its headings: lines of print by their places, since nothing tells where cells are.

Where two headings stand side by side, a row is the head of columns and what is meant stands below; else beside it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.page_facts import Box, PageFacts, TextLine

_ROW = 0.7
"""Heights of a line within which the middle of another is in its row."""
_GAP = 4.0
"""Heights of a line without print after which a table is at its end."""
_MANY_ROWS = 40
_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 0.7
_LEVEL, _OFF_LEVEL = 0.2, 0.45
_CLOSE, _TALLEST_ROW, _LONGEST_NAME = 0.45, 2.2, 4
_REMARK = re.compile(r"\s*[(（][^()（）]*[)）]$")
_TOO_TALL = 2.0
"""Heights of a heading that no line of a table has: it is the rest of a seal."""
_SHORTEST_HALF = 3
"""Letters of a heading, of which the rest stands in a second line."""
_TOTALS = frozenset({"合计", "总计", "共计", "合计学时", "总学时"})
_NO_CELL = re.compile(r"属实|特此证明|^注[:：]|签[名字章]|合计|盖章|打印(?:日期|时间)|查询(?:日期|时间)")
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
    for heading, lines in _headings_of(label, page.lines):
        row = sorted((line for line in lines if _is_level(line, heading)), key=lambda line: line.box.left)
        are_headings = [_is_heading(line, headings) for line in row]
        if any(first and second for first, second in pairwise(are_headings)) or _heads_columns(row, lines, headings):
            found += _below(heading, row, lines, person)
            continue
        right = [line for line in row if line.box.left >= heading.box.right]
        beside = next(iter(right), None)
        if len(right) > 1 and all(len(comparable_letters(line.text)) <= _LONGEST_NAME for line in right[:2]):
            values = takewhile(lambda line: not _is_heading(line, headings), right)
            found += [TableCell(line.text.strip(), line) for line in values]
        elif beside is not None:
            cell = _lines_of_cell(beside, heading, [line for line in lines if not _is_heading(line, headings)])
            found.append(TableCell("".join(line.text.strip() for line in cell), beside))
    return found


def _headings_of(label: str, lines: Sequence[TextLine]) -> Iterator[tuple[TextLine, Sequence[TextLine]]]:
    """Yield the lines that are a heading, with those of the page: what a narrow cell has in two lines is one there."""
    for line in lines:
        letters = comparable_letters(line.text)
        if label in (letters, _without_remark(line)):
            yield line, lines
        elif _SHORTEST_HALF <= len(letters) < len(label) and label.startswith(letters):
            for rest in lines:
                if letters + comparable_letters(rest.text) == label and _is_right_below(rest, line):
                    left, right = min(line.box.left, rest.box.left), max(line.box.right, rest.box.right)
                    whole = line._replace(text=label, box=Box(left, line.box.top, right, rest.box.bottom))
                    yield whole, [whole if other is line else other for other in lines if other is not rest]


def _is_right_below(line: TextLine, above: TextLine) -> bool:
    near = (above.box.bottom - above.box.top) / 2
    is_over = min(above.box.right, line.box.right) > max(above.box.left, line.box.left)
    return is_over and above.box.bottom - near < line.box.top < above.box.bottom + near


def total_for(label: str, page: PageFacts) -> TextLine | None:
    """Return what stands in the column of a heading level with 合计."""
    heading = next((line for line in page.lines if comparable_letters(line.text) == label), None)
    totals = [line for line in page.lines if comparable_letters(line.text) in _TOTALS]
    if heading is None or len(totals) != 1 or totals[0].box.top < heading.box.bottom:
        return None
    below = [
        line
        for line in page.lines
        if _is_level(line, totals[0]) and line.box.left < heading.box.right and heading.box.left < line.box.right
    ]
    return below[0] if len(below) == 1 else None


def _heads_columns(row: Sequence[TextLine], lines: Sequence[TextLine], headings: Collection[str]) -> bool:
    """Whether below most of a row of short words stand lines in columns, twice and more: it is the head of a table.

    In a form there are headings below headings.
    """
    if len(row) < _FEWEST_COLUMNS or any(len(comparable_letters(line.text)) > _LONGEST_NAME + 2 for line in row):
        return False
    height = max(line.box.bottom - line.box.top for line in row)
    end = max(line.box.bottom for line in row)
    near = [line for line in lines if end - height / 2 < _middle(line) < end + _GAP * height and line not in row]
    if any(_is_heading(line, headings) for line in near):
        return False
    with_rows = sum(sum(line.box.left < _center(head) < line.box.right for line in near) > 1 for head in row)
    return with_rows >= _MOST_COLUMNS * len(row)


def _lines_of_cell(first: TextLine, heading: TextLine, lines: Sequence[TextLine]) -> list[TextLine]:
    """The line beside a heading, and another of its cell: then the heading is level with the middle of both."""
    height = heading.box.bottom - heading.box.top
    off = _middle(first) - _middle(heading)
    if abs(off) < _LEVEL * height:
        return [first]
    for line in lines:
        balanced = _middle(line) - _middle(heading) + off
        is_over = min(line.box.right, first.box.right) - max(line.box.left, first.box.left) > 0
        if (
            line not in (heading, first)
            and is_over
            and line.box.left > heading.box.right
            and abs(balanced) < _OFF_LEVEL * height
        ):
            return sorted([first, line], key=_middle)
    return [first]


def _is_heading(line: TextLine, headings: Collection[str]) -> bool:
    return comparable_letters(line.text) in headings or _without_remark(line) in headings


def _below(heading: TextLine, row: Sequence[TextLine], lines: Sequence[TextLine], person: str) -> list[TableCell]:
    """What stands below one of the headings of a row."""
    columns = _columns(row, lines)
    own = columns[row.index(heading)]
    named = [line for column in columns for line in column if person and person in comparable_letters(line.text)]
    if named:
        rows = _blocks(_column_of_rows(columns) or next(column for column in columns if named[0] in column))
        own = [line for line in own if any(_row_of(line, rows) == _row_of(name, rows) is not None for name in named)]
        if own and len(named) == 1:
            own.sort(key=_middle)
            return [TableCell("".join(line.text.strip() for line in own), own[0])]
    elif min(map(len, filter(None, columns)), default=0) == 1 and not all(
        line.text.strip().isdecimal() for line in own
    ):
        return [TableCell("".join(line.text.strip() for line in own), own[0])] if own else []
    return [TableCell(line.text.strip(), line) for line in own]


def _blocks(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Lines of a column, those together that stand close below each other: the text of one cell.

    A column of lone names has one in each line, however close.
    """
    blocks: list[list[TextLine]] = []
    if all(len(comparable_letters(line.text)) <= _LONGEST_NAME for line in lines):
        return [[line] for line in sorted(lines, key=_middle)]
    for line in sorted(lines, key=_middle):
        last = blocks[-1][-1] if blocks else None
        if last is not None and line.box.top - last.box.bottom < _CLOSE * (last.box.bottom - last.box.top):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _column_of_rows(columns: Sequence[Sequence[TextLine]]) -> Sequence[TextLine]:
    """The first column where it numbers or grades the rows, a short word in each; empty where it does not."""
    first = next((column for column in columns if column), [])
    is_short = all(len(comparable_letters(line.text)) <= _LONGEST_NAME for line in first)
    return first if is_short and len(first) > 1 else []


def _row_of(line: TextLine, rows: Sequence[Sequence[TextLine]]) -> int | None:
    """The row that a line is nearest to, a cell may hold several lines; None where it is far from all."""
    distances = [abs(_middle(line) - (_middle(block[0]) + _middle(block[-1])) / 2) for block in rows]
    at = min(range(len(rows)), key=distances.__getitem__)
    return at if distances[at] < _TALLEST_ROW * (line.box.bottom - line.box.top) else None


def _without_remark(line: TextLine) -> str:
    """A heading without what it says in brackets: 讲授专业（年级）."""
    return comparable_letters(_REMARK.sub("", line.text.strip()))


def _columns(row: Sequence[TextLine], lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines below each heading of a row, down to what reaches over several of them or stands far below."""
    columns: list[list[TextLine]] = [[] for _ in row]
    height = max(line.box.bottom - line.box.top for line in row)
    end = max(line.box.bottom for line in row)
    of_size = (line for line in lines if line.box.bottom - line.box.top < _TOO_TALL * height)
    below = sorted((line for line in of_size if _middle(line) > end), key=_middle)
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

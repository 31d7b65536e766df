"""A sheet as a table: which row holds the headings, which rows are records, and what lies about besides.

Headings are found by what they say, in any order and in any of the first rows: people put a title above, move columns,
and type notes below.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.model.spelling import Names, fold
from zcdossier.model.workbook_layout import EXAMPLE_WORDS, REQUIRED_MARK
from zcdossier.source.sheet_reader import Cell, CellRange, Sheet

OWN_COLUMN = "#"
"""Before the names of the workbook's own columns: no field can be called so."""
NUMBER_COLUMN, REMARK_COLUMN = "#number", "#remark"
FOLDER_COLUMN, FILES_COLUMN, KIND_COLUMN = "#folder", "#files", "#kind"
PERIOD_COLUMN = "#period"
"""A beginning and an end in one column; what they are is read as in a text manifest."""
CLAUSE_COLUMN, AT_COLUMN, QUESTION_COLUMN = "#clause", "#at", "#question"
ASKS_COLUMN, ANSWER_COLUMN = "#asks", "#answer"
_HEADING_ROWS = 20
_MARKED = re.compile(r"[\s*＊:：]*(?:[（(【\[](?:必填|建议填|选填|可不填|可空着)[）)】\]])?[\s*＊:：]*$")
_REMARK_BEHIND = re.compile(r"\s*[（(][^（()）]*[）)]$")
_TOTAL = re.compile(
    r"(?:合计|总计|小计|共计|总数)[:：]?(?:\d+(?:项|篇|条|个|部|次)?)?|共\d+(?:项|篇|条|个|部|次)|[（(]?以下(?:空白|无正文|无内容|无)[）)]?"
)
_NOTE = re.compile(
    r"\s*[*※]?\s*(?:(?:注|备注|附注|说明|注意|填表说明|填写说明)\s*\d?\s*[:：、.]"
    r"|(?:填表人|填报人|制表人|审核人|(?:(?:填表|填报|制表|审核|申报|经办|负责|承诺)人|本人|单位|部门)?(?:签[名字章]|盖章))"
    r"\s*(?:[（(][^（()）]*[）)])?\s*[:：])"
)
_HEADING_BETWEEN = re.compile(
    r"\s*(?:[—–\-_=~]{2,}\s*[^—–\-_=~\s].*[—–\-_=~]{2,}\s*$"
    r"|[（(]?[一二三四五六七八九十]{1,2}[）)、.．]"
    r"|以[上下](?:为|是|共|材料|内容|信息|情况)|本人(?:郑重)?(?:承诺|保证)|经(?:审核|审查|核实|核对)[，,])"
)
"""What somebody wrote between or below the records who divided or signed them: —— 核心期刊 ——, 一、独立作者."""


class Heading(NamedTuple):
    """A column: its heading as typed, and the name it is known by (None when nothing is called so)."""

    column: int
    text: str
    name: str | None


class SheetRow(NamedTuple):
    """A row below the headings that says something. `cells` are those of named columns, by name."""

    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]
    stray: tuple[int, ...] = ()

    def text(self, name: str) -> str:
        """The text of a cell without white space around it, or an empty one."""
        cell = self.cells.get(name)
        return cell.text.strip() if cell is not None else ""


class Table(NamedTuple):
    """A sheet's headings and the rows below them; `again` are columns headed like one before them."""

    heading_row: int
    headings: tuple[Heading, ...]
    columns: Mapping[str, int]
    again: tuple[Heading, ...]
    rows: tuple[SheetRow, ...]


def heading_text(text: str, names: Names | None = None) -> str:
    """Return a heading on one line, without the mark of compulsory columns or a remark in brackets behind it.

    One that is a name as it stands keeps both.
    """
    plain = "".join(text.split("\n")).strip()
    for name in (plain, plain.removesuffix(REQUIRED_MARK)) if names is not None else ():
        if names is not None and names.find(name):
            return name
    bare = _MARKED.sub("", plain).strip()
    if names is not None and not names.find(bare) and names.find("".join(bare.split())):
        return "".join(bare.split())  # spread over its cell: 姓　名
    without_remark = _REMARK_BEHIND.sub("", bare)
    return without_remark if names is not None and not names.find(bare) and names.find(without_remark) else bare


def find_table(sheet: Sheet, names: Names) -> Table | None:
    """Return the table of a sheet, or None when no row of it holds headings. `names` are what columns may be called."""
    best, row_number = 0, 0
    for number in sorted(sheet.rows)[:_HEADING_ROWS]:
        found = {names.find(heading_text(cell.text, names)) for cell in sheet.rows[number].values()} - {None}
        if len(found) > best:
            best, row_number = len(found), number
    if not best:
        return None
    cells = sheet.rows[row_number]
    typed = [(column, heading_text(cells[column].text, names)) for column in sorted(cells)]
    headings = _named([Heading(column, text, names.find(text)) for column, text in typed if text], names)
    columns: dict[str, int] = {}
    again: list[Heading] = []
    for heading in headings:
        if heading.name is None:
            continue
        if heading.name in columns:
            again.append(heading)
        else:
            columns[heading.name] = heading.column
    rows = tuple(_rows_below(sheet, row_number, columns, {heading.column for heading in headings}))
    return Table(row_number, tuple(headings), columns, tuple(again), rows)


def _named(headings: list[Heading], names: Names) -> list[Heading]:
    """A heading that only one name ends like, or that can only be mistyped, counts as that, unless it stands there.

    Of the names that stand there already none is meant: beside 获奖名称, 名称 is 获奖项目名称.
    """
    taken = {heading.name for heading in headings if heading.name is not None}
    named: list[Heading] = []
    for heading in headings:
        guess = None
        if heading.name is None:
            guesses = (
                names.find_ending(heading.text),
                names.guess_sure(heading.text),
                names.find_ending(heading.text, taken),
            )
            guess = next((guess for guess in guesses if guess is not None and guess not in taken), None)
        if guess is not None:
            taken.add(guess)
            named.append(heading._replace(name=guess))
        else:
            named.append(heading)
    return named


def _rows_below(sheet: Sheet, heading_row: int, columns: Mapping[str, int], headed: set[int]) -> Iterator[SheetRow]:
    by_column = {column: name for name, column in columns.items()}
    shared = _shared_cells(sheet, heading_row, set(by_column))
    for number in sorted(sheet.rows):
        if number <= heading_row:
            continue
        row = {**shared.get(number, {}), **sheet.rows[number]}
        cells = {by_column[column]: cell for column, cell in row.items() if column in by_column}
        stray = tuple(sorted(column for column in row if column not in headed))
        if cells or stray:
            yield SheetRow(number, cells, columns, stray)


def _shared_cells(sheet: Sheet, heading_row: int, columns: set[int]) -> dict[int, dict[int, Cell]]:
    """What merged cells say to the rows below their first that say something of their own."""
    shared: dict[int, dict[int, Cell]] = {}
    for merged in merged_down(sheet, heading_row):
        cell = sheet.rows.get(merged.top, {}).get(merged.left)
        if cell is None or merged.left not in columns:
            continue
        for number in rows_sharing(sheet, merged):
            shared.setdefault(number, {})[merged.left] = cell
    return shared


def merged_down(sheet: Sheet, heading_row: int) -> tuple[CellRange, ...]:
    """Return the merged cells below the headings that reach over several rows."""
    return tuple(merged for merged in sheet.merges if merged.top > heading_row and merged.bottom > merged.top)


def rows_sharing(sheet: Sheet, merged: CellRange) -> list[int]:
    """Return the rows below the first of a merged cell that hold something besides it: records of their own."""
    if merged.bottom - merged.top <= len(sheet.rows):
        numbers = [number for number in range(merged.top + 1, merged.bottom + 1) if number in sheet.rows]
    else:
        numbers = [number for number in sheet.rows if merged.top < number <= merged.bottom]
    return [
        number for number in numbers if any(not merged.left <= column <= merged.right for column in sheet.rows[number])
    ]


def repeats_headings(row: SheetRow, sheet: Sheet, table: Table) -> bool:
    """Whether a row only says what the columns are called: it came along with rows from another workbook."""
    typed = {column: cell.text for column, cell in sheet.rows[row.number].items()}
    headings = {heading.column: heading.text for heading in table.headings}
    return len(typed) > 1 and all(heading_text(text) == headings.get(column) for column, text in typed.items())


def is_total(row: SheetRow, sheet: Sheet) -> bool:
    """Whether a row counts up those above it."""
    typed = _typed_columns(row, sheet)
    return bool(typed) and bool(_TOTAL.fullmatch(fold(sheet.rows[row.number][typed[0]].text)))


def note_in(row: SheetRow, sheet: Sheet) -> int | None:
    """Return the column of a remark about the table that a row is, or None: its one text, or what is no number."""
    typed = _typed_columns(row, sheet)
    if not typed:
        return None
    text = sheet.rows[row.number][typed[0]].text
    if len(typed) == 1 and _HEADING_BETWEEN.match(text):
        return typed[0]
    is_alone = len(typed) == 1 or typed[0] == row.columns.get(NUMBER_COLUMN)
    return typed[0] if is_alone and _NOTE.match(text) else None


def _typed_columns(row: SheetRow, sheet: Sheet) -> list[int]:
    """The columns in which a row says something, without its number, which the workbook came with."""
    cells = sheet.rows[row.number]
    numbered = row.columns.get(NUMBER_COLUMN)
    return [column for column in sorted(cells) if column != numbered or not cells[column].text.strip().isdecimal()]


def is_example(row: SheetRow, examples: Mapping[str, str]) -> bool:
    """Whether a row is the example that the workbook came with. One that was overtyped is a record.

    Where the column that marks it was deleted, it is told by saying the whole example.
    """
    if NUMBER_COLUMN not in row.columns:
        wanted = {name: text for name in row.columns if (text := examples.get(name, "").strip('"'))}
        return len(wanted) > 1 and {name: cell.text.strip() for name, cell in row.cells.items()} == wanted
    if row.text(NUMBER_COLUMN) not in EXAMPLE_WORDS:
        return False
    return all(
        cell.text.strip() == examples.get(name, "").strip('"')
        for name, cell in row.cells.items()
        if name != NUMBER_COLUMN
    )

"""The office's record as a table in a text file: what Excel, WPS and an editor make of it is read back.

Written as UTF-8 with a mark at the start, which Excel needs; read in whatever encoding and with whatever separator a
spreadsheet saved it. A cell that a spreadsheet would take for a formula is written behind an apostrophe.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from zcdossier.errors import ExplainedError
from zcdossier.model.dates import parse_date
from zcdossier.model.label import Label
from zcdossier.model.office_rules import AUTHORITY, UNIT
from zcdossier.model.review import OBJECTION, PUBLICITY, ObjectionState, ReviewEntry, ReviewLineError
from zcdossier.model.spelling import normalized_name
from zcdossier.source.misread_text import was_read_as_gbk

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "dossier": ("申报材料", "dossier"),
    "name": ("姓名", "name"),
    "step": ("环节", "step"),
    "decision": ("结果", "decision"),
    "text": ("理由或意见", "reason or opinion", "理由", "意见", "reason", "opinion"),
    "by": ("经办人", "by", "审核人", "reviewer"),
    "on": ("日期", "date", "on"),
    "until": ("公示结束", "until", "publicity ends"),
}
_NEEDED = ("dossier", "step", "decision", "on")
STEPS: Mapping[str, tuple[str, ...]] = {
    UNIT: ("单位审核", UNIT, "单位"),
    AUTHORITY: ("主管部门审查", AUTHORITY, "主管部门"),
    PUBLICITY: ("公示", PUBLICITY),
    OBJECTION: ("公示异议", OBJECTION, "异议"),
}
OBJECTED: Mapping[str, tuple[str, ...]] = {
    ObjectionState.OPEN: ("未处理", ObjectionState.OPEN, "待处理"),
    ObjectionState.SETTLED: ("已处理", ObjectionState.SETTLED),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = "\ufeff"


class ReviewTable(NamedTuple):
    """A record as read. `columns` are in the file's order; `text` is the whole of it, decoded."""

    text: str
    separator: str
    columns: tuple[str, ...]
    entries: tuple[ReviewEntry, ...]
    slips: tuple[ReviewLineError, ...]


class UnreadableTableError(ExplainedError):
    """The file is no such table."""


def read_review_table(data: bytes) -> ReviewTable:
    """Read a record. Raises UnreadableTableError when it is something else; a bad line is a slip."""
    text = decode_table(data)
    first = text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    rows = _rows(text, separator)
    _, head = next(rows, (1, []))
    named = {normalized_name(spelling): column for column, spellings in _COLUMNS.items() for spelling in spellings}
    columns = tuple(named.get(normalized_name(cell), "") for cell in head)
    missing = [_COLUMNS[column][0] for column in _NEEDED if column not in columns]
    if missing and (was_read_as_gbk(text) or first.count("?") > len(first) // 2):
        raise UnreadableTableError(
            Label(
                "里面的字已经是乱码，多半是用错了编码打开又保存过；找回保存以前的那一份",
                "its text is garbled, probably because it was opened in a wrong encoding and saved; go back to "
                "an earlier copy",
            )
        )
    if missing:
        raise UnreadableTableError(
            Label(
                f"第一行少了这些列：{'、'.join(missing)}", f"its first line lacks these columns: {', '.join(missing)}"
            )
        )
    entries: list[ReviewEntry] = []
    slips: list[ReviewLineError] = []
    for line, cells in rows:
        typed = {column: _unguarded(cell.strip()) for column, cell in zip(columns, cells, strict=False) if column}
        surplus = [cell for cell in cells[len(columns) :] if cell.strip()]
        if not any(typed.values()) and not surplus:
            continue
        line_read = _too_wide(line, surplus) if surplus else _entry(typed, line)
        if isinstance(line_read, ReviewEntry):
            entries.append(line_read)
        else:
            slips.append(line_read)
    return ReviewTable(text, separator, columns, tuple(entries), tuple(slips))


def append_entries(table: ReviewTable | None, entries: Sequence[ReviewEntry]) -> bytes:
    """The file with lines at its end; what was there stays as it was typed."""
    columns = table.columns if table is not None else tuple(_COLUMNS)
    separator = table.separator if table is not None else ","
    text = table.text if table is not None else _line([_COLUMNS[column][0] for column in columns], separator)
    if text and not text.endswith("\n"):
        text += "\r\n"
    text += "".join(_line([_cell(entry, column) for column in columns], separator) for entry in entries)
    return (_MARK + text).encode("utf-8", errors="replace")


def missing_columns(table: ReviewTable | None, entries: Sequence[ReviewEntry]) -> list[str]:
    """Columns that a record lacks and without which these entries would not be whole. Names may be left out."""
    if table is None:
        return []
    needed = [column for column in _COLUMNS if column != "name" and any(_cell(entry, column) for entry in entries)]
    return [_COLUMNS[column][0] for column in needed if column not in table.columns]


def one_line_text(text: str) -> str:
    """A text as the record holds it: on one line, single spaces, composed characters."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(unicodedata.normalize("NFC", printable).split())


def decode_table(data: bytes) -> str:
    """Text from whatever a spreadsheet wrote: UTF-8, the Unicode text of Excel, or GBK. Raises UnreadableTableError."""
    is_unicode_text = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_unicode_text else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableTableError(
        Label("它不是文本文件；在 Excel 里“另存为”CSV UTF-8", "it is not a text file; in Excel, save it as CSV UTF-8")
    )


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with the line it begins in. A quotation mark that nothing closes would swallow the rows below it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if line > 1 and any(_holds_a_row(cell, separator) for cell in cells):
                raise _unclosed(line)
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _unclosed(line) from error


def _holds_a_row(cell: str, separator: str) -> bool:
    """Whether a cell of several lines has swallowed a row: one of its lines names a step in a cell of its own."""
    steps = {normalized_name(word) for words in STEPS.values() for word in words}
    pieces = (line.split(separator) for line in cell.splitlines()[1:])
    return any(
        len(row) >= len(_NEEDED) and any(normalized_name(piece.strip('" ')) in steps for piece in row) for row in pieces
    )


def _unclosed(line: int) -> UnreadableTableError:
    return UnreadableTableError(
        Label(
            f'第 {line} 行读不通，多半是英文引号（"）没有成对；改好这一行再运行',
            f'line {line} is unreadable, probably because of an unpaired quotation mark ("); '
            "fix that line and run again",
        ),
    )


def _too_wide(line: int, surplus: Sequence[str]) -> ReviewLineError:
    return ReviewLineError(
        line,
        Label(
            f"比第一行多出 {len(surplus)} 格；理由里有英文逗号的，改成中文逗号",
            f"has more cells than the first line ({len(surplus)}); put a text that contains a comma in quotation marks",
        ),
    )


def _entry(typed: Mapping[str, str], line: int) -> ReviewEntry | ReviewLineError:
    empty = [_COLUMNS[column] for column in _NEEDED if not typed.get(column)]
    if empty:
        return ReviewLineError(line, Label(f"“{empty[0][0]}”没有填", f"{empty[0][1]} is empty"))
    step = _match_word(STEPS, typed["step"])
    if step is None:
        steps = [spellings[0] for spellings in STEPS.values()]
        return ReviewLineError(
            line,
            Label(
                f"没有“{typed['step']}”这个环节；有：{'、'.join(steps)}",
                f"there is no step {typed['step']}; there are: {', '.join(steps)}",
            ),
        )
    decision = typed["decision"]
    if step == OBJECTION:
        objected = _match_word(OBJECTED, decision)
        if objected is None:
            return ReviewLineError(
                line, Label(f"异议的结果是 未处理 或 已处理，不是 {decision}", f"{decision}: write 未处理 or 已处理")
            )
        decision = objected
    on, until = parse_date(typed["on"]), parse_date(typed.get("until", ""))
    if on is None or on.day is None:
        return ReviewLineError(
            line,
            Label(
                f"日期看不懂：{typed['on']}；写成 2026-09-14", f"{typed['on']} is not a date; write it like 2026-09-14"
            ),
        )
    if step == PUBLICITY and (until is None or until.day is None or until.first < on.first):
        return ReviewLineError(
            line,
            Label(
                "公示要写明“公示结束”，不能早于开始", "publication needs its last day (公示结束), not before the first"
            ),
        )
    return ReviewEntry(
        dossier=typed["dossier"].replace("\\", "/").rstrip("/").removeprefix("./"),
        name=typed.get("name", ""),
        step=step,
        decision=decision,
        text=typed.get("text", ""),
        by=typed.get("by", ""),
        on=on.first,
        until=until.first if until is not None and until.day is not None else None,
        line=line,
    )


def _match_word(words: Mapping[str, tuple[str, ...]], typed: str) -> str | None:
    return next(
        (word for word, spellings in words.items() if normalized_name(typed) in map(normalized_name, spellings)), None
    )


def _cell(entry: ReviewEntry, column: str) -> str:
    if not column:
        return ""
    if column == "step":
        return STEPS[entry.step][0]
    if column == "decision" and entry.step == OBJECTION:
        return OBJECTED[entry.decision][0]
    value = getattr(entry, column)
    text = "" if value is None else value if isinstance(value, str) else value.isoformat()
    text = one_line_text(text)
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(_FORMULA) else cell


def _line(cells: Sequence[str], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return out.getvalue()

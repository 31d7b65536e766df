"""Who stands on a list that was written before: nobody may be lost from one without a word."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from zcdossier.errors import CannotRunError

_NUMBER, _NAME = ("序号", "No."), ("姓名", "Name")
_DOSSIER = ("申报材料", "dossier")


def people_publicised(sheet: Path) -> Counter[str] | None:
    """The names on a publicity list, or None when the file can't be read as one."""
    rows = _rows(sheet)
    if rows is None:
        return None
    heads = (at for at, row in enumerate(rows) if row[:1] and row[0] in _NUMBER and any(one in _NAME for one in row))
    head = next(heads, None)
    if head is None:
        return None
    column = next(at for at, cell in enumerate(rows[head]) if cell in _NAME)
    numbered = (row for row in rows[head + 1 :] if row and row[0].isdecimal())
    return Counter(row[column] for row in numbered if len(row) > column)


def dossiers_summarised(book: Path) -> frozenset[str] | None:
    """The dossiers in a summary, or None when the file can't be read as one."""
    rows = _rows(book)
    if rows is None:
        return None
    return frozenset(row[0] for row in rows if row and row[0] and row[0] not in _DOSSIER)


def set_aside(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Give files names that say they are earlier ones. Raises CannotRunError."""
    number = 1
    while any(_aside(path, number).exists() for path in paths):
        number += 1
    kept = []
    for path in paths:
        if path.exists():
            kept.append(_aside(path, number))
            try:
                path.rename(kept[-1])
            except OSError as error:
                reason = error.strerror or type(error).__name__
                raise CannotRunError(
                    f"不能给 {path} 改名：{reason}；如果正在 Excel 里打开着，先关掉",
                    f"can't rename {path}: {reason}; if it is open in Excel, close it first",
                ) from error
    return tuple(kept)


def _aside(path: Path, number: int) -> Path:
    word = "earlier" if path.stem.isascii() else "上一次"
    return path.with_name(f"{path.stem} {word} {number}{path.suffix}")


def _rows(book: Path) -> list[list[str]] | None:
    import openpyxl  # noqa: PLC0415 - heavy

    try:
        opened = openpyxl.load_workbook(book, read_only=True, data_only=True)
        try:
            return [row for sheet in opened.worksheets for row in _texts(sheet.iter_rows(values_only=True))]
        finally:
            opened.close()
    except Exception:  # noqa: BLE001 - whatever is wrong with somebody's file: it is no list of ours
        return None


def _texts(rows: Iterator[tuple[object, ...]]) -> Iterator[list[str]]:
    return ([str(cell).strip() if cell is not None else "" for cell in row] for row in rows)

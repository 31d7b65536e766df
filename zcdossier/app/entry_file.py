"""The entry sheet beside the uploads: `填报单.xlsx`, with the ticks that were made in it kept."""

from pathlib import Path

from zcdossier.assemble.atomic import place_aside
from zcdossier.errors import CannotRunError
from zcdossier.report.entry_workbook import EntryBook, digest_in, entry_workbook, ticks_in

ENTRY_NAME = "填报单.xlsx"
_LARGEST = 20_000_000  # bytes; ours are far smaller


def put_entry_sheet(book: EntryBook, out: Path) -> None:
    """Write it into `out`, unless the one that is there says the same. Raises CannotRunError."""
    path = out / ENTRY_NAME
    before = _before(path)
    if digest_in(before) == book.digest:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with place_aside(path) as aside:
            aside.file.write(entry_workbook(book, ticks_in(before)))
            aside.settle()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotRunError(
            f"写不出填报单 {path}：{reason}；如果正在 Excel 里打开着，先关掉。",
            f"Can't write the entry sheet {path}: {reason}; if it is open in Excel, close it first.",
        ) from error


def _before(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""

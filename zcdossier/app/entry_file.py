"""The entry sheet beside the uploads: `填报单.xlsx`, with the ticks that were made in it kept."""

from pathlib import Path

from zcdossier.app.office.output import write_file
from zcdossier.report.entry_workbook import EntryBook, digest_in, entry_workbook, ticks_in

ENTRY_NAME = "填报单.xlsx"
_LARGEST = 20_000_000  # bytes; ours are far smaller


def put_entry_sheet(book: EntryBook, out: Path) -> None:
    """Write it into `out`, unless the one that is there says the same. Raises CannotRunError."""
    path = out / ENTRY_NAME
    before = _before(path)
    if digest_in(before) == book.digest:
        return
    write_file(path, entry_workbook(book, ticks_in(before)))


def _before(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        return b""

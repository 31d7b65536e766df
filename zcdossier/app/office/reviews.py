"""The office's record on disk: which file a dossier belongs to, reading it once, adding lines that are never lost."""

import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.dossiers import MAX_DEPTH
from zcdossier.app.office.output import name_below, write_file
from zcdossier.app.office.reviews_csv import Table, UnreadableTableError, read_table, with_entries
from zcdossier.assemble.keeping.lock import BusyError, locked
from zcdossier.errors import CannotRunError
from zcdossier.model.review import Entry, History, Slip

REVIEWS_NAME = "reviews.csv"
_MOST_BYTES = 50_000_000
_PATIENCE, _GLANCE = 5.0, 0.05  # seconds to wait for a colleague who records at the same moment


class Unfit(NamedTuple):
    """A line of a record that can't be taken."""

    path: Path
    slip: Slip


def record_of(root: Path, home: Path) -> Path:
    """The record that a dossier belongs to: the nearest in the folders above it, else a new one in `home`.

    Above `home` a file of that name may be anybody's: it counts only when it reads like a record.
    """
    is_outside = False
    for folder in _above(root):
        path = folder / REVIEWS_NAME
        if path.exists() and not (is_outside and _is_anothers(path)):
            return path
        is_outside = is_outside or folder.resolve() == home.resolve()
    return home / REVIEWS_NAME


def _is_anothers(path: Path) -> bool:
    try:
        return read_record(path) is None
    except CannotRunError:
        return True


def read_record(path: Path) -> Table | None:
    """Read a record, or None when there is none yet. Raises CannotRunError."""
    try:
        if not path.exists():
            return None
        if path.stat().st_size > _MOST_BYTES:
            raise CannotRunError(f"{path} 太大，不像是审核记录", f"{path} is too large for a record of reviews")
        return read_table(path.read_bytes())
    except UnreadableTableError as error:
        raise CannotRunError(f"读不懂 {path}：{error.why.zh}", f"can't read {path}: {error.why.en}") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotRunError(f"打不开 {path}：{reason}", f"can't open {path}: {reason}") from error


def add(path: Path, entries: Sequence[Entry]) -> None:
    """Put lines at the end of a record; what is there stays. Raises CannotRunError."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with locked(path.parent, "zcdossier office"):
                write_file(path, with_entries(read_record(path), entries))
        except BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(_GLANCE)
        else:
            return


class Records:
    """Every record that some dossiers belong to, each read once. Raises CannotRunError when one can't be read."""

    def __init__(self, roots: Sequence[Path], home: Path) -> None:
        self._paths = {root: record_of(root, home) for root in roots}
        self._names = {root: name_below(root, path.parent) for root, path in self._paths.items()}
        self._tables = {path: read_record(path) for path in dict.fromkeys(self._paths.values())}
        self._entries: dict[tuple[Path, str], list[Entry]] = {}
        for path, table in self._tables.items():
            for entry in table.entries if table is not None else ():
                self._entries.setdefault((path, _form(entry.dossier)), []).append(entry)

    def history(self, root: Path) -> History:
        """What is recorded about one dossier."""
        return History(tuple(self._entries.get((self._paths[root], _form(self._names[root])), ())))

    def name(self, root: Path) -> str:
        """How its record calls a dossier."""
        return self._names[root]

    def path(self, root: Path) -> Path:
        """The record a dossier belongs to."""
        return self._paths[root]

    def unfit(self) -> Iterator[Unfit]:
        """Lines that say nothing about any dossier: what can't be read."""
        for path, table in self._tables.items():
            for slip in table.slips if table is not None else ():
                yield Unfit(path, slip)

    def strangers(self) -> Iterator[tuple[Path, Entry]]:
        """Lines about a folder that is not there (any more), the first of each."""
        for (path, name), entries in self._entries.items():
            if not (path.parent / name).is_dir():
                yield path, entries[0]


def _above(root: Path) -> Iterator[Path]:
    """The folders that may hold a dossier's record, the nearest first, as the user would write them."""
    folder = root
    for _ in range(MAX_DEPTH + 1):
        parent = folder.parent if folder.name not in ("", "..") else folder / ".."
        try:
            if parent.resolve() == folder.resolve():
                return
        except (OSError, RuntimeError):
            return
        folder = parent
        yield folder


def _form(name: str) -> str:
    return unicodedata.normalize("NFC", name)

"""The office's record on disk: which file a dossier belongs to, reading it once, adding lines that are never lost."""

import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.find_dossiers import MAX_DEPTH, find_dossiers
from zcdossier.app.office.office_folder import office_folder, relative_name
from zcdossier.app.office.reviews_csv import (
    ReviewTable,
    UnreadableTableError,
    append_entries,
    missing_columns,
    one_line_text,
    read_review_table,
)
from zcdossier.app.output_files import write_file
from zcdossier.assemble.keeping.build_lock import BusyError, lock_folder
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.model.label import Label
from zcdossier.model.review import History, ReviewEntry, ReviewLineError

REVIEWS_NAME = "reviews.csv"
_MOST_BYTES = 50_000_000
_WAIT_SECONDS, _POLL_SECONDS = 5.0, 0.05  # seconds to wait for a colleague who records at the same moment


class InvalidLine(NamedTuple):
    """A line of a record that can't be taken."""

    path: Path
    slip: ReviewLineError


def find_record(root: Path, home: Path) -> Path:
    """The record that a dossier belongs to: the nearest in the folders above it, else a new one in `home`.

    Above `home` a file of that name may be anybody's: it counts only when it reads like a record.
    """
    is_outside = False
    for folder in _above(root):
        path = folder / REVIEWS_NAME
        if path.exists() and not (is_outside and _is_no_record(path)):
            return path
        is_outside = is_outside or folder.resolve() == home.resolve()
    return home / REVIEWS_NAME


def _is_no_record(path: Path) -> bool:
    try:
        return read_record(path) is None
    except CannotRunError:
        return True


def read_record(path: Path) -> ReviewTable | None:
    """Read a record, or None when there is none yet. Raises CannotRunError."""
    with explain_os_errors(Label(f"打不开 {path}", f"can't open {path}")):
        if not path.exists():
            return None
        if path.stat().st_size > _MOST_BYTES:
            raise CannotRunError(Label(f"{path} 太大，不像是审核记录", f"{path} is too large for a record of reviews"))
        data = path.read_bytes()
    try:
        return read_review_table(data)
    except UnreadableTableError as error:
        raise CannotRunError(Label(f"读不懂 {path}：{error.why.zh}", f"can't read {path}: {error.why.en}")) from error


def add_entries(path: Path, entries: Sequence[ReviewEntry]) -> None:
    """Put lines at the end of a record; what is there stays, and the lines are read back.

    Nothing is written while a line of the record can't be read: it may be the one that counts. Raises CannotRunError.
    """
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            with lock_folder(path.parent, "zcdossier office"):
                _append(path, entries)
        except BusyError:
            if time.monotonic() > until:
                raise
            time.sleep(_POLL_SECONDS)
        else:
            return


def _append(path: Path, entries: Sequence[ReviewEntry]) -> None:
    earlier = read_record(path)
    if earlier is not None and earlier.slips:
        line, why = earlier.slips[0]
        raise CannotRunError(
            Label(
                f"没有记：{path} 第 {line} 行：{why.zh}；先改好这一行。",
                f"nothing was recorded: {path} line {line}: {why.text('en')}; fix that line first.",
            ),
        )
    missing = missing_columns(earlier, entries)
    if missing:
        raise CannotRunError(
            Label(
                f"没有记：{path} 的第一行少了这些列：{'、'.join(missing)}；先加上。",
                f"nothing was recorded: the first line of {path} lacks these columns: {', '.join(missing)}; add them.",
            ),
        )
    data = append_entries(earlier, entries)
    _check_held(path, read_review_table(data), earlier, entries)
    write_file(path, data)
    _check_held(path, read_record(path), earlier, entries)


def _check_held(
    path: Path, later: ReviewTable | None, earlier: ReviewTable | None, entries: Sequence[ReviewEntry]
) -> None:
    """Read back: what was there and what was added, in this order. Raises CannotRunError."""
    expected = [*(earlier.entries if earlier is not None else ()), *entries]
    if later is None or [_comparable(entry) for entry in later.entries] != [_comparable(entry) for entry in expected]:
        raise CannotRunError(
            Label(
                f"{path} 写进去的读回来不一样，这一次没有记上；请检查这个文件（是不是别的程序也在改）。",
                f"{path} does not read back as it was written; nothing was recorded. Is another program changing it?",
            ),
        )


def _comparable(entry: ReviewEntry) -> tuple[object, ...]:
    texts = (entry.dossier, entry.step, entry.decision, entry.text, entry.by)
    return (*map(one_line_text, texts), entry.on, entry.until)


class ReviewRecords:
    """Every record that some dossiers belong to, each read once. Raises CannotRunError when one can't be read."""

    def __init__(self, roots: Sequence[Path], home: Path) -> None:
        self._home = home
        self._paths = {root: find_record(root, home) for root in roots}
        self._names = {root: relative_name(root, path.parent) for root, path in self._paths.items()}
        self._tables = {path: read_record(path) for path in dict.fromkeys(self._paths.values())}
        self._entries: dict[tuple[Path, str], list[ReviewEntry]] = {}
        self._contradictory: list[InvalidLine] = []
        for path, table in self._tables.items():
            people = {_last_part(name) for root, name in self._names.items() if self._paths[root] == path}
            for entry in table.entries if table is not None else ():
                self._take(path, entry, people)

    def _take(self, path: Path, entry: ReviewEntry, people: Collection[str]) -> None:
        """Keep a line with its dossier; one that names somebody else who has a dossier here is nobody's."""
        person = _form(entry.name)
        if person in people and person not in _last_part(entry.dossier):
            self._contradictory.append(InvalidLine(path, _other_person(entry)))
        else:
            self._entries.setdefault((path, _form(entry.dossier)), []).append(entry)

    def history(self, root: Path) -> History:
        """What is recorded about one dossier."""
        return History(tuple(self._entries.get((self._paths[root], _form(self._names[root])), ())))

    def name(self, root: Path) -> str:
        """How its record calls a dossier."""
        return self._names[root]

    def full_name(self, root: Path) -> str:
        """How lists of the whole office call it: two departments may each have a dossier of one name."""
        full = relative_name(root, self._home)
        return full if len(full) > len(self._names[root]) else self._names[root]

    def path(self, root: Path) -> Path:
        """The record a dossier belongs to."""
        return self._paths[root]

    def invalid_lines(self) -> Iterator[InvalidLine]:
        """Lines that say nothing about any dossier: what can't be read."""
        for path, table in self._tables.items():
            for slip in table.slips if table is not None else ():
                yield InvalidLine(path, slip)
        yield from self._contradictory

    def unread_copies(self) -> Iterator[tuple[Path, Path]]:
        """Each record with a file beside it that looks like a copy and has lines which the record has not."""
        for path, table in self._tables.items():
            own = {_comparable(entry) for entry in table.entries} if table is not None else set()
            for copy in sorted(path.parent.glob(f"{path.stem}?*{path.suffix}")):
                if any(_comparable(entry) not in own for entry in _entries_of_copy(copy)):
                    yield path, copy

    def unknown_dossiers(self) -> Iterator[tuple[Path, ReviewEntry]]:
        """Lines about a folder that is not there (any more), the first of each."""
        for (path, name), entries in self._entries.items():
            if not _is_folder_below(path.parent, name):
                yield path, entries[0]


def _last_part(dossier: str) -> str:
    return _form(dossier.rpartition("/")[2])


def _other_person(entry: ReviewEntry) -> ReviewLineError:
    return ReviewLineError(
        entry.line,
        Label(
            f"“申报材料”是 {entry.dossier}，“姓名”是 {entry.name}，是两个人，这一行没有算；改正写错的那一格",
            f"the dossier is {entry.dossier}, the name {entry.name}: two people, so it does not count; correct one",
        ),
    )


def _entries_of_copy(path: Path) -> tuple[ReviewEntry, ...]:
    try:
        table = read_record(path)
    except CannotRunError:
        return ()
    return table.entries if table is not None else ()


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


def _is_folder_below(folder: Path, name: str) -> bool:
    """Whether there is a folder of that name, in whatever Unicode form the disk keeps it."""
    for part in name.split("/"):
        below = folder / part
        if not below.is_dir():
            try:
                alike = [inner for inner in folder.iterdir() if _form(inner.name) == _form(part)]
            except OSError:
                return False
            below = next((inner for inner in alike if inner.is_dir()), below)
        folder = below
    return folder.is_dir()


def _form(name: str) -> str:
    return one_line_text(name)


def find_others_of_the_office(folder: Path, roots: Sequence[Path]) -> list[Path]:
    """The dossiers that share a record with these, but lie outside the folder given: one unit's batch is both."""
    home = office_folder(folder)
    inside = {root.resolve() for root in roots}
    offices = {find_record(root, home).parent for root in roots}
    above = sorted(office for office in offices if _is_above(office, home))
    everybody = find_dossiers(above) if above else []
    return [root for root in everybody if root.resolve() not in inside]


def _is_above(office: Path, home: Path) -> bool:
    return office.resolve() != home.resolve() and home.resolve().is_relative_to(office.resolve())

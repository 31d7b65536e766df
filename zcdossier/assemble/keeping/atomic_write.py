"""Putting a file in its place: written beside the target, flushed to the disk, renamed. Whole, or not at all."""

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from zcdossier.source.regular_file import move_over

TEMPORARY = ".zcdossier-*.tmp"
"""What a killed build may leave behind, as a glob pattern; safe to delete."""

_LEFT_BEHIND = 3600  # seconds
_UNCOMMITTED: set[Path] = set()


@dataclass(slots=True)
class TempFile:
    """A temporary file beside its target; it takes the target's place only by `commit`."""

    file: BinaryIO
    path: Path
    target: Path

    def flush(self) -> None:
        """Bring every byte to the disk, so that what is checked is what will be there."""
        self.file.flush()
        os.fsync(self.file.fileno())

    def commit(self) -> None:
        """Rename it over the target."""
        if not self.file.closed:
            self.flush()
            self.file.close()
        move_over(self.path, self.target)
        _flush_folder(self.target.parent)


@contextmanager
def atomic_write(target: Path) -> Iterator[TempFile]:
    """Open a temporary file in the target's folder; it is gone afterwards, whatever happened, unless committed."""
    path = target.parent / TEMPORARY.replace("*", os.urandom(8).hex())
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    _UNCOMMITTED.add(path)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            _sweep(target.parent, made_before=os.fstat(descriptor).st_mtime - _LEFT_BEHIND)
            yield TempFile(file, path, target)
    finally:
        path.unlink(missing_ok=True)
        _UNCOMMITTED.discard(path)


def write_whole(target: Path, data: bytes) -> None:
    """Put bytes in their place: the old file stays until all of the new one is on the disk. Raises OSError."""
    with atomic_write(target) as temp:
        temp.file.write(data)
        temp.commit()


def remove_uncommitted() -> None:
    """Remove what threads still write that nobody waits for any more: the program is about to end."""
    for path in tuple(_UNCOMMITTED):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def sweep_below(folder: Path) -> None:
    """Remove what killed builds left anywhere below. Only for who knows that nobody else writes there."""
    for path, _, _ in os.walk(folder):
        _sweep(Path(path))


def _sweep(folder: Path, *, made_before: float = math.inf) -> None:
    """Remove what killed builds left. What another build still writes is never an hour old.

    The time is that of the disk: the clock of a network disk or of a memory stick may differ from ours by hours. What
    we write ourselves stays however old it is: the computer may have slept over it.
    """
    for path in folder.glob(TEMPORARY):
        with suppress(OSError):
            if path not in _UNCOMMITTED and path.stat().st_mtime < made_before:
                path.unlink()


def _flush_folder(folder: Path) -> None:
    """Make the rename itself last; Windows has no such call and some network disks refuse it."""
    if os.name != "posix":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)

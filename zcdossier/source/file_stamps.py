"""What tells without a look inside that files are still the same: their sizes and times."""

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

SETTLED_NS = 2_000_000_000
"""How long ago a file must have been changed before its times can be relied on: they may be as coarse as this."""


class FileStamp(NamedTuple):
    """A file's path below some folder, its size in bytes, and when its content and its entry last changed (ns)."""

    path: str
    size: int
    changed: int
    moved: int


def stamp_file(path: str | Path, name: str) -> FileStamp:
    """Stamp one file. Raises OSError."""
    status = os.stat(path)  # noqa: PTH116 - of a folder's entry, Windows may tell the times of yesterday
    return FileStamp(name, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


@cache
def stamp_program() -> Mapping[str, tuple[FileStamp, ...]]:
    """Stamp our own modules, by the room they lie in: `lint/kinds`, or "" for the package itself. Raises OSError.

    Once in a process: it goes on with the modules that were there when it began. A program that was made one file has
    them all in that.
    """
    if getattr(sys, "frozen", False):
        return {"": (stamp_file(sys.executable, ""),)}
    package = Path(__file__).resolve().parent.parent
    return {room: tuple(sorted(stamps)) for room, stamps in _rooms(str(package), "")}


def _rooms(folder: str, room: str) -> Iterator[tuple[str, list[FileStamp]]]:
    stamps = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                status = entry.stat()
                stamps.append(FileStamp(entry.name, status.st_size, status.st_mtime_ns, 0))
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _rooms(entry.path, f"{room}/{entry.name}".lstrip("/"))
    yield room, stamps

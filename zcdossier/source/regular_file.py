"""Opening files that people name: plain files only, and no waiting for a pipe that took the place of one.

Also writing a file that is kept only to save time.
"""

import errno
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
)

_PATIENCE = 1.0  # seconds


class NotARegularFileError(OSError):
    """What is there is a folder, a pipe or a device."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "not a plain file", str(path))


def open_regular_file(path: Path) -> BinaryIO:
    """Open a file for reading. Raises OSError, NotARegularFileError among them; a look beforehand could be outrun."""
    try:
        descriptor = os.open(path, _FLAGS)
    except (IsADirectoryError, PermissionError) as error:
        if isinstance(error, IsADirectoryError) or path.is_dir():  # Windows denies whoever opens a folder
            raise NotARegularFileError(path) from None
        raise
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotARegularFileError(path)
    return os.fdopen(descriptor, "rb")


def read_regular_file(path: Path) -> bytes:
    """Read a whole file, as `open_regular_file` opens it."""
    with open_regular_file(path) as file:
        return file.read()


def write_cache_file(path: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all; where that can't be, work goes on without it."""
    with suppress(OSError):
        replace_file(path, content)


def replace_file(path: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all; its folder is made where it is missing. Raises OSError."""
    temp_file = path.with_suffix(f".{os.getpid()}-{time.time_ns()}")
    try:
        path.parent.mkdir(exist_ok=True)
        temp_file.write_bytes(content)
        move_over(temp_file, path)
    except OSError:
        with suppress(OSError):
            temp_file.unlink(missing_ok=True)
        raise


def move_over(path: Path, target: Path) -> None:
    """Rename a file over another. Raises OSError.

    On Windows whoever has either open forbids it: a virus scanner that looks at what is new is waited for.
    """
    until = time.monotonic() + (_PATIENCE if os.name == "nt" else 0)
    while True:
        try:
            path.replace(target)
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(_PATIENCE / 20)
        else:
            return

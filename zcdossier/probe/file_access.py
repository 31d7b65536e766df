"""The way to a file below one folder and into its bytes, and how a reader says that a file can't be used.

The `detail` of a trouble or of facts is a short text without language: a number, an encoding, the name of
what is wrong inside. Sentences for people are made by whoever shows it. It never holds a path.
"""

import errno
import re
import stat
from pathlib import Path
from typing import BinaryIO

from zcdossier.model.facts import Trouble
from zcdossier.source.regular_file import NotARegularFileError

# A path that starts at a root, here or on Windows: the verdict is the same on every machine.
_ABSOLUTE = re.compile(r"[\\/]|[A-Za-z]:[\\/]")
_MAX_DETAIL = 120
_ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}


class UnusableError(Exception):
    """A file can't be used as it is. Raised by readers, and turned into facts in `inspect_file`."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail[:_MAX_DETAIL]


def truncated() -> UnusableError:
    """The end is missing: an interrupted copy or download."""
    return UnusableError(Trouble.TRUNCATED)


def damaged(detail: str) -> UnusableError:
    """The content contradicts itself."""
    return UnusableError(Trouble.UNREADABLE, detail)


def from_library_error(error: Exception) -> UnusableError:
    """What a library said about a file, without the path that an operating system error carries."""
    if isinstance(error, PermissionError):
        return UnusableError(Trouble.NO_PERMISSION)
    if isinstance(error, NotARegularFileError):
        return UnusableError(Trouble.NOT_A_FILE)
    if isinstance(error, MemoryError):
        return UnusableError(Trouble.TOO_LARGE)
    if isinstance(error, OSError) and error.errno in _ABSENT:
        return UnusableError(Trouble.MISSING)
    if isinstance(error, OSError) and error.strerror:
        return damaged(error.strerror)
    return damaged(f"{type(error).__name__}")


class PathGuard:
    """Leads to files below one folder and nowhere else, whatever links say."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._folders: dict[str, tuple[Path, bool]] = {}

    def find(self, relative: str) -> Path:
        """Return the real path of a file given relative to the folder; raise when it leads outside."""
        if _ABSOLUTE.match(relative):
            raise UnusableError(Trouble.OUTSIDE)
        try:
            real, is_inside = self._real(relative)
        except ValueError as error:  # a NUL or half a character: no file can have such a name
            raise UnusableError(Trouble.MISSING) from error
        except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
            raise from_library_error(error) from error
        if not is_inside:
            raise UnusableError(Trouble.OUTSIDE)
        return real

    def _real(self, relative: str) -> tuple[Path, bool]:
        """Return the real path, and whether it lies below the folder."""
        # A folder is looked at once for all that is in it; a name matters only when it is a link or dots.
        folder, _, name = relative.rpartition("/")
        if folder not in self._folders:
            self._folders[folder] = self._real(folder) if folder else (self._root, True)
        real_folder, is_inside = self._folders[folder]
        path = real_folder / name
        if name == ".." or path.is_symlink():
            path, is_inside = path.resolve(), False
        return path, is_inside or path.is_relative_to(self._root)


def size_of(path: Path) -> int:
    """Return the size of a plain file; raise when it is anything else (a pipe would wait for ever)."""
    try:
        status = path.stat()
    except OSError as error:
        raise from_library_error(error) from error
    except ValueError as error:
        raise UnusableError(Trouble.MISSING) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnusableError(Trouble.NOT_A_FILE)
    if status.st_size == 0:
        raise UnusableError(Trouble.EMPTY)
    return status.st_size


def read_at(file: BinaryIO, offset: int, count: int) -> bytes:
    """Read up to `count` bytes from `offset`; fewer when the file ends before."""
    file.seek(offset)
    return file.read(count)

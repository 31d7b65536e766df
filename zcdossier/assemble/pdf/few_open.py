"""Many files read through a few open ones: a system lets a process have some hundreds open, macOS 256.

The PDF library reads its sources until the output is saved, so that each would stay open.
"""

from collections import OrderedDict
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, cast

from zcdossier.source.regular_file import open_regular_file

MOST = 16


class FewOpen:
    """Hands out files that are open only while they are read, all but the last few used."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._open: OrderedDict[Path, BinaryIO] = OrderedDict()

    def file(self, path: Path) -> BinaryIO:
        """Return a file to be read at leisure. Raises OSError when it can't be."""
        self.opened(path)
        return cast("BinaryIO", _Reopened(self, path))

    def opened(self, path: Path) -> BinaryIO:
        """Return the file, open; whoever was not read for the longest time is closed for it."""
        if path not in self._open:
            while len(self._open) >= self._most:
                self._open.popitem(last=False)[1].close()
            self._open[path] = open_regular_file(path)
        self._open.move_to_end(path)
        return self._open[path]

    def close(self) -> None:
        """Close all."""
        while self._open:
            self._open.popitem()[1].close()


class _Reopened(RawIOBase):
    """A file that is opened again when it is read and has been closed meanwhile."""

    def __init__(self, few: FewOpen, path: Path) -> None:
        super().__init__()
        self._few = few
        self._path = path
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        file = self._few.opened(self._path)
        file.seek(self._at)
        self._at = file.seek(offset, whence)
        return self._at

    def readinto(self, buffer: Any) -> int:
        file: Any = self._few.opened(self._path)
        file.seek(self._at)
        count: int = file.readinto(buffer)
        self._at += count
        return count

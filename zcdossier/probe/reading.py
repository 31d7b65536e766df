"""What a reader of one format hands back, and how it says that a file can't be used. No reading here.

The `detail` of a trouble or of facts is a short text without language: a number, an encoding, the name of
what is wrong inside. Sentences for people are made by whoever shows it. It never holds a path.

The values here are named tuples because lint starts with this room: they are made four times as fast as dataclasses.
"""

import errno
from typing import BinaryIO, NamedTuple

from zcdossier.model.facts import PageSize, PdfFacts, Trouble
from zcdossier.source.plain_file import NotAFileError

# Sizes of this many pages are kept; a scan of one record has a handful, and nobody compares page 2001.
MAX_SIZES = 2000

_MAX_DETAIL = 120
_ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}


class UnusableError(Exception):
    """A file can't be used as it is. Raised by readers, and turned into facts in `inspect`."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail[:_MAX_DETAIL]


def truncated(detail: str = "") -> UnusableError:
    """The end is missing: an interrupted copy or download."""
    return UnusableError(Trouble.TRUNCATED, detail)


def damaged(detail: str) -> UnusableError:
    """The content contradicts itself."""
    return UnusableError(Trouble.UNREADABLE, detail)


def foreign(error: Exception) -> UnusableError:
    """What a library said about a file, without the path that an operating system error carries."""
    if isinstance(error, PermissionError):
        return UnusableError(Trouble.NO_PERMISSION)
    if isinstance(error, NotAFileError):
        return UnusableError(Trouble.NOT_A_FILE)
    if isinstance(error, MemoryError):
        return UnusableError(Trouble.TOO_LARGE)
    if isinstance(error, OSError) and error.errno in _ABSENT:
        return UnusableError(Trouble.MISSING)
    if isinstance(error, OSError) and error.strerror:
        return damaged(error.strerror)
    return damaged(f"{type(error).__name__}")


class Header(NamedTuple):
    """What the header of one picture says, as stored: `orientation` is the raw number, None when absent.

    `extra` is the memory that decoding takes for each pixel beside what format and mode take.
    """

    width: int
    height: int
    mode: str
    dpi: float = 0.0
    orientation: int | None = None
    frames: int = 1
    extra: float = 0.0


class Reading(NamedTuple):
    """What was read of a usable file, as displayed."""

    pages: int
    sizes: tuple[PageSize, ...]
    mode: str = ""
    dpi: float = 0.0
    orientation: int = 1
    detail: str = ""
    pdf: PdfFacts | None = None


def read_at(file: BinaryIO, offset: int, count: int) -> bytes:
    """Read up to `count` bytes from `offset`; fewer when the file ends before."""
    file.seek(offset)
    return file.read(count)

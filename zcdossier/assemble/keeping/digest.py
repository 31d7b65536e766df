"""What a file is by content: its size and sha256, read in pieces; and whether it changed since."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from zcdossier.source.regular_file import open_regular_file

_PIECE = 1 << 20


class Stamp(NamedTuple):
    """What the file system says of a file. As long as it stays, so does the content (see `seen` for how far)."""

    size: int
    modified: int
    changed: int
    number: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """Take what counts; times are in nanoseconds."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    @property
    def latest(self) -> int:
        """When anything of it last moved."""
        return max(self.modified, self.changed)


class Fingerprint(NamedTuple):
    """A file by content, with the stamp it had before it was read."""

    bytes: int
    sha256: str
    stamp: Stamp


def fingerprint(path: Path) -> Fingerprint:
    """Read a file once."""
    digest = hashlib.sha256()
    size = 0
    with open_regular_file(path) as file:
        stamp = Stamp.of(os.fstat(file.fileno()))
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return Fingerprint(size, digest.hexdigest(), stamp)


def same_as(path: Path, seen: Fingerprint) -> bool:
    """Whether the file still has the stamp it had (its content is not read again)."""
    return Stamp.of(path.stat()) == seen.stamp

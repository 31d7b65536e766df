"""What a file is by content: its size and sha256, read in pieces; and whether it changed since."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file by content, with the time stamp that tells a change during the build."""

    bytes: int
    sha256: str
    stamp: int


def fingerprint(path: Path) -> Fingerprint:
    """Read a file once."""
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        stamp = path.stat().st_mtime_ns
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return Fingerprint(size, digest.hexdigest(), stamp)


def same_as(path: Path, seen: Fingerprint) -> bool:
    """Whether the file still has the size and time stamp it had (its content is not read again)."""
    now = path.stat()
    return (now.st_size, now.st_mtime_ns) == (seen.bytes, seen.stamp)

"""What a file is by content, and which content it had when it was last read whole, remembered by its stamp.

A stamp is believed when nothing can have changed the file without changing the stamp: size, both times and number.
The time of change can't be set by programs on POSIX systems; elsewhere there is none, so nothing is remembered
there. Neither is a stamp so fresh that the clock of the file system may not tick before the next change.
"""

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from zcdossier.source.regular_file import open_regular_file

_PIECE = 1 << 20
HASH_CACHE_NAME = ".zcdossier.seen"
_SHAPE = 1
_SETTLED_NS = 2_000_000_000  # the coarsest clock: that of a memory stick
_SECOND_NS = 1_000_000_000
_TELLS_CHANGES = os.name == "posix"


class Stamp(NamedTuple):
    """What the file system says of a file. As long as it stays, so does the content (the module says how far)."""

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


def is_unchanged_since(path: Path, seen: Fingerprint) -> bool:
    """Whether the file still has the stamp it had (its content is not read again)."""
    return Stamp.of(path.stat()) == seen.stamp


class _CachedHash(NamedTuple):
    stamp: Stamp
    sha256: str


class HashCache:
    """The files of one dossier and its uploads, by any name that tells them apart. Foreign memory is no memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known = _load_hashes(path) if path is not None and _TELLS_CHANGES else {}
        self._now: dict[str, _CachedHash] = {}

    def recall(self, name: str, path: Path) -> str:
        """Return the sha256 of a file if it is remembered, else an empty text. Raises OSError when it is gone."""
        cached = self._now.get(name) or self._known.get(name)
        if cached is None or cached.stamp != Stamp.of(path.stat()):
            return ""
        self._now[name] = cached
        return cached.sha256

    def sha256(self, name: str, path: Path) -> str:
        """Return the sha256 of a file, from memory or by reading it."""
        digest = self.recall(name, path)
        if digest:
            return digest
        started = time.time_ns()
        current = fingerprint(path)
        self.keep(name, current, started)
        return current.sha256

    def keep(self, name: str, fingerprint_then: Fingerprint, started: int) -> None:
        """Remember a file whose reading began at `started`, if its stamp was old enough then."""
        if _TELLS_CHANGES and fingerprint_then.stamp.latest < started - _SETTLED_NS:
            self._now[name] = _CachedHash(fingerprint_then.stamp, fingerprint_then.sha256)

    def keep_written(self, name: str, path: Path, written: Fingerprint) -> None:
        """Remember a file that we have just put in its place, where the clock is fine enough to show any other hand."""
        try:
            stamp = Stamp.of(path.stat())
        except OSError:
            return
        ours = (stamp.size, stamp.modified, stamp.number) == (
            written.bytes,
            written.stamp.modified,
            written.stamp.number,
        )
        if _TELLS_CHANGES and ours and stamp.modified % _SECOND_NS and stamp.changed % _SECOND_NS:
            self._now[name] = _CachedHash(stamp, written.sha256)

    def save(self) -> None:
        """Write what is known of the files asked for, where that differs and the folder lets us."""
        if self._path is None or self._now == self._known:
            return
        files = {name: [*cached.stamp, cached.sha256] for name, cached in sorted(self._now.items())}
        text = json.dumps({"shape": _SHAPE, "files": files}, ensure_ascii=True, separators=(",", ":"))
        temp = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            temp.write_text(text, encoding="ascii")
            temp.replace(self._path)
        except OSError:
            with suppress(OSError):
                temp.unlink(missing_ok=True)


def _load_hashes(path: Path) -> dict[str, _CachedHash]:
    try:
        data = json.loads(path.read_bytes())
        if data["shape"] != _SHAPE:
            return {}
        return {name: _cached_hash_of(kept) for name, kept in data["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _cached_hash_of(kept: list[object]) -> _CachedHash:
    *stamp, sha256 = kept
    numbers = [number for number in stamp if isinstance(number, int) and not isinstance(number, bool)]
    if not isinstance(sha256, str) or len(numbers) < len(stamp):
        raise TypeError
    return _CachedHash(Stamp(*numbers), sha256)

"""Which content a file had when it was last read whole, remembered by its stamp, so that it need not be read again.

A stamp is believed when nothing can have changed the file without changing the stamp: size, both times and number.
The time of change can't be set by programs on POSIX systems; elsewhere there is none, so nothing is remembered
there. Neither is a stamp so fresh that the clock of the file system may not tick before the next change.
"""

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from zcdossier.assemble.keeping.digest import Fingerprint, Stamp, fingerprint

SEEN_NAME = ".zcdossier.seen"
_SHAPE = 1
_SETTLED_NS = 2_000_000_000  # the coarsest clock: that of a memory stick
_SECOND_NS = 1_000_000_000
_TELLS_CHANGES = os.name == "posix"


class _Known(NamedTuple):
    stamp: Stamp
    sha256: str


class Seen:
    """The files of one dossier and its uploads, by any name that tells them apart. Foreign memory is no memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known = _load(path) if path is not None and _TELLS_CHANGES else {}
        self._now: dict[str, _Known] = {}

    def recalled(self, name: str, path: Path) -> str:
        """Return the sha256 of a file if it is remembered, else an empty text. Raises OSError when it is gone."""
        known = self._now.get(name) or self._known.get(name)
        if known is None or known.stamp != Stamp.of(path.stat()):
            return ""
        self._now[name] = known
        return known.sha256

    def sha256(self, name: str, path: Path) -> str:
        """Return the sha256 of a file, from memory or by reading it."""
        known = self.recalled(name, path)
        if known:
            return known
        started = time.time_ns()
        found = fingerprint(path)
        self.keep(name, found, started)
        return found.sha256

    def keep(self, name: str, found: Fingerprint, started: int) -> None:
        """Remember a file whose reading began at `started`, if its stamp was old enough then."""
        if _TELLS_CHANGES and found.stamp.latest < started - _SETTLED_NS:
            self._now[name] = _Known(found.stamp, found.sha256)

    def keep_written(self, name: str, path: Path, found: Fingerprint) -> None:
        """Remember a file that we have just put in its place, where the clock is fine enough to show any other hand."""
        try:
            stamp = Stamp.of(path.stat())
        except OSError:
            return
        ours = (stamp.size, stamp.modified, stamp.number) == (found.bytes, found.stamp.modified, found.stamp.number)
        if _TELLS_CHANGES and ours and stamp.modified % _SECOND_NS and stamp.changed % _SECOND_NS:
            self._now[name] = _Known(stamp, found.sha256)

    def save(self) -> None:
        """Write what is known of the files asked for, where that differs and the folder lets us."""
        if self._path is None or self._now == self._known:
            return
        files = {name: [*one.stamp, one.sha256] for name, one in sorted(self._now.items())}
        text = json.dumps({"shape": _SHAPE, "files": files}, ensure_ascii=True, separators=(",", ":"))
        aside = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            aside.write_text(text, encoding="ascii")
            aside.replace(self._path)
        except OSError:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def _load(path: Path) -> dict[str, _Known]:
    try:
        data = json.loads(path.read_bytes())
        if data["shape"] != _SHAPE:
            return {}
        return {name: _known(kept) for name, kept in data["files"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _known(kept: list[object]) -> _Known:
    *stamp, sha256 = kept
    if not isinstance(sha256, str) or not all(type(one) is int for one in stamp):
        raise TypeError
    return _Known(Stamp(*stamp), sha256)  # type: ignore[arg-type]

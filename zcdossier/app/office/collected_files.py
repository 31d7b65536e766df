"""What somebody had handed in when it was collected, so that a replacement is seen whatever date it bears."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import NamedTuple

from zcdossier.model.manifest_names import OWN_FOLDER

_RECORD = PurePath(OWN_FOLDER) / "collected.json"
Source = tuple[Path, PurePath]
"""A file that was handed in, and where it goes in the dossier."""


class _Stamp(NamedTuple):
    """A file as it was handed in: the date tells at once that nothing changed, the content that only the date did."""

    size: int
    modified: int
    sha256: str


def keep_record(dossier: Path, files: Iterable[Source]) -> None:
    """Write down, in the dossier's own folder, what was handed in."""
    stamps = {name.as_posix(): [*_seen(source), _digest(source)] for source, name in files}
    (dossier / _RECORD).parent.mkdir(exist_ok=True)
    (dossier / _RECORD).write_text(json.dumps(stamps, ensure_ascii=False), encoding="utf-8")


def is_changed(dossier: Path, files: Iterable[Source]) -> bool:
    """Whether something was handed in that was not there when this dossier was made, or is another one now.

    Without that record what is newer than its copy counts: the copy itself may have been worked on since.
    """
    stamps = _read_record(dossier)
    return any(
        _differs(source, stamps.get(name.as_posix())) if stamps is not None else _is_newer(source, dossier / name)
        for source, name in files
    )


def _differs(source: Path, stamp: _Stamp | None) -> bool:
    return stamp is None or (_seen(source) != (stamp.size, stamp.modified) and _digest(source) != stamp.sha256)


def _is_newer(source: Path, copied: Path) -> bool:
    if not copied.is_file():
        return True
    return source.stat().st_mtime > copied.stat().st_mtime and source.read_bytes() != copied.read_bytes()


def _seen(source: Path) -> tuple[int, int]:
    status = source.stat()
    return status.st_size, status.st_mtime_ns


def _digest(source: Path) -> str:
    with source.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_record(dossier: Path) -> dict[str, _Stamp] | None:
    """The record; None where there is none, or somebody changed it."""
    try:
        entries = json.loads((dossier / _RECORD).read_bytes())
        return {
            str(name): _Stamp(int(size), int(modified), str(digest))
            for name, (size, modified, digest) in entries.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return None

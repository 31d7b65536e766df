"""Uploads that belong to no record any more: named, so that nobody hands in yesterday's, and set aside when asked."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath
from typing import NamedTuple

from zcdossier.assemble.keeping.uploads import UPLOAD_FOLDER, strangers

REMOVED_FOLDER = "removed"


class Stale(NamedTuple):
    """Uploads of no record. `left` still lie among the uploads, `moved` now lie in the folder `to`."""

    left: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    to: Path | None = None


def find_stale(out: Path, wanted: Iterable[PurePath]) -> Stale:
    """Name every PDF among the uploads that is none of the wanted ones, below the output folder."""
    return Stale(tuple(f"{UPLOAD_FOLDER}/{name}" for name in strangers(out / UPLOAD_FOLDER, wanted)))


def set_aside(out: Path, stale: Stale, now: datetime) -> Stale:
    """Move stale uploads out of the way, never deleting one; what can't be moved stays named."""
    if not stale.left:
        return stale
    to = _new_folder(out / REMOVED_FOLDER, f"{now:%Y-%m-%d %H-%M-%S}")
    moved = tuple(name for name in stale.left if to is not None and _moved(out / name, to / _within(name)))
    _drop_empty(out / UPLOAD_FOLDER, map(_within, moved))
    if to is not None:
        _drop_empty(to.parent, [f"{to.name}/{_within(name)}" for name in stale.left])
    return Stale(tuple(name for name in stale.left if name not in moved), moved, to if moved else None)


def _new_folder(parent: Path, name: str) -> Path | None:
    """Make a folder that was not there before."""
    with suppress(OSError):
        parent.mkdir(exist_ok=True)
        for again in range(1, 100):
            with suppress(FileExistsError):
                folder = parent / (name if again == 1 else f"{name}-{again}")
                folder.mkdir()
                return folder
    return None


def _within(name: str) -> str:
    return name.partition("/")[2]


def _moved(path: Path, to: Path) -> bool:
    """Move a file on the same disk. One that is open somewhere can't be moved on Windows."""
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        path.rename(to)
    except OSError:
        return False
    return True


def _drop_empty(top: Path, names: Iterable[str]) -> None:
    """Remove the folders of these files where nothing is left in them, up to `top`."""
    for name in names:
        folder = (top / name).parent
        with suppress(OSError):
            while folder != top:
                folder.rmdir()  # refuses when it is not empty
                folder = folder.parent

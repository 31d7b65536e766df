"""Uploads that belong to no record any more: named, so that nobody hands in yesterday's, and set aside when asked."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath

from zcdossier.assemble.keeping.upload_names import UPLOAD_FOLDER, find_orphans
from zcdossier.model.results import StaleUploads

REMOVED_FOLDER = "removed"


def find_stale(out: Path, wanted: Iterable[PurePath]) -> StaleUploads:
    """Name every PDF among the uploads that is none of the wanted ones, below the output folder."""
    return StaleUploads(tuple(f"{UPLOAD_FOLDER}/{name}" for name in find_orphans(out / UPLOAD_FOLDER, wanted)))


def set_stale_aside(out: Path, stale: StaleUploads, now: datetime) -> StaleUploads:
    """Move stale uploads out of the way, never deleting one; what can't be moved stays named."""
    if not stale.left:
        return stale
    to = _new_folder(out / REMOVED_FOLDER, f"{now:%Y-%m-%d %H-%M-%S}")
    moved = tuple(name for name in stale.left if to is not None and _move(out / name, to / _below_uploads(name)))
    _remove_empty_folders(out / UPLOAD_FOLDER, map(_below_uploads, moved))
    if to is not None:
        _remove_empty_folders(to.parent, [f"{to.name}/{_below_uploads(name)}" for name in stale.left])
    return StaleUploads(tuple(name for name in stale.left if name not in moved), moved, to if moved else None)


def _new_folder(parent: Path, name: str) -> Path | None:
    """Make a folder that was not there before."""
    with suppress(OSError):
        parent.mkdir(exist_ok=True)
        for number in range(1, 100):
            with suppress(FileExistsError):
                folder = parent / (name if number == 1 else f"{name}-{number}")
                folder.mkdir()
                return folder
    return None


def _below_uploads(name: str) -> str:
    return name.partition("/")[2]


def _move(path: Path, to: Path) -> bool:
    """Move a file on the same disk. One that is open somewhere can't be moved on Windows."""
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        path.rename(to)
    except OSError:
        return False
    return True


def _remove_empty_folders(top: Path, names: Iterable[str]) -> None:
    """Remove the folders of these files where nothing is left in them, up to `top`."""
    for name in names:
        folder = (top / name).parent
        with suppress(OSError):
            while folder != top:
                folder.rmdir()  # refuses when it is not empty
                folder = folder.parent

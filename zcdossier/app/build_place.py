"""Where a build writes: not among a record's scans, not over what was built of another dossier, one build at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zcdossier.app.output_files import make_output_folder
from zcdossier.assemble.keeping.atomic_write import sweep_below
from zcdossier.assemble.keeping.build_lock import lock_folder
from zcdossier.errors import CannotRunError
from zcdossier.manifest.manifest_location import has_manifest, is_there
from zcdossier.model.dossier import Dossier
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER
from zcdossier.source.regular_file import read_regular_file, write_cache_file

OWNER_NAME = ".zcdossier.dossier"
"""Where the dossier lies whose build this is, seen from here; written where a build does not lie in its dossier."""
_PATIENCE = 600.0  # seconds to wait for a build of the same run on a machine that was given up


@contextmanager
def claim_place(target: Path, root: Path, dossier: Dossier, run: str) -> Iterator[bool]:
    """Make the folder and have it to ourselves; False where that can't be made sure.

    A build of the same `run` is waited for. Raises CannotRunError.
    """
    keep_from_scans(target, root, dossier)
    make_output_folder(target)
    with lock_folder(target, run=run, patience=_PATIENCE) as is_locked:
        _keep_from_others(target, root)
        note_owner(target, root)
        if is_locked:
            sweep_below(target)
        yield is_locked


def check_place(target: Path, root: Path, dossier: Dossier | None) -> None:
    """Refuse a place for what is written beside uploads, as for these. Raises CannotRunError."""
    if dossier is not None:
        keep_from_scans(target, root, dossier)
    _keep_from_others(target, root)


def note_owner(target: Path, root: Path) -> None:
    """Note whose build this is, where that can't be told by where it lies."""
    if _owner_of(target) is not None:
        return
    try:
        place = os.path.relpath(root.resolve(), target.resolve())
    except ValueError:  # another drive
        return
    write_cache_file(target / OWNER_NAME, os.fsencode(place))


def keep_from_scans(target: Path, root: Path, dossier: Dossier) -> None:
    """Refuse to write among the scans: the next run would take what is written for evidence, or for left over.

    Raises CannotRunError.
    """
    place, own = target.resolve(), root.resolve()
    for record in dossier.everything():
        if record.folder and place.is_relative_to((root / record.folder).resolve()):
            raise CannotRunError(
                Label(
                    f"{record.folder} 里只放这条记录的扫描件，不能写到这里；--out 换一个文件夹",
                    f"{record.folder} holds the scans of a record, nothing is written there: name another --out",
                )
            )
    if place.is_relative_to(own) and not place.is_relative_to(own / BUILD_FOLDER):
        raise CannotRunError(
            Label(
                f"{target} 在申报材料里面，写在那里的下次会被当成多出来的扫描件；"
                "不写 --out（默认写到 build），或者换到材料外面",
                f"{target} lies inside the dossier, where it would be taken for stray scans: leave out --out "
                "(the default is build), or name a folder outside of it",
            )
        )


def _keep_from_others(target: Path, root: Path) -> None:
    """Refuse to write over what was built of another dossier that is still there."""
    other = _owner_of(target)
    if other is not None and not other.samefile(root):
        raise CannotRunError(
            Label(
                f"{target} 里是另一份材料（{other}）的合并结果，写进去会混在一起；--out 换一个文件夹",
                f"{target} holds what was built of another dossier ({other}), which would get mixed up: "
                "name another --out",
            )
        )


def _owner_of(target: Path) -> Path | None:
    """Return the dossier whose build lies there, as far as it can be found: it may have been moved or deleted."""
    if target.resolve().name == BUILD_FOLDER and _is_dossier(target.resolve().parent):
        return target.resolve().parent
    try:
        owner = target.resolve() / os.fsdecode(read_regular_file(target / OWNER_NAME))
    except (OSError, ValueError):
        return None
    return owner.resolve() if is_there(owner) and _is_dossier(owner) else None


def _is_dossier(folder: Path) -> bool:
    try:
        return has_manifest(folder)
    except OSError:
        return False

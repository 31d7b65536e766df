"""Which folders are dossiers: a path names one, or a folder that holds many."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from zcdossier.errors import explain_os_errors
from zcdossier.manifest.manifest_location import dossier_folder, has_manifest
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER, MANIFEST_NAMES, OWN_FOLDER
from zcdossier.profiles import locations

MAX_DEPTH = 4
_SECTION_FOLDER = r"\d{2}-\S"


def find_dossiers(paths: Sequence[Path]) -> list[Path]:
    """Return the dossiers that the paths name, each once, in a stable order.

    Raises CannotRunError when a path is not there or holds no dossier.
    """
    by_real_path: dict[Path, Path] = {}
    for path in paths:
        dossiers = list(_dossiers_below(existing_folder(path, *MANIFEST_NAMES, others=paths), MAX_DEPTH))
        if not dossiers:
            from zcdossier.app.path_errors import no_dossier_error  # only for slips

            raise no_dossier_error(path)
        for dossier in dossiers:
            by_real_path.setdefault(dossier.resolve(), dossier)
    return list(by_real_path.values())


def existing_folder(path: Path, *file_names: str, others: Sequence[Path] = ()) -> Path:
    """Return the folder a path names, by itself or by a file of such a name in it. Raises CannotRunError.

    `others` are the paths that were typed with it: pieces of one with a space in it, perhaps.
    """
    with explain_os_errors(Label(f"打不开 {path}", f"can't open {path}")):
        folder = path.parent if path.name in file_names and path.is_file() else path
        exists = folder.exists()
    if not exists:
        from zcdossier.app.path_errors import missing_path_error  # only for slips

        raise missing_path_error(path, others)
    if not folder.is_dir():
        from zcdossier.app.path_errors import no_folder_error  # only for slips

        raise no_folder_error(path)
    return folder


def folder_with_manifest(path: Path) -> Path:
    """Return the folder of the dossier that a path or its manifest names. Raises CannotRunError where there is none."""
    folder = dossier_folder(path)
    with explain_os_errors(Label(f"打不开 {folder}", f"can't open {folder}")):
        if not has_manifest(existing_folder(folder)):
            from zcdossier.app.path_errors import no_dossier_error  # only for slips

            raise no_dossier_error(folder)
    return folder


def folders_without_manifest(paths: Sequence[Path]) -> list[Path]:
    """Return the folders that look like a dossier among those of many, but hold no manifest."""
    return [
        path / child
        for path in paths
        if path.is_dir() and not _holds_manifest(path)
        for child in sorted(_folders(path))
        if _looks_like_a_dossier(path / child) and not any(_dossiers_below(path / child, MAX_DEPTH - 1))
    ]


def profile_folders(folder: Path) -> list[Path]:
    """Where profiles may lie that belong to a folder or to the dossiers below it: what `lint` there would use."""
    return [folder, *_dossiers_below(folder, MAX_DEPTH)] if not _holds_manifest(folder) else [folder]


def find_search_folder(name: str, folder: Path | None) -> Path | None:
    """Beside what a profile is looked for: the folder itself, or the first dossier below it that has one so called."""
    places = profile_folders(folder) if folder is not None else []
    return next((place for place in places if locations.find_profile(name, place) is not None), folder)


def _looks_like_a_dossier(folder: Path) -> bool:
    from zcdossier.app.path_errors import misnamed_manifest  # only for slips

    return bool(misnamed_manifest(folder)) or any(re.match(_SECTION_FOLDER, name) for name in _folders(folder))


def _dossiers_below(folder: Path, depth: int) -> Iterator[Path]:
    """Yield the dossier `folder` is, or those below it; a dossier holds no other dossier."""
    if _holds_manifest(folder):
        yield folder
        return
    if depth == 0:
        return
    for child in sorted(_folders(folder)):
        yield from _dossiers_below(folder / child, depth - 1)


def _holds_manifest(folder: Path) -> bool:
    """Whether a manifest lies there. A folder that may not be entered counts, so that lint says so."""
    try:
        return has_manifest(folder)
    except OSError:
        return True


def _folders(folder: Path) -> Iterable[str]:
    try:
        with os.scandir(folder) as entries:
            return [
                entry.name
                for entry in entries
                if entry.is_dir() and not entry.name.startswith(".") and entry.name not in (BUILD_FOLDER, OWN_FOLDER)
            ]
    except OSError:
        return []

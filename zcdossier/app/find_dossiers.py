"""Which folders are dossiers: a path names one, or a folder that holds many."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.manifest.manifest_file import has_manifest
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER, MANIFEST_NAME, OWN_FOLDER
from zcdossier.profiles import locations

MAX_DEPTH = 4
_SECTION_FOLDER = re.compile(r"\d{2}-\S")
_MISNAMED_MANIFEST = re.compile(r"dossier.*\.(?:ya?ml|txt)", re.IGNORECASE)


def find_dossiers(paths: Sequence[Path]) -> list[Path]:
    """Return the dossiers that the paths name, each once, in a stable order.

    Raises CannotRunError when a path is not there or holds no dossier.
    """
    by_real_path: dict[Path, Path] = {}
    for path in paths:
        dossiers = list(_dossiers_below(existing_folder(path, MANIFEST_NAME), MAX_DEPTH))
        if not dossiers:
            raise _no_dossier_error(path)
        for dossier in dossiers:
            by_real_path.setdefault(dossier.resolve(), dossier)
    return list(by_real_path.values())


def existing_folder(path: Path, file_name: str) -> Path:
    """Return the folder a path names, by itself or by the file of that name in it. Raises CannotRunError."""
    with explain_os_errors(Label(f"打不开 {path}", f"can't open {path}")):
        folder = path.parent if path.name == file_name and path.is_file() else path
        exists = folder.exists()
    if not exists:
        raise CannotRunError(Label(f"找不到 {path}", f"there is no {path}"))
    if not folder.is_dir():
        raise CannotRunError(Label(f"{path} 不是文件夹", f"{path} is not a folder"))
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


def misnamed_manifest(folder: Path) -> str:
    """The name of a file there that was meant to be the manifest, or an empty text."""
    try:
        with os.scandir(folder) as entries:
            return min((entry.name for entry in entries if _MISNAMED_MANIFEST.fullmatch(entry.name)), default="")
    except OSError:
        return ""


def profile_folders(folder: Path) -> list[Path]:
    """Where profiles may lie that belong to a folder or to the dossiers below it: what `lint` there would use."""
    return [folder, *_dossiers_below(folder, MAX_DEPTH)] if not _holds_manifest(folder) else [folder]


def find_search_folder(name: str, folder: Path | None) -> Path | None:
    """Beside what a profile is looked for: the folder itself, or the first dossier below it that has one so called."""
    places = profile_folders(folder) if folder is not None else []
    return next((place for place in places if locations.find_profile(name, place) is not None), folder)


def _no_dossier_error(path: Path) -> CannotRunError:
    nearly = misnamed_manifest(path)
    if nearly:
        return CannotRunError(
            Label(
                f"{path} 里没有 {MANIFEST_NAME}，有 {nearly}；改名为 {MANIFEST_NAME}（Windows 要先显示文件扩展名）",
                f"there is no {MANIFEST_NAME} in {path}, but {nearly}; rename it (let Windows show file endings first)",
            ),
        )
    return CannotRunError(
        Label(
            f"{path} 里没有 {MANIFEST_NAME}；用 zcdossier init 新建一份申报材料",
            f"there is no {MANIFEST_NAME} in {path}; zcdossier init makes a new dossier",
        ),
    )


def _looks_like_a_dossier(folder: Path) -> bool:
    return bool(misnamed_manifest(folder)) or any(_SECTION_FOLDER.match(name) for name in _folders(folder))


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

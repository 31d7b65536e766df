"""Which folders are dossiers: a path names one, or a folder that holds many."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.manifest.manifest_location import dossier_folder, has_manifest
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER, MANIFEST_NAME, MANIFEST_NAMES, OWN_FOLDER, WORKBOOK_NAME
from zcdossier.profiles import locations

MAX_DEPTH = 4
_SECTION_FOLDER = r"\d{2}-\S"
_MISNAMED_TEXT = r"(?i)dossier(?!.*转换前).*\.(?:ya?ml|txt)"
_MISNAMED_WORKBOOK = (
    r"(?i)(?!~\$|\.|.*(?:检查结果|转换前)).*申报表.*\.(?:xlsx|xlsm|xlsb|xls|xlt|xltx|et|ett|ods|csv|numbers)"
)


def find_dossiers(paths: Sequence[Path]) -> list[Path]:
    """Return the dossiers that the paths name, each once, in a stable order.

    Raises CannotRunError when a path is not there or holds no dossier.
    """
    by_real_path: dict[Path, Path] = {}
    for path in paths:
        dossiers = list(_dossiers_below(existing_folder(path, *MANIFEST_NAMES), MAX_DEPTH))
        if not dossiers:
            raise _no_dossier_error(path)
        for dossier in dossiers:
            by_real_path.setdefault(dossier.resolve(), dossier)
    return list(by_real_path.values())


def existing_folder(path: Path, *file_names: str) -> Path:
    """Return the folder a path names, by itself or by a file of such a name in it. Raises CannotRunError."""
    with explain_os_errors(Label(f"打不开 {path}", f"can't open {path}")):
        folder = path.parent if path.name in file_names and path.is_file() else path
        exists = folder.exists()
    if not exists:
        raise CannotRunError(Label(f"找不到 {path}", f"there is no {path}"))
    if not folder.is_dir():
        raise CannotRunError(Label(f"{path} 不是文件夹", f"{path} is not a folder"))
    return folder


def folder_with_manifest(path: Path) -> Path:
    """Return the folder of the dossier that a path or its manifest names. Raises CannotRunError where there is none."""
    folder = dossier_folder(path)
    with explain_os_errors(Label(f"打不开 {folder}", f"can't open {folder}")):
        if not has_manifest(folder):
            raise CannotRunError(
                Label(
                    f"{folder} 里没有 {WORKBOOK_NAME}，也没有 {MANIFEST_NAME}；先用 zcdossier init 新建",
                    f"there is neither {WORKBOOK_NAME} nor {MANIFEST_NAME} in {folder}; begin with zcdossier init",
                )
            )
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
            names = sorted(entry.name for entry in entries)
    except OSError:
        return ""
    misnamed = [name for name in names if re.fullmatch(_MISNAMED_TEXT, name)]
    return next(iter(misnamed or [name for name in names if re.fullmatch(_MISNAMED_WORKBOOK, name)]), "")


def profile_folders(folder: Path) -> list[Path]:
    """Where profiles may lie that belong to a folder or to the dossiers below it: what `lint` there would use."""
    return [folder, *_dossiers_below(folder, MAX_DEPTH)] if not _holds_manifest(folder) else [folder]


def find_search_folder(name: str, folder: Path | None) -> Path | None:
    """Beside what a profile is looked for: the folder itself, or the first dossier below it that has one so called."""
    places = profile_folders(folder) if folder is not None else []
    return next((place for place in places if locations.find_profile(name, place) is not None), folder)


def _no_dossier_error(path: Path) -> CannotRunError:
    nearly = misnamed_manifest(path)
    if re.fullmatch(_MISNAMED_WORKBOOK, nearly):
        return _misnamed_workbook_error(path, nearly)
    if nearly:
        return CannotRunError(
            Label(
                f"{path} 里没有 {MANIFEST_NAME}，有 {nearly}；改名为 {MANIFEST_NAME}（Windows 要先显示文件扩展名）",
                f"there is no {MANIFEST_NAME} in {path}, but {nearly}; rename it (let Windows show file endings first)",
            ),
        )
    return CannotRunError(
        Label(
            f"{path} 里没有 {MANIFEST_NAME} 或 {WORKBOOK_NAME}；用 zcdossier init 新建一份申报材料",
            f"there is no {MANIFEST_NAME} or {WORKBOOK_NAME} in {path}; zcdossier init makes a new dossier",
        ),
    )


def _misnamed_workbook_error(path: Path, name: str) -> CannotRunError:
    """A workbook under another name is renamed; one of another format is to be saved as what can be read."""
    if name.casefold().endswith(".xlsx"):
        return CannotRunError(
            Label(
                f"{path} 里没有 {WORKBOOK_NAME}，有 {name}；改名为 {WORKBOOK_NAME}",
                f"there is no {WORKBOOK_NAME} in {path}, but {name}; rename it",
            )
        )
    return CannotRunError(
        Label(
            f"{path} 里的 {name} 不是 .xlsx 格式；用 Excel 或 WPS 打开，"
            f"另存为“Excel 工作簿（*.xlsx）”，文件名 {WORKBOOK_NAME}",
            f"{name} in {path} is not an .xlsx file; open it in Excel or WPS "
            f"and save it as an Excel workbook called {WORKBOOK_NAME}",
        )
    )


def _looks_like_a_dossier(folder: Path) -> bool:
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

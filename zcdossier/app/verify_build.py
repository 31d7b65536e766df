"""Check uploads against their receipts: which build folders a path means, and what each shows. Needs no sources."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from zcdossier.app.find_dossiers import MAX_DEPTH, existing_folder
from zcdossier.assemble.keeping.receipt_file import RECEIPT_NAME
from zcdossier.assemble.keeping.upload_names import UPLOAD_FOLDER
from zcdossier.assemble.keeping.verification import verify_uploads
from zcdossier.errors import CannotRunError
from zcdossier.manifest.manifest_location import has_manifest
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER
from zcdossier.model.results import CheckedBuild

_OF_A_BUILD = frozenset({UPLOAD_FOLDER, "removed", "forms"})
_DEPTH = MAX_DEPTH + 1  # dossiers built into another folder lie as deep there as where they came from


def find_builds(paths: Sequence[Path]) -> dict[Path, Path]:
    """Return the output folder of every build the paths mean, by the folder it is known by; each once.

    A path is a dossier, an output folder, or a folder that holds many. Raises CannotRunError when one has none.
    """
    by_real_path: dict[Path, tuple[Path, Path]] = {}
    for path in paths:
        folder = existing_folder(path, RECEIPT_NAME)
        builds = list(_builds_below(_build_of_uploads(folder), _DEPTH))
        if not builds:
            raise CannotRunError(
                Label(
                    f"{path} 里没有生成过的 PDF；先运行 zcdossier build",
                    f"nothing was built in {path}; run zcdossier build",
                ),
            )
        for name, out in builds:
            by_real_path.setdefault(out.resolve(), (name, out))
    return dict(by_real_path.values())


def verify_build(out: Path) -> CheckedBuild:
    """Check one build. Raises CannotRunError when there is no receipt to check it against."""
    if not _may_be(Path.exists, out / RECEIPT_NAME):
        raise CannotRunError(
            Label(
                f"{out} 里没有合并记录 {RECEIPT_NAME}，没法核对；先运行 zcdossier build，或者请交来的人连同它一起交",
                f"there is no receipt {RECEIPT_NAME} in {out} to check against; run zcdossier build, or ask for it",
            ),
        )
    return verify_uploads(out)


def _builds_below(folder: Path, depth: int) -> Iterator[tuple[Path, Path]]:
    """Yield the build that a folder is or holds, and those below it. One that lacks its receipt is not passed over.

    An output folder may hold others: one dossier was built into it, later many into folders below.
    """
    if _is_output(folder):
        yield folder, folder
        for child in _subfolders(folder) if depth > 0 else []:
            if child not in _OF_A_BUILD:
                yield from _builds_below(folder / child, depth - 1)
    elif _may_be(has_manifest, folder) or _is_output(folder / BUILD_FOLDER):
        yield folder, folder / BUILD_FOLDER
    elif depth > 0:
        for child in _subfolders(folder):
            yield from _builds_below(folder / child, depth - 1)


def _build_of_uploads(folder: Path) -> Path:
    """The build whose uploads lie in a folder, or in one below; any other folder as it is."""
    near = (folder, *folder.parents[:1])
    uploads = (part for part in near if part.name == UPLOAD_FOLDER and _is_output(part.parent))
    return next((part.parent for part in uploads), folder)


def _is_output(folder: Path) -> bool:
    return _may_be(Path.is_file, folder / RECEIPT_NAME) or _may_be(Path.is_dir, folder / UPLOAD_FOLDER)


def _may_be(predicate: Callable[[Path], bool], path: Path) -> bool:
    """Ask; a folder that may not be entered counts, so that it is told of and not passed over."""
    try:
        return predicate(path)
    except OSError:
        return True


def _subfolders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return []

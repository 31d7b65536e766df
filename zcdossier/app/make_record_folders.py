"""Init --folders: a folder for every record that is to have one, so that only the scans are left to be put in."""

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from zcdossier.app.find_dossiers import folder_with_manifest
from zcdossier.app.lint_dossier import read_dossier
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.model.label import Label


class FoldersMade(NamedTuple):
    """The folders that were made, relative to the dossier; how many were there already; what leads out of it."""

    root: Path
    made: tuple[str, ...]
    present: int
    refused: tuple[str, ...] = ()


def make_record_folders(path: Path) -> FoldersMade:
    """Make the folders that the records of a dossier name, or that the program's convention names for them.

    Raises CannotRunError where there is no dossier, or none that can be read; nothing is made then.
    """
    root = folder_with_manifest(path)
    dossier = read_dossier(root, name_folders=True).dossier
    if dossier is None:
        raise CannotRunError(
            Label(
                f"{root} 的清单读不出来，先运行 zcdossier lint 看看",
                f"the manifest of {root} can't be read; run zcdossier lint to see why",
            )
        )
    made: list[str] = []
    refused: list[str] = []
    present = 0
    for folder in dict.fromkeys(record.folder for record in dossier.records() if record.folder):
        if not _is_inside(root, folder):
            refused.append(folder)
            continue
        with explain_os_errors(Label(f"建不了文件夹 {root / folder}", f"can't make the folder {root / folder}")):
            if (root / folder).exists():
                present += 1
                continue
            (root / folder).mkdir(parents=True)
        made.append(folder)
    return FoldersMade(root, tuple(made), present, tuple(refused))


def _is_inside(root: Path, folder: str) -> bool:
    """Whether a folder lies in the dossier: neither by its name nor through a link elsewhere."""
    pure = PurePosixPath(folder)
    if pure.is_absolute() or ".." in pure.parts or folder[1:2] == ":" or "\0" in folder:
        return False
    try:
        return (root / folder).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        return False

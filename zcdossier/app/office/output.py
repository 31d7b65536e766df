"""Where an office's files go, and writing them: whole or not at all, under names that every system takes."""

from pathlib import Path

from zcdossier.assemble.keeping.atomic import write_whole
from zcdossier.assemble.keeping.names import MAX_BYTES, meeting_form, safe_name
from zcdossier.errors import CannotRunError
from zcdossier.manifest.keys import MANIFEST_NAME


def office_folder(path: Path) -> Path:
    """The folder an office works in: the one given, or the one that holds the dossier given."""
    folder = path.parent if path.name == MANIFEST_NAME and path.is_file() else path
    if (folder / MANIFEST_NAME).exists():
        return folder.parent if folder.name not in ("", "..") else folder / ".."
    return folder


def is_one_dossier(path: Path) -> bool:
    """Whether a path is a dossier, or its manifest, and not a folder of many."""
    folder = path.parent if path.name == MANIFEST_NAME and path.is_file() else path
    return (folder / MANIFEST_NAME).exists()


def name_below(root: Path, folder: Path) -> str:
    """How a dossier is called below a folder: `药学院/li-ming`, with forward slashes."""
    try:
        return root.resolve().relative_to(folder.resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):
        return root.name or root.as_posix()


def write_file(path: Path, data: bytes) -> None:
    """Put a file in its place. Raises CannotRunError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotRunError(
            f"写不出 {path}：{reason}；如果正在 Excel 或 Word 里打开着，先关掉",
            f"can't write {path}: {reason}; if it is open in Excel or Word, close it first",
        ) from error


class FileNames:
    """Names for files of one folder, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, stem: str, suffix: str) -> str:
        """A safe name of this stem; one that is taken gets a number."""
        again = 1
        while True:
            mark = f"-{again}" if again > 1 else ""
            name = safe_name(stem, MAX_BYTES - len(suffix) - len(mark)) + mark + suffix
            if meeting_form(name) not in self._taken:
                self._taken.add(meeting_form(name))
                return name
            again += 1

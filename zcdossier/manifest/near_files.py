"""What is meant where a manifest names a file or a folder that is not there: one beside it, or elsewhere, like it."""

import difflib
import os
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from zcdossier.model.manifest_names import is_own_name

ListEntries = Callable[[str], Iterable[os.DirEntry[str]]]
MayBeMeant = Callable[[str], bool]
"""Whether a path may be meant: nobody speaks for it yet, and nothing speaks against it."""

_LIKE_FILE = 0.6
_LIKE_FOLDER = 0.45
"""Of the folders that no record names, one that is less like the missing one is not meant."""
PHOTO_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
_TEXTS = frozenset({".md", ".txt", ".docx"})


def find_near(path: str, entries: ListEntries, may_be_meant: MayBeMeant) -> str:
    """Return the sibling most like what is missing, of those that may be meant, or an empty text."""
    return _most_alike(path, entries, may_be_meant, _LIKE_FILE, is_folder=False)


def find_near_folder(path: str, entries: ListEntries, may_be_meant: MayBeMeant) -> str:
    """Return the sibling most like the missing folder, or a folder of that name elsewhere."""
    near = _most_alike(path, entries, may_be_meant, _LIKE_FOLDER, is_folder=True)
    moved = [] if near else _same_folder_elsewhere(PurePosixPath(path).name, entries, may_be_meant)
    return near or (moved[0] if len(moved) == 1 else "")


def find_sole_file(entries: ListEntries, may_be_meant: MayBeMeant, *, is_photo: bool) -> str:
    """Return the only file beside the manifest that may be the photo or a statement, where no file was named."""
    suffixes = PHOTO_SUFFIXES if is_photo else _TEXTS
    found = [entry.name for entry in entries("") if PurePosixPath(entry.name).suffix.casefold() in suffixes]
    left = [name for name in found if may_be_meant(name) and not is_own_name(name)]
    return left[0] if len(left) == 1 else ""


def _most_alike(path: str, entries: ListEntries, may_be_meant: MayBeMeant, cutoff: float, *, is_folder: bool) -> str:
    pure = PurePosixPath(path)
    parent = "" if str(pure.parent) == "." else str(pure.parent)
    paths = ((entry, f"{parent}/{entry.name}".lstrip("/")) for entry in entries(parent))
    names = {
        entry.name.casefold(): path for entry, path in paths if (entry.is_dir() or not is_folder) and may_be_meant(path)
    }
    close = difflib.get_close_matches(pure.name.casefold(), names, n=1, cutoff=cutoff)
    return names[close[0]] if close else ""


def _same_folder_elsewhere(name: str, entries: ListEntries, may_be_meant: MayBeMeant) -> list[str]:
    """The folders of that name that lie at the top or one below, and that no record names."""
    outermost = _folders_in("", entries)
    paths = [name] if name in outermost else []
    paths += [f"{outer}/{name}" for outer in outermost if name in _folders_in(outer, entries)]
    return list(filter(may_be_meant, paths))


def _folders_in(folder: str, entries: ListEntries) -> tuple[str, ...]:
    return tuple(entry.name for entry in entries(folder) if entry.is_dir(follow_symlinks=False))

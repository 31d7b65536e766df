"""Whether a folder holds a manifest, and whether somebody has it open: what can be told without reading any."""

from pathlib import Path

from zcdossier.model.manifest_names import MANIFEST_NAMES

_LOCKS = ("~${name}", ".~lock.{name}#", ".~{name}")
"""What Excel and WPS, LibreOffice, and WPS on Linux put beside a workbook while it is open."""


def has_manifest(folder: Path) -> bool:
    """Whether a folder is a dossier's. Raises OSError where it may not be looked into."""
    return any((folder / name).exists() for name in MANIFEST_NAMES)


def dossier_folder(path: Path) -> Path:
    """Return the folder of the dossier that is meant by its manifest; any other path as it is."""
    return path.parent if path.name in MANIFEST_NAMES and path.is_file() else path


def lock_beside(folder: Path, name: str) -> str:
    """Return the name of what a program put beside a workbook while it is open, or an empty text."""
    locks = (pattern.format(name=name) for pattern in _LOCKS)
    return next((lock for lock in locks if is_there(folder / lock)), "")


def is_there(path: Path) -> bool:
    """Whether something is there; what may not be looked at, or can't be a path, is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False

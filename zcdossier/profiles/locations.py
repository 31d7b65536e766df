"""Where profiles lie: beside the dossier, below the current folder, shipped, in the user's own folder, or at a path.

Every command looks in this one order, whatever it is given: a dossier, a photo in one, or the name of a profile.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.model.manifest_names import PROFILE_NAME, PROFILES_FOLDER

if TYPE_CHECKING:
    from zcdossier.model.profile import StoredProfile

CLAUSES_NAME = "clauses.yaml"
PART_WORDS_NAME = "part-words.yaml"
_HEAD = 8_000
"""Bytes in which a profile says what it is called, and whether it is a base."""


def templates_folder() -> Path:
    """Return the folder of everything that can be edited without programming."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def find_profile(name: str, search_from: Path | None = None) -> "StoredProfile | None":
    """Find a profile by id (beside the dossier, below the current folder, shipped, the user's own) or by path.

    A name that is none of these may still be a folder right here.
    """
    if is_path(name):
        path = _expanded(name)
        for base in (search_from, Path.cwd()):
            candidate = path if path.is_absolute() or base is None else base / path
            folder = candidate.parent if candidate.name == PROFILE_NAME else candidate
            if _holds_profile(folder):
                return _stored(folder.resolve().name, folder, shipped=False, named=name)
        return None
    for folder, shipped in _folders(search_from):
        if name and _holds_profile(folder / name):
            return _stored(name, folder / name, shipped=shipped, named=name)
    if name and _holds_profile(Path.cwd() / name):
        return _stored(name, Path.cwd() / name, shipped=False, named=name)
    return None


def find_base(name: str, stored: "StoredProfile", search_from: Path | None) -> "StoredProfile | None":
    """Find what a profile extends: beside itself first, then where `base_search_from` leads."""
    beside = stored.folder / _expanded(name) if is_path(name) else stored.folder.parent / name
    folder = beside.parent if beside.name == PROFILE_NAME else beside
    if name and not stored.shipped and folder.resolve() != stored.folder.resolve() and _holds_profile(folder):
        return _stored(folder.name, folder, shipped=False, named=name)
    return find_profile(name, base_search_from(stored, search_from))


def _stored(name: str, folder: Path, *, shipped: bool, named: str) -> "StoredProfile":
    from zcdossier.model.profile import StoredProfile  # not to know where profiles may lie

    return StoredProfile(name, folder, shipped=shipped, named=named)


def is_path(name: str) -> bool:
    """Whether a profile is named by where it lies."""
    return "/" in name or "\\" in name or name.endswith(".yaml") or name in (".", "..")


def base_search_from(stored: "StoredProfile", search_from: Path | None) -> Path | None:
    """Return beside what the base of a profile is looked for: a private profile's own desk, else the dossier."""
    return search_from if stored.shipped else stored.folder.parent.parent


def resolves_again(chain: "Iterable[StoredProfile]", search_from: Path | None) -> bool:
    """Whether the same names lead to the same files from `search_from`: one dossier may have a base of its own."""
    origin = search_from
    child: StoredProfile | None = None
    for stored in chain:
        resolved = find_profile(stored.named, origin) if child is None else find_base(stored.named, child, origin)
        if resolved is None or resolved.folder.resolve() != stored.folder.resolve():
            return False
        origin = origin if child is None else base_search_from(child, origin)
        child = stored
    return True


def _expanded(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # the home of nobody
        return Path(name)


def _holds_profile(folder: Path) -> bool:
    """Whether a profile lies there; what may not be looked at, or can't be named, holds none."""
    try:
        return (folder / PROFILE_NAME).is_file()
    except (OSError, ValueError):
        return False


def available_profiles(search_from: Path | None = None) -> "Iterator[StoredProfile]":
    """Yield every profile that can be named, in the order of their ids."""
    by_id: dict[str, StoredProfile] = {}
    for folder, shipped in _folders(search_from):
        try:
            inside = sorted(folder.iterdir())
        except OSError:
            continue
        for candidate in inside:
            if _holds_profile(candidate):
                named = _stored(candidate.name, candidate, shipped=shipped, named=candidate.name)
                by_id.setdefault(candidate.name, named)
    yield from (by_id[name] for name in sorted(by_id))


def nearest_profile(name: str, search_from: Path | None = None) -> str:
    """Return the id most like `name`."""
    import difflib  # only for a name that is not known

    stored = list(available_profiles(search_from))
    close = difflib.get_close_matches(name.casefold(), [entry.id for entry in stored], n=1, cutoff=0.5)
    titled = [entry.id for entry in stored if len(name) > 1 and name in _title_lines(entry)]
    return next(iter(titled or close), "")


def profiles_to_apply_by(search_from: Path | None = None) -> list[str]:
    """Return the ids of the notices that a dossier can name: those that are no mere base of others."""
    return [
        entry.id for entry in available_profiles(search_from) if not re.search(r"(?m)^abstract: *true", _head(entry))
    ]


def _title_lines(stored: "StoredProfile") -> str:
    found = re.search(r"(?ms)^title:.*?(?=^\S|\Z)", _head(stored))
    return found[0] if found else ""


def _head(stored: "StoredProfile") -> str:
    try:
        with (stored.folder / PROFILE_NAME).open("rb") as file:
            return file.read(_HEAD).decode("utf-8", errors="replace")
    except OSError:
        return ""


def user_folder() -> Path:
    """Return the user's own folder of profiles."""
    from platformdirs import user_config_path  # only when a profile is looked for beyond the shipped

    return user_config_path("zcdossier", appauthor=False) / PROFILES_FOLDER


def own_folders(search_from: Path | None) -> Iterator[Path]:
    """Yield the folders whose profiles come before the shipped ones, where there are such folders."""
    places = [] if search_from is None else [search_from, _above(search_from)]
    for place in (*places, Path()):
        yield place / PROFILES_FOLDER


def has_own_profiles(search_from: Path | None) -> bool:
    """Whether any profile lies where it comes before the shipped ones. Raises OSError where that can't be looked at."""
    folders = (folder for folder in own_folders(search_from) if folder.is_dir())
    return any(_holds_profile(candidate) for folder in folders for candidate in folder.iterdir())


def _folders(search_from: Path | None) -> Iterator[tuple[Path, bool]]:
    yield from ((folder, False) for folder in own_folders(search_from))
    yield templates_folder() / PROFILES_FOLDER, True
    yield user_folder(), False


def _above(folder: Path) -> Path:
    """Return the folder above; `.` and `..` have none in their name."""
    return folder.parent if folder.name not in ("", "..") else folder / ".."

"""Where profiles lie: shipped with the program, beside the dossier, in the user's own folder, or at a path."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROFILE_NAME = "profile.yaml"
CLAUSES_NAME = "clauses.yaml"
BESIDE = "profiles"


class Stored(NamedTuple):
    """One profile on disk."""

    id: str
    folder: Path
    shipped: bool


def templates_folder() -> Path:
    """Return the folder of everything that can be edited without programming."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def find(name: str, beside: Path | None = None) -> Stored | None:
    """Find a profile by id (beside the dossier, shipped, then the user's own) or by path."""
    if "/" in name or "\\" in name or name.endswith(".yaml"):
        path = _expanded(name)
        for base in (beside, Path.cwd()):
            candidate = path if path.is_absolute() or base is None else base / path
            folder = candidate.parent if candidate.name == PROFILE_NAME else candidate
            if _holds_profile(folder):
                return Stored(folder.name, folder, shipped=False)
        return None
    for folder, shipped in _folders(beside):
        if name and _holds_profile(folder / name):
            return Stored(name, folder / name, shipped)
    return None


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


def available(beside: Path | None = None) -> Iterator[Stored]:
    """Yield every profile that can be named, in the order of their ids."""
    seen: dict[str, Stored] = {}
    for folder, shipped in _folders(beside):
        try:
            inside = sorted(folder.iterdir())
        except OSError:
            continue
        for one in inside:
            if _holds_profile(one):
                seen.setdefault(one.name, Stored(one.name, one, shipped))
    yield from (seen[name] for name in sorted(seen))


def near(name: str, beside: Path | None = None) -> str:
    """Return the id most like `name`."""
    import difflib  # noqa: PLC0415  only for a name that is not known

    close = difflib.get_close_matches(name, [one.id for one in available(beside)], n=1, cutoff=0.5)
    return close[0] if close else ""


def user_folder() -> Path:
    """Return the user's own folder of profiles."""
    from platformdirs import user_config_path  # noqa: PLC0415  only when a profile is looked for beyond the shipped

    return user_config_path("zcdossier", appauthor=False) / BESIDE


def _folders(beside: Path | None) -> Iterator[tuple[Path, bool]]:
    if beside is not None:
        yield beside / BESIDE, False
        yield _above(beside) / BESIDE, False
    yield templates_folder() / BESIDE, True
    yield user_folder(), False


def _above(folder: Path) -> Path:
    """Return the folder above; `.` and `..` have none in their name."""
    return folder.parent if folder.name not in ("", "..") else folder / ".."

"""A profile by name, ready for use. Shipped ones are kept compiled, as Python keeps its modules.

The compiled form lies in `__pycache__` beside the profile, is used only while every file it was made from, and
our own code, have the same size and time, and is simply not written where that folder is read-only.
"""

import pickle
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from zcdossier import __version__
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.profiles import store
from zcdossier.profiles.mistakes import Mistakes, ProfileError

_CACHE = "__pycache__"
_MADE_WITH = f"{__version__} {sys.implementation.cache_tag}"


def load(name: str, beside: Path | None = None) -> Profile:
    """Return a profile ready for use. Raises ProfileError when there is none, or when it has mistakes."""
    stored = store.find(name, beside)
    if stored is None or not stored.shipped:
        return _converted(name, beside)
    known = _compiled(stored)
    if known is None:
        known = _converted(name, beside)
        _keep(stored, known)
    return known


def with_clauses(profile: Profile, beside: Path | None = None) -> Profile:
    """Return the profile with the clause lists that ship with it and with those it extends."""
    from zcdossier.profiles.clauses import read_clauses  # noqa: PLC0415  only findings need the words

    words: dict[str, Label] = {}
    places: dict[str, str] = {}
    for name in reversed(profile.chain):
        stored = store.find(name, beside)
        if stored is not None:
            for clause in read_clauses(stored.folder / store.CLAUSES_NAME, Mistakes()):
                words[clause.id] = clause.says
                places[clause.id] = clause.where
    return profile._replace(clauses=words, places=places)


def _converted(name: str, beside: Path | None) -> Profile:
    from zcdossier.profiles.convert import read  # noqa: PLC0415  not needed for a compiled profile

    mistakes = Mistakes()
    profile = read(name, mistakes, beside)
    if profile is None or mistakes.found:
        raise ProfileError(name, tuple(mistakes.found))
    return profile


def _compiled(stored: store.Stored) -> Profile | None:
    try:
        made_from, profile = pickle.loads(_cache_of(stored).read_bytes())  # noqa: S301  as trusted as a .pyc beside it
        return profile if made_from == _fingerprint(profile.chain) else None
    except Exception:  # noqa: BLE001  whatever is wrong with it, it is made again
        return None


def _keep(stored: store.Stored, profile: Profile) -> None:
    cache = _cache_of(stored)
    aside = cache.with_suffix(f".{id(profile)}")
    try:
        cache.parent.mkdir(exist_ok=True)
        aside.write_bytes(pickle.dumps((_fingerprint(profile.chain), profile), pickle.HIGHEST_PROTOCOL))
        aside.replace(cache)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _cache_of(stored: store.Stored) -> Path:
    return stored.folder / _CACHE / f"profile.{sys.implementation.cache_tag}.pickle"


def _maker() -> Iterator[Path]:
    """The modules whose values a compiled profile holds, or that made them."""
    package = Path(__file__).resolve().parent.parent
    for room in ("model", "lint", "lint/kinds", "profiles"):
        yield from sorted((package / room).glob("*.py"))


def _fingerprint(chain: tuple[str, ...]) -> tuple[object, ...]:
    """Return what a compiled profile depends on: the files it was made from, and the code that made it."""
    stored = (store.find(name) for name in chain)
    files = [one.folder / store.PROFILE_NAME for one in stored if one is not None]
    return (_MADE_WITH, *(_stamp(path) for path in (*files, *_maker())))


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return path.name, status.st_size, status.st_mtime_ns

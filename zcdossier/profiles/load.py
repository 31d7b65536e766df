"""A profile by name, ready for use. Shipped ones are kept compiled, as Python keeps its modules.

A profile is made of the files of its chain: itself, what it extends, and so on. Names lead to other files from
another dossier, so what is kept is used again only where the whole chain resolves to the same files. Compiled is
only what is shipped to the last member. That form lies in `__pycache__` beside the profile, is used only while every
file it was made from, and our own code, have the same size and time, and is not written where that folder is read-only.
"""

import pickle
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from zcdossier.model.label import Label
from zcdossier.model.manifest_names import PROFILE_NAME
from zcdossier.model.profile import Profile, StoredProfile
from zcdossier.profiles import locations
from zcdossier.source.file_stamps import stamp_file, stamp_program
from zcdossier.source.regular_file import write_cache_file
from zcdossier.version import __version__

_CACHE = "__pycache__"
_Fingerprint = tuple[object, ...]
_Words = dict[str, tuple[str, Label]]  # of a clause: its place in the notice, and what it says
ROOMS = ("", "model", "source", "lint", "lint/kinds", "lint/measures", "profiles")
"""Where the modules lie whose values a compiled profile holds, or that made them."""
_MADE_WITH = f"{__version__} {sys.implementation.cache_tag}"


def load(name: str, search_from: Path | None = None) -> Profile:
    """Return a profile ready for use. Raises ProfileError when there is none, or when it has mistakes."""
    stored = locations.find_profile(name, search_from)
    if stored is None or not stored.shipped:
        return _read_checked(name, search_from)
    compiled: Profile | None = _load_compiled(stored, "profile", _fingerprint_of_chain)
    if compiled is not None and locations.resolves_again(compiled.chain, search_from):
        return compiled
    converted = _read_checked(name, search_from)
    if all(member.shipped for member in converted.chain):
        with suppress(OSError):  # a file of the chain has gone meanwhile
            _store_compiled(stored, "profile", _fingerprint_of_chain(converted), converted)
    return converted


class Profiles:
    """Profiles loaded so far, so that a hundred dossiers read their notice once."""

    def __init__(self) -> None:
        self._loaded: dict[str, list[Profile]] = {}
        self._worded: dict[int, tuple[Profile, Profile]] = {}

    def get(self, name: str, search_from: Path) -> Profile:
        """Return a profile. Raises ProfileError as `load` does."""
        profiles = self._loaded.setdefault(name, [])
        for profile in profiles:
            if locations.resolves_again(profile.chain, search_from):
                return profile
        profiles.append(load(name, search_from))
        return profiles[-1]

    def with_clauses(self, profile: Profile) -> Profile:
        """Return the profile with the words of its clauses, which only findings need."""
        if id(profile) not in self._worded:
            self._worded[id(profile)] = (profile, with_clauses(profile))
        return self._worded[id(profile)][1]


def with_clauses(profile: Profile) -> Profile:
    """Return the profile with the clause lists that ship with it and with those it extends."""
    words: dict[str, Label] = {}
    places: dict[str, str] = {}
    for stored in reversed(profile.chain):
        for clause, (where, says) in _words_of(stored).items():
            words[clause] = says
            places[clause] = where
    return profile._replace(clauses=words, places=places)


def _words_of(stored: StoredProfile) -> _Words:
    file = stored.folder / locations.CLAUSES_NAME
    if not file.is_file():
        return {}
    if not stored.shipped:
        return _read_words(file)
    kept: _Words | None = _load_compiled(stored, "clauses", lambda _: _fingerprint([file]))
    if kept is not None:
        return kept
    words = _read_words(file)
    if words:
        with suppress(OSError):  # the file has gone meanwhile
            _store_compiled(stored, "clauses", _fingerprint([file]), words)
    return words


def _read_words(file: Path) -> _Words:
    from zcdossier.profiles.clauses import read_clauses  # not needed where they are compiled
    from zcdossier.profiles.diagnostics import Diagnostics

    return {clause.id: (clause.where, clause.says) for clause in read_clauses(file, Diagnostics())}


def _read_checked(name: str, search_from: Path | None) -> Profile:
    from zcdossier.profiles.diagnostics import Diagnostics, ProfileError
    from zcdossier.profiles.profile_reader import read_profile  # not needed for a compiled profile

    diagnostics = Diagnostics()
    profile = read_profile(name, diagnostics, search_from)
    if profile is None or diagnostics.entries:
        raise ProfileError(name, tuple(diagnostics.entries))
    return profile


def _load_compiled(stored: StoredProfile, name: str, fingerprint_of: Callable[[Any], _Fingerprint]) -> Any:
    """Return what is kept under a name beside a profile, if it was made from what there is now, else None."""
    try:
        made_from, content = pickle.loads(_cache_path(stored, name).read_bytes())  # noqa: S301  as trusted as a .pyc
        return content if made_from == fingerprint_of(content) else None
    except Exception:  # noqa: BLE001  whatever is wrong with it, it is made again
        return None


def _store_compiled(stored: StoredProfile, name: str, made_from: _Fingerprint, content: object) -> None:
    with suppress(OSError):  # the folder is read-only
        write_cache_file(_cache_path(stored, name), pickle.dumps((made_from, content), pickle.HIGHEST_PROTOCOL))


def _cache_path(stored: StoredProfile, name: str) -> Path:
    return stored.folder / _CACHE / f"{name}.{sys.implementation.cache_tag}.pickle"


def _fingerprint_of_chain(profile: Profile) -> _Fingerprint:
    chain = profile.chain
    files = [member.folder / PROFILE_NAME for member in chain]
    files += locations.templates_folder().glob(locations.PART_WORDS_NAME)
    files += [
        path for member in chain for pattern in ("*.csv", "*.txt") for path in sorted(member.folder.glob(pattern))
    ]
    return _fingerprint(files)


def _fingerprint(files: Sequence[Path]) -> _Fingerprint:
    """Return what is compiled depends on: the files it was made from, and the code that made it."""
    program = stamp_program()
    code = [stamp for room in ROOMS for stamp in program.get(room, ())]
    stamps = [*(stamp_file(file, file.name) for file in files), *code]
    return (_MADE_WITH, *((stamp.path, stamp.size, stamp.changed) for stamp in stamps))

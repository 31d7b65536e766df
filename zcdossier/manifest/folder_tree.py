"""A dossier's folders as they lie on disk, each listed once, and where the paths lead that somebody typed.

Names are compared after Unicode normalisation, because file systems store other forms of the same name.
No path may leave the dossier: not by `..`, not as an absolute path, not through a link.
"""

import errno
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

from zcdossier.errors import system_reason
from zcdossier.manifest.page_order import sort_as_pages
from zcdossier.model.dossier import Absence, AbsentScan, Problem
from zcdossier.model.finding import Argument
from zcdossier.model.manifest_names import find_left_behind, not_downloaded
from zcdossier.model.place import Place

MISSING = "ZC503"
OUTSIDE = "ZC509"
CLASH = "ZC510"
MAX_ENTRIES = 20_000
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP})
_ELSEWHERE = r"(?i)[a-z]:|file:|~/|%\w+%/|\$\{?\w"
"""How paths begin that lead from a disk, a link, or somebody's home."""
_SAMPLE_FOLDER = "09-论文/2021 教育研究"


class Claims:
    """What the manifest speaks for of what lies in a dossier.

    `named` are the folders and listed files of all records as they were typed, `files` and `folders` those that are
    there (folders by where they are named), `guessed` what is meant by a name that is not there.
    """

    def __init__(self, named: Iterable[str]) -> None:
        self.named = frozenset(named)
        self.files: set[str] = set()
        self.folders: dict[str, Place] = {}
        self.guessed: set[str] = set()

    def everything(self) -> frozenset[str]:
        """Return all of it."""
        return frozenset({*self.files, *self.folders, *self.named, *self.guessed})


class FolderTree:
    """The folders below `root`; `problems` are what can't be opened, is not there, leads out, or clashes."""

    def __init__(self, root: Path, claims: Claims) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.absent: list[AbsentScan] = []
        self._claims = claims
        self._listings: dict[str, tuple[os.DirEntry[str], ...]] = {}
        self._real_root = os.path.realpath(root)

    def report(self, code: str, key: str, place: Place, /, **args: Argument) -> None:
        """Add a problem."""
        self.problems.append(Problem(code, key, place, args))

    def entries(self, folder: str) -> tuple[os.DirEntry[str], ...]:
        """List a folder once, without the files that systems leave behind; report names that clash."""
        if folder in self._listings:
            return self._listings[folder]
        try:
            with os.scandir(self.root / folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
            left_behind = find_left_behind(entry.name for entry in listed)
            kept = [entry for entry in listed if entry.name not in left_behind]
            self._report_not_downloaded(folder, listed)
        except OSError as error:
            if error.errno not in _NOT_THERE:
                place = self._claims.folders.get(folder, Place(folder))
                self.report(MISSING, "no-access", place, name=folder, reason=system_reason(error))
            kept = []
        self._report_clashes(folder, kept)
        self._listings[folder] = tuple(kept[:MAX_ENTRIES])
        return self._listings[folder]

    def pages(self, folder: str) -> list[os.DirEntry[str]]:
        """List a folder in the order of pages: 2 before 10."""
        entries = {entry.name: entry for entry in self.entries(folder)}
        return [entries[name] for name in sort_as_pages(entries)]

    def folders_in(self, folder: str) -> tuple[str, ...]:
        """Return the names of the folders in one; none where it is not there."""
        return tuple(entry.name for entry in self.entries(folder) if entry.is_dir(follow_symlinks=False))

    def count_files(self, folder: str) -> int:
        """Count the files in a folder and below it, but for what systems leave behind; of very many, not all."""
        count = 0
        for _, folders, files in os.walk(self.root / folder):
            folders[:] = set(folders) - find_left_behind(folders)
            count += len(set(files) - find_left_behind(files))
            if count > MAX_ENTRIES:
                break
        return count

    def path_inside(self, typed: str, place: Place) -> str | None:
        """Return the path relative to the dossier, or None (and a problem) when it leads out of it."""
        reason = self.leads_out(typed)
        if not reason:
            return PurePosixPath(typed).as_posix()
        if reason == "file":
            self.report(MISSING, reason, place, name=typed, near="")
        elif reason == "path":
            pure = PurePosixPath(typed)
            inside = self._inside_by_its_end(pure)
            if inside:
                self._claims.guessed.add(inside)
            example = inside or (pure.name if pure.suffix else _SAMPLE_FOLDER)
            self.report(OUTSIDE, "whole-path" if inside else reason, place, name=typed, example=example)
        else:
            self.report(OUTSIDE, reason, place, name=typed)
        return None

    def leads_out(self, typed: str) -> str:
        """Return why a path does not lead to something inside the dossier, or an empty text.

        `file` it is no name, `path` it leads elsewhere, `itself` it is the dossier, `link` a link leads elsewhere.
        """
        pure = PurePosixPath(typed)
        if not typed or "\0" in typed:
            return "file"
        if pure.is_absolute() or re.match(_ELSEWHERE, typed) or ".." in pure.parts:
            return "path"
        if not pure.parts:
            return "itself"
        try:
            resolved = os.path.realpath(self.root / typed)
        except (OSError, RuntimeError):
            return "link"
        return "" if resolved.startswith(f"{self._real_root}{os.sep}") else "link"

    def _inside_by_its_end(self, path: PurePosixPath) -> str:
        """What lies in the dossier under the end of a path that was typed from the drive on, or an empty text."""
        tails = ("/".join(path.parts[at:]) for at in range(1, len(path.parts)))
        return next((found for tail in tails if ".." not in tail and (found := self.find_existing(tail))), "")

    def find_existing(self, path: str) -> str | None:
        """Return the path as the file system spells it, or None when it is not there.

        Windows and macOS open a file by a name in other case, or in another Unicode form, than its own.
        """
        try:
            opens = (self.root / path).exists()
        except OSError:
            return None
        spelled = ""
        for step in PurePosixPath(path).parts:
            name = _find_spelling(step, [entry.name for entry in self.entries(spelled)], any_case=opens)
            if name is None:
                return path if opens else None
            spelled = f"{spelled}/{name}" if spelled else name
        return spelled

    def near(self, path: str, *, is_folder: bool = False, fits: Callable[[str], bool] | None = None) -> str:
        """Return what `fits` and may be meant where nothing is called `path`, or an empty text; it is claimed then."""
        near = self.find_near(path, is_folder=is_folder, fits=fits)
        self._claims.guessed.update(filter(None, [near]))
        return near

    def find_near(self, path: str, *, is_folder: bool = False, fits: Callable[[str], bool] | None = None) -> str:
        """Return the same. What is claimed is not meant."""
        from zcdossier.manifest.near_files import find_near, find_near_folder

        claimed = self._claims.everything()
        find = find_near_folder if is_folder else find_near
        return find(path, self.entries, lambda near: near not in claimed and (fits is None or fits(near)))

    def near_sole(self, *, is_photo: bool) -> str:
        """Return the only file that may be the photo or a statement, where none was named; it is claimed then."""
        from zcdossier.manifest.near_files import find_sole_file

        claimed = self._claims.everything()
        near = find_sole_file(self.entries, lambda name: name not in claimed, is_photo=is_photo)
        self._claims.guessed.update(filter(None, [near]))
        return near

    def _report_not_downloaded(self, folder: str, entries: Iterable[os.DirEntry[str]]) -> None:
        """What iCloud keeps elsewhere leaves a hidden file here: `.封面.jpg.icloud`."""
        for entry in entries:
            name = not_downloaded(entry.name)
            if name:
                path = f"{folder}/{name}" if folder else name
                self.report(MISSING, "not-downloaded", Place(path), name=name)
                self.absent.append(AbsentScan(path, Absence.NOT_DOWNLOADED))

    def _report_clashes(self, folder: str, entries: Iterable[os.DirEntry[str]]) -> None:
        seen: dict[str, str] = {}
        for entry in entries:
            folded = unicodedata.normalize("NFC", entry.name).casefold()
            if folded in seen:
                path = f"{folder}/{entry.name}".lstrip("/")
                self.report(CLASH, "names", Place(path), name=entry.name, other=seen[folded])
            seen.setdefault(folded, entry.name)


def _find_spelling(step: str, names: Sequence[str], *, any_case: bool) -> str | None:
    """Return the one of `names` that is meant: the very name, the same in another Unicode form, or in other case."""
    if step in names:
        return step
    wanted = unicodedata.normalize("NFC", step)
    alike = {name: unicodedata.normalize("NFC", name) for name in names}
    same = [name for name in names if alike[name] == wanted]
    folded = [name for name in names if alike[name].casefold() == wanted.casefold()] if any_case else []
    return next(iter([*same, *folded]), None)

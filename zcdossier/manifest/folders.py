"""The walk over a dossier's folders: which scans each record has, and what lies about that no record names.

Names are compared after Unicode normalisation, because file systems store other forms of the same name.
No path may leave the dossier: not by `..`, not as an absolute path, not through a link.
"""

import errno
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from zcdossier.errors import system_reason
from zcdossier.manifest.page_order import sort_as_pages
from zcdossier.manifest.part_names import ScanName, read_scan_name, settle_unnamed
from zcdossier.manifest.part_values import words_of_values
from zcdossier.model.dossier import Absence, AbsentScan, Dossier, Doubt, Problem, Record, Scan
from zcdossier.model.finding import Argument
from zcdossier.model.manifest_names import (
    MANIFEST_NAME,
    PROFILE_NAME,
    PROFILES_FOLDER,
    WORKBOOK_NAME,
    find_left_behind,
    is_like_manifest,
    is_own_name,
    not_downloaded,
)
from zcdossier.model.part_numbering import sort_for_merging
from zcdossier.model.place import Place
from zcdossier.model.profile import Profile, Section

ORPHAN = "ZC501"
MISSING = "ZC503"
OUTSIDE = "ZC509"
CLASH = "ZC510"
MAX_ENTRIES = 20_000
_NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP})
_SCANNED = frozenset({".jpg", ".jpeg", ".png", ".pdf", ".tif", ".tiff", ".webp", ".bmp", ".gif", ".heic", ".heif"})
_LONGEST_NAME = 30
_SENTENCE = frozenset("，。；")
_ELSEWHERE = r"(?i)[a-z]:|file:|~/|%\w+%/|\$\{?\w"
"""How paths begin that lead from a disk, a link, or somebody's home."""
_SAMPLE_FOLDER = "09-论文/2021 教育研究"


def attach_scans(dossier: Dossier, profile: Profile) -> Dossier:
    """Return the dossier with the scans that lie in its folders and the problems the walk showed."""
    section_folders = {section.folder: section for section in profile.sections.values() if section.folder}
    walk = _FolderWalk(dossier.root, section_folders, {record.folder for record in dossier.everything()})
    if any(not (record.folder or record.scans) for record in dossier.everything()):
        from zcdossier.manifest.found_folders import find_folders  # noqa: PLC0415 - most records name theirs

        dossier = find_folders(dossier, profile, walk.folders_in)
    sections = {
        identity: tuple(walk.filled(record, profile.sections[identity]) for record in records)
        for identity, records in dossier.sections.items()
    }
    nameless = Section("", profile.title, 0)
    attachments = {
        identity: tuple(walk.filled(record, profile.attachments.get(identity, nameless)) for record in records)
        for identity, records in dossier.attachments.items()
    }
    texts = {identity: tuple(walk.listed(record) for record in records) for identity, records in dossier.texts.items()}
    photo = walk.listed(dossier.photo) if dossier.photo else None
    walk.find_orphans()
    return dossier._replace(
        sections=sections,
        attachments=attachments,
        texts=texts,
        photo=photo,
        problems=(*dossier.problems, *walk.problems),
    )


class _FolderWalk:
    def __init__(self, root: Path, section_folders: dict[str, Section], named: Iterable[str]) -> None:
        self.root = root
        self.named = frozenset(named)
        self.section_folders = section_folders
        self.problems: list[Problem] = []
        self.claimed_files: set[str] = set()
        self.claimed_folders: dict[str, Place] = {}
        self.guessed: set[str] = set()
        self._listings: dict[str, tuple[os.DirEntry[str], ...]] = {}
        self._absent: list[AbsentScan] = []
        self._real_root = os.path.realpath(root)

    def filled(self, record: Record, section: Section) -> Record:
        """Return the record with its listed files, or with all scans of its folder."""
        record = self._without_words(record)
        if record.scans and not self._lacks_folder(record):
            record = self.listed(record, section)
            self._claim_folder(record)
            return record
        if not record.folder or record.folder_place is None:
            return record
        folder = self._path_inside(record.folder, record.folder_place)
        if folder is None:
            return record
        existing = self._find_existing(folder)
        if existing is None or not (self.root / existing).is_dir():
            kind = "folder" if existing is None else "folder-is-file"
            near = self._folder_of(existing) if existing else self._near(folder, is_folder=True)
            loose = "" if existing or near else self._near(folder)
            kind = "folder-of-loose-file" if loose else kind
            self._problem(MISSING, kind, record.folder_place, name=record.folder, near=near, file=loose)
            if existing:
                self.claimed_files.add(existing)
            return record._replace(scans=())
        record = record._replace(folder=existing)
        self._claim_folder(record)
        scans = self._scans(existing, section, record)
        absent = (each for each in self._absent if each.file.startswith(f"{existing}/"))
        return record._replace(scans=scans, absent=tuple(absent))

    def _folder_of(self, file: str) -> str:
        """The folder of a file, where it may be a record's: not the dossier, and not a section's."""
        folder = file.rpartition("/")[0]
        if folder in self.section_folders or folder in self.named:
            return ""
        self.guessed.add(folder)
        return folder

    def _lacks_folder(self, record: Record) -> bool:
        """Whether all that a record lists lies in a folder that is not there: one finding says so, not one a file."""
        inside = record.folder and all(scan.file.startswith(f"{record.folder}/") for scan in record.scans)
        return bool(inside) and self._find_existing(record.folder) is None

    def listed(self, record: Record, section: Section | None = None) -> Record:
        """Return the record with the files it lists, each found on disk."""
        scans, absent = [], []
        for listed in record.scans:
            inside = self._path_inside(listed.file, listed.place)
            if inside is None:
                absent.append(AbsentScan(listed.file, Absence.OUTSIDE))
                continue
            existing = self._find_existing(inside)
            if existing is None:
                is_text = section is None and _is_sentence(inside)
                kind = "words-for-text" if is_text else "file"
                self._problem(MISSING, kind, listed.place, name=inside, near=self._near(inside, is_text=is_text))
                absent.append(AbsentScan(inside, Absence.GONE))
                continue
            self.claimed_files.add(existing)
            scan = listed._replace(file=existing)
            if not scan.part and section is not None and not scan.label:
                name = read_scan_name(existing, section, words_of_values(record, section))
                scan = scan._replace(part=name.part, doubt=name.doubt, named=name.named)
            scans.append(scan)
        settled = settle_unnamed(scans, section) if section else tuple(scans)
        return record._replace(scans=settled, absent=tuple(absent))

    def _without_words(self, record: Record) -> Record:
        """Return the record without what stands where a file is named and can be no file's name: its folder is read."""
        words = [scan for scan in record.scans if _is_sentence(PurePosixPath(scan.file).name)]
        for scan in words:
            self._problem(MISSING, "words-for-file", scan.place, name=PurePosixPath(scan.file).name)
        return record._replace(scans=tuple(scan for scan in record.scans if scan not in words)) if words else record

    def folders_in(self, folder: str) -> tuple[str, ...]:
        """Return the names of the folders in one; none where it is not there."""
        return tuple(entry.name for entry in self._entries(folder) if entry.is_dir(follow_symlinks=False))

    def find_orphans(self) -> None:
        """Report what no record names: the topmost folder or the single file."""
        self._orphans_below("")

    def _orphans_below(self, folder: str) -> None:
        for entry in self._entries(folder):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if folder == "" and (is_own_name(entry.name) or self._holds_profiles(entry)):
                continue
            if not entry.is_dir(follow_symlinks=False):
                if path not in self.claimed_files and path not in self.guessed:
                    self._report_orphan_file(path)
            elif path in self.guessed:
                continue
            elif path in self.claimed_folders or self._leads_to_claimed(path) or self._holds_records(path):
                self._orphans_below(path)
            elif folder in self.claimed_folders:
                if _count_files(self.root / path):
                    self._problem(ORPHAN, "subfolder", Place(path), name=path, record=folder)
            else:
                self._report_orphan_folder(path)

    def _report_orphan_folder(self, path: str) -> None:
        count = _count_files(self.root / path)
        if any(entry.name in (MANIFEST_NAME, WORKBOOK_NAME) for entry in self._entries(path)):
            self._problem(ORPHAN, "dossier", Place(path), name=path)
        elif count:
            section = self.section_folders.get(path.partition("/")[0])
            kind = "folder-of-section" if section else "folder"
            whose: dict[str, Argument] = {"section": section.id, "label": section.label} if section else {}
            self._problem(ORPHAN, kind, Place(path), name=path, count=count, **whose)

    def _report_orphan_file(self, path: str) -> None:
        if is_like_manifest(path):  # a path with a folder is like none
            names = [entry.name for entry in self._entries("")]
            read = WORKBOOK_NAME if WORKBOOK_NAME in names else MANIFEST_NAME
            self._problem(ORPHAN, "manifest", Place(path), name=path, read=read)
        else:
            self._problem(ORPHAN, "file", Place(path), name=path)

    def _holds_profiles(self, entry: os.DirEntry[str]) -> bool:
        """A dossier may bring its notice along, in profiles/<id>/profile.yaml."""
        if entry.name != PROFILES_FOLDER or not entry.is_dir(follow_symlinks=False):
            return False
        inside = self.root / entry.name
        return any((inside / profile.name / PROFILE_NAME).is_file() for profile in self._entries(entry.name))

    def _leads_to_claimed(self, path: str) -> bool:
        prefix = f"{path}/"
        return any(name.startswith(prefix) for name in (*self.claimed_folders, *self.claimed_files, *self.guessed))

    def _holds_records(self, path: str) -> bool:
        """A section's folder with folders in it: each of them wants a record."""
        return path in self.section_folders and any(
            entry.is_dir(follow_symlinks=False) and _count_files(self.root / path / entry.name)
            for entry in self._entries(path)
        )

    def _claim_folder(self, record: Record) -> None:
        if not record.folder or record.folder_place is None:
            return
        self.claimed_folders.setdefault(record.folder, record.folder_place)

    def _scans(self, folder: str, section: Section, record: Record) -> tuple[Scan, ...]:
        scans: list[Scan] = []
        values = words_of_values(record, section)
        folder = self._innermost(folder, section)
        for entry in self._pages(folder):
            name = read_scan_name(entry.name, section, values)
            if entry.is_dir(follow_symlinks=False):
                if name.part and name.doubt is not Doubt.SEVERAL:
                    scans += self._scans_of_part(f"{folder}/{entry.name}", name, record)
                continue
            scan = self._scan(f"{folder}/{entry.name}", entry, name, record)
            scans += [scan] if scan is not None else []
        order = sort_for_merging([(scan.part, scan.number) for scan in scans], section.parts)
        return settle_unnamed([scans[index] for index in order], section)

    def _innermost(self, folder: str, section: Section) -> str:
        """The folder itself, or the only thing in it when that is a folder called like no part: 新建文件夹."""
        entries = self._entries(folder)
        path = f"{folder}/{entries[0].name}" if len(entries) == 1 else ""
        if not path or not entries[0].is_dir(follow_symlinks=False) or read_scan_name(entries[0].name, section).part:
            return folder
        is_anothers = any(name == path or name.startswith(f"{path}/") for name in self.named)
        return folder if is_anothers else self._innermost(path, section)

    def _scans_of_part(self, folder: str, name: ScanName, record: Record) -> Iterator[Scan]:
        """Yield the scans in a folder of a record's that is called like a part (正文/IMG_2031.jpg): all are that part.

        A Word file that lies there is no scan; it is reported as what no record names.
        """
        for entry in self._pages(folder):
            if PurePosixPath(entry.name).suffix.casefold() in _SCANNED and not entry.is_dir(follow_symlinks=False):
                scan = self._scan(f"{folder}/{entry.name}", entry, name._replace(doubt=None), record)
                if scan is not None:
                    yield scan

    def _scan(self, path: str, entry: os.DirEntry[str], name: ScanName, record: Record) -> Scan | None:
        place = Place(path, path=record.place.path)
        self.claimed_files.add(path)
        if entry.is_symlink() and self._path_inside(path, place) is None:
            self._absent.append(AbsentScan(path, Absence.OUTSIDE))
            return None
        return Scan(path, name.part, place, name.number, doubt=name.doubt, named=name.named)

    def _path_inside(self, typed: str, place: Place) -> str | None:
        """Return the path relative to the dossier, or None (and a problem) when it leads out of it."""
        pure = PurePosixPath(typed)
        if not typed or "\0" in typed:
            self._problem(MISSING, "file", place, name=typed, near="")
            return None
        if pure.is_absolute() or re.match(_ELSEWHERE, typed) or ".." in pure.parts:
            inside = self._inside_by_its_end(pure)
            if inside:
                self.guessed.add(inside)
            example = inside or (pure.name if pure.suffix else _SAMPLE_FOLDER)
            self._problem(OUTSIDE, "path", place, name=typed, example=example)
            return None
        if not pure.parts:
            self._problem(OUTSIDE, "itself", place, name=typed)
            return None
        try:
            resolved = os.path.realpath(self.root / typed)
        except (OSError, RuntimeError):
            self._problem(OUTSIDE, "link", place, name=typed)
            return None
        if not resolved.startswith(f"{self._real_root}{os.sep}"):
            self._problem(OUTSIDE, "link", place, name=typed)
            return None
        return pure.as_posix()

    def _inside_by_its_end(self, path: PurePosixPath) -> str:
        """What lies in the dossier under the end of a path that was typed from the drive on, or an empty text."""
        tails = ("/".join(path.parts[at:]) for at in range(1, len(path.parts)))
        return next((found for tail in tails if ".." not in tail and (found := self._find_existing(tail))), "")

    def _find_existing(self, path: str) -> str | None:
        """Return the path as the file system spells it, or None when it is not there.

        Windows and macOS open a file by a name in other case, or in another Unicode form, than its own.
        """
        try:
            opens = (self.root / path).exists()
        except OSError:
            return None
        spelled = ""
        for step in PurePosixPath(path).parts:
            name = _find_spelling(step, [entry.name for entry in self._entries(spelled)], any_case=opens)
            if name is None:
                return path if opens else None
            spelled = f"{spelled}/{name}" if spelled else name
        return spelled

    def _near(self, path: str, *, is_folder: bool = False, is_text: bool = False) -> str:
        """Return what may be meant where nothing is called `path`. What another record names is not."""
        from zcdossier.manifest.near_files import find_near, find_near_folder, find_sole_text  # noqa: PLC0415

        taken = frozenset({*self.claimed_files, *self.claimed_folders, *self.named, *self.guessed})
        near = find_near_folder(path, self._entries, taken) if is_folder else find_near(path, self._entries, taken)
        near = near or (find_sole_text(self._entries, taken) if is_text else "")
        self.guessed.update(filter(None, [near]))
        return near

    def _entries(self, folder: str) -> tuple[os.DirEntry[str], ...]:
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
                reason = system_reason(error)
                place = self.claimed_folders.get(folder, Place(folder))
                self._problem(MISSING, "no-access", place, name=folder, reason=reason)
            kept = []
        self._report_clashes(folder, kept)
        self._listings[folder] = tuple(kept[:MAX_ENTRIES])
        return self._listings[folder]

    def _pages(self, folder: str) -> list[os.DirEntry[str]]:
        entries = {entry.name: entry for entry in self._entries(folder)}
        return [entries[name] for name in sort_as_pages(entries)]

    def _report_not_downloaded(self, folder: str, entries: Iterable[os.DirEntry[str]]) -> None:
        """What iCloud keeps elsewhere leaves a hidden file here: `.封面.jpg.icloud`."""
        for entry in entries:
            name = not_downloaded(entry.name)
            if name:
                path = f"{folder}/{name}" if folder else name
                self._problem(MISSING, "not-downloaded", Place(path), name=name)
                self._absent.append(AbsentScan(path, Absence.NOT_DOWNLOADED))

    def _report_clashes(self, folder: str, entries: Iterable[os.DirEntry[str]]) -> None:
        seen: dict[str, str] = {}
        for entry in entries:
            folded = unicodedata.normalize("NFC", entry.name).casefold()
            if folded in seen:
                path = f"{folder}/{entry.name}".lstrip("/")
                self._problem(CLASH, "names", Place(path), name=entry.name, other=seen[folded])
            seen.setdefault(folded, entry.name)

    def _problem(self, code: str, key: str, place: Place, /, **args: Argument) -> None:
        self.problems.append(Problem(code, key, place, args))


def _is_sentence(name: str) -> bool:
    """Whether a text is no file's name but what somebody wanted to say: a sentence, or very long, without a suffix."""
    return not PurePosixPath(name).suffix and (len(name) > _LONGEST_NAME or not _SENTENCE.isdisjoint(name))


def _find_spelling(step: str, names: Sequence[str], *, any_case: bool) -> str | None:
    """Return the one of `names` that is meant: the very name, the same in another Unicode form, or in other case."""
    if step in names:
        return step
    wanted = unicodedata.normalize("NFC", step)
    alike = {name: unicodedata.normalize("NFC", name) for name in names}
    same = [name for name in names if alike[name] == wanted]
    folded = [name for name in names if alike[name].casefold() == wanted.casefold()] if any_case else []
    return next(iter([*same, *folded]), None)


def _count_files(folder: Path) -> int:
    count = 0
    for _, folders, files in os.walk(folder):
        folders[:] = set(folders) - find_left_behind(folders)
        count += len(set(files) - find_left_behind(files))
        if count > MAX_ENTRIES:
            break
    return count

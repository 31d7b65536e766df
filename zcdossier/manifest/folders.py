"""The walk over a dossier's folders: which scans each record has, and what lies about that no record names."""

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath

from zcdossier.manifest.folder_tree import MISSING, Claims, FolderTree
from zcdossier.manifest.orphans import report_orphans
from zcdossier.manifest.part_names import ScanName, read_scan_name, settle_unnamed
from zcdossier.manifest.part_values import words_of_values
from zcdossier.model.dossier import Absence, AbsentScan, Dossier, Doubt, Record, Scan
from zcdossier.model.part_numbering import sort_for_merging
from zcdossier.model.place import Place
from zcdossier.model.profile import Profile, Section

_SCANNED = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".pdf", ".tif", ".tiff", ".webp", ".bmp", ".gif"}
    | {".heic", ".heif", ".hif", ".avif", ".jp2", ".jpx", ".jpf", ".j2k"}
)
_SET_ASIDE = ("作废", "废弃", "不用", "不要", "备份", "旧版", "回收站", "已删除")
"""What people call a folder whose files are not to be used."""
_LONGEST_NAME = 30
_SENTENCE = frozenset("，。；")


def attach_scans(dossier: Dossier, profile: Profile) -> Dossier:
    """Return the dossier with the scans that lie in its folders and the problems the walk showed."""
    section_folders = {section.folder: section for section in profile.sections.values() if section.folder}
    named = ((record.folder, *(scan.file for scan in record.scans)) for record in dossier.everything())
    claims = Claims(chain.from_iterable(named))
    tree = FolderTree(dossier.root, claims)
    walk = _FolderWalk(tree, claims, section_folders)
    if any(not (record.folder or record.scans) for record in dossier.everything()):
        from zcdossier.manifest.found_folders import find_folders  # most records name theirs

        dossier = find_folders(dossier, profile, tree.folders_in)
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
    report_orphans(tree, claims, section_folders, has_photo=profile.photo is not None)
    return dossier._replace(
        sections=sections,
        attachments=attachments,
        texts=texts,
        photo=photo,
        problems=(*dossier.problems, *tree.problems),
    )


class _FolderWalk:
    def __init__(self, tree: FolderTree, claims: Claims, section_folders: dict[str, Section]) -> None:
        self._tree = tree
        self._claims = claims
        self._section_folders = section_folders

    def filled(self, record: Record, section: Section) -> Record:
        """Return the record with its listed files, or with all scans of its folder."""
        record = self._with_folder(self._without_words(record))
        if record.scans and not self._lacks_folder(record):
            record = self.listed(record, section)
            self._claim_folder(record)
            return record
        if not record.folder or record.folder_place is None:
            return record
        folder = self._tree.path_inside(record.folder, record.folder_place)
        if folder is None:
            return record
        existing = self._tree.find_existing(folder)
        if existing is None or not (self._tree.root / existing).is_dir():
            kind = "folder" if existing is None else "folder-is-file"
            near = self._folder_of(existing) if existing else self._near_folder(folder, record, section)
            loose = "" if existing or near else self._tree.near(folder)
            kind = "folder-of-loose-file" if loose else kind
            self._tree.report(MISSING, kind, record.folder_place, name=record.folder, near=near, file=loose)
            if existing:
                self._claims.files.add(existing)
            return record._replace(scans=())
        record = record._replace(folder=existing)
        self._claim_folder(record)
        scans = self._scans(existing, section, record)
        absent = (each for each in self._tree.absent if each.file.startswith(f"{existing}/"))
        return record._replace(scans=scans, absent=tuple(absent))

    def _near_folder(self, folder: str, record: Record, section: Section) -> str:
        """What may be meant by a folder that is not there: one called like it, else the only one with the title."""
        near = self._tree.near(folder, is_folder=True)
        title = record.text(section.title_field) if section.folder else ""
        if near or not title:
            return near
        from zcdossier.manifest.sheets.sheet_folders import sole_folder_with  # for slips only

        paths = [f"{section.folder}/{name}" for name in self._tree.folders_in(section.folder)]
        free = {path.rpartition("/")[2]: path for path in paths if path not in self._claims.everything()}
        found = free.get(sole_folder_with(title, list(free)), "")
        self._claims.guessed.update(filter(None, [found]))
        return found

    def _folder_of(self, file: str) -> str:
        """The folder of a file, where it may be a record's: not the dossier, and not a section's."""
        folder = file.rpartition("/")[0]
        if folder in self._section_folders or folder in self._claims.named:
            return ""
        self._claims.guessed.add(folder)
        return folder

    def _lacks_folder(self, record: Record) -> bool:
        """Whether all that a record lists lies in a folder that is not there: one finding says so, not one a file."""
        inside = record.folder and all(scan.file.startswith(f"{record.folder}/") for scan in record.scans)
        return bool(inside) and self._tree.find_existing(record.folder) is None

    def listed(self, record: Record, section: Section | None = None) -> Record:
        """Return the record with the files it lists, each found on disk."""
        scans, absent = [], []
        for listed in record.scans:
            inside = self._tree.path_inside(listed.file, listed.place)
            if inside is None:
                absent.append(AbsentScan(listed.file, Absence.OUTSIDE))
                continue
            existing = self._tree.find_existing(inside)
            if existing is None:
                kind = "words-for-text" if section is None and _is_sentence(inside) else "file"
                may_be_sole = record.section == "photo" or (section is None and not PurePosixPath(inside).suffix)
                near = self._near_file(inside, listed, record, section) or (
                    self._near_sole(record) if may_be_sole else ""
                )
                self._tree.report(MISSING, kind, listed.place, name=inside, near=near)
                absent.append(AbsentScan(inside, Absence.GONE))
                continue
            if section is None and (self._tree.root / existing).is_dir():
                near = self._near_sole(record)
                self._tree.report(MISSING, "file-is-folder", listed.place, name=existing, near=near)
                absent.append(AbsentScan(inside, Absence.GONE))
                continue
            self._claims.files.add(existing)
            scan = listed._replace(file=existing)
            if not scan.part and section is not None and not scan.label:
                name = read_scan_name(existing, section, words_of_values(record, section))
                scan = scan._replace(part=name.part, doubt=name.doubt, named=name.named)
            scans.append(scan)
        settled = settle_unnamed(scans, section) if section else tuple(scans)
        return record._replace(scans=settled, absent=tuple(absent))

    def _near_file(self, file: str, listed: Scan, record: Record, section: Section | None) -> str:
        """What may be meant by a listed file that is not there: none whose name says that it is another part."""
        if section is None:
            return self._tree.near(file)
        words = words_of_values(record, section)
        part = listed.part or read_scan_name(file, section, words).part
        return self._tree.near(
            file, fits=lambda near: not part or read_scan_name(near, section, words).part in {"", part}
        )

    def _without_words(self, record: Record) -> Record:
        """Return the record without what stands where a file is named and can be no file's name: its folder is read."""
        words = [scan for scan in record.scans if self._says_something_else(scan.file)]
        for scan in words:
            self._tree.report(MISSING, "words-for-file", scan.place, name=PurePosixPath(scan.file).name)
        return record._replace(scans=tuple(scan for scan in record.scans if scan not in words)) if words else record

    def _with_folder(self, record: Record) -> Record:
        """Return the record with its folder where that was named in place of its files."""
        listed = record.scans[0] if len(record.scans) == 1 and not record.folder else None
        if listed is None or self._tree.leads_out(listed.file):
            return record
        folder = self._tree.find_existing(listed.file)
        if folder is None or not (self._tree.root / folder).is_dir():
            return record
        self._tree.report(MISSING, "folder-for-file", listed.place, name=folder, near="")
        return record._replace(folder=folder, folder_place=listed.place, scans=())

    def _says_something_else(self, file: str) -> bool:
        """Whether what stands for a file is no name: 见文件夹. There is no such file, and none is called nearly so."""
        if PurePosixPath(file).suffix or self._tree.leads_out(file) or self._tree.find_existing(file):
            return False
        return not self._tree.find_near(file)

    def _near_sole(self, record: Record) -> str:
        return self._tree.near_sole(is_photo=record.section == "photo")

    def _claim_folder(self, record: Record) -> None:
        if not record.folder or record.folder_place is None:
            return
        self._claims.folders.setdefault(record.folder, record.folder_place)

    def _scans(self, folder: str, section: Section, record: Record) -> tuple[Scan, ...]:
        scans: list[Scan] = []
        values = words_of_values(record, section)
        folder = self._innermost(folder, section)
        for entry in self._tree.pages(folder):
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
        entries = self._tree.entries(folder)
        path = f"{folder}/{entries[0].name}" if len(entries) == 1 else ""
        if not path or path in self._claims.named or not entries[0].is_dir(follow_symlinks=False):
            return folder
        if any(word in entries[0].name.casefold() for word in _SET_ASIDE):
            return folder
        return folder if read_scan_name(entries[0].name, section).part else self._innermost(path, section)

    def _scans_of_part(self, folder: str, name: ScanName, record: Record) -> Iterator[Scan]:
        """Yield the scans in a folder of a record's that is called like a part (正文/IMG_2031.jpg): all are that part.

        A Word file that lies there is no scan; it is reported as what no record names.
        """
        for entry in self._tree.pages(folder):
            if PurePosixPath(entry.name).suffix.casefold() in _SCANNED and not entry.is_dir(follow_symlinks=False):
                scan = self._scan(f"{folder}/{entry.name}", entry, name._replace(doubt=None), record)
                if scan is not None:
                    yield scan

    def _scan(self, path: str, entry: os.DirEntry[str], name: ScanName, record: Record) -> Scan | None:
        place = Place(path, path=record.place.path)
        self._claims.files.add(path)
        if entry.is_symlink() and self._tree.path_inside(path, place) is None:
            self._tree.absent.append(AbsentScan(path, Absence.OUTSIDE))
            return None
        return Scan(path, name.part, place, name.number, doubt=name.doubt, named=name.named)


def _is_sentence(name: str) -> bool:
    """Whether a text is no file's name but what somebody wanted to say: a sentence, or very long, without a suffix."""
    return not PurePosixPath(name).suffix and (len(name) > _LONGEST_NAME or not _SENTENCE.isdisjoint(name))

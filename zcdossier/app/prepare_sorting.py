"""What carrying out a plan will do, worked out beforehand: which file is copied where, which records are new."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from zcdossier.app.sort_heap import SortedDossier
from zcdossier.app.sorting_journal import CopiedFile
from zcdossier.errors import system_reason
from zcdossier.manifest.insert_records import ManifestValue, NamedRecord, NewEntry
from zcdossier.model.label import Label
from zcdossier.probe.file_access import PathGuard, UnusableError
from zcdossier.sorting.agreed_plan import AgreedPiece, AgreedPlan
from zcdossier.sorting.file_names import NamedFolder
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.record_room import AwaitedFile, RecordRoom, new_folder, take_awaited
from zcdossier.source.regular_file import read_regular_file

CHECK_IT = "请核对"


class PreparedCopy(NamedTuple):
    """A copy to be made, and the original's real path."""

    file: CopiedFile
    path: Path


class SortingPreparation:
    """Works out every copy and every new record beforehand; what can't be done is a problem."""

    def __init__(self, inbox: Path, target: SortedDossier, plan: AgreedPlan) -> None:
        self.inbox, self.target, self.plan = inbox, target, plan
        self.problems: list[Label] = []
        self.sections = sections_by_name(target.profile)
        self._guard = PathGuard(inbox)
        self._records = {record.place.path: record for record in target.dossier.records()}
        self._folders: dict[str, str] = {}
        self._names: dict[str, NamedFolder] = {}
        self._awaited: dict[str, list[AwaitedFile]] = {}

    def copies(self) -> list[PreparedCopy]:
        """Return the copies in the order of the plan."""
        self._name_new_folders()
        for piece in self.plan.pieces:
            names = self._folder_names(piece)
            if names is not None:
                names.expect(piece.part)
        found = [copy for piece in self.plan.pieces if (copy := self._copy(piece)) is not None]
        for copy in found:
            if os.path.lexists(self.target.root / copy.file.target):
                name = copy.file.target
                self.problems.append(Label(f"{name} 已经有了，不覆盖", f"{name} exists already and is not overwritten"))
        return found

    def entries(self) -> list[NewEntry]:
        """Return the records to be added to the manifest."""
        entries = []
        for record in self.plan.records:
            values = [ManifestValue("folder", self._folders[record.id])]
            if record.section.startswith("attachments."):
                values.insert(0, ManifestValue("kind", record.section.partition(".")[2]))
            values += [ManifestValue(name, text, CHECK_IT) for name, text in record.fields]
            entries.append(NewEntry(record.section, tuple(values)))
        return entries

    def named_folders(self) -> list[NamedRecord]:
        """Return the records of the manifest that get their folder now, as far as anything is put there."""
        used = {piece.record for piece in self.plan.pieces}
        return [
            NamedRecord(record.place, room.folder)
            for route, record in self._records.items()
            if route in used and (room := self.target.rooms.get(route, RecordRoom())).is_unnamed
        ]

    def new_folders(self, copies: Sequence[PreparedCopy]) -> Iterator[str]:
        """Yield the folders that are not there yet, the outermost first."""
        seen: set[str] = set()
        for copy in copies:
            parents = [str(parent) for parent in PurePosixPath(copy.file.target).parents if str(parent) != "."]
            for parent in reversed(parents):
                if parent not in seen and not (self.target.root / parent).is_dir():
                    seen.add(parent)
                    yield parent

    def _name_new_folders(self) -> None:
        for record in self.plan.records:
            section = self.sections[record.section]
            texts = dict(record.fields)
            taken = [*self._folders.values(), *self._manifest_folders()]
            folder = new_folder(record.section, section, texts, taken, self.target.profile)
            parent = PurePosixPath(folder).parent
            with suppress(OSError):
                present = [path for path in (self.target.root / parent).iterdir() if not _is_empty_folder(path)]
                taken += [str(parent / path.name) for path in present]
            self._folders[record.id] = new_folder(record.section, section, texts, taken, self.target.profile)

    def _manifest_folders(self) -> list[str]:
        return [room.folder for room in self.target.rooms.values() if room.folder]

    def _folder_names(self, piece: AgreedPiece) -> NamedFolder | None:
        section = self.sections[piece.section]
        record = self._records.get(piece.record)
        if piece.record in self._names:
            return self._names[piece.record]
        if record is None and piece.record not in self._folders:
            return None
        present = [(PurePosixPath(scan.file).name, scan.part, scan.number) for scan in record.scans] if record else []
        place = self.target.rooms.get(piece.record, RecordRoom()).folder if record is not None else ""
        if place:
            with suppress(OSError):
                listed = {name for name, _, _ in present}
                present += [
                    (name, "", None)
                    for name in (path.name for path in (self.target.root / place).iterdir())
                    if name not in listed
                ]
        self._names[piece.record] = NamedFolder(section.parts, present)
        return self._names[piece.record]

    def _copy(self, piece: AgreedPiece) -> PreparedCopy | None:
        try:
            path = self._guard.find(piece.file)
            data = read_regular_file(path)
        except (UnusableError, OSError) as error:
            why = system_reason(error) if isinstance(error, OSError) else Label("?")
            self.problems.append(
                Label(f"{piece.file} 打不开（{why.zh}）", f"{piece.file} can't be opened ({why.text('en')})")
            )
            return None
        digest = hashlib.sha256(data).hexdigest()
        if piece.check and not digest.startswith(piece.check.casefold()):
            self.problems.append(
                Label(
                    f"{piece.file} 在整理之后换过了，重新运行 sort",
                    f"{piece.file} was changed after sorting; run sort again",
                )
            )
            return None
        content = digest
        if piece.pages:
            taken = take_pieces(data, piece.pages)
            if taken is None:
                self.problems.append(
                    Label(f"{piece.file} 没有第 {piece.pages[-1]} 页", f"{piece.file} has no page {piece.pages[-1]}")
                )
                return None
            content = hashlib.sha256(taken).hexdigest()
        name = self._target_name(piece, path)
        if name is None:
            return None
        return PreparedCopy(CopiedFile(name, content, piece.file, digest, piece.pages, piece.record), path)

    def _target_name(self, piece: AgreedPiece, path: Path) -> str | None:
        record = self._records.get(piece.record)
        kind = path.suffix.lstrip(".").lower() or "jpg"
        names = self._folder_names(piece)
        folder = self._folders.get(piece.record, "")
        if record is not None:
            section = self.sections[piece.section]
            awaited = self._awaited.setdefault(
                piece.record, list(self.target.rooms.get(piece.record, RecordRoom()).awaited)
            )
            name = take_awaited(awaited, piece.part, piece.file, section)
            if name is not None:
                return name
            folder = self.target.rooms.get(piece.record, RecordRoom()).folder
            if not folder:
                title = record.folder or record.text(section.title_field) or piece.record
                self.problems.append(
                    Label(
                        f"“{title}”在清单里没有写文件夹（folder），或者逐个列出了文件，放不进去；"
                        f"补上 folder，或把第 {piece.row} 行改成“不放”",
                        f"{title} has no folder in the manifest, or lists its files; add a folder, or set row "
                        f"{piece.row} to 不放",
                    )
                )
        return f"{folder}/{names.name_for(piece.part, kind, piece.file)}" if folder and names is not None else None


def take_pieces(data: bytes, pages: Sequence[int]) -> bytes | None:
    """Return some pages of a PDF; None where it has no such page or can't be taken apart."""
    from zcdossier.assemble.pdf.take_pages import take_pages

    try:
        return take_pages(data, pages)
    except Exception:  # noqa: BLE001 - damaged PDFs fail in many ways
        return None


def _is_empty_folder(path: Path) -> bool:
    """Whether a folder waits to be filled, as `init` makes one for each attachment."""
    return path.is_dir() and not path.is_symlink() and not any(path.iterdir())

"""Where scans of a record in the manifest may go: its folder, or the files that it lists and that are not there yet."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.manifest.part_names import read_scan_name
from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.facts import SHORT_SUFFIXES
from zcdossier.model.left_reasons import LeftReason
from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import Profile, Section
from zcdossier.model.record_folders import ATTACHMENT_FOLDER, attachment_folder, record_folder
from zcdossier.model.sort_proposal import LeftPiece, Placement
from zcdossier.sorting.file_names import safe_folder
from zcdossier.sorting.page_clues import sections_by_name

ATTACHMENTS = "attachments"


class AwaitedFile(NamedTuple):
    """A file that a record lists and that is not there: its path in the dossier and its part."""

    file: str
    part: str


class RecordRoom(NamedTuple):
    """What a record takes: `folder` any file by a name of its own; `awaited` these and no others.

    With `is_unnamed` the folder is the one of the program's convention, and the manifest does not name it yet.
    """

    folder: str = ""
    awaited: tuple[AwaitedFile, ...] = ()
    is_unnamed: bool = False


def rooms_of(bound: Dossier, attached: Dossier, profile: Profile) -> dict[str, RecordRoom]:
    """Return the room of every record: `bound` is the manifest as written, `attached` has what lies in its folders."""
    sections = sections_by_name(profile)
    files_on_disk = {record.place.path: {scan.file for scan in record.scans} for record in attached.records()}
    rooms = {
        record.place.path: _room(record, files_on_disk.get(record.place.path, set()), sections)
        for record in bound.records()
    }
    taken = [room.folder for room in rooms.values() if room.folder]
    for record in bound.records():
        section = sections.get(record.section)
        if section is None or record.scans or rooms[record.place.path].folder:
            continue
        folder = new_folder(
            record.section, section, {name: record.text(name) for name in section.fields}, taken, profile
        )
        taken.append(folder)
        rooms[record.place.path] = RecordRoom(folder, is_unnamed=True)
    return rooms


def new_folder(name: str, section: Section, texts: Mapping[str, str], taken: Sequence[str], profile: Profile) -> str:
    """Return the folder of a record that has none, by the program's convention; `taken` are those of other records.

    `name` is what the section is filed under, and `texts` are the record's fields as typed.
    """
    if name.startswith(f"{ATTACHMENTS}."):
        parent, folder = section.folder.rpartition("/")[0] or ATTACHMENT_FOLDER, attachment_folder(section, texts)
    else:
        parent = section.folder or f"{section.number:02}-{section.label.zh}"
        folder = record_folder(section, texts, profile)
    beside = [PurePosixPath(path).name for path in taken if str(PurePosixPath(path).parent) == parent]
    return f"{parent}/{safe_folder(folder, beside)}"


def _room(record: Record, on_disk: Iterable[str], sections: Mapping[str, Section]) -> RecordRoom:
    if not record.scans:
        return RecordRoom(record.folder)
    section = sections.get(record.section)
    present = {*on_disk}
    awaited = []
    for scan in record.scans:
        if scan.file in present or scan.label:
            continue
        part = scan.part or (read_scan_name(PurePosixPath(scan.file).name, section).part if section is not None else "")
        awaited.append(AwaitedFile(scan.file, part))
    return RecordRoom("", tuple(awaited))


def take_awaited(awaited: list[AwaitedFile], part: str, source: str, section: Section) -> str | None:
    """Take the file that a scan of a part stands for off a list; None where none does."""
    numbers = number_parts(section.parts)
    fitting = [file for file in awaited if _ending(file.file) == _ending(source)]
    same = [file for file in fitting if file.part == part]
    near = [file for file in fitting if part in numbers and numbers.get(file.part) == numbers[part]]
    chosen = next(iter([*same, *near, *(fitting if len(awaited) == 1 else [])]), None)
    if chosen is None:
        return None
    awaited.remove(chosen)
    return chosen.file


def share_room(
    placed: Sequence[Placement], room: RecordRoom, section: Section
) -> tuple[list[Placement], list[LeftPiece]]:
    """Return the placements for which a record has room, and the pieces for which it has none."""
    if room.folder:
        return list(placed), []
    awaited, kept, left = list(room.awaited), [], []
    for place in placed:
        if take_awaited(awaited, place.part, place.piece.file, section) is not None:
            kept.append(place)
        else:
            left.append(LeftPiece(place.piece, LeftReason.NO_FOLDER, "", place.section, place.record, place.part))
    return kept, left


def _ending(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lstrip(".").lower()
    return SHORT_SUFFIXES.get(suffix, suffix)

"""Where scans of a record in the manifest may go: its folder, or the files that it lists and that are not there yet."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.manifest.part_names import read_scan_name
from zcdossier.model.dossier import Dossier, Record
from zcdossier.model.left_reasons import LeftReason
from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import Section
from zcdossier.model.sort_proposal import LeftPiece, Placement

_SAME_ENDINGS = {"jpeg": "jpg", "tiff": "tif"}


class AwaitedFile(NamedTuple):
    """A file that a record lists and that is not there: its path in the dossier and its part."""

    file: str
    part: str


class RecordRoom(NamedTuple):
    """What a record takes: `folder` any file by a name of its own; `awaited` these and no others."""

    folder: str = ""
    awaited: tuple[AwaitedFile, ...] = ()


def rooms_of(bound: Dossier, attached: Dossier, sections: Mapping[str, Section]) -> dict[str, RecordRoom]:
    """Return the room of every record: `bound` is the manifest as written, `attached` has what lies in its folders."""
    files_on_disk = {record.place.path: {scan.file for scan in record.scans} for record in attached.records()}
    return {
        record.place.path: _room(record, files_on_disk.get(record.place.path, set()), sections)
        for record in bound.records()
    }


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
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    return _SAME_ENDINGS.get(ending, ending)

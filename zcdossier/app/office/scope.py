"""Whose lists a command is about: an office's folder, never one of its dossiers alone."""

from collections.abc import Sequence
from pathlib import Path

from zcdossier.app.dossiers import find_dossiers
from zcdossier.app.office.output import is_one_dossier, office_folder
from zcdossier.app.office.reviews import record_of
from zcdossier.errors import CannotRunError


def check_holds_many(path: Path, command: str) -> None:
    """Refuse a path that is one dossier where everybody's list is to be written. Raises CannotRunError."""
    if is_one_dossier(path):
        office = office_folder(path)
        raise CannotRunError(
            f"{path} 是一个人的材料，这张表要列大家的；写装着大家材料的文件夹：zcdossier office {command} {office}",
            f"{path} is one person's dossier and this list is of everybody; name the folder that holds them all: "
            f"zcdossier office {command} {office}",
        )


def others_of_the_office(folder: Path, roots: Sequence[Path]) -> list[Path]:
    """The dossiers that share a record with these, but lie outside the folder given: one unit's batch is both."""
    home = office_folder(folder)
    inside = {root.resolve() for root in roots}
    offices = {record_of(root, home).parent for root in roots}
    above = sorted(office for office in offices if _is_above(office, home))
    everybody = find_dossiers(above) if above else []
    return [root for root in everybody if root.resolve() not in inside]


def _is_above(office: Path, home: Path) -> bool:
    return office.resolve() != home.resolve() and home.resolve().is_relative_to(office.resolve())

"""A plan that is carried out once more: what it put lies there still and stays as it is, its new records are there."""

from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.app.sort_heap import SortedDossier
from zcdossier.app.sorting_journal import CopiedFile, files_put_by
from zcdossier.sorting.agreed_plan import AgreedPiece, AgreedPlan


class RestOfPlan(NamedTuple):
    """What of a plan is still to be done, and how many of its pieces were put before."""

    plan: AgreedPlan
    put_before: int = 0


def leave_out_put(plan: AgreedPlan, target: SortedDossier) -> RestOfPlan:
    """Return a plan without the pieces that an earlier run put by that plan, to the record that it has now.

    What is added to one of its new records goes to the record that was made of it then.
    """
    put = files_put_by(target.root, plan.identity) if plan.identity else ()
    folders = {route: room.folder for route, room in target.rooms.items()}
    routes = {folder: route for route, folder in folders.items() if folder}
    made = {file.record: routes[folder] for file in put if (folder := _folder_of(file)) in routes}
    new = {record.id for record in plan.records}
    left = [
        piece._replace(record=made.get(piece.record, piece.record)) if piece.record in new else piece
        for piece in plan.pieces
        if not any(_is_there(piece, file, folders) for file in put)
    ]
    used = {piece.record for piece in left}
    records = tuple(record for record in plan.records if record.id in used)
    return RestOfPlan(plan._replace(pieces=tuple(left), records=records), len(plan.pieces) - len(left))


def _is_there(piece: AgreedPiece, file: CopiedFile, folders: dict[str, str]) -> bool:
    """Whether a file is a piece where the plan has it: in the same new record, or in the folder of the same old one."""
    is_content = bool(piece.check) and file.source_digest.startswith(piece.check.casefold())
    is_home = piece.record == file.record or folders.get(piece.record) == _folder_of(file)
    return is_content and piece.pages == file.pages and is_home


def _folder_of(file: CopiedFile) -> str:
    return str(PurePosixPath(file.target).parent)

"""The proposal written down: a workbook to correct and a page to look at, in the dossier's build folder."""

from pathlib import Path

from zcdossier.app.output_files import write_file
from zcdossier.app.sort_heap import HeapProposal
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER
from zcdossier.model.record_names import record_keys
from zcdossier.model.sort_proposal import FilePiece, PlanTerms
from zcdossier.model.sort_sheet import PLAN_STEM
from zcdossier.profiles.locations import templates_folder
from zcdossier.report.sorting_page import Thumbnail, sorting_page
from zcdossier.report.sorting_workbook import piece_rows, sorting_workbook
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.source.regular_file import read_regular_file

_MOST_PLANS = 1000


def write_plan(proposed: HeapProposal, lang: str) -> tuple[Path, Path]:
    """Write workbook and page under names that are free; return both paths. Raises CannotRunError."""
    folder = proposed.target.root / BUILD_FOLDER
    stem = _free_stem(folder)
    sections = sections_by_name(proposed.target.profile)
    records = record_keys(proposed.target.dossier, proposed.target.profile)
    routes = {record.place.path for record in proposed.target.dossier.records()}
    names = {route: name for route, name in records.items() if route in routes}
    proposal = proposed.proposal
    terms = PlanTerms(sections, names)
    rows = piece_rows(proposal, terms, lang)
    book, page = folder / f"{stem}.xlsx", folder / f"{stem}.html"
    write_file(book, sorting_workbook(rows, proposal.new_records, terms, lang))
    thumbnails = _thumbnails(proposed)
    write_file(page, sorting_page(proposal, terms, thumbnails, lang, templates_folder()))
    return book, page


def latest_plan(root: Path) -> Path:
    """Return the workbook that was written last. Raises CannotRunError where there is none."""
    try:
        plans = [
            path
            for path in (root / BUILD_FOLDER).iterdir()
            if path.name.startswith(PLAN_STEM) and path.suffix == ".xlsx"
        ]
    except OSError:
        plans = []
    if not plans:
        raise CannotRunError(
            Label("还没有整理方案；先不带 --apply 运行一次", "there is no plan yet; run this without --apply first")
        )
    return max(plans, key=lambda path: (_number(path.stem), path.name))


def _free_stem(folder: Path) -> str:
    """A name that no earlier plan has: it may have been corrected, and is not overwritten."""
    for number in range(1, _MOST_PLANS):
        stem = PLAN_STEM if number == 1 else f"{PLAN_STEM}-{number}"
        if not (folder / f"{stem}.xlsx").exists() and not (folder / f"{stem}.html").exists():
            return stem
    raise CannotRunError(Label(f"{folder} 里整理方案太多，删掉旧的", f"too many plans in {folder}; delete old ones"))


def _number(stem: str) -> int:
    tail = stem.removeprefix(PLAN_STEM).lstrip("-")
    return int(tail) if tail.isdecimal() else 1


def _thumbnails(proposed: HeapProposal) -> dict[FilePiece, Thumbnail]:
    """Draw the first page of every piece; what can't be drawn is shown by its name alone."""
    from zcdossier.recognition.crop_page import crop_page  # opens pictures

    found: dict[FilePiece, Thumbnail] = {}
    pieces = [place.piece for place in proposed.proposal.placements] + [left.piece for left in proposed.proposal.left]
    readable = {file.file for file in proposed.files if file.pages}
    for piece in pieces:
        if piece.file not in readable:
            continue
        try:
            data = read_regular_file(proposed.inbox / piece.file)
            view = crop_page(data, piece.file, piece.format, (piece.pages or (1,))[0] - 1, None)
        except Exception:  # noqa: BLE001, S112 - it is told of in words all the same
            continue
        found[piece] = Thumbnail(*view)
    return found

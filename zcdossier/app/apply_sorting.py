"""A corrected proposal carried out: originals are copied, records added to the manifest; all of it, or nothing.

A journal is written first. Whoever finds one that is not done takes back what it names: a run that was cut off leaves
nothing half.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.prepare_sorting import PreparedCopy, SortingPreparation, take_pieces
from zcdossier.app.repeated_plan import leave_out_put
from zcdossier.app.sort_heap import SortedDossier
from zcdossier.app.sorting_journal import CopiedFile, Journal, next_journal, write_journal
from zcdossier.app.undo_sorting import recover, refuse_open, take_back
from zcdossier.assemble.keeping.atomic_write import TEMPORARY, write_whole
from zcdossier.assemble.keeping.build_lock import lock_folder
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.lint.context import Context
from zcdossier.manifest.insert_records import AddedPiece, CannotInsertError, NamedRecord, NewEntry, insert_records
from zcdossier.manifest.sheets.insert_rows import insert_rows
from zcdossier.model.label import Label, join_labels
from zcdossier.model.manifest_names import MANIFEST_NAME, OWN_FOLDER, WORKBOOK_NAME
from zcdossier.probe.page_store import FileReading, PageStore
from zcdossier.sorting.agreed_plan import AgreedPlan, AgreedRecord, read_agreed_plan
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.source.regular_file import read_regular_file
from zcdossier.source.workbook_reader import read_workbook
from zcdossier.source.xlsx_package import WorkbookError

_MOST_TOLD = 6
_CARRIED_OUT = Label(
    "这份方案上次已经照着放过了，没有新的要放。要改放在哪里，先加 --undo 撤销，改好表格，再 --apply；"
    "又有了别的照片，就不带 --apply 再运行一次",
    "this plan has already been carried out in full. To put something elsewhere, use --undo, correct the "
    "workbook, then --apply again; for new photographs, run it again without --apply",
)


class SortingDone(NamedTuple):
    """What was done: the files that were put, relative to the dossier, and the records that were added.

    `put_before` counts pieces of the plan that an earlier run had put.
    """

    root: Path
    files: tuple[CopiedFile, ...]
    records: tuple[AgreedRecord, ...]
    manifest: str = ""
    put_before: int = 0


def read_plan(workbook: Path, target: SortedDossier) -> AgreedPlan:
    """Read a corrected proposal. Raises CannotRunError where it can't be read or says what can't be done."""
    try:
        book = read_workbook(workbook)
    except WorkbookError as error:
        reason = error.details.get("reason")
        resave = Label("用 Excel 或 WPS 打开，另存为 *.xlsx", "open it in Excel or WPS and save it as *.xlsx")
        why = reason if isinstance(reason, Label) else resave
        raise CannotRunError(
            Label(f"{workbook} 打不开（{why.zh}）", f"{workbook} can't be opened ({why.text('en')})")
        ) from error
    sections = sections_by_name(target.profile)
    plan = read_agreed_plan(book, sections, Context(target.dossier, target.profile))
    _refuse(plan.problems, workbook.name)
    if not plan.pieces:
        raise CannotRunError(
            Label(
                "方案里没有一件写着“放”，没有要做的",
                "nothing in the plan is set to 放 (put), so there is nothing to do",
            )
        )
    return plan if plan.identity else plan._replace(identity=workbook.name)


def apply_sorting(inbox: Path, target: SortedDossier, plan: AgreedPlan) -> SortingDone:
    """Carry out a plan, or what is new in it where it was carried out before.

    Raises CannotRunError, and then nothing has changed.
    """
    with explain_os_errors(Label(f"写不进 {target.root}", f"can't write to {target.root}")):
        (target.root / OWN_FOLDER).mkdir(exist_ok=True)
    with lock_folder(target.root / OWN_FOLDER, "zcdossier sort"):
        recover(target.root)
        plan, put_before = leave_out_put(plan, target)
        if put_before and not plan.pieces:
            raise CannotRunError(_CARRIED_OUT)
        prepared = SortingPreparation(inbox, target, plan)
        copies = prepared.copies()
        _refuse(prepared.problems, "")
        manifest = target.root / _manifest_name(target.root)
        before = after = None
        pieces: tuple[AddedPiece, ...] = ()
        named = prepared.named_folders() if manifest.name == MANIFEST_NAME else []
        if plan.records or named:
            refuse_open(target.root, manifest.name)
            before, after, pieces = _edit_manifest(manifest, prepared.entries(), named, target)
        journal = Journal(
            next_journal(target.root),
            done=False,
            files=tuple(copy.file for copy in copies),
            folders=tuple(prepared.new_folders(copies)),
            manifest=manifest.name if after is not None else "",
            manifest_before=before,
            manifest_after=hashlib.sha256(after).hexdigest() if after is not None else "",
            pieces=pieces,
            plan=plan.identity,
        )
        with explain_os_errors(Label(f"写不进 {target.root}", f"can't write to {target.root}")):
            write_journal(journal)
        try:
            with explain_os_errors(Label(f"写不进 {target.root}", f"can't write to {target.root}")):
                for copy in copies:
                    _put(copy, target.root)
                if after is not None:
                    write_whole(manifest, after)
                write_journal(journal._replace(done=True))
        except BaseException:
            take_back(target.root, journal)
            raise
    keep_readings(target.root, journal.files)
    return SortingDone(target.root, journal.files, plan.records, journal.manifest, put_before)


def _manifest_name(root: Path) -> str:
    return WORKBOOK_NAME if (root / WORKBOOK_NAME).exists() else MANIFEST_NAME


def _edit_manifest(
    path: Path, entries: Sequence[NewEntry], named: Sequence[NamedRecord], target: SortedDossier
) -> tuple[bytes, bytes, tuple[AddedPiece, ...]]:
    with explain_os_errors(Label(f"读不了 {path}", f"can't read {path}")):
        before = read_regular_file(path)
    try:
        edited = (
            insert_rows(before, entries, target.profile)
            if path.name == WORKBOOK_NAME
            else insert_records(before, entries, target.profile, named)
        )
    except CannotInsertError as error:
        raise CannotRunError(error.why) from error
    except WorkbookError as error:
        raise CannotRunError(Label(f"{path} 读不了", f"{path} can't be read")) from error
    return before, edited.data, edited.pieces


def _put(copy: PreparedCopy, root: Path) -> None:
    """Put one file in its place, whole, and never over another."""
    target = root / copy.file.target
    target.parent.mkdir(parents=True, exist_ok=True)
    data = read_regular_file(copy.path)
    if copy.file.pages:
        data = take_pieces(data, copy.file.pages) or b""
    if hashlib.sha256(data).hexdigest() != copy.file.digest:
        raise CannotRunError(
            Label(
                f"{copy.file.source} 正在被改动，什么都没有放", f"{copy.file.source} is being changed; nothing was put"
            )
        )
    aside = target.parent / TEMPORARY.replace("*", os.urandom(8).hex())
    try:
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if os.path.lexists(target):
                raise FileExistsError(17, "File exists") from None
            aside.rename(target)
    finally:
        aside.unlink(missing_ok=True)


def _refuse(problems: Sequence[Label], name: str) -> None:
    if not problems:
        return
    more = len(problems) - _MOST_TOLD
    listed = [*problems[:_MOST_TOLD], *([Label(f"还有 {more} 处", f"{more} more")] if more > 0 else [])]
    where = Label(f"{name}：" if name else "", f"{name}: " if name else "")
    listing = join_labels(listed, Label("；", "; "))
    raise CannotRunError(
        Label(f"{where.zh}{listing.zh}。什么都没有放。", f"{where.text('en')}{listing.text('en')}. Nothing was put.")
    )


def keep_readings(root: Path, files: Iterable[CopiedFile]) -> None:
    """Remember the pages of each piece that was put; where that can't be done they are read again."""
    store = PageStore(root)
    for file in files:
        whole = store.recall(file.source_digest) if file.pages else None
        if whole is None:
            continue
        by_number = {page.page: page for page in whole.pages}
        pages = [by_number[number]._replace(page=at) for at, number in enumerate(file.pages, 1) if number in by_number]
        if len(pages) == len(file.pages) and store.recall(file.digest) is None:
            with suppress(OSError):
                store.keep(file.digest, FileReading(tuple(pages), len(pages), whole.engine, whole.version))

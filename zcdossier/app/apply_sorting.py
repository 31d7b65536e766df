"""A corrected proposal carried out: originals are copied, records added to the manifest; all of it, or nothing.

A journal is written first. Whoever finds one that is not done takes back what it names: a run that was cut off leaves
nothing half.
"""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.prepare_sorting import PreparedCopy, SortingPreparation, take_pieces
from zcdossier.app.sort_heap import SortedDossier
from zcdossier.app.sorted_readings import keep_readings
from zcdossier.app.sorting_journal import CopiedFile, Journal, journals, next_journal, write_journal
from zcdossier.assemble.keeping.atomic_write import TEMPORARY, write_whole
from zcdossier.assemble.keeping.build_lock import lock_folder
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.lint.context import Context
from zcdossier.manifest.insert_records import CannotInsertError, NamedRecord, NewEntry, insert_records, remove_pieces
from zcdossier.manifest.manifest_location import lock_beside
from zcdossier.manifest.sheets.insert_rows import insert_rows, remove_rows
from zcdossier.model.label import Label, join_labels
from zcdossier.model.manifest_names import MANIFEST_NAME, OWN_FOLDER, WORKBOOK_NAME
from zcdossier.sorting.agreed_plan import AgreedPlan, AgreedRecord, read_agreed_plan
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.source.regular_file import read_regular_file
from zcdossier.source.workbook_reader import read_workbook
from zcdossier.source.xlsx_package import WorkbookError

_MOST_TOLD = 6


class SortingDone(NamedTuple):
    """What was done: the files that were put, relative to the dossier, and the records that were added."""

    root: Path
    files: tuple[CopiedFile, ...]
    records: tuple[AgreedRecord, ...]
    manifest: str = ""


class SortingUndone(NamedTuple):
    """What was taken back (`files` counts them), and what was left because it was changed since."""

    root: Path
    files: int
    kept: tuple[Label, ...] = ()


def read_plan(workbook: Path, target: SortedDossier) -> AgreedPlan:
    """Read a corrected proposal. Raises CannotRunError where it can't be read or says what can't be done."""
    try:
        book = read_workbook(workbook)
    except WorkbookError as error:
        reason = error.details.get("reason")
        why = Label(f"{reason}") if reason else Label("用 Excel 或 WPS 打开，另存为 *.xlsx", "save it anew as *.xlsx")
        raise CannotRunError(
            Label(f"{workbook} 打不开（{why.zh}）", f"{workbook} can't be opened ({why.text('en')})")
        ) from error
    sections = sections_by_name(target.profile)
    plan = read_agreed_plan(book, sections, Context(target.dossier, target.profile))
    _refuse(plan.problems, workbook.name)
    if not plan.pieces:
        raise CannotRunError(
            Label("方案里没有一件写着“放”，没有要做的", "no piece of the plan is to be put; there is nothing to do")
        )
    return plan


def apply_sorting(inbox: Path, target: SortedDossier, plan: AgreedPlan) -> SortingDone:
    """Carry out a plan. Raises CannotRunError, and then nothing has changed."""
    with explain_os_errors(Label(f"写不进 {target.root}", f"can't write to {target.root}")):
        (target.root / OWN_FOLDER).mkdir(exist_ok=True)
    with lock_folder(target.root / OWN_FOLDER, "zcdossier sort"):
        recover(target.root)
        prepared = SortingPreparation(inbox, target, plan)
        copies = prepared.copies()
        _refuse(prepared.problems, "")
        manifest = target.root / _manifest_name(target.root)
        before = after = None
        pieces: tuple[str, ...] = ()
        named = prepared.named_folders() if manifest.name == MANIFEST_NAME else []
        if plan.records or named:
            _refuse_open(target.root, manifest.name)
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
            _take_back(target.root, journal)
            raise
    keep_readings(target.root, journal.files)
    return SortingDone(target.root, journal.files, plan.records, journal.manifest)


def recover(root: Path) -> bool:
    """Take back what a run left that was cut off; say whether there was one."""
    found = False
    for journal in journals(root):
        if not journal.done:
            found = True
            _take_back(root, journal)
    return found


def undo_sorting(root: Path) -> SortingUndone:
    """Take back the last run: its files, and the records it added, as far as nobody changed them since."""
    with lock_folder(root / OWN_FOLDER, "zcdossier sort"):
        recover(root)
        done = [journal for journal in journals(root) if journal.done]
        if not done:
            raise CannotRunError(Label("没有可以撤销的整理", "there is no sorting to take back"))
        journal = done[-1]
        kept: list[Label] = []
        count = 0
        with explain_os_errors(Label(f"写不进 {root}", f"can't write to {root}")):
            if _undo_manifest(root, journal, kept) or not journal.pieces:
                count = _undo_files(root, journal, kept)
                journal.path.unlink()
    return SortingUndone(root, count, tuple(kept))


def _undo_files(root: Path, journal: Journal, kept: list[Label]) -> int:
    """Remove the files that are as they were put, and count them; those that were changed since are kept."""
    count = 0
    for file in journal.files:
        state = _state(root / file.target, file.digest)
        if state == "changed":
            kept.append(Label(f"{file.target} 改过了，留着", f"{file.target} was changed and stays"))
        elif state == "same":
            (root / file.target).unlink()
            count += 1
    _remove_folders(root, journal.folders)
    return count


def _undo_manifest(root: Path, journal: Journal, kept: list[Label]) -> bool:
    """Take the added records out of the manifest; where somebody edited these, leave everything."""
    if journal.manifest_before is None:
        return False
    path = root / journal.manifest
    _refuse_open(root, journal.manifest)
    current = read_regular_file(path)
    if hashlib.sha256(current).hexdigest() == journal.manifest_after:
        write_whole(path, journal.manifest_before)
        return True
    try:
        remove = remove_rows if journal.manifest == WORKBOOK_NAME else remove_pieces
        edited, lost = remove(current, journal.pieces)
    except (UnicodeDecodeError, WorkbookError):
        edited, lost = current, journal.pieces
    if lost:
        kept.append(
            Label(
                f"{journal.manifest} 里加上的记录已经改过，没有撤销；要撤销，先把这些记录删掉",
                f"the records added to {journal.manifest} were edited since; nothing was taken back",
            )
        )
        return False
    write_whole(path, edited)
    return True


def _manifest_name(root: Path) -> str:
    return WORKBOOK_NAME if (root / WORKBOOK_NAME).exists() else MANIFEST_NAME


def _refuse_open(root: Path, name: str) -> None:
    """Refuse to write what a spreadsheet program holds open: what it saves later would undo it."""
    if name == WORKBOOK_NAME and lock_beside(root, name):
        raise CannotRunError(
            Label(
                f"{root / name} 正打开着，什么都没有动；先在 Excel 或 WPS 里保存并关掉它，再运行",
                f"{root / name} is open, so nothing was done; save and close it first",
            )
        )


def _edit_manifest(
    path: Path, entries: Sequence[NewEntry], named: Sequence[NamedRecord], target: SortedDossier
) -> tuple[bytes, bytes, tuple[str, ...]]:
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


def _take_back(root: Path, journal: Journal) -> None:
    """Take back what a run did that is not done: files as it wrote them, its records, its folders, its journal."""
    for file in journal.files:
        if _state(root / file.target, file.digest) == "same":
            (root / file.target).unlink()
    if journal.manifest_before is not None:
        path = root / journal.manifest
        with suppress(OSError):
            if hashlib.sha256(read_regular_file(path)).hexdigest() == journal.manifest_after:
                write_whole(path, journal.manifest_before)
    for folder in journal.folders:
        for left in (root / folder).glob(TEMPORARY):
            left.unlink(missing_ok=True)
    _remove_folders(root, journal.folders)
    journal.path.unlink(missing_ok=True)


def _remove_folders(root: Path, folders: Sequence[str]) -> None:
    for folder in sorted(folders, key=len, reverse=True):
        with suppress(OSError):
            (root / folder).rmdir()


def _state(path: Path, digest: str) -> str:
    try:
        return "same" if hashlib.sha256(read_regular_file(path)).hexdigest() == digest else "changed"
    except FileNotFoundError:
        return "gone"
    except OSError:
        return "changed"


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

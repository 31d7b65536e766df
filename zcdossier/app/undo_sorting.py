"""What sorting did taken back: a run that was cut off whole, the last one when asked, record by record."""

import hashlib
from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from zcdossier.app.sorting_journal import CopiedFile, Journal, journals, write_journal
from zcdossier.assemble.keeping.atomic_write import TEMPORARY, write_whole
from zcdossier.assemble.keeping.build_lock import lock_folder
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.manifest.manifest_location import lock_beside
from zcdossier.manifest.remove_records import remove_records
from zcdossier.manifest.sheets.insert_rows import remove_rows
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import OWN_FOLDER, WORKBOOK_NAME
from zcdossier.report.messages import count_noun
from zcdossier.source.regular_file import read_regular_file
from zcdossier.source.xlsx_package import WorkbookError


class SortingUndone(NamedTuple):
    """What was taken back (`files` counts them), and what was left because it was changed since."""

    root: Path
    files: int
    kept: tuple[Label, ...] = ()


def recover(root: Path) -> bool:
    """Take back what a run left that was cut off; say whether there was one."""
    found = False
    for journal in journals(root):
        if not journal.done:
            found = True
            take_back(root, journal)
    return found


def clear_cut_off(root: Path) -> None:
    """Take back what a run left that was cut off, before anything of the dossier is read that it may have put there."""
    if any(not journal.done for journal in journals(root)):
        with lock_folder(root / OWN_FOLDER, "zcdossier sort"):
            recover(root)


def undo_sorting(root: Path) -> SortingUndone:
    """Take back the last run, record by record: what people edited since stays, and with a record its files."""
    with lock_folder(root / OWN_FOLDER, "zcdossier sort"):
        recover(root)
        done = [journal for journal in journals(root) if journal.done and not journal.is_kept]
        if not done:
            raise CannotRunError(Label("没有可以撤销的整理", "there is no sorting to undo"))
        journal = done[-1]
        kept: list[Label] = []
        count = 0
        with explain_os_errors(Label(f"写不进 {root}", f"can't write to {root}")):
            edited = _undo_manifest(root, journal)
            for folder in edited:
                own = [file.target for file in journal.files if _lies_in(file, folder)]
                kept.append(_tell_edited(journal.manifest, folder, len(own)))
            stays = tuple(file for file in journal.files if any(_lies_in(file, folder) for folder in edited))
            count = _undo_files(root, journal, stays, kept)
            if stays:
                write_journal(Journal(journal.path, done=True, files=stays, is_kept=True))
            else:
                journal.path.unlink()
    return SortingUndone(root, count, tuple(kept))


def _lies_in(file: CopiedFile, folder: str) -> bool:
    return file.target.startswith(f"{folder}/")


def _tell_edited(manifest: str, folder: str, files: int) -> Label:
    return Label(
        f"{manifest} 里“{folder}”这条后来改过，没有动，它的 {files} 个文件也留着",
        f"{folder} was edited since in {manifest}; it stays as it is, and so do its {count_noun(files, 'file')}",
    )


def _undo_files(root: Path, journal: Journal, stays: Collection[CopiedFile], kept: list[Label]) -> int:
    """Remove the files that are as they were put, and count them; those that were changed since are kept."""
    count = 0
    for file in journal.files:
        if file in stays:
            continue
        state = _state(root / file.target, file.digest)
        if state == "changed":
            kept.append(Label(f"{file.target} 改过了，留着", f"{file.target} was changed and stays"))
        elif state == "same":
            (root / file.target).unlink()
            count += 1
    _remove_folders(root, journal.folders)
    return count


def _undo_manifest(root: Path, journal: Journal) -> tuple[str, ...]:
    """Take the added records out of the manifest; return the folders of those that were edited since and stay."""
    if journal.manifest_before is None:
        return ()
    path = root / journal.manifest
    refuse_open(root, journal.manifest)
    current = read_regular_file(path)
    if hashlib.sha256(current).hexdigest() == journal.manifest_after:
        write_whole(path, journal.manifest_before)
        return ()
    remove = remove_rows if journal.manifest == WORKBOOK_NAME else remove_records
    try:
        restored = remove(current, journal.pieces)
    except (UnicodeDecodeError, WorkbookError) as error:
        raise CannotRunError(
            Label(
                f"{path} 现在读不了，什么都没有撤销；先把它改好", f"{path} can't be read now, so nothing was taken back"
            )
        ) from error
    write_whole(path, restored.data)
    return restored.kept


def refuse_open(root: Path, name: str) -> None:
    """Refuse to write what a spreadsheet program holds open: what it saves later would undo it."""
    if name == WORKBOOK_NAME and lock_beside(root, name):
        raise CannotRunError(
            Label(
                f"{root / name} 正打开着，什么都没有动；先在 Excel 或 WPS 里保存并关掉它，再运行",
                f"{root / name} is open, so nothing was done; save and close it first",
            )
        )


def take_back(root: Path, journal: Journal) -> None:
    """Take back what a run did that is not done: files as it wrote them, its records, its folders, its journal."""
    for file in journal.files:
        if _state(root / file.target, file.digest) == "same":
            (root / file.target).unlink()
    if journal.manifest_before is not None:
        path = root / journal.manifest
        with suppress(OSError):
            if hashlib.sha256(read_regular_file(path)).hexdigest() == journal.manifest_after:
                write_whole(path, journal.manifest_before)
    for folder in {*journal.folders, *(str(PurePosixPath(file.target).parent) for file in journal.files)}:
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

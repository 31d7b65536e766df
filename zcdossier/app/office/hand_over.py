"""What is handed over: the built files of those who may be, copied into a new folder and verified there; no others'."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.office.office_folder import FileNames
from zcdossier.app.output_files import write_file
from zcdossier.app.report_contents import record_facts_on_disk
from zcdossier.app.verify_build import verify_build
from zcdossier.assemble.keeping.receipt_file import RECEIPT_NAME
from zcdossier.assemble.keeping.upload_names import UPLOAD_FOLDER
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import BUILD_FOLDER, is_left_by_computers
from zcdossier.model.review import ReviewStatus
from zcdossier.report.page.report_facts import UploadState
from zcdossier.report.workbook import TableSheet, as_xlsx

_HEAD = (
    Label("序号", "No."),
    Label("申报材料", "dossier"),
    Label("姓名", "name"),
    Label("文件夹", "folder"),
    Label("文件数", "files"),
    Label("字节", "bytes"),
    Label("单位审核", "unit's review"),
    Label("公示", "publicity"),
)
_WIDTHS = (6, 20, 10, 24, 8, 12, 24, 26)
_LIST = Label("报送清单", "handed over")


class HandedOver(NamedTuple):
    """One whose files were copied: where to, how many, how large in bytes."""

    status: ReviewStatus
    folder: Path
    files: int
    bytes: int


class NotHandedOver(NamedTuple):
    """One who may be handed over, but whose files are not as they were built."""

    status: ReviewStatus
    why: Label


class HandingOver(NamedTuple):
    """Whose files were copied, whose were not, and the list of the former; None where there are none."""

    handed: tuple[HandedOver, ...]
    left: tuple[NotHandedOver, ...]
    listed: Path | None = None


def hand_over(ready: Sequence[tuple[LintResult, ReviewStatus]], out: Path, lang: str) -> HandingOver:
    """Copy the uploads of those who are ready, with their receipts, and write the list of them.

    `out` has to be new or empty, so that nobody lies in it who may not be handed over. Raises CannotRunError.
    """
    with explain_os_errors(Label(f"打不开 {out}", f"can't open {out}")):
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise CannotRunError(
                Label(
                    f"{out} 里已经有东西；报送的文件要放进一个新的文件夹，用 --out 写一个",
                    f"{out} is not empty; what is handed over goes into a new folder, given with --out",
                )
            )
    names = FileNames()
    handed: list[HandedOver] = []
    left: list[NotHandedOver] = []
    for linted, status in ready:
        build = linted.root / BUILD_FOLDER
        stem = status.name.replace("/", "-")
        stem = stem if stem.endswith(status.person) else f"{stem} {status.person}"
        why = _why_not(build) or _why_outdated(linted, build)
        if why is not None:
            left.append(NotHandedOver(status, why))
            continue
        folder = out / names.take(stem, "")
        _copy(build, folder)
        why = _why_not(folder)
        if why is not None:
            with explain_os_errors(Label(f"删不掉 {folder}", f"can't remove {folder}")):
                shutil.rmtree(folder)
            left.append(NotHandedOver(status, why))
            continue
        files = [path for path in (folder / UPLOAD_FOLDER).rglob("*") if path.is_file()]
        handed.append(HandedOver(status, folder, len(files), sum(path.stat().st_size for path in files)))
    if not handed:
        return HandingOver((), tuple(left))
    listed = out / f"{_LIST.text(lang)}.xlsx"
    write_file(listed, as_xlsx([_table(handed, lang)], _LIST.text(lang)))
    return HandingOver(tuple(handed), tuple(left), listed)


def _why_not(build: Path) -> Label | None:
    try:
        checked = verify_build(build)
    except CannotRunError as error:
        return error.why
    if checked.intact:
        return None
    return Label(
        "生成的文件和合并记录不一致；先运行 zcdossier build，再 zcdossier verify",
        "the built files differ from their receipt; run zcdossier build, then zcdossier verify",
    )


def _why_outdated(linted: LintResult, build: Path) -> Label | None:
    """What was changed after the build is not in the files."""
    facts = record_facts_on_disk(linted, build)
    changed = sum(fact.state is not UploadState.CURRENT for fact in facts)
    if not changed:
        return None
    return Label(
        f"生成以后材料又改过（{changed} 条记录）；先运行 zcdossier build",
        f"records were changed after the build: {changed}; run zcdossier build",
    )


def _left_behind(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if is_left_by_computers(name)]


def _copy(build: Path, folder: Path) -> None:
    """Copy what is handed over of one person; what was copied goes again when not all could be."""
    with explain_os_errors(Label(f"复制不到 {folder}", f"can't copy to {folder}")), _removed_on_failure(folder):
        shutil.copytree(build / UPLOAD_FOLDER, folder / UPLOAD_FOLDER, ignore=_left_behind)
        shutil.copyfile(build / RECEIPT_NAME, folder / RECEIPT_NAME)


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _table(handed: Sequence[HandedOver], lang: str) -> TableSheet:
    rows = []
    for number, person in enumerate(handed, start=1):
        status = person.status
        unit, publicity = status.unit.entry, status.publicity
        decided = f"{status.unit.word.text(lang)} {unit.on} {unit.by}" if unit is not None else ""
        published = f"{publicity.on} – {publicity.until}" if publicity is not None else ""
        rows.append(
            (number, status.name, status.person, person.folder.name, person.files, person.bytes, decided, published)
        )
    return TableSheet(_LIST.text(lang), tuple(label.text(lang) for label in _HEAD), rows, _WIDTHS)

"""Writing what a command makes: whole or not at all, or a complaint that says why not."""

from pathlib import Path

from zcdossier.assemble.keeping.atomic_write import atomic_write, write_whole
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import MANIFEST_NAMES

_PROGRAMS = {".xlsx": "Excel", ".csv": "Excel", ".docx": "Word"}


def write_file(path: Path, data: bytes) -> None:
    """Put a file in its place. Raises CannotRunError."""
    with explain_os_errors(Label(f"写不出 {path}", f"can't write {path}"), _advice(path)):
        _prepare_place(path)
        write_whole(path, data)


def check_writable(path: Path) -> None:
    """Find out before the work begins whether a file could be put there. Raises CannotRunError."""
    with explain_os_errors(Label(f"写不出 {path}", f"can't write {path}"), _advice(path)):
        _prepare_place(path)
        with atomic_write(path):
            pass


def check_replaceable(path: Path) -> None:
    """Keep a table that people filled in, such as a manifest or the record of reviews. Raises CannotRunError.

    Nothing else is given a manifest's name either: a dossier with two manifests is read no more.
    """
    if path.name.casefold() in MANIFEST_NAMES:
        raise CannotRunError(
            Label(
                f"{path.name} 是申报清单的名字，写在那里会弄乱材料；给结果另起一个名字",
                f"{path.name} is what a manifest is called; give the result another name",
            )
        )
    if path.suffix.lower() not in (".xlsx", ".csv"):
        return
    from zcdossier.report.earlier_tables import holds_other_table  # most results are shown

    with explain_os_errors(Label(f"写不出 {path}", f"can't write {path}"), _advice(path)):
        if not holds_other_table(path):
            return
    raise CannotRunError(
        Label(
            f"{path} 已经有了，不是以前写的汇总，没有动它；给汇总另起一个名字",
            f"{path} exists already and is not an earlier summary, so it was not changed; give another file name",
        )
    )


def make_output_folder(folder: Path) -> None:
    """Make a folder to write into. Raises CannotRunError where it takes no file."""
    advice = Label("；用 --out 写到另一个文件夹", "; write to another folder with --out")
    with explain_os_errors(Label(f"写不进 {folder}", f"can't write to {folder}"), advice):
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_write(folder / "any"):
            pass


def _prepare_place(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(21, "Is a directory")
    path.parent.mkdir(parents=True, exist_ok=True)


def _advice(path: Path) -> Label:
    """What may be the matter with files that another program opens and keeps to itself."""
    program = _PROGRAMS.get(path.suffix.lower())
    if program is None:
        return Label("")
    return Label(f"；如果正在 {program} 里打开着，先关掉", f"; if it is open in {program}, close it first")

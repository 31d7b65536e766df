"""An office's folder: where its files go, under names that every system takes.

And who stands on a list that was written there before: nobody may be lost from one without a word.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from zcdossier.assemble.keeping.upload_names import MAX_BYTES, meeting_form, safe_name
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.manifest.manifest_location import dossier_folder, has_manifest
from zcdossier.model.label import Label
from zcdossier.report.dossier_summary import quote_for_shell


def office_folder(path: Path) -> Path:
    """The folder an office works in: the one given, or the one that holds the dossier given."""
    folder = dossier_folder(path)
    if has_manifest(folder):
        return folder.parent if folder.name not in ("", "..") else folder / ".."
    return folder


def is_one_dossier(path: Path) -> bool:
    """Whether a path is a dossier, or its manifest, and not a folder of many."""
    return has_manifest(dossier_folder(path))


def check_holds_many(path: Path, command: str) -> None:
    """Refuse a path that is one dossier where everybody's list is to be written. Raises CannotRunError."""
    if is_one_dossier(path):
        office = quote_for_shell(str(office_folder(path)))
        raise CannotRunError(
            Label(
                f"{path} 是一个人的材料，这张表要列大家的；写装着大家材料的文件夹：zcdossier office {command} {office}",
                f"{path} is one person's dossier, but this list covers everybody; give the folder that holds them all: "
                f"zcdossier office {command} {office}",
            ),
        )


def relative_name(root: Path, folder: Path) -> str:
    """How a dossier is called below a folder: `药学院/li-ming`, with forward slashes."""
    try:
        return root.resolve().relative_to(folder.resolve()).as_posix()
    except (ValueError, OSError, RuntimeError):
        return root.name or root.as_posix()


class FileNames:
    """Names for files of one folder, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, stem: str, suffix: str) -> str:
        """A safe name of this stem; one that is taken gets a number."""
        number = 1
        while True:
            mark = f"-{number}" if number > 1 else ""
            name = safe_name(stem, MAX_BYTES - len(suffix) - len(mark)) + mark + suffix
            if meeting_form(name) not in self._taken:
                self._taken.add(meeting_form(name))
                return name
            number += 1


_NUMBER, _NAME = ("序号", "No."), ("姓名", "Name")
_DOSSIER = ("申报材料", "dossier")


def read_listed_people(sheet: Path) -> Counter[str] | None:
    """The names on a publicity list, or None when the file can't be read as one."""
    rows = _read_rows(sheet)
    if rows is None:
        return None
    heads = (at for at, row in enumerate(rows) if row[:1] and row[0] in _NUMBER and any(cell in _NAME for cell in row))
    head = next(heads, None)
    if head is None:
        return None
    column = next(at for at, cell in enumerate(rows[head]) if cell in _NAME)
    numbered = (row for row in rows[head + 1 :] if row and row[0].isdecimal())
    return Counter(row[column] for row in numbered if len(row) > column)


def read_summarised_dossiers(book: Path) -> frozenset[str] | None:
    """The dossiers in a summary, or None when the file can't be read as one."""
    rows = _read_rows(book)
    if rows is None:
        return None
    return frozenset(row[0] for row in rows if row and row[0] and row[0] not in _DOSSIER)


def keep_earlier_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Give files names that say they are earlier ones. Raises CannotRunError."""
    number = 1
    while any(_earlier_name(path, number).exists() for path in paths):
        number += 1
    kept_paths = []
    for path in paths:
        if path.exists():
            kept_paths.append(_earlier_name(path, number))
            advice = Label("；如果正在 Excel 里打开着，先关掉", "; if it is open in Excel, close it first")
            with explain_os_errors(Label(f"不能给 {path} 改名", f"can't rename {path}"), advice):
                path.rename(kept_paths[-1])
    return tuple(kept_paths)


def _earlier_name(path: Path, number: int) -> Path:
    word = "earlier" if path.stem.isascii() else "上一次"
    return path.with_name(f"{path.stem} {word} {number}{path.suffix}")


def _read_rows(book: Path) -> list[list[str]] | None:
    import openpyxl

    try:
        opened = openpyxl.load_workbook(book, read_only=True, data_only=True)
        try:
            return [row for sheet in opened.worksheets for row in _texts(sheet.iter_rows(values_only=True))]
        finally:
            opened.close()
    except Exception:  # noqa: BLE001 - whatever is wrong with somebody's file: it is no list of ours
        return None


def _texts(rows: Iterator[tuple[object, ...]]) -> Iterator[list[str]]:
    return ([str(cell).strip() if cell is not None else "" for cell in row] for row in rows)

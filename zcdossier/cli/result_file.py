"""Where a result goes that is a file: `--output FILE`, or stdout for what is text."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import streams
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError
from zcdossier.report.visible import visible

if TYPE_CHECKING:
    from zcdossier.report.sheets import Sheet

_OTHER_PROGRAMS = frozenset({".xlsx", ".xls", ".docx", ".doc", ".pdf"})
_TO_FILES = ("json", "sarif", "csv", "xlsx")


def _fits(path: Path, kind: str) -> bool:
    """Whether the program that opens files of this ending can read the format; text goes under many endings."""
    ending = path.suffix.lower()
    return ending == ".xlsx" if kind == "xlsx" else ending not in _OTHER_PROGRAMS


class ResultFile:
    """Takes a whole result. Made before the work begins, so that a place nothing can be written to is told at once."""

    def __init__(self, console: Console, path: Path | None, kind: str) -> None:
        """Raise CannotRunError when the format does not go there."""
        self.console, self.path = console, path
        if path is None:
            if kind == "xlsx":
                raise CannotRunError(
                    "xlsx 要写成文件：再加 --output 汇总.xlsx。", "xlsx needs a file: add --output summary.xlsx."
                )
        elif kind not in _TO_FILES:
            raise CannotRunError(
                f"--output 用于 {'、'.join(_TO_FILES)}；--format {kind} 直接显示。",
                f"--output is for {', '.join(_TO_FILES)}; --format {kind} is shown.",
            )
        elif not _fits(path, kind):
            raise CannotRunError(
                f"--output {path} 的扩展名和 --format {kind} 对不上，写成 {path.with_suffix('.' + kind).name} 这样。",
                f"--output {path} does not end as --format {kind} does: name it {path.with_suffix('.' + kind).name}.",
            )
        else:
            self._write(path, None)

    def put_json(self, document: dict[str, object]) -> None:
        """Write a JSON document."""
        from zcdossier.report.as_json import dumped

        if self.path is None:
            self.console.show_json(document)
        else:
            self._save(dumped(document).encode("utf-8"))

    def put_csv(self, sheet: "Sheet") -> None:
        """Write a table; what goes into a file or a pipe of UTF-8 says so in its first bytes, as Excel wants it."""
        from zcdossier.report.sheets import BOM, as_csv, csv_bytes

        if self.path is not None:
            self._save(csv_bytes(sheet))
            return
        watched = streams.is_terminal(self.console.out)
        mark = BOM if streams.carries_everything(self.console.out) and not watched else ""
        self.console.show(mark + as_csv(sheet))

    def put_xlsx(self, sheets: "Sequence[Sheet]", title: str) -> None:
        """Write a workbook."""
        from zcdossier.report.sheets import as_xlsx

        self._save(as_xlsx(sheets, title))

    def _save(self, data: bytes) -> None:
        if self.path is not None:
            self._write(self.path, data)
            name = visible(str(self.path))
            self.console.tell(f"写好了 {name}", f"wrote {name}")

    def _write(self, path: Path, data: bytes | None) -> None:
        """Put the file in its place; without data, only try whether that could be done."""
        from zcdossier.assemble.keeping.atomic import place_aside

        try:
            if path.is_dir():
                raise IsADirectoryError(21, "Is a directory")
            path.parent.mkdir(parents=True, exist_ok=True)
            with place_aside(path) as aside:
                if data is not None:
                    aside.file.write(data)
                    aside.settle()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CannotRunError(
                f"写不出 {path}：{reason}；如果正在 Excel 里打开着，先关掉。",
                f"Can't write {path}: {reason}; if it is open in Excel, close it first.",
            ) from error

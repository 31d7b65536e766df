"""The reader at the other end: results to stdout or a file, talk to stderr, in one language.

No character makes the streams fail, whatever their encoding.
"""

import codecs
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from zcdossier.errors import CannotRunError, system_reason
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Paint, Style

if TYPE_CHECKING:
    from zcdossier.report.workbook import TableSheet

_HANDLER = "zcdossier-readable"
_STAND_INS = str.maketrans({"✓": "√", "✗": "×", "•": "·", "—": "-", "–": "-", "×": "x", "“": '"', "”": '"', "′": "'"})


def make_safe(stream: TextIO) -> None:
    """Let characters that the stream's encoding lacks be written as something readable instead."""
    codecs.register_error(_HANDLER, _readable)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=_HANDLER)


def open_null() -> TextIO:
    """A stream that takes everything and shows nothing."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open as long as the program runs


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_stand_in(char, error.encoding) for char in lacking), error.end


def _stand_in(char: str, encoding: str) -> str:
    """A look-alike, the character without its accent, or its number."""
    bare = unicodedata.normalize("NFKD", char)
    for candidate in (char.translate(_STAND_INS), bare, bare[0]):
        if candidate != char and _is_encodable(candidate, encoding):
            return candidate
    return char.encode("ascii", "backslashreplace").decode("ascii")


def _is_encodable(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def carries_everything(stream: TextIO) -> bool:
    """Whether the stream's encoding holds all of Unicode."""
    name = getattr(stream, "encoding", None) or "utf-8"
    try:
        return codecs.lookup(name).name.startswith("utf")
    except LookupError:
        return False


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is looking."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def shows_colour(stream: TextIO) -> bool:
    """Whether colours are wanted and understood."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not is_terminal(stream):
        return False
    return _understands_ansi()


if sys.platform == "win32":

    def _understands_ansi() -> bool:
        """Switch the console to ANSI codes; consoles before Windows 10 refuse."""
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.GetStdHandle(-11)
        mode = ctypes.c_ulong()
        virtual_terminal = 0x0004
        is_console = kernel.GetConsoleMode(handle, ctypes.byref(mode))
        return bool(is_console and kernel.SetConsoleMode(handle, mode.value | virtual_terminal))

else:

    def _understands_ansi() -> bool:
        return True


_PIPE_WIDTH = 120


def _terminal_columns() -> int:
    import shutil

    return shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns


class Console:
    """Two streams and a language. A reader who went away (`| head`) is not an error: the work goes on."""

    def __init__(self, out: TextIO, err: TextIO, lang: str) -> None:
        self.out = out
        self.err = err
        self.lang = lang
        self.reader_gone = False
        self.held_back: list[Callable[[], None]] | None = None

    @classmethod
    def on(cls, out: TextIO | None, err: TextIO | None, lang: str) -> "Console":
        """Take over the streams; one that is closed, or that a program without a console lacks, swallows."""
        out, err = out or open_null(), err or open_null()
        make_safe(out)
        make_safe(err)
        return cls(out, err, lang)

    def say(self, text: Label) -> str:
        """Choose the words of the reader's language."""
        return text.text(self.lang)

    def style(self, detail: Detail = Detail.NORMAL) -> Style:
        """How results are to look on stdout."""
        watched = is_terminal(self.out)
        width = _terminal_columns() if watched else _PIPE_WIDTH
        return Style(self.lang, Paint(shows_colour(self.out)), width, detail, wraps=watched)

    def show(self, text: str) -> None:
        """Write a result; a full disk or a closed file behind a redirection can't be worked around."""
        if self.reader_gone or not text:
            return
        if self.held_back is not None and is_terminal(self.out):
            self.held_back.append(partial(self.show, text))
            return
        try:
            self.out.write(text)
            self.out.flush()
        except BrokenPipeError:
            self._leave()
        except (OSError, ValueError) as error:
            self.reader_gone = True
            reason = system_reason(error)
            raise CannotRunError(
                Label(f"结果写不出去：{reason.zh}。", f"Can't write the result: {reason.en}.")
            ) from error

    def show_json(self, document: dict[str, object]) -> None:
        """Write a JSON document, in plain ASCII when the stream does not carry everything."""
        from zcdossier.report.json_document import dump_json

        self.show(dump_json(document, ascii_only=not carries_everything(self.out)))

    def tell(self, text: Label) -> None:
        """Say something that is not a result."""
        if self.held_back is not None:
            self.held_back.append(partial(self.tell, text))
            return
        try:
            self.err.write(f"{text.text(self.lang)}\n")
            self.err.flush()
        except (OSError, ValueError):
            return

    def complain(self, why: Label) -> None:
        """Say why something can't be done; what a path or a file put into it can't move the cursor."""
        paint = Paint(shows_colour(self.err))
        self.tell(
            Label(
                f"{paint.bad('错误')}：{escape_controls(why.zh)}",
                f"{paint.bad('error')}: {escape_controls(why.text('en'))}",
            )
        )

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Keep what would go to the terminal until the end, so that it does not run into what is drawn there."""
        held_back: list[Callable[[], None]] = []
        self.held_back = held_back
        try:
            yield
        finally:
            self.held_back = None
            for tell_held in held_back:
                tell_held()

    def _leave(self) -> None:
        """Point stdout at nothing, so that the interpreter's last flush does not complain either."""
        self.reader_gone = True
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.out.fileno())
        except (OSError, ValueError):
            return


_OTHER_PROGRAMS = frozenset({".xlsx", ".xls", ".docx", ".doc", ".pdf"})
_TO_FILES = ("json", "sarif", "csv", "xlsx")


def _fits_suffix(path: Path, kind: str) -> bool:
    """Whether the program that opens files of this ending can read the format; text goes under many endings."""
    suffix = path.suffix.lower()
    return suffix == ".xlsx" if kind == "xlsx" else suffix not in _OTHER_PROGRAMS


class ResultFile:
    """Takes a whole result. Made before the work begins, so that a place nothing can be written to is told at once."""

    def __init__(self, console: Console, path: Path | None, kind: str) -> None:
        """Raise CannotRunError when the format does not go there."""
        self.console, self.path = console, path
        if path is None:
            if kind == "xlsx":
                raise CannotRunError(
                    Label("xlsx 要写成文件：再加 --output 汇总.xlsx。", "xlsx needs a file: add --output summary.xlsx.")
                )
        elif kind not in _TO_FILES and kind != "text":
            raise CannotRunError(
                Label(
                    f"--format {kind} 直接显示，不写文件；去掉 --output。",
                    f"--format {kind} is printed, not written to a file; leave out --output.",
                ),
            )
        elif path.suffix.lower() in (".html", ".htm"):
            raise CannotRunError(
                Label(
                    "网页由 zcdossier report 来写：zcdossier report 文件夹",
                    "web pages are written by zcdossier report: zcdossier report FOLDER",
                )
            )
        elif kind not in _TO_FILES:
            suffixes = [f".{fitting}" for fitting in _TO_FILES]
            raise CannotRunError(
                Label(
                    f"{path} 的扩展名认不出来：--output 后面的文件名以 {'、'.join(suffixes)} 结尾。",
                    f"--output {path} has an unknown extension; use one of: {', '.join(suffixes)}.",
                ),
            )
        elif not _fits_suffix(path, kind):
            fitting = path.with_suffix(f".{kind}").name
            raise CannotRunError(
                Label(
                    f"--output {path} 的扩展名和 --format {kind} 对不上，写成 {fitting} 这样。",
                    f"--output {path} does not match --format {kind}; name it like {fitting}.",
                ),
            )
        else:
            from zcdossier.app.output_files import check_replaceable, check_writable

            check_writable(path)
            check_replaceable(path)

    def put_json(self, document: dict[str, object]) -> None:
        """Write a JSON document."""
        from zcdossier.report.json_document import dump_json

        if self.path is None:
            self.console.show_json(document)
        else:
            self._save(dump_json(document).encode("utf-8"))

    def put_csv(self, sheet: "TableSheet") -> None:
        """Write a table; what goes into a file or a pipe of UTF-8 says so in its first bytes, as Excel wants it."""
        from zcdossier.report.workbook import BOM, as_csv, csv_bytes

        if self.path is not None:
            self._save(csv_bytes(sheet))
            return
        watched = is_terminal(self.console.out)
        mark = BOM if carries_everything(self.console.out) and not watched else ""
        self.console.show(mark + as_csv(sheet))

    def put_xlsx(self, sheets: "Sequence[TableSheet]", title: str) -> None:
        """Write a workbook."""
        from zcdossier.report.workbook import as_xlsx

        self._save(as_xlsx(sheets, title))

    def _save(self, data: bytes) -> None:
        if self.path is not None:
            from zcdossier.app.output_files import write_file

            write_file(self.path, data)
            name = escape_controls(str(self.path))
            self.console.tell(Label(f"写好了 {name}", f"wrote {name}"))

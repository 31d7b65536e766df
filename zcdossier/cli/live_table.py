"""Watching work on many dossiers: a table that changes where somebody watches, a line for each in a log."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zcdossier.app.progress import Listener, Silence
from zcdossier.cli import streams
from zcdossier.cli.console import Console
from zcdossier.report.build_summary import size_text
from zcdossier.report.live_rows import WORDS, LiveRow, State, done_line, picked, progress_line
from zcdossier.report.style import Paint, Style
from zcdossier.report.visible import visible
from zcdossier.report.width import clip

if TYPE_CHECKING:
    from rich.console import Console as RichConsole
    from rich.console import RenderableType

    from zcdossier.model.receipt import RecordReceipt

_AROUND = 5  # lines of a table that are no rows, and one for the prompt
_NAME_CELLS, _NOTE_CELLS = 36, 40
_COLOURS = {State.WORKING: "bold cyan", State.FAILED: "bold red", State.WAITING: "dim"}
_PER_SECOND = 5


class Watch(Listener, Protocol):
    """Hears how many dossiers get on, and within each of them its records."""

    def began(self, root: Path) -> None:
        """A dossier is taken up."""

    def ended(self, root: Path, errors: int, warnings: int, *, failed: bool = False) -> None:
        """A dossier is done, well or not."""


class Blind(Silence):
    """Hears everything and shows nothing."""

    def began(self, root: Path) -> None:
        """Hear nothing."""

    def ended(self, root: Path, errors: int, warnings: int, *, failed: bool = False) -> None:
        """Hear nothing."""


class Log(Silence):
    """A line for each dossier that is done."""

    def __init__(self, roots: Sequence[Path], console: Console) -> None:
        self._console, self._of, self._at = console, len(roots), 0

    def began(self, root: Path) -> None:
        """Say nothing."""

    def ended(self, root: Path, errors: int, warnings: int, *, failed: bool = False) -> None:
        """Say how it went."""
        self._at += 1
        row = LiveRow(visible(str(root)), State.FAILED if failed else State.DONE, errors, warnings)
        zh, en = (done_line(row, self._at, self._of, Style(lang)) for lang in ("zh", "en"))
        self._console.tell(zh, en)


class LiveTable:
    """The table. What is said and shown meanwhile waits until it is gone, unless it goes elsewhere."""

    def __init__(self, roots: Sequence[Path], console: Console) -> None:
        self._console = console
        self._rows = {root: LiveRow(clip(visible(str(root)), _NAME_CELLS)) for root in roots}
        self._now: Path | None = None
        self._records = self._done = self._read = self._whole = 0
        self._sizes: dict[str, int] = {}

    def began(self, root: Path) -> None:
        """Show it as being worked on."""
        self._now = root
        self._set(root, state=State.WORKING)

    def ended(self, root: Path, errors: int, warnings: int, *, failed: bool = False) -> None:
        """Show how it went."""
        state = State.FAILED if failed else State.DONE
        self._rows[root] = self._rows[root]._replace(state=state, errors=errors, warnings=warnings, note="")

    def dossier_started(self, name: str, records: int, size: int) -> None:  # noqa: ARG002 - it is known
        """Begin a new count of records."""
        self._records, self._whole = records, size
        self._done = self._read = 0
        self._count("")

    def record_started(self, record: str, title: str, size: int) -> None:
        """Show which record it is."""
        self._sizes[record] = size
        self._count(clip(visible(title or record), _NOTE_CELLS // 2))

    def record_finished(self, receipt: "RecordReceipt") -> None:
        """Count it."""
        self._done += 1
        self._read += self._sizes.pop(receipt.record, 0)
        self._count("")

    def dossier_finished(self) -> None:
        """`ended` says how it went."""

    def _count(self, title: str) -> None:
        if self._now is not None:
            size = f" {self._read / 1e6:.0f}/{size_text(self._whole)}" if self._whole else ""
            self._set(self._now, note=f"{self._done}/{self._records}{size} {title}".rstrip())

    def _set(self, root: Path, *, state: State = State.WORKING, note: str = "") -> None:
        self._rows[root] = self._rows[root]._replace(state=state, note=note)

    @contextmanager
    def on(self, rich: "RichConsole") -> Iterator["LiveTable"]:
        """Draw while the work goes on; leave nothing behind."""
        from rich.live import Live

        live = Live(
            get_renderable=lambda: self.drawn(rich.height),
            console=rich,
            refresh_per_second=_PER_SECOND,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with self._console.holding(), live:
            yield self

    def drawn(self, height: int) -> "RenderableType":
        """The table as it stands, for so many lines."""
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        style = Style(self._console.lang, Paint())
        rows = tuple(self._rows.values())
        shown = picked(rows, height - _AROUND)
        table = Table(box=None, header_style="dim", pad_edge=False)
        for name, side in zip(
            style.say("申报材料,状态,错误,警告,", "dossier,state,errors,warnings,").split(","),
            ("left", "left", "right", "right", "left"),
            strict=True,
        ):
            table.add_column(name, justify=side, no_wrap=True)  # type: ignore[arg-type]
        for row in shown:
            counted = row.state is State.DONE
            cells = (
                row.name,
                WORDS[row.state].text(style.lang),
                str(row.errors or "-") if counted else "",
                str(row.warnings or "-") if counted else "",
                row.note,
            )
            table.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis") for cell in cells), style=_colour(row))
        return Group(table, Text(progress_line(rows, len(rows) - len(shown), style), style="bold"))


def _colour(row: LiveRow) -> str:
    if row.state is State.DONE:
        return "red" if row.errors else "yellow" if row.warnings else "green"
    return _COLOURS[row.state]


@contextmanager
def watching(roots: Sequence[Path], console: Console, *, wanted: bool, logged: bool) -> Iterator[Watch]:
    """A live table for several dossiers where somebody watches; else a line for each when that is wanted."""
    if not wanted or len(roots) < 2:  # noqa: PLR2004 - one is no table
        yield Blind()
    elif not streams.is_terminal(console.err):
        yield Log(roots, console) if logged else Blind()
    else:
        from rich.console import Console as RichConsole

        plain = not streams.shows_colour(console.err)
        rich = RichConsole(file=console.err, no_color=plain, highlight=False, markup=False, emoji=False)
        with LiveTable(roots, console).on(rich) as table:
            yield table

"""Watching work while it goes on, on stderr.

For one build a bar: records, bytes in and out, time left, what is being worked on. For many dossiers a table that
changes where somebody watches, a line for each in a log.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from zcdossier.app.build_progress import BuildProgress, NullProgress
from zcdossier.cli.console import Console, is_terminal, shows_colour
from zcdossier.model.label import Label
from zcdossier.report.overview_rows import LIVE_STATE_LABELS, LiveRow, LiveState, pick_live_rows, progress_line
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Paint, Style
from zcdossier.report.text_layout import clip

if TYPE_CHECKING:
    from rich.console import Console as RichConsole
    from rich.console import RenderableType
    from rich.progress import Progress

    from zcdossier.model.receipt import RecordReceipt

_AROUND = 5  # lines of a table that are no rows, and one for the prompt
_NAME_CELLS, _NOTE_CELLS = 36, 40
_COLOURS = {LiveState.WORKING: "bold cyan", LiveState.FAILED: "bold red", LiveState.WAITING: "dim"}
_PER_SECOND = 5
_COUNTED = (Label("错误", "errors"), Label("警告", "warnings"))
_HEADINGS = (Label("申报材料", "dossier"), Label("状态", "state"), *_COUNTED, Label(""))


class LiveTable:
    """The table. What is said and shown meanwhile waits until it is gone, unless it goes elsewhere."""

    def __init__(self, roots: Sequence[Path], console: Console) -> None:
        self._console = console
        self._rows = {root: LiveRow(clip(escape_controls(str(root)), _NAME_CELLS)) for root in roots}
        self._current_root: Path | None = None
        self._records = self._done = self._read = self._whole = 0
        self._sizes: dict[str, int] = {}

    def started(self, root: Path) -> None:
        """Show it as being worked on."""
        self._current_root = root
        self._set(root, state=LiveState.WORKING)

    def finished(self, root: Path, errors: int, warnings: int, *, failed: bool = False) -> None:
        """Show how it went."""
        state = LiveState.FAILED if failed else LiveState.DONE
        self._rows[root] = self._rows[root]._replace(state=state, errors=errors, warnings=warnings, note="")

    def dossier_started(self, name: str, records: int, size: int) -> None:  # noqa: ARG002 - it is known
        """Begin a new count of records."""
        self._records, self._whole = records, size
        self._done = self._read = 0
        self._count("")

    def record_started(self, record: str, title: str, size: int) -> None:
        """Show which record it is."""
        self._sizes[record] = size
        self._count(clip(escape_controls(title or record), _NOTE_CELLS // 2))

    def record_finished(self, receipt: "RecordReceipt") -> None:
        """Count it."""
        self._done += 1
        self._read += self._sizes.pop(receipt.record, 0)
        self._count("")

    def dossier_finished(self) -> None:
        """`finished` says how it went."""

    def _count(self, title: str) -> None:
        from zcdossier.report.build_summary import size_text

        if self._current_root is not None:
            size = f" {self._read / 1e6:.0f}/{size_text(self._whole)}" if self._whole else ""
            self._set(self._current_root, note=f"{self._done}/{self._records}{size} {title}".rstrip())

    def _set(self, root: Path, *, state: LiveState = LiveState.WORKING, note: str = "") -> None:
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
        rows_shown = pick_live_rows(rows, height - _AROUND)
        table = Table(box=None, header_style="dim", pad_edge=False)
        for heading in _HEADINGS:
            table.add_column(style.say(heading), justify="right" if heading in _COUNTED else "left", no_wrap=True)
        for row in rows_shown:
            counted = row.state is LiveState.DONE
            cells = (
                row.name,
                LIVE_STATE_LABELS[row.state].text(style.lang),
                str(row.errors or "-") if counted else "",
                str(row.warnings or "-") if counted else "",
                row.note,
            )
            table.add_row(*(Text(cell, no_wrap=True, overflow="ellipsis") for cell in cells), style=_colour(row))
        return Group(table, Text(progress_line(rows, len(rows) - len(rows_shown), style), style="bold"))


def _colour(row: LiveRow) -> str:
    if row.state is LiveState.DONE:
        return "red" if row.errors else "yellow" if row.warnings else "green"
    return _COLOURS[row.state]


_HEADING_CELLS = 24
_TITLE_CELLS = 30


def build_bar(console: Console, *, wanted: bool) -> AbstractContextManager[BuildProgress]:
    """A bar where somebody watches, else silence."""
    if not wanted or not is_terminal(console.err):
        return nullcontext(NullProgress())
    return ProgressBar(console)


class ProgressBar:
    """Listens to a build and draws it; leaves nothing behind. A dossier with nothing to do draws nothing."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._progress: Progress | None = None
        self._heading = ""
        self._records = self._done = 0
        self._read = self._written = self._whole = 0
        self._under_way: dict[str, tuple[str, int]] = {}

    def dossier_started(self, name: str, records: int, size: int) -> None:
        """Begin a new count."""
        self._heading = clip(escape_controls(name), _HEADING_CELLS)
        self._records, self._whole = records, size
        self._done = self._read = self._written = 0
        self._under_way.clear()
        if size:
            self._begin()

    def record_started(self, record: str, title: str, size: int) -> None:
        """Show which record it is."""
        self._under_way[record] = clip(escape_controls(title or record), _TITLE_CELLS), size
        self._show()

    def record_finished(self, receipt: "RecordReceipt") -> None:
        """Count it, the bytes of its sources and those of its upload."""
        self._done += 1
        _, size = self._under_way.pop(receipt.record, ("", 0))
        if size:
            self._read += size
            self._written += receipt.bytes
        self._show()

    def dossier_finished(self) -> None:
        """Take the bar away, so that the summary has the line."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _begin(self) -> None:
        names = ("heading", "records", "bytes", "title")
        self._progress = bar_on(self._console, *(f"{{task.fields[{name}]}}" for name in names))
        self._task = self._progress.add_task("", total=self._whole, **self._fields())
        self._progress.start()

    def _show(self) -> None:
        if self._progress is not None:
            self._progress.update(self._task, completed=self._read, **self._fields())

    def _fields(self) -> dict[str, Any]:
        from zcdossier.report.build_summary import size_text

        titles = [title for title, _ in self._under_way.values()]
        bytes_read = f"{self._read / 1e6:.0f}/{size_text(self._whole)}"
        return {
            "heading": self._heading,
            "records": f"{self._done}/{self._records}",
            "bytes": f"{bytes_read} → {size_text(self._written)}" if self._written else bytes_read,
            "title": titles[0] if titles else "",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dossier_finished()


def bar_on(console: Console, heading: str, *counts_and_title: str) -> "Progress":
    """A bar that leaves nothing behind: a heading, counts, the time, what is worked on; texts are as rich has them."""
    from rich.console import Console as RichConsole
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    err = console.err
    *counts, title = (TextColumn(text, markup=False) for text in counts_and_title)
    return Progress(
        SpinnerColumn("line"),
        TextColumn(heading, markup=False),
        BarColumn(bar_width=20),
        *counts,
        TimeElapsedColumn(),
        TextColumn(console.say(Label("还要", "left")), markup=False),
        TimeRemainingColumn(),
        title,
        console=RichConsole(file=err, no_color=not shows_colour(err), highlight=False, markup=False, emoji=False),
        speed_estimate_period=120,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )

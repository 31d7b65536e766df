"""The bar on stderr while a build works: records, bytes in and out, time left, what is being worked on."""

from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from zcdossier.app.progress import Listener, Silence
from zcdossier.cli import streams
from zcdossier.cli.console import Console
from zcdossier.report.build_summary import size_text
from zcdossier.report.visible import visible
from zcdossier.report.width import clip

if TYPE_CHECKING:
    from rich.progress import Progress

    from zcdossier.model.receipt import RecordReceipt

_NAME_CELLS = 24
_TITLE_CELLS = 30


def progress(console: Console, *, wanted: bool) -> AbstractContextManager[Listener]:
    """A bar where somebody watches, else silence."""
    if not wanted or not streams.is_terminal(console.err):
        return nullcontext(Silence())
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
        self._heading = clip(visible(name), _NAME_CELLS)
        self._records, self._whole = records, size
        self._done = self._read = self._written = 0
        self._under_way.clear()
        if size:
            self._begin()

    def record_started(self, record: str, title: str, size: int) -> None:
        """Show which record it is."""
        self._under_way[record] = clip(visible(title or record), _TITLE_CELLS), size
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
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        err = self._console.err
        plain = not streams.shows_colour(err)
        left = self._console.say("还要", "left")
        self._progress = Progress(
            SpinnerColumn("line"),
            TextColumn("{task.fields[heading]}", markup=False),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[records]}", markup=False),
            TextColumn("{task.fields[bytes]}", markup=False),
            TimeElapsedColumn(),
            TextColumn(left, markup=False),
            TimeRemainingColumn(),
            TextColumn("{task.fields[title]}", markup=False),
            console=RichConsole(file=err, no_color=plain, highlight=False, markup=False, emoji=False),
            speed_estimate_period=120,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("", total=self._whole, **self._fields())
        self._progress.start()

    def _show(self) -> None:
        if self._progress is not None:
            self._progress.update(self._task, completed=self._read, **self._fields())

    def _fields(self) -> dict[str, Any]:
        titles = [title for title, _ in self._under_way.values()]
        read = f"{self._read / 1e6:.0f}/{size_text(self._whole)}"
        return {
            "heading": self._heading,
            "records": f"{self._done}/{self._records}",
            "bytes": f"{read} → {size_text(self._written)}" if self._written else read,
            "title": titles[0] if titles else "",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.dossier_finished()

"""The bar on stderr while a build works: records, megabytes read, what is being worked on."""

from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Self

from zcdossier.app.progress import Listener, Silence
from zcdossier.cli import streams
from zcdossier.cli.console import Console
from zcdossier.report.visible import visible
from zcdossier.report.width import clip

if TYPE_CHECKING:
    from zcdossier.model.receipt import RecordReceipt

_TITLE_CELLS = 30


def progress(console: Console, *, wanted: bool) -> AbstractContextManager[Listener]:
    """A bar where somebody watches, else silence."""
    if not wanted or not streams.is_terminal(console.err):
        return nullcontext(Silence())
    return ProgressBar(console)


class ProgressBar:
    """Listens to a build and draws it; leaves nothing behind."""

    def __init__(self, console: Console) -> None:
        from rich.console import Console as RichConsole
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        plain = not streams.shows_colour(console.err)
        self._console = console
        self._megabytes = 0.0
        self._sizes: dict[str, int] = {}
        self._progress = Progress(
            TextColumn("{task.fields[dossier]}", markup=False),
            BarColumn(bar_width=24),
            TextColumn("{task.completed:.0f}/{task.total:.0f}", markup=False),
            TextColumn("{task.fields[megabytes]:.0f} MB", markup=False),
            TimeElapsedColumn(),
            TextColumn("{task.fields[record]}", markup=False),
            console=RichConsole(file=console.err, no_color=plain, highlight=False, markup=False, emoji=False),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("", total=None, visible=False, dossier="", record="", megabytes=0.0)

    def dossier_started(self, name: str, records: int) -> None:
        """Begin a new count."""
        self._megabytes = 0.0
        shown = clip(visible(name), _TITLE_CELLS)
        self._progress.reset(self._task, total=records, visible=True, dossier=shown, record="", megabytes=0.0)

    def record_started(self, record: str, title: str, size: int) -> None:
        """Show which record it is."""
        self._sizes[record] = size
        self._progress.update(self._task, record=clip(visible(title or record), _TITLE_CELLS))

    def record_finished(self, receipt: "RecordReceipt") -> None:
        """Count it and the megabytes its sources held."""
        self._megabytes += self._sizes.pop(receipt.record, 0) / 1_000_000
        self._progress.update(self._task, advance=1, megabytes=self._megabytes)

    def dossier_finished(self) -> None:
        """Take the bar away, so that the summary has the line."""
        self._progress.update(self._task, visible=False)
        self._progress.refresh()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

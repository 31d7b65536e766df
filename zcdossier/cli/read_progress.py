"""Watching scans being read, on stderr: pages done, time left, which file it is. Silence where nobody watches."""

from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Self

from zcdossier.app.read_dossier import NullReadProgress, ReadProgress
from zcdossier.cli.console import Console, is_terminal, shows_colour
from zcdossier.model.label import Label
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.text_layout import clip

_FILE_CELLS = 40


def read_bar(pages: int, console: Console, *, wanted: bool) -> AbstractContextManager[ReadProgress]:
    """A bar over so many pages."""
    if not wanted or not pages or not is_terminal(console.err):
        return nullcontext(NullReadProgress())
    return ReadBar(pages, console)


class ReadBar:
    """Draws the bar; leaves nothing behind."""

    def __init__(self, pages: int, console: Console) -> None:
        from rich.console import Console as RichConsole
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            SpinnerColumn,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        err = console.err
        self._progress = Progress(
            SpinnerColumn("line"),
            TextColumn(console.say(Label("读", "reading")), markup=False),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn(console.say(Label("页", "pages")), markup=False),
            TimeElapsedColumn(),
            TextColumn(console.say(Label("还要", "left")), markup=False),
            TimeRemainingColumn(),
            TextColumn("{task.fields[file]}", markup=False),
            console=RichConsole(file=err, no_color=not shows_colour(err), highlight=False, markup=False, emoji=False),
            speed_estimate_period=120,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._progress.add_task("", total=pages, file="")

    def file_started(self, file: str) -> None:
        """Show its name."""
        self._progress.update(self._task, file=clip(escape_controls(file), _FILE_CELLS))

    def page_finished(self) -> None:
        """Count it."""
        self._progress.advance(self._task)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

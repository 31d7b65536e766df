"""Who watches work on many dossiers: nobody, a log that gets a line for each, or somebody before a live table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from zcdossier.app.build_progress import BuildProgress, NullProgress
from zcdossier.cli.console import Console, is_terminal, shows_colour
from zcdossier.model.label import in_both
from zcdossier.report.overview_rows import LiveRow, LiveState, finished_line
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style


class BatchProgress(BuildProgress, Protocol):
    """Hears how many dossiers get on, and within each of them its records."""

    def started(self, root: Path) -> None:
        """A dossier is taken up."""

    def finished(self, root: Path, errors: int, warnings: int, *, failed: bool = False) -> None:
        """A dossier is done, well or not."""


class NullBatchProgress(NullProgress):
    """Hears everything and shows nothing."""

    def started(self, root: Path) -> None:
        """Hear nothing."""

    def finished(self, root: Path, errors: int, warnings: int, *, failed: bool = False) -> None:
        """Hear nothing."""


class LogProgress(NullProgress):
    """A line for each dossier that is done."""

    def __init__(self, roots: Sequence[Path], console: Console) -> None:
        self._console, self._of, self._at = console, len(roots), 0

    def started(self, root: Path) -> None:
        """Say nothing."""

    def finished(self, root: Path, errors: int, warnings: int, *, failed: bool = False) -> None:
        """Say how it went."""
        self._at += 1
        row = LiveRow(escape_controls(str(root)), LiveState.FAILED if failed else LiveState.DONE, errors, warnings)
        self._console.tell(in_both(lambda lang: finished_line(row, self._at, self._of, Style(lang))))


@contextmanager
def watch_batch(roots: Sequence[Path], console: Console, *, wanted: bool, logged: bool) -> Iterator[BatchProgress]:
    """A live table for several dossiers where somebody watches; else a line for each when that is wanted."""
    if not wanted or len(roots) < 2:  # noqa: PLR2004 - one is no table
        yield NullBatchProgress()
    elif not is_terminal(console.err):
        yield LogProgress(roots, console) if logged else NullBatchProgress()
    else:
        from rich.console import Console as RichConsole

        from zcdossier.cli.live_progress import LiveTable

        plain = not shows_colour(console.err)
        rich = RichConsole(file=console.err, no_color=plain, highlight=False, markup=False, emoji=False)
        with LiveTable(roots, console).on(rich) as table:
            yield table

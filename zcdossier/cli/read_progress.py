"""Watching scans being read, on stderr: pages done, time left, which file it is. Silence where nobody watches."""

from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Self

from zcdossier.app.read_dossier import NullReadProgress, ReadProgress
from zcdossier.cli.console import Console, is_terminal
from zcdossier.cli.live_progress import bar_on
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
        pages_done = f"{{task.completed:.0f}}/{{task.total:.0f}} {console.say(Label('页', 'pages'))}"
        self._progress = bar_on(console, console.say(Label("读", "reading")), pages_done, "{task.fields[file]}")
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

"""The bar shows where somebody watches, and nowhere else."""

import io

import pytest

from zcdossier.app.progress import Silence
from zcdossier.cli.console import Console
from zcdossier.cli.progress_bar import ProgressBar, progress
from zcdossier.model.receipt import Outcome, RecordReceipt


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_silence_where_nobody_watches() -> None:
    console = Console.on(io.StringIO(), io.StringIO(), "zh")
    with progress(console, wanted=True) as listener:
        assert isinstance(listener, Silence)


def test_silence_when_quiet() -> None:
    with progress(Console.on(io.StringIO(), Terminal(), "zh"), wanted=False) as listener:
        assert isinstance(listener, Silence)


def test_records_and_megabytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    err = Terminal()
    with ProgressBar(Console.on(io.StringIO(), err, "zh")) as bar:
        bar.dossier_started("[bold]li-ming", 2)
        bar.record_started("papers[0]", "[red]题目\x1b[2J", 7_600_000)
        bar._progress.refresh()
        bar.record_finished(RecordReceipt("papers[0]", "papers", "题目", Outcome.BUILT))
        bar._progress.refresh()
        bar.dossier_finished()
    shown = err.getvalue()
    assert "[bold]li-ming" in shown
    assert "1/2 8 MB" in shown
    assert "[red]题目\\x1b[2J" in shown

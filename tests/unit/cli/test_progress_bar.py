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


@pytest.fixture
def err(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "160")
    return Terminal()


def refreshed(bar: ProgressBar) -> None:
    assert bar._progress is not None
    bar._progress.refresh()


def test_records_bytes_in_and_out_and_time_left(err: Terminal) -> None:
    with ProgressBar(Console.on(io.StringIO(), err, "zh")) as bar:
        bar.dossier_started("[bold]li-ming", 3, 100_000_000)
        bar.record_finished(RecordReceipt("papers[2]", "papers", "未变", Outcome.UNCHANGED, bytes=5_000_000))
        bar.record_started("papers[0]", "[red]题目\x1b[2J", 40_000_000)
        refreshed(bar)
        bar.record_finished(RecordReceipt("papers[0]", "papers", "题目", Outcome.BUILT, bytes=19_500_000))
        bar.record_started("papers[1]", "题目", 60_000_000)
        refreshed(bar)
        bar.dossier_finished()
    shown = err.getvalue()
    assert "[bold]li-ming " in shown
    assert "1/3 0/100.0 MB" in shown
    assert "2/3 40/100.0 MB → 19.5 MB" in shown
    assert "还要" in shown
    assert "[red]题目\\x1b[2J" in shown


def test_nothing_to_do_draws_nothing(err: Terminal) -> None:
    with ProgressBar(Console.on(io.StringIO(), err, "zh")) as bar:
        bar.dossier_started("li-ming", 1, 0)
        bar.record_finished(RecordReceipt("papers[0]", "papers", "题目", Outcome.UNCHANGED))
        bar.dossier_finished()
    assert err.getvalue() == ""


def test_an_interrupted_build_leaves_no_bar(err: Terminal) -> None:
    bar = ProgressBar(Console.on(io.StringIO(), err, "zh"))

    def interrupted() -> None:
        with bar:
            bar.dossier_started("li-ming", 1, 10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert bar._progress is None
    assert err.getvalue().endswith("\x1b[2K")

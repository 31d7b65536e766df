"""What is drawn on stderr while work goes on: a table of many dossiers, a bar for one build."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zcdossier.app.build_progress import NullProgress
from zcdossier.cli.batch_progress import watch_batch
from zcdossier.cli.console import Console
from zcdossier.cli.live_progress import LiveTable, ProgressBar, build_bar
from zcdossier.model.label import Label
from zcdossier.model.receipt import BuildOutcome, RecordReceipt
from zcdossier.report.overview_rows import LiveRow, LiveState, pick_live_rows, progress_line
from zcdossier.report.style import Style

ROOTS = [Path(f"[b]{number}") for number in range(6)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Console:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "9")
    both = Terminal()
    return Console.on(both, both, "zh")


def drawn(table: LiveTable, height: int) -> list[str]:
    from rich.console import Console as RichConsole

    out = io.StringIO()
    RichConsole(file=out, width=100, height=height).print(table.drawn(height))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_those_at_work_and_the_worst_stay_when_not_all_fit() -> None:
    done = [LiveRow(f"d{errors}", LiveState.DONE, errors) for errors in (1, 0, 7)]
    rows = [*done, LiveRow("f", LiveState.FAILED), LiveRow("w", LiveState.WORKING), LiveRow("later")]
    assert [row.name for row in pick_live_rows(rows, 9)] == [row.name for row in rows]
    assert [row.name for row in pick_live_rows(rows, 4)] == ["w", "f", "d7", "d1"]
    assert pick_live_rows(rows, -1) == []
    assert progress_line(rows, 2, Style()) == "完成 4/6；2 份有错误；1 份没能完成；另有 2 份没有列出"
    assert progress_line(rows[:1], 0, Style("en")) == "1/1 done; 1 with errors"


def test_a_table_with_what_is_being_built(terminal: Console) -> None:
    table = LiveTable(ROOTS, terminal)
    table.started(ROOTS[0])
    table.finished(ROOTS[0], 3, 1)
    table.started(ROOTS[1])
    table.dossier_started("1", 3, 40_000_000)
    table.record_started("r", "[red]题\x1b目", 10_000_000)
    lines = drawn(table, 9)
    assert lines[0].split() == ["申报材料", "状态", "错误", "警告"]
    assert lines[1].split() == ["[b]1", "进行中", "0/3", "0/40.0", "MB", r"[red]题\x1b目"]
    assert lines[2].split() == ["[b]0", "完成", "3", "1"]
    assert lines[-1] == "完成 1/6；1 份有错误；另有 2 份没有列出"
    assert len(lines) == 6
    table.record_finished(RecordReceipt("r", "papers", "题", BuildOutcome.BUILT, bytes=5))
    assert drawn(table, 30)[2].split()[2:] == ["1/3", "10/40.0", "MB"]


def test_what_is_said_waits_until_the_table_is_gone(terminal: Console) -> None:
    with watch_batch(ROOTS, terminal, wanted=True, logged=False) as watch:
        assert isinstance(watch, LiveTable)
        terminal.show("RESULT\n")
        terminal.complain(Label("哎", "oh"))
        assert "RESULT" not in terminal.out.getvalue()  # type: ignore[attr-defined]
    assert terminal.out.getvalue().endswith("RESULT\n错误：哎\n")  # type: ignore[attr-defined]


def test_it_is_said_even_when_interrupted(terminal: Console) -> None:
    def interrupted() -> None:
        with watch_batch(ROOTS, terminal, wanted=True, logged=False):
            terminal.show("RESULT\n")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert terminal.out.getvalue().endswith("RESULT\n")  # type: ignore[attr-defined]


def test_results_that_go_elsewhere_go_at_once(terminal: Console) -> None:
    terminal.out = io.StringIO()
    with watch_batch(ROOTS, terminal, wanted=True, logged=False):
        terminal.show("RESULT\n")
        assert terminal.out.getvalue() == "RESULT\n"


@pytest.mark.parametrize(("roots", "wanted"), [(ROOTS[:1], True), (ROOTS, False)])
def test_one_dossier_or_quiet_draws_nothing(terminal: Console, roots: list[Path], wanted: bool) -> None:
    with watch_batch(roots, terminal, wanted=wanted, logged=True) as watch:
        watch.started(roots[0])
        watch.finished(roots[0], 1, 1)
    assert terminal.err.getvalue() == ""  # type: ignore[attr-defined]


def test_builds_of_many(run: Callable[..., Any], office: Path) -> None:
    ran = run("build", ".", "--format", "csv", "--output", "b.csv", "--lang", "en")
    assert ran.out == ""
    assert ran.err.splitlines()[0] == "[1/3] an: 0 errors, 0 warnings"
    assert "wrote b.csv" in ran.err
    lines = (office / "b.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["dossier", "bo", "chen", "an"]
    text = run("build", ".").out
    assert text.rstrip().splitlines()[-1].startswith("共 3 份申报材料，3 份全部生成；")
    assert (office / "an" / "build" / "receipt.json").exists()


def test_silence_where_nobody_watches() -> None:
    console = Console.on(io.StringIO(), io.StringIO(), "zh")
    with build_bar(console, wanted=True) as listener:
        assert isinstance(listener, NullProgress)


def test_silence_when_quiet() -> None:
    with build_bar(Console.on(io.StringIO(), Terminal(), "zh"), wanted=False) as listener:
        assert isinstance(listener, NullProgress)


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
        bar.record_finished(RecordReceipt("papers[2]", "papers", "未变", BuildOutcome.UNCHANGED, bytes=5_000_000))
        bar.record_started("papers[0]", "[red]题目\x1b[2J", 40_000_000)
        refreshed(bar)
        bar.record_finished(RecordReceipt("papers[0]", "papers", "题目", BuildOutcome.BUILT, bytes=19_500_000))
        bar.record_started("papers[1]", "题目", 60_000_000)
        refreshed(bar)
        bar.dossier_finished()
    output = err.getvalue()
    assert "[bold]li-ming " in output
    assert "1/3 0/100.0 MB" in output
    assert "2/3 40/100.0 MB → 19.5 MB" in output
    assert "还要" in output
    assert "[red]题目\\x1b[2J" in output


def test_nothing_to_do_draws_nothing(err: Terminal) -> None:
    with ProgressBar(Console.on(io.StringIO(), err, "zh")) as bar:
        bar.dossier_started("li-ming", 1, 0)
        bar.record_finished(RecordReceipt("papers[0]", "papers", "题目", BuildOutcome.UNCHANGED))
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

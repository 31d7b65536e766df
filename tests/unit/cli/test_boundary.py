"""Exceptions become exit codes and one line, in one place."""

import io
import sys
from pathlib import Path

import pytest

from zcdossier.cli.boundary import Failure, attempt, guard, worst_code
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label
from zcdossier.report.messages import fill_slots


@pytest.fixture
def console() -> Console:
    return Console.on(io.StringIO(), io.StringIO(), "zh")


def printed(console: Console) -> str:
    assert isinstance(console.err, io.StringIO)
    return console.err.getvalue()


def test_a_command_that_cannot_run(console: Console) -> None:
    def work() -> int:
        raise CannotRunError(Label("没有这个文件夹", "no such folder"))

    assert guard(work, console) == ExitCode.CANNOT_RUN
    assert printed(console) == "错误：没有这个文件夹\n"


def test_a_hostile_path_is_spelled_out(console: Console) -> None:
    console.complain(Label("找不到 \x1b[2J\n", "no \x1b[2J\n"))
    assert printed(console) == "错误：找不到 \\x1b[2J\\n\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that somebody is in can't be deleted there")
def test_the_folder_one_is_in_may_be_gone(console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert guard(lambda: len(str(Path.cwd())), console) == ExitCode.CANNOT_RUN
    assert printed(console).startswith("错误：终端现在所在的文件夹已经不在了")


def test_an_interruption(console: Console) -> None:
    def work() -> int:
        raise KeyboardInterrupt

    assert guard(work, console) == ExitCode.INTERRUPTED
    assert printed(console) == "已中断。\n"


def test_a_bug_names_its_place_in_our_code_and_quotes_nothing(console: Console) -> None:
    def work() -> int:
        fill_slots("{a}", {"a": object()}, "林晓的秘密")  # type: ignore[dict-item]
        raise ValueError("林晓")

    assert guard(work, console) == ExitCode.BUG
    assert "ValueError" in printed(console)
    assert "林晓" not in printed(console)
    assert "Traceback" not in printed(console)

    def inside() -> int:
        fill_slots(None, {}, "zh")  # type: ignore[arg-type]
        return 0

    failure = attempt(inside)
    assert isinstance(failure, Failure)
    assert "TypeError，zcdossier.report.messages:" in failure.why.zh


def test_out_of_memory_is_not_a_bug() -> None:
    def work() -> int:
        raise MemoryError

    failure = attempt(work)
    assert isinstance(failure, Failure)
    assert failure.code is ExitCode.CANNOT_RUN


def test_the_worst_of_several_codes() -> None:
    assert worst_code([]) == ExitCode.OK
    assert worst_code([0, 1, 0]) == ExitCode.FINDINGS
    assert worst_code([1, 2, 0]) == ExitCode.CANNOT_RUN
    assert worst_code([70, 2]) == ExitCode.BUG

"""The border where exceptions become exit codes and one line of talk. Nothing else in the program does that."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, TypeVar

from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label

Result = TypeVar("Result")

_PACKAGE = "zcdossier"


class Failure(NamedTuple):
    """Work that did not get done, and why."""

    code: ExitCode
    why: Label


_NO_FOLDER = Failure(
    ExitCode.CANNOT_RUN,
    Label(
        "终端现在所在的文件夹已经不在了（删掉了，或者改了名）；先用 cd 换到别的文件夹。",
        "The folder the terminal is in no longer exists (deleted or renamed); first cd to another one.",
    ),
)


def attempt(work: Callable[[], Result]) -> Result | Failure:
    """Do the work; what goes wrong is returned, so that the next dossier still gets its turn."""
    try:
        return work()
    except CannotRunError as error:
        return Failure(error.exit_code, error.why)
    except MemoryError:
        return Failure(ExitCode.CANNOT_RUN, Label("内存不够。", "Out of memory."))
    except Exception as error:  # noqa: BLE001 - the one place that may
        return _bug(error) if _has_a_folder() else _NO_FOLDER


def guard(work: Callable[[], int], console: Console) -> int:
    """Run a whole command and return its exit code."""
    try:
        outcome = attempt(work)
    except KeyboardInterrupt:
        console.tell(Label("已中断。", "Interrupted."))
        return ExitCode.INTERRUPTED
    if isinstance(outcome, Failure):
        console.complain(outcome.why)
        return outcome.code
    return outcome


def worst_code(codes: Sequence[int]) -> int:
    """The exit code of several pieces of work: a bug outweighs what could not run, that outweighs findings."""
    return max(codes, default=ExitCode.OK)


def _has_a_folder() -> bool:
    """Whether the folder that relative paths start from is still there: without one any of them may fail."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return False
    return True


def _bug(error: BaseException) -> Failure:
    """Name the exception's type and the place in our code, never its text: it may quote an applicant."""
    kind, place = type(error).__name__, _place(error.__traceback__)
    return Failure(
        ExitCode.BUG,
        Label(
            f"zcdossier 自己出错了（{kind}，{place}），不是材料的问题。请把这一行告诉开发者。",
            f"zcdossier itself failed ({kind} at {place}); your dossier is not to blame. Please report this line.",
        ),
    )


def _place(trace: TracebackType | None) -> str:
    place = _PACKAGE
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.partition(".")[0] == _PACKAGE:
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place

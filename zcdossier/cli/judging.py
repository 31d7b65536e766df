"""Judging many dossiers, in order: in this process, or by several when there are enough to be worth their start."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.findings_output import Part, part_of
from zcdossier.cli.options import FindingsFormat
from zcdossier.errors import ExitCode
from zcdossier.report.style import Style

if TYPE_CHECKING:
    from zcdossier.app.lint import Profiles
    from zcdossier.model.finding import Verdict

WORTH = 8
"""The fewest dossiers that several processes are started for."""

_MOST = 16
_DIED = Failure(
    ExitCode.CANNOT_RUN,
    "检查它的进程中途停了，可能是内存不够；请单独再检查这一份。",
    "the process that checked it died, perhaps out of memory; check this one again by itself.",
)


class Task(NamedTuple):
    """What is to be made of every dossier."""

    kind: FindingsFormat
    style: Style
    as_of: date
    several: bool = False
    strict: bool = False


def exit_code(verdict: "Verdict", *, strict: bool) -> ExitCode:
    """What one verdict means to a script."""
    from zcdossier.model.finding import Severity

    wrong = verdict.count(Severity.ERROR) or (strict and verdict.count(Severity.WARNING))
    return ExitCode.FINDINGS if wrong else ExitCode.OK


Began = Callable[[Path], None]


def judged(
    roots: Sequence[Path], task: Task, jobs: int | None = None, began: Began = lambda _: None
) -> Iterator[tuple[Path, Part | Failure]]:
    """Yield every dossier with what it adds, in the order given, whatever the number of processes."""
    count = min(jobs or os.cpu_count() or 1, _MOST, len(roots) // (WORTH // 2))
    if count <= 1 or len(roots) < WORTH:
        from zcdossier.app.lint import Profiles

        profiles = Profiles()
        for root in roots:
            began(root)
            yield root, _part(root, task, profiles)
    else:
        ahead = iter(roots)
        for root in islice(ahead, count):
            began(root)
        for root, outcome in by_several(roots, task, count):
            yield root, outcome
            for following in islice(ahead, 1):
                began(following)


def _part(root: Path, task: Task, profiles: "Profiles") -> Part | Failure:
    from zcdossier.app.lint import lint_dossier

    def work() -> Part:
        linted = lint_dossier(root, as_of=task.as_of, profiles=profiles)
        code = exit_code(linted.verdict, strict=task.strict)
        return part_of(linted, task.kind, task.style, several=task.several, code=code)

    return attempt(work)


Judge = Callable[[Path, Task], Part | Failure]


def by_several(
    roots: Sequence[Path], task: Task, count: int, judge: Judge | None = None
) -> Iterator[tuple[Path, Part | Failure]]:
    """Judge by processes. A dossier that takes its process down is told apart by judging it alone."""
    at = 0
    while at < len(roots):
        for outcome in _pooled(roots[at:], task, count, judge or _judge):
            yield roots[at], outcome
            at += 1
        if at < len(roots):
            yield roots[at], next(_pooled(roots[at : at + 1], task, 1, judge or _judge), _DIED)
            at += 1


def _pooled(roots: Sequence[Path], task: Task, count: int, judge: Judge) -> Iterator[Part | Failure]:
    """Yield outcomes in order, and end early when a process died."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(min(count, len(roots)), get_context("spawn"), initializer=_begin)
    try:
        futures = [pool.submit(judge, root, task) for root in roots]
        for future in futures:
            yield future.result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_profiles: "Profiles | None" = None


def _begin() -> None:
    """Make a process ready: an interruption is the starter's business, and it ends when the starter does."""
    global _profiles  # noqa: PLW0603 - one for all the dossiers of this process
    from zcdossier.app.lint import Profiles

    _profiles = Profiles()
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_starter, daemon=True).start()


def _end_with_starter() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    starter = parent_process()
    if starter is not None:
        wait([starter.sentinel])
        os._exit(1)


def _judge(root: Path, task: Task) -> Part | Failure:
    from zcdossier.app.lint import Profiles

    return _part(root, task, _profiles or Profiles())

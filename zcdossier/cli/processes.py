"""The same work on many dossiers by several processes, in order. One that dies takes nobody else's result along."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from zcdossier.cli.boundary import Failure
from zcdossier.errors import ExitCode

if TYPE_CHECKING:
    from zcdossier.profiles.load import Profiles

WORTH = 8
"""The fewest dossiers that several processes are started for."""

_MOST = 16
_DIED = Failure(
    ExitCode.CANNOT_RUN,
    "检查它的进程中途停了，可能是内存不够；请单独再检查这一份。",
    "the process that checked it died, perhaps out of memory; check this one again by itself.",
)
Item = TypeVar("Item")
Task = TypeVar("Task")
Result = TypeVar("Result")


def how_many(items: int, jobs: int | None = None) -> int:
    """How many processes are worth their start; 1 means this one does it all."""
    count = min(jobs or os.cpu_count() or 1, _MOST, items // (WORTH // 2))
    return 1 if items < WORTH else max(1, count)


def fewer_than_asked(items: int, jobs: int | None) -> tuple[str, str] | None:
    """Why fewer processes are used than `--jobs` asks for, in both languages; None when they are not."""
    count = how_many(items, jobs)
    if jobs is None or count >= min(jobs, items):
        return None
    if count == _MOST:
        return f"最多同时用 {_MOST} 个进程。", f"At most {_MOST} processes are used at once."
    return (
        f"只有 {items} 份材料，用 {count} 个进程就够了。",
        f"For {items} dossiers no more than {count} process{'es are' if count > 1 else ' is'} worth starting.",
    )


def by_several(
    items: Sequence[Item], task: Task, count: int, work: Callable[[Item, Task], Result | Failure]
) -> Iterator[tuple[Item, Result | Failure]]:
    """Work by processes. An item that takes its process down is told apart by working on it alone."""
    at = 0
    while at < len(items):
        for outcome in _pooled(items[at:], task, count, work):
            yield items[at], outcome
            at += 1
        if at < len(items):
            yield items[at], next(_pooled(items[at : at + 1], task, 1, work), _DIED)
            at += 1


def _pooled(
    items: Sequence[Item], task: Task, count: int, work: Callable[[Item, Task], Result | Failure]
) -> Iterator[Result | Failure]:
    """Yield outcomes in order, and end early when a process died."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(min(count, len(items)), get_context("spawn"), initializer=_begin)
    try:
        futures = [pool.submit(work, item, task) for item in items]
        for future in futures:
            yield future.result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_profiles: "Profiles | None" = None


def profiles_here() -> "Profiles":
    """The profiles that this process has read so far."""
    global _profiles  # noqa: PLW0603 - one for all the dossiers of this process
    from zcdossier.profiles.load import Profiles

    _profiles = _profiles or Profiles()
    return _profiles


def _begin() -> None:
    """Make a process ready: an interruption is the starter's business, and it ends when the starter does."""
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

"""Threads that each work on one page at a time: shared by all records of a run, results in order, little in flight.

A thread may hold a decoded page, so that their number bounds the memory for pages, however many records there are.
"""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

from zcdossier.assemble.memory_turns import TURNS

_T = TypeVar("_T")
_R = TypeVar("_R")
_MOST_THREADS = 8
_GLANCE = 0.1  # seconds between two looks at whether the run is being stopped


def thread_count() -> int:
    """Return how many threads are worth having; each may hold a decoded page."""
    return max(1, min(os.cpu_count() or 1, _MOST_THREADS))


class PagePool(ThreadPoolExecutor):
    """The threads of a run. Nobody in them waits for another of them, so that they never block each other."""

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads or thread_count()
        self._stopping = threading.Event()
        super().__init__(self.threads, thread_name_prefix="zcdossier-page")

    @property
    def stopping(self) -> bool:
        """Whether everybody is to leave off."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Drop what has not begun; who waits for a page gets a KeyboardInterrupt. A page in work is not waited for."""
        self._stopping.set()
        self.shutdown(wait=False, cancel_futures=True)


def leave_if_stopping(pool: Executor) -> None:
    """Leave off what this thread does when the run is being stopped. To be asked between the steps of long work."""
    if isinstance(pool, PagePool) and pool.stopping:
        raise KeyboardInterrupt


@contextmanager
def thread_pool(given: Executor | None) -> Iterator[Executor]:
    """Use the pool given, or one of our own that is dropped at once when something goes wrong."""
    if given is not None:
        yield given
        return
    pool = PagePool()
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def in_order(pool: Executor, work: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
    """Yield `work(item)` in the order of the items; closing the iterator cancels what has not begun.

    Not to be called from a thread of the pool. At most one item more than there are threads is under way.
    """
    most = pool.threads if isinstance(pool, PagePool) else thread_count()
    ahead: deque[Future[_R]] = deque()
    try:
        for item in items:
            ahead.append(_submitted(pool, work, item))
            if len(ahead) > most:
                yield _result(pool, ahead.popleft())
        while ahead:
            yield _result(pool, ahead.popleft())
    finally:
        for future in ahead:
            future.cancel()


def _submitted(pool: Executor, work: Callable[[_T], _R], item: _T) -> Future[_R]:
    leave_if_stopping(pool)
    try:
        return pool.submit(TURNS.in_turn(work), item)
    except RuntimeError:  # it was stopped in this very moment
        leave_if_stopping(pool)
        raise


def _result(pool: Executor, future: Future[_R]) -> _R:
    while not future.done():
        wait((future,), _GLANCE)
        leave_if_stopping(pool)
    if future.cancelled():
        leave_if_stopping(pool)
    return future.result()

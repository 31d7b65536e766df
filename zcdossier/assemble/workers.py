"""Threads that each work on one page at a time: shared by all records of a run, results in order, little in flight.

A thread may hold a decoded page, so that their number bounds the memory for pages, however many records there are.
Large pictures take turns: what all threads decode at one time stays within what one may take. Pages of the usual size
ask for nothing. What a piece of work was given it has until it ends, so that nobody who waits holds anything.
"""

import ctypes
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

from zcdossier.model.picture_memory import MOST_MEMORY

_T = TypeVar("_T")
_R = TypeVar("_R")
_LARGE = 100_000_000  # bytes: more than a page at 600 dpi that is decoded smaller
_MOST_THREADS = 8
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # as in malloc.h
_REUSED = 32 * 1024**2  # bytes: the most that glibc takes; the pixels of a page at 150 dpi are 9 MB, at 300 dpi 35
_GLANCE = 0.1  # seconds between two looks at whether the run is being stopped


class MemoryBudget:
    """A budget of bytes, from which each thread takes for the piece of work that it is about."""

    def __init__(self, most: float = MOST_MEMORY) -> None:
        self._most = most
        self._taken = 0.0
        self._changed = threading.Condition()
        self._own = threading.local()

    def in_turn(self, work: Callable[[_T], _R]) -> Callable[[_T], _R]:
        """Return the work as a piece at whose end everything is given back."""

        def piece(item: _T) -> _R:
            with self._account():
                return work(item)

        return piece

    @contextmanager
    def _account(self) -> Iterator[None]:
        self._own.taken = 0.0
        try:
            yield
        finally:
            with self._changed:
                self._taken -= self._own.taken
                self._changed.notify_all()
            del self._own.taken

    def ask(self, amount: float) -> None:
        """Wait until there is room for so many bytes. Who has some already gets more: waiting could be for ever."""
        own = getattr(self._own, "taken", None)
        if own is None or amount < _LARGE:
            return
        with self._changed:
            while not own and self._taken and self._taken + amount > self._most:
                self._changed.wait()
            self._taken += amount
            self._own.taken += amount


MEMORY = MemoryBudget()
"""Those of this process."""


def thread_count() -> int:
    """Return how many threads are worth having; each may hold a decoded page."""
    return max(1, min(os.cpu_count() or 1, _MOST_THREADS))


def reuse_freed_memory() -> None:
    """Let the pixels of a page lie where those of the one before lay, where the C library is glibc.

    Otherwise it gives them back to the system at once, or not, by how large what it freed first was; asking for them
    anew took up to a tenth of a build. A thread keeps about one page.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _REUSED)
        mallopt(_M_TRIM_THRESHOLD, 2 * _REUSED)


class PagePool(ThreadPoolExecutor):
    """The threads of a run. Nobody in them waits for another of them, so that they never block each other."""

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads or thread_count()
        self._stopping = threading.Event()
        reuse_freed_memory()
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
            ahead.append(_submit(pool, work, item))
            if len(ahead) > most:
                yield _result_of(pool, ahead.popleft())
        while ahead:
            yield _result_of(pool, ahead.popleft())
    finally:
        for future in ahead:
            future.cancel()


def _submit(pool: Executor, work: Callable[[_T], _R], item: _T) -> Future[_R]:
    leave_if_stopping(pool)
    try:
        return pool.submit(MEMORY.in_turn(work), item)
    except RuntimeError:  # it was stopped in this very moment
        leave_if_stopping(pool)
        raise


def _result_of(pool: Executor, future: Future[_R]) -> _R:
    while not future.done():
        wait((future,), _GLANCE)
        leave_if_stopping(pool)
    if future.cancelled():
        leave_if_stopping(pool)
    return future.result()

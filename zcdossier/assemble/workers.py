"""Work in threads with bounded memory: results in order, never more than a few items in flight."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")
_MOST_THREADS = 8


def thread_count() -> int:
    """Return how many threads are worth having; each may hold a decoded page."""
    return max(1, min(os.cpu_count() or 1, _MOST_THREADS))


@contextmanager
def thread_pool(given: Executor | None) -> Iterator[Executor]:
    """Use the pool given, or one of our own that is dropped at once when something goes wrong."""
    if given is not None:
        yield given
        return
    pool = ThreadPoolExecutor(thread_count(), thread_name_prefix="zcdossier")
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def in_order(pool: Executor, work: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
    """Yield `work(item)` in the order of the items; closing the iterator cancels what has not begun."""
    ahead: deque[Future[_R]] = deque()
    try:
        for item in items:
            ahead.append(pool.submit(work, item))
            if len(ahead) > thread_count():
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        for future in ahead:
            future.cancel()

"""Records built several at once, in threads of their own that feed one pool of page workers.

While one record is read, put together, checked or flushed to the disk, the pages of the next keep every core
busy. What a record holds in memory bounds how many are under way; the pool bounds what pages hold.
"""

import gc
from collections import deque
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from zcdossier.assemble.keeping.atomic_write import remove_uncommitted
from zcdossier.assemble.keeping.hash_cache import HashCache
from zcdossier.assemble.plan import RecordJob
from zcdossier.model.receipt import RecordReceipt

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from zcdossier.assemble.workers import PagePool

_MEMORY_BUDGET = 340_000_000  # bytes that records under way may hold, by what they are thought to
_COPIES = 3  # of a record's upload: coded pictures, the document, the check of it
_PICTURE_BYTES = 110_000_000  # bytes of decoded pictures kept by a record that has to shrink
_GARBAGE_BYTES = 64_000_000  # bytes of sources after which memory is tidied
_POLL_SECONDS = 0.1  # seconds: Windows lets Ctrl-C through only between two waits
_STOP_SECONDS = 0.7  # seconds for records to leave off; who has not done so by then is not waited for


class BuildTask(NamedTuple):
    """One record to be built below an output folder, with what the last build said of it."""

    job: RecordJob
    out: Path
    previous: RecordReceipt | None
    seen: HashCache

    @property
    def bytes(self) -> int:
        """What its sources hold together."""
        return sum(facts.bytes for file in self.job.files if (facts := self.job.facts.get(file)))

    @property
    def weight(self) -> int:
        """What building it may hold in memory, beside the pages in work."""
        limit = self.job.limits.max_bytes
        return _COPIES * self.bytes if self.bytes < limit else _COPIES * limit + _PICTURE_BYTES


class BuildPool:
    """The threads of a run of builds; made when there is something to do. A context manager."""

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads
        self._pages: PagePool | None = None
        self._records: ThreadPoolExecutor | None = None
        self._at_once = 1
        self._garbage = _GarbageBudget()

    def build(
        self,
        tasks: Sequence[BuildTask],
        started: Callable[[BuildTask], None],
        finished: Callable[[RecordReceipt], None],
    ) -> None:
        """Build all records, telling in this thread which is taken up, in order, and which is done.

        Whatever ends this early stops the records under way: nothing is torn, nothing is left behind, and what
        was done by then has been told.
        """
        from concurrent.futures import FIRST_COMPLETED, wait  # a build with nothing to do needs none

        pages, records = self._pools()
        waiting = deque(tasks)
        running: dict[Future[RecordReceipt], BuildTask] = {}
        try:
            while waiting or running:
                while waiting and self._has_room(waiting[0], running.values()):
                    task = waiting.popleft()
                    started(task)
                    running[records.submit(_build_task, task, pages, self._garbage)] = task
                finished_futures, _ = wait(running, timeout=_POLL_SECONDS, return_when=FIRST_COMPLETED)
                for future in finished_futures:
                    finished(future.result())
                    del running[future]
        except BaseException:
            self._stop(tuple(running))
            for future in filter(_has_succeeded, running):
                finished(future.result())
            raise

    def close(self) -> None:
        """Let the threads go; they have nothing to do any more."""
        for pool in (self._pages, self._records):
            if pool is not None:
                pool.shutdown(wait=False, cancel_futures=True)
        self._pages = self._records = None

    def _has_room(self, task: BuildTask, running: Collection[BuildTask]) -> bool:
        held = sum(running_task.weight for running_task in running)
        return not running or (len(running) < self._at_once and held + task.weight <= _MEMORY_BUDGET)

    def _pools(self) -> "tuple[PagePool, ThreadPoolExecutor]":
        from concurrent.futures import ThreadPoolExecutor

        from zcdossier.assemble.workers import PagePool

        if self._pages is None or self._records is None:
            self._pages = PagePool(self._threads)
            self._at_once = self._pages.threads + 1 if self._pages.threads > 1 else 1
            self._records = ThreadPoolExecutor(self._at_once, thread_name_prefix="zcdossier-record")
        return self._pages, self._records

    def _stop(self, running: "Sequence[Future[RecordReceipt]]") -> None:
        """Make the records under way leave off, and clean up after those that take too long for that."""
        from concurrent.futures import wait

        if self._pages is not None:
            self._pages.stop()
        self.close()
        _, late = wait(running, timeout=_STOP_SECONDS)
        if late:
            remove_uncommitted()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _has_succeeded(future: "Future[RecordReceipt]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


class _GarbageBudget:
    """What the libraries leave behind in circles of references: whole files, that would grow with the records.

    Looking for it takes a moment, so that it is only done when some has gathered.
    """

    def __init__(self) -> None:
        self._bytes = 0

    def add(self, size: int) -> None:
        """Take note of a record that is done; now and then, tidy up."""
        self._bytes += size
        if self._bytes >= _GARBAGE_BYTES:
            self._bytes = 0
            gc.collect()


def _build_task(task: BuildTask, pages: "PagePool", garbage: _GarbageBudget) -> RecordReceipt:
    from zcdossier.assemble.build_record import build_record  # loads what opens scans

    try:
        return build_record(task.job, task.out, task.previous, pool=pages, seen=task.seen)
    finally:
        garbage.add(task.bytes)

"""Many pages read by a few processes: in order, each outcome as soon as it is there, and no page takes others along.

A page that can't be read is a refusal with its reason. One that brings its process down, as a hostile file may, is
found out by reading those that were under way again, each alone.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from hashlib import sha256
from multiprocessing import Pipe, get_context
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from zcdossier.child_process import begin_child_process
from zcdossier.model.label import Label
from zcdossier.model.page_facts import PageFacts
from zcdossier.recognition.recogniser import Recogniser
from zcdossier.source.regular_file import read_regular_file

MOST_PROCESSES = 2
"""Unless told otherwise: each holds the models, 0.4 to 0.5 GB."""
_PAGES_WORTH_A_PROCESS = 3


class PageTask(NamedTuple):
    """A page (from 0) of a file whose content is of that kind and has that sha256; `file` is the name for messages."""

    path: Path
    file: str
    kind: str
    digest: str
    frame: int


class PageRefused(NamedTuple):
    """Why a page could not be read."""

    reason: Label


Outcome = PageFacts | PageRefused
LoadRecogniser = Callable[[], Recogniser]
PageReader = Callable[[Sequence[PageTask]], Iterator[Outcome]]
"""Yields the outcome of every page, in order. Raises NoRecogniserError."""

_DIED = PageRefused(
    Label(
        "读这一页的进程中途停了，可能是内存不够；关掉别的程序再试，或重新扫描这一页",
        "the process that read it died, perhaps out of memory; close other programs or scan the page again",
    )
)


def count_readers(pages: int, jobs: int | None = None) -> int:
    """How many processes are worth their start for so many pages."""
    most = jobs or min(MOST_PROCESSES, os.cpu_count() or 1)
    return max(1, min(most, pages // _PAGES_WORTH_A_PROCESS))


class ReadingPool:
    """Processes that read, started when there is something to read; `load` has to be importable by its name."""

    def __init__(self, load: LoadRecogniser, count: int) -> None:
        self._load, self._count = load, count
        self._pool: ProcessPoolExecutor | None = None

    def read(self, tasks: Sequence[PageTask]) -> Iterator[Outcome]:
        """Yield the outcome of every page, in order. Raises NoRecogniserError."""
        at = 0
        while at < len(tasks):
            for outcome in self._read_until_one_dies(tasks[at:]):
                yield outcome
                at += 1
            if at < len(tasks):
                yield next(self._read_until_one_dies(tasks[at : at + 1]), _DIED)
                at += 1

    def _read_until_one_dies(self, tasks: Sequence[PageTask]) -> Iterator[Outcome]:
        """Yield outcomes in order, and end early when a process died."""
        pool = self._pool = self._pool or self._start()
        ahead: deque[Future[Outcome]] = deque()
        try:
            for task in tasks:
                ahead.append(pool.submit(_read_task, task, self._load))
                if len(ahead) > 2 * self._count:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        except BrokenProcessPool:
            self.close()
        finally:
            for future in ahead:
                future.cancel()

    def _start(self) -> ProcessPoolExecutor:
        other_end, self._own_end = Pipe(duplex=False)
        return ProcessPoolExecutor(
            self._count, get_context("spawn"), initializer=begin_child_process, initargs=(other_end,)
        )

    def close(self) -> None:
        """End the processes; what they are about is not waited for."""
        if self._pool is None:
            return
        self._own_end.close()  # processes that are idle, or on a page nobody wants, end when they see it
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_here(tasks: Sequence[PageTask], load: LoadRecogniser) -> Iterator[Outcome]:
    """Read pages in this process."""
    for task in tasks:
        yield _read_task(task, load)


_loaded: dict[LoadRecogniser, Recogniser] = {}


def _read_task(task: PageTask, load: LoadRecogniser) -> Outcome:
    from zcdossier.assemble.refusal import RefusedError, reading  # not for who only asks how many
    from zcdossier.recognition.read_page import read_page

    if load not in _loaded:
        _loaded[load] = load()
    try:
        with reading(task.file):
            data = read_regular_file(task.path)
            if sha256(data).hexdigest() != task.digest:
                return PageRefused(_changed(task.file))
            return read_page(data, task.file, task.kind, task.frame, _loaded[load])
    except RefusedError as error:
        return PageRefused(error.text)


def _changed(file: str) -> Label:
    return Label(f"{file}：刚才变了，再运行一次 zcdossier read", f"{file}: has just changed; run zcdossier read again")


def load_rapid_recogniser() -> Recogniser:
    """The recogniser of the extra. Raises NoRecogniserError."""
    from zcdossier.recognition.rapid_recogniser import RapidRecogniser

    return RapidRecogniser()

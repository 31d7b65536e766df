"""Read the pages of a dossier's scans, each content once, and keep what was read for lint and build."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Protocol

from zcdossier.app.lint_dossier import read_dossier
from zcdossier.errors import CannotRunError, explain_os_errors
from zcdossier.lint.context import PHOTO
from zcdossier.model.facts import SCAN_FORMATS, FactGroup, FileFacts
from zcdossier.model.label import Label
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.results import PagesRead, UnreadPage
from zcdossier.probe.facts_cache import FactsCache
from zcdossier.probe.gather import gather
from zcdossier.probe.page_store import FileReading, PageStore
from zcdossier.profiles.load import Profiles
from zcdossier.recognition.page_tasks import (
    PageReader,
    PageRefused,
    PageTask,
    ReadingPool,
    count_readers,
    load_rapid_recogniser,
)
from zcdossier.recognition.recogniser import NoRecogniserError

_NEEDED = ("rapidocr", "onnxruntime")
_PAGES_BETWEEN_WRITES = 10
FACTS_TO_READ = frozenset({FactGroup.CONTENT, FactGroup.PAGES})


class ReadProgress(Protocol):
    """Hears which file is read, and of each page that is done."""

    def file_started(self, file: str) -> None:
        """A file is taken up."""

    def page_finished(self) -> None:
        """A page is read, or can't be."""


class NullReadProgress:
    """Hears everything and shows nothing."""

    def file_started(self, file: str) -> None:
        """Hear nothing."""

    def page_finished(self) -> None:
        """Hear nothing."""


class FileToRead(NamedTuple):
    """A content that is to be read: the first file that has it, its kind, and which pages (from 0) of how many."""

    path: Path
    file: str
    kind: str
    digest: str
    indexes: tuple[int, ...]
    total: int
    kept: tuple[PageFacts, ...] = ()


class ReadingPlan(NamedTuple):
    """What is to be read in one dossier; `known_pages` are known already, by the engines named in `engines`.

    `outdated_pages` are to be read although they are known, as they would be read otherwise today. What is read is
    kept in the dossier `kept_in`, or where the files lie.
    """

    root: Path
    files: tuple[FileToRead, ...]
    known_pages: int = 0
    engines: frozenset[str] = frozenset()
    kept_in: Path | None = None
    outdated_pages: int = 0

    @property
    def pages(self) -> int:
        """How many pages are to be read."""
        return sum(len(file.indexes) for file in self.files)


def require_recogniser() -> str:
    """Return the name of the engine. Raises CannotRunError where the extra is not installed."""
    if not is_recogniser_installed() and getattr(sys, "frozen", False):
        raise CannotRunError(
            Label(
                "不用装 Python 的这个版本不带文字识别；要读扫描件，请照 README.zh-CN.md 用 Python 安装，带上 [read]。",
                "This program reads no scans: install it with Python as README.md says, with [read].",
            ),
        )
    if not is_recogniser_installed():
        raise CannotRunError(
            Label(
                '读扫描件要先安装扩展：pip install "zcdossier[read]"（约 430 MB，装好后不再联网）。',
                'reading scans needs an extra: pip install "zcdossier[read]" (about 430 MB; offline once installed).',
            ),
        )
    from zcdossier.recognition.rapid_recogniser import engine_name  # optional

    return engine_name()


def is_recogniser_installed() -> bool:
    """Whether the extra is there; nothing is loaded."""
    return all(find_spec(name) is not None for name in _NEEDED)


def plan_dossier(root: Path, *, again: bool = False, profiles: Profiles | None = None) -> ReadingPlan:
    """Return what is to be read in the dossier in `root`; with `again` what is known already, too.

    The ID photo is not read. Raises CannotRunError when the manifest can't be read.
    """
    opened = read_dossier(root, profiles=profiles)
    if opened.dossier is None:
        raise CannotRunError(
            Label(
                "清单读不了，不知道有哪些扫描件；先运行 zcdossier lint",
                "the manifest can't be read, so its scans are not known; run zcdossier lint first",
            ),
        )
    records = (record for record in opened.dossier.everything() if record.section != PHOTO)
    files = [scan.file for record in records for scan in record.scans]
    return plan_files(root, files, again=again)


def plan_files(root: Path, files: Sequence[str], *, again: bool = False, kept_in: Path | None = None) -> ReadingPlan:
    """Return what is to be read of files below a folder; those that can't be used are left to lint.

    With `kept_in`, a dossier, what is read is kept there, and nothing is written where the files lie.
    """
    store = PageStore(kept_in or root)
    needs = dict.fromkeys(files, FACTS_TO_READ)
    facts = gather(root, needs, needs=needs, cache=FactsCache(root) if kept_in is None else None, store=store)
    by_digest: dict[str, FileFacts] = {}
    for found in facts.values():
        if found.usable and found.format in SCAN_FORMATS and found.digest:
            by_digest.setdefault(found.digest, found)
    to_read: list[FileToRead] = []
    known_pages, outdated_pages, engines = 0, 0, set()
    for digest, found in by_digest.items():
        reading = None if again else store.recall(digest)
        kept = reading.pages if reading is not None and reading.total == found.pages else ()
        if reading is not None and reading.is_outdated:
            outdated_pages += len(kept)
            kept = ()
        if reading is not None and kept:
            engines.add(reading.engine)
        known_pages += len(kept)
        missing = sorted({*range(found.pages)} - {page.page - 1 for page in kept})
        if missing:
            to_read.append(
                FileToRead(root / found.path, found.path, found.format, digest, tuple(missing), found.pages, kept)
            )
    return ReadingPlan(root, tuple(to_read), known_pages, frozenset(engines), kept_in, outdated_pages)


def reading_pool(pages: int, jobs: int | None = None) -> ReadingPool:
    """Return what reads so many pages."""
    return ReadingPool(load_rapid_recogniser, count_readers(pages, jobs))


def carry_out(plan: ReadingPlan, reader: PageReader, engine: str, progress: ReadProgress | None = None) -> PagesRead:
    """Read what is planned. Every file is kept as soon as it is read; what was read before a stop is not lost.

    Raises CannotRunError when the engine can't be started, or nothing can be kept.
    """
    store, listener = PageStore(plan.kept_in or plan.root), progress or NullReadProgress()
    tasks = [
        PageTask(file.path, file.file, file.kind, file.digest, index) for file in plan.files for index in file.indexes
    ]
    unread: list[UnreadPage] = []
    if tasks:
        with _explain_writing(store):
            store.prepare()
    outcomes = reader(tasks)
    try:
        for file in plan.files:
            listener.file_started(file.file)
            unread += _read_file(file, outcomes, _Keeper(store, file, engine), listener)
    except NoRecogniserError as error:
        raise CannotRunError(
            Label(
                f'文字识别启动不了（{error}）；重新安装：pip install --force-reinstall "zcdossier[read]"',
                f'the text recogniser can\'t be started ({error}); run pip install --force-reinstall "zcdossier[read]"',
            ),
        ) from error
    finally:
        close = getattr(outcomes, "close", None)
        if close is not None:
            close()
    read = plan.pages - len(unread)
    older_engines = plan.engines - {engine}
    return PagesRead(plan.root, read, plan.known_pages, tuple(unread), older_engines, plan.outdated_pages)


def _read_file(
    file: FileToRead, outcomes: Iterator[PageFacts | PageRefused], keeper: "_Keeper", progress: ReadProgress
) -> Iterator[UnreadPage]:
    """Take the pages of one file; yield those that can't be read."""
    with closing(keeper):
        for index in file.indexes:
            outcome = next(outcomes)
            if isinstance(outcome, PageRefused):
                yield UnreadPage(file.file, index + 1, file.total, outcome.reason)
            else:
                keeper.add(outcome)
            progress.page_finished()


def _explain_writing(store: PageStore) -> AbstractContextManager[None]:
    folder = store.folder
    return explain_os_errors(Label(f"读到的内容写不进 {folder}", f"what was read can't be written to {folder}"))


class _Keeper:
    """Keeps the pages of one file in the store: all at its end, and now and then before."""

    def __init__(self, store: PageStore, file: FileToRead, engine: str) -> None:
        self._store, self._file, self._engine = store, file, engine
        self._pages = list(file.kept)
        self._unwritten = 0

    def add(self, page: PageFacts) -> None:
        self._pages.append(page)
        self._unwritten += 1
        if self._unwritten >= _PAGES_BETWEEN_WRITES:
            self._write()

    def close(self) -> None:
        if self._unwritten:
            self._write()

    def _write(self) -> None:
        pages = tuple(sorted(self._pages, key=lambda page: page.page))
        reading = FileReading(pages, self._file.total, self._engine)
        with _explain_writing(self._store):
            self._store.keep(self._file.digest, reading)
        self._unwritten = 0

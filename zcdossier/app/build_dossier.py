"""Build one dossier: every record's scans become one PDF; a bad record never stops the others.

What became of each record is kept on disk meanwhile, so that a stopped build has not worked for nothing.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.build_place import claim_place
from zcdossier.app.build_plan import plan_jobs
from zcdossier.app.build_pool import BuildPool, BuildTask
from zcdossier.app.build_progress import BuildProgress, NullProgress
from zcdossier.app.lint_dossier import lint_dossier, verdict_code
from zcdossier.app.stale_uploads import find_stale, set_stale_aside
from zcdossier.app.total_limits import (
    TotalGroup,
    as_last_time,
    groups_of,
    refused,
    shortage_of,
    with_groups,
    with_limit,
)
from zcdossier.assemble.keeping import receipt_file as receipts
from zcdossier.assemble.keeping.hash_cache import HASH_CACHE_NAME, HashCache
from zcdossier.assemble.keeping.receipt_file import RECEIPT_NAME, current_version
from zcdossier.assemble.keeping.up_to_date_check import recall_receipt, reuse_receipt
from zcdossier.assemble.keeping.upload_names import UPLOAD_FOLDER
from zcdossier.assemble.plan import RecordJob
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import BUILD_FOLDER
from zcdossier.model.receipt import BuildOutcome, Receipt, RecordReceipt
from zcdossier.model.results import StaleUploads
from zcdossier.profiles.load import Profiles

_SAVE_EVERY = 5.0  # seconds


class BuildResult(NamedTuple):
    """What a build did. `receipt` is None when the manifest could not be read; `stale` are uploads of no record.

    `unsaved` says why the receipt could not be written: every record counts as changed next time. `locked` is
    False where the file system could not keep a second build from writing to the same place.
    """

    linted: LintResult
    out: Path
    receipt: Receipt | None = None
    stale: StaleUploads = StaleUploads()
    unsaved: CannotRunError | None = None
    locked: bool = True

    @property
    def uploads(self) -> Path:
        """The folder of the PDFs to hand in."""
        return self.out / UPLOAD_FOLDER

    @property
    def complete(self) -> bool:
        """Whether every record has its PDF."""
        return self.receipt is not None and all(
            record.outcome is not BuildOutcome.FAILED for record in self.receipt.records
        )

    def exit_code(self, *, strict: bool) -> int:
        """What it means to a script: a receipt that could not be kept outweighs findings and records that failed."""
        if self.unsaved is not None:
            return self.unsaved.exit_code
        return verdict_code(self.linted.verdict, strict=strict) if self.complete else ExitCode.FINDINGS


class ReceiptWriter:
    """One build's receipt in the making, beside what the last one said. `unsaved` is why it can't be written."""

    def __init__(self, path: Path, jobs: Sequence[RecordJob], profile: str, level: str) -> None:
        self.unsaved: CannotRunError | None = None
        self._path = path
        self._order = [job.record for job in jobs]
        self._about = (profile, level)
        self._saved = receipts.load_own_receipt(path)
        self._previous = {record.record: record for record in self._saved.records} if self._saved else {}
        self._done: dict[str, RecordReceipt] = {}
        self._saved_at = time.monotonic()

    def previous(self, record: str) -> RecordReceipt | None:
        """What the last build of the same version said of a record."""
        return self._previous.get(record)

    @property
    def done(self) -> dict[str, RecordReceipt]:
        """What became of records so far, by their names."""
        return dict(self._done)

    def record(self, receipt: RecordReceipt) -> None:
        """Take what became of a record. Now and then all of it goes to the disk."""
        self._done[receipt.record] = receipt
        if time.monotonic() - self._saved_at > _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Write what is known now: of a record not reached yet, what the last build said."""
        newest = [self._done.get(record) or self._previous.get(record) for record in self._order]
        receipt = self._receipt(_as_built(record) for record in newest if record is not None)
        if receipt != self._saved:
            try:
                receipts.save_receipt(self._path, receipt)
            except CannotRunError as error:
                self.unsaved = error
            else:
                self._saved, self.unsaved = receipt, None
        self._saved_at = time.monotonic()

    def receipt(self) -> Receipt:
        """Return what this build did, record by record."""
        return self._receipt(self._done[record] for record in self._order if record in self._done)

    def _receipt(self, records: Iterable[RecordReceipt]) -> Receipt:
        return Receipt(current_version(), *self._about, tuple(records))


def _as_built(record: RecordReceipt) -> RecordReceipt:
    """A receipt says how a record came to be, not that it was left alone this time."""
    return replace(record, outcome=BuildOutcome.BUILT) if record.outcome is BuildOutcome.UNCHANGED else record


def build_dossier(
    root: Path,
    *,
    as_of: date,
    out: Path | None = None,
    progress: BuildProgress | None = None,
    profiles: Profiles | None = None,
    pool: BuildPool | None = None,
    prune: bool = False,
    run: str = "",
) -> BuildResult:
    """Build the dossier in `root` into `out` (else its `build/`).

    `prune` moves uploads of no record aside. A build of the same `run`, which several machines share, is waited for.
    Raises CannotRunError when `out` can't be written, is being written to, or is another dossier's.
    """
    looked_at = time.time_ns()
    linted = lint_dossier(root, as_of=as_of, profiles=profiles)
    target = out or root / BUILD_FOLDER
    if linted.dossier is None or linted.profile is None:
        return BuildResult(linted, target)
    jobs = plan_jobs(linted, linted.dossier, linted.profile, looked_at)
    groups = groups_of(linted.profile.build, jobs)
    jobs = with_groups(jobs, groups)
    with claim_place(target, root, linted.dossier, run) as is_locked:
        writer = ReceiptWriter(target / RECEIPT_NAME, jobs, linted.dossier.profile, linted.dossier.level)
        with _use_pool(pool) as build_pool:
            wanted = WantedUploads(linted.name, target, tuple(jobs), groups)
            _build_all(wanted, writer, progress=progress or NullProgress(), pool=build_pool)
        stale = find_stale(target, [path for job in jobs for path in job.targets])
        if prune:
            stale = set_stale_aside(target, stale, datetime.now().astimezone())
    return BuildResult(linted, target, writer.receipt(), stale, writer.unsaved, is_locked)


class WantedUploads(NamedTuple):
    """What is to be built of a dossier below its output folder, and which records share a limit."""

    name: str
    target: Path
    jobs: tuple[RecordJob, ...]
    groups: tuple[TotalGroup, ...] = ()


def _build_all(wanted: WantedUploads, writer: ReceiptWriter, *, progress: BuildProgress, pool: BuildPool) -> None:
    """Build what is not known to be unchanged. Stopped or not, the receipt says what was done."""
    seen = HashCache(wanted.target / HASH_CACHE_NAME)
    tasks, recalled_receipts = _recall(wanted, writer, seen)
    changed_tasks = [task for task, receipt in zip(tasks, recalled_receipts, strict=True) if receipt is None]
    progress.dossier_started(wanted.name, len(tasks), sum(task.bytes for task in changed_tasks))
    try:
        for receipt in recalled_receipts:
            if receipt is not None:
                writer.record(receipt)
                progress.record_finished(receipt)
        if changed_tasks:
            _build_changed(changed_tasks, writer, progress, pool)
            for group in wanted.groups:
                _keep_total(group, tasks, writer, pool)
    finally:
        writer.save()
        seen.save()
        progress.dossier_finished()


def _recall(
    wanted: WantedUploads, writer: ReceiptWriter, seen: HashCache
) -> tuple[list[BuildTask], list[RecordReceipt | None]]:
    """Return the tasks, and the receipts of those that need no building.

    Records that share a limit are left alone together, each with its share of last time, or built anew together.
    """
    uploads = wanted.target / UPLOAD_FOLDER

    def tasks_of(jobs: Iterable[RecordJob]) -> list[BuildTask]:
        return [BuildTask(job, uploads, writer.previous(job.record), seen) for job in jobs]

    tasks = tasks_of(as_last_time(job, writer.previous(job.record)) for job in wanted.jobs)
    receipts = [recall_receipt(*task) or (reuse_receipt(*task) if task.job.group else None) for task in tasks]
    changed = {task.job.record for task, receipt in zip(tasks, receipts, strict=True) if receipt is None}
    together = {name for group in wanted.groups if not changed.isdisjoint(group.records) for name in group.records}
    anew = tasks_of(wanted.jobs)
    for index, job in enumerate(wanted.jobs):
        if job.record in together:
            tasks[index], receipts[index] = anew[index]._replace(previous=None), None
    return tasks, receipts


def _keep_total(group: TotalGroup, tasks: Sequence[BuildTask], writer: ReceiptWriter, pool: BuildPool) -> None:
    """Build again, smaller, what takes too much together with others; tell where that can't be."""
    by_record = {task.job.record: task for task in tasks}
    jobs = {name: task.job for name, task in by_record.items()}
    stuck: frozenset[str] = frozenset()
    for _ in range(_MOST_SHARINGS):
        shortage = shortage_of(group, jobs, writer.done, stuck)
        if shortage is None:
            return
        if not shortage.allowed:
            break
        before = writer.done
        smaller = [
            by_record[name]._replace(job=with_limit(jobs[name], most), previous=None)
            for name, most in shortage.allowed.items()
        ]
        pool.build(smaller, lambda _task: None, writer.record)
        failed = {name for name in shortage.allowed if writer.done[name].outcome is BuildOutcome.FAILED}
        for name in failed:  # the larger one is still there
            writer.record(before[name])
        stuck |= failed
    shortage = shortage_of(group, jobs, writer.done, stuck)
    for receipt in refused(shortage, writer.done).values() if shortage is not None else ():
        writer.record(receipt)


_MOST_SHARINGS = 4


def _build_changed(tasks: Sequence[BuildTask], writer: ReceiptWriter, progress: BuildProgress, pool: BuildPool) -> None:
    def started(task: BuildTask) -> None:
        progress.record_started(task.job.record, task.job.title, task.bytes)

    def finished(receipt: RecordReceipt) -> None:
        writer.record(receipt)
        progress.record_finished(receipt)

    pool.build(tasks, started, finished)


@contextmanager
def _use_pool(pool: BuildPool | None) -> Iterator[BuildPool]:
    """Use the pool given, or one for this dossier alone."""
    if pool is not None:
        yield pool
        return
    with BuildPool() as own_pool:
        yield own_pool

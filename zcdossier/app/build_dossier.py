"""Build one dossier: every record's scans become one PDF; a bad record never stops the others.

What became of each record is kept on disk meanwhile, so that a stopped build has not worked for nothing. Uploads that
belong to no record any more are named, so that nobody hands in yesterday's, and set aside when asked.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path, PurePath
from typing import NamedTuple

from zcdossier.app.build_plan import plan_jobs
from zcdossier.app.build_pool import BuildPool, BuildTask
from zcdossier.app.build_progress import BuildProgress, NullProgress
from zcdossier.app.lint_dossier import lint_dossier, verdict_code
from zcdossier.app.output_files import make_output_folder
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
from zcdossier.assemble.keeping.atomic_write import sweep_below
from zcdossier.assemble.keeping.build_lock import lock_folder
from zcdossier.assemble.keeping.hash_cache import HASH_CACHE_NAME, HashCache
from zcdossier.assemble.keeping.receipt_file import RECEIPT_NAME, current_version
from zcdossier.assemble.keeping.up_to_date_check import recall_receipt, reuse_receipt
from zcdossier.assemble.keeping.upload_names import UPLOAD_FOLDER, find_orphans
from zcdossier.assemble.plan import RecordJob
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.dossier import Dossier
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import BUILD_FOLDER
from zcdossier.model.receipt import BuildOutcome, Receipt, RecordReceipt
from zcdossier.model.results import StaleUploads
from zcdossier.profiles.load import Profiles

REMOVED_FOLDER = "removed"
_SAVE_EVERY = 5.0  # seconds
_PATIENCE = 600.0  # seconds to wait for a build of the same run on a machine that was given up


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
    Raises CannotRunError when `out` can't be written, or is being written to by another build.
    """
    looked_at = time.time_ns()
    linted = lint_dossier(root, as_of=as_of, profiles=profiles)
    target = out or root / BUILD_FOLDER
    if linted.dossier is None or linted.profile is None:
        return BuildResult(linted, target)
    _keep_from_scans(target, root, linted.dossier)
    jobs = plan_jobs(linted, linted.dossier, linted.profile, looked_at)
    groups = groups_of(linted.profile.build, jobs)
    jobs = with_groups(jobs, groups)
    with _claim_output(target, run) as is_locked:
        writer = ReceiptWriter(target / RECEIPT_NAME, jobs, linted.dossier.profile, linted.dossier.level)
        with _use_pool(pool) as build_pool:
            wanted = WantedUploads(linted.name, target, tuple(jobs), groups)
            _build_all(wanted, writer, progress=progress or NullProgress(), pool=build_pool)
        stale = find_stale(target, [path for job in jobs for path in job.targets])
        if prune:
            stale = set_stale_aside(target, stale, datetime.now().astimezone())
    return BuildResult(linted, target, writer.receipt(), stale, writer.unsaved, is_locked)


def _keep_from_scans(target: Path, root: Path, dossier: Dossier) -> None:
    """Refuse to write where a record's scans lie: the next run would take what is written for evidence."""
    place = target.resolve()
    for record in dossier.everything():
        if record.folder and place.is_relative_to((root / record.folder).resolve()):
            raise CannotRunError(
                Label(
                    f"{record.folder} 里只放这条记录的扫描件，不能写到这里；--out 换一个文件夹",
                    f"{record.folder} holds the scans of a record, nothing is written there: name another --out",
                )
            )


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


@contextmanager
def _claim_output(target: Path, run: str) -> Iterator[bool]:
    """Make the output folder and have it to ourselves; False where that can't be made sure."""
    make_output_folder(target)
    with lock_folder(target, run=run, patience=_PATIENCE) as is_locked:
        if is_locked:
            sweep_below(target)
        yield is_locked


def find_stale(out: Path, wanted: Iterable[PurePath]) -> StaleUploads:
    """Name every PDF among the uploads that is none of the wanted ones, below the output folder."""
    return StaleUploads(tuple(f"{UPLOAD_FOLDER}/{name}" for name in find_orphans(out / UPLOAD_FOLDER, wanted)))


def set_stale_aside(out: Path, stale: StaleUploads, now: datetime) -> StaleUploads:
    """Move stale uploads out of the way, never deleting one; what can't be moved stays named."""
    if not stale.left:
        return stale
    to = _new_folder(out / REMOVED_FOLDER, f"{now:%Y-%m-%d %H-%M-%S}")
    moved = tuple(name for name in stale.left if to is not None and _move(out / name, to / _below_uploads(name)))
    _remove_empty_folders(out / UPLOAD_FOLDER, map(_below_uploads, moved))
    if to is not None:
        _remove_empty_folders(to.parent, [f"{to.name}/{_below_uploads(name)}" for name in stale.left])
    return StaleUploads(tuple(name for name in stale.left if name not in moved), moved, to if moved else None)


def _new_folder(parent: Path, name: str) -> Path | None:
    """Make a folder that was not there before."""
    with suppress(OSError):
        parent.mkdir(exist_ok=True)
        for number in range(1, 100):
            with suppress(FileExistsError):
                folder = parent / (name if number == 1 else f"{name}-{number}")
                folder.mkdir()
                return folder
    return None


def _below_uploads(name: str) -> str:
    return name.partition("/")[2]


def _move(path: Path, to: Path) -> bool:
    """Move a file on the same disk. One that is open somewhere can't be moved on Windows."""
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        path.rename(to)
    except OSError:
        return False
    return True


def _remove_empty_folders(top: Path, names: Iterable[str]) -> None:
    """Remove the folders of these files where nothing is left in them, up to `top`."""
    for name in names:
        folder = (top / name).parent
        with suppress(OSError):
            while folder != top:
                folder.rmdir()  # refuses when it is not empty
                folder = folder.parent

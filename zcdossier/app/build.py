"""Build one dossier: every record's scans become one PDF; a bad record never stops the others."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.crew import Crew, Order
from zcdossier.app.jobs import record_jobs
from zcdossier.app.ledger import Ledger
from zcdossier.app.lint import Linted, lint_dossier
from zcdossier.app.progress import Listener, Silence
from zcdossier.app.stale import Stale, find_stale, set_aside
from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.keeping.atomic import place_aside, sweep_below
from zcdossier.assemble.keeping.lock import locked
from zcdossier.assemble.keeping.receipt import RECEIPT_NAME
from zcdossier.assemble.keeping.seen import SEEN_NAME, Seen
from zcdossier.assemble.keeping.unchanged import recalled
from zcdossier.assemble.keeping.uploads import UPLOAD_FOLDER
from zcdossier.errors import CannotRunError
from zcdossier.manifest.keys import BUILD_FOLDER
from zcdossier.model.receipt import Outcome, Receipt, RecordReceipt
from zcdossier.profiles.load import Profiles


class Built(NamedTuple):
    """What a build did. `receipt` is None when the manifest could not be read; `stale` are uploads of no record.

    `unsaved` says why the receipt could not be written: every record counts as changed next time. `locked` is
    False where the file system could not keep a second build from writing to the same place.
    """

    linted: Linted
    out: Path
    receipt: Receipt | None = None
    stale: Stale = Stale()
    unsaved: CannotRunError | None = None
    locked: bool = True

    @property
    def uploads(self) -> Path:
        """The folder of the PDFs to hand in."""
        return self.out / UPLOAD_FOLDER

    @property
    def complete(self) -> bool:
        """Whether every record has its PDF."""
        return self.receipt is not None and all(one.outcome is not Outcome.FAILED for one in self.receipt.records)


def build_dossier(
    root: Path,
    *,
    as_of: date,
    out: Path | None = None,
    listener: Listener | None = None,
    profiles: Profiles | None = None,
    crew: Crew | None = None,
    prune: bool = False,
) -> Built:
    """Build the dossier in `root` into `out` (else its `build/`).

    `prune` moves uploads of no record aside. Raises CannotRunError when `out` can't be written, or is being
    written to by another build.
    """
    looked_at = time.time_ns()
    linted = lint_dossier(root, as_of=as_of, profiles=profiles)
    target = out or root / BUILD_FOLDER
    if linted.dossier is None or linted.profile is None:
        return Built(linted, target)
    jobs = record_jobs(linted, linted.dossier, linted.profile, looked_at)
    ledger = Ledger(target / RECEIPT_NAME, jobs, linted.dossier.profile, linted.dossier.level)
    with _claimed(target) as is_locked:
        with _crew(crew) as hands:
            _build_all(jobs, linted.name, target, ledger, listener=listener or Silence(), crew=hands)
        stale = find_stale(target, [job.target for job in jobs])
        if prune:
            stale = set_aside(target, stale, datetime.now().astimezone())
    return Built(linted, target, ledger.receipt(), stale, ledger.unsaved, is_locked)


def _build_all(
    jobs: Sequence[RecordJob], name: str, target: Path, ledger: Ledger, *, listener: Listener, crew: Crew
) -> None:
    """Build what is not known to be unchanged. Stopped or not, the receipt says what was done."""
    seen = Seen(target / SEEN_NAME)
    uploads = target / UPLOAD_FOLDER
    orders = [Order(job, uploads, ledger.previous(job.record), seen) for job in jobs]
    known = [recalled(*order) for order in orders]
    rest = [order for order, receipt in zip(orders, known, strict=True) if receipt is None]
    listener.dossier_started(name, len(jobs), sum(order.bytes for order in rest))
    try:
        for receipt in known:
            if receipt is not None:
                ledger.enter(receipt)
                listener.record_finished(receipt)
        if rest:
            _build_rest(rest, ledger, listener, crew)
    finally:
        ledger.save()
        seen.save()
        listener.dossier_finished()


def _build_rest(orders: Sequence[Order], ledger: Ledger, listener: Listener, crew: Crew) -> None:
    def started(order: Order) -> None:
        listener.record_started(order.job.record, order.job.title, order.bytes)

    def finished(receipt: RecordReceipt) -> None:
        ledger.enter(receipt)
        listener.record_finished(receipt)

    crew.build(orders, started, finished)


@contextmanager
def _crew(given: Crew | None) -> Iterator[Crew]:
    """Use the crew given, or one for this dossier alone."""
    if given is not None:
        yield given
        return
    with Crew() as crew:
        yield crew


@contextmanager
def _claimed(target: Path) -> Iterator[bool]:
    """Make the output folder and have it to ourselves; False where that can't be made sure.

    It is tried first: a folder that is there may still take no file.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
        with place_aside(target / RECEIPT_NAME):
            pass
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotRunError(f"写不进 {target}：{reason}", f"can't write to {target}: {reason}") from error
    with locked(target) as is_locked:
        if is_locked:
            sweep_below(target)
        yield is_locked

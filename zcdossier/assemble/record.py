"""One record: an order in, one verified PDF in its place and a receipt out. Steps 1 to 7 of building, in order."""

import errno
import logging
import time
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from zcdossier.assemble import wording
from zcdossier.assemble.fit import Fitted, write_fitting
from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.keeping.atomic import Aside, place_aside
from zcdossier.assemble.keeping.digest import Fingerprint, fingerprint, same_as
from zcdossier.assemble.keeping.seen import Seen
from zcdossier.assemble.keeping.unchanged import settings_of, source_name, unchanged, upload_name
from zcdossier.assemble.keeping.verify import verify
from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings
from zcdossier.assemble.plan import Plan, make_plan
from zcdossier.assemble.refusal import RefusedError, reading, short
from zcdossier.assemble.workers import leave_if_stopping, thread_pool
from zcdossier.model.label import Label
from zcdossier.model.receipt import Outcome, RecordReceipt, SourceReceipt


def build_record(
    job: RecordJob,
    out: Path,
    previous: RecordReceipt | None,
    *,
    pool: Executor | None = None,
    seen: Seen | None = None,
) -> RecordReceipt:
    """Build one record's PDF below `out`; a bad source or a full disk makes a receipt that says so.

    `previous` is what the last receipt of the same version says of this record. `pool` may be shared by
    records; without one the record has its own. Whatever happens, the target is the old file or the new one.
    """
    memory = seen or Seen()
    draft = RecordReceipt(
        record=job.record,
        section=job.section,
        title=job.title,
        outcome=Outcome.FAILED,
        limit=job.limits.max_bytes,
        settings=settings_of(job),
    )
    target = out / job.target
    try:
        plan = make_plan(job)
        left_alone = unchanged(job, out, previous, memory)
        if left_alone is not None:
            return left_alone
        with suppress_warnings():
            return _build(job, plan, target, draft, pool=pool, memory=memory)
    except RefusedError as refused:
        text = refused.text
    except OSError as error:
        text = _disk_trouble(job, error)
    if target.is_file():
        text = wording.earlier_stays(text, job.target.as_posix())
    return replace(draft, error_zh=text.zh, error_en=text.text("en"))


def _build(
    job: RecordJob, plan: Plan, target: Path, draft: RecordReceipt, *, pool: Executor | None, memory: Seen
) -> RecordReceipt:
    sources = _read_sources(job, memory)
    target.parent.mkdir(parents=True, exist_ok=True)
    with thread_pool(pool) as workers, place_aside(target) as aside:
        fitted = _write(job, plan, aside.file, workers)
        written = _checked(job, aside, fitted, sources, workers)
        aside.settle()
    memory.keep_written(upload_name(job), target, written)
    parts = dict.fromkeys((page.file, page.part) for page in plan.pages)
    return replace(
        draft,
        outcome=Outcome.BUILT,
        file=job.target.as_posix(),
        bytes=written.bytes,
        pages=len(plan.pages),
        sha256=written.sha256,
        sources=tuple(
            SourceReceipt(file, part, sources[file].bytes, sources[file].sha256, plan.pages_of(file, part))
            for file, part in parts
        ),
        recoded=fitted.recoded,
        notes_zh=tuple(note.zh for note in fitted.notes),
        notes_en=tuple(note.text("en") for note in fitted.notes),
    )


def _read_sources(job: RecordJob, memory: Seen) -> Mapping[str, Fingerprint]:
    """Take every source by content. One that is not what the facts were gathered of would be merged wrongly."""
    sources = {}
    for file in job.files:
        started = time.time_ns()
        with reading(file):
            found = fingerprint(job.path(file))
        was_written_since = job.looked_at <= found.stamp.latest <= started
        if found.bytes != job.facts[file].bytes or (job.looked_at and was_written_since):
            raise RefusedError(wording.changed(file))
        memory.keep(source_name(file), found, started)
        sources[file] = found
    return sources


def _write(job: RecordJob, plan: Plan, file: BinaryIO, workers: Executor) -> Fitted:
    """Write the record. What a hostile source makes the PDF library raise only now costs this record, not the run."""
    leave_if_stopping(workers)
    try:
        return write_fitting(job, plan, file, workers)
    except (RefusedError, OSError):
        raise
    except Exception as error:
        logging.getLogger(__name__).debug("assembling failed", exc_info=True)
        raise RefusedError(wording.not_merged(short(error))) from error


def _checked(
    job: RecordJob, aside: Aside, fitted: Fitted, sources: Mapping[str, Fingerprint], workers: Executor
) -> Fingerprint:
    """Return what was written, once the second library has seen it and no source has moved meanwhile."""
    leave_if_stopping(workers)
    aside.flush()
    verify(aside.path, fitted.pages, job.limits.max_bytes)
    leave_if_stopping(workers)
    for file, before in sources.items():
        with reading(file):
            if not same_as(job.path(file), before):
                raise RefusedError(wording.changed(file))
    written = fingerprint(aside.path)
    leave_if_stopping(workers)
    return written


def _disk_trouble(job: RecordJob, error: OSError) -> Label:
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return wording.disk_full()
    return wording.not_writable(job.target.as_posix(), error.strerror or str(error))

"""One record: an order in, one verified PDF in its place and a receipt out. Steps 1 to 7 of building, in order."""

import errno
import hashlib
import json
import logging
import warnings
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from zcdossier.assemble import wording
from zcdossier.assemble.atomic import place_aside
from zcdossier.assemble.digest import fingerprint, same_as
from zcdossier.assemble.fit import Fitted, write_fitting
from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.plan import Plan, make_plan
from zcdossier.assemble.refusal import RefusedError, reading, short
from zcdossier.assemble.verify import verify
from zcdossier.assemble.workers import thread_pool
from zcdossier.model.label import Label
from zcdossier.model.receipt import Outcome, RecordReceipt, SourceReceipt

_SHA256_DIGITS = 64


def build_record(
    job: RecordJob, out: Path, previous: RecordReceipt | None, *, pool: Executor | None = None
) -> RecordReceipt:
    """Build one record's PDF below `out`; a bad source or a full disk makes a receipt that says so.

    `previous` is what the last receipt of the same version says of this record. `pool` may be shared by
    records; without one the record has its own. Whatever happens, the target is the old file or the new one.
    """
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
        if previous is not None and _is_unchanged(job, previous, draft.settings, target):
            return replace(previous, outcome=Outcome.UNCHANGED)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters of a library's remarks is in the receipt
            return _build(job, plan, target, draft, pool)
    except RefusedError as refused:
        text = refused.text
    except OSError as error:
        text = _disk_trouble(job, error)
    if target.is_file():
        text = wording.earlier_stays(text, job.target.as_posix())
    return replace(draft, error_zh=text.zh, error_en=text.text("en"))


def settings_of(job: RecordJob) -> str:
    """Sum up what shapes the upload beside its sources: limits in words, the rest as a short digest."""
    limits = job.limits
    order = [[piece.file, piece.part_id, piece.part_label, list(piece.pages)] for piece in job.pieces]
    text = json.dumps([job.title, order, job.target.as_posix()], ensure_ascii=True)
    short = hashlib.sha256(text.encode()).hexdigest()[:12]
    page = f"{limits.page_width_mm:g}x{limits.page_height_mm:g}mm"
    return f"{page} <{limits.max_bytes} >={limits.min_dpi}dpi {short}"


def _is_unchanged(job: RecordJob, previous: RecordReceipt, settings: str, target: Path) -> bool:
    """Whether the upload there is what building again would give: settings, sources and output by content."""
    if previous.outcome is Outcome.FAILED or previous.settings != settings:
        return False
    if (previous.record, previous.section, previous.file) != (job.record, job.section, job.target.as_posix()):
        return False
    known = {source.file: (source.bytes, source.sha256) for source in previous.sources}
    if known.keys() != set(job.files):
        return False
    if any(job.facts[file].bytes != size for file, (size, _) in known.items()):
        return False
    try:
        if not target.is_file() or target.stat().st_size != previous.bytes:
            return False
        return all(_digest_of(job, file) == digest for file, (_, digest) in known.items()) and (
            fingerprint(target).sha256 == previous.sha256
        )
    except OSError:
        return False


def _digest_of(job: RecordJob, file: str) -> str:
    """Return the sha256 that was measured with the other facts, else measure it."""
    known = job.facts[file].digest
    return known if len(known) == _SHA256_DIGITS else fingerprint(job.path(file)).sha256


def _build(job: RecordJob, plan: Plan, target: Path, draft: RecordReceipt, pool: Executor | None) -> RecordReceipt:
    seen = {}
    for file in job.files:
        with reading(file):
            seen[file] = fingerprint(job.path(file))
    target.parent.mkdir(parents=True, exist_ok=True)
    with thread_pool(pool) as workers, place_aside(target) as aside:
        fitted = _write(job, plan, aside.file, workers)
        aside.flush()
        verify(aside.path, fitted.pages, job.limits.max_bytes)
        for file, before in seen.items():
            with reading(file):
                if not same_as(job.path(file), before):
                    raise RefusedError(wording.changed(file))
        written = fingerprint(aside.path)
        aside.settle()
    parts = dict.fromkeys((page.file, page.part) for page in plan.pages)
    return replace(
        draft,
        outcome=Outcome.BUILT,
        file=job.target.as_posix(),
        bytes=written.bytes,
        pages=len(plan.pages),
        sha256=written.sha256,
        sources=tuple(
            SourceReceipt(file, part, seen[file].bytes, seen[file].sha256, plan.pages_of(file, part))
            for file, part in parts
        ),
        recoded=fitted.recoded,
        notes_zh=tuple(note.zh for note in fitted.notes),
        notes_en=tuple(note.text("en") for note in fitted.notes),
    )


def _write(job: RecordJob, plan: Plan, file: BinaryIO, workers: Executor) -> Fitted:
    """Write the record. What a hostile source makes the PDF library raise only now costs this record, not the run."""
    try:
        return write_fitting(job, plan, file, workers)
    except (RefusedError, OSError):
        raise
    except Exception as error:
        logging.getLogger(__name__).debug("assembling failed", exc_info=True)
        raise RefusedError(wording.not_merged(short(error))) from error


def _disk_trouble(job: RecordJob, error: OSError) -> Label:
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return wording.disk_full()
    return wording.not_writable(job.target.as_posix(), error.strerror or str(error))

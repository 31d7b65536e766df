"""One record: an order in, one verified PDF in its place and a receipt out. Steps 1 to 7 of building, in order.

A record is written as it is if that fits its limit, else smaller.
"""

import errno
import logging
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from zcdossier.assemble import build_messages
from zcdossier.assemble.image_pages import ImagePage, first_of_equals, load_image_pages, weight_of
from zcdossier.assemble.keeping.absence_check import verify_absence
from zcdossier.assemble.keeping.atomic_write import TempFile, atomic_write
from zcdossier.assemble.keeping.hash_cache import Fingerprint, HashCache, fingerprint, is_unchanged_since
from zcdossier.assemble.keeping.look_check import verify_look
from zcdossier.assemble.keeping.up_to_date_check import reuse_receipt, settings_of, source_name, upload_name
from zcdossier.assemble.keeping.verification import ExpectedPage, verify_upload
from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.output_pdf import Assembly
from zcdossier.assemble.pictures.coded_picture import CodedPicture, Coding
from zcdossier.assemble.pictures.suppress_warnings import suppress_warnings
from zcdossier.assemble.plan import PageKind, Plan, RecordJob, check_order, make_plan
from zcdossier.assemble.refusal import RefusedError, reading, short
from zcdossier.assemble.several_files import WrittenFile, copy_sources
from zcdossier.assemble.shrinking.recoding_receipts import PictureChanges
from zcdossier.assemble.workers import in_order, leave_if_stopping, thread_pool
from zcdossier.errors import system_reason
from zcdossier.model.build_rules import OutputForm, Zoom
from zcdossier.model.label import Label
from zcdossier.model.receipt import (
    BECAUSE_FORMAT,
    BuildOutcome,
    FileReceipt,
    RecodedReceipt,
    RecordReceipt,
    SourceReceipt,
)

_MOST_ROUNDS = 4
_PER_PAGE = 200  # bytes: what a page takes that shows a picture of another page
_MARGIN = 1 << 9  # more than what the last round was over by, eight times as much every round


@dataclass(frozen=True, slots=True)
class WrittenRecord:
    """What was written: its plan, the pages to be found in it, and what the receipt has to say."""

    plan: Plan
    pages: tuple[ExpectedPage, ...]
    recoded: tuple[RecodedReceipt, ...]
    notes: tuple[Label, ...]


def write_fitting(job: RecordJob, plan: Plan, file: BinaryIO, pool: Executor) -> WrittenRecord:
    """Write the record below its limit, giving up no more than it must; refuse when the floor is still over.

    The size that counts is that of the written file. By what one was over, the next round leaves more room.
    """
    image_pages = load_image_pages(job, plan, pool)
    firsts = first_of_equals(image_pages)
    distinct = {number: image_page for number, image_page in image_pages.items() if firsts[number] == number}
    weight = weight_of(image_pages)
    besides = (
        weight
        - sum(image_page.bytes for image_page in distinct.values())
        + _PER_PAGE * (len(image_pages) - len(distinct))
    )
    limit = job.limits.max_bytes
    size = slack = 0
    must_shrink = False
    for attempt in range(_MOST_ROUNDS):
        with Assembly(job, plan) as assembly:
            document = assembly.document
            size_without_pictures = document.measure()
            over = size_without_pictures + weight - (limit - 1)
            must_shrink = must_shrink or (over > 0 and not document.has_camera_data(over))
            changes = PictureChanges({}, ())
            if must_shrink:
                from zcdossier.assemble.shrinking.shrink_record import make_smaller  # most records fit

                changes = make_smaller(assembly, distinct, limit - 1 - size_without_pictures - besides - slack, pool)
            if job.limits.max_page_bytes:
                from zcdossier.assemble.shrinking.cap_pages import cap_pages

                changes = cap_pages(assembly, distinct, changes, pool)
            changes = _spread_to_equals(changes, image_pages, firsts)
            codings = {
                number: changes.pictures.get(number) or image_page.whole() for number, image_page in image_pages.items()
            }
            size = assembly.write(codings, file)
            if size < limit:
                return _describe_fitted(assembly, image_pages, codings, changes)
            if must_shrink:
                slack += size - limit + (_MARGIN << 3 * attempt)
            else:
                slack, must_shrink = max(0, size - size_without_pictures - weight), True
    raise RefusedError(build_messages.over_limit(limit, size, ()))


def _spread_to_equals(
    changes: PictureChanges, image_pages: Mapping[int, ImagePage], firsts: Mapping[int, int]
) -> PictureChanges:
    """Let every page show what its first equal shows now, and say so of each."""
    pictures = {number: changes.pictures[first] for number, first in firsts.items() if first in changes.pictures}
    of_equals = [
        replace(receipt, page=number, file=image_pages[number].source.file)
        for receipt in changes.receipts
        for number, first in firsts.items()
        if first == receipt.page and number != first
    ]
    return PictureChanges(pictures, (*changes.receipts, *of_equals))


def _describe_fitted(
    assembly: Assembly,
    image_pages: Mapping[int, ImagePage],
    codings: Mapping[int, CodedPicture],
    changes: PictureChanges,
) -> WrittenRecord:
    pages = []
    for number, box in enumerate(assembly.document.boxes(), start=1):
        coded = codings.get(number)
        is_jpeg = coded is not None and coded.coding is Coding.JPEG
        is_own = is_jpeg and number not in changes.pictures
        digest = image_pages[number].digest if is_own else sha256(coded.data).hexdigest() if coded and is_jpeg else ""
        is_contents = assembly.plan.pages[number - 1].kind is PageKind.CONTENTS
        opens = number == 1 and assembly.job.limits.look.zoom is not Zoom.UNSAID
        pages.append(ExpectedPage(*box, digest, links=is_contents, opens=opens))
    by_format = (
        _coded_by_need(assembly.job, number, image_page)
        for number, image_page in image_pages.items()
        if image_page.coded.quality and number not in changes.pictures
    )
    notes = [*(image_page.note for _, image_page in sorted(image_pages.items()) if image_page.note), *assembly.notes()]
    receipts = sorted((*changes.receipts, *by_format), key=lambda receipt: receipt.page)
    return WrittenRecord(assembly.plan, tuple(pages), tuple(receipts), tuple(dict.fromkeys(notes)))


def _coded_by_need(job: RecordJob, number: int, image_page: ImagePage) -> RecodedReceipt:
    """A picture at full size and high quality, because no PDF holds its own coding."""
    coded = image_page.coded
    dpi = lay_out((coded.width, coded.height), coded.orientation, job.limits).dpi
    before = image_page.source.path.stat().st_size
    return RecodedReceipt(
        number, image_page.source.file, before, image_page.bytes, round(dpi), coded.quality, BECAUSE_FORMAT
    )


def build_record(
    job: RecordJob,
    out: Path,
    previous: RecordReceipt | None,
    *,
    pool: Executor | None = None,
    seen: HashCache | None = None,
) -> RecordReceipt:
    """Build one record's PDF below `out`; a bad source or a full disk makes a receipt that says so.

    `previous` is what the last receipt of the same version says of this record. `pool` may be shared by
    records; without one the record has its own. Whatever happens, the target is the old file or the new one.
    """
    memory = seen or HashCache()
    draft = RecordReceipt(
        record=job.record,
        section=job.section,
        title=job.title,
        outcome=BuildOutcome.FAILED,
        limit=job.limits.max_bytes,
        settings=settings_of(job),
    )
    target = out / job.target
    try:
        check_order(job)
        left_alone = reuse_receipt(job, out, previous, memory)
        if left_alone is not None:
            return left_alone
        with suppress_warnings():
            if job.limits.form is not OutputForm.PDF:
                return _build_several(job, out, draft, pool=pool, memory=memory)
            return _build(job, make_plan(job), target, draft, pool=pool, memory=memory)
    except RefusedError as refused:
        text = refused.text
    except OSError as error:
        text = _disk_trouble(job, error)
    if target.is_file():
        text = build_messages.earlier_stays(text, job.target.as_posix())
    return replace(draft, error=text)


def _build(
    job: RecordJob, plan: Plan, target: Path, draft: RecordReceipt, *, pool: Executor | None, memory: HashCache
) -> RecordReceipt:
    with thread_pool(pool) as workers:
        sources = _fingerprint_sources(job, memory, workers)
        target.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(target) as temp:
            fitted = _write_record(job, plan, temp.file, workers)
            written, to_look_at = _check_written(job, temp, fitted, sources, workers)
            temp.commit()
    memory.keep_written(upload_name(job.target.as_posix()), target, written)
    parts = dict.fromkeys((page.file, page.part) for page in plan.source_pages)
    return replace(
        draft,
        outcome=BuildOutcome.BUILT,
        file=job.target.as_posix(),
        bytes=written.bytes,
        pages=len(plan.pages),
        sha256=written.sha256,
        sources=tuple(
            SourceReceipt(file, part, sources[file].bytes, sources[file].sha256, plan.pages_of(file, part))
            for file, part in parts
        ),
        recoded=fitted.recoded,
        notes=(*fitted.notes, *to_look_at),
    )


def _build_several(
    job: RecordJob, out: Path, draft: RecordReceipt, *, pool: Executor | None, memory: HashCache
) -> RecordReceipt:
    """Write a record that becomes pictures, or its own files as they are: all of them, or none."""
    with thread_pool(pool) as workers, ExitStack() as opened:
        sources = _fingerprint_sources(job, memory, workers)
        outputs = list(_make_files(job, sources, workers))
        if len(outputs) != len(job.targets):
            raise RefusedError(build_messages.changed(outputs[0].source if outputs else job.record))
        temps = []
        for output, target in zip(outputs, job.targets, strict=True):
            (out / target).parent.mkdir(parents=True, exist_ok=True)
            temp = opened.enter_context(atomic_write(out / target))
            temp.file.write(output.data)
            temp.flush()
            if fingerprint(temp.path).sha256 != sha256(output.data).hexdigest():
                raise RefusedError(build_messages.not_verified(Label(target.as_posix(), target.as_posix())))
            if job.without:
                verify_absence(temp.path, job, source=output.source)
            temps.append(temp)
        _check_unmoved(job, sources)
        for temp in temps:
            temp.commit()
    receipts = []
    for output, target in zip(outputs, job.targets, strict=True):
        written = fingerprint(out / target)
        memory.keep_written(upload_name(target.as_posix()), out / target, written)
        receipts.append(FileReceipt(target.as_posix(), written.bytes, output.pages, written.sha256))
    pages = {
        file: tuple(n for output in outputs if output.source == file for n in output.numbers) for file in job.files
    }
    return replace(
        draft,
        outcome=BuildOutcome.BUILT,
        file=receipts[0].file,
        bytes=receipts[0].bytes,
        pages=receipts[0].pages,
        sha256=receipts[0].sha256,
        further=tuple(receipts[1:]),
        sources=tuple(
            SourceReceipt(file, part, sources[file].bytes, sources[file].sha256, pages[file])
            for file, part in dict.fromkeys((piece.file, piece.part_id) for piece in job.pieces)
        ),
    )


def _make_files(job: RecordJob, sources: Mapping[str, Fingerprint], workers: Executor) -> Iterator[WrittenFile]:
    if job.limits.form is OutputForm.AS_IS:
        return copy_sources(job, sources)
    from zcdossier.assemble.picture_output import make_pictures  # seldom

    return make_pictures(job, make_plan(job), workers)


def _check_unmoved(job: RecordJob, sources: Mapping[str, Fingerprint]) -> None:
    """Refuse when a source has changed since it was read."""
    for file, before in sources.items():
        with reading(file):
            if not is_unchanged_since(job.path(file), before):
                raise RefusedError(build_messages.changed(file))


def _fingerprint_sources(job: RecordJob, memory: HashCache, workers: Executor) -> Mapping[str, Fingerprint]:
    """Take every source by content. One that is not what the facts were gathered of would be merged wrongly."""

    def read(file: str) -> tuple[int, Fingerprint]:
        with reading(file):
            return time.time_ns(), fingerprint(job.path(file))

    sources = {}
    for file, (started, current) in zip(job.files, in_order(workers, read, job.files), strict=True):
        was_written_since = job.looked_at <= current.stamp.latest <= started
        if current.bytes != job.facts[file].bytes or (job.looked_at and was_written_since):
            raise RefusedError(build_messages.changed(file))
        memory.keep(source_name(file), current, started)
        sources[file] = current
    return sources


def _write_record(job: RecordJob, plan: Plan, file: BinaryIO, workers: Executor) -> WrittenRecord:
    """Write the record. What a hostile source makes the PDF library raise only now costs this record, not the run."""
    leave_if_stopping(workers)
    try:
        return write_fitting(job, plan, file, workers)
    except (RefusedError, OSError):
        raise
    except Exception as error:
        logging.getLogger(__name__).debug("assembling failed", exc_info=True)
        raise RefusedError(build_messages.not_merged(short(error))) from error


def _check_written(
    job: RecordJob,
    temp: TempFile,
    fitted: WrittenRecord,
    sources: Mapping[str, Fingerprint],
    workers: Executor,
) -> tuple[Fingerprint, tuple[Label, ...]]:
    """Return what was written, once the second library has seen it and no source has moved meanwhile.

    And what a person has to look at.
    """
    leave_if_stopping(workers)
    temp.flush()
    verify_upload(temp.path, fitted.pages, job.limits.max_bytes)
    verify_look(temp.path, job, fitted.plan)
    to_look_at = verify_absence(temp.path, job, fitted.plan) if job.without else ()
    leave_if_stopping(workers)
    _check_unmoved(job, sources)
    written = fingerprint(temp.path)
    leave_if_stopping(workers)
    return written, to_look_at


def _disk_trouble(job: RecordJob, error: OSError) -> Label:
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return build_messages.disk_full()
    return build_messages.not_writable(job.target.as_posix(), system_reason(error))

"""Limits on all files together: what is over is shared out, page by page alike, and told where it can't be kept."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from zcdossier.assemble import limit_messages
from zcdossier.assemble.keeping.up_to_date_check import settings_of
from zcdossier.assemble.plan import RecordJob
from zcdossier.model.build_rules import BuildLimits, OutputForm
from zcdossier.model.receipt import BuildOutcome, RecordReceipt

_LEAST = 20_000  # bytes: no page comes below and stays legible
_MOST_NAMED = 3


class TotalGroup(NamedTuple):
    """Records (by their name) whose files take less than `limit` bytes together."""

    limit: int
    records: tuple[str, ...]


class Share(NamedTuple):
    """A record among others: what it takes, its pages, whether it could take less."""

    bytes: int
    pages: int
    can_shrink: bool = True


def groups_of(limits: BuildLimits, jobs: Sequence[RecordJob]) -> tuple[TotalGroup, ...]:
    """Return which jobs share which limit: those of sections first, all together last."""
    groups = [
        TotalGroup(
            total.max_bytes, tuple(job.record for job in jobs if not total.sections or job.section in total.sections)
        )
        for total in sorted(limits.totals, key=lambda total: not total.sections)
    ]
    return tuple(group for group in groups if group.records)


def with_groups(jobs: Sequence[RecordJob], groups: Sequence[TotalGroup]) -> list[RecordJob]:
    """Let each job know with whom it shares: when one of these changes, all are built anew."""
    by_record = {job.record: job for job in jobs}
    marks: dict[str, list[str]] = {}
    for group in groups:
        sizes = [
            (
                settings_of(by_record[name]),
                [getattr(by_record[name].facts.get(file), "bytes", 0) for file in by_record[name].files],
            )
            for name in group.records
        ]
        mark = hashlib.sha256(repr((group.limit, sizes)).encode("utf-8", "backslashreplace")).hexdigest()[:12]
        for name in group.records:
            marks.setdefault(name, []).append(mark)
    return [replace(job, group=" ".join(marks[job.record])) if job.record in marks else job for job in jobs]


def with_limit(job: RecordJob, limit: int) -> RecordJob:
    """Return the same job with less room."""
    return replace(job, limits=job.limits._replace(max_bytes=min(limit, job.limits.max_bytes)))


def as_last_time(job: RecordJob, previous: RecordReceipt | None) -> RecordJob:
    """Return the job with the room that was its share last time, where it is the same job otherwise."""
    if previous is None or not job.group or not 0 < previous.limit < job.limits.max_bytes:
        return job
    return with_limit(job, previous.limit)


def share_out(limit: int, shares: Sequence[Share]) -> tuple[int, ...]:
    """Return what each may take so that all together take less than `limit`: as many bytes a page for all.

    What takes less than its share keeps what it has, and leaves the rest to the others. What can't shrink keeps all.
    """
    room = float(limit - 1 - sum(share.bytes for share in shares if not share.can_shrink))
    order = sorted(
        (index for index, share in enumerate(shares) if share.can_shrink),
        key=lambda index: shares[index].bytes / max(1, shares[index].pages),
    )
    allowed = [share.bytes for share in shares]
    pages = sum(max(1, shares[index].pages) for index in order)
    for index in order:
        own_pages = max(1, shares[index].pages)
        allowed[index] = max(0, min(shares[index].bytes, int(room * own_pages / pages)))
        room -= allowed[index]
        pages -= own_pages
    return tuple(allowed)


class Shortage(NamedTuple):
    """A group that takes too much: what each record may take, by its name; nothing where no sharing helps."""

    group: TotalGroup
    total: int
    allowed: Mapping[str, int]


def shortage_of(
    group: TotalGroup, jobs: Mapping[str, RecordJob], receipts: Mapping[str, RecordReceipt], stuck: frozenset[str]
) -> Shortage | None:
    """Return how a group over its limit could keep it; None where it does. `stuck` can't be made smaller."""
    built = [name for name in group.records if name in receipts and receipts[name].outcome is not BuildOutcome.FAILED]
    total = sum(receipts[name].total_bytes for name in built)
    if total < group.limit:
        return None
    shares = [
        Share(
            receipts[name].total_bytes,
            receipts[name].total_pages,
            can_shrink=name not in stuck and jobs[name].limits.form is OutputForm.PDF,
        )
        for name in built
    ]
    allowed = share_out(group.limit, shares)
    smaller = {name: most for name, most, share in zip(built, allowed, shares, strict=True) if most < share.bytes}
    if sum(allowed) >= group.limit or any(most < _LEAST for most in smaller.values()):
        smaller = {}
    return Shortage(group, total, smaller)


def refused(shortage: Shortage, receipts: Mapping[str, RecordReceipt]) -> dict[str, RecordReceipt]:
    """Return the receipts of the largest of a group that takes too much, each with the reason."""
    built = [receipts[name] for name in shortage.group.records if name in receipts]
    largest = sorted(built, key=lambda receipt: -receipt.total_bytes)[:_MOST_NAMED]
    named = [(receipt.title, receipt.total_bytes) for receipt in largest]
    error = limit_messages.over_total(shortage.group.limit, shortage.total, named)
    return {
        receipt.record: replace(receipt, outcome=BuildOutcome.FAILED, error=error)
        for receipt in largest
        if receipt.outcome is not BuildOutcome.FAILED
    }

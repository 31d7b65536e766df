"""Whether a record's upload is already what building it again would give. Loads nothing that opens scans."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from zcdossier.assemble.keeping.hash_cache import HashCache
from zcdossier.assemble.plan import RecordJob, check_order
from zcdossier.assemble.refusal import RefusedError
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.receipt import BuildOutcome, RecordReceipt

Hash = Callable[[str, Path], str]
"""The sha256 of a file, by a name for memory and its path; an empty text when it can't be told."""


def settings_of(job: RecordJob) -> str:
    """Sum up what shapes the upload beside its sources: limits in words, the rest as a short digest."""
    limits = job.limits
    order = [[piece.file, piece.part_id, piece.part_label, list(piece.pages)] for piece in job.pieces]
    text = json.dumps([job.title, order, job.target.as_posix(), *_beyond_usual(job)], ensure_ascii=True)
    short = hashlib.sha256(text.encode()).hexdigest()[:12]
    page = f"{limits.page_width_mm:g}x{limits.page_height_mm:g}mm"
    return f"{page} <{limits.max_bytes} >={limits.min_dpi}dpi {short}"


def _beyond_usual(job: RecordJob) -> list[str]:
    """What a notice wants besides pages, limit and paper; nothing of a usual job."""
    usual = BuildLimits()
    limits = {name: value for name, value in job.limits._asdict().items() if name not in _SAID_OTHERWISE}
    special = [f"{name}={value}" for name, value in limits.items() if value != getattr(usual, name)]
    headings = [f"{piece.headings} {piece.bookmark}" for piece in job.pieces if piece.headings or piece.bookmark]
    files = [path.as_posix() for path in job.further]
    return [*special, *headings, *files, *map(str, job.info), *job.without, *([job.group] if job.group else [])]


_SAID_OTHERWISE = frozenset(
    {"max_bytes", "page_width_mm", "page_height_mm", "min_dpi", "name", "folder", "clauses", "dates"}
    | {"cases", "modules", "totals"}
)


def recall_receipt(job: RecordJob, out: Path, previous: RecordReceipt | None, seen: HashCache) -> RecordReceipt | None:
    """Return the receipt of an upload that needs no building, as far as memory tells without reading any file."""
    return _receipt_if_same(job, out, previous, seen.recall)


def reuse_receipt(job: RecordJob, out: Path, previous: RecordReceipt | None, seen: HashCache) -> RecordReceipt | None:
    """Return the receipt of an upload that needs no building: settings, sources and output are the same by content."""
    return _receipt_if_same(job, out, previous, seen.sha256)


def _receipt_if_same(job: RecordJob, out: Path, previous: RecordReceipt | None, sha256: Hash) -> RecordReceipt | None:
    if previous is None or not _is_same_order(job, previous):
        return None
    try:
        check_order(job)
        if _is_same_content(job, out, previous, sha256):
            return replace(previous, outcome=BuildOutcome.UNCHANGED)
    except (RefusedError, OSError):
        return None
    return None


def _is_same_order(job: RecordJob, previous: RecordReceipt) -> bool:
    if previous.outcome is BuildOutcome.FAILED or previous.settings != settings_of(job):
        return False
    if (previous.record, previous.section, previous.file) != (job.record, job.section, job.target.as_posix()):
        return False
    sizes = {source.file: source.bytes for source in previous.sources}
    return sizes == {file: job.facts[file].bytes for file in job.files if file in job.facts}


def _is_same_content(job: RecordJob, out: Path, previous: RecordReceipt, sha256: Hash) -> bool:
    uploads = previous.files
    if [upload.file for upload in uploads] != [path.as_posix() for path in job.targets]:
        return False
    if any(not (out / each.file).is_file() or (out / each.file).stat().st_size != each.bytes for each in uploads):
        return False
    files = {source.file: source.sha256 for source in previous.sources}
    return all(sha256(source_name(file), job.path(file)) == digest for file, digest in files.items()) and all(
        sha256(upload_name(upload.file), out / upload.file) == upload.sha256 for upload in uploads
    )


def source_name(file: str) -> str:
    """Return the name by which memory knows a source."""
    return f"source/{file}"


def upload_name(file: str) -> str:
    """Return the name by which memory knows an upload."""
    return f"upload/{file}"

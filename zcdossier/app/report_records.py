"""What became of each record, for the report: as a build has just said, or as its receipt and the files show now."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from zcdossier.app.jobs import record_jobs, records_built
from zcdossier.app.lint import Linted
from zcdossier.assemble.job import RecordJob
from zcdossier.assemble.keeping import receipt as receipts
from zcdossier.assemble.keeping.receipt import RECEIPT_NAME
from zcdossier.assemble.keeping.seen import SEEN_NAME, Seen
from zcdossier.assemble.keeping.unchanged import unchanged
from zcdossier.assemble.keeping.uploads import UPLOAD_FOLDER
from zcdossier.model.dossier import Record
from zcdossier.model.profile import Profile
from zcdossier.model.receipt import Outcome, Receipt, RecordReceipt
from zcdossier.report.page.facts import Part, RecordFacts, State


def found(linted: Linted, out: Path) -> tuple[RecordFacts, ...]:
    """Hold what an earlier build left in `out` against what the dossier says now."""
    last = receipts.load(out / RECEIPT_NAME)
    previous = {one.record: one for one in last.records} if last is not None else {}
    seen = Seen(out / SEEN_NAME)
    return tuple(
        _facts(record, job, profile, previous.get(job.record), _state(job, out, previous.get(job.record), seen))
        for record, job, profile in _jobs(linted)
    )


def done(linted: Linted, receipt: Receipt | None) -> tuple[RecordFacts, ...]:
    """Take the word of the build that has just ended."""
    said = {one.record: one for one in receipt.records} if receipt is not None else {}
    return tuple(
        _facts(record, job, profile, said.get(job.record), _outcome(said.get(job.record)))
        for record, job, profile in _jobs(linted)
    )


def _jobs(linted: Linted) -> Iterator[tuple[Record, RecordJob, Profile]]:
    dossier, profile = linted.dossier, linted.profile
    if dossier is not None and profile is not None:
        for record, job in zip(records_built(dossier), record_jobs(linted, dossier, profile, 0), strict=True):
            yield record, job, profile


def _outcome(receipt: RecordReceipt | None) -> State:
    if receipt is None:
        return State.MISSING
    return State.FAILED if receipt.outcome is Outcome.FAILED else State.CURRENT


def _state(job: RecordJob, out: Path, receipt: RecordReceipt | None, seen: Seen) -> State:
    state = _outcome(receipt)
    uploads = out / UPLOAD_FOLDER
    if receipt is None or state is State.FAILED or unchanged(job, uploads, receipt, seen) is not None:
        return state
    try:
        holds = seen.sha256(f"{UPLOAD_FOLDER}/{receipt.file}", uploads / receipt.file)
    except OSError:
        return State.ALTERED
    return State.STALE if holds == receipt.sha256 else State.ALTERED


def _facts(
    record: Record, job: RecordJob, profile: Profile, receipt: RecordReceipt | None, state: State
) -> RecordFacts:
    target = receipt.file if receipt is not None and receipt.file else job.target.as_posix()
    return RecordFacts(record, state, target, receipt, dict(_parts(job, profile, receipt)))


def _parts(job: RecordJob, profile: Profile, receipt: RecordReceipt | None) -> Iterator[tuple[int, Part]]:
    """Yield which part each page shows."""
    kind, _, identity = job.section.partition(".")
    section = profile.attachments.get(identity) if kind == "attachments" else profile.sections.get(job.section)
    labels: Mapping[tuple[str, str], str] = {(one.file, one.part_id): one.part_label for one in job.pieces}
    for source in receipt.sources if receipt is not None else ():
        declared = section.parts.get(source.part) if section is not None else None
        zh = declared.label.zh if declared is not None else labels.get((source.file, source.part), source.part)
        en = declared.label.text("en") if declared is not None else zh
        yield from ((page, Part(source.file, zh, en)) for page in source.pages)

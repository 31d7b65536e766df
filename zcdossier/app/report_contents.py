"""What a report shows of the uploads: what became of each record, the pictures of its pages, the applicant's photo."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from zcdossier.app.build_plan import buildable_records, plan_uploads
from zcdossier.assemble.keeping import receipt_file as receipts
from zcdossier.assemble.keeping.hash_cache import HASH_CACHE_NAME, HashCache, fingerprint
from zcdossier.assemble.keeping.receipt_file import RECEIPT_NAME
from zcdossier.assemble.keeping.up_to_date_check import reuse_receipt
from zcdossier.assemble.keeping.upload_names import UPLOAD_FOLDER
from zcdossier.assemble.plan import RecordJob
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.profile import Profile
from zcdossier.model.receipt import BuildOutcome, Receipt, RecordReceipt
from zcdossier.report.page.page_crops import Crop
from zcdossier.report.page.page_header import PORTRAIT
from zcdossier.report.page.page_records import picture_name
from zcdossier.report.page.report_facts import PagePart, RecordFacts, ReportFacts, UploadState
from zcdossier.report.page.report_page import Picture
from zcdossier.report.style import Thumbnails
from zcdossier.source.regular_file import read_regular_file


def record_facts_on_disk(linted: LintResult, out: Path) -> tuple[RecordFacts, ...]:
    """Hold what an earlier build left in `out` against what the dossier says now."""
    last = receipts.load_own_receipt(out / RECEIPT_NAME)
    previous = {record.record: record for record in last.records} if last is not None else {}
    seen = HashCache(out / HASH_CACHE_NAME)
    return tuple(
        _facts(record, job, profile, previous.get(job.record), _state(job, out, previous.get(job.record), seen))
        for record, job, profile in _jobs(linted)
    )


def record_facts_of_build(linted: LintResult, receipt: Receipt | None) -> tuple[RecordFacts, ...]:
    """Take the word of the build that has just ended."""
    receipts_by_record = {record.record: record for record in receipt.records} if receipt is not None else {}
    return tuple(
        _facts(record, job, profile, receipts_by_record.get(job.record), _outcome(receipts_by_record.get(job.record)))
        for record, job, profile in _jobs(linted)
    )


def _jobs(linted: LintResult) -> Iterator[tuple[Record, RecordJob, Profile]]:
    dossier, profile = linted.dossier, linted.profile
    if dossier is not None and profile is not None:
        planned = plan_uploads(linted, dossier, profile, 0).by_record
        for record in buildable_records(dossier):
            yield record, planned[record.place.path][0], profile


def _outcome(receipt: RecordReceipt | None) -> UploadState:
    if receipt is None:
        return UploadState.MISSING
    return UploadState.FAILED if receipt.outcome is BuildOutcome.FAILED else UploadState.CURRENT


def _state(job: RecordJob, out: Path, receipt: RecordReceipt | None, seen: HashCache) -> UploadState:
    state = _outcome(receipt)
    uploads = out / UPLOAD_FOLDER
    if receipt is None or state is UploadState.FAILED or reuse_receipt(job, uploads, receipt, seen) is not None:
        return state
    try:
        holds = seen.sha256(f"{UPLOAD_FOLDER}/{receipt.file}", uploads / receipt.file)
    except OSError:
        return UploadState.ALTERED
    return UploadState.STALE if holds == receipt.sha256 else UploadState.ALTERED


def _facts(
    record: Record, job: RecordJob, profile: Profile, receipt: RecordReceipt | None, state: UploadState
) -> RecordFacts:
    target = receipt.file if receipt is not None and receipt.file else job.target.as_posix()
    return RecordFacts(record, state, target, receipt, dict(_parts(job, profile, receipt)), shared=not job.section)


def _parts(job: RecordJob, profile: Profile, receipt: RecordReceipt | None) -> Iterator[tuple[int, PagePart]]:
    """Yield which part each page shows."""
    kind, _, identity = job.section.partition(".")
    section = profile.attachments.get(identity) if kind == "attachments" else profile.sections.get(job.section)
    labels: Mapping[tuple[str, str], str] = {(piece.file, piece.part_id): piece.part_label for piece in job.pieces}
    for source in receipt.sources if receipt is not None else ():
        declared = section.parts.get(source.part) if section is not None else None
        label = declared.label if declared is not None else Label(labels.get((source.file, source.part), source.part))
        yield from ((page, PagePart(source.file, label)) for page in source.pages)


_MOST_MEDIUM_PAGES = 160  # beyond which a page with medium pictures would be heavier than mail takes
_MOST_PICTURES = 450
_LARGEST_PHOTO = 20_000_000


def limit_pages(records: Sequence[RecordFacts]) -> int:
    """Return how many pages of a record are shown, so that all together are not more than a page can carry."""
    pages = [record.receipt.pages for record in records if record.receipt is not None and record.shows_pages]
    most = max(pages, default=0)
    while most > 1 and sum(min(count, most) for count in pages) > _MOST_PICTURES:
        most -= max(1, most // 20)
    return most


def choose_thumbnail_size(wanted: Thumbnails, records: Sequence[RecordFacts]) -> str:
    """Name the look of page pictures; empty for none."""
    pages = sum(record.receipt.pages for record in records if record.receipt is not None and record.shows_pages)
    if wanted is Thumbnails.NONE or not pages:
        return ""
    if wanted is Thumbnails.AUTO:
        wanted = Thumbnails.MEDIUM if pages <= _MOST_MEDIUM_PAGES else Thumbnails.SMALL
    return wanted.value


def draw_pages(facts: ReportFacts, out: Path, threads: int | None) -> dict[str, Picture]:
    """Return the pictures of every page there is to show, by the names the page knows them by."""
    from zcdossier.assemble.pdf.thumbnails import MEDIUM, SMALL, Upload, page_views  # opens pictures

    uploads = {
        record.receipt.sha256: Upload(
            out / UPLOAD_FOLDER / record.receipt.file,
            record.receipt.sha256,
            facts.most_pages if record.receipt.pages > facts.most_pages else 0,
        )
        for record in facts.records
        if record.receipt is not None and record.shows_pages
    }
    views = page_views(tuple(uploads.values()), MEDIUM if facts.look == MEDIUM.name else SMALL, out, threads=threads)
    return {
        picture_name(upload.sha256, number): Picture(*view)
        for upload, pages in views.items()
        for number, view in enumerate(pages, start=1)
        if view is not None
    }


def draw_crops(linted: LintResult, crops: Sequence[Crop]) -> dict[str, Picture]:
    """Return what findings read, cut out of the pages, by the names the page knows it by; not what can't be drawn."""
    if not crops:
        return {}
    from zcdossier.recognition.crop_page import crop_page  # opens pictures

    pictures: dict[str, Picture] = {}
    for crop in crops:
        try:
            data = read_regular_file(linted.root / crop.file)
            view = crop_page(data, crop.file, linted.facts[crop.file].format, crop.page - 1, crop.box)
        except Exception:  # noqa: BLE001, S112 - a page that can't be shown is told of in words all the same
            continue
        pictures[crop.name] = Picture(*view)
    return pictures


def photo_digest(linted: LintResult, wanted: Thumbnails) -> str:
    """Sum up the applicant's photo; empty where there is none to show."""
    photo = linted.dossier.photo if linted.dossier is not None else None
    if wanted is Thumbnails.NONE or photo is None or not photo.scans:
        return ""
    facts = linted.facts.get(photo.scans[0].file)
    if facts is None or not facts.usable or facts.bytes > _LARGEST_PHOTO:
        return ""
    try:
        return fingerprint(linted.root / facts.path).sha256
    except OSError:
        return ""


def draw_portrait(linted: LintResult) -> dict[str, Picture]:
    """Return the applicant's photo, by the name the page knows it by."""
    from zcdossier.assemble.pdf.thumbnails import photo_view  # opens pictures

    photo = linted.dossier.photo if linted.dossier is not None else None
    view = photo_view(linted.root / photo.scans[0].file) if photo is not None and photo.scans else None
    return {PORTRAIT: Picture(*view)} if view is not None else {}

"""The receipts of pictures that were packed better or coded anew: one for each, from first to last bytes."""

from collections.abc import Sequence
from dataclasses import replace

from zcdossier.assemble.image_pages import ImagePage
from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.pdf.image_xobjects import RecompressedImage
from zcdossier.assemble.pictures.coded_picture import Coded, Recoded, Repacked
from zcdossier.assemble.plan import Plan, RecordJob
from zcdossier.assemble.shrinking.coders import Candidate
from zcdossier.model.receipt import RecodedReceipt

_LOSSLESS_QUALITY = 100


def of_recoded(candidate: Candidate, recoded: Recoded, reason: str) -> RecodedReceipt:
    """A picture that became a new JPEG."""
    return RecodedReceipt(
        page=candidate.page,
        file=candidate.file,
        bytes_before=candidate.bytes,
        bytes_after=len(recoded.data),
        dpi=recoded.dpi,
        quality=round(recoded.quality),
        reason=reason,
    )


def of_repacked(candidate: Candidate, repacked: Repacked, reason: str) -> RecodedReceipt:
    """A picture of bare pixels that is packed better."""
    return RecodedReceipt(
        page=candidate.page,
        file=candidate.file,
        bytes_before=candidate.bytes,
        bytes_after=len(repacked.data),
        dpi=round(candidate.dpi),
        quality=_LOSSLESS_QUALITY,
        reason=reason,
    )


def of_packed(plan: Plan, one: RecompressedImage, reason: str) -> RecodedReceipt:
    """A picture inside a source page that was packed better, or has fewer dots."""
    return RecodedReceipt(
        page=one.page,
        file=plan.pages[one.page - 1].file,
        bytes_before=one.bytes_before,
        bytes_after=one.bytes_after,
        dpi=round(one.dpi),
        quality=_LOSSLESS_QUALITY,
        reason=reason,
    )


def of_coarse(job: RecordJob, sheet: ImagePage, number: int, coded: Coded, reason: str) -> RecodedReceipt:
    """A black-and-white picture page that has fewer dots."""
    dpi = lay_out((coded.width, coded.height), coded.orientation, job.limits).dpi
    return RecodedReceipt(
        page=number,
        file=sheet.source.file,
        bytes_before=sheet.bytes,
        bytes_after=len(coded.data),
        dpi=round(dpi),
        quality=_LOSSLESS_QUALITY,
        reason=reason,
    )


def joined(before: Sequence[RecodedReceipt], after: Sequence[RecodedReceipt]) -> tuple[RecodedReceipt, ...]:
    """Put the receipts together; of a picture changed twice the last one stands, with what it took at first."""
    joined = list[RecodedReceipt]()
    for one in (*before, *after):
        same = next((at for at, old in enumerate(joined) if _goes_on(old, one)), None)
        if same is None:
            joined.append(one)
        else:
            joined[same] = replace(one, bytes_before=joined[same].bytes_before)
    return tuple(joined)


def _goes_on(first: RecodedReceipt, then: RecodedReceipt) -> bool:
    return (first.page, first.file, first.bytes_after) == (then.page, then.file, then.bytes_before)

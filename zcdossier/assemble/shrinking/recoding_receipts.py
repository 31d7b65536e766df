"""What was changed to make a record fit, and why: the receipts of pictures packed better or coded anew.

One for each picture, from first to last bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zcdossier.assemble.image_pages import ImagePage
from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.pictures.coded_picture import CodedPicture, RecodedPicture, RepackedPicture
from zcdossier.assemble.plan import Plan, RecordJob
from zcdossier.model.receipt import RecodedReceipt

if TYPE_CHECKING:
    from zcdossier.assemble.pdf.image_xobjects import RecompressedImage
    from zcdossier.assemble.shrinking.coders import Candidate

BECAUSE_LIMIT, REPACKED = "limit", "repacked"
"""Why a picture was coded anew: the limit forced it; no PDF holds its own coding; or it lost nothing."""
_LOSSLESS_QUALITY = 100


@dataclass(frozen=True, slots=True)
class PictureChanges:
    """New codings for picture pages by page number, and the receipts of everything coded anew."""

    pictures: Mapping[int, CodedPicture]
    receipts: tuple[RecodedReceipt, ...]


def receipt_of_recoded(candidate: "Candidate", recoded: RecodedPicture, reason: str) -> RecodedReceipt:
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


def receipt_of_repacked(candidate: "Candidate", repacked: RepackedPicture, reason: str) -> RecodedReceipt:
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


def receipt_of_recompressed(plan: Plan, image: "RecompressedImage", reason: str) -> RecodedReceipt:
    """A picture inside a source page that was packed better, or has fewer dots."""
    return RecodedReceipt(
        page=image.page,
        file=plan.pages[image.page - 1].file,
        bytes_before=image.bytes_before,
        bytes_after=image.bytes_after,
        dpi=round(image.dpi),
        quality=_LOSSLESS_QUALITY,
        reason=reason,
    )


def receipt_of_bilevel(
    job: RecordJob, image_page: ImagePage, number: int, coded: CodedPicture, reason: str
) -> RecodedReceipt:
    """A black-and-white picture page that has fewer dots."""
    dpi = lay_out((coded.width, coded.height), coded.orientation, job.limits).dpi
    return RecodedReceipt(
        page=number,
        file=image_page.source.file,
        bytes_before=image_page.bytes,
        bytes_after=len(coded.data),
        dpi=round(dpi),
        quality=_LOSSLESS_QUALITY,
        reason=reason,
    )


def join_receipts(before: Sequence[RecodedReceipt], after: Sequence[RecodedReceipt]) -> tuple[RecodedReceipt, ...]:
    """Put the receipts together; of a picture changed twice the last one stands, with what it took at first."""
    join_receipts = list[RecodedReceipt]()
    for receipt in (*before, *after):
        same = next((at for at, old in enumerate(join_receipts) if _continues(old, receipt)), None)
        if same is None:
            join_receipts.append(receipt)
        else:
            join_receipts[same] = replace(receipt, bytes_before=join_receipts[same].bytes_before)
    return tuple(join_receipts)


def _continues(first: RecodedReceipt, then: RecodedReceipt) -> bool:
    return (first.page, first.file, first.bytes_after) == (then.page, then.file, then.bytes_before)

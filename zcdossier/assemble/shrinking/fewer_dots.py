"""Black-and-white picture pages with fewer dots: given up last, and by the same measure as those inside source PDFs."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import replace

from zcdossier.assemble.image_pages import ImagePage
from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.pictures import bilevel
from zcdossier.assemble.pictures.bilevel import BILEVEL_STEPS, NOTICEABLY, WORTHWHILE, reduce_bilevel
from zcdossier.assemble.pictures.coded_picture import Coded, Coding, Decoder
from zcdossier.assemble.pictures.picture_file import decoder_of
from zcdossier.assemble.refusal import reading
from zcdossier.assemble.workers import in_order
from zcdossier.model.profile import BuildLimits


def resolutions(limits: BuildLimits) -> tuple[int, ...]:
    """Return the resolutions to try, best first, none below the floor."""
    return tuple(dict.fromkeys(max(dpi, limits.min_dpi) for dpi in BILEVEL_STEPS))


def coarser_sheets(sheets: Mapping[int, ImagePage], dpi: int, limits: BuildLimits, pool: Executor) -> dict[int, Coded]:
    """Return new codings by page number for the faxes that are finer than `dpi`, where that saves."""
    finer = {number: sheet for number, sheet in sheets.items() if _dpi(sheet, limits) > dpi * NOTICEABLY}
    made = {}
    for (number, sheet), coded in zip(finer.items(), in_order(pool, _coarser, _work(finer, dpi, limits)), strict=True):
        if coded is not None and len(coded.data) < sheet.bytes * WORTHWHILE:
            made[number] = replace(coded, orientation=sheet.coded.orientation)
    return made


def _dpi(sheet: ImagePage, limits: BuildLimits) -> float:
    if sheet.coded.coding is not Coding.FAX:
        return 0.0
    return lay_out((sheet.coded.width, sheet.coded.height), sheet.coded.orientation, limits).dpi


def _work(
    sheets: Mapping[int, ImagePage], dpi: int, limits: BuildLimits
) -> Iterator[tuple[ImagePage, Decoder, float, int]]:
    for sheet in sheets.values():
        with reading(sheet.source.file):
            yield sheet, decoder_of(sheet.source), _dpi(sheet, limits), dpi


def _coarser(work: tuple[ImagePage, Decoder, float, int]) -> Coded | None:
    sheet, decode, shown, dpi = work
    with reading(sheet.source.file):
        image = decode((sheet.coded.width, sheet.coded.height))
        return bilevel.encode_ccitt(reduce_bilevel(image, shown, dpi)) if image.mode == "1" else None

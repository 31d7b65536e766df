"""What a record over its limit gives up: which pictures are coded anew, and how.

First what loses nothing by it is packed better; only if that is not enough, pictures in colours or grey are coded
anew, down to the legibility floor; only below that do black-and-white pages get fewer dots.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

from zcdossier.assemble import wording
from zcdossier.assemble.image_pages import ImagePage
from zcdossier.assemble.layout import lay_out, page_sides
from zcdossier.assemble.output_pdf import Assembly
from zcdossier.assemble.pdf.decode_image import image_decoder
from zcdossier.assemble.pdf.image_xobjects import (
    ImageXObject,
    embedded_pictures,
    put_recoded,
    put_repacked,
    recompress_losslessly,
    reduce_bilevel_images,
)
from zcdossier.assemble.pictures.coded_picture import Coded, Coding, Decoder, Recoded
from zcdossier.assemble.pictures.picture_file import decoder_of
from zcdossier.assemble.plan import Plan, RecordJob
from zcdossier.assemble.refusal import RefusedError
from zcdossier.assemble.shrinking import recoding_receipts as receipts
from zcdossier.assemble.shrinking.coders import Candidate
from zcdossier.assemble.shrinking.lossless import (
    as_packed_page,
    bilevel_resolutions,
    is_bare,
    pixels_of,
    reduce_bilevel_pages,
    repack_all,
    repack_drawn_pages,
)
from zcdossier.assemble.shrinking.recoding_receipts import BECAUSE_LIMIT, REPACKED, Changes
from zcdossier.assemble.shrinking.shrink_pictures import TooMuchError, shrink
from zcdossier.model.label import Label

_PER_PICTURE = 300  # what a picture takes beside its data: its object and its page's content
_COSTLIEST = 3


class _OverError(RefusedError):
    """It does not fit with all given up that pictures in colours or grey can give."""


def make_smaller(assembly: Assembly, sheets: Mapping[int, ImagePage], spare: int, pool: Executor) -> Changes:
    """Bring the pictures down until they fit; those inside source pages are changed in the document.

    `spare` is what is left of the limit (it may be negative) while the picture pages are still empty.
    """
    pdf, limits = assembly.document.pdf, assembly.job.limits
    whole, tight = sheets, repack_drawn_pages(sheets, pool)
    sheets = {number: _as_packed(sheet, tight.get(number)) for number, sheet in sheets.items()}
    packed = recompress_losslessly(pdf, pool, page_sides(limits))
    spare += sum(one.saved for one in packed)
    told = [receipts.receipt_of_recompressed(assembly.plan, one, REPACKED) for one in packed]
    told += [
        receipts.receipt_of_bilevel(assembly.job, whole[number], number, coded, REPACKED)
        for number, coded in tight.items()
    ]
    coarse: dict[int, Coded] = {}
    refusal: _OverError | None = None
    for dpi in (0, *bilevel_resolutions(limits)):
        fewer = reduce_bilevel_images(pdf, dpi, pool, page_sides(limits)) if dpi else []
        coarser = reduce_bilevel_pages(sheets, dpi, limits, pool) if dpi else {}
        if dpi and not fewer and not coarser:
            continue
        spare += sum(one.saved for one in fewer)
        told += [receipts.receipt_of_recompressed(assembly.plan, one, BECAUSE_LIMIT) for one in fewer]
        coarse |= coarser
        try:
            changes = _shrunk(assembly, sheets, coarse, spare, pool)
        except _OverError as error:
            refusal = error
            continue
        of_sheets = (
            receipts.receipt_of_bilevel(assembly.job, sheets[number], number, one, BECAUSE_LIMIT)
            for number, one in coarse.items()
        )
        return Changes(
            {**tight, **coarse, **changes.pictures}, receipts.join_receipts(told, (*of_sheets, *changes.receipts))
        )
    assert refusal is not None, "the first round is never left out"
    raise refusal


def _as_packed(sheet: ImagePage, coded: Coded | None) -> ImagePage:
    return sheet if coded is None else replace(sheet, coded=coded, bytes=len(coded.data))


def _shrunk(
    assembly: Assembly, sheets: Mapping[int, ImagePage], coarse: Mapping[int, Coded], spare: int, pool: Executor
) -> Changes:
    """Bring down what is in colours or grey: packed better if that is enough, else coded anew. Raises _OverError."""
    pictures = {number: sheet for number, sheet in sheets.items() if not sheet.coded.is_bilevel}
    faxes = {number: sheet.bytes for number, sheet in sheets.items() if number not in pictures}
    faxes |= {number: len(coded.data) for number, coded in coarse.items()}
    embedded = embedded_pictures(assembly.document.pdf, page_sides(assembly.job.limits))
    candidates = [
        *(_of_sheet(assembly.job, number, sheet) for number, sheet in pictures.items()),
        *(_of_embedded(assembly.plan, one) for one in embedded),
    ]
    room = spare + sum(one.bytes for one in embedded) - sum(faxes.values()) - _PER_PICTURE * len(sheets)
    if sum(one.bytes for one in candidates) <= room:
        return Changes({}, ())
    repacked = _repacked(candidates, pictures, embedded, room, pool)
    if repacked is not None:
        return repacked
    try:
        recoded = shrink(candidates, assembly.job.limits.min_dpi, room, pool)
    except TooMuchError as error:
        costs = _costs(candidates, error.sizes) + Counter(faxes)
        smallest = assembly.job.limits.max_bytes - 1 - room + sum(error.sizes)
        raise _OverError(_refusal(assembly, smallest, costs)) from None
    return _put(recoded, pictures, embedded, candidates)


def _repacked(
    candidates: Sequence[Candidate],
    pictures: Mapping[int, ImagePage],
    embedded: Sequence[ImageXObject],
    room: int,
    pool: Executor,
) -> Changes | None:
    """Pack all that is bare pixels better, if that is enough for the record."""
    numbers = list(pictures)
    bare = [at for at, number in enumerate(numbers) if is_bare(pictures[number])]
    as_they_are = [
        replace(one, read=partial(pixels_of, pictures[numbers[at]])) if at in bare else one
        for at, one in enumerate(candidates)
    ]
    inside = [len(pictures) + at for at, one in enumerate(embedded) if one.shape.lossless]
    found = repack_all(as_they_are, [*bare, *inside], room, pool)
    if found is None:
        return None
    shown: dict[int, Coded] = {}
    for index, packing in found.items():
        if index >= len(pictures):
            put_repacked(embedded[index - len(pictures)], packing)
        elif (coded := as_packed_page(pictures[numbers[index]], packing)) is not None:
            shown[numbers[index]] = coded
    done = [at for at in found if at >= len(pictures) or numbers[at] in shown]
    return Changes(shown, tuple(receipts.receipt_of_repacked(candidates[at], found[at], REPACKED) for at in done))


def _put(
    recoded: Mapping[int, Recoded],
    pictures: Mapping[int, ImagePage],
    embedded: Sequence[ImageXObject],
    candidates: Sequence[Candidate],
) -> Changes:
    """Change what is inside source pages, and hand back what belongs on picture pages."""
    shown = {
        number: _coded(recoded[index], sheet.coded.orientation)
        for index, (number, sheet) in enumerate(pictures.items())
        if index in recoded
    }
    for index, one in enumerate(embedded, start=len(pictures)):
        if index in recoded:
            put_recoded(one, recoded[index])
    return Changes(
        shown,
        tuple(receipts.receipt_of_recoded(candidates[index], one, BECAUSE_LIMIT) for index, one in recoded.items()),
    )


def _of_sheet(job: RecordJob, number: int, sheet: ImagePage) -> Candidate:
    size = (sheet.coded.width, sheet.coded.height)
    dpi = lay_out(size, sheet.coded.orientation, job.limits).dpi
    return Candidate(
        number, sheet.source.file, sheet.bytes, size, dpi, optional=False, read=lambda: decoder_of(sheet.source)
    )


def _of_embedded(plan: Plan, one: ImageXObject) -> Candidate:
    file = plan.pages[one.page - 1].file
    size = (one.shape.width, one.shape.height)
    return Candidate(one.page, file, one.bytes, size, one.dpi, optional=True, read=partial(_read_embedded, one, file))


def _read_embedded(one: ImageXObject, file: str) -> Decoder:
    return image_decoder(one.shape, one.image.read_raw_bytes(), file)


def _coded(recoded: Recoded, orientation: int) -> Coded:
    return Coded(
        Coding.JPEG,
        recoded.data,
        recoded.width,
        recoded.height,
        orientation=orientation,
        quality=round(recoded.quality),
        icc=recoded.icc,
    )


def _costs(candidates: Sequence[Candidate], sizes: Sequence[int]) -> Counter[int]:
    costs: Counter[int] = Counter()
    for candidate, size in zip(candidates, sizes, strict=True):
        costs[candidate.page] += size
    return costs


def _refusal(assembly: Assembly, smallest: int, costs: Counter[int]) -> Label:
    """Name the costliest pages; where no picture is to blame, the largest sources by their first page."""
    job, plan = assembly.job, assembly.plan
    ranked = sorted(costs.items(), key=lambda item: (-item[1], item[0]))[:_COSTLIEST]
    if not ranked:
        first_pages = {page.file: page.number for page in reversed(plan.pages)}
        by_size = sorted(first_pages.items(), key=lambda item: (-job.facts[item[0]].bytes, item[1]))
        ranked = [(number, job.facts[file].bytes) for file, number in by_size[:_COSTLIEST]]
    costly = [(number, plan.pages[number - 1].file, size) for number, size in ranked]
    return wording.over_limit(job.limits.max_bytes, smallest, costly)

"""What a record over its limit gives up: which pictures are coded anew, and how.

First what loses nothing by it is packed better; only if that is not enough, pictures in colours or grey are coded
anew, down to the legibility floor; only below that do black-and-white pages get fewer dots.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

from zcdossier.assemble import build_messages
from zcdossier.assemble.image_pages import ImagePage
from zcdossier.assemble.layout import lay_out, page_sides
from zcdossier.assemble.output_pdf import Assembly
from zcdossier.assemble.pdf.decode_image import image_decoder
from zcdossier.assemble.pdf.image_xobjects import (
    ImageXObject,
    bytes_left_alone,
    recodable_images,
    recompress_losslessly,
    reduce_bilevel_images,
    replace_repacked,
    replace_with_jpeg,
)
from zcdossier.assemble.pictures.coded_picture import CodedPicture, Coding, Decoder, RecodedPicture
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
from zcdossier.assemble.shrinking.recoding_receipts import BECAUSE_LIMIT, REPACKED, PictureChanges
from zcdossier.assemble.shrinking.shrink_pictures import TooMuchError, shrink
from zcdossier.model.label import Label, join_labels

_PER_PICTURE = 300  # what a picture takes beside its data: its object and its page's content
_COSTLIEST = 3
_AS_SMALL_AS_CAN_BE = (1, 1)


class _OverError(RefusedError):
    """It does not fit with all given up that pictures in colours or grey can give."""


def make_smaller(
    assembly: Assembly, image_pages: Mapping[int, ImagePage], budget: int, pool: Executor
) -> PictureChanges:
    """Bring the pictures down until they fit; those inside source pages are changed in the document.

    `budget` is what is left of the limit (it may be negative) while the picture pages are still empty.
    """
    pdf, limits = assembly.document.pdf, assembly.job.limits
    whole, tight = image_pages, repack_drawn_pages(image_pages, pool)
    image_pages = {number: _with_packing(image_page, tight.get(number)) for number, image_page in image_pages.items()}
    packed = recompress_losslessly(pdf, pool, page_sides(limits))
    budget += sum(image.saved for image in packed)
    earlier = [receipts.receipt_of_recompressed(assembly.plan, image, REPACKED) for image in packed]
    earlier += [
        receipts.receipt_of_bilevel(assembly.job, whole[number], number, coded, REPACKED)
        for number, coded in tight.items()
    ]
    coarse: dict[int, CodedPicture] = {}
    refusal: _OverError | None = None
    for dpi in (0, *bilevel_resolutions(limits)):
        fewer = reduce_bilevel_images(pdf, dpi, pool, page_sides(limits)) if dpi else []
        coarser = reduce_bilevel_pages(image_pages, dpi, limits, pool) if dpi else {}
        if dpi and not fewer and not coarser:
            continue
        budget += sum(image.saved for image in fewer)
        earlier += [receipts.receipt_of_recompressed(assembly.plan, image, BECAUSE_LIMIT) for image in fewer]
        coarse |= coarser
        try:
            changes = _shrink_images(assembly, image_pages, coarse, budget, pool)
        except _OverError as error:
            refusal = error
            continue
        of_image_pages = (
            receipts.receipt_of_bilevel(assembly.job, image_pages[number], number, image, BECAUSE_LIMIT)
            for number, image in coarse.items()
        )
        return PictureChanges(
            {**tight, **coarse, **changes.pictures},
            receipts.join_receipts(earlier, (*of_image_pages, *changes.receipts)),
        )
    assert refusal is not None, "the first round is never left out"
    raise refusal


def _with_packing(image_page: ImagePage, coded: CodedPicture | None) -> ImagePage:
    return image_page if coded is None else replace(image_page, coded=coded, bytes=len(coded.data))


def _shrink_images(
    assembly: Assembly,
    image_pages: Mapping[int, ImagePage],
    coarse: Mapping[int, CodedPicture],
    budget: int,
    pool: Executor,
) -> PictureChanges:
    """Bring down what is in colours or grey: packed better if that is enough, else coded anew. Raises _OverError."""
    pictures = {number: image_page for number, image_page in image_pages.items() if not image_page.coded.is_bilevel}
    faxes = {number: image_page.bytes for number, image_page in image_pages.items() if number not in pictures}
    faxes |= {number: len(coded.data) for number, coded in coarse.items()}
    embedded = recodable_images(assembly.document.pdf, page_sides(assembly.job.limits))
    candidates = [
        *(candidate_of_page(assembly.job, number, image_page) for number, image_page in pictures.items()),
        *(candidate_of_image(assembly.plan, image) for image in embedded),
    ]
    budget_left = (
        budget + sum(image.bytes for image in embedded) - sum(faxes.values()) - _PER_PICTURE * len(image_pages)
    )
    if sum(image.bytes for image in candidates) <= budget_left:
        return PictureChanges({}, ())
    repacked = _repack_if_enough(candidates, pictures, embedded, budget_left, pool)
    if repacked is not None:
        return repacked
    try:
        recoded = shrink(candidates, assembly.job.limits.min_dpi, budget_left, pool)
    except TooMuchError as error:
        costs = _costs_by_page(candidates, error.sizes) + Counter(faxes)
        costs += bytes_left_alone(assembly.document.pdf, embedded, page_sides(assembly.job.limits))
        smallest = assembly.job.limits.max_bytes - 1 - budget_left + sum(error.sizes)
        raise _OverError(_refusal(assembly, smallest, costs, candidates)) from None
    return put_recoded(recoded, pictures, embedded, candidates)


def _repack_if_enough(
    candidates: Sequence[Candidate],
    pictures: Mapping[int, ImagePage],
    embedded: Sequence[ImageXObject],
    budget_left: int,
    pool: Executor,
) -> PictureChanges | None:
    """Pack all that is bare pixels better, if that is enough for the record."""
    numbers = list(pictures)
    bare = [at for at, number in enumerate(numbers) if is_bare(pictures[number])]
    as_they_are = [
        replace(picture, read=partial(pixels_of, pictures[numbers[at]])) if at in bare else picture
        for at, picture in enumerate(candidates)
    ]
    inside = [len(pictures) + at for at, picture in enumerate(embedded) if picture.info.lossless]
    packings = repack_all(as_they_are, [*bare, *inside], budget_left, pool)
    if packings is None:
        return None
    packed_pages: dict[int, CodedPicture] = {}
    for index, packing in packings.items():
        if index >= len(pictures):
            replace_repacked(embedded[index - len(pictures)], packing)
        elif (coded := as_packed_page(pictures[numbers[index]], packing)) is not None:
            packed_pages[numbers[index]] = coded
    indices = [at for at in packings if at >= len(pictures) or numbers[at] in packed_pages]
    return PictureChanges(
        packed_pages, tuple(receipts.receipt_of_repacked(candidates[at], packings[at], REPACKED) for at in indices)
    )


def put_recoded(
    recoded: Mapping[int, RecodedPicture],
    pictures: Mapping[int, ImagePage],
    embedded: Sequence[ImageXObject],
    candidates: Sequence[Candidate],
) -> PictureChanges:
    """Change what is inside source pages, and hand back what belongs on picture pages."""
    page_codings = {
        number: _as_coded(recoded[index], image_page.coded.orientation)
        for index, (number, image_page) in enumerate(pictures.items())
        if index in recoded
    }
    for index, picture in enumerate(embedded, start=len(pictures)):
        if index in recoded:
            replace_with_jpeg(picture, recoded[index])
    return PictureChanges(
        page_codings,
        tuple(
            receipts.receipt_of_recoded(candidates[index], picture, BECAUSE_LIMIT) for index, picture in recoded.items()
        ),
    )


def candidate_of_page(job: RecordJob, number: int, image_page: ImagePage) -> Candidate:
    """Return a picture page as what may be coded anew."""
    size = (image_page.coded.width, image_page.coded.height)
    dpi = lay_out(size, image_page.coded.orientation, job.limits).dpi
    return Candidate(
        number,
        image_page.source.file,
        image_page.bytes,
        size,
        dpi,
        optional=False,
        read=lambda: decoder_of(image_page.source),
    )


def candidate_of_image(plan: Plan, image: ImageXObject) -> Candidate:
    """Return a picture inside a source page as what may be coded anew."""
    file = plan.pages[image.page - 1].file
    size = (image.info.width, image.info.height)
    return Candidate(
        image.page, file, image.bytes, size, image.dpi, optional=True, read=partial(_read_embedded, image, file)
    )


def _read_embedded(image: ImageXObject, file: str) -> Decoder:
    return image_decoder(image.info, image.image.read_raw_bytes(), file)


def _as_coded(recoded: RecodedPicture, orientation: int) -> CodedPicture:
    return CodedPicture(
        Coding.JPEG,
        recoded.data,
        recoded.width,
        recoded.height,
        orientation=orientation,
        quality=round(recoded.quality),
        icc=recoded.icc,
    )


def _costs_by_page(candidates: Sequence[Candidate], sizes: Sequence[int]) -> Counter[int]:
    costs: Counter[int] = Counter()
    for candidate, size in zip(candidates, sizes, strict=True):
        costs[candidate.page] += size
    return costs


def _refusal(assembly: Assembly, smallest: int, costs: Counter[int], candidates: Sequence[Candidate]) -> Label:
    """Name the costliest pages, those first whose pictures are damaged; where none is to blame, the largest sources."""
    job, plan = assembly.job, assembly.plan
    ranked = sorted(costs.items(), key=lambda item: (-item[1], item[0]))[:_COSTLIEST]
    if not ranked:
        sizes = [(file, job.facts[file].bytes) for file in job.files]
        largest = sorted(sizes, key=lambda item: -item[1])[:_COSTLIEST]
        return build_messages.too_much_besides_pictures(job.limits.max_bytes, smallest, largest)
    costly = [(number, plan.pages[number - 1].file, size) for number, size in ranked]
    damaged = {
        (candidate.file, plan.pages[candidate.page - 1].index + 1)
        for candidate in candidates
        if candidate.optional and candidate.page in dict(ranked) and not _can_be_decoded(candidate)
    }
    reasons = [build_messages.undecodable(file, page) for file, page in sorted(damaged)]
    return join_labels([*reasons, build_messages.over_limit(job.limits.max_bytes, smallest, costly)], Label("。", ". "))


def _can_be_decoded(candidate: Candidate) -> bool:
    try:
        candidate.read()(_AS_SMALL_AS_CAN_BE)
    except Exception:  # noqa: BLE001 - a decoder may raise anything over damaged data
        return False
    return True

"""The steps before and after coding anew, in which no tone is given up.

Before: pictures stored as bare pixels are packed better. Picture pages that are drawn rather than taken (screenshots,
exported text) always: as a JPEG they would be larger, or uglier. Scans and photos, which take long to pack and hardly
repay it, only where that may be enough for the record. After: black-and-white pages get fewer dots.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.assemble.image_pages import ImagePage
from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.pictures import bilevel
from zcdossier.assemble.pictures.bilevel import BILEVEL_STEPS, NOTICEABLY, WORTHWHILE, reduce_bilevel
from zcdossier.assemble.pictures.coded_picture import CodedPicture, Coding, Decoder, RepackedPicture
from zcdossier.assemble.pictures.colour_profiles import is_plain_profile
from zcdossier.assemble.pictures.picture_file import decoder_of
from zcdossier.assemble.pictures.raster import open_picture
from zcdossier.assemble.pictures.repack import repack
from zcdossier.assemble.refusal import reading
from zcdossier.assemble.shrinking.coders import Candidate
from zcdossier.assemble.workers import in_order
from zcdossier.model.build_rules import BuildLimits

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_DRAWN = 0.12  # of the bytes of its pixels: photos and scans do not pack so well
_WORTHWHILE = 0.95
_DEPTH_AT, _BYTE, _RGB = 24, 8, 3  # where a PNG says how many bits a value has
_SPACE_AT = slice(16, 20)
_BEST_HOPED = 0.2
_TRIED_FIRST = 2
_SOMEWHAT_BETTER = 0.9  # pages of one scanner are much alike


def repack_all(
    candidates: Sequence[Candidate], lossless: Sequence[int], budget: int, pool: Executor
) -> dict[int, RepackedPicture] | None:
    """Return better packings by candidate index when with them all candidates take at most `budget`, else None.

    `lossless` are the candidates that are stored as bare pixels. The largest are tried first, and the rest
    only while it still may be enough.
    """
    total = sum(candidate.bytes for candidate in candidates)
    ranked = sorted(lossless, key=lambda index: (-candidates[index].bytes, index))
    left = sum(candidates[index].bytes for index in ranked)
    hoped = _BEST_HOPED
    packed_by_index: dict[int, RepackedPicture] = {}
    work = ((candidates[index], candidates[index].read()) for index in ranked)
    before = after = 0
    if total - left * (1 - hoped) > budget:
        return None
    for index, repacked in zip(ranked, in_order(pool, _repack_image, work), strict=True):
        size = candidates[index].bytes
        if repacked is not None and len(repacked.data) < size:
            packed_by_index[index] = repacked
            total += len(repacked.data) - size
        left -= size
        before, after = before + size, after + min(size, len(repacked.data) if repacked else size)
        if len(packed_by_index) >= _TRIED_FIRST or repacked is None:
            hoped = after / before * _SOMEWHAT_BETTER
        if total - left * (1 - hoped) > budget:
            return None
    return packed_by_index if total <= budget else None


def _repack_image(work: tuple[Candidate, Decoder]) -> RepackedPicture | None:
    candidate, opener = work
    try:
        return repack(opener(candidate.size))
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None


def repack_drawn_pages(image_pages: Mapping[int, ImagePage], pool: Executor) -> dict[int, CodedPicture]:
    """Return better packings by page number for the picture pages that are likely to be drawn."""
    likely = {
        number: image_page
        for number, image_page in image_pages.items()
        if is_bare(image_page) and _is_drawn(image_page)
    }
    packed = in_order(pool, _repack_page, likely.values())
    return {number: coded for number, coded in zip(likely, packed, strict=True) if coded is not None}


def is_bare(image_page: ImagePage) -> bool:
    """Whether a picture page holds bare pixels, packed as they came."""
    return image_page.coded.coding is Coding.PNG


def _is_drawn(image_page: ImagePage) -> bool:
    return image_page.bytes <= _DRAWN * _RGB * image_page.coded.width * image_page.coded.height


def _repack_page(image_page: ImagePage) -> CodedPicture | None:
    try:
        return as_packed_page(
            image_page, repack(pixels_of(image_page)((image_page.coded.width, image_page.coded.height)))
        )
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None


def pixels_of(image_page: ImagePage) -> Decoder:
    """Return what decodes the pixels of a picture page as they are; ValueError where they are finer than eight bits."""

    def decode(_: tuple[int, int]) -> "Picture":
        data = image_page.whole().data
        if data[_DEPTH_AT] > _BYTE:
            raise ValueError("more than eight bits")
        with open_picture(BytesIO(data), image_page.source.file) as image:
            image.load()
            return image.convert("RGB") if image.mode == "P" else image.copy()

    return decode


def as_packed_page(image_page: ImagePage, packed: RepackedPicture) -> CodedPicture | None:
    """Return a picture page with its pixels packed anew; None where that does not help."""
    coded = image_page.coded
    if len(packed.data) >= image_page.bytes * _WORTHWHILE:
        return None
    icc = coded.icc
    if icc and packed.grey and icc[_SPACE_AT] == b"RGB ":
        if is_plain_profile(icc):
            icc = b""
        else:
            packed = _in_three_channels(packed)
    return replace(coded, coding=Coding.PACKED, data=packed.data, packed=packed, icc=icc)


def _in_three_channels(packed: RepackedPicture) -> RepackedPicture:
    """Let one value stand for three equal ones through a palette, so that a profile of three channels still speaks."""
    levels = packed.palette or (b"\0\xff" if packed.bits == 1 else bytes(range(256)))
    return replace(packed, grey=False, palette=b"".join(bytes([level] * _RGB) for level in levels))


def bilevel_resolutions(limits: BuildLimits) -> tuple[int, ...]:
    """Return the resolutions to try, best first, none below the floor."""
    return tuple(dict.fromkeys(max(dpi, limits.min_dpi) for dpi in BILEVEL_STEPS))


def reduce_bilevel_pages(
    image_pages: Mapping[int, ImagePage], dpi: int, limits: BuildLimits, pool: Executor
) -> dict[int, CodedPicture]:
    """Return new codings by page number for the faxes that are finer than `dpi`, where that saves."""
    finer = {
        number: image_page
        for number, image_page in image_pages.items()
        if _bilevel_dpi(image_page, limits) > dpi * NOTICEABLY
    }
    reduced = {}
    for (number, image_page), coded in zip(
        finer.items(), in_order(pool, _reduce_page, _decode_tasks(finer, dpi, limits)), strict=True
    ):
        if coded is not None and len(coded.data) < image_page.bytes * WORTHWHILE:
            reduced[number] = replace(coded, orientation=image_page.coded.orientation)
    return reduced


def _bilevel_dpi(image_page: ImagePage, limits: BuildLimits) -> float:
    if image_page.coded.coding is not Coding.FAX:
        return 0.0
    return lay_out((image_page.coded.width, image_page.coded.height), image_page.coded.orientation, limits).dpi


def _decode_tasks(
    image_pages: Mapping[int, ImagePage], dpi: int, limits: BuildLimits
) -> Iterator[tuple[ImagePage, Decoder, float, int]]:
    for image_page in image_pages.values():
        with reading(image_page.source.file):
            yield image_page, decoder_of(image_page.source), _bilevel_dpi(image_page, limits), dpi


def _reduce_page(work: tuple[ImagePage, Decoder, float, int]) -> CodedPicture | None:
    image_page, decode, shown_dpi, dpi = work
    with reading(image_page.source.file):
        image = decode((image_page.coded.width, image_page.coded.height))
        return bilevel.encode_ccitt(reduce_bilevel(image, shown_dpi, dpi)) if image.mode == "1" else None

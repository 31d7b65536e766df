"""Pages that are each to stay below a size: what is over is coded anew, by itself, and nothing else is."""

import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from typing import Any

from zcdossier.assemble import limit_messages
from zcdossier.assemble.image_pages import ImagePage
from zcdossier.assemble.layout import page_sides
from zcdossier.assemble.output_pdf import Assembly
from zcdossier.assemble.pdf.image_xobjects import ImageXObject, recodable_images
from zcdossier.assemble.pictures.coded_picture import CodedPicture
from zcdossier.assemble.refusal import RefusedError
from zcdossier.assemble.shrinking.recoding_receipts import PictureChanges
from zcdossier.assemble.shrinking.shrink_pictures import TooMuchError, shrink
from zcdossier.assemble.shrinking.shrink_record import candidate_of_image, candidate_of_page, put_recoded

_BESIDES = 1_500  # bytes: what a page's drawing and a printed number take at most beside its pictures


def cap_pages(
    assembly: Assembly, image_pages: Mapping[int, ImagePage], changes: PictureChanges, pool: Executor
) -> PictureChanges:
    """Bring every page below the size that the notice allows; refuse where one can't be read below it."""
    limits = assembly.job.limits
    most = limits.max_page_bytes - 1 - _BESIDES
    pictures, receipts = dict(changes.pictures), list(changes.receipts)
    over = [
        number
        for number, image_page in image_pages.items()
        if _bytes_of(pictures.get(number) or image_page.coded, image_page) > most
    ]
    for number in over:
        capped = _cap_picture(assembly, number, image_pages[number], most, pool)
        pictures |= capped.pictures
        receipts = [receipt for receipt in receipts if receipt.page != number] + list(capped.receipts)
    inside: dict[int, list[ImageXObject]] = {}
    for image in recodable_images(assembly.document.pdf, page_sides(limits)):
        inside.setdefault(image.page, []).append(image)
    for number, size in _source_pages(assembly):
        if size > most:
            receipts += _cap_source_page(assembly, number, inside.get(number, []), most - size, pool)
    return PictureChanges(pictures, tuple(receipts))


def _bytes_of(coded: CodedPicture, image_page: ImagePage) -> int:
    data = len(coded.data) or image_page.bytes
    return data + (len(zlib.compress(coded.icc)) if coded.icc else 0)


def _cap_picture(assembly: Assembly, number: int, image_page: ImagePage, most: int, pool: Executor) -> PictureChanges:
    profile = len(zlib.compress(image_page.coded.icc)) if image_page.coded.icc else 0
    if image_page.coded.is_bilevel:
        raise _refusal(assembly, number, image_page.bytes)
    candidate = candidate_of_page(assembly.job, number, image_page)
    try:
        recoded = shrink([candidate], assembly.job.limits.min_dpi, most - profile, pool)
    except TooMuchError as error:
        raise _refusal(assembly, number, sum(error.sizes)) from None
    return put_recoded(recoded, {number: image_page}, [], [candidate])


def _cap_source_page(
    assembly: Assembly, number: int, images: list[ImageXObject], room: int, pool: Executor
) -> "tuple[Any, ...]":
    candidates = [candidate_of_image(assembly.plan, image) for image in images]
    budget = sum(image.bytes for image in images) + room
    try:
        recoded = shrink(candidates, assembly.job.limits.min_dpi, budget, pool) if budget > 0 and images else None
    except TooMuchError as error:
        raise _refusal(assembly, number, sum(error.sizes) - budget + assembly.job.limits.max_page_bytes) from None
    if recoded is None:
        raise _refusal(assembly, number, assembly.job.limits.max_page_bytes - room)
    return put_recoded(recoded, {}, images, candidates).receipts


def _refusal(assembly: Assembly, number: int, size: int) -> RefusedError:
    file = assembly.plan.pages[number - 1].file
    return RefusedError(limit_messages.over_page_limit(assembly.job.limits.max_page_bytes, number, file, size))


def _source_pages(assembly: Assembly) -> Iterator[tuple[int, int]]:
    """Yield the pages that come from PDFs with what each draws, as stored."""
    pages = assembly.document.pdf.pages
    for planned in assembly.plan.source_pages:
        page = pages[planned.number - 1].obj
        if page.get("/Contents") is not None:
            yield planned.number, _stored_bytes([page.get("/Contents"), page.get("/Resources")])


def _stored_bytes(waiting: list[Any]) -> int:
    import pikepdf

    seen: set[tuple[int, int]] = set()
    size = 0
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Object):
            continue
        if item.is_indirect:
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
        if isinstance(item, pikepdf.Stream):
            size += len(item.read_raw_bytes())
            waiting += [value for key, value in item.stream_dict.items() if key != "/Parent"]
        elif isinstance(item, pikepdf.Dictionary):
            waiting += [value for key, value in item.items() if key != "/Parent"]
        elif isinstance(item, pikepdf.Array):
            waiting += list(item)
    return size

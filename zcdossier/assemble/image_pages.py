"""The picture pages of a record, weighed: what each takes with nothing given up."""

import zlib
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from hashlib import sha256

from zcdossier.assemble.pictures.coded_picture import CodedPicture
from zcdossier.assemble.pictures.picture_file import PictureFile, load_untouched
from zcdossier.assemble.plan import PageKind, Plan, RecordJob
from zcdossier.assemble.workers import in_order
from zcdossier.model.label import Label


@dataclass(frozen=True, slots=True)
class ImagePage:
    """One picture page. `coded` lacks its data when the record is too heavy to keep all in memory.

    `digest` is the sha256 of that data.
    """

    source: PictureFile
    coded: CodedPicture
    bytes: int
    digest: str
    note: Label | None

    def whole(self) -> CodedPicture:
        """Return the coded picture with its data, read again if need be."""
        return self.coded if self.coded.data else load_untouched(self.source)[0]


def load_image_pages(job: RecordJob, plan: Plan, pool: Executor) -> Mapping[int, ImagePage]:
    """Return every picture page by its number; data is kept only while all of it is below the limit."""
    planned = [page for page in plan.pages if page.kind is PageKind.PICTURE and page.strip == 0]
    sources = [PictureFile(job.path(page.file), page.file, page.index) for page in planned]
    image_pages: dict[int, ImagePage] = {}
    total = 0
    for page, image_page in zip(planned, in_order(pool, _load_page, sources), strict=True):
        image_pages[page.number] = image_page
        if total < job.limits.max_bytes <= total + image_page.bytes:
            image_pages = {number: _without_data(image_page) for number, image_page in image_pages.items()}
        elif total >= job.limits.max_bytes:
            image_pages[page.number] = _without_data(image_page)
        total += image_page.bytes
    return image_pages


def first_of_equals(image_pages: Mapping[int, ImagePage]) -> Mapping[int, int]:
    """Return for every page the first page with the same picture: a picture listed twice goes in once."""
    first: dict[tuple[str, CodedPicture], int] = {}
    return {
        number: first.setdefault((image_page.digest, replace(image_page.coded, data=b"")), number)
        for number, image_page in image_pages.items()
    }


def weight_of(image_pages: Mapping[int, ImagePage]) -> int:
    """Return what all pictures take, their colour profiles included: of equal ones only the first."""
    pictures = sum(image_pages[number].bytes for number in set(first_of_equals(image_pages).values()))
    profiles = {image_page.coded.icc for image_page in image_pages.values()}
    return pictures + sum(len(zlib.compress(icc)) for icc in profiles if icc)


def _load_page(source: PictureFile) -> ImagePage:
    coded, note = load_untouched(source)
    return ImagePage(source, coded, len(coded.data), sha256(coded.data).hexdigest(), note)


def _without_data(image_page: ImagePage) -> ImagePage:
    return replace(image_page, coded=replace(image_page.coded, data=b""))

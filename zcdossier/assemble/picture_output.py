"""Records handed in as JPGs: each page (or file) one picture, of the bytes, the sides and the resolution wanted.

Nothing is enlarged and nothing is stretched: what has another shape than wanted stands on white. A JPEG that is as
wanted goes in as it was coded. Of the bytes allowed quality is given up first, then pixels, never below what can be
read.
"""

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble import limit_messages
from zcdossier.assemble.layout import page_sides, seen_inches
from zcdossier.assemble.output_pdf import Assembly
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.pdfium_bitmaps import picture_of_bitmap
from zcdossier.assemble.pictures.raster import make_plain, open_picture, orientation_of, profile_of, save_to_bytes
from zcdossier.assemble.plan import PageKind, Plan, PlannedPage, RecordJob
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.assemble.several_files import WrittenFile
from zcdossier.assemble.workers import in_order, leave_if_stopping
from zcdossier.model.build_rules import OnePer, PictureBounds, Range
from zcdossier.pdfium import ONE_AT_A_TIME, library
from zcdossier.source.jpeg_segments import NotJpegError, with_end
from zcdossier.source.regular_file import read_regular_file

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_USUAL_DPI = 300
_BEST, _FINEST, _LOWEST = 92, 100, 45
_LONGEST = 65_500  # pixels of a side: what libjpeg codes at most
_BELOW = 0.97
_ROUNDS = 12
_POINTS = 72.0
_DENSITY_AT, _DENSITY_END = 14, 18


def make_pictures(job: RecordJob, plan: Plan, pool: Executor) -> Iterator[WrittenFile]:
    """Yield every picture of a record in its order. Raises RefusedError where one can't be as wanted."""
    rendered = _RenderedPages(job, plan)
    groups = _groups(plan, job.limits.picture.per)

    def make(group: Sequence[PlannedPage]) -> WrittenFile:
        leave_if_stopping(pool)
        data = _own_data(group, job) or _coded([_page_picture(page, job, rendered) for page in group], group, job)
        check_picture(data, job, group[0].file)
        return WrittenFile(data, 1, tuple(page.number for page in group), group[0].file)

    yield from in_order(pool, make, groups)


def _groups(plan: Plan, per: OnePer) -> list[list[PlannedPage]]:
    if per is OnePer.PAGE:
        return [[page] for page in plan.pages]
    by_file: dict[str, list[PlannedPage]] = {}
    for page in plan.pages:
        by_file.setdefault(page.file, []).append(page)
    return list(by_file.values())


class _RenderedPages:
    """The pages that come from PDFs, as they would stand in the record's PDF: harmless, with what is filled in."""

    def __init__(self, job: RecordJob, plan: Plan) -> None:
        self._pdf = b""
        self._job = job
        if any(page.kind is PageKind.PDF for page in plan.pages):
            with Assembly(job, plan) as assembly:
                buffer = BytesIO()
                assembly.write({}, buffer)
                self._pdf = buffer.getvalue()

    def draw(self, number: int) -> "Picture":
        """Draw a page (from 1), finer where the notice wants more pixels."""
        bounds = self._job.limits.picture
        pdfium = library()
        with ONE_AT_A_TIME:
            document = pdfium.FPDF_LoadMemDocument64(self._pdf, len(self._pdf), None)
            page = pdfium.FPDF_LoadPage(document, number - 1) if document else None
            try:
                if not page:
                    raise ValueError("the renderer can't draw a page")
                sides = (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
                scale = seen_inches(sides, page_sides(self._job.limits)) * max(bounds.dpi, _USUAL_DPI)
                scale = max(scale, bounds.width.least / sides[0], bounds.height.least / sides[1])
                size = (max(1, math.ceil(sides[0] * scale)), max(1, math.ceil(sides[1] * scale)))
                bitmap = pdfium.FPDFBitmap_CreateEx(*size, pdfium.FPDFBitmap_BGR, None, 0)
                if not bitmap:
                    raise MemoryError
                try:
                    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
                    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, *size, 0, 0)
                    return picture_of_bitmap(pdfium, bitmap)
                finally:
                    pdfium.FPDFBitmap_Destroy(bitmap)
            finally:
                if page:
                    pdfium.FPDF_ClosePage(page)
                if document:
                    pdfium.FPDF_CloseDocument(document)


def _page_picture(page: PlannedPage, job: RecordJob, rendered: _RenderedPages) -> "Picture":
    from PIL import ImageOps

    with reading(page.file):
        if page.kind is PageKind.PDF:
            return rendered.draw(page.number)
        with open_picture(BytesIO(read_regular_file(job.path(page.file))), page.file, page.index) as image:
            icc = profile_of(image)
            plain = make_plain(ImageOps.exif_transpose(image))
            flat = plain if plain.mode in {"L", "RGB"} else plain.convert("L")
            flat.info = {"icc_profile": icc} if icc and flat.mode == image.mode else {}
            return flat


def _own_data(group: Sequence[PlannedPage], job: RecordJob) -> bytes:
    """Return a JPEG file's own coded data where it is as wanted already; nothing else."""
    bounds = job.limits.picture
    if len(group) != 1 or group[0].kind is not PageKind.PICTURE or job.facts[group[0].file].format != "jpeg":
        return b""
    with reading(group[0].file):
        data = with_end(read_regular_file(job.path(group[0].file)))
        with open_picture(BytesIO(data), group[0].file) as image:
            if orientation_of(image)[0] != 1 or image.mode not in {"L", "RGB"} or not _holds(image.size, bounds):
                return b""
            image.load()  # a damaged picture must not pass unseen
        try:
            cleaned = jpeg.clean_jpeg(data)
        except NotJpegError:
            return b""
    if cleaned.icc or cleaned.named_rgb:
        return b""
    own = with_density(cleaned.data, bounds.dpi or _USUAL_DPI) if bounds.dpi else cleaned.data
    return own if _byte_range(job).holds(len(own)) else b""


def with_density(data: bytes, dpi: int) -> bytes:
    """Return a JPEG that says its dots an inch, in the segment where every program looks for it."""
    rest = data[2:]
    if rest[:2] == b"\xff\xe0":
        rest = rest[2 + int.from_bytes(rest[2:4], "big") :]
    density = dpi.to_bytes(2, "big")
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x01" + density + density + b"\x00\x00" + rest


def _holds(size: tuple[int, int], bounds: PictureBounds) -> bool:
    return bounds.width.holds(size[0]) and bounds.height.holds(size[1])


def _byte_range(job: RecordJob) -> Range:
    most = job.limits.max_bytes - 1
    wanted = job.limits.picture.bytes
    return Range(wanted.least, min(most, wanted.most) if wanted.most else most)


def _coded(pictures: Sequence["Picture"], group: Sequence[PlannedPage], job: RecordJob) -> bytes:
    whole = _stacked(pictures)
    file, bounds, band = group[0].file, job.limits.picture, _byte_range(job)
    largest = _largest_size(whole.size, bounds, file)
    least = _least_size(largest, len(group), job)
    size, smallest = largest, 0
    for _ in range(_ROUNDS):
        scaled = _placed(whole, size, bounds)
        found = _best_within(scaled, bounds, band.most)
        if found:
            return found if len(found) >= band.least else _finest(scaled, bounds, band, file)
        smallest = len(_save(scaled, _LOWEST, bounds))
        share = max(_BELOW * math.sqrt(band.most / smallest), 0.5)
        smaller = tuple(max(low, int(side * share)) for side, low in zip(size, least, strict=True))
        if smaller == size:
            break
        size = (smaller[0], smaller[1])
    raise RefusedError(limit_messages.picture_too_heavy(file, band.most, smallest))


def _stacked(pictures: Sequence["Picture"]) -> "Picture":
    """Put the pages of a file one below the other, as wide as the widest."""
    if len(pictures) == 1:
        return pictures[0]
    from PIL import Image

    width = max(picture.width for picture in pictures)
    whole = Image.new("RGB", (width, sum(picture.height for picture in pictures)), (255, 255, 255))
    top = 0
    for picture in pictures:
        whole.paste(picture.convert("RGB"), ((width - picture.width) // 2, top))
        top += picture.height
    return whole


def _largest_size(size: tuple[int, int], bounds: PictureBounds, file: str) -> tuple[int, int]:
    """The most pixels that are allowed, of those there are. What stands on white has the sides wanted later."""
    width, height = size
    most = min(1.0, (bounds.width.most or width) / width, (bounds.height.most or height) / height, _LONGEST / height)
    scaled_size = (max(1, round(width * most)), max(1, round(height * most)))
    exact = bounds.width.least == bounds.width.most > 0 and bounds.height.least == bounds.height.most > 0
    too_small = (
        (width < bounds.width.least and height < bounds.height.least) if exact else not _at_least(scaled_size, bounds)
    )
    if too_small:
        raise RefusedError(limit_messages.too_few_pixels(file, size, _wanted_text(bounds)))
    return scaled_size


def _at_least(size: tuple[int, int], bounds: PictureBounds) -> bool:
    return size[0] >= bounds.width.least and size[1] >= bounds.height.least


def _wanted_text(bounds: PictureBounds) -> str:
    return " × ".join(_range_text(side) for side in (bounds.width, bounds.height))


def _range_text(side: Range) -> str:
    if side.least == side.most:
        return str(side.least) if side.least else "…"
    return f"{side.least or ''}..{side.most or ''}"


def _least_size(largest: tuple[int, int], pages: int, job: RecordJob) -> tuple[int, int]:
    """The fewest pixels at which pages can still be read, and that the notice allows."""
    short, long = (side / _POINTS * job.limits.min_dpi for side in page_sides(job.limits))
    width, height = largest
    floor = min(
        1.0, max(short / width, long * pages / height) if height >= width else max(long / width, short / height)
    )
    bounds = job.limits.picture
    floor = max(floor, bounds.width.least / width, bounds.height.least / height)
    return (min(width, math.ceil(width * floor)), min(height, math.ceil(height * floor)))


def _placed(whole: "Picture", size: tuple[int, int], bounds: PictureBounds) -> "Picture":
    """The picture at a size; on white where both sides are set and its shape is another."""
    from PIL import Image

    scaled = whole if whole.size == size else whole.resize(size, Image.Resampling.LANCZOS)
    scaled.info = dict(whole.info)
    wanted = (max(size[0], bounds.width.least), max(size[1], bounds.height.least))
    if wanted == size:
        return scaled
    canvas = Image.new(scaled.mode, wanted, 255 if scaled.mode == "L" else (255, 255, 255))
    canvas.info = dict(whole.info)
    canvas.paste(scaled, ((wanted[0] - size[0]) // 2, (wanted[1] - size[1]) // 2))
    return canvas


def _save(picture: "Picture", quality: int, bounds: PictureBounds, **how: Any) -> bytes:
    icc = picture.info.get("icc_profile")
    dpi = bounds.dpi or _USUAL_DPI
    return save_to_bytes(picture, "JPEG", quality=quality, dpi=(dpi, dpi), icc_profile=icc, comment=b"", **how)


def _best_within(picture: "Picture", bounds: PictureBounds, most: int) -> bytes:
    """The best quality whose bytes fit; nothing where the lowest has more."""
    best = b""
    low, high = _LOWEST, _BEST
    while low <= high:
        quality = high if not best and high == _BEST else (low + high) // 2
        data = _save(picture, quality, bounds)
        if len(data) <= most:
            best, low = data, quality + 1
        else:
            high = quality - 1
    return best


def _finest(picture: "Picture", bounds: PictureBounds, band: Range, file: str) -> bytes:
    """Code it better than usual, for who wants more bytes."""
    largest = 0
    for quality in range(_BEST, _FINEST + 1):
        data = _save(picture, quality, bounds, subsampling=0)
        largest = max(largest, len(data))
        if band.holds(len(data)):
            return data
    raise RefusedError(limit_messages.picture_too_light(file, band.least, largest))


def check_picture(data: bytes, job: RecordJob, file: str) -> None:
    """Hold a coded picture against what is wanted, by another decoder than wrote it."""
    import simplejpeg

    bounds = job.limits.picture
    try:
        height, width, _, _ = simplejpeg.decode_jpeg_header(data)
        simplejpeg.decode_jpeg(data, "GRAY", min_height=1, min_width=1, min_factor=8)
    except ValueError as error:
        raise RefusedError(limit_messages.picture_not_as_wanted(file, str(error))) from None
    wrong = ""
    if not _holds((width, height), bounds):
        wrong = f"{width} × {height}"
    elif not _byte_range(job).holds(len(data)):
        wrong = f"{len(data)} B"
    elif bounds.dpi and data[_DENSITY_AT:_DENSITY_END] != bounds.dpi.to_bytes(2, "big") * 2:
        wrong = "dpi"
    if wrong:
        raise RefusedError(limit_messages.picture_not_as_wanted(file, wrong))

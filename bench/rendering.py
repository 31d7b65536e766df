"""Pages as pixels: a page of a built PDF, and the same page as its untouched source shows it.

Both go through PDFium, drawn at twice the resolution and averaged: PDFium skips pixels when it makes a picture
smaller, which would show sensor noise where no reader sees any, and differently for a turned picture. A picture's
page is A4, upright or wide as the picture is shown, the picture fitted and centred; a PDF's page is the page it is.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageOps, ImageSequence

Pixels = np.ndarray

SHORT, LONG = 210 / 25.4 * 72, 297 / 25.4 * 72
POINTS = 72
LOW = 150
_ROUNDED = 3  # a page's size in pixels is rounded: so much is cut off or repeated at its edge


@dataclass(frozen=True, slots=True)
class View:
    """A page as seen: its size at 150 dpi, in RGB and in grey at 150 dpi, in grey at 300 dpi (float, 0 to 255)."""

    size: tuple[int, int]
    colour: Pixels
    low: Pixels
    high: Pixels


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page of a source: a frame of a picture or a page of a PDF."""

    file: Path
    index: int


def source_pages(files: Sequence[Path]) -> list[SourcePage]:
    """Every page of the sources in their order."""
    return [SourcePage(file, index) for file in files for index in range(_count(file))]


def _count(file: Path) -> int:
    if file.suffix.lower() == ".pdf":
        with pdfium.PdfDocument(file) as document:
            return len(document)
    with Image.open(file) as picture:
        return int(getattr(picture, "n_frames", 1))


def page_count(file: Path) -> int:
    """How many pages a PDF has."""
    return _count(file)


@contextmanager
def reference(source: SourcePage) -> Iterator[pdfium.PdfPage]:
    """The source's page with nothing given up."""
    if source.file.suffix.lower() == ".pdf":
        with pdfium.PdfDocument(source.file) as document:
            yield document[source.index]
        return
    picture = picture_of(source)
    width, height = (LONG, SHORT) if picture.width > picture.height else (SHORT, LONG)
    scale = min(width / picture.width, height / picture.height)
    size = (picture.width * scale, picture.height * scale)
    with pdfium.PdfDocument.new() as document:
        page = document.new_page(width, height)
        image = pdfium.PdfImage.new(document)
        image.set_bitmap(pdfium.PdfBitmap.from_pil(picture))
        place = pdfium.PdfMatrix().scale(*size)
        image.set_matrix(place.translate((width - size[0]) / 2, (height - size[1]) / 2))
        page.insert_obj(image)
        page.gen_content()
        yield page


def wanted_view(source: SourcePage, cache: Path | None = None) -> View:
    """The source's page as seen, from the cache if it is there."""
    if cache is None:
        with reference(source) as page:
            return shown(page)
    state = source.file.stat()
    key = f"{source.file.resolve()} {state.st_size} {state.st_mtime_ns} {source.index}"
    kept = cache / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.npz"
    if not kept.is_file():
        view = wanted_view(source)
        cache.mkdir(parents=True, exist_ok=True)
        arrays = {name: np.rint(getattr(view, name)).astype(np.uint8) for name in ("colour", "low", "high")}
        part = kept.with_suffix(f".{os.getpid()}.npz")
        np.savez(part, **arrays)
        part.replace(kept)
    with np.load(kept) as loaded:
        colour, low, high = (loaded[name].astype(np.float32) for name in ("colour", "low", "high"))
    return View(low.shape[::-1], colour, low, high)


def picture_of(source: SourcePage) -> Image.Image:
    """The frame upright, in RGB, on white."""
    with Image.open(source.file) as opened:
        frame = ImageSequence.Iterator(opened)[source.index]
        upright = ImageOps.exif_transpose(frame)
        if upright.has_transparency_data:
            upright = upright.convert("RGBA")
            white = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(white, upright)
        return upright.convert("RGB")


def shown(page: pdfium.PdfPage, size: tuple[int, int] | None = None) -> View:
    """The page at 150 and 300 dpi, or at what is that on a page of `size` (its pixels at 150 dpi)."""
    width, height = size or (round(page.get_width() * LOW / POINTS), round(page.get_height() * LOW / POINTS))
    colour = _drawn(page, (width * 2, height * 2), grayscale=False)
    fine = _averaged(_drawn(page, (width * 4, height * 4), grayscale=True))
    return View((width, height), _averaged(colour), _averaged(fine), fine)


def pictured(page: pdfium.PdfPage, dpi: int) -> Image.Image:
    """The page as a picture in colour."""
    size = (round(page.get_width() * dpi / POINTS) * 2, round(page.get_height() * dpi / POINTS) * 2)
    return Image.fromarray(np.rint(_averaged(_drawn(page, size, grayscale=False))).astype(np.uint8))


def _drawn(page: pdfium.PdfPage, size: tuple[int, int], *, grayscale: bool) -> Pixels:
    bitmap = page.render(scale=size[0] / page.get_width(), grayscale=grayscale, rev_byteorder=not grayscale)
    pixels: Pixels = bitmap.to_numpy()
    rows, columns = pixels.shape[0] - size[1], pixels.shape[1] - size[0]
    if abs(rows) <= _ROUNDED and abs(columns) <= _ROUNDED:
        more = [(0, max(0, -rows)), (0, max(0, -columns)), (0, 0)][: pixels.ndim]
        return np.pad(pixels, more, "edge")[: size[1], : size[0]].squeeze()
    return np.asarray(Image.fromarray(pixels.squeeze()).resize(size, Image.Resampling.BICUBIC))


def _averaged(pixels: Pixels) -> Pixels:
    """Half the size, every pixel the mean of four."""
    rows = pixels[0::2].astype(np.float32) + pixels[1::2]
    return np.asarray((rows[:, 0::2] + rows[:, 1::2]) * np.float32(0.25))


@cache
def opened(file: Path) -> pdfium.PdfDocument:
    """A PDF kept open by this process for the next page."""
    return pdfium.PdfDocument(file)

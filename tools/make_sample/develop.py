"""From a drawn page to the bytes of a file: photographed, scanned or copied, and put into its container."""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import img2pdf
import numpy as np
import pikepdf
from PIL import Image

from tools.make_sample import camera
from tools.make_sample.capture import DESKS, Phone, copier, flatbed, photograph
from tools.make_sample.fonts import Fonts
from tools.make_sample.kit import Kit
from tools.make_sample.scan import How, Scan
from tools.make_sample.sheet import Sheet

LONG, SHORT = 1800, 1350
PHONE_QUALITY, SCAN_QUALITY = 74, 72
SCAN_DPI = 152
COPIER_DPI = 203


@dataclass(frozen=True, slots=True)
class Job:
    """One file to make: `name` is its path in the dossier and seeds all chance in it."""

    name: str
    scan: Scan
    applicant: dict[str, str]
    number: int


def chance(name: str) -> np.random.Generator:
    """Return the stream of chance of one file, whatever else is made before or beside it."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))


def develop(job: Job, fonts: Fonts) -> bytes:
    """Return the file."""
    kit = Kit(fonts, chance(job.name), job.applicant)
    drawn = job.scan.draw(kit)
    match job.scan.how:
        case How.PRINT:
            return bytes(drawn)
        case How.SCREEN:
            return _png(drawn)
        case How.PHONE:
            return _photo(_pages(drawn)[0], job, kit)
        case How.FLATBED:
            return _jpeg(flatbed(_pages(drawn)[0], kit.rng), SCAN_QUALITY, dpi=(SCAN_DPI, SCAN_DPI))
        case How.SCANNER:
            return _scanner_pdf([flatbed(page, kit.rng) for page in _pages(drawn)])
        case How.COPIER:
            return _fax_tiff([copier(page, kit.rng) for page in _pages(drawn)])


def _pages(drawn: Any) -> list[Image.Image]:
    sheets: Sequence[Sheet] = drawn if isinstance(drawn, list) else [drawn]
    return [sheet.image for sheet in sheets]


def _photo(page: Image.Image, job: Job, kit: Kit) -> bytes:
    wide = page.width > page.height
    desk = job.scan.desk or sorted(DESKS)[int(kit.rng.integers(len(DESKS)))]
    phone = Phone(
        frame=(LONG, SHORT) if wide else (SHORT, LONG),
        desk=desk,
        warmth=float(kit.rng.uniform(-0.01, 0.03)),
        light=float(kit.rng.uniform(0.10, 0.22)),
        curl=job.scan.curl,
    )
    taken = camera.held(photograph(page, kit.rng, phone), job.scan.turn)
    return _jpeg(taken, PHONE_QUALITY, exif=camera.exif(job.scan.turn, job.number))


def _jpeg(picture: Image.Image, quality: int, **extra: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, **extra)
    return out.getvalue()


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def _fax_tiff(pages: Sequence[Image.Image]) -> bytes:
    out = io.BytesIO()
    dpi = (COPIER_DPI, COPIER_DPI)
    pages[0].save(out, "TIFF", compression="group4", save_all=True, append_images=list(pages[1:]), dpi=dpi)
    return out.getvalue()


def _scanner_pdf(pages: Sequence[Image.Image]) -> bytes:
    """Bind scans into a PDF; saved again by pikepdf, because img2pdf gives every file an id by chance."""
    coded = [_jpeg(page, SCAN_QUALITY, dpi=(SCAN_DPI, SCAN_DPI)) for page in pages]
    bind: Callable[..., bytes] = img2pdf.convert
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(bind(coded, nodate=True, producer="make_sample"))) as document:
        if "/ID" in document.trailer:
            del document.trailer["/ID"]
        document.save(out, deterministic_id=True)
    return out.getvalue()

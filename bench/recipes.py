"""What each workload consists of (pure data): records, their files, and how each file comes about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """The way pages get into a file."""

    PHOTO = "photo"  # JPEG of 12 megapixels
    SCAN_PDF = "scan-pdf"  # colour pages at 300 dpi, JPEG
    FLATE_PDF = "flate-pdf"  # the same, but as bare packed pixels
    SCAN_PNG = "scan-png"
    SCAN_TIFF = "scan-tiff"  # LZW
    FAX_TIFF = "fax-tiff"  # 1 bit at 600 dpi, G4
    SCREEN = "screen"  # a phone's screenshot, PNG


SUFFIX = {
    How.PHOTO: ".jpg",
    How.SCAN_PDF: ".pdf",
    How.FLATE_PDF: ".pdf",
    How.SCAN_PNG: ".png",
    How.SCAN_TIFF: ".tif",
    How.FAX_TIFF: ".tif",
    How.SCREEN: ".png",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its kind, its pages, and how hard it is (JPEG quality, strength of the noise)."""

    how: How
    pages: int = 1
    quality: int = 92
    noise: float = 7.4


Record = Sequence[Source]


def _photos(count: int, quality: int = 92, noise: float = 7.4) -> list[Source]:
    return [Source(How.PHOTO, 1, quality, noise)] * count


def _pdf(pages: int) -> Source:
    return Source(How.SCAN_PDF, pages, 88, 3.6)


def _dossier() -> list[Record]:
    """Thirty records, thirteen of them over the limit."""
    fax, screen = Source(How.FAX_TIFF, 2), Source(How.SCREEN)
    over: list[Record] = [
        [*_photos(6), _pdf(2)],
        [*_photos(7), fax],
        [*_photos(3), _pdf(8)],
        [*_photos(5), Source(How.SCAN_PNG, noise=1.0)],
        [_pdf(15), *_photos(1)],
    ]
    under: list[Record] = [
        [*_photos(4), screen, screen],
        [*_photos(3), _pdf(3), fax],
        [*_photos(4), _pdf(1), fax, screen],
        [_pdf(6), *_photos(1)],
        [*_photos(4), screen],
    ]
    return [over[at % 5] if at < 13 else under[at % 5] for at in range(30)]


def recipes() -> Mapping[str, Sequence[Record]]:
    """Every workload by name."""
    mixed = [
        *_photos(7),
        _pdf(6),
        Source(How.SCAN_PNG, noise=1.0),
        Source(How.SCAN_TIFF, noise=1.0),
        Source(How.FAX_TIFF, 4),
        Source(How.SCREEN),
        Source(How.SCREEN),
        Source(How.FLATE_PDF, 1, noise=1.0),
    ]
    return {
        "small": [_photos(6)],
        "lossless": [_photos(5, quality=82, noise=6.7)],
        "heavy": [_photos(40)],
        "pdfheavy": [[_pdf(20)] * 4],
        "mixed": [mixed],
        "dossier": _dossier(),
    }

"""What a picture may be: pages and phone photos yes, what would take all memory no."""

import pytest

from zcdossier.model.picture_memory import MOST_MEMORY, is_too_large, kept_by_progressive, memory_of

FULL, HALVED = ((1, 1), (1, 1), (1, 1)), ((2, 2), (1, 1), (1, 1))


@pytest.mark.parametrize(
    ("kind", "mode", "megapixels"),
    [
        ("jpeg", "RGB", 200),  # a phone's finest
        ("jpeg", "L", 219),
        ("heic", "RGB", 63),  # an iPhone's panorama
        ("webp", "RGB", 50),
        ("avif", "RGB", 80),
        ("jp2", "RGB", 32),
        ("png", "RGB", 139),  # A0 at 300 dpi
        ("tiff", "1", 139),  # A4 at 1200 dpi
        ("tiff", "CMYK", 70),  # A3 at 600 dpi
        ("png", "RGBA", 70),
        ("png", "I;16", 139),
        ("tiff", "I", 35),
    ],
)
def test_large_scans_are_allowed(kind: str, mode: str, megapixels: int) -> None:
    assert not is_too_large(kind, mode, (megapixels * 1000, 1000))


@pytest.mark.parametrize(
    ("kind", "mode", "megapixels"),
    [
        ("jpeg", "RGB", 221),
        ("png", "L", 180),
        ("png", "RGBA", 103),
        ("webp", "RGB", 51),
        ("avif", "RGB", 82),
        ("jp2", "L", 33),
        ("heic", "RGB", 103),
        ("gif", "P", 180),
        ("bmp", "F", 63),
        ("tiff", "of tomorrow", 103),
    ],
)
def test_what_takes_all_memory_is_not(kind: str, mode: str, megapixels: int) -> None:
    assert is_too_large(kind, mode, (megapixels * 1000, 1000))


def test_a_progressive_jpeg_is_kept_whole_until_its_last_scan() -> None:
    assert kept_by_progressive(HALVED) == 3
    assert kept_by_progressive(FULL) == 6
    assert kept_by_progressive(FULL[:1]) == 2
    assert not is_too_large("jpeg", "RGB", (199_000, 1000), extra=kept_by_progressive(HALVED))
    assert is_too_large("jpeg", "RGB", (120_000, 1000), extra=kept_by_progressive(FULL))


@pytest.mark.parametrize("sampling", [(), ((0, 0),), ((2, 0), (0, 1))])
def test_sampling_that_makes_no_sense(sampling: tuple[tuple[int, int], ...]) -> None:
    assert kept_by_progressive(sampling) >= 0


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F", ""])
def test_no_picture_that_is_allowed_takes_more_than_said(mode: str) -> None:
    for kind in ("jpeg", "png", "webp", "heic", "avif", "jp2", ""):
        for width in range(10_000, 240_000, 10_000):
            size = (width, 1000)
            assert is_too_large(kind, mode, size) or memory_of(kind, mode, size) <= MOST_MEMORY


def test_rows_take_memory_too() -> None:
    assert not is_too_large("png", "L", (170_000, 1000))
    assert is_too_large("png", "L", (1, 170_000_000))

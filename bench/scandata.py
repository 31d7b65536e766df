"""Whether a built PDF holds the very coded picture of a JPEG: every byte of it but its metadata."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf

_START_OF_SCAN, _COMMENT = 0xDA, 0xFE
_APPLICATION = range(0xE0, 0xF0)
_ADOBE = 0xEE  # says how the colours are stored: part of the picture
_BARE = {0xD8, 0x01, *range(0xD0, 0xD8)}


def picture_data(jpeg: bytes) -> bytes:
    """Tables, frame and scans; without comments and application segments."""
    kept, at = bytearray(), 2
    while at < len(jpeg):
        kind = jpeg[at + 1]
        if kind in _BARE:
            at += 2
            continue
        if kind == _START_OF_SCAN:
            kept += jpeg[at : jpeg.rindex(b"\xff\xd9") + 2]
            break
        length = 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind == _ADOBE or (kind not in _APPLICATION and kind != _COMMENT):
            kept += jpeg[at : at + length]
        at += length
    return bytes(kept)


def identical(output: Path, sources: Sequence[Path]) -> list[bool]:
    """For each JPEG in the order of the pages: whether its page holds it unchanged."""
    with pikepdf.open(output) as document:
        pages = [[stream.read_raw_bytes() for stream in _images(page)] for page in document.pages]
    return [
        len(images) == 1 and picture_data(images[0]) == picture_data(source.read_bytes())
        for images, source in zip(pages, sources, strict=True)
    ]


def _images(page: pikepdf.Page) -> list[pikepdf.Stream]:
    return [image for image in page.get_images().values() if isinstance(image, pikepdf.Stream)]

"""How much memory a picture takes while it is decoded and made plain (pure), and how much is too much.

A few bytes can claim any number of pixels: what a picture costs has to be known before it is decoded. The figures
are bytes per pixel, measured with Pillow: it holds any colours in four bytes, and some decoders keep copies.
"""

from collections.abc import Sequence

MOST_MEMORY = 810_000_000  # of one picture; pictures of that size take turns
MOST_PIXELS = 178_956_970  # what Pillow opens without being told otherwise: a sheet of A0 at 300 dpi has 139 million
MOST_PIXELS_OF_JPEG = 220_000_000  # a phone's 200 megapixels: a JPEG is decoded at half its size or less

_BY_FORMAT = {"webp": 16.0, "heic": 8.0, "heif": 8.0, "avif": 10.0, "jp2": 25.0, "jpeg2000": 25.0}
_BY_MODE = {"1": 2.0, "L": 1.0, "P": 5.0, "I;16": 3.0, "LA": 5.0, "RGB": 4.0, "RGBX": 4.0, "I": 13.0, "F": 13.0}
_OTHER_MODE = 8.0  # one copy as it is, another in plain colours
_SCALED_JPEG = 1.0
_PER_ROW = 16  # bytes for where it stands, in the picture and in a copy
_JPEGS = frozenset(["jpeg", "mpo"])
CLEAR_COLOUR = 4.0  # extra where one colour stands for clear: a copy in which it is
_BYTES_PER_COEFFICIENT = 2


def memory_of(kind: str, mode: str, size: tuple[int, int], *, extra: float = 0.0) -> float:
    """Return what a picture costs; `extra` is what each pixel takes beside its format and mode."""
    pixels, rows = size[0] * size[1], size[1] * _PER_ROW
    if kind in _JPEGS:
        return pixels * (_SCALED_JPEG + extra) + rows
    return pixels * (max(_BY_FORMAT.get(kind, 0.0), _BY_MODE.get(mode, _OTHER_MODE)) + extra) + rows


def kept_by_progressive(sampling: Sequence[tuple[int, int]]) -> float:
    """Return the bytes per pixel that a progressive JPEG keeps until its last scan.

    They come from how often each plane is sampled across and down.
    """
    widest = max((across for across, _ in sampling), default=0)
    highest = max((down for _, down in sampling), default=0)
    if widest * highest == 0:
        return 0.0
    return _BYTES_PER_COEFFICIENT * sum(across * down for across, down in sampling) / (widest * highest)


def is_too_large(kind: str, mode: str, size: tuple[int, int], *, extra: float = 0.0) -> bool:
    """Whether a picture of that width and height is refused."""
    most = MOST_PIXELS_OF_JPEG if kind in _JPEGS else MOST_PIXELS
    return size[0] * size[1] > most or memory_of(kind, mode, size, extra=extra) > MOST_MEMORY

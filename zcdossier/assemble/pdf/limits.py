"""Bounds for the PDF library: how much a stream may unpack to. They hold for the whole process."""

from functools import cache
from typing import Any

MOST_UNPACKED = 1 << 27
"""Bytes; what a page draws and how a file is laid out takes a thousandth of it. Pictures are not unpacked by it."""

_MOST_SCANS = 1000


@cache
def limit_library() -> None:
    """Set the bounds, once. Releases of the library that know none are left as they are."""
    from pikepdf import settings  # noqa: PLC0415 - heavy

    library: Any = settings
    if hasattr(library, "set_qpdf_limits"):
        library.set_qpdf_limits(
            flate_max_memory=MOST_UNPACKED,
            png_max_memory=MOST_UNPACKED,
            run_length_max_memory=MOST_UNPACKED,
            tiff_max_memory=MOST_UNPACKED,
            dct_max_memory=MOST_UNPACKED,
            dct_max_progressive_scans=_MOST_SCANS,
        )

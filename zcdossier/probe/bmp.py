"""The header of a BMP, and whether its rows are all there."""

import struct
from typing import BinaryIO

from zcdossier.model.facts import Trouble
from zcdossier.probe.exif import plausible_dpi
from zcdossier.probe.reading import Header, UnusableError, damaged, read_at, truncated

_OLD_HEADER = 12
_METRES_PER_INCH = 0.0254
_UNCOMPRESSED = frozenset({0, 3})
_MOST_IN_RUNS = 10_000_000  # pixels; Pillow unpacks runs byte by byte, and a few runs can claim any number of them
_MODES = {1: "P", 2: "P", 4: "P", 8: "P", 16: "RGB", 24: "RGB", 32: "RGB"}


def read_bmp(file: BinaryIO, size: int) -> Header:
    """Read the two headers; rows that are not compressed have a length that can be checked."""
    head = read_at(file, 0, 54)
    if len(head) < 26:  # noqa: PLR2004 - the shorter of the two kinds of header
        raise truncated()
    start, kind = struct.unpack_from("<II", head, 10)
    dpi, compression = 0.0, 0
    if kind == _OLD_HEADER:
        width, height, _, bits = struct.unpack_from("<HHHH", head, 18)
    elif len(head) == 54:  # noqa: PLR2004
        width, height, _, bits, compression, _, per_metre = struct.unpack_from("<iiHHIIi", head, 18)
        dpi = plausible_dpi(per_metre * _METRES_PER_INCH)
    else:
        raise truncated()
    height = abs(height)  # negative: the rows run from the top
    mode = _MODES.get(bits)
    if mode is None or width <= 0 or not height:
        raise damaged(f"{bits} bit, {width}×{height}")
    row = (width * bits + 31) // 32 * 4
    if compression in _UNCOMPRESSED and start + row * height > size:
        raise truncated()
    if compression not in _UNCOMPRESSED and width * height > _MOST_IN_RUNS:
        raise UnusableError(Trouble.TOO_LARGE, f"{width}×{height}")
    return Header(width, height, mode, dpi=dpi)

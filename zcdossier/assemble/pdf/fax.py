"""Whether a fax inside a PDF was decoded rightly: coding the bits again must give the same data.

Of damaged data every decoder makes something else, and none says so.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_OPTIONS, _ROWS_PER_STRIP, _STRIP_OFFSETS, _STRIP_SIZES = 292, 278, 273, 279
_TWO_DIMENSIONS = 1
_END_OF_ROW = re.compile("0{11,}1")
_END = re.compile("(0{11}1){1,6}$")


def is_coding_of(data: bytes, bits: "Picture", parms: Mapping[str, int]) -> bool:
    """Whether `data` codes the bits of a picture of mode 1, as a filter with these parameters unpacks it."""
    group, aligned = parms.get("/K", 0), bool(parms.get("/EncodedByteAlign", 0))
    # What a fax calls black are the ones.
    written = bits if parms.get("/BlackIs1", 0) else _inverted(bits)
    if group < 0:
        return not aligned and _whole(data) == _whole(_coded(written, "group4"))
    if group == 0 and aligned and not parms.get("/EndOfLine", 0):
        return data.rstrip(b"\0") == _coded(written, "tiff_ccitt").rstrip(b"\0")
    again = _coded(written, "group3", {_OPTIONS: _TWO_DIMENSIONS} if group > 0 else {})
    return _rows(data) == _rows(again)


def _coded(image: "Picture", compression: str, more: Mapping[int, int] | None = None) -> bytes:
    """Return the picture as the one strip of a TIFF."""
    from PIL import Image  # noqa: PLC0415 - heavy

    buffer = BytesIO()
    image.save(buffer, "TIFF", compression=compression, tiffinfo={_ROWS_PER_STRIP: image.height, **(more or {})})
    with Image.open(buffer) as saved:
        tags: Any = getattr(saved, "tag_v2", {})
        (offset,), (size,) = tags[_STRIP_OFFSETS], tags[_STRIP_SIZES]
    return buffer.getvalue()[offset : offset + size]


def _digits(data: bytes) -> str:
    return bin(int.from_bytes(b"\1" + data, "big"))[3:]


def _whole(data: bytes) -> str:
    """Return the digits of a fax of group 4 without what marks its end."""
    return _END.sub("", _digits(data).rstrip("0")).rstrip("0")


def _rows(data: bytes) -> list[str]:
    """Return the digits of each row of a fax of group 3; how far apart the marks between them are does not matter."""
    rows = [row for row in _END_OF_ROW.split(_digits(data)) if row.strip("0") not in {"", "1"}]
    return [row.rstrip("0") for row in rows]


def _inverted(image: "Picture") -> "Picture":
    from PIL import ImageChops  # noqa: PLC0415 - heavy

    return ImageChops.invert(image)

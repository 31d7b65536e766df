"""Black-and-white pictures: as CCITT group 4, taken as it is from a TIFF or coded without loss, and with fewer dots.

Whether CCITT data was decoded rightly, coding the bits again tells: of damaged data every decoder makes something
else, and none says so. At 300 dots an inch print stays readable.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from zcdossier.assemble.layout import is_orientation
from zcdossier.assemble.pictures.coded_picture import CodedPicture, Coding

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_WIDTH, _HEIGHT, _COMPRESSION, _PHOTOMETRIC, _FILL_ORDER = 256, 257, 259, 262, 266
_STRIP_OFFSETS, _ORIENTATION, _ROWS_PER_STRIP, _STRIP_SIZES = 273, 274, 278, 279
_GROUP_4 = 4
_UPRIGHT = 1
_WHITE_IS_ZERO, _BLACK_IS_ZERO = 0, 1
_LOW_BIT_FIRST = 2
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_OPTIONS = 292
_TWO_DIMENSIONS = 1
_END_OF_ROW = re.compile("0{11,}1")
_END = re.compile("(0{11}1){1,6}$")
BILEVEL_STEPS = (300, 200)
"""Resolutions to try, best first, when a record is still too large."""

NOTICEABLY, WORTHWHILE = 1.2, 0.9
"""How much finer a picture must be to be made coarser, and what part of its bytes it may take then."""

_INK = 0.4  # of a dot: less than half, so that thin strokes do not break
_FULL = 255


def ccitt_from_tiff(image: "Picture") -> CodedPicture | None:
    """Return the group 4 data of an opened TIFF frame, byte for byte, when it is one upright strip of it; else None.

    A turned one is left to the decoder, which hands out upright pixels; coding them again loses nothing.
    """
    tags: Any = getattr(image, "tag_v2", {})
    offsets, sizes = tags.get(_STRIP_OFFSETS, ()), tags.get(_STRIP_SIZES, ())
    photometric = tags.get(_PHOTOMETRIC)
    if tags.get(_COMPRESSION) != _GROUP_4 or len(offsets) != 1 or len(sizes) != 1:
        return None
    if photometric not in {_WHITE_IS_ZERO, _BLACK_IS_ZERO}:
        return None
    if is_orientation(tags.get(_ORIENTATION, 1)) and tags.get(_ORIENTATION, 1) != _UPRIGHT:
        return None
    file = cast("Any", image).fp
    file.seek(offsets[0])
    data = file.read(sizes[0])
    width, height = tags.get(_WIDTH, 0), tags.get(_HEIGHT, 0)
    image.load()  # a damaged picture must not pass unseen
    if tags.get(_FILL_ORDER, 1) == _LOW_BIT_FIRST:
        data = data.translate(_REVERSED)
    return CodedPicture(
        Coding.FAX,
        data,
        width,
        height,
        black_is_one=photometric == _BLACK_IS_ZERO,
    )


def encode_ccitt(image: "Picture") -> CodedPicture:
    """Code a 1-bit picture as group 4."""
    buffer = BytesIO()
    image.save(buffer, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    from zcdossier.assemble.pictures.raster import pillow

    with pillow().open(buffer) as saved:
        coded = ccitt_from_tiff(saved)
    if coded is None:
        raise ValueError("the group 4 data is in several strips")
    return coded


def is_coding_of(data: bytes, bits: "Picture", parms: Mapping[str, int]) -> bool:
    """Whether `data` codes the bits of a picture of mode 1, as a filter with these parameters unpacks it."""
    group, aligned = parms.get("/K", 0), bool(parms.get("/EncodedByteAlign", 0))
    # What a fax calls black are the ones.
    written = bits if parms.get("/BlackIs1", 0) else inverted(bits)
    if group < 0:
        return not aligned and _digits_without_end(data) == _digits_without_end(_code_strip(written, "group4"))
    if group == 0 and aligned and not parms.get("/EndOfLine", 0):
        return data.rstrip(b"\0") == _code_strip(written, "tiff_ccitt").rstrip(b"\0")
    again = _code_strip(written, "group3", {_OPTIONS: _TWO_DIMENSIONS} if group > 0 else {})
    return _rows_of_digits(data) == _rows_of_digits(again)


def _code_strip(image: "Picture", compression: str, more: Mapping[int, int] | None = None) -> bytes:
    """Return the picture as the one strip of a TIFF."""
    from PIL import Image

    buffer = BytesIO()
    image.save(buffer, "TIFF", compression=compression, tiffinfo={_ROWS_PER_STRIP: image.height, **(more or {})})
    with Image.open(buffer) as saved:
        tags: Any = getattr(saved, "tag_v2", {})
        (offset,), (size,) = tags[_STRIP_OFFSETS], tags[_STRIP_SIZES]
    return buffer.getvalue()[offset : offset + size]


def _digits_of(data: bytes) -> str:
    return bin(int.from_bytes(b"\1" + data, "big"))[3:]


def _digits_without_end(data: bytes) -> str:
    """Return the digits of a fax of group 4 without what marks its end."""
    return _END.sub("", _digits_of(data).rstrip("0")).rstrip("0")


def _rows_of_digits(data: bytes) -> list[str]:
    """Return the digits of each row of a fax of group 3; how far apart the marks between them are does not matter."""
    rows = [row for row in _END_OF_ROW.split(_digits_of(data)) if row.strip("0") not in {"", "1"}]
    return [row.rstrip("0") for row in rows]


def inverted(image: "Picture") -> "Picture":
    """Return a picture with light for dark."""
    from PIL import ImageChops

    return ImageChops.invert(image)


def reduce_bilevel(image: "Picture", dpi: float, wanted: float) -> "Picture":
    """Return a picture of mode 1, shown at `dpi`, with as many dots as `wanted` asks for; it is never enlarged."""
    from PIL.Image import Resampling

    scale = min(1.0, wanted / dpi) if dpi > 0 else 1.0
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if size == image.size:
        return image
    grey = image.convert("L").resize(size, Resampling.BOX)
    return grey.point([_FULL * (level > _FULL * (1 - _INK)) for level in range(_FULL + 1)], "1")

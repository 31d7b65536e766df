"""Black-and-white pictures as CCITT group 4: taken as they are from a TIFF, or coded without loss."""

from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from zcdossier.assemble.layout import is_orientation
from zcdossier.assemble.pictures.coded import Coded, Coding

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_WIDTH, _HEIGHT, _COMPRESSION, _PHOTOMETRIC, _FILL_ORDER = 256, 257, 259, 262, 266
_STRIP_OFFSETS, _ORIENTATION, _ROWS_PER_STRIP, _STRIP_SIZES = 273, 274, 278, 279
_GROUP_4 = 4
_UPRIGHT = 1
_WHITE_IS_ZERO, _BLACK_IS_ZERO = 0, 1
_LOW_BIT_FIRST = 2
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def from_tiff(image: "Picture") -> Coded | None:
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
    return Coded(
        Coding.FAX,
        data,
        width,
        height,
        black_is_one=photometric == _BLACK_IS_ZERO,
    )


def encode(image: "Picture") -> Coded:
    """Code a 1-bit picture as group 4."""
    buffer = BytesIO()
    image.save(buffer, "TIFF", compression="group4", tiffinfo={_ROWS_PER_STRIP: image.height})
    from zcdossier.assemble.pictures.raster import pillow  # noqa: PLC0415

    with pillow().open(buffer) as saved:
        coded = from_tiff(saved)
    if coded is None:
        raise ValueError("the group 4 data is in several strips")
    return coded

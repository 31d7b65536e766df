"""From the values stored for a picture's pixels to a picture: depth, decode array, palette, colour key."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zcdossier.assemble.pdf.shape import Shape
from zcdossier.assemble.pictures.raster import pillow

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_BYTE = 8
_FULL = 255
_RGB = 3


def picture_of(shape: Shape, rows: bytes) -> "Picture":
    """Return the picture that rows of stored values stand for; of 16 bits they hold the upper 8."""
    if shape.bilevel:
        bits: Picture = pillow().frombytes("1", (shape.width, shape.height), rows)
        return _inverted(bits) if shape.decode else bits
    return meant(shape, _values(shape, rows))


def meant(shape: Shape, values: "Picture") -> "Picture":
    """Return the colours of a picture of stored values: its decode array and its palette applied."""
    tables = [_table(shape, channel) for channel in range(len(values.getbands()))]
    if any(table != list(range(_FULL + 1)) for table in tables):
        values = values.point([value for table in tables for value in table])
    if shape.mode != "P" or shape.colours is None:
        return values
    indexed: Picture = pillow().frombytes("P", values.size, values.tobytes())
    indexed.putpalette(shape.colours.palette)
    return indexed


def keyed(shape: Shape, rows: bytes) -> "Picture":
    """Return the pixels that the colour key makes transparent, white in a picture of mode 1."""
    from PIL import ImageChops  # noqa: PLC0415 - heavy

    clear = None
    for band, (low, high) in zip(_values(shape, rows).split(), _pairs(shape.key), strict=True):
        within = band.point([_FULL * (low <= value <= high) for value in range(_FULL + 1)], "1")
        clear = within if clear is None else ImageChops.logical_and(clear, within)
    if clear is None:
        raise ValueError("there is no colour key")
    return clear


def _values(shape: Shape, rows: bytes) -> "Picture":
    """Return the stored values, one to a byte."""
    size = (shape.width, shape.height)
    if shape.bits < _BYTE:
        unpacked = pillow().frombytes("P", (shape.width * shape.channels, shape.height), rows, "raw", f"P;{shape.bits}")
        rows = unpacked.tobytes()
    image: Picture = pillow().frombytes("L" if shape.channels == 1 else "RGB", size, rows)
    return image


def _table(shape: Shape, channel: int) -> list[int]:
    """Return what each stored value of a channel means: a level, or with a palette an entry or its level."""
    highest = 2 ** min(shape.bits, _BYTE) - 1
    palette = shape.colours.palette if shape.colours else b""
    usual = (0.0, float(highest)) if palette else (0.0, 1.0)
    low, high = _pairs(shape.decode)[channel] if shape.decode else usual
    decoded = [low + min(value, highest) * (high - low) / highest for value in range(_FULL + 1)]
    if not palette:
        return [round(_within(value, 1.0) * _FULL) for value in decoded]
    step = _RGB if shape.mode == "P" else 1
    entries = [round(_within(value, len(palette) / step - 1)) for value in decoded]
    return entries if shape.mode == "P" else [palette[entry] for entry in entries]


def _within(value: float, top: float) -> float:
    return min(max(value, 0.0), top)


def _pairs(numbers: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _inverted(image: "Picture") -> "Picture":
    from PIL import ImageChops  # noqa: PLC0415 - heavy

    return ImageChops.invert(image)

"""Image objects put together key by key, and the codings that neither Pillow nor the PDF library writes."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name
from PIL import Image, TiffImagePlugin

_STRIP_OFFSETS, _ROWS_PER_STRIP, _STRIP_SIZES = 273, 278, 279
_LITERAL = 128


def picture(
    data: bytes, size: tuple[int, int], bits: int, space: Any, packing: Any = None, **more: Any
) -> Callable[[Any], Any]:
    """A maker of an image object. What is callable among the values is called with the PDF."""

    def make(pdf: Any) -> Any:
        stream = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image)
        stream.Width, stream.Height = size
        if bits:
            stream.BitsPerComponent = bits
        for key, value in {"ColorSpace": space, "Filter": packing, **more}.items():
            made = value(pdf) if callable(value) else value
            if made is not None:
                stream[f"/{key}"] = made
        return stream

    return make


def flate(image: Image.Image, space: Any, bits: int = 8, **more: Any) -> Callable[[Any], Any]:
    return picture(zlib.compress(image.tobytes()), image.size, bits, space, Name.FlateDecode, **more)


def dct(data: bytes, size: tuple[int, int], space: Any, **more: Any) -> Callable[[Any], Any]:
    return picture(data, size, 8, space, Name.DCTDecode, **more)


def packed_values(image: Image.Image, bits: int) -> bytes:
    """The upper bits of every value, packed row by row."""
    width = image.width * len(image.getbands())
    values = image.tobytes()
    rows = []
    for at in range(0, len(values), width):
        text = "".join(f"{value >> (8 - bits):0{bits}b}" for value in values[at : at + width])
        rows.append(int(text.ljust(-(-len(text) // 8) * 8, "0"), 2).to_bytes(-(-len(text) // 8), "big"))
    return b"".join(rows)


def deep(image: Image.Image) -> bytes:
    """Every value with 16 bits; the lower ones say something else."""
    return b"".join(bytes([value, 255 - value // 2]) for value in image.tobytes())


def strip(image: Image.Image, compression: str, **tags: Any) -> bytes:
    """The coded data of a picture as one strip of a TIFF has it."""
    buffer = io.BytesIO()
    options = TiffImagePlugin.ImageFileDirectory_v2()
    options[_ROWS_PER_STRIP] = image.height
    for tag, value in tags.items():
        options[int(tag.removeprefix("t"))] = value
    image.save(buffer, "TIFF", compression=compression, tiffinfo=options)
    with Image.open(buffer) as saved:
        directory: Any = saved.tag_v2  # type: ignore[attr-defined]
        (offset,), (size,) = directory[_STRIP_OFFSETS], directory[_STRIP_SIZES]
    return buffer.getvalue()[offset : offset + size]


def runs(data: bytes) -> bytes:
    """Runs and literals as RunLengthDecode has them."""
    out, at = bytearray(), 0
    while at < len(data):
        end = at
        while end < len(data) and end - at < _LITERAL and data[end] == data[at]:
            end += 1
        if end - at > 1:
            out += bytes([257 - (end - at), data[at]])
        else:
            end = min(at + 7, len(data))
            out += bytes([end - at - 1]) + data[at:end]
        at = end
    return bytes(out) + b"\x80"


def up_predicted(rows: bytes, row: int) -> bytes:
    """PNG's predictors by turns: none, and the row above."""
    out, above = b"", bytes(row)
    for number, at in enumerate(range(0, len(rows), row)):
        this = rows[at : at + row]
        up = bytes((a - b) % 256 for a, b in zip(this, above, strict=True))
        out += b"\2" + up if number % 2 else b"\0" + this
        above = this
    return out


def left_predicted(image: Image.Image) -> bytes:
    """TIFF's predictor: every value less the one to its left."""
    channels = len(image.getbands())
    row, data = image.width * channels, image.tobytes()
    out = b""
    for at in range(0, len(data), row):
        this = data[at : at + row]
        out += this[:channels] + bytes((a - b) % 256 for a, b in zip(this[channels:], this, strict=False))
    return out


def jbig2(image: Image.Image) -> bytes:
    """A black-and-white picture as one generic region of JBIG2, coded as a fax."""
    width, height = image.size
    coded = strip(image, "group4")
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", width, height, 0, 0, 0, 1) + coded
    return _segment(0, 48, page) + _segment(1, 38, region)


def _segment(number: int, kind: int, data: bytes) -> bytes:
    return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data


def parms(**values: Any) -> Dictionary:
    return Dictionary(**values)


def inverted(channels: int) -> Array:
    return Array([1, 0] * channels)

"""JPEGs taken apart and put together: segments that cameras add, and colour codings that Pillow does not write."""

import io
from typing import Any

from PIL import Image


def jpeg(image: Image.Image, **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", **{"quality": 92, **how})
    return buffer.getvalue()


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


def with_segments(data: bytes, *segments: bytes) -> bytes:
    """The JPEG with segments put in behind its start."""
    return data[:2] + b"".join(segments) + data[2:]


def without_segment(data: bytes, marker: int) -> bytes:
    """The JPEG without its first segment of a kind."""
    start = data.index(bytes([0xFF, marker]))
    return data[:start] + data[start + 2 + int.from_bytes(data[start + 2 : start + 4], "big") :]


def unmarked(data: bytes) -> bytes:
    """The JPEG as it stands in a TIFF, which says itself how colours are coded."""
    for marker in (0xE0, 0xEE):
        data = without_segment(data, marker) if bytes([0xFF, marker]) in data[:40] else data
    return data


def scan_data(data: bytes) -> bytes:
    """Everything from the first scan header to the end of the first picture."""
    return data[data.index(b"\xff\xda") : data.index(b"\xff\xd9") + 2]


def inks(image: Image.Image, **how: Any) -> bytes:
    """As Photoshop writes print data: four inks, inverted, with the Adobe marker."""
    return jpeg(image.convert("CMYK"), **how)


def ycck(image: Image.Image) -> bytes:
    """Inks coded as brightness and colour: the stored planes are made here, then the marker says what they are."""
    cyan, magenta, yellow, black = image.convert("CMYK").split()
    coloured = Image.merge("RGB", (cyan, magenta, yellow)).convert("YCbCr")
    planes = [plane.point(lambda value: 255 - value) for plane in coloured.split()]
    data = bytearray(jpeg(Image.merge("CMYK", [*planes, black]), subsampling=0))
    data[data.index(b"Adobe") + 11] = 2
    return bytes(data)

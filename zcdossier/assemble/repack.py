"""Pictures stored as bare pixels, packed better without losing one: what scanners write is often packed badly."""

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_FIRST_CHUNK = 8
_AROUND_CHUNK = 12


@dataclass(frozen=True, slots=True)
class Repacked:
    """Rows packed as in a PNG of 8 bits; `grey` when three equal colours became one."""

    data: bytes
    channels: int
    grey: bool


def repack(image: "Picture") -> Repacked:
    """Pack a picture in mode L, RGB or P; a grey one that pretends to be coloured becomes grey."""
    if image.mode == "RGB" and _is_exactly_grey(image):
        image = image.getchannel(0)
    buffer = BytesIO()
    image.info = {}
    image.save(buffer, "PNG", bits=8)
    return Repacked(_rows(buffer.getvalue()), len(image.getbands()), image.mode == "L")


def _is_exactly_grey(image: "Picture") -> bool:
    from PIL import ImageChops  # noqa: PLC0415 - heavy

    red, green, blue = image.split()
    return not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(red, blue).getbbox()


def _rows(png: bytes) -> bytes:
    """Return the packed rows of a PNG."""
    parts = []
    at = _FIRST_CHUNK
    while at < len(png):
        size, name = struct.unpack_from(">I4s", png, at)
        if name == b"IDAT":
            parts.append(png[at + 8 : at + 8 + size])
        at += size + _AROUND_CHUNK
    return b"".join(parts)

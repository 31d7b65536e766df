"""The shapes in which picture data goes into a PDF page: plain values, no library."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Decoder = Callable[[tuple[int, int]], "Picture"]
"""Decodes a picture, at any size that is not much below the one asked for."""


class Coding(StrEnum):
    """How picture data is coded. A PNG stands for its compressed rows, a fax for CCITT group 4."""

    JPEG = "jpeg"
    PNG = "png"
    FAX = "fax"
    PACKED = "packed"


@dataclass(frozen=True, slots=True)
class RepackedPicture:
    """The same pixels: packed rows, foretold as in a PNG or not, or bits as a fax.

    `grey` when three equal values became one. With a `palette` the pixels became entries of it; its colours
    have one channel for grey, otherwise those of the picture.
    """

    data: bytes
    channels: int
    grey: bool
    bits: int = 8
    fax: bool = False
    black_is_one: bool = False
    palette: bytes = b""
    predicted: bool = False


@dataclass(frozen=True, slots=True)
class CodedPicture:
    """A picture ready to be embedded. `orientation` is EXIF's, of the pixels as coded.

    `quality` is that of a JPEG of our making, 0 when nothing was given up; `icc` a profile not in the data.
    `packed` says how the data of `PACKED` is to be taken.
    """

    coding: Coding
    data: bytes
    width: int
    height: int
    orientation: int = 1
    black_is_one: bool = False
    quality: int = 0
    icc: bytes = b""
    packed: RepackedPicture | None = None

    @property
    def is_bilevel(self) -> bool:
        """Whether it has two colours only, so that it never becomes a JPEG."""
        return self.coding is Coding.FAX or (self.packed is not None and self.packed.bits == 1)


@dataclass(frozen=True, slots=True)
class RecodedPicture:
    """A picture as a new JPEG; `grey` when it has no colour, `icc` the profile its colours need."""

    data: bytes
    width: int
    height: int
    grey: bool
    icc: bytes
    dpi: int
    quality: float

"""The shapes in which picture data goes into a PDF page: plain values, no library."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Opener = Callable[[tuple[int, int]], "Picture"]
"""Decodes a picture, at any size that is not much below the one asked for."""


class Coding(StrEnum):
    """How picture data is coded. A PNG stands for its compressed rows, a fax for CCITT group 4."""

    JPEG = "jpeg"
    PNG = "png"
    FAX = "fax"


@dataclass(frozen=True, slots=True)
class Coded:
    """A picture ready to be embedded. `orientation` is EXIF's, of the pixels as coded.

    `quality` is that of a JPEG of our making, 0 when nothing was given up; `icc` a profile not in the data.
    """

    coding: Coding
    data: bytes
    width: int
    height: int
    orientation: int = 1
    black_is_one: bool = False
    quality: int = 0
    icc: bytes = b""


@dataclass(frozen=True, slots=True)
class Recoded:
    """A picture as a new JPEG; `grey` when it has no colour, `icc` the profile its colours need."""

    data: bytes
    width: int
    height: int
    grey: bool
    icc: bytes
    dpi: int
    quality: float

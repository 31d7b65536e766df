"""How a picture file is coded: the quality of a JPEG, told by its quantisation tables, and the bits of a channel.

Most programs scale the tables that the standard gives as examples, by a quality from 1 to 100: their tables tell it
exactly. Cameras and some programs have tables of their own; those tell roughly how much is thrown away.
"""

import warnings
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zcdossier.model.document_facts import PictureCoding
from zcdossier.model.facts import PICTURE_FORMATS, FileFacts

if TYPE_CHECKING:
    from PIL.Image import Image

# fmt: off
_LUMINANCE = (
    16, 11, 10, 16, 24, 40, 51, 61,
    12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77,
    24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101,
    72, 92, 95, 98, 112, 100, 103, 99,
)
# fmt: on
_HALF = 50
_ROUGHLY = 4
"""How far off an estimate is that comes from tables which no quality gives exactly."""
_MOST_STEP = 255
_PNG_BITS_AT = 24
_TIFF_BITS = 258
_QUALITIES = range(1, 101)


def with_coding(facts: FileFacts, path: Path) -> FileFacts:
    """Add how a picture is coded; what can't be told is left out. Never raises."""
    if not facts.usable or facts.format not in PICTURE_FORMATS or facts.coding is not None:
        return facts
    from PIL import Image  # noqa: PLC0415 - heavy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path) as image:
                return facts._replace(coding=PictureCoding(_quality(image), _bits(image, path)))
        except Exception:  # noqa: BLE001 - a decoder may raise anything; what is wrong with the file is said elsewhere
            return facts._replace(coding=PictureCoding())


def quality_of_table(table: Sequence[int]) -> tuple[int, int]:
    """Return the least and the most quality that a table of luminance (64 steps, row by row) stands for."""
    exact = [quality for quality in _QUALITIES if _table_of(quality) == tuple(table)]
    if exact:
        return exact[0], exact[-1]
    total = sum(table)
    near = min(_QUALITIES, key=lambda quality: abs(sum(_table_of(quality)) - total))
    return max(1, near - _ROUGHLY), min(100, near + _ROUGHLY)


@lru_cache(maxsize=128)
def _table_of(quality: int) -> tuple[int, ...]:
    scale = 5000 // quality if quality < _HALF else 200 - 2 * quality
    return tuple(min(max((step * scale + _HALF) // 100, 1), _MOST_STEP) for step in _LUMINANCE)


def _quality(image: "Image") -> tuple[int, int] | None:
    tables: dict[int, Sequence[int]] = getattr(image, "quantization", None) or {}
    return quality_of_table(tables[0]) if len(tables.get(0, ())) == len(_LUMINANCE) else None


def _bits(image: "Image", path: Path) -> int | None:
    """Return the bits of a channel; a library may hand out fewer than the file has."""
    if image.format == "PNG":
        with path.open("rb") as file:
            return file.read(_PNG_BITS_AT + 1)[_PNG_BITS_AT]
    if image.format == "TIFF":
        tags: Any = getattr(image, "tag_v2", {})
        bits = tags.get(_TIFF_BITS, 1)
        return int(max(bits) if isinstance(bits, tuple) else bits)
    return getattr(image, "bits", 8) if image.format in {"JPEG", "MPO"} else None

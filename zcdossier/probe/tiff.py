"""The pages of a TIFF, by Pillow: its kinds of coding are too many to tell by hand which can be used."""

import struct
import warnings
from typing import TYPE_CHECKING, Any, BinaryIO

from zcdossier.model.facts import Trouble
from zcdossier.probe.exif import plausible_dpi
from zcdossier.probe.reading import MAX_SIZES, Header, UnusableError, foreign, read_at, truncated

if TYPE_CHECKING:
    from PIL.TiffImagePlugin import TiffImageFile

_OFFSETS_AND_COUNTS = ((273, 279), (324, 325))  # of strips, of tiles
_ORIENTATION = 274
_TURNED = frozenset({5, 6, 7, 8})


def read_tiff(file: BinaryIO, size: int) -> tuple[Header, ...]:
    """Read the header of every page; the first one's `frames` counts them all."""
    _require_directory(file, size)
    from PIL import Image, TiffImagePlugin  # noqa: PLC0415 - 20 ms, for TIFFs only

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            file.seek(0)
            with TiffImagePlugin.TiffImageFile(file) as image:
                return tuple(_pages(image, size))
        except UnusableError:
            raise
        except Image.DecompressionBombError as error:
            raise UnusableError(Trouble.TOO_LARGE) from error
        except Exception as error:  # Pillow lets through whatever a strange file provokes
            raise foreign(error) from error


def _pages(image: "TiffImageFile", size: int) -> list[Header]:
    pages: list[Header] = []
    frames = image.n_frames
    for number in range(min(frames, MAX_SIZES)):
        image.seek(number)
        tags = image.tag_v2
        _require_data(tags, size)
        raw = tags.get(_ORIENTATION)
        orientation = raw if isinstance(raw, int) else None
        width, height = image.size
        if orientation in _TURNED and _swaps_itself(image, tags):
            width, height = height, width
        dpi = float(image.info.get("dpi", (0, 0))[0] or 0)
        pages.append(Header(width, height, image.mode, plausible_dpi(dpi), orientation, frames))
    return pages


def _swaps_itself(image: "TiffImageFile", tags: Any) -> bool:
    """Newer versions of Pillow give the size as displayed; as stored is what a header says."""
    return image.size == (tags.get(257), tags.get(256))


def _require_directory(file: BinaryIO, size: int) -> None:
    """Most writers put the directory at the end, so that an interrupted copy has none."""
    head = read_at(file, 0, 16)
    order = "<" if head[:1] == b"I" else ">"
    big = b"\x2b" in head[2:4]
    try:
        (start,) = struct.unpack_from(order + ("Q" if big else "I"), head, 8 if big else 4)
    except struct.error as error:
        raise truncated() from error
    if start >= size:
        raise truncated()


def _require_data(tags: Any, size: int) -> None:
    for offsets_tag, counts_tag in _OFFSETS_AND_COUNTS:
        offsets, counts = tags.get(offsets_tag, ()), tags.get(counts_tag, ())
        if any(offset + count > size for offset, count in zip(offsets, counts, strict=False)):
            raise truncated()

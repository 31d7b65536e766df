"""The headers that a library reads: TIFF, AVIF and JPEG 2000 by Pillow, HEIC by pillow-heif.

First it is seen whether the file is all there. A TIFF's kinds of coding are too many to tell by hand which can be used.
HEIC, the iPhone's own kind of picture, is read when the extra `heic` is installed.
"""

import importlib.util
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from zcdossier.model.facts import SIDEWAYS_ORIENTATIONS, Trouble
from zcdossier.probe.file_access import UnusableError, from_library_error, read_at, truncated
from zcdossier.probe.picture_metadata import MAX_SIZES, Header, plausible_dpi

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile
    from PIL.TiffImagePlugin import TiffImageFile

_OFFSETS_AND_COUNTS = ((273, 279), (324, 325))  # of strips, of tiles
_NEEDED_TAGS = frozenset({258, 273, 279, 320, 324, 325, 347})  # without these there is no picture
_TYPE_BYTES = {3: 2, 4: 4, 5: 8, 16: 8, 17: 8, 18: 8}
_ORIENTATION_TAG = 274
_MAX_BOXES = 10_000
_END_OF_CODE = b"\xff\xd9"
_TAIL = 4096


class _DirectoryLayout(NamedTuple):
    """How a directory is laid out: where the first offset stands, and the kinds of its numbers."""

    start: int
    offset: str
    counter: str


_CLASSIC, _BIG = _DirectoryLayout(4, "I", "H"), _DirectoryLayout(8, "Q", "Q")


def read_tiff(file: BinaryIO, size: int) -> tuple[Header, ...]:
    """Read the header of every page."""
    _require_directories(file, size)
    from PIL import TiffImagePlugin  # 20 ms, for TIFFs only

    with _opened(TiffImagePlugin.TiffImageFile, file) as image:
        return tuple(_pages(image, size))


def _pages(image: "TiffImageFile", size: int) -> list[Header]:
    pages: list[Header] = []
    for number in range(MAX_SIZES):  # not by its count of frames: a hostile file can be counted for minutes
        try:
            image.seek(number)
        except EOFError:
            return pages
        tags = image.tag_v2
        _require_data(tags, size)
        raw = tags.get(_ORIENTATION_TAG)
        orientation = raw if isinstance(raw, int) else None
        width, height = image.size
        if orientation in SIDEWAYS_ORIENTATIONS and _swaps_itself(image, tags):
            width, height = height, width
        dpi = float(image.info.get("dpi", (0, 0))[0] or 0)
        pages.append(Header(width, height, image.mode, plausible_dpi(dpi), orientation))
    raise UnusableError(Trouble.TOO_LARGE, f"pages > {MAX_SIZES}")


def _swaps_itself(image: "TiffImageFile", tags: Any) -> bool:
    """Newer versions of Pillow give the size as displayed; as stored is what a header says."""
    return image.size == (tags.get(257), tags.get(256))


def _require_directories(file: BinaryIO, size: int) -> None:
    """Most writers put the directories last, so that an interrupted copy lacks them or what they point to.

    Pillow passes over what it can't find, and would decode such a file into nothing or noise.
    """
    head = read_at(file, 0, 16)
    order = "<" if head[:1] == b"I" else ">"
    layout = _BIG if head[2:4] in {b"+\0", b"\0+"} else _CLASSIC
    try:
        (offset,) = struct.unpack_from(order + layout.offset, head, layout.start)
        seen: set[int] = set()
        while offset and offset not in seen and len(seen) < MAX_SIZES:
            seen.add(offset)
            offset = _next_directory(file, offset, size, order, layout)
    except struct.error as error:
        raise truncated() from error


def _next_directory(file: BinaryIO, start: int, size: int, order: str, layout: _DirectoryLayout) -> int:
    if start >= size:  # also a number that no file can be long enough for
        raise truncated()
    file.seek(start)
    (count,) = struct.unpack(order + layout.counter, file.read(struct.calcsize(order + layout.counter)))
    entry = struct.Struct(f"{order}HH{layout.offset}{layout.offset}")
    if file.tell() + count * entry.size > size:
        raise truncated()
    for tag, kind, values, at in entry.iter_unpack(file.read(count * entry.size)):
        length = values * _TYPE_BYTES.get(kind, 1)
        if tag in _NEEDED_TAGS and length > struct.calcsize(layout.offset) and at + length > size:
            raise truncated()
    (following,) = struct.unpack(order + layout.offset, file.read(struct.calcsize(layout.offset)))
    return int(following)


def _require_data(tags: Any, size: int) -> None:
    for offsets_tag, counts_tag in _OFFSETS_AND_COUNTS:
        offsets, counts = tags.get(offsets_tag, ()), tags.get(counts_tag, ())
        if any(offset + count > size for offset, count in zip(offsets, counts, strict=False)):
            raise truncated()


def read_heic(file: BinaryIO, size: int) -> Header:
    """Read size and mode of the main picture, and how many there are; turning is part of the format, and done."""
    _require_boxes(file, size, b"mdat")
    if not heic_installed():
        raise UnusableError(Trouble.NEEDS_HEIC)
    import pillow_heif  # optional

    try:
        file.seek(0)
        image = pillow_heif.open_heif(file)
        width, height = image.size
        return Header(width, height, image.mode, frames=len(image))
    except Exception as error:  # the decoder raises its own kinds beside the usual ones
        raise from_library_error(error) from error


def heic_installed() -> bool:
    """Whether pillow-heif is there; it is optional because of its licence and size."""
    return importlib.util.find_spec("pillow_heif") is not None


def read_avif(file: BinaryIO, size: int) -> Header:
    """Read size and mode of the first picture, how it is turned, and how many there are."""
    _require_boxes(file, size, b"mdat")
    from PIL import AvifImagePlugin, features  # rare

    if not features.check("avif"):
        raise UnusableError(Trouble.UNSUPPORTED)
    with _opened(AvifImagePlugin.AvifImageFile, file) as image:
        width, height = image.size
        orientation = image.getexif().get(_ORIENTATION_TAG)
        return Header(width, height, image.mode, orientation=orientation, frames=image.n_frames)


def read_jp2(file: BinaryIO, size: int) -> Header:
    """Read size, mode and resolution of a JPEG 2000, in boxes or bare. Nothing turns one."""
    if read_at(file, 4, 4) == b"jP  ":
        _require_boxes(file, size, b"jp2c")
    elif not read_at(file, max(0, size - _TAIL), _TAIL).count(_END_OF_CODE):
        raise truncated()
    from PIL import Jpeg2KImagePlugin, features  # rare

    if not features.check_codec("jpg_2000"):
        raise UnusableError(Trouble.UNSUPPORTED)
    with _opened(Jpeg2KImagePlugin.Jpeg2KImageFile, file) as image:
        width, height = image.size
        dpi = float(image.info.get("dpi", (0, 0))[0] or 0)
        return Header(width, height, image.mode, plausible_dpi(dpi))


@contextmanager
def _opened(kind: type["ImageFile"], file: BinaryIO) -> Iterator[Any]:
    """Open a picture for its header; whatever the library raises is the file's trouble."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            file.seek(0)
            with kind(file) as image:
                yield image
        except UnusableError:
            raise
        except Exception as error:  # Pillow lets through whatever a strange file provokes
            raise from_library_error(error) from error


def _require_boxes(file: BinaryIO, size: int, holder: bytes) -> None:
    """Walk the outermost boxes: the last one must be whole, and the one that holds the pixels must be there."""
    offset, pixels = 0, False
    for _ in range(_MAX_BOXES):
        if offset >= size:
            break
        head = read_at(file, offset, 16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        pixels = pixels or head[4:8] == holder
        offset = offset + max(length, 8) if length else size  # no length: the last box reaches to the end
    if offset > size or not pixels:
        raise truncated()

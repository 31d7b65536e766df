"""The header of a HEIC, the iPhone's own kind of picture, when the extra `heic` is installed."""

import importlib.util
from typing import BinaryIO

from zcdossier.model.facts import Trouble
from zcdossier.probe.reading import Header, UnusableError, foreign, read_at, truncated

_MAX_BOXES = 10_000


def read_heic(file: BinaryIO, size: int) -> Header:
    """Read size and mode of the main picture; turning is part of the format and already done."""
    _require_boxes(file, size)
    if not heic_installed():
        raise UnusableError(Trouble.NEEDS_HEIC)
    import pillow_heif  # noqa: PLC0415 - optional

    try:
        file.seek(0)
        image = pillow_heif.open_heif(file)
        width, height = image.size
        return Header(width, height, image.mode)
    except Exception as error:  # the decoder raises its own kinds beside the usual ones
        raise foreign(error) from error


def heic_installed() -> bool:
    """Whether pillow-heif is there; it is optional because of its licence and size."""
    return importlib.util.find_spec("pillow_heif") is not None


def _require_boxes(file: BinaryIO, size: int) -> None:
    """Walk the outermost boxes: the last one must be whole, and the one that holds the pixels must be there."""
    offset, pixels = 0, False
    for _ in range(_MAX_BOXES):
        if offset >= size:
            break
        head = read_at(file, offset, 16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        pixels = pixels or head[4:8] == b"mdat"
        offset = offset + max(length, 8) if length else size  # no length: the last box reaches to the end
    if offset > size or not pixels:
        raise truncated()

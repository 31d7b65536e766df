"""The header of a GIF, its frames, and whether it is all there. Nothing is decompressed."""

from typing import BinaryIO

from zcdossier.probe.reading import Header, damaged, read_at, truncated

_SCREEN = 13
_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_IMAGE_HEAD = 9


def read_gif(file: BinaryIO, size: int) -> Header:
    """Walk the blocks to the trailer and count the images among them."""
    screen = read_at(file, 0, _SCREEN)
    if len(screen) < _SCREEN:
        raise truncated()
    width, height = int.from_bytes(screen[6:8], "little"), int.from_bytes(screen[8:10], "little")
    if not width or not height:
        raise damaged(f"{width}×{height}")
    frames = 0
    file.seek(_SCREEN + _table(screen[10]))
    while (kind := _byte(file)) != _TRAILER:
        if kind == _IMAGE:
            frames += 1
            image = file.read(_IMAGE_HEAD)
            # An image longer than its screen grows the screen when shown; scans never do that.
            file.seek(_table(image[-1]) + 1 if len(image) == _IMAGE_HEAD else size, 1)
        elif kind == _EXTENSION:
            _byte(file)
        else:
            raise damaged("block")
        while length := _byte(file):
            file.seek(length, 1)
    if not frames:
        raise damaged("image")
    return Header(width, height, "P", frames=frames)


def _table(flags: int) -> int:
    """Return the bytes of the colour table that the flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _byte(file: BinaryIO) -> int:
    byte = file.read(1)
    if not byte:
        raise truncated()
    return byte[0]

"""Seals kept as deep as they are: with fewer pixels, viewers draw their strokes paler.

Viewers draw fewer pixels larger by blending each with its neighbours. A stroke as thin as two or three of them gets
lighter by that: a black one by nothing that anybody sees, a red one in every reader's eye. Where strong colour is,
pixels are set off against their neighbours by about as much as blending is going to take. Only their brightness: what
it does to the noise of colours costs more than it gives.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_STRONG = 60  # distance of the largest from the smallest of red, green and blue
_TAKEN = 0.13  # of what a pixel differs from each of its neighbours; found by trying at half the size
_LOOKED_AT, _FIELD = 4, 16  # one of so many rows and columns is looked at, in fields of so many of them
_TILE = _LOOKED_AT * _FIELD
_MOST = 0.25  # of the page: where more of it is coloured, it is a picture and no seal


def deepen_seals(image: "Picture", scale: float) -> None:
    """Set off the seals of an RGB or RGBX picture that was brought down to `scale` of its size before.

    At its whole size, without strong colour, or with so much of it that it is no seal, it stays as it is.
    """
    taken = _TAKEN * (1 - scale * scale)
    if taken <= 0:
        return
    boxes = [  # the outermost pixels lack a neighbour
        (max(1, left), max(1, top), min(image.width - 1, right), min(image.height - 1, top + _TILE))
        for left, top, right in _strong_strips(image)
    ]
    boxes = [box for box in boxes if box[0] < box[2] and box[1] < box[3]]
    set_off = [_set_off(image, box, taken) for box in boxes]  # all before any is changed: they are neighbours
    for box, deeper in zip(boxes, set_off, strict=True):
        image.paste(deeper, box)


def _strong_strips(image: "Picture") -> list[tuple[int, int, int]]:
    """Return left, top and right of every run of tiles with strong colour; none where it is too much for a seal."""
    from PIL import ImageChops
    from PIL.Image import Resampling

    few = image.resize((-(-image.width // _LOOKED_AT), -(-image.height // _LOOKED_AT)), Resampling.NEAREST)
    red, green, blue = few.split()[:3]
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    is_strong = [0] * (_STRONG + 1) + [255] * (255 - _STRONG)
    fields = ImageChops.subtract(most, least).point(is_strong).reduce(_FIELD)
    found = [divmod(index, fields.width) for index, strength in enumerate(fields.tobytes()) if strength]
    if len(found) > _MOST * fields.width * fields.height:
        return []
    strips = list[tuple[int, int, int]]()
    for row, column in found:
        left, top, right = column * _TILE, row * _TILE, (column + 1) * _TILE
        if strips and strips[-1][1:] == (top, left):
            left = strips.pop()[0]
        strips.append((left, top, right))
    return strips


def _set_off(image: "Picture", box: tuple[int, int, int, int], taken: float) -> "Picture":
    """Return a part of a picture, its strongly coloured pixels set off against their four neighbours."""
    import numpy as np
    from PIL import Image

    left, top, right, bottom = box
    around = image.crop((left - 1, top - 1, right + 1, bottom + 1))
    width, height = around.size
    bright: Any = np.asarray(around.convert("L")).astype(np.int16).ravel()
    pixels: Any = np.array(around).reshape(height * width, -1)
    red, green, blue = pixels[:, 0], pixels[:, 1], pixels[:, 2]
    spread = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
    is_strong = (spread > _STRONG).reshape(height, width)
    is_strong[[0, -1]] = is_strong[:, [0, -1]] = False
    at = np.flatnonzero(is_strong)  # few of all: what follows is done for them alone
    off = 4 * bright[at] - bright[at - 1] - bright[at + 1] - bright[at - width] - bright[at + width]
    change = np.rint(off * np.float32(taken)).astype(np.int16)
    pixels[at] = np.clip(pixels[at] + change[:, None], 0, 255)
    return Image.frombuffer(image.mode, around.size, pixels, "raw", image.mode, 0, 1).crop(
        (1, 1, width - 1, height - 1)
    )

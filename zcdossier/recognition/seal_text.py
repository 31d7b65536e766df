"""The words of a seal: the ring of characters laid out as a straight strip, and the line across its lower half.

Only what is red is looked at, so that the print under the seal does not get between.
"""

from math import pi

import numpy as np
from numpy.typing import NDArray

from zcdossier.model.page_facts import Seal
from zcdossier.recognition.recogniser import Pixels, Recogniser

_OUTER, _INNER = 0.97, 0.56
"""Where the ring of characters lies, in parts of the way from the middle to the edge."""
_LOWER_LINE = (-0.62, 0.3, 0.62, 0.78)
"""Where a straight line stands that many seals have below the star, in half widths and half heights from the middle."""
_STRIP_HEIGHT = 64
_LEGIBLE_RING, _LEGIBLE_LINE = 0.7, 0.8
_LEAST_CHARACTERS = 4
_LEAST_PIXELS = 40
_FULL_RED = 110


def read_seal(pixels: Pixels, seal: Seal, recogniser: Recogniser) -> Seal:
    """Return the seal with the text that can be read in it, on an upright page (height, width, 3)."""
    height, width = pixels.shape[:2]
    left, top, right, bottom = (
        seal.box.left * width,
        seal.box.top * height,
        seal.box.right * width,
        seal.box.bottom * height,
    )
    if min(right - left, bottom - top) < _LEAST_PIXELS:
        return seal
    middle, radii = ((left + right) / 2, (top + bottom) / 2), ((right - left) / 2, (bottom - top) / 2)
    ring, sure = recogniser.read_strip(_as_print(_sample(pixels, middle, radii)))
    if sure < _LEGIBLE_RING or _characters(ring) < _LEAST_CHARACTERS:
        return seal
    line, sure = recogniser.read_strip(_as_print(_lower_line(pixels, middle, radii)))
    legible_line = line if sure >= _LEGIBLE_LINE and _characters(line) >= _LEAST_CHARACTERS else ""
    return seal._replace(text=ring + legible_line)


def _sample(pixels: Pixels, middle: tuple[float, float], radii: tuple[float, float]) -> Pixels:
    """The ring from its lowest point clockwise, the characters' heads up."""
    across, down = radii
    length = round(pi * (across + down) * (_OUTER + _INNER) / 2 / ((_OUTER - _INNER) * min(radii)) * _STRIP_HEIGHT)
    angles = pi / 2 + np.linspace(0, 2 * pi, length)
    reach = np.linspace(_OUTER, _INNER, _STRIP_HEIGHT)[:, None]
    x = np.rint(middle[0] + across * reach * np.cos(angles)).astype(int)
    y = np.rint(middle[1] + down * reach * np.sin(angles)).astype(int)
    height, width = pixels.shape[:2]
    return np.asarray(pixels[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)])


def _lower_line(pixels: Pixels, middle: tuple[float, float], radii: tuple[float, float]) -> Pixels:
    left, top, right, bottom = (
        round(middle[axis % 2] + radii[axis % 2] * part) for axis, part in enumerate(_LOWER_LINE)
    )
    return pixels[max(0, top) : max(1, bottom), max(0, left) : max(1, right)]


def _as_print(pixels: Pixels) -> Pixels:
    """What is red as black print on white."""
    wide: NDArray[np.int16] = pixels.astype(np.int16)
    red = wide[..., 0] - np.minimum(wide[..., 1], wide[..., 2])
    full = max(float(np.percentile(red, 97)), _FULL_RED / 2)
    print_ = (255 - np.clip(red * (255 / full), 0, 255)).astype(np.uint8)
    return np.repeat(print_[..., None], 3, axis=2)


def _characters(text: str) -> int:
    return sum(character.isalnum() for character in text)

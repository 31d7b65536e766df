"""Whether a page still shows its source: not blank, turned, mirrored, inverted, or another page."""

import numpy as np
from PIL import Image

Pixels = np.ndarray

FINE = "ok"
_SMALL = (192, 192)
_ALIKE = 0.8  # a page shown faithfully lies above 0.95; another page, or the same one turned, below 0.5
_EMPTY = 1.5  # spread of brightness below which nothing is on a page


def verdict(wanted: Pixels, made: Pixels) -> str:
    """What became of the page, in a word; both in grey, of the same size."""
    reference, found = _small(wanted), _small(made)
    if found.std() < _EMPTY <= reference.std():
        return "blank"
    likeness = {name: _correlation(reference, way) for name, way in _ways(found).items()}
    best = max(likeness, key=lambda name: likeness[name])
    if likeness[FINE] >= _ALIKE and best == FINE:
        return FINE
    return best if best != FINE and likeness[best] >= _ALIKE else "another picture"


def _ways(found: Pixels) -> dict[str, Pixels]:
    return {
        FINE: found,
        "turned left": np.rot90(found, 3),
        "upside down": np.rot90(found, 2),
        "turned right": np.rot90(found, 1),
        "mirrored": found[:, ::-1],
        "inverted": -found,
    }


def _small(pixels: Pixels) -> Pixels:
    picture = Image.fromarray(pixels.astype(np.uint8)).resize(_SMALL, Image.Resampling.BOX)
    return np.asarray(picture, np.float32)


def _correlation(first: Pixels, second: Pixels) -> float:
    if first.std() < _EMPTY and second.std() < _EMPTY:
        return 1.0
    return float(np.corrcoef(first.ravel(), second.ravel())[0, 1])

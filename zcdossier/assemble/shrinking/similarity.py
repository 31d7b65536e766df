"""How like a coded picture is to the picture it was made of: what a reviewer looks at, fine print and red seals.

Not the average over the page: bare paper counts little, and where there is strong colour an error of colour
counts as much as a blurred stroke.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_WINDOW = 8
_SHIFT = 4  # windows straddle the blocks of a JPEG, so that seams between blocks are seen
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2  # Wang, Bovik, Sheikh, Simoncelli 2004: structural similarity
_DRAWN = 16.0  # spread of grey values from which a window counts in full
_PAPER = 0.5
_COLOURED = 60  # distance of the largest from the smallest of red, green and blue
_FEWEST = 60
_GRAIN = 2  # pixels of a seal are noisy one by one; what is seen is their colour together
_WORST_COLOUR = 60.0


def likeness(reference: "Picture", shown: "Picture") -> float:
    """Return the likeness of grey structure from 0 to 1 of two pictures of one size (L, RGB or RGBX)."""
    import numpy as np  # noqa: PLC0415 - heavy

    a, b = _windows(reference), _windows(shown)
    mean_a, mean_b = a.mean(axis=(1, 3)), b.mean(axis=(1, 3))
    spread_a = (a * a).mean(axis=(1, 3)) - mean_a * mean_a
    spread_b = (b * b).mean(axis=(1, 3)) - mean_b * mean_b
    shared = (a * b).mean(axis=(1, 3)) - mean_a * mean_b
    alike = (2 * mean_a * mean_b + _C1) * (2 * shared + _C2)
    alike /= (mean_a * mean_a + mean_b * mean_b + _C1) * (spread_a + spread_b + _C2)
    weight = np.clip(np.sqrt(np.maximum(spread_a, 0)) / _DRAWN, _PAPER, 1.0)
    return float((alike * weight).sum() / weight.sum())


def colour_likeness(reference: "Picture", shown: "Picture") -> float:
    """Return the same of the colour of strongly coloured spots (1 where there are too few to tell)."""
    if "RGB" not in reference.mode:
        return 1.0
    import numpy as np  # noqa: PLC0415 - heavy

    a, b = (np.asarray(one.reduce(_GRAIN).convert("RGB"), dtype=np.int16) for one in (reference, shown))
    coloured = a.max(axis=2) - a.min(axis=2) > _COLOURED
    if coloured.sum() < _FEWEST:
        return 1.0
    return 1.0 - float(np.abs(a - b)[coloured].mean()) / _WORST_COLOUR


def _windows(image: "Picture") -> Any:
    """Return the grey values as an array of rows × 8 × columns × 8."""
    import numpy as np  # noqa: PLC0415 - heavy

    grey = np.asarray(image.convert("L"), dtype=np.float32)[_SHIFT:, _SHIFT:]
    rows, columns = (side // _WINDOW for side in grey.shape)
    return grey[: rows * _WINDOW, : columns * _WINDOW].reshape(rows, _WINDOW, columns, _WINDOW)

"""How like a coded picture is to the picture it was made of: what a reviewer looks at, fine print and red seals.

Where there is strong colour, an error of colour counts as much as a blurred stroke.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_WINDOW = 6  # about as wide as the usual Gaussian one; whole windows are many times as fast
_SHIFT = 4  # windows straddle the blocks of a JPEG, so that seams between blocks are seen
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2  # Wang, Bovik, Sheikh, Simoncelli 2004: structural similarity
_COLOURED = 60  # distance of the largest from the smallest of red, green and blue
_FEWEST = 60
_GRAIN = 2  # pixels of a seal are noisy one by one; what is seen is their colour together
_WORST_COLOUR = 80.0
_NEAR_DPI, _FAR_DPI = 300.0, 150.0
_NEAR = 0.21  # how much the look from near counts


class Similarity:
    """How like one reference (L, RGB or RGBX) pictures are in their grey structure, from 0 to 1, as a page is seen.

    `dpi` is what the reference is shown at. Most counts how the page looks on a screen that shows it whole, at 150 dpi;
    a little, how it looks from near. Pictures of the same at another resolution are drawn as a viewer would.
    """

    def __init__(self, reference: "Picture", dpi: float = _NEAR_DPI) -> None:
        grey = reference.convert("L")
        self._far_size = _size_at(grey.size, min(1.0, _FAR_DPI / dpi))
        self._far = _Structure(_values(_draw(grey, self._far_size)))
        self._near_size = _size_at(grey.size, min(1.0, _NEAR_DPI / dpi))
        has_no_more = self._near_size == self._far_size
        self._near = self._far if has_no_more else _Structure(_values(_draw(grey, self._near_size)))

    def of(self, coded: "Picture") -> float:
        """Return the similarity of a picture in mode L."""
        far = self._far.similarity(_values(_draw(coded, self._far_size)))
        if self._near is self._far:
            return far
        near = self._near.similarity(_values(_draw(coded, self._near_size)))
        return _NEAR * near + (1 - _NEAR) * far


def _size_at(size: tuple[int, int], scale: float) -> tuple[int, int]:
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _draw(image: "Picture", size: tuple[int, int]) -> "Picture":
    """Draw a grey picture at a size: the mean of the pixels that go into one, or a smooth way between them."""
    from PIL.Image import Resampling

    if image.size == size:
        return image
    if image.width == 2 * size[0] and image.height == 2 * size[1]:
        return image.reduce(2)
    return image.resize(size, Resampling.HAMMING if image.width > size[0] else Resampling.BICUBIC)


class _Structure:
    """The windows of a picture, against which those of others are held."""

    def __init__(self, values: Any) -> None:

        self._windows = _windows(values)
        self._mean = _means(self._windows)
        self._spread = _means(self._windows * self._windows) - self._mean * self._mean

    def similarity(self, values: Any) -> float:
        """Return the similarity of values to these (1 where there is not a single window)."""
        if not self._mean.size:
            return 1.0
        windows = _windows(values)
        mean = _means(windows)
        product = self._mean * mean
        squares = self._mean * self._mean + mean * mean
        spread = _means(windows * windows) - mean * mean
        shared = _means(windows * self._windows) - product
        alike = (2 * product + _C1) * (2 * shared + _C2)
        alike /= (squares + _C1) * (self._spread + spread + _C2)
        return float(alike.mean())


def colour_similarity(reference: "Picture", coded: "Picture") -> float:
    """Return the same of the colour of strongly coloured spots (1 where there are too few to tell)."""
    if "RGB" not in reference.mode:
        return 1.0
    import numpy as np

    a, b = (np.asarray(picture.reduce(_GRAIN).convert("RGB"), dtype=np.int16) for picture in (reference, coded))
    coloured = a.max(axis=2) - a.min(axis=2) > _COLOURED
    if coloured.sum() < _FEWEST:
        return 1.0
    return 1.0 - float(np.abs(a - b)[coloured].mean()) / _WORST_COLOUR


def _values(grey: "Picture") -> Any:
    """Return grey values as numbers, without the outermost."""
    import numpy as np

    return np.asarray(grey)[_SHIFT:, _SHIFT:].astype(np.float32)


def _windows(values: Any) -> Any:
    """Return values as an array of rows × 6 × columns × 6."""
    rows, columns = (side // _WINDOW for side in values.shape)
    return values[: rows * _WINDOW, : columns * _WINDOW].reshape(rows, _WINDOW, columns, _WINDOW)


def _means(windows: Any) -> Any:
    """Return the mean of each window; a sum and a product are many times as fast as one sum over both sides."""
    import numpy as np

    return windows.sum(axis=1) @ np.full(_WINDOW, 1 / (_WINDOW * _WINDOW), np.float32)

"""What an ID photo must keep to, and the arithmetic of getting there: crop and reduce, never enlarge. Pure."""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PhotoWindow:
    """The bounds of a photo. Bytes and pixels are exclusive (`>`, `<`), the ratio width / height is inclusive."""

    min_bytes: int
    max_bytes: int
    min_width: int
    min_height: int
    ratio_min: Fraction
    ratio_max: Fraction
    format: Literal["jpeg"] = "jpeg"

    def holds_bytes(self, count: int) -> bool:
        """Whether a file of this length is allowed."""
        return self.min_bytes < count < self.max_bytes

    def holds_pixels(self, size: Size) -> bool:
        """Whether there are enough pixels both ways."""
        return size[0] > self.min_width and size[1] > self.min_height

    def holds_ratio(self, size: Size) -> bool:
        """Whether the shape is allowed, computed exactly."""
        return self.ratio_min * size[1] <= size[0] <= self.ratio_max * size[1]


def crop_size(size: Size, window: PhotoWindow) -> Size | None:
    """Return the largest allowed shape inside `size`: one side stays whole but for the pixels an exact ratio costs."""
    width, height = size
    if width > window.ratio_max * height:
        shapes = ((math.floor(window.ratio_max * rows), rows) for rows in range(height, 0, -1))
    else:
        shapes = ((columns, min(height, math.floor(columns / window.ratio_min))) for columns in range(width, 0, -1))
    return next((shape for shape in shapes if min(shape) > 0 and window.holds_ratio(shape)), None)


def crop_box_of(size: Size, shape: Size) -> tuple[int, int, int, int]:
    """Return where to cut `shape` out of `size`: in the middle sideways, from the bottom only.

    The head stands near the top of a portrait and may all but touch it (2 % on the photo of an ID card), while
    below there is only more of the shoulders. A cut at the top could behead, a cut at the bottom can't.
    """
    left = (size[0] - shape[0]) // 2
    return left, 0, left + shape[0], shape[1]


def reduce_size(size: Size, factor: float, window: PhotoWindow) -> Size:
    """Return the allowed size nearest to `factor` times an allowed `size`, not below the fewest pixels allowed."""
    width, height = size
    least = max((window.min_width + 1) / width, (window.min_height + 1) / height)
    factor = min(1.0, max(factor, least))
    for columns in range(math.ceil(width * factor), width):
        low, high = math.ceil(columns / window.ratio_max), math.floor(columns / window.ratio_min)
        rows = min(max(round(height * columns / width), low), high)
        shape = (columns, rows)
        if rows <= height and window.holds_pixels(shape) and window.holds_ratio(shape):
            return shape
    return size

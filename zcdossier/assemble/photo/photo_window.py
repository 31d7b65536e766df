"""What a copy of a photo must keep to, and the arithmetic of getting there: crop and reduce, never enlarge. Pure."""

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

Size = tuple[int, int]
Box = tuple[int, int, int, int]
NO_LIMIT = 1_000_000_000
_RIM = 0.08
"""A cut of no more than this share of the width takes background and ears of a coat, never a head."""
_SAME = 0.995
"""Two cuts that differ by less than this share of the picture are as good as each other: the larger copy is better."""


class IntegerSpan(NamedTuple):
    """Whole numbers from `least` to `most`, both included."""

    least: int = 1
    most: int = NO_LIMIT

    def holds(self, number: int) -> bool:
        """Whether a number lies in it."""
        return self.least <= number <= self.most

    @property
    def empty(self) -> bool:
        """Whether nothing can lie in it."""
        return self.least > self.most


class PhotoWindow(NamedTuple):
    """The bounds of a copy, all included. `sizes` are the only ones allowed where there are any.

    `formats` come in the order of the rule, `dpi` is None where nothing is asked, `quality` is that of a JPEG. `mode`
    is `colour` or `grey`: the pixels of the copy. `ratio_aim` is the ratio that is meant where one may be a little off.
    """

    bytes: IntegerSpan = IntegerSpan()
    widths: IntegerSpan = IntegerSpan()
    heights: IntegerSpan = IntegerSpan()
    sizes: tuple[Size, ...] = ()
    ratio_min: Fraction = Fraction(1, 10)
    ratio_max: Fraction = Fraction(10)
    ratio_aim: Fraction | None = None
    formats: tuple[str, ...] = ("jpeg",)
    dpi: IntegerSpan | None = None
    quality: IntegerSpan = IntegerSpan(1, 100)
    mode: str = "colour"

    def holds_size(self, size: Size) -> bool:
        """Whether width, height and shape are allowed, computed exactly."""
        return (
            (not self.sizes or size in self.sizes)
            and self.widths.holds(size[0])
            and self.heights.holds(size[1])
            and self.ratio_min * size[1] <= size[0] <= self.ratio_max * size[1]
        )

    @property
    def least_size(self) -> Size:
        """The fewest pixels that are allowed, as far as it can be said in two numbers."""
        allowed = [size for size in self.sizes if self.holds_size(size)]
        return min(allowed) if allowed else (self.widths.least, self.heights.least)


def choose_size(source: Size, window: PhotoWindow, most_width: int = NO_LIMIT) -> Size | None:
    """Return the allowed size that keeps most of the picture, the largest of several; None where none is small enough.

    A picture whose shape is not allowed is cut to the very ratio that is meant, as near as whole pixels come.
    `most_width` is as wide as it may be: less than before when the copy must become smaller.
    """
    sizes = [(_kept_share(source, size), size) for size in _allowed_sizes(source, window, min(most_width, source[0]))]
    most_kept = max((kept for kept, _ in sizes), default=0.0)
    good = [size for kept, size in sizes if kept >= most_kept * _SAME]
    if window.ratio_aim is not None and not window.ratio_min * source[1] <= source[0] <= window.ratio_max * source[1]:
        nearest = min((_off(size, window.ratio_aim) for size in good), default=Fraction(0))
        good = [size for size in good if _off(size, window.ratio_aim) <= nearest]
    return max(good, key=lambda size: size[0] * size[1], default=None)


def _off(size: Size, ratio: Fraction) -> Fraction:
    return abs(Fraction(*size) - ratio)


def _allowed_sizes(source: Size, window: PhotoWindow, most_width: int) -> Iterator[Size]:
    """Yield the allowed sizes that lie inside the source, for each width the one nearest to the source's shape."""
    if window.sizes:
        yield from (
            size for size in window.sizes if window.holds_size(size) and size[0] <= most_width and size[1] <= source[1]
        )
        return
    width, height = source
    for columns in range(min(most_width, window.widths.most), window.widths.least - 1, -1):
        low = max(window.heights.least, math.ceil(columns / window.ratio_max))
        high = min(window.heights.most, height, math.floor(columns / window.ratio_min))
        if low <= high:
            yield columns, min(max(round(columns * height / width), low), high)
            if window.ratio_aim is not None:
                yield columns, min(max(round(columns / window.ratio_aim), low), high)
            if high == height:  # nothing but a cut at the sides
                yield columns, height


def _kept_share(source: Size, size: Size) -> float:
    _, _, width, height = _inner_box(source, size)
    return width * height / (source[0] * source[1])


def _inner_box(source: Size, size: Size) -> Box:
    """Return left, top, width and height of the largest cut with the shape of `size`."""
    width, height = source
    if width * size[1] >= height * size[0]:
        cut = max(size[0], min(width, round(height * size[0] / size[1])))
        return (width - cut) // 2, 0, cut, height
    return 0, 0, width, max(size[1], min(height, round(width * size[1] / size[0])))


def crop_box_of(source: Size, size: Size, head: tuple[int, int] | None = None) -> Box:
    """Return where to cut a picture that is then reduced to `size`: in the middle sideways, from the bottom only.

    Where more than a rim goes, the middle is that of the columns where the `head` stands, as far as there is room.

    The head stands near the top of a portrait and may all but touch it (2 % on the photo of an ID card), while
    below there is only more of the shoulders. A cut at the top could behead, a cut at the bottom can't. What is less
    than a pixel of the copy is no cut: the picture is drawn in by that much.
    """
    left, top, width, height = _inner_box(source, size)
    scale = max(1.0, width / size[0])
    if scale > 1 and abs(source[0] - width) < scale and abs(source[1] - height) < scale:
        return 0, 0, *source
    if head is not None and not _is_rim(source, width):
        left = min(max(0, (head[0] + head[1] - width) // 2), source[0] - width)
    return left, top, left + width, top + height


def cuts_head(source: Size, box: Box, head: tuple[int, int] | None) -> bool:
    """Whether a cut goes through what stands in the columns of the `head`; a strip at the rim holds none."""
    if head is None or _is_rim(source, box[2] - box[0]):
        return False
    return not box[0] <= head[0] < head[1] <= box[2]


def _is_rim(source: Size, width: int) -> bool:
    """Whether a cut to this width takes no more than the rim."""
    return width >= source[0] * (1 - _RIM)

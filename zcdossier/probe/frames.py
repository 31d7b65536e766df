"""Whether a frame runs round an ID photo: lines along its edges, of one colour that is not that of what is inside."""

import math
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

_DEPTH = 0.04  # a frame is no wider than this share of the shorter side
_LEAST_DEPTH = 4
_UPPER = (0.08, 0.45)  # beside the head, above the shoulders
_ALIKE, _OTHER = 14.0, 36.0
_WANTED = 2  # of the left, the right and the upper edge: the lower one may be cut at the clothes


class EdgeLine(NamedTuple):
    """A line of pixels: the values of each colour, and their mean."""

    bands: list[bytes]
    mean: tuple[float, ...]

    @property
    def spread(self) -> float:
        """How far the pixels are spread about the mean, in the colour where that is furthest."""
        count = len(self.bands[0])
        squares = (sum(map(mul, band, band)) / count for band in self.bands)
        return math.sqrt(max(0.0, *(square - mean**2 for square, mean in zip(squares, self.mean, strict=True))))


def is_framed(image: "Image") -> bool:
    """Look at an upright picture in RGB."""
    width, height = image.size
    depth = max(_LEAST_DEPTH, round(_DEPTH * min(width, height)))
    if depth * 4 > min(width, height):
        return False
    top, bottom = round(_UPPER[0] * height), round(_UPPER[1] * height)
    left = _columns(image, (0, top, depth + 1, bottom))
    right = _columns(image, (width - 1 - depth, top, width, bottom))[::-1]
    upper = _rows(image, (depth, 0, width - depth, depth + 1))
    return sum(_has_edge(lines) for lines in (left, right, upper)) >= _WANTED


def _columns(image: "Image", box: tuple[int, int, int, int]) -> list[EdgeLine]:
    """Measure the columns of a strip, from the left."""
    pixels, row = image.crop(box).tobytes(), 3 * (box[2] - box[0])
    return [_line([pixels[at + band :: row] for band in range(3)]) for at in range(0, row, 3)]


def _rows(image: "Image", box: tuple[int, int, int, int]) -> list[EdgeLine]:
    """Measure the rows of a strip, from the top."""
    pixels, row = image.crop(box).tobytes(), 3 * (box[2] - box[0])
    return [_line([pixels[at + band : at + row : 3] for band in range(3)]) for at in range(0, len(pixels), row)]


def _line(bands: list[bytes]) -> EdgeLine:
    """Measure a line; it has few pixels, so that sums take less than the histograms of ImageStat."""
    return EdgeLine(bands, tuple(sum(band) / len(band) for band in bands))


def _has_edge(lines: list[EdgeLine]) -> bool:
    """Whether some line near the edge is of one colour, and the innermost of another."""
    inner = lines[-1]
    return any(
        max(abs(own - other) for own, other in zip(line.mean, inner.mean, strict=True)) >= _OTHER
        and line.spread <= _ALIKE
        for line in lines[:-1]
    )

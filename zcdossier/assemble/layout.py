"""Where a picture stands on its page (pure): page size, turn and mirror, fit and centring, resolution."""

from dataclasses import dataclass

from zcdossier.model.profile import BuildLimits

POINTS_PER_INCH = 72.0
_MM_PER_INCH = 25.4
_UPRIGHT = 1

# EXIF orientation to the matrix that shows the unit square upright (PDF: y grows upwards).
_TURNS: dict[int, tuple[int, int, int, int, int, int]] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A page in points, the matrix that puts the picture on it, and the picture's resolution there."""

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]
    dpi: float


def is_orientation(value: object) -> bool:
    """Whether a value is one of the eight that EXIF allows."""
    return isinstance(value, int) and value in _TURNS


def lay_out(pixels: tuple[int, int], orientation: int, limits: BuildLimits) -> Layout:
    """Fit and centre a picture on a page that is portrait or landscape as the picture is shown.

    The resolution is that of the picture stretched over the whole page, the smaller of the two directions:
    a long narrow screenshot is shown small, but must keep the pixels across that make it readable.
    """
    turn = _TURNS.get(orientation, _TURNS[_UPRIGHT])
    shown_width, shown_height = pixels if turn[0] else pixels[::-1]
    sides = sorted((limits.page_width_mm, limits.page_height_mm))
    short, long = (round(side / _MM_PER_INCH * POINTS_PER_INCH, 2) for side in sides)
    width, height = (long, short) if shown_width > shown_height else (short, long)
    scale = min(width / shown_width, height / shown_height)
    box = (shown_width * scale, shown_height * scale)
    left, bottom = (width - box[0]) / 2, (height - box[1]) / 2
    a, b, c, d, e, f = turn
    matrix = (
        a * box[0],
        b * box[1],
        c * box[0],
        d * box[1],
        e * box[0] + left,
        f * box[1] + bottom,
    )
    dpi = min(shown_width / width, shown_height / height) * POINTS_PER_INCH
    return Layout(width, height, matrix, dpi)


def drawing(layout: Layout, name: str) -> bytes:
    """Return the page content that draws the picture called `name`."""
    numbers = " ".join(_number(value) for value in layout.matrix)
    return f"q {numbers} cm {name} Do Q".encode("ascii")


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if round(value, 4) else "0"

"""Where a picture stands on its page (pure): page size, turn and mirror, fit and centring, resolution.

A screenshot of a whole chat or web page is twenty times as high as wide: fitted on one page it is as narrow as a
finger. So it goes over several pages, cut only in the drawing; its data goes in once, untouched.
"""

from dataclasses import dataclass
from math import ceil

from zcdossier.assemble import build_notes
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.label import Label

POINTS_PER_INCH = 72.0
_MM_PER_INCH = 25.4
_UPRIGHT = 1
_A5, _A3 = (410.0, 585.0), (852.0, 1201.0)  # with a little to spare
_SQUARE = 1.05  # what is hardly wider than high does not make a page lie among standing ones

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
STRIP_OVERLAP = 0.1
"""The share of a page that the next one shows again, so that a line or a seal cut at its foot is whole there."""

_NARROWEST = 1 / 3  # of the page's width: about that of a phone
_NARROWEST_STRIP = 1 / 2
_MOST_PAGES = 100
_LEAST_WIDTH = 200  # pixels; what has fewer is not read by enlarging it
_THUMBNAIL_SIDE = 300  # pixels along the longer side
_LOWEST = 1 / 8  # of the page's height, for what is wide


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
    shown_width, shown_height = _upright_size(pixels, orientation)
    short, long = page_sides(limits)
    width, height = (long, short) if shown_width > shown_height * _SQUARE else (short, long)
    scale = min(width / shown_width, height / shown_height)
    left, bottom = (width - shown_width * scale) / 2, (height - shown_height * scale) / 2
    matrix = _matrix(orientation, (shown_width * scale, shown_height * scale), left, bottom)
    dpi = min(shown_width / width, shown_height / height) * POINTS_PER_INCH
    return Layout(width, height, matrix, dpi)


def seen_inches(sides: tuple[float, float], paper: tuple[float, float]) -> float:
    """Return the inches that a point of a PDF page takes where the page is seen; sides of page and paper in points.

    Reviewers see every page as large as their screen or paper, whatever inches it claims: phone apps write pages of
    one pixel a point, others of the size of a stamp. Such a page counts as if it filled the profile's page, just as a
    picture file does; what is between A5 and A3 is believed. A ribbon keeps the points across that make it readable.
    """
    short, long = sorted(sides)
    if not short > 0:
        return 1 / POINTS_PER_INCH
    if _A5[0] <= short <= _A3[0] and _A5[1] <= long <= _A3[1]:
        return 1 / POINTS_PER_INCH
    return max(min(paper) / short, max(paper) / long) / POINTS_PER_INCH


def lay_out_strips(
    pixels: tuple[int, int], orientation: int, limits: BuildLimits, count: int, overlap: float
) -> tuple[Layout, ...]:
    """Spread a long picture over `count` upright pages, from the top; each page shows a little of the one before."""
    whole = lay_out(pixels, orientation, limits)
    if count == 1:
        return (whole,)
    shown_width, shown_height = _upright_size(pixels, orientation)
    width, height = page_sides(limits)
    scale = height * (1 + (count - 1) * (1 - overlap)) / shown_height
    box = (shown_width * scale, shown_height * scale)
    steps = (number * height * (1 - overlap) for number in range(count))
    return tuple(
        Layout(width, height, _matrix(orientation, box, (width - box[0]) / 2, height - box[1] + step), whole.dpi)
        for step in steps
    )


def _upright_size(pixels: tuple[int, int], orientation: int) -> tuple[int, int]:
    return pixels if _turn_matrix(orientation)[0] else pixels[::-1]


def _turn_matrix(orientation: int) -> tuple[int, int, int, int, int, int]:
    return _TURNS.get(orientation, _TURNS[_UPRIGHT])


def page_sides(limits: BuildLimits) -> tuple[float, float]:
    """Return the short and the long side of the profile's page in points."""
    short, long = sorted((limits.page_width_mm, limits.page_height_mm))
    return round(short / _MM_PER_INCH * POINTS_PER_INCH, 2), round(long / _MM_PER_INCH * POINTS_PER_INCH, 2)


def _matrix(
    orientation: int, box: tuple[float, float], left: float, bottom: float
) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = _turn_matrix(orientation)
    return (a * box[0], b * box[1], c * box[0], d * box[1], e * box[0] + left, f * box[1] + bottom)


def drawing(layout: Layout, name: str) -> bytes:
    """Return the page content that draws the picture called `name`."""
    numbers = " ".join(_number(value) for value in layout.matrix)
    return f"q {numbers} cm {name} Do Q".encode("ascii")


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") if round(value, 4) else "0"


def count_strips(size: tuple[float, float], limits: BuildLimits) -> int:
    """Return over how many pages to show a picture of this size, as it is seen upright."""
    width, height = size
    if width < _LEAST_WIDTH or _share_of_width(size, limits) >= _NARROWEST:
        return 1
    seen = (
        height * _share_of_width(size, limits) / _NARROWEST_STRIP
    )  # of the picture, on a page where it is wide enough
    count = ceil((height / seen - STRIP_OVERLAP) / (1 - STRIP_OVERLAP))
    return count if count <= _MOST_PAGES else 1


def note_shape(file: str, size: tuple[float, float], limits: BuildLimits) -> Label | None:
    """Return what the applicant should know of how a picture of this size is shown."""
    width, height = (round(side) for side in size)
    count = count_strips(size, limits)
    if count > 1:
        return build_notes.note_split(file, count)
    if max(size) < _THUMBNAIL_SIDE:
        return build_notes.note_thumbnail(file, width, height)
    if _share_of_width(size, limits) < _NARROWEST or _share_of_width((height, width), limits) < _LOWEST:
        return build_notes.note_ribbon(file, width, height)
    return None


def _share_of_width(size: tuple[float, float], limits: BuildLimits) -> float:
    """The share of a page's width that a tall picture takes when it is as high as the page."""
    short, long = sorted((limits.page_width_mm, limits.page_height_mm))
    return size[0] / size[1] * long / short

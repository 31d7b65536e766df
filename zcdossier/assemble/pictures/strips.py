"""Pictures whose shape no single page can show well (pure): long screenshots go over several pages, the rest is told.

A screenshot of a whole chat or web page is twenty times as high as wide: fitted on one page it is as narrow as a
finger. It is cut only in the drawing; its data goes in once, untouched.
"""

from math import ceil

from zcdossier.assemble import wording
from zcdossier.model.label import Label
from zcdossier.model.profile import BuildLimits

OVERLAP = 0.04
"""The share of a page that the next one shows again, so that a line cut at its foot is whole there."""

_NARROWEST = 1 / 3  # of the page's width: about that of a phone
_NARROWEST_STRIP = 1 / 2
_MOST_PAGES = 100
_LEAST_WIDTH = 200  # pixels; what has fewer is not read by enlarging it
_THUMBNAIL = 300  # pixels along the longer side
_LOWEST = 1 / 8  # of the page's height, for what is wide


def strip_count(size: tuple[float, float], limits: BuildLimits) -> int:
    """Return over how many pages to show a picture of this size, as it is seen upright."""
    width, height = size
    if width < _LEAST_WIDTH or _share(size, limits) >= _NARROWEST:
        return 1
    seen = height * _share(size, limits) / _NARROWEST_STRIP  # of the picture, on a page where it is wide enough
    count = ceil((height / seen - OVERLAP) / (1 - OVERLAP))
    return count if count <= _MOST_PAGES else 1


def shape_note(file: str, size: tuple[float, float], limits: BuildLimits) -> Label | None:
    """Return what the applicant should know of how a picture of this size is shown."""
    width, height = (round(side) for side in size)
    count = strip_count(size, limits)
    if count > 1:
        return wording.note_split(file, count)
    if max(size) < _THUMBNAIL:
        return wording.note_thumbnail(file, width, height)
    if _share(size, limits) < _NARROWEST or _share((height, width), limits) < _LOWEST:
        return wording.note_ribbon(file, width, height)
    return None


def _share(size: tuple[float, float], limits: BuildLimits) -> float:
    """The share of a page's width that a tall picture takes when it is as high as the page."""
    short, long = sorted((limits.page_width_mm, limits.page_height_mm))
    return size[0] / size[1] * long / short

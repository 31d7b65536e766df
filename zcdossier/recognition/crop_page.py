"""A page of a scan, or a piece of it with a frame around what was read there, as a small picture for the report."""

from zcdossier.assemble.pdf.page_images import PageView, ViewSize, code_view
from zcdossier.assemble.pictures.raster import fit_within
from zcdossier.model.page_facts import Box
from zcdossier.recognition.page_rendering import render_page

_SIDE, _WHOLE_SIDE, _MOST_BYTES = 720, 420, 40_000
_AROUND = (0.06, 0.035)
"""How much of a page's width and height is shown on each side of what is framed."""
_LEAST = (0.45, 0.10)
_FRAME = (196, 60, 40)


def crop_page(data: bytes, file: str, kind: str, index: int, box: Box | None) -> PageView:
    """Draw the piece around a box of one page (from 0), or all of the page without one.

    Raises what `render_page` raises.
    """
    from PIL import Image, ImageDraw

    picture = Image.fromarray(render_page(data, file, kind, index).pixels)
    if box is not None:
        frame = _in_pixels(box, picture.size)
        ImageDraw.Draw(picture).rectangle(frame, outline=_FRAME, width=max(2, picture.width // 400))
        picture = picture.crop(_in_pixels(region_around(box), picture.size))
    side = _WHOLE_SIDE if box is None else _SIDE
    return code_view(fit_within(picture, side), ViewSize("crop", side, _MOST_BYTES))


def region_around(box: Box) -> Box:
    """Return the piece of a page to show: the box with some of what is around it, not less than can be recognised."""
    left, right = _widen(box.left, box.right, _AROUND[0], _LEAST[0])
    top, bottom = _widen(box.top, box.bottom, _AROUND[1], _LEAST[1])
    return Box(left, top, right, bottom)


def _widen(low: float, high: float, around: float, least: float) -> tuple[float, float]:
    half = max((high - low) / 2 + around, least / 2)
    middle = (low + high) / 2
    return max(0.0, middle - half), min(1.0, middle + half)


def _in_pixels(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return a box in pixels, at least one wide and high."""
    left, top = min(int(box.left * size[0]), size[0] - 1), min(int(box.top * size[1]), size[1] - 1)
    return left, top, max(left + 1, round(box.right * size[0])), max(top + 1, round(box.bottom * size[1]))

"""Where the head stands in a photo that has to be made narrower: a cut through it would be worse than no copy."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

_COLUMNS, _ROWS = 160, 80
_UPPER = 0.4  # of the height: above the shoulders, which may be cut
_CORNER = (0.2, 0.15)  # shares of that upper part, at the left and at the right: background, if anything is
_OTHER = 48  # levels off the background; a shadow on a wall is less
_STANDS = 0.06  # of a column


class HeadColumns(NamedTuple):
    """The columns from `left` up to but not including `right` that hold more than background."""

    left: int
    right: int


def find_head(picture: "Image") -> HeadColumns | None:
    """Return the columns of an upright picture in RGB where something stands above the shoulders; None where nothing.

    Where the background is no single colour all of it counts: what is a head and what is not can't be told there.
    """
    from PIL import Image, ImageChops, ImageStat

    upper = (0, 0, picture.width, max(1, round(picture.height * _UPPER)))
    small = picture.resize((_COLUMNS, _ROWS), Image.Resampling.BOX, box=upper)
    width, height = round(_COLUMNS * _CORNER[0]), round(_ROWS * _CORNER[1])
    corners = Image.new("RGB", (2 * width, height))
    corners.paste(small.crop((0, 0, width, height)), (0, 0))
    corners.paste(small.crop((_COLUMNS - width, 0, _COLUMNS, height)), (width, 0))
    background = tuple(round(value) for value in ImageStat.Stat(corners).median)
    red, green, blue = ImageChops.difference(small, Image.new("RGB", small.size, background)).split()
    off = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(
        [255 if level > _OTHER else 0 for level in range(256)]
    )
    shares = off.resize((_COLUMNS, 1), Image.Resampling.BOX).tobytes()
    standing = [column for column, share in enumerate(shares) if share > _STANDS * 255]
    if not standing:
        return None
    scale = picture.width / _COLUMNS
    return HeadColumns(int(standing[0] * scale), min(picture.width, round((standing[-1] + 1) * scale)))

"""Small pieces of a page that stand for the whole: what they take and how they look when coded is soon known."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

TILE = 64
"""Pixels of a tile, a whole number of the blocks that a JPEG is coded in."""

_BLOCK = 16  # blocks cut as a JPEG before cut them take fewer bytes than blocks across these
_LARGE = 6_000_000  # pixels from which it takes so many tiles; fewer say as much of a smaller picture
_MANY, _FEWER = (8, 10), (6, 7)
_SPOTS = 9  # the most coloured tiles
_THUMBNAIL = 16  # pixels of the page for one of the search for colour


@dataclass(frozen=True, slots=True)
class Specimen:
    """Tiles spread over a picture, and the most coloured ones apart; `share` is how many times the first go in it."""

    spread: "Picture"
    coloured: "Picture | None"
    share: float


def specimen(
    image: "Picture", *, has_colour: bool, tile: int = TILE, grid: tuple[int, int] | None = None, spots: int = _SPOTS
) -> Specimen:
    """Cut tiles out of a picture, as many as it needs or in a grid that is given; a small one stands for itself."""
    across, down = grid or (_MANY if image.width * image.height >= _LARGE else _FEWER)
    if image.width < across * tile or image.height < down * tile:
        return Specimen(image, None, 1.0)
    places = [_spread_at(image, divmod(number, across), (across, down), tile) for number in range(across * down)]
    spread = _sheet(image, places, across, tile)
    coloured = _sheet(image, _coloured_at(image, tile, spots), 1, tile) if has_colour else None
    share = image.width * image.height / (spread.width * spread.height)
    return Specimen(spread, coloured, share)


def _spread_at(image: "Picture", field: tuple[int, int], grid: tuple[int, int], tile: int) -> tuple[int, int]:
    """Return where a tile is cut: one in each field of a grid, in another corner of it each time."""
    row, column = field
    wide, high = image.width / grid[0], image.height / grid[1]
    x = column * wide + (wide - tile) * (row * 2 % 5) / 4
    y = row * high + (high - tile) * (column * 3 % 5) / 4
    return int(x) // _BLOCK * _BLOCK, int(y) // _BLOCK * _BLOCK


def _coloured_at(image: "Picture", tile: int, spots: int) -> list[tuple[int, int]]:
    from PIL import ImageChops  # noqa: PLC0415 - heavy

    red, green, blue = image.reduce(_THUMBNAIL).split()[:3]
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    fields = ImageChops.subtract(most, least).reduce(tile // _THUMBNAIL)
    ranked = sorted(enumerate(fields.tobytes()), key=lambda item: (-item[1], item[0]))[:spots]
    places = (divmod(index, fields.width) for index, _ in ranked)
    return [(min(column * tile, image.width - tile), min(row * tile, image.height - tile)) for row, column in places]


def _sheet(image: "Picture", places: list[tuple[int, int]], across: int, tile: int) -> "Picture":
    from PIL import Image  # noqa: PLC0415 - heavy

    down = -(-len(places) // across)
    sheet = Image.new(image.mode, (across * tile, down * tile))
    for number, (x, y) in enumerate(places):
        row, column = divmod(number, across)
        sheet.paste(image.crop((x, y, x + tile, y + tile)), (column * tile, row * tile))
    return sheet

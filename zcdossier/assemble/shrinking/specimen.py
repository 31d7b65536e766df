"""Small pieces of a page that stand for the whole: what they take and how they look when coded is soon known."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_TILE = 64  # pixels; a whole number of the blocks that a JPEG is coded in
_BLOCK = 16  # blocks cut as a JPEG before cut them take fewer bytes than blocks across these
_ACROSS, _DOWN = 8, 10
_LARGE = 6_000_000  # pixels from which it takes so many tiles; fewer say as much of a smaller picture
_FEWER_ACROSS, _FEWER_DOWN = 6, 7
_SPOTS = 9  # the most coloured tiles
_THUMBNAIL = 16  # pixels of the page for one of the search for colour


@dataclass(frozen=True, slots=True)
class Specimen:
    """Tiles spread over a picture, and the most coloured ones apart; `share` is how many times the first go in it."""

    spread: "Picture"
    coloured: "Picture | None"
    share: float


def specimen(image: "Picture", *, has_colour: bool) -> Specimen:
    """Cut tiles out of a picture; a small one stands for itself."""
    is_large = image.width * image.height >= _LARGE
    across, down = (_ACROSS, _DOWN) if is_large else (_FEWER_ACROSS, _FEWER_DOWN)
    if image.width < across * _TILE or image.height < down * _TILE:
        return Specimen(image, None, 1.0)
    places = [_spread_at(image, divmod(number, across), (across, down)) for number in range(across * down)]
    spread = _sheet(image, places, across)
    coloured = _sheet(image, _coloured_at(image), 1) if has_colour else None
    share = image.width * image.height / (spread.width * spread.height)
    return Specimen(spread, coloured, share)


def _spread_at(image: "Picture", field: tuple[int, int], grid: tuple[int, int]) -> tuple[int, int]:
    """Return where a tile is cut: one in each field of a grid, in another corner of it each time."""
    row, column = field
    wide, high = image.width / grid[0], image.height / grid[1]
    x = column * wide + (wide - _TILE) * (row * 2 % 5) / 4
    y = row * high + (high - _TILE) * (column * 3 % 5) / 4
    return int(x) // _BLOCK * _BLOCK, int(y) // _BLOCK * _BLOCK


def _coloured_at(image: "Picture") -> list[tuple[int, int]]:
    from PIL import ImageChops  # noqa: PLC0415 - heavy

    red, green, blue = image.reduce(_THUMBNAIL).split()[:3]
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    fields = ImageChops.subtract(most, least).reduce(_TILE // _THUMBNAIL)
    ranked = sorted(enumerate(fields.tobytes()), key=lambda item: (-item[1], item[0]))[:_SPOTS]
    places = (divmod(index, fields.width) for index, _ in ranked)
    return [
        (min(column * _TILE, image.width - _TILE), min(row * _TILE, image.height - _TILE)) for row, column in places
    ]


def _sheet(image: "Picture", places: list[tuple[int, int]], across: int) -> "Picture":
    from PIL import Image  # noqa: PLC0415 - heavy

    down = -(-len(places) // across)
    sheet = Image.new(image.mode, (across * _TILE, down * _TILE))
    for number, (x, y) in enumerate(places):
        row, column = divmod(number, across)
        sheet.paste(image.crop((x, y, x + _TILE, y + _TILE)), (column * _TILE, row * _TILE))
    return sheet

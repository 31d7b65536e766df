"""Small pieces of a page that stand for the whole: what they take and how they look when coded is soon known."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_TILE = 64  # pixels; a whole number of the blocks that a JPEG is coded in
_BLOCK = 16  # blocks cut as a JPEG before cut them take fewer bytes than blocks across these
_ACROSS, _DOWN = 8, 10
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
    if image.width < _ACROSS * _TILE or image.height < _DOWN * _TILE:
        return Specimen(image, None, 1.0)
    spread = _sheet(image, [_spread_at(image, number) for number in range(_ACROSS * _DOWN)], _ACROSS)
    coloured = _sheet(image, _coloured_at(image), 1) if has_colour else None
    share = image.width * image.height / (spread.width * spread.height)
    return Specimen(spread, coloured, share)


def _spread_at(image: "Picture", number: int) -> tuple[int, int]:
    """Return where a tile is cut: one in each field of a grid, in another corner of it each time."""
    row, column = divmod(number, _ACROSS)
    wide, high = image.width / _ACROSS, image.height / _DOWN
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

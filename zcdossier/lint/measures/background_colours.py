"""The colours behind the head of an ID photo: words that notices use, and colours given as numbers.

A colour is written `#438EDB`, or `#438EDB±20` with how far each channel may be off. People's words have no sharp ends:
beside what is surely white (or blue …) there is what may be called so, which is a doubt.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from zcdossier.lint.measures.measure_types import MeasureWord
from zcdossier.model.label import Label

Rgb = tuple[int, int, int]
_COLOUR = re.compile(r"#(?P<hex>[0-9a-fA-F]{6})(?:\s*(?:±|\+-|\+/-)\s*(?P<tolerance>\d{1,3}))?")
_UNNAMED = Label("其他颜色", "another colour")
_NEAR, _FAR = 24, 40
_TINTED, _GREENISH = 15, 8
_SURELY, _PERHAPS = 0, 1


class NamedColour(NamedTuple):
    """What a word stands for: surely, and perhaps."""

    surely: Callable[[Rgb], bool]
    perhaps: Callable[[Rgb], bool]


def _range(rgb: Rgb) -> int:
    return max(rgb) - min(rgb)


def _is_white(least: int, off: int) -> Callable[[Rgb], bool]:
    return lambda rgb: min(rgb) >= least and _range(rgb) <= off


def _is_grey(darkest: int, lightest: int, off: int) -> Callable[[Rgb], bool]:
    return lambda rgb: darkest <= min(rgb) and max(rgb) <= lightest and _range(rgb) <= off


def _is_blue(tint: int) -> Callable[[Rgb], bool]:
    return lambda rgb: rgb[2] - rgb[0] >= tint and rgb[2] >= rgb[1] - _GREENISH


def _is_light_blue(darkest: int, strongest: int) -> Callable[[Rgb], bool]:
    return lambda rgb: _TINTED <= rgb[2] - rgb[0] <= strongest and rgb[2] >= rgb[1] - _GREENISH and min(rgb) >= darkest


def _is_red(tint: int) -> Callable[[Rgb], bool]:
    return lambda rgb: rgb[0] - max(rgb[1], rgb[2]) >= tint


def _is_light(darkest: int) -> Callable[[Rgb], bool]:
    return lambda rgb: min(rgb) >= darkest


_COLOURS: Mapping[str, NamedColour] = {
    "white": NamedColour(_is_white(230, 20), _is_white(200, 30)),
    "light_blue": NamedColour(_is_light_blue(130, 110), _is_light_blue(50, 170)),
    "blue": NamedColour(_is_blue(60), _is_blue(40)),
    "red": NamedColour(_is_red(60), _is_red(45)),
    "grey": NamedColour(_is_grey(90, 215, 24), _is_grey(70, 235, 36)),
    "light": NamedColour(_is_light(190), _is_light(165)),
}
_NAMES = frozenset(_COLOURS) - {"light"}
COLOUR_WORDS = (
    MeasureWord("white", Label("白色", "white"), ("白", "白底", "纯白", "off_white", "plain_white")),
    MeasureWord("light_blue", Label("浅蓝色", "light blue"), ("浅蓝", "淡蓝", "淡蓝色", "天蓝", "lightblue")),
    MeasureWord("blue", Label("蓝色", "blue"), ("蓝", "蓝底")),
    MeasureWord("red", Label("红色", "red"), ("红", "红底")),
    MeasureWord("grey", Label("灰色", "grey"), ("gray", "灰", "浅灰", "light_grey", "light_gray")),
    MeasureWord("light", Label("浅色", "a light colour"), ("浅", "light_colour", "light_color")),
)


def write_colour(rgb: Rgb) -> str:
    """Write a colour as it is written in a profile."""
    return "#{:02X}{:02X}{:02X}".format(*rgb)


def is_colour(text: str) -> bool:
    """Whether a text is a colour given as numbers."""
    return _COLOUR.fullmatch(text.strip()) is not None


def fit_of_colour(wanted: str, found: str) -> int | None:
    """Return 0 when a colour is surely what is wanted, 1 when perhaps, None when it is not."""
    rgb = _rgb_of(found)
    match = _COLOUR.fullmatch(wanted.strip())
    if match is None:
        named = _COLOURS.get(wanted)
        if named is None:
            return None
        return _SURELY if named.surely(rgb) else _PERHAPS if named.perhaps(rgb) else None
    off = max(abs(own - other) for own, other in zip(rgb, _rgb_of(wanted), strict=True))
    if match["tolerance"]:
        return _SURELY if off <= int(match["tolerance"]) else None
    return _SURELY if off <= _NEAR else _PERHAPS if off <= _FAR else None


def has_other_name(wanted: str, found: str) -> bool:
    """Whether a colour surely has a name of its own, which is not what is wanted: `light` names no colour."""
    return wanted in _NAMES and any(fit_of_colour(name, found) == _SURELY for name in _NAMES - {wanted})


def colour_label(text: str) -> Label:
    """Say a colour with the word for it."""
    match = _COLOUR.fullmatch(text.strip())
    if match is None:
        return Label(text, text)
    red, green, blue = _rgb_of(text)
    name = next((word.label for word in COLOUR_WORDS if fit_of_colour(word.id, text) == _SURELY), _UNNAMED)
    off = Label("")
    if match["tolerance"]:
        off = Label(f"，各差 {match['tolerance']} 以内", f", each within {match['tolerance']}")
    return Label(
        f"{name.zh}（红 {red} 绿 {green} 蓝 {blue}{off.zh}）",
        f"{name.text('en')} (red {red} green {green} blue {blue}{off.en})",
    )


def _rgb_of(text: str) -> Rgb:
    number = int(text.strip()[1:7], 16)
    return number >> 16, number >> 8 & 255, number & 255

"""What people call the colour of a text."""

from zcdossier.model.label import Label

_BLACK, _GREY_RANGE, _LIGHT, _WHITE = 90, 40, 185, 245
COLOUR_WORDS = (
    ("black", Label("黑色", "black"), ("黑", "dark")),
    ("grey", Label("灰色", "grey"), ("gray",)),
    ("white", Label("白色", "white")),
    ("blue", Label("蓝色", "blue"), ("蓝",)),
    ("red", Label("红色", "red"), ("红",)),
    ("green", Label("绿色", "green")),
    ("light", Label("浅色", "light")),
    ("other", Label("其他颜色", "another colour")),
)
"""Ids, labels and other spellings."""


def colour_word(color: str) -> str:
    """Return the word for a colour such as `#0000ff`; what is light is `light`, whatever its hue."""
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    brightness = 0.3 * red + 0.59 * green + 0.11 * blue
    if max(red, green, blue) - min(red, green, blue) <= _GREY_RANGE:
        if max(red, green, blue) <= _BLACK:
            return "black"
        return "white" if brightness >= _WHITE else "light" if brightness >= _LIGHT else "grey"
    if brightness >= _LIGHT:
        return "light"
    if blue >= max(red, green):
        return "blue"
    if red > 2 * max(green, blue):
        return "red"
    return "green" if green > max(red, blue) else "other"


def wider_names(word: str) -> tuple[str, ...]:
    """Return what else a colour is: white is light."""
    return ("light",) if word == "white" else ()

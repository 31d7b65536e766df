"""One text in the widths and marks people type it with: full width or half, Chinese marks or plain ones.

A star is a mark that notices want in half width: ＊ stays what it is. What keeps the length keeps the places inside a
text right; `fold` does not, and serves for comparing only.
"""

import unicodedata
from functools import lru_cache

_MARKS = dict(zip("（），；：！？", "(),;:!?", strict=True))
_CHINESE_MARKS = str.maketrans({plain: chinese for chinese, plain in _MARKS.items()})
_PLAIN_MARKS = str.maketrans(_MARKS)
_BRACKETS = str.maketrans("【】[]", "（）（）")
_HALF = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in (*_MARKS, "＊")}
    | {"\u3000": " ", "\u00a0": " ", "−": "-", "∕": "/", "⁄": "/"}
)
_DASHES = "‐‑‒–—―－−─-"
_QUOTES = "“”„‟″＂\"‘’'＇「」『』"
_ALIKE = str.maketrans(
    dict.fromkeys(_DASHES, "-") | dict.fromkeys(_QUOTES, '"') | dict.fromkeys("•・‧∙⋅", "·") | {"【": "[", "】": "]"}
)


def half_width(text: str) -> str:
    """Return letters, digits and signs in half width; Chinese marks (，；：（）) and the length stay."""
    return text.translate(_HALF)


def spellings(text: str) -> tuple[str, ...]:
    """Return the text as typed, in half width, with Chinese marks and with plain ones; all of one length."""
    half = half_width(text)
    chinese = half.translate(_CHINESE_MARKS)
    return tuple(dict.fromkeys((text, half, chinese, half.translate(_PLAIN_MARKS), chinese.translate(_BRACKETS))))


def bare(text: str) -> str:
    """Return the letters and digits of a folded text; of one that has only marks, what there is."""
    folded = fold(text)
    return "".join(sign for sign in folded if sign.isalnum()) or folded


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return what two texts share that differ only in width, case, white space and the look of marks."""
    plain = unicodedata.normalize("NFKC", text.translate(_ALIKE)).translate(_ALIKE).casefold()
    return "".join(plain.split())

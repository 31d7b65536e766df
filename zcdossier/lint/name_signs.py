"""Which characters a name is made of, in words (chinese, letters, digits, spaces) or as the signs themselves."""

import unicodedata
from enum import StrEnum

from zcdossier.lint.parameter_types import NameSign
from zcdossier.model.label import Label

NameSigns = tuple[NameSign, ...]
SIGN_CLASSES = ("chinese", "letters", "digits", "spaces")
"""Words for many signs; anything else means the signs it is made of."""


class NameCase(StrEnum):
    """How the letters of a name are written."""

    UPPER = "upper"
    LOWER = "lower"

    def apply(self, text: str) -> str:
        """Return a text so written."""
        return text.upper() if self is NameCase.UPPER else text.lower()

    @property
    def label(self) -> Label:
        """What people call it."""
        return Label("大写", "upper case") if self is NameCase.UPPER else Label("小写", "lower case")


def signs_not_allowed(text: str, allowed: NameSigns, forbidden: NameSigns) -> tuple[str, ...]:
    """Return each sign of a text that is forbidden, or that nothing allows where something is allowed."""
    plain = unicodedata.normalize("NFC", text)
    wrong = (sign for sign in plain if _is_any(sign, forbidden) or (allowed and not _is_any(sign, allowed)))
    return tuple(dict.fromkeys(wrong))


def _is_any(sign: str, signs: NameSigns) -> bool:
    return any(_is_of(sign, word) if word in SIGN_CLASSES else sign in word for word in signs)


def _is_of(sign: str, word: str) -> bool:
    if word == "spaces":
        return sign.isspace()
    if word == "chinese":
        return "CJK UNIFIED" in unicodedata.name(sign, "") or sign == "〇"
    return sign.isascii() and (sign.isalpha() if word == "letters" else sign.isdigit())


def count_bytes(text: str) -> int:
    """Return the bytes that a text takes where a Chinese character takes two (GBK)."""
    return sum(1 if sign.isascii() else 2 for sign in text)

"""Text of a stranger made fit for a document: what no file may hold, or what could turn the line, is taken out."""

import unicodedata

from zcdossier.report.visible import visible

_JOINERS = "\u200c\u200d"
_OUT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SPACE = "\t\n\r\v\f"


def clean(text: str) -> str:
    """One line without control characters, direction marks, lone surrogates, or characters that XML refuses."""
    if text == visible(text):
        return text
    kept = (
        " " if char in _SPACE else "" if unicodedata.category(char) in _OUT and char not in _JOINERS else char
        for char in text
    )
    return "".join(kept).strip()

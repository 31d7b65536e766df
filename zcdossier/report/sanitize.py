"""Text of a stranger made harmless: spelled out for a terminal or a log, taken out of a document.

Everything an applicant typed, and every file name, passes here before it is shown or written.
"""

import unicodedata

_JOINERS = "\u200c\u200d"
_SPELLED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def escape_controls(text: str) -> str:
    r"""Spell out control characters, direction marks and lone surrogates (`\x1b`, `\u202e`)."""
    if text.isprintable():
        return text
    return "".join(escape_char(char) for char in text)


def escape_char(char: str) -> str:
    """One character as it may be shown. A byte of a file name that was not UTF-8 shows as that byte."""
    if char in _JOINERS or unicodedata.category(char) not in _SPELLED:
        return char
    if "\udc80" <= char <= "\udcff":
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode("ascii")


def escape_surrogates(text: str) -> str:
    """Spell out lone surrogates only, for formats that escape everything else themselves."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join(escape_char(char) if unicodedata.category(char) == "Cs" else char for char in text)
    return text


_OUT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_SPACE = "\t\n\r\v\f"


def strip_controls(text: str) -> str:
    """One line without control characters, direction marks, lone surrogates, or characters that XML refuses."""
    if text == escape_controls(text):
        return text
    kept = (
        " " if char in _SPACE else "" if unicodedata.category(char) in _OUT and char not in _JOINERS else char
        for char in text
    )
    return "".join(kept).strip()

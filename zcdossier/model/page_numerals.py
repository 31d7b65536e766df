"""Numbers of pages: as pages print them, and as PDFs write them besides digits: xiv, and letters, doubled after z."""

import re

_PRINTED = re.compile(
    r"\W*(?:第|page|pp?|s)?\W*(?P<number>\d{1,5})\W*页?\W*(?:(?:/|of|共)\W*\d{1,5}\W*页?\W*)?", re.IGNORECASE
)
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LETTERS = 26
_MOST = 100_000
"""No page has a higher number."""


def printed_page_number(line: str) -> int | None:
    """Return the number in digits that is all a line says, as a page's: 12, — 12 —, 第12页, 12/40, 第12页 共40页."""
    match = _PRINTED.fullmatch(line)
    return int(match["number"]) if match is not None else None


def page_numeral(number: int, style: str) -> str:
    """Write a number as a style of a PDF's page labels does: /D, /r, /R, /a, /A; nothing where a style writes none."""
    if style == "/D":
        return str(number)
    if style not in {"/r", "/R", "/a", "/A"} or not 1 <= number <= _MOST:
        return ""
    text = roman_numeral(number) if style.lower() == "/r" else _letters(number)
    return text if style.islower() else text.upper()


def roman_numeral(number: int) -> str:
    """Write a number from 1 on in Roman numerals: 14 is xiv."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    """Write a number from 1 on in letters: 3 is c, 29 is cc."""
    turn, letter = divmod(number - 1, _LETTERS)
    return chr(ord("a") + letter) * (turn + 1)

"""Numbers of pages as PDFs write them besides digits: xiv, and letters, that are doubled after z."""

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LETTERS = 26


def roman_numeral(number: int) -> str:
    """Write a number from 1 on in Roman numerals: 14 is xiv."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def letter_numeral(number: int) -> str:
    """Write a number from 1 on in letters: 3 is c, 29 is cc."""
    turn, letter = divmod(number - 1, _LETTERS)
    return chr(ord("a") + letter) * (turn + 1)

"""What the sheets of a workbook have in common: the list of them, the texts that cells refer to, the looks of cells."""

import re
from collections.abc import Mapping

from zcdossier.source.number_formats import ShownNumber, format_code, show_number

TRUE = frozenset({"1", "true", "on"})
"""What an attribute says that is true, in small letters."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def unescape(text: str) -> str:
    """`_x000D_` stands for a character that XML can't hold; line ends become line feeds."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = _UNFIT.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


class SheetListing:
    """The sheets of a workbook in their order: name, whether hidden, the id of the reference to its part."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear the beginning of an element."""
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((unescape(attributes.get("name", "")), hidden, key))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "").lower() in TRUE


class SharedStrings:
    """The texts that cells refer to by number; what is printed above characters to tell their sound is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._in_sound = False

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        """Hear the beginning of an element."""
        if tag == "t":
            self._in_text = not self._in_sound
        elif tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._in_sound = True

    def end(self, tag: str) -> None:
        """Hear the end of an element."""
        if tag == "t":
            self._in_text = False
        elif tag == "si":
            text = unescape("".join(self._pieces))
            self.texts.append("" if text.isspace() else text)  # looked at once, and not at every cell
        elif tag == "rPh":
            self._in_sound = False

    def text(self, text: str) -> None:
        """Hear text."""
        if self._in_text:
            self._pieces.append(text)


class Styles:
    """The number format of each style, and whether its font is struck through."""

    def __init__(self, *, from_1904: bool) -> None:
        self._from_1904 = from_1904
        self._own: dict[int, str] = {}
        self._numbers: list[int] = []
        self._fonts: list[int] = []
        self._struck: list[bool] = []
        self._inside = self._in_fonts = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear the beginning of an element."""
        if tag == "numFmt":
            self._own[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            self._numbers.append(int(attributes.get("numFmtId", 0)))
            self._fonts.append(int(attributes.get("fontId", 0)))
        elif tag == "fonts":
            self._in_fonts = True
        elif tag == "font" and self._in_fonts:
            self._struck.append(False)
        elif tag == "strike" and self._in_fonts and self._struck:
            self._struck[-1] = attributes.get("val", "1").lower() in TRUE

    def end(self, tag: str) -> None:
        """Hear the end of an element."""
        if tag == "cellXfs":
            self._inside = False
        elif tag == "fonts":
            self._in_fonts = False

    def is_struck(self, style: str) -> bool:
        """Whether a cell of that style is struck through."""
        index = int(style) if style.isdecimal() else 0
        font = self._fonts[index] if index < len(self._fonts) else -1
        return 0 <= font < len(self._struck) and self._struck[font]

    def show(self, raw: str, style: str) -> ShownNumber:
        """Return a number as a cell of that style shows it."""
        index = int(style) if style.isdecimal() else 0
        number = self._numbers[index] if index < len(self._numbers) else 0
        return show_number(raw, format_code(number, self._own), from_1904=self._from_1904)

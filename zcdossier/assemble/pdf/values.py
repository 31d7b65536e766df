"""The look of a filled form field that leaves its drawing to the viewer: the typed text, in fonts every viewer has.

No font is brought along: Latin letters are Helvetica's, Chinese ones are left to the viewer's own Song.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_LATIN, _CHINESE = "/ZcLatin", "/ZcSong"
_SIZE = re.compile(r"([\d.]+)\s+Tf")
_COLOUR = re.compile(r"((?:[\d.]+\s+){1,4}(?:g|rg|k))\b")
_LARGEST, _SMALLEST = 12.0, 4.0
_LINE = 1.2
_MARGIN = 2.0
_BASELINE = 0.25  # of the size: how far letters reach below their line
_FIRST, _LAST_NARROW = " ", "~"
# Widths of Helvetica's letters from the space to the tilde, in thousandths of the size.
_WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_NARROW = tuple(int(width) for width in _WIDTHS.split())
_FULL, _USUAL = 1000, 556


@dataclass(frozen=True, slots=True)
class Value:
    """What a field says and how: its box in points, its default appearance, 0 to 2 for left, centre, right."""

    text: str
    width: float
    height: float
    appearance: str
    alignment: int
    several_lines: bool

    @property
    def is_plain(self) -> bool:
        """Whether all of it can be drawn in letters that look the same everywhere."""
        return all(letter in "\r\n" or _as_latin(letter) for letter in self.text)


def fonts_of(pdf: Any) -> Any:
    """Return the fonts that looks need, to be made once for a PDF."""
    import pikepdf  # noqa: PLC0415 - heavy

    return pdf.make_indirect(pikepdf.Dictionary({_LATIN: _latin(), _CHINESE: _song(pdf)}))


def look_of(pdf: Any, fonts: Any, value: Value) -> Any:
    """Return a form object that draws the value."""
    import pikepdf  # noqa: PLC0415 - heavy

    stream = pdf.make_stream(drawing(value))
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    stream.BBox = pikepdf.Array([0, 0, value.width, value.height])
    stream.Resources = pikepdf.Dictionary(Font=fonts)
    return stream


def drawing(value: Value) -> bytes:
    """Return the operators that draw the value within its box."""
    size, lines = _fitted(value)
    colour = _COLOUR.search(value.appearance)
    box = f"{_MARGIN / 2:g} {_MARGIN / 2:g} {value.width - _MARGIN:g} {value.height - _MARGIN:g} re W n"
    parts = [f"q {box} BT {colour[1] if colour else '0 g'}"]
    first = value.height - _MARGIN - size if value.several_lines else (value.height - size) / 2 + size * _BASELINE
    for number, line in enumerate(lines):
        spare = value.width - 2 * _MARGIN - _width(line, size)
        left = _MARGIN + max(0.0, spare) * value.alignment / 2
        parts.append(f"1 0 0 1 {left:.2f} {first - number * size * _LINE:.2f} Tm")
        parts += [f"{font} {size:g} Tf <{data.hex()}> Tj" for font, data in _runs(line)]
    return " ".join([*parts, "ET Q"]).encode("ascii")


def _fitted(value: Value) -> tuple[float, Sequence[str]]:
    """Return the size of the letters and the lines: as the field says, or as large as fits where it says 0."""
    said = _SIZE.search(value.appearance)
    size = float(said[1]) if said else 0.0
    if size > 0:
        return size, _lines(value, size)
    size = min(_LARGEST, max(_SMALLEST, (value.height - _MARGIN) / _LINE))
    while size > _SMALLEST and not _fits(value, size):
        size -= 0.5
    return size, _lines(value, size)


def _fits(value: Value, size: float) -> bool:
    lines = _lines(value, size)
    room = value.width - 2 * _MARGIN
    return len(lines) * size * _LINE <= value.height and all(_width(line, size) <= room for line in lines)


def _lines(value: Value, size: float) -> list[str]:
    text = value.text.replace("\r\n", "\n").replace("\r", "\n")
    if not value.several_lines:
        return [" ".join(text.split("\n"))]
    return [line for paragraph in text.split("\n") for line in _broken(paragraph, size, value.width - 2 * _MARGIN)]


def _broken(text: str, size: float, room: float) -> Iterator[str]:
    """Break a paragraph where it is full: after a space if there was one, else anywhere, as Chinese allows."""
    start, space, width = 0, 0, 0.0
    for at, letter in enumerate(text):
        width += _width(letter, size)
        if letter == " ":
            space = at
        if width > room and at > start:
            end = space if space > start else at
            yield text[start:end].strip()
            start, width = end, _width(text[end : at + 1], size)
    yield text[start:].strip()


def _width(text: str, size: float) -> float:
    return sum(_advance(letter) for letter in text) * size / _FULL


def _advance(letter: str) -> int:
    if _FIRST <= letter <= _LAST_NARROW:
        return _NARROW[ord(letter) - ord(_FIRST)]
    return _USUAL if _as_latin(letter) else _FULL


def _as_latin(letter: str) -> bytes:
    return letter.encode("cp1252", errors="ignore") if letter.isprintable() else b""


def _runs(line: str) -> Iterator[tuple[str, bytes]]:
    """Split a line into runs of one font each, coded for it."""
    font, data = _LATIN, b""
    for letter in line:
        latin = _as_latin(letter)
        wanted = _LATIN if latin else _CHINESE
        if wanted != font and data:
            yield font, data
            data = b""
        font = wanted
        data += latin or letter.encode("utf-16-be", errors="replace")
    if data:
        yield font, data


def _latin() -> Any:
    import pikepdf  # noqa: PLC0415 - heavy

    name = pikepdf.Name
    return pikepdf.Dictionary(
        Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Encoding=name.WinAnsiEncoding
    )


def _song(pdf: Any) -> Any:
    import pikepdf  # noqa: PLC0415 - heavy

    name, array = pikepdf.Name, pikepdf.Array
    descriptor = pikepdf.Dictionary(
        Type=name.FontDescriptor,
        FontName=name("/STSong-Light"),
        Flags=6,
        FontBBox=array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )
    descendant = pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.CIDFontType0,
        BaseFont=name("/STSong-Light"),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4
        ),
        DW=_FULL,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pikepdf.Dictionary(
        Type=name.Font,
        Subtype=name.Type0,
        BaseFont=name("/STSong-Light-UniGB-UTF16-H"),
        Encoding=name("/UniGB-UTF16-H"),
        DescendantFonts=array([pdf.make_indirect(descendant)]),
    )

"""Text that build prints itself: page numbers, and pages of contents.

It is set in fonts that every viewer brings along or stands in for: Helvetica for figures, and for Chinese the font that
the PDF standard names for it (STSong-Light of the Adobe-GB1 collection). Neither is embedded: a Chinese font is many
megabytes, and which one is installed differs from machine to machine, so that bytes would not repeat.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zcdossier.assemble.plan import LINES_OF_CONTENTS, Bookmark
from zcdossier.model.build_rules import PageNumbers

_FONT_FIGURES, _FONT_CHINESE = "/ZcF1", "/ZcF2"
_FIGURE_WIDTHS = {" ": 278, "/": 278, "-": 333, ".": 278}
_DIGIT_WIDTH = 556
_HALF, _FULL = 500, 1000
_A4_SHORT = 595.0
_NUMBER_SIZE, _EDGE = 10.0, 24.0
_TITLE_SIZE, _LINE_SIZE, _LEADING = 18.0, 11.0, 20.5
_MARGIN_SHARE, _TOP_SHARE = 0.11, 0.1
_INDENT = 16.0
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class ContentsPage:
    """One page of contents: its lines, and the title on the first."""

    title: str
    lines: tuple[Bookmark, ...]


def contents_pages(title: str, lines: Sequence[Bookmark]) -> tuple[ContentsPage, ...]:
    """Spread lines over pages."""
    starts = range(0, max(1, len(lines)), LINES_OF_CONTENTS)
    return tuple(
        ContentsPage("" if start else title, tuple(lines[start : start + LINES_OF_CONTENTS])) for start in starts
    )


def number_text(numbers: PageNumbers, page: int, count: int) -> str:
    """Return what is printed on a page; nothing before the first that bears a number."""
    if not numbers.text or page < numbers.first:
        return ""
    return numbers.text.replace("{page}", str(page)).replace("{pages}", str(count))


def encoded_text(text: str) -> bytes:
    """Return a text as it stands in a content stream, so that it can be found there."""
    data = text.encode("ascii") if _is_plain(text) else _two_bytes(text)
    return b"<" + data.hex().encode("ascii") + b">"


def begun_texts(text: str) -> tuple[bytes, ...]:
    """Return how a text may begin in a content stream: one that is cut ends in a sign that has two bytes."""
    return encoded_text(text)[:_FIRST_SIGN], b"<" + _two_bytes(text[:1]).hex().encode("ascii")


_FIRST_SIGN = 3  # a bracket and a byte


def _two_bytes(text: str) -> bytes:
    """What the font's encoding holds has two bytes; what lies beyond is shown as a missing sign."""
    return "".join(sign if ord(sign) <= _LAST_OF_TWO_BYTES else "〓" for sign in text).encode("utf-16-be", "replace")


_LAST_OF_TWO_BYTES = 0xFFFF


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _width(text: str, size: float) -> float:
    if _is_plain(text):
        return sum(_FIGURE_WIDTHS.get(sign, _DIGIT_WIDTH) for sign in text) * size / 1000
    return sum(_HALF if sign.isascii() else _FULL for sign in text) * size / 1000


def _drawn(text: str, left: float, base: float, size: float) -> bytes:
    font = _FONT_FIGURES if _is_plain(text) else _FONT_CHINESE
    head = f"BT {font} {size:g} Tf {left:.2f} {base:.2f} Td ".encode("ascii")
    return head + encoded_text(text) + b" Tj ET"


class TextPrinter:
    """Prints into one document; its fonts go in once."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._fonts: dict[str, Any] = {}

    def number_page(self, page: Any, text: str, at: str) -> None:
        """Print a text at an edge of a page as it is seen, over what the page draws."""
        import pikepdf

        left, bottom, right, top = (float(side) for side in page.cropbox)
        turn = int(page.obj.get("/Rotate", 0)) % 360
        width, height = (top - bottom, right - left) if turn in {90, 270} else (right - left, top - bottom)
        scale = min(width, height) / _A4_SHORT
        size, edge = _NUMBER_SIZE * scale, _EDGE * scale
        taken = _width(text, size)
        across = {"left": edge * 2, "right": width - edge * 2 - taken}.get(at.partition("-")[2], (width - taken) / 2)
        up = height - edge - size if at.startswith("top") else edge
        matrix = {
            90: (0, 1, -1, 0, right, bottom),
            180: (-1, 0, 0, -1, right, top),
            270: (0, -1, 1, 0, left, top),
        }.get(turn, (1, 0, 0, 1, left, bottom))
        self._add_font(page, text)
        page.contents_add(pikepdf.Stream(self._pdf, b"q"), prepend=True)
        placed = " ".join(f"{number:g}" for number in matrix).encode("ascii")
        drawn = b"Q q " + placed + b" cm 0 g " + _drawn(text, across, up, size) + b" Q"
        page.contents_add(pikepdf.Stream(self._pdf, drawn))

    def add_contents(self, content: ContentsPage, sides: tuple[float, float]) -> None:
        """Append a page of contents: titles, dots, and the page each line leads to."""
        import pikepdf

        width, height = sides
        margin, at = width * _MARGIN_SHARE, height * (1 - _TOP_SHARE)
        leading = min(_LEADING, height * (1 - 2 * _TOP_SHARE) / (LINES_OF_CONTENTS + 2))
        page = self._pdf.add_blank_page(page_size=(width, height))
        drawn = []
        if content.title:
            title_left = (width - _width(content.title, _TITLE_SIZE)) / 2
            drawn.append(_drawn(content.title, title_left, at, _TITLE_SIZE))
        for number, line in enumerate(content.lines):
            base = at - (number + 2) * leading
            drawn += _contents_line(line, margin, width - margin, base)
        for text in ("0", "目"):
            self._add_font(page, text)
        page.obj.Contents = pikepdf.Stream(self._pdf, b"0 g\n" + b"\n".join(drawn))

    def link_contents(self, first: int, content: ContentsPage) -> None:
        """Let the lines of a page of contents (from 0) lead to their pages, once these are in."""
        import pikepdf

        page = self._pdf.pages[first]
        width, height = (float(page.mediabox[2]), float(page.mediabox[3]))
        margin, at = width * _MARGIN_SHARE, height * (1 - _TOP_SHARE)
        leading = min(_LEADING, height * (1 - 2 * _TOP_SHARE) / (LINES_OF_CONTENTS + 2))
        page.obj.Annots = pikepdf.Array(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=[margin, at - (number + 2) * leading - 4, width - margin, at - (number + 1) * leading - 4],
                Border=[0, 0, 0],
                Dest=pikepdf.Array([self._pdf.pages[line.page - 1].obj, pikepdf.Name.Fit]),
            )
            for number, line in enumerate(content.lines)
        )

    def _add_font(self, page: Any, text: str) -> None:
        import pikepdf

        name = _FONT_FIGURES if _is_plain(text) else _FONT_CHINESE
        if name not in self._fonts:
            font = _figures_font() if name == _FONT_FIGURES else _chinese_font(self._pdf)
            self._fonts[name] = self._pdf.make_indirect(font)
        page.add_resource(self._fonts[name], pikepdf.Name.Font, pikepdf.Name(name))


def _contents_line(line: Bookmark, left: float, right: float, base: float) -> list[bytes]:
    number = str(line.page)
    left += line.level * _INDENT
    at_number = right - _width(number, _LINE_SIZE)
    title = _shortened(line.label, at_number - left - 2 * _GAP)
    drawn = [_drawn(title, left, base, _LINE_SIZE)]
    dots_from = left + _width(title, _LINE_SIZE) + _GAP
    count = int((at_number - _GAP - dots_from) / _width("..", _LINE_SIZE))
    if count > 0:
        dots = ". " * count
        drawn.append(_drawn(dots.rstrip(), at_number - _GAP - count * _width(". ", _LINE_SIZE), base, _LINE_SIZE))
    return [*drawn, _drawn(number, at_number, base, _LINE_SIZE)]


def _shortened(text: str, room: float) -> str:
    """Cut a title that is wider than its line."""
    if _width(text, _LINE_SIZE) <= room:
        return text
    while text and _width(f"{text}…", _LINE_SIZE) > room:
        text = text[:-1]
    return f"{text}…"


def _figures_font() -> Any:
    import pikepdf

    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )


def _chinese_font(pdf: Any) -> Any:
    import pikepdf

    name = pikepdf.Name("/STSong-Light")
    described = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        Flags=6,
        FontBBox=[-25, -254, 1000, 880],
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType0,
        BaseFont=name,
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=2
        ),
        FontDescriptor=pdf.make_indirect(described),
        DW=_FULL,
        W=[1, 95, _HALF],
    )
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=name,
        Encoding=pikepdf.Name("/UniGB-UCS2-H"),
        DescendantFonts=[pdf.make_indirect(inner)],
    )

"""Setting text: breaking it into lines the Chinese way, justified paragraphs, columns, and ruled tables."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tools.make_sample.sheet import INK, Colour, Sheet

_UNITS = re.compile(r"[A-Za-z0-9.,;:()\[\]/%+\-–'’·\"“”×=<>±≥≤&*_@°Δα-ωβ]*[A-Za-z0-9.,;:)\]/%]|\s+|.", re.DOTALL)
_NEVER_FIRST = "，。、；：）》”’！？.,;:)]%"
_NEVER_LAST = "（《“‘(["


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph looks. Sizes in millimetres; `indent` in characters."""

    size: float = 3.7
    leading: float = 1.65
    indent: float = 2.0
    face: str = "serif"
    bold: bool = False
    colour: Colour = INK
    justify: bool = True
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where text may run: a column on a page."""

    x: float
    y: float
    width: float
    bottom: float = 285.0


def units(text: str) -> list[str]:
    """Cut a text where a line may end: Chinese characters singly, Latin words whole."""
    return _UNITS.findall(text)


def lines_of(sheet: Sheet, text: str, style: Style, width: float, indent: float) -> list[list[str]]:
    """Break a text into lines no wider than `width`; the first one starts `indent` characters in."""
    font = sheet.font(style.size, style.face, style.bold)
    room = (width - indent * style.size) * sheet.scale
    lines: list[list[str]] = [[]]
    used = 0.0
    for unit in units(text):
        size = font.getlength(unit)
        line = lines[-1]
        if used + size > room and line and unit[0] not in _NEVER_FIRST and not unit.isspace():
            carried = [line.pop()] if line[-1] in _NEVER_LAST else []
            lines.append(carried)
            used, room = sum(font.getlength(character) for character in carried), width * sheet.scale
        if unit.isspace() and not lines[-1]:
            continue
        lines[-1].append(unit)
        used += size
    return [line for line in lines if line]


def paragraph(sheet: Sheet, text: str, frame: Frame, style: Style = Style()) -> float:
    """Set one paragraph at the top of `frame` and return the y below it."""
    y = frame.y
    lines = lines_of(sheet, text, style, frame.width, style.indent)
    for number, line in enumerate(lines):
        indent = style.indent * style.size if number == 0 else 0.0
        last = number == len(lines) - 1
        _set_line(sheet, line, (frame.x + indent, y), frame.width - indent, style, last=last)
        y += style.size * style.leading
    return y + style.after


def _set_line(
    sheet: Sheet, line: list[str], at: tuple[float, float], width: float, style: Style, *, last: bool
) -> None:
    x, y = at
    font = sheet.font(style.size, style.face, style.bold)
    while line and line[-1].isspace():
        line = line[:-1]
    sizes = [font.getlength(unit) / sheet.scale for unit in line]
    gap = 0.0
    spare = width - sum(sizes)
    if style.justify and len(line) > 1 and (not last or spare < 0):
        gap = spare / (len(line) - 1)
    for unit, size in zip(line, sizes, strict=True):
        corner = (x * sheet.scale, (y - style.size * 0.22) * sheet.scale)
        sheet.draw.text(corner, unit, font=font, fill=style.colour)
        x += size + gap


@dataclass(frozen=True, slots=True)
class Heading:
    """A short line above a part of the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """Something `height` millimetres high that is drawn where the text reaches it."""

    height: float
    draw: Callable[[Sheet, float, float, float], None]


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a paragraph that broke at the foot of a column."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph in smaller type: an entry of a list of references."""

    text: str


Block = str | Heading | Figure | Rest | Note


def columns(sheet: Sheet, blocks: Sequence[Block], frames: Sequence[Frame], style: Style) -> list[Block]:
    """Run blocks through frames one after the other; return those that found no room."""
    waiting = list(blocks)
    for frame in frames:
        y = frame.y
        while waiting:
            y, rest = _fit(sheet, waiting[0], Frame(frame.x, y, frame.width, frame.bottom), style)
            if rest is not None:
                waiting[0] = rest
                break
            waiting.pop(0)
    return waiting


def _fit(sheet: Sheet, block: Block, frame: Frame, style: Style) -> tuple[float, Block | None]:
    """Set as much of a block as fits; return the y below it and what is left."""
    if isinstance(block, Figure):
        if frame.y + block.height > frame.bottom:
            return frame.y, block
        block.draw(sheet, frame.x, frame.y, frame.width)
        return frame.y + block.height, None
    if isinstance(block, Heading):
        look = Style(style.size * 1.06, style.leading * 1.1, 0, "sans", True, style.colour, justify=False)
        if frame.y + look.size * look.leading * 3.5 > frame.bottom:
            return frame.y, block
        return paragraph(sheet, block.text, Frame(frame.x, frame.y + 1, frame.width), look), None
    if isinstance(block, Note):
        small = Style(style.size * 0.86, style.leading, 0, style.face)
        y, rest = _fit_text(sheet, block.text, frame, small)
        return y, None if rest is None else Note(rest.text if isinstance(rest, Rest) else block.text)
    return _fit_text(sheet, block, frame, style)


def _fit_text(sheet: Sheet, block: str | Rest, frame: Frame, style: Style) -> tuple[float, Block | None]:
    text, indent = (block.text, 0.0) if isinstance(block, Rest) else (block, style.indent)
    lines = lines_of(sheet, text, style, frame.width, indent)
    step = style.size * style.leading
    room = int((frame.bottom - frame.y) / step)
    if room < min(len(lines), 2):
        return frame.y, block
    y = frame.y
    for number, line in enumerate(lines[:room]):
        inset = indent * style.size if number == 0 else 0.0
        last = number == len(lines) - 1
        _set_line(sheet, line, (frame.x + inset, y), frame.width - inset, style, last=last)
        y += step
    left = "".join("".join(line) for line in lines[room:])
    return y, Rest(left) if left else None


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table: column widths in millimetres, rows of cell texts, and a least height per row."""

    widths: Sequence[float]
    rows: Sequence[Sequence[str]]
    heights: Sequence[float]
    size: float = 3.9
    head: int = 1
    head_fill: Colour | None = None
    face: str = "serif"
    weight: float = 0.3


def table(sheet: Sheet, x: float, y: float, shape: Table) -> float:
    """Draw a table with its top left corner at x, y and return the y below it."""
    top = y
    total = sum(shape.widths)
    for number, (cells, least) in enumerate(zip(shape.rows, shape.heights, strict=True)):
        bold = number < shape.head
        style = Style(shape.size, 1.45, 0, shape.face, bold, justify=False)
        broken = [
            lines_of(sheet, cell, style, width - 3, 0) if cell else []
            for cell, width in zip(cells, shape.widths, strict=True)
        ]
        height = max(least, max(map(len, broken)) * shape.size * 1.45 + 3)
        if bold and shape.head_fill:
            sheet.box(x, y, x + total, y + height, weight=0, fill=shape.head_fill)
        left = x
        for lines, width in zip(broken, shape.widths, strict=True):
            _cell(sheet, lines, (left, y, width, height), style)
            left += width
        sheet.line(x, y, x + total, y, weight=shape.weight)
        y += height
    _uprights(sheet, x, top, y, shape)
    return y


def _cell(sheet: Sheet, lines: list[list[str]], area: tuple[float, float, float, float], style: Style) -> None:
    left, top, width, height = area
    step = style.size * style.leading
    y = top + (height - step * len(lines)) / 2 + (step - style.size) / 2
    for line in lines:
        text = "".join(line).strip()
        if len(lines) == 1:
            sheet.text(left + width / 2, y, text, style.size, face=style.face, bold=style.bold, align="centre")
        else:
            sheet.text(left + 1.5, y, text, style.size, face=style.face, bold=style.bold)
        y += step


def _uprights(sheet: Sheet, x: float, top: float, bottom: float, shape: Table) -> None:
    left = x
    sheet.line(x, top, x, bottom, weight=shape.weight)
    for width in shape.widths:
        left += width
        sheet.line(left, top, left, bottom, weight=shape.weight)
    sheet.line(x, bottom, left, bottom, weight=shape.weight)

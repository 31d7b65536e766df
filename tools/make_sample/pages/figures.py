"""Figures for papers: a chromatogram, a bar chart, a response surface curve, a structure, a three-line table."""

import math
from collections.abc import Sequence

import numpy as np

from tools.make_sample.sheet import INK, Sheet
from tools.make_sample.typeset import Figure

CAPTION = 3.0


def chromatogram(rng: np.random.Generator, caption: str, peaks: int = 7) -> Figure:
    """Return a figure of an HPLC trace with numbered peaks."""
    places = np.sort(rng.uniform(0.1, 0.92, peaks))
    heights = rng.uniform(0.2, 0.95, peaks)

    def draw(sheet: Sheet, x: float, y: float, width: float) -> None:
        left, top, right, bottom = x + 9, y + 4, x + width - 3, y + 36
        _axes(sheet, (left, top, right, bottom), "保留时间 t/min", [str(tick) for tick in range(0, 60, 10)])
        line = []
        for step in range(400):
            at = step / 399
            level = 0.03 + float((heights * np.exp(-(((at - places) / 0.008) ** 2))).sum())
            line.append(_point(sheet, left + (right - left) * at, bottom - (bottom - top) * min(level, 1.0)))
        sheet.draw.line(line, fill=INK, width=2)
        for number, (at, level) in enumerate(zip(places, heights, strict=True), 1):
            sheet.text(
                left + (right - left) * at, bottom - (bottom - top) * level - 4, str(number), 2.6, align="centre"
            )
        _caption(sheet, x, y + 44, width, caption)

    return Figure(51, draw)


def bars(rng: np.random.Generator, caption: str, groups: Sequence[str], means: Sequence[float]) -> Figure:
    """Return a bar chart with error bars."""
    values = [mean + float(rng.uniform(-0.02, 0.02)) for mean in means]

    def draw(sheet: Sheet, x: float, y: float, width: float) -> None:
        left, top, right, bottom = x + 9, y + 4, x + width - 3, y + 38
        _axes(sheet, (left, top, right, bottom), "", list(groups))
        room = (right - left) / len(groups)
        for number, value in enumerate(values):
            middle = left + room * (number + 0.5)
            high = bottom - (bottom - top) * 0.9 * value
            shade = 245 - 38 * number
            sheet.box(middle - room * 0.26, high, middle + room * 0.26, bottom, fill=(shade, shade, shade))
            sheet.line(middle, high - 1.6, middle, high + 1.6)
            for end in (-1.6, 1.6):
                sheet.line(middle - 1.1, high + end, middle + 1.1, high + end)
            if number > 1:
                sheet.text(middle, high - 5.4, "**" if number > 2 else "*", 3.2, align="centre")
        _caption(sheet, x, y + 46, width, caption)

    return Figure(53, draw)


def curve(caption: str, axis: str, ticks: Sequence[str], peak: float = 0.62) -> Figure:
    """Return measured points and a fitted curve with one maximum."""

    def draw(sheet: Sheet, x: float, y: float, width: float) -> None:
        left, top, right, bottom = x + 9, y + 4, x + width - 3, y + 36
        _axes(sheet, (left, top, right, bottom), axis, list(ticks))
        line = []
        for step in range(100):
            at = step / 99
            level = 0.88 - 1.25 * (at - peak) ** 2
            line.append(_point(sheet, left + (right - left) * at, bottom - (bottom - top) * level))
        sheet.draw.line(line, fill=INK, width=2)
        for number in range(len(ticks)):
            at = (number + 0.5) / len(ticks)
            level = 0.88 - 1.25 * (at - peak) ** 2 + (0.03 if number % 2 else -0.02)
            px, py = _point(sheet, left + (right - left) * at, bottom - (bottom - top) * level)
            sheet.draw.ellipse((px - 5, py - 5, px + 5, py + 5), fill=INK)
        _caption(sheet, x, y + 44, width, caption)

    return Figure(51, draw)


def structure(caption: str) -> Figure:
    """Return a drawing of fused rings with side groups."""

    def draw(sheet: Sheet, x: float, y: float, width: float) -> None:
        middle, unit = x + width / 2, 7.0
        centres = [(0.0, 0.0), (unit * 1.732, 0.0), (unit * 0.866, -unit * 1.5)]
        for cx, cy in centres:
            corners = [
                _point(
                    sheet,
                    middle - 8 + cx + unit * math.cos(math.radians(90 + 60 * k)),
                    y + 24 + cy + unit * math.sin(math.radians(90 + 60 * k)),
                )
                for k in range(7)
            ]
            sheet.draw.line(corners, fill=INK, width=3)
        for (fx, fy), label in zip(((-22, 28), (15, 32), (9, 4), (-14, 6)), ("HO", "COOH", "OH", "H"), strict=True):
            sheet.text(middle + fx, y + fy, label, 3.4, face="sans")
        sheet.line(middle - 14, y + 27.5, middle - 17, y + 29, weight=0.4)
        sheet.line(middle + 10.2, y + 27.5, middle + 14.5, y + 31.5, weight=0.4)
        sheet.line(middle + 4.2, y + 10, middle + 8.6, y + 7, weight=0.4)
        sheet.line(middle - 8, y + 10, middle - 11, y + 9, weight=0.4)
        _caption(sheet, x, y + 42, width, caption)

    return Figure(49, draw)


def three_lines(caption: str, rows: Sequence[Sequence[str]]) -> Figure:
    """Return a table as journals set it: three rules, no uprights."""
    height = 9 + 5.4 * len(rows) + 5

    def draw(sheet: Sheet, x: float, y: float, width: float) -> None:
        sheet.text(x + width / 2, y + 1, caption, CAPTION, face="sans", bold=True, align="centre")
        top = y + 6.5
        sheet.line(x, top, x + width, top, weight=0.5)
        room = width / len(rows[0])
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.text(x + room * (column + 0.5), top + 1.2 + 5.4 * number, cell, 3.0, align="centre")
            if number == 0:
                sheet.line(x, top + 5.2, x + width, top + 5.2, weight=0.25)
        end = top + 5.4 * len(rows) + 0.6
        sheet.line(x, end, x + width, end, weight=0.5)

    return Figure(height + 2, draw)


def _point(sheet: Sheet, x: float, y: float) -> tuple[float, float]:
    return x * sheet.scale, y * sheet.scale


def _axes(sheet: Sheet, area: tuple[float, float, float, float], label: str, ticks: Sequence[str]) -> None:
    left, top, right, bottom = area
    sheet.line(left, top, left, bottom, weight=0.3)
    sheet.line(left, bottom, right, bottom, weight=0.3)
    room = (right - left) / len(ticks)
    for number, text in enumerate(ticks):
        at = left + room * (number + 0.5)
        sheet.line(at, bottom, at, bottom + 1, weight=0.25)
        sheet.text(at, bottom + 1.6, text, 2.4, face="sans", align="centre")
    for number in range(5):
        at = bottom - (bottom - top) * number / 4
        sheet.line(left - 1, at, left, at, weight=0.25)
        sheet.text(left - 1.6, at - 1.2, str(number * 25), 2.3, face="sans", align="right")
    if label:
        sheet.text((left + right) / 2, bottom + 4.6, label, 2.5, face="sans", align="centre")


def _caption(sheet: Sheet, x: float, y: float, width: float, text: str) -> None:
    sheet.text(x + width / 2, y, text, CAPTION, face="sans", bold=True, align="centre")

"""Certificates without a portrait: prizes, honours, letters of appointment, courses completed."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.make_sample import ornament
from tools.make_sample.kit import Kit
from tools.make_sample.manifest import formal_date
from tools.make_sample.sheet import Colour, Sheet
from tools.make_sample.typeset import Frame, Style, paragraph

WIDTH, HEIGHT = 285.0, 204.0
CRIMSON: Colour = (176, 30, 36)
GOLD: Colour = (186, 138, 52)
NAVY: Colour = (36, 58, 110)
GREEN: Colour = (32, 98, 74)


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on a certificate. `issuer` gives the seal; `number` is printed small at the left foot."""

    heading: str
    body: Sequence[str]
    issuer: str
    date: str
    to: str = ""
    number: str = ""
    colour: Colour = CRIMSON
    border: str = "frame"
    badge: bool = False


def certificate(kit: Kit, what: Paper) -> Sheet:
    """Draw a certificate across the page."""
    sheet = kit.sheet(WIDTH, HEIGHT, paper=(254, 249, 236))
    _ground(sheet, what)
    top = 30.0
    if what.badge:
        ornament.ribbon(sheet, WIDTH / 2, 30, 8.5, GOLD)
        top = 45.0
    sheet.text(WIDTH / 2, top, what.heading, 15, bold=True, colour=what.colour, align="centre", spacing=8)
    y = top + 29
    if what.to:
        sheet.text(38, y, what.to + "：", 6.6, bold=True)
        y += 14
    for text in what.body:
        y = paragraph(sheet, text, Frame(38, y, WIDTH - 76), Style(6.4, 1.9, 2))
    size = 5.6
    middle = WIDTH - 40 - max(sheet.width_of(what.issuer, size), 54) / 2
    sheet.text(middle, 150, what.issuer, size, align="centre")
    sheet.text(middle, 161, formal_date(what.date), size, align="centre")
    kit.seal(sheet, middle + 3, 155, what.issuer, diameter=44)
    if what.number:
        sheet.text(38, 161, what.number, 4.2, face="sans")
    sheet.mark()
    return sheet


def standing_certificate(kit: Kit, what: Paper) -> Sheet:
    """Draw a certificate of a course, upright on A4, with a blue or green border."""
    sheet = kit.sheet(paper=(253, 252, 245))
    ornament.fine_ground(sheet, what.colour, 3.4)
    ornament.rosette(sheet, 105, 150, 62, what.colour, share=0.9)
    ornament.waves(sheet, what.colour, 9, 7)
    sheet.text(105, 46, what.heading, 15, bold=True, colour=what.colour, align="centre", spacing=7)
    if what.number:
        sheet.text(178, 74, what.number, 4.0, face="sans", align="right")
    y = 92.0
    if what.to:
        sheet.text(32, y, what.to + "：", 6.2, bold=True)
        y += 14
    for text in what.body:
        y = paragraph(sheet, text, Frame(32, y, 146), Style(5.8, 2.05, 2))
    kit.issued_formally(sheet, 176, 216, what.issuer, what.date, size=5.4)
    sheet.mark()
    return sheet


def _ground(sheet: Sheet, what: Paper) -> None:
    if what.border == "waves":
        ornament.waves(sheet, GOLD, 8, 8)
        ornament.rosette(sheet, WIDTH / 2, HEIGHT / 2, 74, GOLD, share=0.8)
    else:
        ornament.rosette(sheet, WIDTH / 2, HEIGHT / 2, 80, what.colour, share=0.92)
        ornament.frame(sheet, GOLD if what.colour == CRIMSON else what.colour, 9, 1.3)

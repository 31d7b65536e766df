"""Letters and official documents: a proof on plain paper, a document with a red head, a list attached to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.make_sample.kit import Kit
from tools.make_sample.manifest import long_date
from tools.make_sample.seal import star
from tools.make_sample.sheet import RED, Sheet
from tools.make_sample.typeset import Frame, Style, Table, paragraph, table

BODY = Style(5.0, 2.0, 2)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: heading, whom it is for, paragraphs, who issued it when; `hand` signs it."""

    heading: str
    body: Sequence[str]
    issuer: str
    date: str
    to: str = ""
    below: str = ""
    hand: str = ""


def letter(kit: Kit, what: Letter) -> Sheet:
    """Draw a proof on plain paper."""
    sheet = kit.sheet()
    sheet.text(105, 38, what.heading, 9, bold=True, align="centre", spacing=3)
    y = 68.0
    if what.to:
        sheet.text(30, y, what.to + "：", 5.0)
        y += 11
    for text in what.body:
        y = paragraph(sheet, text, Frame(30, y, 150), BODY)
    if not what.body[-1].startswith("特此"):
        y = paragraph(sheet, "特此证明。", Frame(30, y, 150), BODY)
    y = max(y + 26, 150)
    if what.hand:
        sheet.text(30, y + 2, "经办人：", 4.6)
        kit.sign(sheet, 66, y + 4, what.hand)
    kit.issued(sheet, 178, y, what.issuer, what.date, below=what.below)
    sheet.mark()
    return sheet


@dataclass(frozen=True, slots=True)
class Notice:
    """An official document with a red head."""

    head: str
    number: str
    title: str
    to: str
    body: Sequence[str]
    issuer: str
    date: str
    annex: str = ""


def red_head(kit: Kit, what: Notice) -> Sheet:
    """Draw the first page of an official document."""
    sheet = kit.sheet(paper=(253, 253, 251))
    head = what.head + "文件"
    size = min(16.0, 150 / (len(head) + 0.25 * len(head)))
    sheet.text(105, 34, head, size, bold=True, colour=RED, align="centre", spacing=size * 0.22)
    sheet.text(105, 66, what.number, 5.0, align="centre")
    sheet.line(24, 76, 98, 76, weight=0.9, colour=RED)
    sheet.line(112, 76, 186, 76, weight=0.9, colour=RED)
    points = [(x * sheet.scale, y * sheet.scale) for x, y in star(105, 76.2, 4.2)]
    sheet.draw.polygon(points, fill=RED)
    y = _title(sheet, what.title, 94)
    sheet.text(28, y + 6, what.to + "：", 5.0)
    y += 16
    for text in what.body:
        y = paragraph(sheet, text, Frame(28, y, 154), BODY)
    if what.annex:
        y = paragraph(sheet, "附件：" + what.annex, Frame(28, y + 5, 154), BODY)
    kit.issued(sheet, 178, max(y + 18, 206), what.issuer, what.date)
    sheet.text(105, 278, "— 1 —", 4.0, align="centre")
    sheet.mark()
    return sheet


def annex(kit: Kit, title: str, shape: Table, page: int = 2) -> Sheet:
    """Draw the list attached to an official document."""
    sheet = kit.sheet(paper=(253, 253, 251))
    sheet.text(28, 28, "附件", 5.0, face="sans", bold=True)
    y = _title(sheet, title, 40)
    table(sheet, (210 - sum(shape.widths)) / 2, y + 6, shape)
    sheet.text(105, 278, f"— {page} —", 4.0, align="centre")
    sheet.mark()
    return sheet


def closing(kit: Kit, what: Notice, page: int = 3) -> Sheet:
    """Draw the last page of an official document: copies and printer."""
    sheet = kit.sheet(paper=(253, 253, 251))
    for y in (236.0, 247.0, 258.0):
        sheet.line(26, y, 184, y, weight=0.35)
    sheet.text(30, 239.5, "抄送：各有关单位，本机关各处室。", 4.4)
    sheet.text(30, 250.5, what.issuer + "办公室", 4.4)
    sheet.text(180, 250.5, long_date(what.date) + "印发", 4.4, align="right")
    sheet.text(105, 278, f"— {page} —", 4.0, align="centre")
    sheet.mark()
    return sheet


def _title(sheet: Sheet, title: str, y: float) -> float:
    """Set a title in centred lines; `|` says where a line ends."""
    for line in title.split("|"):
        y = sheet.text(105, y, line, 6.6, bold=True, align="centre") + 2.6
    return y

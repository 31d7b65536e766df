"""Names that something covers: how often one is said to be missing that is printed, and whether another's is noticed.

    python -m bench.covered_names OUT [--seed N] [--pages N] [--list]

Draws certificates, statements and tables of made-up people. Over the line with the name, at another offset each time,
lies a seal (round, oval, square; red, purple, dark, faded, patchy), a stain or a fold. Each page is read by the real
reader and asked twice: for the name that is printed, and for the name of somebody else.
"""

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools.test_pages import words
from tools.test_pages.effects import BY_NAME, coded, take
from tools.test_pages.other_layouts import OtherSheet
from tools.test_pages.sheet import MILLIMETRE, RED, Colour, Sheet, font
from tools.test_pages.stamps import press, seal
from zcdossier.lint.scan_text.find_person import Likelihood, find_person
from zcdossier.lint.scan_text.named_people import is_surely_missing
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import RecordPages, ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.place import Place
from zcdossier.recognition.read_page import read_page
from zcdossier.recognition.recogniser import Recogniser

SEALS = ("round", "oval", "square", "purple", "faded", "dark", "patchy", "tilted", "square-purple", "round-faded")
OTHERS = ("stain", "blot", "fold", "none")
TAKINGS = ("scan", "photo", "q30", "grey", "shadow", "coloured", "scan", "pale", "noisy", "steep", "grey", "scan300")
DARK: Colour = (150, 16, 24)
SEVERAL = 3
"""Of four covers three are seals."""


class NamePlace(NamedTuple):
    """Where the name stands: its middle, width and height, in millimetres."""

    x: float
    y: float
    wide: float
    high: float


class Drawn(NamedTuple):
    """A page as JPEG, whose it is, and what covers the name."""

    picture: bytes
    name: str
    cover: str
    taking: str
    layout: str


def written(sheet: Sheet, x: float, y: float, before: str, name: str, after: str, size: float) -> NamePlace:  # noqa: PLR0917
    """Write a line; returns where the name in it stands."""
    face = font(sheet.body, size)
    start, wide = (face.getlength(part) / MILLIMETRE for part in (before, name))
    sheet.text(x, y, before + name + after, size)
    return NamePlace(x + start + wide / 2, y + size / 2, wide, size)


def letter(sheet: Sheet, facts: words.Facts, chance: random.Random) -> NamePlace:
    """A certificate that speaks to the person."""
    sheet.text(sheet.width / 2, 34, chance.choice(("荣誉证书", "获奖证书", "证　书")), 13, sheet.head, RED, "ma")
    after = chance.choice(("：", "同志：", " 老师："))
    place = written(sheet, 34, 72, "", facts.name, after, 6)
    sheet.paragraph(
        34, 90, sheet.width - 68, f"在{facts.date[:4]}年度优秀成果评选中，您的《{facts.title}》荣获{facts.rank}。", 5.4
    )
    sheet.text(34, 122, "特发此证，以资鼓励。", 5.4)
    return place


def statement(sheet: Sheet, facts: words.Facts, chance: random.Random) -> NamePlace:
    """A statement with the name inside a sentence."""
    sheet.text(sheet.width / 2, 36, "证　明", 11, sheet.head, anchor="ma")
    place = written(
        sheet,
        38,
        66,
        chance.choice(("兹有我单位职工", "兹证明", "我校教师")),
        facts.name,
        "主持完成了下列课题研究：",
        5,
    )
    sheet.text(30, 78, f"《{facts.title}》，编号{facts.number}。", 5)
    sheet.paragraph(30, 90, sheet.width - 60, words.prose(chance, 60), 5)
    return place


def table(sheet: Sheet, facts: words.Facts, chance: random.Random) -> NamePlace:
    """A form with the name in a cell."""
    sheet.text(
        sheet.width / 2, 30, chance.choice(("教师培训学时登记表", "继续教育学时登记表")), 8, sheet.head, anchor="ma"
    )
    sheet.table(26, 50, [30, 40, 34, 50], [["姓　名", "", "工作单位", facts.unit]], 12, 4.6)
    sheet.text(76, 56, facts.name, 4.6, anchor="mm")
    rows = [
        ["培训项目", facts.title],
        ["培训学时", facts.hours],
        ["考核结果", "合格"],
        ["发证日期", words.plain(facts.date)],
    ]
    sheet.table(26, 62, [30, 124], rows, 12, 4.6)
    wide = font(sheet.body, 4.6).getlength(facts.name) / MILLIMETRE
    return NamePlace(76, 56, wide, 4.6)


def middle(sheet: Sheet, facts: words.Facts, chance: random.Random) -> NamePlace:
    """A diploma with the name large in the middle."""
    sheet.text(sheet.width / 2, 30, chance.choice(("聘　书", "荣誉证书")), 14, sheet.head, anchor="ma")
    sheet.text(sheet.width / 2, 68, facts.name, 9, anchor="ma")
    sheet.text(sheet.width / 2, 88, f"被评为{facts.date[:4]}年度优秀教师", 6, anchor="ma")
    sheet.text(sheet.width / 2, 104, f"证书编号：{facts.number}", 4.6, anchor="ma")
    wide = font(sheet.body, 9).getlength(facts.name) / MILLIMETRE
    return NamePlace(sheet.width / 2, 73, wide, 9)


def names_list(sheet: Sheet, facts: words.Facts, chance: random.Random) -> NamePlace:
    """A list of several people's results."""
    sheet.text(sheet.width / 2, 30, "优秀成果获奖名单", 8, sheet.head, anchor="ma")
    own = chance.randrange(4)
    place = NamePlace(0, 0, 0, 0)
    for row in range(4):
        person = facts if row == own else words.facts(chance)
        x, y = 30, 54 + row * 14
        sheet.text(x, y, f"{row + 1}.", 4.8)
        written_at = written(sheet, x + 10, y, "", person.name, "", 4.8)
        sheet.text(x + 36, y, f"{person.title}", 4.4)
        place = written_at if row == own else place
    return place


LAYOUTS: tuple[Callable[[Sheet, words.Facts, random.Random], NamePlace], ...] = (
    letter,
    statement,
    table,
    middle,
    names_list,
)


def draw_covered(number: int, seed: int) -> Drawn:
    """Draw one page of a set."""
    chance = random.Random(f"covered {seed} {number}")
    facts = words.facts(chance)
    layout = LAYOUTS[number % len(LAYOUTS)]
    wide = layout in (letter, middle) and chance.random() < 0.6
    size = (297.0, 210.0) if wide else (210.0, 297.0)
    sheet = (OtherSheet if chance.random() < 0.6 else Sheet)(chance, *size)
    place = layout(sheet, facts, chance)
    foot = sheet.height - 58
    sheet.text(sheet.width - 66, foot, words.office(chance), 5, anchor="ma")
    sheet.text(sheet.width - 66, foot + 10, words.plain(facts.date), 5, anchor="ma")
    is_seal = number % (SEVERAL + 1) < SEVERAL
    cover = SEALS[number // 2 % len(SEALS)] if is_seal else OTHERS[number // (SEVERAL + 1) % len(OTHERS)]
    cover_name(sheet, cover, place, chance)
    how = BY_NAME[TAKINGS[chance.randrange(len(TAKINGS))]]
    return Drawn(coded(take(sheet.image, [], how, chance)[0], how), facts.name, cover, how.name, layout.__name__)


def cover_name(sheet: Sheet, cover: str, place: NamePlace, chance: random.Random) -> None:
    """Press, spill or fold something over the name: its rim, its writing or its middle lies there."""
    if cover == "none":
        return
    if cover in OTHERS:
        SPOILS[cover](sheet, place, chance)
        return
    shape, _, strength = cover.partition("-")
    if shape == "square":
        ink = square_ink(chance)
        colour: Colour = (118, 44, 140) if strength == "purple" else (205, 36, 44)
    else:
        style = strength or ("round" if shape == "dark" else shape)
        ink, colour, _ = seal(chance, words.office(chance), style)
        colour = DARK if shape == "dark" else colour
    across, high = ink.width / MILLIMETRE / 2, ink.height / MILLIMETRE / 2
    angle, far = chance.uniform(0, 2 * math.pi), chance.uniform(0.1, 1.05)
    x, y = place.x + across * far * math.cos(angle), place.y + high * far * math.sin(angle)
    press(sheet.image, ink, colour, max(across, x), max(high, y))


def square_ink(chance: random.Random) -> Image.Image:
    """A square seal of four signs, or of four by two."""
    side = chance.uniform(16, 30)
    length = round(side * MILLIMETRE)
    ink = Image.new("L", (length, length))
    pen = ImageDraw.Draw(ink)
    rim = round(chance.uniform(0.8, 1.4) * MILLIMETRE)
    pen.rectangle((0, 0, length - 1, length - 1), outline=255, width=rim)
    signs = chance.choice(("教务专章", "证书专用", "人事处印"))
    face = font(chance.choice(("kai", "hei", "song-bold")), side * 0.38)
    for place, sign in enumerate(signs):
        at = (length * (0.27 + 0.46 * (1 - place // 2)), length * (0.27 + 0.46 * (place % 2)))
        pen.text(at, sign, 255, face, anchor="mm")
    strength = chance.uniform(0.6, 0.95)
    ink = ink.rotate(chance.uniform(-8, 8), Image.Resampling.BICUBIC, expand=True)
    return ink.point([round(level * strength) for level in range(256)])


def stain(sheet: Sheet, place: NamePlace, chance: random.Random) -> None:
    """Coffee: a brown ring, and brown within it."""
    mask = Image.new("L", sheet.image.size)
    pen = ImageDraw.Draw(mask)
    radius, far = chance.uniform(12, 26), chance.uniform(0, 1)
    angle = chance.uniform(0, 2 * math.pi)
    x, y = place.x + radius * far * math.cos(angle), place.y + radius * far * math.sin(angle)
    box = [side * MILLIMETRE for side in (x - radius, y - radius, x + radius, y + radius)]
    pen.ellipse(box, fill=round(255 * chance.uniform(0.2, 0.6)), outline=255, width=round(1.6 * MILLIMETRE))
    _darken(sheet, mask.filter(ImageFilter.GaussianBlur(5)), (150, 108, 62), chance.uniform(0.6, 1.0))


def blot(sheet: Sheet, place: NamePlace, chance: random.Random) -> None:
    """Ink spilt over a part of the name: nothing can be seen below."""
    mask = Image.new("L", sheet.image.size)
    pen = ImageDraw.Draw(mask)
    for _ in range(6):
        radius = chance.uniform(1.5, 4.5)
        x, y = place.x + chance.uniform(-0.5, 0.5) * place.wide, place.y + chance.uniform(-3, 3)
        pen.ellipse([side * MILLIMETRE for side in (x - radius, y - radius, x + radius, y + radius)], fill=255)
    _darken(sheet, mask.filter(ImageFilter.GaussianBlur(3)), (24, 26, 60), 1.0)


def fold(sheet: Sheet, place: NamePlace, chance: random.Random) -> None:
    """A crease along the line, or across the name: worn white in its middle, with a shadow beside it."""
    picture = np.asarray(sheet.image, np.float32)
    rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]] / MILLIMETRE
    slope = chance.uniform(-0.04, 0.04)
    if chance.random() < 0.6:
        off = rows - place.y - chance.uniform(-1.5, 1.5) - slope * (columns - place.x)
    else:
        off = columns - place.x - chance.uniform(-4, 4) - slope * (rows - place.y)
    shadow = np.where(off > 0, np.exp(-off / 5), 0) * chance.uniform(0.2, 0.45)
    worn = np.exp(-((off / chance.uniform(0.5, 1.6)) ** 2)) * chance.uniform(0.5, 1.0)
    shaded = picture * (1 - shadow[..., None])
    shaded += (236 - shaded) * worn[..., None]
    sheet.image = Image.fromarray(np.clip(shaded, 0, 255).astype(np.uint8))


SPOILS: dict[str, Callable[[Sheet, NamePlace, random.Random], None]] = {"stain": stain, "blot": blot, "fold": fold}


def _darken(sheet: Sheet, mask: Image.Image, colour: Colour, strength: float) -> None:
    cover = np.asarray(mask, np.float32)[..., None] / 255 * strength
    picture = np.asarray(sheet.image, np.float32)
    sheet.image = Image.fromarray((picture * (1 - cover * (1 - np.array(colour, np.float32) / 255))).astype(np.uint8))


def other_name(name: str, chance: random.Random) -> str:
    """A name that has no sign in common with another, of as many signs."""
    while True:
        other = words.facts(chance).name
        if len(other) == len(name) and not set(other) & set(name):
            return other


def likelihood(name: str, facts: PageFacts) -> Likelihood:
    """What ZC701 would say of a record that has this page alone."""
    page = ScanPage(Scan("page.jpg", "proof", Place("page.jpg")), facts)
    text = RecordText([page])
    found = find_person(name, text)
    is_missing = is_surely_missing(name, text, RecordPages((page,), is_complete=True))
    return Likelihood.UNSURE if found is Likelihood.ABSENT and not is_missing else found


def read_picture(data: bytes, recogniser: Recogniser) -> PageFacts:
    """What the reader makes of a page."""
    return read_page(data, "page.jpg", "jpeg", 0, recogniser)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=80)
    parser.add_argument("--list", action="store_true", help="say where it went wrong")
    options = parser.parse_args()
    from zcdossier.recognition.rapid_recogniser import RapidRecogniser  # slow to load

    recogniser = RapidRecogniser()
    options.out.mkdir(parents=True, exist_ok=True)
    counts: dict[str, list[tuple[Likelihood, Likelihood]]] = defaultdict(list)
    for number in range(options.pages):
        drawn = draw_covered(number, options.seed)
        file = options.out / f"{options.seed}-{number:03}-{drawn.cover}-{drawn.taking}-{drawn.layout}.jpg"
        file.write_bytes(drawn.picture)
        facts = read_picture(drawn.picture, recogniser)
        other = other_name(drawn.name, random.Random(number))
        own, others = likelihood(drawn.name, facts), likelihood(other, facts)
        for what in (
            "all",
            drawn.cover if drawn.cover in OTHERS else "seals",
            "grey" if drawn.taking == "grey" else "colour",
        ):
            counts[what].append((own, others))
        if options.list and (own is not Likelihood.PRESENT or others is not Likelihood.ABSENT):
            print(f"  {file.stem} {drawn.name} {own}, {other} {others}, unread {facts.unread_print}")
    for what, found in counts.items():
        false = sum(own is Likelihood.ABSENT for own, _ in found)
        present = sum(own is Likelihood.PRESENT for own, _ in found)
        noticed = sum(others is Likelihood.ABSENT for _, others in found)
        print(
            f"{what:10} {len(found):4} pages: name read {present:4}, "
            f"falsely missing {false:3}, another's noticed {noticed:4}"
        )


if __name__ == "__main__":
    main()

"""Which pages a set holds, and one page from plan to file with its truth."""

import copy
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from PIL import Image

from tools.test_pages import words
from tools.test_pages.effects import BLURRED, BY_NAME, TAKINGS, Taking, coded, take
from tools.test_pages.layouts import LAYOUTS, blank
from tools.test_pages.other_layouts import OTHER_LAYOUTS
from tools.test_pages.sheet import Sheet
from tools.test_pages.stamps import ORNAMENTS, STYLES, ornament, press, seal

SEALED = [name for name in LAYOUTS if name not in ("cover", "contents", "paper")]
BLANKS = ("empty", "ruled", "number", "through")
SAME_TWICE = (
    ("scan", "photo"),
    ("photo", "steep"),
    ("scan", "q30"),
    ("photo", "shadow"),
    ("scan300", "scan75"),
    ("scan", "cropped"),
    ("grey", "photo"),
)
CROPPED = replace(BY_NAME["scan"], name="cropped", quality=70)


@dataclass(slots=True)
class Plan:
    """One page to draw. `content` seeds what it says, `design` how it is laid out; `is_other` takes other layouts."""

    name: str
    kind: str
    taking: Taking
    content: str
    design: str
    seal: str = ""
    turn: int = 0
    ornament: str = ""
    cut: str = ""
    crop: float = 0.0
    same_as: str = ""
    facts: words.Facts | None = None
    is_other: bool = False
    notes: dict[str, Any] = field(default_factory=dict)


def plans(seed: int) -> Iterator[Plan]:
    """All pages of the set of a seed, the same each time."""
    chance = random.Random(f"set {seed}")
    number = 0
    for taking in TAKINGS:
        for kind in SEALED:
            style = "" if number % 6 == 5 else STYLES[number % len(STYLES)]
            mark = chance.choice(ORNAMENTS) if not style and number % 12 == 5 else ""
            turn = chance.choice((0, 0, 0, 90, 180, 270))
            key = f"{seed}-{number}"
            yield Plan(f"a{number:03}-{kind}-{taking.name}", kind, taking, key, key, style, turn, mark)
            number += 1
    for kind in ("cover", "contents", "paper"):
        for taking in TAKINGS[::2]:
            key, turn = f"{seed}-{number}", chance.choice((0, 0, 90, 270))
            yield Plan(f"b{number:03}-{kind}-{taking.name}", kind, taking, key, key, turn=turn)
            number += 1
    for mark in ORNAMENTS:
        for kind in ("approval", "paper", "assessment"):
            key, taking = f"{seed}-{number}", chance.choice(TAKINGS[:10])
            yield Plan(f"c{number:03}-{mark}-{taking.name}", kind, taking, key, key, ornament=mark)
            number += 1
    yield from _spoilt(seed, chance)
    yield from _repeated(seed, chance)


def _spoilt(seed: int, chance: random.Random) -> Iterator[Plan]:
    for number, kind in enumerate(BLANKS * 4):
        taking = TAKINGS[(number * 5 + number // 4) % len(TAKINGS)]
        taking = replace(taking, through=kind == "through")
        yield Plan(f"d{number:02}-blank-{kind}-{taking.name}", f"blank-{kind}", taking, f"{seed}-d{number}", "")
    for number in range(10):
        kind, blur = chance.choice(list(LAYOUTS)[:9]), chance.uniform(0.9, 2.0)
        key = f"{seed}-e{number}"
        yield Plan(f"e{number:02}-blurred-{kind}", kind, replace(BLURRED, blur=blur), key, key, seal="round")
    for number, side in enumerate(("left", "top", "right", "bottom") * 3):
        kind = chance.choice(
            ("paper", "assessment", "contents")
            if side in ("top", "bottom")
            else ("paper", "notice", "approval", "contents")
        )
        key = f"{seed}-f{number}"
        taking = BY_NAME[("scan", "photo", "q30")[number // 4]]
        yield Plan(f"f{number:02}-cut-{side}-{kind}", kind, replace(taking, desk=0.0), key, key, cut=side)


def _repeated(seed: int, chance: random.Random) -> Iterator[Plan]:
    kinds = list(LAYOUTS)
    for number in range(21):
        kind, key = kinds[number % len(kinds)], f"{seed}-g{number}"
        for which, name in enumerate(SAME_TWICE[number % len(SAME_TWICE)]):
            taking = CROPPED if name == "cropped" else BY_NAME[name]
            crop = 0.05 if name == "cropped" else 0.0
            style = STYLES[number % 4] if kind in SEALED else ""
            yield Plan(f"g{number:02}-{kind}-{which}-{name}", kind, taking, key, key, style, crop=crop, same_as=key)
    for number in range(20):
        kind, design = kinds[number % len(kinds)], f"{seed}-h{number}"
        person = words.facts(random.Random(design))
        for which in range(3):
            other = words.facts(random.Random(f"{design}-{which}"))
            facts = other if which == 2 else replace(person, title=other.title, date=other.date, number=other.number)
            taking = chance.choice((BY_NAME["scan"], BY_NAME["photo"], BY_NAME["q30"]))
            style = STYLES[number % 4] if kind in SEALED else ""
            yield Plan(f"h{number:02}-{kind}-{which}", kind, taking, design, design, style, facts=facts)


def draw(plan: Plan, folder: Path) -> dict[str, Any]:
    """Draw one page into a file of the folder; returns its truth."""
    chance = random.Random(f"design {plan.design} {plan.kind}")
    facts = copy.copy(plan.facts) if plan.facts else words.facts(random.Random(f"content {plan.content}"))
    masks, seals = [], []
    if plan.kind.startswith("blank-"):
        sheet, place = blank(random.Random(plan.content), plan.kind[6:]), None
        facts = words.Facts()
    else:
        sheet, place = (OTHER_LAYOUTS if plan.is_other else LAYOUTS)[plan.kind](chance, facts)
    if plan.ornament:
        ornament(sheet, plan.ornament, chance.uniform(40, sheet.width - 40), chance.uniform(60, sheet.height - 60))
    if plan.seal and place:
        mask, shape = _sealed(sheet, plan.seal, place, random.Random(f"seal {plan.content} {plan.name[:1]}"))
        masks, seals = [mask], [{"style": plan.seal, "shape": shape}]
    picture, moved = take(sheet.image, masks, plan.taking, random.Random(f"taking {plan.name} {plan.content}"))
    picture, moved = _cut(picture, moved, plan, facts)
    if plan.turn:
        picture = picture.rotate(-plan.turn, expand=True)
        moved = [mask.rotate(-plan.turn, expand=True) for mask in moved]
    name = f"{plan.name}.jpg"
    (folder / name).write_bytes(coded(picture, plan.taking))
    for found, mask in zip(seals, moved, strict=True):
        box = mask.getbbox() or (0, 0, 0, 0)
        found["box"] = [round(side / length, 4) for side, length in zip(box, picture.size * 2, strict=True)]  # type: ignore[assignment]
    return {
        "file": name,
        "kind": plan.kind.partition("-")[0],
        "taking": plan.taking.name,
        "dpi": plan.taking.dpi,
        "grey": plan.taking.grey,
        "turned": plan.turn,
        "blank": plan.kind.startswith("blank-"),
        "blurred": bool(plan.taking.blur),
        "cut": plan.cut,
        "ornament": plan.ornament,
        "photo_on_red": plan.kind == "register",
        "seals": seals,
        "same_as": plan.same_as,
        "design": plan.design,
        **{key: value for key, value in asdict(facts).items() if key != "written"},
        "written": facts.written,
    }


def _sealed(sheet: Sheet, style: str, place: tuple[float, float], chance: random.Random) -> tuple[Image.Image, str]:
    owner = words.office(chance)
    x, y = place
    ink, colour, shape = seal(chance, owner, style)
    if style == "light":
        x, y = chance.uniform(40, sheet.width - 40), chance.uniform(0.4, 0.85) * sheet.height
    mask = press(sheet.image, ink, colour, x, y)
    if style == "hidden":
        for row in range(4):
            sheet.text(x - 26, y - 15 + row * 9, words.prose(chance, 11), 5.2, sheet.head)
    return mask, shape


def _cut(
    picture: Image.Image, masks: list[Image.Image], plan: Plan, facts: words.Facts
) -> tuple[Image.Image, list[Image.Image]]:
    """The picture without a strip at one side, or with all sides trimmed a little."""
    width, height = picture.size
    if plan.crop:
        trim = [round(side * plan.crop * 0.7) for side in picture.size]
        box = (trim[0], trim[1], width - trim[0] // 2, height - trim[1] // 2)
    elif plan.cut:
        share = 0.26 if plan.cut in ("left", "right") else 0.3
        box = {
            "left": (round(width * share), 0, width, height),
            "right": (0, 0, round(width * (1 - share)), height),
            "top": (0, _through_print(picture, 0.34), width, height),
            "bottom": (0, 0, width, _through_print(picture, 0.66)),
        }[plan.cut]
        facts.name = facts.title = facts.date = facts.journal = facts.number = facts.rank = facts.hours = facts.unit = (
            ""
        )
        facts.written = {}
    else:
        return picture, masks
    return picture.crop(box), [mask.crop(box) for mask in masks]


def _through_print(picture: Image.Image, share: float) -> int:
    """The row near a part of the height at which most is printed, so that the cut goes through a line."""
    grey = picture.convert("L").resize((200, picture.height))
    start = round(picture.height * share)
    reach = range(start, start + picture.height // 25)
    return min(reach, key=lambda row: sum(grey.crop((0, row, 200, row + 2)).tobytes()))

"""Pictures on covers: a lattice, needles, hills, rings; each fills the page below the title."""

import math

import numpy as np

from tools.make_sample.kit import Kit
from tools.make_sample.ornament import blend
from tools.make_sample.sheet import WHITE, Colour, Sheet


def _lattice(kit: Kit, sheet: Sheet, light: Colour) -> None:
    """Hexagons like a drawing of molecules, denser to one side."""
    unit = 13.0
    for row in range(-1, 14):
        for column in range(-1, 11):
            if kit.rng.random() < 0.35 + 0.03 * row:
                continue
            x = (column + (row % 2) / 2) * unit * 1.732
            y = 84 + row * unit * 1.5
            corners = [
                (
                    (x + unit * math.sin(math.pi / 3 * k)) * sheet.scale,
                    (y + unit * math.cos(math.pi / 3 * k)) * sheet.scale,
                )
                for k in range(7)
            ]
            sheet.draw.line(corners, fill=blend(light, WHITE, 0.45), width=4)
            for px, py in corners[:6]:
                sheet.draw.ellipse((px - 9, py - 9, px + 9, py + 9), fill=blend(light, WHITE, 0.7))


def _leaves(kit: Kit, sheet: Sheet, light: Colour) -> None:
    """Bundles of needles."""
    for _ in range(60):
        x, y = float(kit.rng.uniform(-10, 220)), float(kit.rng.uniform(100, 300))
        heading = float(kit.rng.uniform(0, 2 * math.pi))
        shade = blend(light, WHITE if kit.rng.random() < 0.5 else (10, 40, 16), float(kit.rng.uniform(0.1, 0.5)))
        for needle in range(16):
            angle = heading + (needle - 8) * 0.075
            length = float(kit.rng.uniform(24, 38))
            sheet.line(x, y, x + length * math.cos(angle), y + length * math.sin(angle), weight=0.9, colour=shade)


def _bands(kit: Kit, sheet: Sheet, light: Colour) -> None:
    """Hills drawn as layered curves."""
    for layer in range(7):
        base, swing = 140 + layer * 22, float(kit.rng.uniform(8, 18))
        phase = float(kit.rng.uniform(0, 6))
        crest = [
            (x * sheet.scale, (base + swing * math.sin(x / 38 + phase) + 5 * math.sin(x / 13 + phase)) * sheet.scale)
            for x in range(0, 214, 3)
        ]
        outline = [*crest, (sheet.image.width, sheet.image.height), (0, sheet.image.height)]
        sheet.draw.polygon(outline, fill=blend(light, (96, 24, 30), layer / 7))


def _circles(kit: Kit, sheet: Sheet, light: Colour) -> None:
    """Overlapping rings."""
    for _ in range(26):
        x, y = float(kit.rng.uniform(0, 210)), float(kit.rng.uniform(120, 280))
        radius = float(kit.rng.uniform(8, 44))
        box = [value * sheet.scale for value in (x - radius, y - radius, x + radius, y + radius)]
        colour = blend(light, WHITE, float(np.clip(kit.rng.normal(0.35, 0.2), 0, 0.8)))
        sheet.draw.ellipse(box, outline=colour, width=int(kit.rng.integers(3, 16)))


ART = {"lattice": _lattice, "leaves": _leaves, "bands": _bands, "circles": _circles}

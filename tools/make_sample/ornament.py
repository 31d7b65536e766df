"""Borders and backgrounds of certificates: frames, fine wave patterns, rosettes."""

import math

from PIL import Image, ImageDraw

from tools.make_sample.sheet import Colour, Sheet


def blend(colour: Colour, other: Colour, share: float) -> Colour:
    """Return a colour between two."""
    red, green, blue = (round(a * (1 - share) + b * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def frame(sheet: Sheet, colour: Colour, inset: float = 9.0, weight: float = 1.1) -> None:
    """Draw a double frame with stepped corners."""
    right, bottom = sheet.width - inset, sheet.height - inset
    sheet.box(inset, inset, right, bottom, weight=weight, colour=colour)
    gap = weight * 1.9
    sheet.box(inset + gap, inset + gap, right - gap, bottom - gap, weight=weight / 3, colour=colour)
    step = 7.0
    for x, y, dx, dy in (
        (inset, inset, 1, 1),
        (right, inset, -1, 1),
        (inset, bottom, 1, -1),
        (right, bottom, -1, -1),
    ):
        for size in (step, step * 0.62):
            x2, y2 = x + dx * (gap + size), y + dy * (gap + size)
            sheet.box(
                min(x + dx * gap, x2),
                min(y + dy * gap, y2),
                max(x + dx * gap, x2),
                max(y + dy * gap, y2),
                weight=weight / 3,
                colour=colour,
            )


def waves(sheet: Sheet, colour: Colour, inset: float = 6.0, depth: float = 6.0, strands: int = 7) -> None:
    """Draw a band of interlaced fine waves along the four edges."""
    thin = blend(colour, sheet.paper, 0.25)
    for side in range(4):
        length = (sheet.width if side % 2 == 0 else sheet.height) - 2 * inset
        count = max(8, round(length / 8))
        for strand in range(strands):
            phase = 2 * math.pi * strand / strands
            points = []
            for step in range(count * 14 + 1):
                along = length * step / (count * 14)
                across = depth / 2 * (1 + math.sin(2 * math.pi * count * along / length / 2 + phase))
                points.append(_on_side(sheet, side, inset, along, across))
            sheet.draw.line(points, fill=thin, width=1)
    sheet.box(inset, inset, sheet.width - inset, sheet.height - inset, weight=0.5, colour=colour)
    near = inset + depth
    sheet.box(near, near, sheet.width - near, sheet.height - near, weight=0.5, colour=colour)


def _on_side(sheet: Sheet, side: int, inset: float, along: float, across: float) -> tuple[float, float]:
    far_x, far_y = sheet.width - inset, sheet.height - inset
    x, y = (
        (inset + along, inset + across),
        (far_x - across, inset + along),
        (inset + along, far_y - across),
        (inset + across, inset + along),
    )[side]
    return x * sheet.scale, y * sheet.scale


def rosette(sheet: Sheet, x: float, y: float, radius: float, colour: Colour, *, share: float = 0.86) -> None:
    """Draw a pale figure of interlaced curves in the background."""
    pale = blend(colour, sheet.paper, share)
    for turn in range(9):
        points = []
        for step in range(361):
            angle = math.radians(step)
            length = radius * (0.72 + 0.28 * math.sin(8 * angle + turn * math.pi / 4.5))
            points.append(((x + length * math.cos(angle)) * sheet.scale, (y + length * math.sin(angle)) * sheet.scale))
        sheet.draw.line(points, fill=pale, width=2)


def fine_ground(sheet: Sheet, colour: Colour, pitch: float = 2.6) -> None:
    """Cover the page with pale wavy lines, as printers of certificates do."""
    pale = blend(colour, sheet.paper, 0.84)
    for row in range(round(sheet.height / pitch) + 4):
        points = [
            (x * sheet.scale, (row * pitch + 1.5 * math.sin(x / 6.5 + row * 0.35)) * sheet.scale)
            for x in range(0, round(sheet.width) + 3, 2)
        ]
        sheet.draw.line(points, fill=pale, width=1)


def ribbon(sheet: Sheet, x: float, y: float, radius: float, colour: Colour) -> None:
    """Draw a round badge with ribbons, the kind printed on diplomas and awards."""
    size = sheet.px(radius * 4)
    badge = Image.new("RGBA", (size, size))
    draw = ImageDraw.Draw(badge)
    centre, unit = size / 2, size / 4
    dark = blend(colour, (0, 0, 0), 0.25)
    for side in (-1, 1):
        draw.polygon(
            [
                (centre + side * unit * 0.15, centre + unit * 0.4),
                (centre + side * unit * 0.95, centre + unit * 0.3),
                (centre + side * unit * 1.05, centre + unit * 1.85),
                (centre + side * unit * 0.7, centre + unit * 1.6),
                (centre + side * unit * 0.4, centre + unit * 1.9),
            ],
            fill=dark,
        )
    rim = [
        (
            centre + unit * (1.0 if k % 2 else 0.9) * math.cos(k * math.pi / 24),
            centre + unit * (1.0 if k % 2 else 0.9) * math.sin(k * math.pi / 24),
        )
        for k in range(48)
    ]
    draw.polygon(rim, fill=colour)
    inner = unit * 0.74
    draw.ellipse((centre - inner, centre - inner, centre + inner, centre + inner), outline=(255, 250, 235), width=3)
    star = []
    for k in range(10):
        length = unit * (0.5 if k % 2 == 0 else 0.2)
        angle = math.radians(-90 + 36 * k)
        star.append((centre + length * math.cos(angle), centre + length * math.sin(angle)))
    draw.polygon(star, fill=(255, 250, 235))
    sheet.place(badge, x - radius * 2, y - radius * 2)

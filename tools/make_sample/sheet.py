"""A page being drawn: millimetres in, pixels out. Lines, boxes, single texts and pictures; no documents here."""

from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tools.make_sample.fonts import Fonts

Colour = tuple[int, int, int]
INK: Colour = (34, 32, 33)
GREY: Colour = (150, 150, 150)
RED: Colour = (196, 28, 34)
GOLD: Colour = (184, 140, 60)
WHITE: Colour = (255, 255, 255)
PAPER: Colour = (252, 251, 246)
MARK = "样例 · 非真实材料"


@dataclass(slots=True)
class Sheet:
    """A page of `width` x `height` millimetres at `scale` pixels per millimetre."""

    fonts: Fonts
    width: float = 210.0
    height: float = 297.0
    scale: float = 6.2
    paper: Colour = PAPER
    image: Image.Image = field(init=False)
    draw: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self.use(Image.new("RGB", (self.px(self.width), self.px(self.height)), self.paper))

    def use(self, image: Image.Image) -> None:
        """Go on drawing on `image`."""
        self.image = image
        self.draw = ImageDraw.Draw(image)

    def px(self, millimetres: float) -> int:
        """Return whole pixels."""
        return round(millimetres * self.scale)

    def font(self, size: float, face: str = "serif", bold: bool = False) -> ImageFont.FreeTypeFont:
        """Return a face at a size in millimetres (height of a Chinese character)."""
        return self.fonts.get(face, bold, size * self.scale)

    def width_of(self, text: str, size: float, face: str = "serif", bold: bool = False, spacing: float = 0) -> float:
        """Return how many millimetres a text takes."""
        return self.font(size, face, bold).getlength(text) / self.scale + spacing * max(0, len(text) - 1)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        face: str = "serif",
        bold: bool = False,
        colour: Colour = INK,
        align: str = "left",
        spacing: float = 0.0,
    ) -> float:
        """Write one line with its top at `y`, aligned at `x`; return the y below it."""
        total = self.width_of(text, size, face, bold, spacing)
        left = x - {"left": 0.0, "centre": total / 2, "right": total}[align]
        font = self.font(size, face, bold)
        top = (y - size * 0.22) * self.scale
        if spacing:
            for character in text:
                self.draw.text((left * self.scale, top), character, font=font, fill=colour)
                left += font.getlength(character) / self.scale + spacing
        else:
            self.draw.text((left * self.scale, top), text, font=font, fill=colour)
        return y + size * 1.3

    def line(self, x1: float, y1: float, x2: float, y2: float, *, weight: float = 0.25, colour: Colour = INK) -> None:
        """Draw a straight line `weight` millimetres thick."""
        points = [value * self.scale for value in (x1, y1, x2, y2)]
        self.draw.line(points, fill=colour, width=max(1, self.px(weight)))

    def box(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        weight: float = 0.25,
        colour: Colour = INK,
        fill: Colour | None = None,
    ) -> None:
        """Draw a rectangle; weight 0 leaves out the outline."""
        points = [value * self.scale for value in (x1, y1, x2, y2)]
        outline = colour if weight else None
        self.draw.rectangle(points, outline=outline, fill=fill, width=max(1, self.px(weight)))

    def place(self, picture: Image.Image, x: float, y: float) -> None:
        """Lay a picture down with its top left corner at x, y (transparent parts stay transparent)."""
        mask = picture if picture.mode == "RGBA" else None
        self.image.paste(picture, (self.px(x), self.px(y)), mask)

    def ink(self, stamp: Image.Image, x: float, y: float) -> None:
        """Press an RGBA stamp with its centre at x, y: print below it shows through, as under real ink."""
        left, top = self.px(x) - stamp.width // 2, self.px(y) - stamp.height // 2
        area = (left, top, left + stamp.width, top + stamp.height)
        below = self.image.crop(area)
        inked = ImageChops.multiply(below, stamp.convert("RGB"))
        self.image.paste(Image.composite(inked, below, stamp.getchannel("A")), (left, top))

    def mark(self, colour: Colour = GREY) -> None:
        """Say at the foot that nothing here is real."""
        self.text(self.width / 2, self.height - 7.5, MARK, 2.9, face="sans", colour=colour, align="centre")

    def tint(self, top: Colour, bottom: Colour) -> None:
        """Fill the page with a vertical run of colour."""
        run = np.linspace(0, 1, self.image.height, dtype=np.float32)[:, None, None]
        rows = np.array(top, np.float32) * (1 - run) + np.array(bottom, np.float32) * run
        self.use(Image.fromarray(np.repeat(rows, self.image.width, axis=1).astype(np.uint8)))

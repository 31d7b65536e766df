"""A white page to write, rule and stamp on: lengths in millimetres, fonts unlike the sample's."""

# ruff: noqa: PLR0917 - a drawing takes its place first, then what is drawn
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DPI = 200
MILLIMETRE = DPI / 25.4
FONTS = {
    "hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
    "thin": ("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", 0),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "ming": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "wenkai": ("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0),
    "bold": ("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Bold.ttf", 0),
    "song": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "song-bold": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "sans-bold": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2),
    "light": ("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKaiMono-Light.ttf", 0),
    "sans": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
}
BODY = ("ming", "kai", "wenkai", "thin")
HEAD = ("hei", "bold", "kai", "hei")
PACKAGES = "fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-ukai fonts-arphic-uming fonts-lxgw-wenkai fonts-noto-cjk"

Colour = tuple[int, int, int]
BLACK: Colour = (28, 28, 30)
RED: Colour = (200, 32, 38)


def fonts_missing() -> list[str]:
    """The font files that are not installed (Debian: PACKAGES)."""
    return [path for path, _ in FONTS.values() if not Path(path).is_file()]


def font(face: str, millimetres: float) -> ImageFont.FreeTypeFont:
    """A face at a height of its characters."""
    path, index = FONTS[face]
    return ImageFont.truetype(path, max(6, round(millimetres * MILLIMETRE)), index=index)


class Sheet:
    """A page under work; `body` and `head` are its faces."""

    def __init__(
        self, chance: random.Random, width: float = 210, height: float = 297, paper: Colour = (255, 255, 255)
    ) -> None:
        self.chance = chance
        self.width, self.height = width, height
        self.image = Image.new("RGB", (round(width * MILLIMETRE), round(height * MILLIMETRE)), paper)
        self.pen = ImageDraw.Draw(self.image)
        self.body, self.head = chance.choice(BODY), chance.choice(HEAD)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = 4.2,
        face: str | None = None,
        colour: Colour = BLACK,
        anchor: str = "la",
        spacing: float = 0,
    ) -> float:
        """Write one line; `spacing` millimetres between its characters. Returns where it ends."""
        drawn = font(face or self.body, size)
        if not spacing:
            self.pen.text((x * MILLIMETRE, y * MILLIMETRE), words, colour, drawn, anchor=anchor)
            return x + drawn.getlength(words) / MILLIMETRE
        length = sum(drawn.getlength(letter) / MILLIMETRE + spacing for letter in words) - spacing
        at = x - length / 2 if anchor[0] == "m" else x
        for letter in words:
            self.pen.text((at * MILLIMETRE, y * MILLIMETRE), letter, colour, drawn, anchor="l" + anchor[1])
            at += drawn.getlength(letter) / MILLIMETRE + spacing
        return at

    def paragraph(
        self, x: float, y: float, width: float, words: str, size: float = 4.2, leading: float = 1.75
    ) -> float:
        """Write running text, indented by two characters. Returns the y below it."""
        letters = max(4, int(width / size))
        words = "　　" + words
        for start in range(0, len(words), letters):
            self.text(x, y, words[start : start + letters], size)
            y += size * leading
        return y

    def line(self, x: float, y: float, to_x: float, to_y: float, colour: Colour = BLACK, width: float = 0.3) -> None:
        ends = [(x * MILLIMETRE, y * MILLIMETRE), (to_x * MILLIMETRE, to_y * MILLIMETRE)]
        self.pen.line(ends, colour, max(1, round(width * MILLIMETRE)))

    def box(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        colour: Colour = BLACK,
        width: float = 0.3,
        fill: Colour | None = None,
    ) -> None:
        corners = [(x * MILLIMETRE, y * MILLIMETRE), (to_x * MILLIMETRE, to_y * MILLIMETRE)]
        self.pen.rectangle(corners, fill, colour, max(1, round(width * MILLIMETRE)))

    def table(
        self, x: float, y: float, widths: list[float], rows: list[list[str]], high: float = 9, size: float = 3.8
    ) -> float:
        """A ruled table. Returns the y below it."""
        for row in rows:
            at = x
            for width, words in zip(widths, row, strict=True):
                self.box(at, y, at + width, y + high)
                self.text(at + width / 2, y + high / 2, words, size, anchor="mm")
                at += width
            y += high
        return y

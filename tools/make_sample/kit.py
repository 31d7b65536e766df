"""What every page is drawn with: the typefaces, one stream of chance per scan, and the person it is about."""

from dataclasses import dataclass

import numpy as np

from tools.make_sample.fonts import Fonts
from tools.make_sample.manifest import formal_date, long_date
from tools.make_sample.seal import name_seal, round_seal, signature
from tools.make_sample.sheet import PAPER, Colour, Sheet

GENDER = "女"
BORN = "1987-04"
PEOPLE = (
    "陈予安", "何知行", "沈若溪", "许怀舟", "周映川", "宋以宁", "顾沉舟", "孟书遥",
    "陆望舒", "温见山", "罗听澜", "方既白", "江照野", "唐疏影", "贺云归", "叶知微",
)  # fmt: skip


@dataclass(slots=True)
class Kit:
    """The tools for one scan. `rng` is seeded by the scan's path, so every scan stands for itself."""

    fonts: Fonts
    rng: np.random.Generator
    who: dict[str, str]
    scale: float = 6.0

    @property
    def name(self) -> str:
        """The applicant's name."""
        return self.who["name"]

    @property
    def school(self) -> str:
        """The applicant's university."""
        return self.who["employer"]

    @property
    def college(self) -> str:
        """The applicant's college with the university before it."""
        return self.school + self.who["department"]

    def sheet(self, width: float = 210.0, height: float = 297.0, *, scale: float = 0.0, paper: Colour = PAPER) -> Sheet:
        """Return an empty page, at the kit's scale unless another is given."""
        return Sheet(self.fonts, width, height, scale or self.scale, paper)

    def seal(self, sheet: Sheet, x: float, y: float, owner: str, *, below: str = "", diameter: float = 40.0) -> None:
        """Press a round red seal with its centre near x, y."""
        stamp = round_seal(self.fonts, self.rng, owner, scale=sheet.scale, below=below, diameter=diameter)
        sheet.ink(stamp, x + float(self.rng.uniform(-2, 2)), y + float(self.rng.uniform(-2, 2)))

    def sign(self, sheet: Sheet, x: float, y: float, name: str) -> None:
        """Write a name by hand with its middle at x, y."""
        sheet.ink(signature(self.fonts, self.rng, name, scale=sheet.scale), x, y)

    def chop(self, sheet: Sheet, x: float, y: float, name: str) -> None:
        """Press a square name seal with its centre at x, y."""
        sheet.ink(name_seal(self.fonts, self.rng, name, scale=sheet.scale), x, y)

    def issued(
        self, sheet: Sheet, right: float, y: float, issuer: str, date: str, *, size: float = 4.9, below: str = ""
    ) -> None:
        """Close a document: issuer and date ending at `right`, with the issuer's seal over both."""
        middle = right - max(sheet.width_of(issuer, size), 46) / 2
        sheet.text(middle, y, issuer, size, align="centre")
        sheet.text(middle, y + size * 2, long_date(date), size, align="centre")
        self.seal(sheet, middle + 2, y + size * 1.4, issuer, below=below)

    def issued_formally(
        self, sheet: Sheet, right: float, y: float, issuer: str, date: str, *, size: float = 5.0
    ) -> None:
        """Close a certificate: as `issued`, the date in Chinese numerals."""
        middle = right - max(sheet.width_of(issuer, size), 50) / 2
        sheet.text(middle, y, issuer, size, align="centre")
        sheet.text(middle, y + size * 2, formal_date(date), size, align="centre")
        self.seal(sheet, middle + 2, y + size * 1.3, issuer)

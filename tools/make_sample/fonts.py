"""The typefaces the sample is printed in: finding them, and one cached size of one face at a time."""

from dataclasses import dataclass, field
from pathlib import Path

from PIL import ImageFont

DEFAULT_FOLDER = Path("/usr/share/fonts/opentype/noto")
PACKAGE = "fonts-noto-cjk"
FILES = {
    ("serif", False): "NotoSerifCJK-Regular.ttc",
    ("serif", True): "NotoSerifCJK-Bold.ttc",
    ("sans", False): "NotoSansCJK-Regular.ttc",
    ("sans", True): "NotoSansCJK-Bold.ttc",
}
REGION = "CJK SC"


class FontMissingError(Exception):
    """The CJK typefaces are not where they were looked for."""


@dataclass(slots=True)
class Fonts:
    """Noto Serif/Sans CJK SC from one folder."""

    folder: Path
    _index: dict[str, int] = field(default_factory=dict)
    _cache: dict[tuple[str, bool, int], ImageFont.FreeTypeFont] = field(default_factory=dict)

    def check(self) -> None:
        """Raise FontMissingError, naming the file and the package, unless every face is there."""
        for name in FILES.values():
            if not (self.folder / name).is_file():
                message = f"{name} not found in {self.folder}: install the Debian package {PACKAGE}, or give --font DIR"
                raise FontMissingError(message)

    def path(self, face: str, bold: bool = False) -> Path:
        """Return the file of a face."""
        return self.folder / FILES[face, bold]

    def index(self, face: str, bold: bool = False) -> int:
        """Return where the mainland Chinese forms stand in the collection (it also holds the Japanese ones)."""
        name = FILES[face, bold]
        if name not in self._index:
            self._index[name] = _find_region(self.folder / name)
        return self._index[name]

    def get(self, face: str, bold: bool, pixels: float) -> ImageFont.FreeTypeFont:
        """Return a face at a size in pixels."""
        key = (face, bold, max(4, round(pixels)))
        if key not in self._cache:
            path, index = self.path(face, bold), self.index(face, bold)
            self._cache[key] = ImageFont.truetype(path, key[2], index=index, layout_engine=ImageFont.Layout.BASIC)
        return self._cache[key]


def _find_region(path: Path) -> int:
    for index in range(16):
        family = ImageFont.truetype(path, 12, index=index).getname()[0] or ""
        if REGION in family and "Mono" not in family:
            return index
    message = f"{path} holds no {REGION} face"
    raise FontMissingError(message)

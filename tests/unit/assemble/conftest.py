"""Makers of real scans, and what the tests look at in a built PDF."""

import io
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from zcdossier.assemble.build_record import build_record
from zcdossier.assemble.plan import Piece, RecordJob
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.facts import FileFacts, Trouble
from zcdossier.model.receipt import BuildOutcome, RecordReceipt

RED, GREEN, BLUE, YELLOW = (220, 20, 30), (20, 160, 40), (30, 50, 210), (230, 210, 20)
CORNERS = (RED, GREEN, BLUE, YELLOW)  # top left, top right, bottom left, bottom right


def cornered(size: tuple[int, int] = (300, 400)) -> Image.Image:
    """A picture whose four quarters tell which way up it is."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    width, height = size
    for index, colour in enumerate(CORNERS):
        left, top = index % 2 * width // 2, index // 2 * height // 2
        draw.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    return image


def noisy(size: tuple[int, int] = (1240, 1754), seal: bool = False) -> Image.Image:
    """A grey page that does not compress well, with a red seal when wanted; the same every time."""
    tile = Image.frombytes("L", (256, 256), bytes((x * x * 31 + x // 7 * 17) % 251 for x in range(65536)))
    page = Image.new("L", size)
    for top in range(0, size[1], 256):
        for left in range(0, size[0], 256):
            page.paste(tile.rotate(90 * ((top + left) // 256 % 4)), (left, top))
    image = page.point(lambda value: 120 + value // 3).convert("RGB")
    if seal:
        ImageDraw.Draw(image).ellipse((size[0] // 2, size[1] // 2, size[0] - 100, size[1] - 100), outline=RED, width=24)
    return image


def jpeg_bytes(image: Image.Image, **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", **{"quality": 90, **how})
    return buffer.getvalue()


def exif(orientation: int | None = None) -> Image.Exif:
    tags = Image.Exif()
    tags[0x010F] = "SecretCamera"
    if orientation is not None:
        tags[0x0112] = orientation
    return tags


@dataclass
class Scans:
    """A dossier folder with files and their facts, and the order to build them."""

    root: Path
    facts: dict[str, FileFacts] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    limits: BuildLimits = field(default_factory=BuildLimits)
    title: str = "课堂里的追问"
    looked_at: int = 0

    @property
    def out(self) -> Path:
        return self.root / "build"

    @property
    def target(self) -> Path:
        return self.out / self.job().target

    def add(
        self,
        name: str,
        content: bytes,
        format: str,  # noqa: A002
        *,
        pages: int = 1,
        part: str = "proof",
        label: str = "证明",
        wanted: tuple[int, ...] = (),
        trouble: Trouble | None = None,
    ) -> "Scans":
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.facts[name] = FileFacts(name, len(content), format, pages=pages, trouble=trouble)
        self.pieces.append(Piece(name, part, label, wanted))
        return self

    def measure(self, name: str, digest: str = "") -> None:
        """Take the facts of a file again, as it is now."""
        old = self.facts[name]
        size = (self.root / name).stat().st_size
        self.facts[name] = FileFacts(name, size, old.format, pages=old.pages, digest=digest)

    def picture(self, name: str, image: Image.Image, format: str, **how: Any) -> "Scans":  # noqa: A002
        buffer = io.BytesIO()
        image.save(buffer, format, **how)
        kind = {"MPO": "jpeg"}.get(format, format.lower())
        return self.add(name, buffer.getvalue(), kind, pages=1 + len(how.get("append_images", ())))

    def pdf(self, name: str, pdf: pikepdf.Pdf, **how: Any) -> "Scans":
        buffer = io.BytesIO()
        pages = len(pdf.pages)
        pdf.save(buffer, deterministic_id=True)
        return self.add(name, buffer.getvalue(), "pdf", pages=pages, **how)

    def job(self) -> RecordJob:
        return RecordJob(
            root=self.root,
            record="papers[0]",
            section="papers",
            title=self.title,
            pieces=tuple(self.pieces),
            facts=self.facts,
            target=PurePosixPath("09-论文/01 教育研究.pdf"),
            limits=self.limits,
            looked_at=self.looked_at,
        )

    def build(self, previous: RecordReceipt | None = None, pool: Executor | None = None) -> RecordReceipt:
        return build_record(self.job(), self.out, previous, pool=pool)

    def built(self) -> RecordReceipt:
        receipt = self.build()
        assert receipt.outcome is BuildOutcome.BUILT, receipt.error.en
        return receipt

    def opened(self) -> pikepdf.Pdf:
        self.built()
        return pikepdf.open(self.target)

    def rendered(self, dpi: int = 50) -> list[Image.Image]:
        self.built()
        return render(self.target, dpi)


def render(path: Path, dpi: int = 50) -> list[Image.Image]:
    pdf = pypdfium2.PdfDocument(path)
    pages = [pdf[index] for index in range(len(pdf))]
    images = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in pages]
    for page in pages:
        page.close()
    pdf.close()
    return images


def picture_of(pdf: pikepdf.Pdf, page: int = 0) -> Any:
    ((_, image),) = pdf.pages[page].Resources.XObject.items()
    return image


def quarters(image: Image.Image, box: tuple[float, float, float, float]) -> list[tuple[int, int, int]]:
    """The colours in the middle of the quarters of a part of a picture (fractions of its size)."""
    left, top, right, bottom = (fraction * side for fraction, side in zip(box, (*image.size, *image.size), strict=True))
    spots = [(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    found = []
    for x, y in spots:
        pixel = image.getpixel((int(left + (right - left) * x), int(top + (bottom - top) * y)))
        assert isinstance(pixel, tuple)
        found.append((int(pixel[0]), int(pixel[1]), int(pixel[2])))
    return found


def alike(found: Sequence[tuple[int, ...]], expected: Sequence[tuple[int, ...]], by: int = 30) -> bool:
    return all(
        abs(a - b) <= by
        for first, second in zip(found, expected, strict=True)
        for a, b in zip(first, second, strict=True)
    )


@pytest.fixture
def scans(tmp_path: Path) -> Scans:
    return Scans(tmp_path)


@pytest.fixture
def scans_at(tmp_path: Path) -> Callable[[str], Scans]:
    def make(name: str) -> Scans:
        (tmp_path / name).mkdir()
        return Scans(tmp_path / name)

    return make


@pytest.fixture(scope="session")
def scans_in() -> Callable[[Path], Scans]:
    """Make a dossier in a folder; for fixtures that serve a whole module."""
    return Scans


@pytest.fixture(scope="session")
def kit() -> SimpleNamespace:
    """The makers above, for tests, which can't import them."""
    return SimpleNamespace(
        corners=CORNERS,
        cornered=cornered,
        noisy=noisy,
        jpeg_bytes=jpeg_bytes,
        exif=exif,
        render=render,
        picture_of=picture_of,
        quarters=quarters,
        alike=alike,
        scan_data=scan_data,
        text_pdf=text_pdf,
    )


def scan_data(jpeg: bytes) -> bytes:
    """Everything of a JPEG from its first scan header to the end of the picture."""
    return jpeg[jpeg.index(b"\xff\xda") : jpeg.rindex(b"\xff\xd9") + 2]


def text_pdf(*texts: str, size: tuple[float, float] = (300, 200)) -> pikepdf.Pdf:
    """One page for each text, all with one shared font object."""
    pdf = pikepdf.Pdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    for text in texts:
        page = pdf.add_blank_page(page_size=size)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 24 Tf 40 90 Td ({text}) Tj ET".encode())
    return pdf

"""The scans of the sample dossiers as files to be read: drawn where a sample has placeholders, else its own.

Some pages are taken twice, by another camera. What the engine read is kept beside the files, by their content.
"""

import hashlib
import random
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from PIL import Image

from bench.heap_pages import WIDE, DrawnLine, write_pages
from tools.test_pages.effects import BY_NAME, coded, take
from tools.test_pages.sheet import Sheet
from tools.test_pages.stamps import press, seal
from zcdossier.app.read_dossier import carry_out, plan_files, reading_pool, require_recogniser
from zcdossier.lint.context import PHOTO, Context
from zcdossier.model.dossier import Dossier
from zcdossier.model.profile import Profile

_TAKINGS = ("scan", "photo", "scan", "q30", "shadow", "photo", "grey", "coloured")
_PLACEHOLDER = 5_000  # bytes: a sample's picture below it shows nothing
_UNIT_LEFT, _LARGE, _AGAIN_EVERY = 0.55, 0.026, 9


class Truth(NamedTuple):
    """Where a page really belongs: section, route of its record, part; nothing for what belongs nowhere."""

    section: str
    route: str
    part: str


class Document(NamedTuple):
    """One scan of a record: where it belongs, and the pictures of its pages; `again` shows a page taken twice."""

    truth: Truth
    pages: tuple[Path, ...]
    again: Path | None = None


class _Drawing(NamedTuple):
    file: Path
    lines: tuple[DrawnLine, ...]
    source: Path | None
    taking: str
    page: int = 1


def draw_documents(root: Path, dossier: Dossier, profile: Profile, folder: Path) -> list[Document]:
    """Return the scans of a dossier as pictures in a folder; those that are there already are not drawn again."""
    documents: list[Document] = []
    drawings: list[_Drawing] = []
    for document, pages in _plan(root, dossier, profile, folder):
        documents.append(document)
        drawings += pages
    folder.mkdir(parents=True, exist_ok=True)
    missing = [drawing for drawing in drawings if not drawing.file.exists()]
    if missing:
        with Pool(2) as pool:
            pool.map(_draw, missing, chunksize=1)
    return documents


def read_pictures(folder: Path) -> None:
    """Read what has not been read of a folder of pictures, with the engine; the readings are kept in it."""
    plan = plan_files(folder, sorted(path.name for path in folder.glob("*.jpg")), kept_in=folder)
    if plan.pages:
        with reading_pool(plan.pages) as pool:
            carry_out(plan, pool.read, require_recogniser())


def _plan(root: Path, dossier: Dossier, profile: Profile, folder: Path) -> Iterator[tuple[Document, list[_Drawing]]]:
    context = Context(dossier, profile)
    person = {name: value.text for name, value in dossier.applicant.items()}
    serial = 0
    for number, record in enumerate(dossier.records()):
        section = context.section(record.section)
        if record.section == PHOTO or section is None:
            continue
        for scan in record.scans:
            serial += 1
            source = root / scan.file
            is_own = source.stat().st_size > _PLACEHOLDER
            sheets = [[]] * _count_pages(source) if is_own else write_pages(record, scan, section, person, number)
            drawings = [
                _Drawing(
                    folder / f"{serial:03}-{at}.jpg",
                    tuple(lines),
                    source if is_own else None,
                    "" if is_own else _TAKINGS[(serial + at) % len(_TAKINGS)],
                    at,
                )
                for at, lines in enumerate(sheets, 1)
            ]
            pages = tuple(drawing.file for drawing in drawings)
            again = folder / f"{serial:03}-again.jpg" if serial % _AGAIN_EVERY == 0 and len(pages) == 1 else None
            if again is not None:
                other = "photo" if drawings[0].taking in ("scan", "") else "scan"
                drawings.append(drawings[0]._replace(file=again, taking=other))
            yield Document(Truth(record.section, record.place.path, scan.part), pages, again), drawings


def _draw(drawing: _Drawing) -> None:
    if drawing.source is not None and not drawing.taking:
        if drawing.source.suffix == ".jpg":
            drawing.file.write_bytes(drawing.source.read_bytes())
        else:
            _page_of(drawing.source, drawing.page).save(drawing.file, quality=90)
        return
    chance = random.Random(drawing.file.name)
    if drawing.source is not None:
        page = _page_of(drawing.source, drawing.page)
        page.thumbnail((1654, 2339))
    else:
        page = _sheet_of(drawing).image
    how = BY_NAME[drawing.taking]
    picture, _ = take(page, [], how, chance)
    drawing.file.write_bytes(coded(picture, how))


def _count_pages(source: Path) -> int:
    if source.suffix != ".pdf":
        return 1
    with closing(pypdfium2.PdfDocument(source)) as document:
        return len(document)


def _page_of(source: Path, page: int) -> Image.Image:
    if source.suffix != ".pdf":
        with Image.open(source) as opened:
            return opened.convert("RGB")
    with closing(pypdfium2.PdfDocument(source)) as document:
        drawn: Image.Image = document[page - 1].render(scale=150 / 72).to_pil().convert("RGB")
        return drawn


def _sheet_of(drawing: _Drawing) -> Sheet:
    """A page with its lines; a seal lies on what a unit signs."""
    digest = hashlib.sha256("".join(line.text for line in drawing.lines).encode()).hexdigest()
    chance = random.Random(digest)
    sheet = Sheet(chance)
    for line in drawing.lines:
        size = line.height * WIDE * sheet.width
        face = sheet.head if line.height >= _LARGE else None
        sheet.text(line.left * sheet.width, line.top * sheet.height, line.text, size, face)
    signed = [line for line in drawing.lines if line.left == _UNIT_LEFT]
    for line in signed[:1]:
        ink, colour, _ = seal(chance, line.text[:16], chance.choice(("plain", "faded", "patchy")))
        press(sheet.image, ink, colour, 0.68 * sheet.width, min(0.84, line.top + 0.03) * sheet.height)
    return sheet

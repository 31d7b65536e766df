"""The sample dossiers with drawn scans where a sample's show nothing, each read with the real engine.

Every page has a seal where a unit signs or a clause wants one; how it is taken changes from scan to scan.
"""

import io
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from bench.heap_pages import DrawnLine, write_pages
from bench.sorting import DOSSIERS
from tools.test_pages.effects import BY_NAME, coded, take
from tools.test_pages.sheet import Sheet
from tools.test_pages.stamps import press, seal
from zcdossier.app.lint_dossier import lint_dossier, read_dossier
from zcdossier.lint.context import PHOTO, Context

DAY = date(2025, 6, 30)
PLACEHOLDER = 5_000
"""Bytes: a sample's scan below it shows nothing."""
TAKINGS = ("scan", "photo", "scan", "q30", "shadow", "coloured")
UNIT_LEFT, LARGE = 0.55, 0.026


class Drawing(NamedTuple):
    """A scan to draw: its pages, how it is taken, and whether it has a seal."""

    file: Path
    pages: tuple[tuple[DrawnLine, ...], ...]
    taking: str
    sealed: bool


def open_context(root: Path) -> Context:
    """The dossier in a folder with everything that was read of it."""
    linted, opened = lint_dossier(root, as_of=DAY), read_dossier(root)
    assert opened.dossier is not None
    assert opened.profile is not None
    return Context(opened.dossier, opened.profile, linted.facts, DAY, {}, opened.form)


def plan_drawings(root: Path, folder: Path) -> Iterator[Drawing]:
    """The scans of a sample that show nothing, to be drawn into a folder of the same form."""
    context = open_context(root)
    person = {name: value.text for name, value in context.dossier.applicant.items()}
    serial = 0
    for number, record in enumerate(context.dossier.records()):
        section = context.section(record.section)
        if record.section == PHOTO or section is None:
            continue
        for scan in record.scans:
            serial += 1
            if (root / scan.file).stat().st_size < PLACEHOLDER:
                pages = tuple(tuple(lines) for lines in write_pages(record, scan, section, person, number))
                yield Drawing(folder / scan.file, pages, TAKINGS[serial % len(TAKINGS)], sealed=True)


def draw_scan(drawing: Drawing) -> None:
    """Draw a scan into its file, in the format its name says."""
    pictures = [_draw_page(lines, drawing, number) for number, lines in enumerate(drawing.pages)]
    drawing.file.parent.mkdir(parents=True, exist_ok=True)
    drawing.file.unlink(missing_ok=True)  # a link to a file of somebody else
    if drawing.file.suffix.lower() == ".pdf":
        opened = [Image.open(io.BytesIO(picture)) for picture in pictures]
        opened[0].save(drawing.file, "PDF", save_all=True, append_images=opened[1:], resolution=150, quality=85)
    elif drawing.file.suffix.lower() == ".png":
        Image.open(io.BytesIO(pictures[0])).save(drawing.file, "PNG")
    else:
        drawing.file.write_bytes(pictures[0])


def _draw_page(lines: tuple[DrawnLine, ...], drawing: Drawing, number: int) -> bytes:
    chance = random.Random(f"{drawing.file.name} {number} {''.join(line.text for line in lines)}")
    sheet = Sheet(chance)
    for line in lines:
        face = sheet.head if line.height >= LARGE else None
        size = min(line.height * sheet.width * 1.15, 14)
        sheet.text(line.left * sheet.width, line.top * sheet.height, line.text, size, face)
    signed = [line for line in lines if line.left == UNIT_LEFT]
    owner, top = (signed[0].text, signed[0].top) if signed else ("江州市人力资源和社会保障局", 0.8)
    ink, colour, _ = seal(chance, owner[:16], chance.choice(("round", "faded", "patchy")))
    is_proof = drawing.file.suffix.lower() != ".png" and (bool(signed) or number == len(drawing.pages) - 1)
    if drawing.sealed and is_proof:
        press(sheet.image, ink, colour, 0.68 * sheet.width, min(0.84, top + 0.03) * sheet.height)
    how = BY_NAME["scan" if drawing.file.suffix.lower() == ".png" else drawing.taking]
    return coded(take(sheet.image, [], how, chance)[0], how)


def prepare(name: str, out: Path, jobs: int) -> Path:
    """The sample with drawn scans, in a folder that is made once."""
    right = out / name / "right"
    if not right.exists():
        shutil.copytree(DOSSIERS[name], right, ignore=shutil.ignore_patterns(".zcdossier", "build"))
        with Pool(jobs) as pool:
            pool.map(draw_scan, list(plan_drawings(DOSSIERS[name], right)), chunksize=1)
    read_folder(right, jobs)
    return right


def read_folder(folder: Path, jobs: int) -> None:
    """Read what was not read yet."""
    command = [sys.executable, "-m", "zcdossier", "read", "--jobs", str(jobs), str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

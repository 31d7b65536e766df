"""Writes the workloads, each a dossier that `zcdossier build` runs on; the same recipe gives the same pictures.

A workload that stands complete in the work folder (its file READY names the recipe) is used again.
"""

import argparse
import hashlib
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import img2pdf
import numpy as np
from PIL import Image

from bench import camera, pages
from bench.recipes import SUFFIX, How, Record, Source, recipes

DEFAULT_WORK = Path(".bench")
SCAN_SCALE = camera.SCAN_DPI / 25.4
FAX_SCALE = 600 / 25.4
SCREEN_SIZE = (1080, 2340)
VERSION = "2"  # of the drawing: another one makes everything anew
HEAD = """profile: zj-hznu-2023
level: associate_senior
applicant:
  name: 林晓
  series: 高等学校教师（含辅导员）
  employer_nature: 事业单位
  department: 药学院
  post: 专任教师
sections:
  papers:
"""
ENTRY = """    - folder: {folder}
      title: "{star}雪松叶二萜成分的研究（{number}）"
      is_representative: 是
      journal: 《东海药学学报》，权威期刊，1/5
      date: 2021-03
"""


@dataclass(frozen=True, slots=True)
class Workload:
    """A dossier on disk: the files of each record in the order of its pages."""

    name: str
    root: Path
    records: Sequence[tuple[Path, ...]]

    @property
    def bytes(self) -> int:
        """What all sources take."""
        return sum(file.stat().st_size for record in self.records for file in record)


def workload(name: str, work: Path) -> Workload:
    """The workload of this name below `work`, made if it is not there."""
    recipe = recipes()[name]
    root, ready = work / name / "dossier", work / name / "READY"
    records = [tuple(root / path for path in _paths(number, record)) for number, record in enumerate(recipe)]
    mark = hashlib.sha256(repr((VERSION, recipe)).encode()).hexdigest()
    if not ready.is_file() or ready.read_text() != mark:
        shutil.rmtree(work / name, ignore_errors=True)
        _write(name, root, recipe, records)
        ready.write_text(mark)
    return Workload(name, root, records)


def _paths(number: int, record: Record) -> list[str]:
    folder = f"09-论文/{number + 1:02d} 2021-03 东海药学学报"
    return [f"{folder}/4-正文-{at + 1}{SUFFIX[source.how]}" for at, source in enumerate(record)]


def _write(name: str, root: Path, recipe: Sequence[Record], records: Sequence[tuple[Path, ...]]) -> None:
    work = [
        (file, source, f"{name}/{number}/{at}", at)
        for number, (record, files) in enumerate(zip(recipe, records, strict=True))
        for at, (source, file) in enumerate(zip(record, files, strict=True))
    ]
    for file, *_ in work:
        file.parent.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor() as pool:
        list(pool.map(_write_one, work))
    manifest = HEAD
    for number, files in enumerate(records):
        folder = files[0].parent.relative_to(root).as_posix()
        manifest += ENTRY.format(folder=folder, star="*" if number == 0 else "", number=number + 1)
    (root / "dossier.yaml").write_text(manifest, encoding="utf-8")


def _write_one(work: tuple[Path, Source, str, int]) -> None:
    file, source, seed, at = work
    rng = camera.chance(seed)
    file.write_bytes(MAKERS[source.how](source, rng, at))


def _photo(source: Source, rng: np.random.Generator, at: int) -> bytes:
    return camera.photo(pages.page(rng, at, camera.PHOTO_SCALE), rng, at, source.noise, source.quality)


def _scans(source: Source, rng: np.random.Generator, at: int) -> list[Image.Image]:
    return [camera.scan(pages.page(rng, at + number, SCAN_SCALE), rng, source.noise) for number in range(source.pages)]


def _scan_pdf(source: Source, rng: np.random.Generator, at: int) -> bytes:
    dpi = (camera.SCAN_DPI, camera.SCAN_DPI)
    coded = [camera.coded(scan, "JPEG", quality=source.quality, dpi=dpi) for scan in _scans(source, rng, at)]
    return bytes(img2pdf.convert(coded, nodate=True))


def _flate_pdf(source: Source, rng: np.random.Generator, at: int) -> bytes:
    dpi = (camera.SCAN_DPI, camera.SCAN_DPI)
    coded = [camera.coded(scan, "PNG", dpi=dpi) for scan in _scans(source, rng, at)]
    return bytes(img2pdf.convert(coded, nodate=True))


def _scan_png(source: Source, rng: np.random.Generator, at: int) -> bytes:
    return camera.coded(_scans(source, rng, at)[0], "PNG", dpi=(camera.SCAN_DPI, camera.SCAN_DPI))


def _scan_tiff(source: Source, rng: np.random.Generator, at: int) -> bytes:
    dpi = (camera.SCAN_DPI, camera.SCAN_DPI)
    return camera.coded(_scans(source, rng, at)[0], "TIFF", compression="tiff_lzw", dpi=dpi)


def _fax_tiff(source: Source, rng: np.random.Generator, at: int) -> bytes:
    sheets = [camera.copied(pages.page(rng, at + number, FAX_SCALE), rng) for number in range(source.pages)]
    out = BytesIO()
    options = {"compression": "group4", "dpi": (600, 600)}
    sheets[0].save(out, "TIFF", save_all=True, append_images=sheets[1:], **options)
    return out.getvalue()


def _screen(_source: Source, rng: np.random.Generator, at: int) -> bytes:
    """A part of a page in a phone's window, without noise: few colours, sharp edges."""
    page = pages.page(rng, at - at % 2, 9.0)
    print_area = page.crop((60, 60, page.width - 60, page.height)).resize(
        (SCREEN_SIZE[0], page.height * SCREEN_SIZE[0] // page.width), Image.Resampling.LANCZOS
    )
    screen = Image.new("RGB", SCREEN_SIZE, (244, 246, 250))
    screen.paste(print_area, (0, 260))
    return camera.coded(screen, "PNG")


MAKERS: dict[How, Callable[[Source, np.random.Generator, int], bytes]] = {
    How.PHOTO: _photo,
    How.SCAN_PDF: _scan_pdf,
    How.FLATE_PDF: _flate_pdf,
    How.SCAN_PNG: _scan_png,
    How.SCAN_TIFF: _scan_tiff,
    How.FAX_TIFF: _fax_tiff,
    How.SCREEN: _screen,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(recipes()))
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK)
    chosen = parser.parse_args()
    for name in chosen.names:
        made = workload(name, chosen.work)
        sizes = [sum(file.stat().st_size for file in record) for record in made.records]
        over = sum(size >= 20_000_000 for size in sizes)
        print(f"{name:<10} {made.bytes / 1e6:7.1f} MB in {len(sizes)} records, {over} over 20 MB")


if __name__ == "__main__":
    main()

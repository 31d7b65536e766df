"""Whether the sample dossiers are clean when their scans were read, and mistakes in them are found, each alone.

    python -m bench.sample_mistakes OUT [--only ID] [--list] [--jobs N]

Scans that are placeholders in a sample are drawn first (bench/heap_pages), with a seal where a unit signs or a clause
wants one. Then everything is read with the real engine, by content: each mistake adds a page or two to what was read.
"""

import argparse
import hashlib
import io
import os
import random
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pikepdf
import yaml
from PIL import Image, ImageOps

from bench.heap_pages import DrawnLine, write_pages
from bench.sorting import DOSSIERS
from tools.test_pages.effects import BY_NAME, coded, take
from tools.test_pages.sheet import Sheet
from tools.test_pages.stamps import press, seal
from zcdossier.app.lint_dossier import lint_dossier, read_dossier
from zcdossier.app.read_dossier import carry_out, plan_files, reading_pool, require_recogniser
from zcdossier.lint.context import PHOTO, Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kinds.seal import look
from zcdossier.lint.scan_text.find_dates import agree
from zcdossier.lint.scan_text.looked_for import values_looked_for
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import record_pages
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.profile import ReadAs

DAY = date(2025, 6, 30)
PLACEHOLDER = 5_000
"""Bytes: a sample's scan below it shows nothing."""
TAKINGS = ("scan", "photo", "scan", "q30", "shadow", "coloured")
UNIT_LEFT, LARGE = 0.55, 0.026
EACH = 8
"""Records that each mistake is tried on, where there are so many."""
SIDEWAYS, OVER = Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180


class Drawing(NamedTuple):
    """A scan to draw: its pages, how it is taken, and whether it has a seal."""

    file: Path
    pages: tuple[tuple[DrawnLine, ...], ...]
    taking: str
    sealed: bool


class Mistake(NamedTuple):
    """What is wrong, the codes that find it, the records it may be found at; what it does to folder and manifest."""

    kind: str
    codes: tuple[str, ...]
    at: tuple[str, ...]
    change: Callable[[Path, dict[str, Any]], None]


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


def plan_mistakes(name: str, right: Path) -> Iterator[Mistake]:
    """The mistakes that are tried in a dossier."""
    context = open_context(right)
    records = [record for record in context.dossier.records() if record.scans and record.section != PHOTO]
    chance = random.Random(name)
    chance.shuffle(records)
    yield from _exchanges(records)
    yield from _turned([record for record in records if any(_is_picture(scan.file) for scan in record.scans)][:EACH])
    yield from _unsealed(name, right, context)
    yield from _dates(records, context)


def _is_picture(file: str) -> bool:
    return file.lower().endswith((".jpg", ".png"))


def _exchanges(records: list[Record]) -> Iterator[Mistake]:
    """Records of one section, then of two: those with one file each, so that only what is in it can tell."""
    by_section: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.folder:
            by_section[record.section].append(record)
    pairs = [(group[0], group[1]) for group in by_section.values() if len(group) > 1]
    for first, second in pairs[:EACH]:
        codes = ("ZC703", "ZC704")  # where the two have other parts, each has the other's
        yield Mistake("two records of a section exchanged", codes, _routes(first, second), _swap(first, second))
    single = [record for record in records if len(record.scans) == 1]
    others = [(first, second) for first, second in zip(single[::2], single[1::2], strict=False)]
    others = [(first, second) for first, second in others if first.section != second.section]
    for first, second in others[:EACH]:
        codes = ("ZC703", "ZC704")
        yield Mistake("records of two sections exchanged", codes, _routes(first, second), _swap_files(first, second))


def _routes(*records: Record) -> tuple[str, ...]:
    return tuple(record.place.path for record in records)


def _swap(first: Record, second: Record) -> Callable[[Path, dict[str, Any]], None]:
    def change(folder: Path, _manifest: dict[str, Any]) -> None:
        aside = folder / "aside"
        (folder / first.folder).rename(aside)
        (folder / second.folder).rename(folder / first.folder)
        aside.rename(folder / second.folder)
        for record, other in ((first, second), (second, first)):  # under the names that the manifest expects
            for own, scan in zip(record.scans, other.scans, strict=False):
                found = folder / record.folder / Path(scan.file).name
                if found.exists():
                    found.rename(folder / record.folder / Path(own.file).name)

    return change


def _swap_files(first: Record, second: Record) -> Callable[[Path, dict[str, Any]], None]:
    def change(folder: Path, _manifest: dict[str, Any]) -> None:
        files = [folder / record.scans[0].file for record in (first, second)]
        contents = [file.read_bytes() for file in files]
        for file, content in zip(files, reversed(contents), strict=True):
            file.unlink()
            file.write_bytes(content)

    return change


def _turned(records: list[Record]) -> Iterator[Mistake]:
    for number, record in enumerate(records):
        file = next(scan.file for scan in record.scans if _is_picture(scan.file))
        way = OVER if number % 2 else SIDEWAYS

        def change(folder: Path, _manifest: dict[str, Any], file: str = file, way: Image.Transpose = way) -> None:
            with Image.open(folder / file) as picture:
                turned = ImageOps.exif_transpose(picture).transpose(way)
            _write(folder / file, turned)

        yield Mistake("page turned", ("ZC706",), _routes(record), change)


def _write(file: Path, picture: Image.Image) -> None:
    file.unlink()
    picture.save(file, quality=88)


def _unsealed(name: str, right: Path, context: Context) -> Iterator[Mistake]:
    """Each record a clause wants a seal of, without any on the proof in question."""
    drawings = {str(drawing.file.relative_to(right)): drawing for drawing in plan_drawings(DOSSIERS[name], right)}
    reported: set[str] = set()
    evaluation = Evaluation(context)
    for rule in (rule for rule in context.profile.rules if rule.kind == "seal" and evaluation.holds(rule.when)):
        for sighted in look(rule, context):
            route = sighted.record.place.path
            if not sighted.seen or route in reported:
                continue
            reported.add(route)
            part = next(scan.part for scan in sighted.record.scans if scan.file == sighted.place.file)
            files = [scan.file for scan in sighted.record.scans if scan.part == part]

            def change(folder: Path, _manifest: dict[str, Any], files: list[str] = files) -> None:
                for file in files:
                    if file in drawings:
                        draw_scan(drawings[file]._replace(file=folder / file, sealed=False))
                    else:
                        _without_seals(folder / file, context)

            yield Mistake("seal removed", ("ZC705",), (route,), change)


def _without_seals(file: Path, context: Context) -> None:
    """Take the red out of a scan where a seal was seen."""
    relative = next(name for name in context.facts if str(file).endswith(name))
    pages = {page.page: page for page in context.facts[relative].pages_seen or ()}
    if file.suffix == ".pdf":
        with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                for image in page.get_images().values():
                    picture = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
                    out = io.BytesIO()
                    _without_red(picture, pages[number]).save(out, "JPEG", quality=88)
                    image.write(out.getvalue(), filter=pikepdf.Name.DCTDecode)
                    image.ColorSpace = pikepdf.Name.DeviceRGB
            file.unlink()
            pdf.save(file)
        return
    with Image.open(file) as opened:
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    _write(file, _without_red(picture, pages[1]))


def _without_red(picture: Image.Image, page: Any) -> Image.Image:
    pixels = np.array(picture)
    height, width = pixels.shape[:2]
    for found in page.seals:
        box, margin = found.box, 0.03
        rows = slice(max(0, round((box.top - margin) * height)), round((box.bottom + margin) * height))
        columns = slice(max(0, round((box.left - margin) * width)), round((box.right + margin) * width))
        piece = pixels[rows, columns]
        paper = np.median(piece.reshape(-1, 3), axis=0)
        light = np.clip(piece[..., :1].astype(float) / paper[0] * 1.12, 0, 1)
        pixels[rows, columns] = (light * paper).astype(np.uint8)
    return Image.fromarray(pixels)


def _dates(records: list[Record], context: Context) -> Iterator[Mistake]:
    """Dates that their scans say, typed with another year, month or day; one of each record."""
    count = 0
    for record in records:
        text = RecordText(record_pages(record, context).pages)
        for wanted in values_looked_for(record, context):
            typed = parse_date(wanted.value.canon)
            if wanted.reads.what is not ReadAs.DATE or typed is None or typed.month is None or "." in wanted.field:
                continue
            if not any(seen.date.month and agree(typed, seen.date) for seen in text.dates):
                continue
            count += 1
            number = count % 3
            year, month, day = typed.year, typed.month, typed.day
            if number == 0:
                year -= 1
            elif number == 1 or day is None:
                month = month % 12 + 1
            else:
                day = day % 28 + 1
            changed = f"{year}-{month:02}" + (f"-{day:02}" if day else "")
            same = [field for field, value in record.fields.items() if value.canon == wanted.value.canon]
            paths = tuple(f"{record.place.path}.{field}" for field in same)
            yield Mistake("date altered", ("ZC702",), paths, _type(record, same, changed))
            break


def _type(record: Record, fields: list[str], text: str) -> Callable[[Path, dict[str, Any]], None]:
    def change(_folder: Path, manifest: dict[str, Any]) -> None:
        part, _, rest = record.place.path.partition(".")
        at: Any = manifest[part] if rest else manifest[part.partition("[")[0]]
        section, _, index = (rest or part).partition("[")
        at = at[section] if rest else at
        at[int(index.rstrip("]"))].update(dict.fromkeys(fields, text))

    return change


def lint(folder: Path) -> Counter[tuple[str, str]]:
    """The findings about what was read: code and route."""
    findings = lint_dossier(folder, as_of=DAY).verdict.findings
    return Counter((finding.code, finding.place.path) for finding in findings if finding.code.startswith("ZC7"))


def try_dossier(name: str, out: Path, jobs: int) -> Iterator[tuple[str, bool, str]]:
    """Yield of each thing that was tried whether it went as it should, and where."""
    right = prepare(name, out, jobs)
    usual = lint(right)
    routes = [record.place.path for record in open_context(right).dossier.records() if record.scans]
    for route in routes:
        hits = [hit for hit in usual if hit[1].startswith(route)]
        yield "right record: nothing", not hits, f"{route} {hits}"
    manifest = yaml.safe_load((right / "dossier.yaml").read_text("utf-8"))
    mistakes = list(plan_mistakes(name, right))
    works = [out / name / f"mistake-{number}" for number in range(len(mistakes))]
    for mistake, work in zip(mistakes, works, strict=True):
        _make(mistake, right, work, deepcopy(manifest))
    _read_changed(right, works, out / name / "changed", jobs)
    for mistake, work in zip(mistakes, works, strict=True):
        shutil.copytree(right / ".zcdossier" / "pages", work / ".zcdossier" / "pages", copy_function=os.link)
        hits = lint(work) - usual
        wanted = [hit for hit in hits if hit[0] in mistake.codes and hit[1] in mistake.at]
        where = f"{work.name} {mistake.at} {sorted(hits)}"
        yield mistake.kind, bool(wanted), where
        if wanted:
            yield f"{mistake.kind}: nothing else", len(hits) == len(wanted), where
        else:
            yield f"{mistake.kind}: silent if not found", not hits, where


def _make(mistake: Mistake, right: Path, work: Path, manifest: dict[str, Any]) -> None:
    """A copy of the right dossier with one mistake."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(
        right, work, copy_function=os.link, ignore=shutil.ignore_patterns("dossier.yaml", ".zcdossier", "build")
    )
    mistake.change(work, manifest)
    text = yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False)
    (work / "dossier.yaml").write_text(text, "utf-8")


def _read_changed(right: Path, works: list[Path], aside: Path, jobs: int) -> None:
    """Read every content that is new in a copy, all at once; what was read is kept with the right dossier."""
    aside.mkdir(exist_ok=True)
    for work in works:
        for file in work.rglob("*"):
            if file.suffix.lower() in {".jpg", ".png", ".pdf"} and file.stat().st_nlink == 1:
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                shutil.copyfile(file, aside / f"{digest}{file.suffix.lower()}")
    plan = plan_files(aside, sorted(file.name for file in aside.iterdir()), kept_in=right)
    if plan.pages:
        with reading_pool(plan.pages, jobs) as pool:
            carry_out(plan, pool.read, require_recogniser())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", choices=tuple(DOSSIERS))
    parser.add_argument("--list", action="store_true", help="say where it went wrong")
    parser.add_argument("--jobs", type=int, default=2, help="processes that draw and read")
    options = parser.parse_args()
    for name in [options.only] if options.only else DOSSIERS:
        results: dict[str, list[tuple[bool, str]]] = defaultdict(list)
        for what, is_right, where in try_dossier(name, options.out.resolve(), options.jobs):
            results[what].append((is_right, where))
        print(name)
        for what, found in results.items():
            print(f"  {what:48} {sum(right for right, _ in found):4} of {len(found):4}")
            if options.list:
                print("".join(f"      {where}\n" for right, where in found if not right), end="")


if __name__ == "__main__":
    main()

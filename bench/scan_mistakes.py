"""Mistakes with whole scans: two records' exchanged, a page turned, a seal removed."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pikepdf
from PIL import Image, ImageOps
from rapidfuzz import fuzz

from bench.drawn_dossier import draw_scan, plan_drawings
from bench.sorting import DOSSIERS
from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kinds.seal import look
from zcdossier.lint.scan_text.scan_pages import record_pages
from zcdossier.model.dossier import Record

EACH = 8
"""Records that each mistake is tried on, where there are so many."""
SAME_PAPER = 97.0
SIDEWAYS, OVER = Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180


Change: TypeAlias = Callable[[Path, dict[str, Any]], None]
"""What a mistake does to a folder and to the manifest that is to be written there."""


class Mistake(NamedTuple):
    """What is wrong, the codes that find it, the places it may be found at.

    `untold` says why nobody who sees the manifest and the scans could tell.
    """

    kind: str
    codes: tuple[str, ...]
    at: tuple[str, ...]
    change: Change
    untold: str = ""


def plan_scan_mistakes(name: str, right: Path, records: list[Record], context: Context) -> Iterator[Mistake]:
    """Plan these mistakes for a dossier, in some records in the order that chance has given them."""
    yield from _exchanges(records, context)
    yield from _turned([record for record in records if any(is_picture(scan.file) for scan in record.scans)][:EACH])
    yield from _unsealed(name, right, context)


def is_picture(file: str) -> bool:
    """Whether a scan is a picture, no PDF."""
    return file.lower().endswith((".jpg", ".png"))


def _exchanges(records: list[Record], context: Context) -> Iterator[Mistake]:
    """Records of one section, then of two: those with one file each, so that only what is in it can tell."""
    codes = ("ZC703", "ZC704")  # where the two have other parts, each has the other's
    pairs = [(group[0], group[1]) for group in group_by_section(records)]
    for first, second in pairs[:EACH]:
        untold = _why_untold(first, second, context)
        kind, change = "two records of a section exchanged", _swap(first, second)
        yield Mistake(kind, codes, routes(first, second), change, untold)
    single = [record for record in records if len(record.scans) == 1]
    others = [(first, second) for first, second in zip(single[::2], single[1::2], strict=False)]
    others = [(first, second) for first, second in others if first.section != second.section]
    for first, second in others[:EACH]:
        untold = _why_untold(first, second, context)
        kind, change = "records of two sections exchanged", swap_files(first.scans[0].file, second.scans[0].file)
        yield Mistake(kind, codes, routes(first, second), change, untold)


def group_by_section(records: list[Record]) -> list[list[Record]]:
    """Return the records with a folder of sections that have several."""
    sections: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record.folder:
            sections[record.section].append(record)
    return [group for group in sections.values() if len(group) > 1]


def _why_untold(first: Record, second: Record, context: Context) -> str:
    texts = ["".join(_words(record, context)) for record in (first, second)]
    return "one paper proves both" if fuzz.ratio(*texts) >= SAME_PAPER else ""


def _words(record: Record, context: Context) -> Iterator[str]:
    for page in record_pages(record, context).pages:
        yield from (line.text for line in page.facts.lines)


def routes(*records: Record) -> tuple[str, ...]:
    """Return where findings about records stand."""
    return tuple(record.place.path for record in records)


def _swap(first: Record, second: Record) -> Change:
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


def swap_files(first: str, second: str) -> Change:
    """Exchange what two files hold."""

    def change(folder: Path, _manifest: dict[str, Any]) -> None:
        contents = [(folder / file).read_bytes() for file in (first, second)]
        for file, content in zip((first, second), reversed(contents), strict=True):
            (folder / file).unlink()
            (folder / file).write_bytes(content)

    return change


def _turned(records: list[Record]) -> Iterator[Mistake]:
    for number, record in enumerate(records):
        file = next(scan.file for scan in record.scans if is_picture(scan.file))
        way = OVER if number % 2 else SIDEWAYS

        def change(folder: Path, _manifest: dict[str, Any], file: str = file, way: Image.Transpose = way) -> None:
            with Image.open(folder / file) as picture:
                turned = ImageOps.exif_transpose(picture).transpose(way)
            write_picture(folder / file, turned)

        yield Mistake("page turned", ("ZC706",), routes(record), change)


def write_picture(file: Path, picture: Image.Image) -> None:
    """Put a picture in the place of a file, which may be a link to one of somebody else."""
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
                    assert isinstance(image, pikepdf.Stream)
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
    write_picture(file, _without_red(picture, pages[1]))


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

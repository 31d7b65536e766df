"""One file as a record through lint and build, in a process of its own: prints what became of it as JSON.

The folder made for it holds a notice of one section and the file, nothing else.
"""

import io
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageCms, ImageOps

from zcdossier.app.build_dossier import build_dossier
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.facts import FileFacts
from zcdossier.model.receipt import RecordReceipt
from zcdossier.profiles.load import Profiles

NOTICE = """\
id: corpus
title: {{zh: 语料, en: corpus}}
levels:
  senior: {{label: {{zh: 副高, en: senior}}}}
applicant:
  name: {{label: {{zh: 姓名, en: name}}}}
build: {{max_bytes: {limit}}}
sections:
  papers:
    label: {{zh: 论文, en: papers}}
    number: 1
    fields:
      title: {{label: {{zh: 题目, en: title}}}}
    parts:
      proof: {{label: {{zh: 证明, en: proof}}}}
"""
MANIFEST = """\
profile: corpus
level: senior
sections:
  papers:
    - {{title: x, files: [{{file: "{name}", part: proof{pages}}}]}}
"""
LEAST_LIMIT = 20_000  # a notice can't ask for less
SIDE = 600
MOST_COMPARED = 3
PICTURE = 4  # renderers make pictures smaller each in its own way, so that their pixels are averaged
FAR = 40  # levels by which a pixel differs visibly
A4 = (595.28, 841.89)


def main(path: Path, limit: int, smaller: float) -> dict[str, Any]:
    """Lint, build, and once more at a part of the size when `smaller` says so; compare what was built."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        name = "a" + path.suffix.lower()
        shutil.copyfile(path, root / name)
        (root / "profiles" / "corpus").mkdir(parents=True)
        facts, findings, record = _run(root, name, limit, "")
        if facts is not None and facts.format == "pdf" and facts.pages > MOST_COMPARED:
            facts, findings, record = _run(root, name, limit, f', pages: "1-{MOST_COMPARED}"')
        pages = (
            f', pages: "1-{MOST_COMPARED}"' if facts and facts.format == "pdf" and facts.pages > MOST_COMPARED else ""
        )
        found = _said(facts, findings, record)
        if smaller and record is not None and record.bytes * smaller >= LEAST_LIMIT:
            found["whole"] = record.bytes
            limit = int(record.bytes * smaller)
            facts, findings, record = _run(root, name, limit, pages)
            found |= _said(facts, findings, record)
        if record is not None and record.bytes:
            upload = next((root / "build").rglob("*.pdf"))
            found |= {"over": upload.stat().st_size >= limit, "recoded": len(record.recoded)}
            found |= _compared(root, root / name, upload, facts)
        return found


def _run(root: Path, name: str, limit: int, pages: str) -> tuple[FileFacts | None, list[str], RecordReceipt | None]:
    (root / "profiles" / "corpus" / "profile.yaml").write_text(NOTICE.format(limit=limit), encoding="utf-8")
    (root / "dossier.yaml").write_text(MANIFEST.format(name=name, pages=pages), encoding="utf-8")
    linted = lint_dossier(root, as_of=date(2026, 1, 1), profiles=Profiles())
    built = build_dossier(root, as_of=date(2026, 1, 1), profiles=Profiles())
    findings = [f"{finding.code}" for finding in linted.verdict.findings]
    records = built.receipt.records if built.receipt else ()
    return linted.facts.get(name), findings, records[0] if records else None


def _said(facts: FileFacts | None, findings: list[str], record: RecordReceipt | None) -> dict[str, Any]:
    row: dict[str, Any] = {"findings": findings}
    if facts is not None:
        row |= {"format": facts.format, "trouble": facts.trouble and str(facts.trouble), "detail": facts.detail}
    if record is not None:
        row |= {
            "outcome": str(record.outcome),
            "error": record.error.en,
            "notes": [note.en for note in record.notes],
        }
    return row


def _compared(root: Path, source: Path, upload: Path, facts: FileFacts | None) -> dict[str, Any]:
    """Return by renderer what share of each page's pixels differs visibly; None where there is no reference."""
    with pypdfium2.PdfDocument(upload) as document:
        count = len(document)
    if facts is not None and facts.format == "pdf":
        wanted = min(facts.pages, MOST_COMPARED)
        by_pdfium = list(_pairs(_by_pdfium(source, count), _by_pdfium(upload, count)))
        by_poppler = list(_pairs(_by_poppler(root, source, count), _by_poppler(root, upload, count)))
        return {"lost": count != wanted, "pdfium": by_pdfium, "poppler": by_poppler}
    reference = _picture(source)
    if reference is None or count != 1:
        return {"lost": count == 0, "pdfium": [], "poppler": []}
    return {
        "lost": False,
        "pdfium": list(_pairs(reference[:1], _by_pdfium(upload, 1), reference[1])),
        "poppler": list(_pairs(reference[:1], _by_poppler(root, upload, 1), reference[1])),
    }


def _by_pdfium(path: Path, count: int) -> list[Image.Image]:
    pages = []
    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()
        for number in range(min(count, len(document))):
            page = document[number]
            scale = SIDE / max(*page.get_size(), 1)
            pages.append(page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB"))
            page.close()
    return pages


def _by_poppler(root: Path, path: Path, count: int) -> list[Image.Image]:
    folder = Path(tempfile.mkdtemp(dir=root))
    command = ["pdftoppm", "-cropbox", "-scale-to", str(SIDE), "-l", str(count), str(path), str(folder / "p")]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=60)
    return [Image.open(file).convert("RGB") for file in sorted(folder.iterdir())]


def _picture(path: Path) -> tuple[Image.Image, int] | None:
    """Return a picture as it should stand on its page: upright, in sRGB, on white, fitted and centred.

    With it comes how many pixels are to be averaged: a small one is enlarged by each renderer in its own way.
    """
    try:
        with Image.open(path) as opened:
            image = ImageOps.exif_transpose(opened)
            icc = opened.info.get("icc_profile")
        if image.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
            return None  # of inks and deep colours opinions differ
        flat = Image.new("RGBA", image.size, "white")
        flat.alpha_composite(image.convert("RGBA"))
        picture = flat.convert("RGB")
        if icc and image.mode in {"P", "RGB", "RGBA"}:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            picture = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB")) or picture
    except Exception:  # noqa: BLE001 - whatever odd file: there is nothing to compare with
        return None
    wide = picture.width > picture.height * 1.05
    page = (SIDE, round(SIDE * A4[0] / A4[1])) if wide else (round(SIDE * A4[0] / A4[1]), SIDE)
    scale = min(page[0] / picture.width, page[1] / picture.height)
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    sheet = Image.new("RGB", page, "white")
    sheet.paste(picture.resize(size, Image.Resampling.BOX), ((page[0] - size[0]) // 2, (page[1] - size[1]) // 2))
    return sheet, max(PICTURE, ceil(2 * scale))


def _pairs(before: Sequence[Image.Image], after: Sequence[Image.Image], averaged: int = 2) -> Iterator[float | None]:
    """Yield for each page how much of it differs; a page that one renderer can't draw differs wholly."""
    for number in range(max(len(before), len(after))):
        if number >= min(len(before), len(after)):
            yield 1.0 if number < len(before) else None
            continue
        first, second = before[number], after[number]
        if max(abs(first.width - second.width), abs(first.height - second.height)) > 2:
            yield 1.0
            continue
        second = second.resize(first.size)
        a, b = (np.asarray(image.reduce(averaged), np.int16) for image in (first, second))
        yield round(float((np.abs(a - b).max(axis=2) > FAR).mean()), 4)


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    file, most, part = sys.argv[1:4]
    print(json.dumps(main(Path(file), int(most), float(part)), ensure_ascii=False, default=str))

"""How much of what an engine reads on the untouched page it still reads on a built one.

The engine is rapidocr (offline, its models are in its package) or, without it, tesseract with chi_sim. It runs in a
process of its own, `python -m bench.ocr IMAGE...` prints what it reads, so that it may live in another environment
(`--ocr-python`).
"""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

DPI = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands, in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def recalls(python: str, reference: Path, outputs: Mapping[str, Path]) -> dict[str, float] | None:
    """For pictures of one page: the share of the reference's characters read on each; None without an engine."""
    done = subprocess.run(
        [python, __file__, str(reference), *map(str, outputs.values())], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return None
    first, *others = [[Line(**line) for line in page] for page in json.loads(done.stdout.splitlines()[-1])]
    return {name: recall(first, lines) for name, lines in zip(outputs, others, strict=True)}


def recall(reference: Sequence[Line], found: Sequence[Line]) -> float:
    """Characters in the right order on the right line, over all characters of the reference."""
    total = sum(len(line.text) for line in reference)
    kept = sum(_common(line.text, _beside(line, found)) for line in reference)
    return kept / total if total else 1.0


def _beside(line: Line, found: Sequence[Line]) -> str:
    """What was read where the line stands, from left to right."""
    middle = [box for box in found if line.top <= (box.top + box.bottom) / 2 <= line.bottom]
    beside = [box for box in middle if min(box.right, line.right) > max(box.left, line.left)]
    return "".join(box.text for box in sorted(beside, key=lambda box: box.left))


def _common(first: str, second: str) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for character in first:
        before = 0
        for at, other in enumerate(second, 1):
            before, row[at] = row[at], before + 1 if character == other else max(row[at], row[at - 1])
    return row[-1]


def _rapidocr(images: Sequence[str]) -> list[list[Line]]:
    from rapidocr import RapidOCR  # may be missing, and takes a second

    engine = RapidOCR()
    pages = []
    for image in images:
        result: Any = engine(image)
        boxes, texts = (result.boxes, result.txts) if result.boxes is not None else ((), ())
        pages.append([_line(text, box) for box, text in zip(boxes, texts, strict=True)])
    return pages


def _line(text: str, box: Sequence[Sequence[float]]) -> Line:
    across, down = [float(x) for x, _ in box], [float(y) for _, y in box]
    return Line(text.replace(" ", ""), min(across), min(down), max(across), max(down))


def _tesseract(images: Sequence[str]) -> list[list[Line]]:
    return [page_by_tesseract(image) for image in images]


def page_by_tesseract(image: str) -> list[Line]:
    """What tesseract reads on a picture of a page."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder, "page")
        command = ["tesseract", image, str(base), "-l", "chi_sim", "--dpi", str(DPI), "tsv"]
        one_thread = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        subprocess.run(command, check=True, capture_output=True, env=one_thread)
        rows = [row.split("\t") for row in base.with_suffix(".tsv").read_text().splitlines()[1:]]
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float]]] = {}
    for row in rows:
        if row[0] == "5" and row[11].strip():
            left, top, width, height = (float(value) for value in row[6:10])
            lines.setdefault(tuple(row[1:5]), []).append((row[11], left, top, left + width, top + height))
    return [_line_of(words) for words in lines.values()]


def _line_of(words: Sequence[tuple[str, float, float, float, float]]) -> Line:
    texts, lefts, tops, rights, bottoms = zip(*words, strict=True)
    return Line("".join(texts), min(lefts), min(tops), max(rights), max(bottoms))


def main() -> int:
    if importlib.util.find_spec("rapidocr"):
        pages = _rapidocr(sys.argv[1:])
    elif shutil.which("tesseract"):
        pages = _tesseract(sys.argv[1:])
    else:
        return 3
    print(json.dumps([[asdict(line) for line in page] for page in pages], ensure_ascii=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Recall and false rates of what is seen on pages without reading them: seals, axis, blank, cut, the same twice.

python -m tools.test_pages /tmp/pages --seed 1
python -m bench.detectors /tmp/pages            # what was drawn for it; truth.json says what is on each page
python -m bench.detectors --sample              # the sample dossier
python -m bench.detectors /tmp/pages --list     # and each page that was judged wrongly
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageOps

from zcdossier.model.page_likeness import look_alike
from zcdossier.recognition.blank_page import is_blank
from zcdossier.recognition.page_looks import look_at_page
from zcdossier.recognition.recogniser import Corners, FoundText, Pixels


class _Blind:
    """Reads nothing and takes anything for a line: pages are told by looks alone, and no reader is loaded."""

    name = "blind"

    def read(self, _pixels: Pixels) -> FoundText:
        return FoundText()

    def read_strip(self, _pixels: Pixels) -> tuple[str, float]:
        return "", 0.0

    def find_faint(self, _pixels: Pixels) -> tuple[list[Corners], float]:
        return [], 1.0


_BLIND = _Blind()
DETECTORS: dict[str, Callable[[np.ndarray], Any]] = {
    "looks": look_at_page,
    "blank": lambda page: is_blank(page, _BLIND),
}
SAMPLE = Path(__file__).resolve().parents[1] / "sample_dossier"
UNSEALED = ("封面", "目录", "正文", "封底", "版权页", "扉页", "检索报告", "文件或证书-2", "-公布文件-2", "标准")
BLURRED_BELOW = 0.45


class Tally:
    """How often a detector was right, and where it was not."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.wrong: dict[str, list[str]] = defaultdict(list)

    def add(self, what: str, hit: bool, where: str) -> None:
        self.counts[what][0] += hit
        self.counts[what][1] += 1
        if not hit:
            self.wrong[what].append(where)


def drawn(folder: Path) -> Iterator[tuple[dict[str, Any], np.ndarray]]:
    """The pages of a drawn set with their truth."""
    for truth in json.loads((folder / "truth.json").read_text(encoding="utf-8")):
        with Image.open(folder / truth["file"]) as picture:
            yield truth, np.asarray(picture.convert("RGB"))


def sample() -> Iterator[tuple[dict[str, Any], np.ndarray]]:
    """The pages of the sample dossier: all upright, crisp, whole and different from each other."""
    for path in sorted(SAMPLE.rglob("*")):
        pictures: list[Image.Image] = []
        if path.suffix == ".pdf":
            with pypdfium2.PdfDocument(path) as document:
                pictures = [page.render(scale=150 / 72).to_pil().convert("RGB") for page in document]
        elif path.suffix in (".jpg", ".png", ".tif") and path.stem != "photo":
            with Image.open(path) as opened:
                pictures = [ImageOps.exif_transpose(opened).convert("RGB")]
        for number, picture in enumerate(pictures):
            sealed = not number and not any(word in path.stem for word in UNSEALED)
            name = f"{path.relative_to(SAMPLE)}#{number + 1}"
            truth = {"file": name, "turned": 0, "blank": False, "blurred": False, "cut": "", "grey": False}
            truth |= {"seals": [{}] if sealed else [], "same_as": name, "ornament": "", "kind": "", "dpi": 150}
            yield truth, np.asarray(picture)


def judge(truth: dict[str, Any], seen: dict[str, Any], tally: Tally) -> None:
    """Hold what was seen on one page against the truth."""
    where, looks = truth["file"], seen["looks"]
    if not truth["grey"]:
        _judge_seals(truth, looks.seals, tally)
    else:
        tally.add("grey page told", not looks.has_colour, where)
    if not truth["blank"]:
        axis, confidence = looks.turn, looks.turn_confidence
        right = 90 if truth["turned"] in (90, 270) else 0
        kind = "axis" + (", blurred" if truth["blurred"] else "")
        tally.add(f"{kind}: right", axis == right, f"{where} {axis} {confidence}")
        tally.add(f"{kind}: not wrong", axis in (right, None), f"{where} {axis} {confidence}")
    if truth["blank"]:
        tally.add("blank: found", seen["blank"] is True, f"{where} {seen['blank']}")
    else:
        tally.add("blank: no false", seen["blank"] is not True, f"{where} {seen['blank']}")
        tally.add("blank: said no", seen["blank"] is False, f"{where} {seen['blank']}")
    if truth["blurred"] and truth["kind"] != "cover":
        low = looks.sharpness is None or looks.sharpness < BLURRED_BELOW
        tally.add("blurred: found", low, f"{where} {looks.sharpness}")
    elif not truth["blank"]:
        crisp = looks.sharpness is None or looks.sharpness >= BLURRED_BELOW
        tally.add("blurred: no false", crisp, f"{where} {looks.sharpness}")
    if truth["cut"]:
        tally.add("cut: found", truth["cut"] in looks.cut_edges, f"{where} {looks.cut_edges}")
    else:
        tally.add("cut: no false", not looks.cut_edges, f"{where} {looks.cut_edges}")


def _judge_seals(truth: dict[str, Any], seals: tuple[Any, ...], tally: Tally) -> None:
    where = truth["file"]
    if not truth["seals"]:
        found = [(seal.shape, seal.confidence) for seal in seals]
        tally.add("seals: none where none is", not seals, f"{where} {truth['ornament']} {found}")
        return
    for seal in truth["seals"]:
        box = seal.get("box")
        best = max((_overlap(found.box, box) for found in seals), default=0.0) if box else float(bool(seals))
        tally.add("seals: found", best > 0.4, f"{where} {seal}")
        if box:
            tally.add(f"seals: found, {seal['style']}", best > 0.4, where)
            shapes = [found.shape for found in seals if _overlap(found.box, box) > 0.4]
            tally.add("seals: shape", seal["shape"] in shapes, f"{where} {seal['shape']} {shapes}")
        extra = len(seals) - (best > 0.4 if box else min(1, len(seals)))
        tally.add(
            "seals: nothing beside", extra <= 0, f"{where} {[(found.shape, found.confidence) for found in seals]}"
        )
    tally.add("seals: page has one", bool(seals), where)


def _overlap(box: Any, other: list[float]) -> float:
    """The share of both boxes' area that both have."""
    width = min(box.right, other[2]) - max(box.left, other[0])
    height = min(box.bottom, other[3]) - max(box.top, other[1])
    if width <= 0 or height <= 0:
        return 0.0
    area = (box.right - box.left) * (box.bottom - box.top) + (other[2] - other[0]) * (other[3] - other[1])
    return float(width * height / (area - width * height))


def judge_pairs(pages: list[tuple[dict[str, Any], dict[str, Any]]], tally: Tally) -> float:
    """Hold every pair of pages against whether they are one; returns the CPU seconds that took."""
    start = time.process_time()
    for (page, seen), (other, also) in combinations(pages, 2):
        if page["blank"] or other["blank"]:
            continue
        same = look_alike(seen["looks"].fingerprint, also["looks"].fingerprint)
        where = f"{page['file']} {other['file']}"
        if page["same_as"] and page["same_as"] == other["same_as"]:
            tally.add("same page: found", same, where)
        elif page.get("design") == other.get("design") and page.get("design"):
            tally.add("same layout, a few other words: told apart", not same, where)
        else:
            tally.add("other page: told apart", not same, where)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    tally, spent, pages = Tally(), dict.fromkeys(DETECTORS, 0.0), []
    for truth, rgb in sample() if options.sample else drawn(options.folder):
        seen = {}
        for name, detect in DETECTORS.items():
            start = time.process_time()
            seen[name] = detect(rgb)
            spent[name] += time.process_time() - start
        judge(truth, seen, tally)
        pages.append((truth, seen))
    seconds = judge_pairs(pages, tally)
    for what in sorted(tally.counts):
        hits, of = tally.counts[what]
        print(f"{what:40} {hits:6} of {of:6}  {100 * hits / of:6.1f} %")
    print("CPU ms a page:", ", ".join(f"{name} {1000 * total / len(pages):.0f}" for name, total in spent.items()))
    length = sum(len(seen["looks"].fingerprint) for _, seen in pages) // len(pages)
    print(f"all pairs: {seconds:.1f} s CPU; fingerprint {length} bytes")
    if options.list:
        for what, where in sorted(tally.wrong.items()):
            print(f"\n{what}")
            print("\n".join(f"  {line}" for line in where[:40]))


if __name__ == "__main__":
    main()

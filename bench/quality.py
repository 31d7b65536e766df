"""How good the pages of a PDF still are, against the sources they were made of.

    python -m bench.quality OUT.pdf SOURCE...      several outputs: --also NAME=OTHER.pdf

Per page: SSIM in grey at 150 and 300 dpi, the error of strong colours (seals), and whether it still is that page.
"""

import argparse
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bench.alike import verdict
from bench.rendering import SourcePage, View, opened, page_count, shown, source_pages, wanted_view
from bench.ssim import ssim

Pixels = np.ndarray

STRONG = 90  # max(R, G, B) - min(R, G, B) from which a pixel of the reference counts as strongly coloured
ENOUGH = 500  # fewer strongly coloured pixels than this are no seal
FINE = "ok"


@dataclass(frozen=True, slots=True)
class PageQuality:
    """One page against its source: likeness from 0 to 1, `colour` the mean error of R, G, B where colour is strong."""

    low: float
    high: float
    colour: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class Quality:
    """A whole PDF against its sources."""

    pages: Sequence[PageQuality]

    @property
    def low(self) -> tuple[float, float]:
        """Mean and worst likeness at 150 dpi."""
        return _mean_and_worst([page.low for page in self.pages])

    @property
    def high(self) -> tuple[float, float]:
        """Mean and worst likeness at 300 dpi."""
        return _mean_and_worst([page.high for page in self.pages])

    @property
    def colour(self) -> float | None:
        """Mean colour error over the pages that have strong colours."""
        found = [page.colour for page in self.pages if page.colour is not None]
        return float(np.mean(found)) if found else None

    @property
    def wrong(self) -> dict[int, str]:
        """Pages that no longer show their source, by number."""
        return {number: page.verdict for number, page in enumerate(self.pages, 1) if page.verdict != FINE}


def compare(outputs: Mapping[str, Path], sources: Sequence[Path], cache: Path | None = None) -> dict[str, Quality]:
    """Every output against the sources; `cache` keeps the sources' pages as pixels for the next time."""
    wanted = source_pages(sources)
    for name, file in outputs.items():
        if page_count(file) != len(wanted):
            raise ValueError(f"{name}: {page_count(file)} pages, the sources have {len(wanted)}")
    with ProcessPoolExecutor() as pool:
        rows = list(pool.map(partial(_page, list(outputs.values()), cache), range(len(wanted)), wanted))
    return {name: Quality([row[at] for row in rows]) for at, name in enumerate(outputs)}


def _page(files: Sequence[Path], cache: Path | None, number: int, source: SourcePage) -> list[PageQuality]:
    wanted = wanted_view(source, cache)
    return [_judged(wanted, shown(opened(file)[number], wanted.size)) for file in files]


def _judged(wanted: View, made: View) -> PageQuality:
    return PageQuality(
        ssim(wanted.low, made.low),
        ssim(wanted.high, made.high),
        colour_error(wanted.colour, made.colour),
        verdict(wanted.low, made.low),
    )


def colour_error(wanted: Pixels, made: Pixels) -> float | None:
    """Mean absolute difference of R, G and B (0 to 255) over the strongly coloured pixels of the reference."""
    strong = wanted.max(axis=2) - wanted.min(axis=2) >= STRONG
    if int(strong.sum()) < ENOUGH:
        return None
    return float(np.abs(wanted[strong] - made[strong]).mean())


def _mean_and_worst(values: Sequence[float]) -> tuple[float, float]:
    return float(np.mean(values)), min(values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("sources", type=Path, nargs="+", help="files in the order of the pages, or one folder of them")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=PDF")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the sources as pixels: much faster next time")
    parser.add_argument("--pages", action="store_true", help="one line per page, too")
    chosen = parser.parse_args()
    outputs = {chosen.output.stem: chosen.output}
    outputs |= {name: Path(file) for name, file in (pair.split("=", 1) for pair in chosen.also)}
    for name, quality in compare(outputs, _files(chosen.sources), chosen.cache).items():
        if chosen.pages:
            for number, page in enumerate(quality.pages, 1):
                colour = "    -" if page.colour is None else f"{page.colour:5.1f}"
                print(f"  {number:4} {page.low:.3f} {page.high:.3f} {colour} {page.verdict}")
        print(f"{name}: {summary(quality)}, {outputs[name].stat().st_size:,} bytes")


def summary(quality: Quality) -> str:
    """One line for a person."""
    low, high = quality.low, quality.high
    colour = "-" if quality.colour is None else f"{quality.colour:.1f}"
    wrong = f"; WRONG {quality.wrong}" if quality.wrong else ""
    return (
        f"SSIM 150 dpi mean {low[0]:.3f} worst {low[1]:.3f}, 300 dpi mean {high[0]:.3f} worst {high[1]:.3f}, "
        f"colour error {colour}{wrong}"
    )


def _files(sources: Sequence[Path]) -> list[Path]:
    """The files given; a folder's files in natural order."""
    found: list[Path] = []
    for source in sources:
        found += sorted(source.iterdir(), key=_natural) if source.is_dir() else [source]
    return found


def _natural(file: Path) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in file.stem.split("-")]


if __name__ == "__main__":
    main()

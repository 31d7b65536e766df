"""What is to be reached on each workload, worked out from the figures of one run (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.contest import OURS, Result
from bench.figures import Reach, at_least, at_most
from bench.measure import Run
from bench.quality import Quality
from bench.workloads import Workload

MEMORY = 600


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured on a workload; `runs` holds what only some workloads have."""

    work: Workload
    results: Mapping[str, Result]
    qualities: Mapping[str, Quality]
    recalls: Mapping[str, Sequence[float]]
    runs: Mapping[str, Run]
    identical: Sequence[bool] = ()

    @property
    def ours(self) -> Result:
        """What zcdossier did."""
        return self.results[OURS]

    @property
    def fitting(self) -> list[str]:
        """The peers whose files are all below the limit."""
        return [name for name, run in self.results.items() if name != OURS and run.files and not run.over]


def goals(figures: Figures) -> list[Reach]:
    """Every workload fits, in bounded memory; the rest is each one's own."""
    if not figures.ours.files:
        return [Reach("every record built", "no", "yes", good=False)]
    own = {
        "heavy": _heavy,
        "lossless": _lossless,
        "pdfheavy": _pdfheavy,
        "mixed": _mixed,
        "dossier": _dossier,
    }
    memory = at_most("memory at its peak", figures.ours.run.peak / 1e6, MEMORY, " MB")
    found = [at_most("records over the limit", figures.ours.over, 0), memory]
    if figures.work.name != "lossless":
        found.append(
            at_least("of the limit used where a record had to shrink", figures.ours.used(figures.work)[0], 0.97)
        )
    return found + own.get(figures.work.name, lambda _: [])(figures)


def _against(figures: Figures, peer: str, most: float) -> list[Reach]:
    if peer not in figures.results:
        return []
    other = figures.results[peer]
    ratio = figures.ours.run.seconds / other.run.seconds
    return [at_most(f"time, in times of {other.title}", ratio, most, note=_by_cpu(figures.ours.run, other.run))]


def _by_cpu(run: Run, other: Run) -> str:
    """The same ratio by what the processor did, which a busy machine changes less."""
    return f"(by processor time {run.cpu / other.cpu:.3g})" if other.cpu else ""


def _heavy(figures: Figures) -> list[Reach]:
    found = _against(figures, "gs-loop", 0.35)
    quality = figures.qualities.get(OURS)
    if quality is not None:
        found += [
            at_least("SSIM of the worst page, 150 dpi", quality.low[1], 0.88),
            at_least("SSIM of the worst page, 300 dpi", quality.high[1], 0.87),
            at_most("error of strong colours (seals)", quality.colour or 0.0, 7),
            *_better(figures, quality),
        ]
    if OURS in figures.recalls:
        recalls = figures.recalls[OURS]
        found += [
            at_least("characters still read, mean", sum(recalls) / len(recalls), 0.95),
            at_least("characters still read, worst page", min(recalls), 0.93),
        ]
        others = {name: sum(figures.recalls[name]) for name in figures.fitting if name in figures.recalls}
        if others:
            best = max(others.values()) / len(recalls)
            found.append(
                at_least("the same, against the best peer that fits", sum(recalls) / len(recalls), round(best, 3))
            )
    if "pillow" in figures.results:
        found.append(_throughput(figures, "pillow", "the Pillow loop"))
    return found


def _throughput(figures: Figures, peer: str, called: str) -> Reach:
    ours, other = figures.ours.run, figures.results[peer].run
    note = _by_cpu(other, ours)
    return at_least(f"throughput, in times of {called}'s", other.seconds / ours.seconds, 0.8, note=note)


def _better(figures: Figures, quality: Quality) -> list[Reach]:
    others = [figures.qualities[name] for name in figures.fitting if name in figures.qualities]
    if not others:
        return []
    colours = [found.colour for found in others if found.colour is not None]
    reaches = [
        at_least(
            "worst page at 150 dpi, against the best peer's",
            quality.low[1],
            round(max(found.low[1] for found in others), 3),
        ),
        at_least(
            "worst page at 300 dpi, against the best peer's",
            quality.high[1],
            round(max(found.high[1] for found in others), 3),
        ),
    ]
    if colours and quality.colour is not None:
        reaches.append(
            at_most("error of strong colours, against the best peer's", quality.colour, round(min(colours), 1))
        )
    return reaches


def _lossless(figures: Figures) -> list[Reach]:
    changed = sum(not same for same in figures.identical)
    bare, floor = figures.runs["bare"].seconds, figures.runs["floor"].seconds
    took = figures.ours.run.seconds
    bare_time = f"(the same with a bare interpreter: {bare:.2f} s)"
    return [
        at_most(f"time, in times of start-up, reading, writing ({floor:.2f} s)", took / floor, 2.5, note=bare_time),
        at_most("seconds", took, 0.5),
        at_most(f"of {len(figures.identical)} JPEGs, coded anew or changed", changed, 0),
    ]


def _pdfheavy(figures: Figures) -> list[Reach]:
    found = _against(figures, "gs-ebook", 0.5)
    ours, theirs = figures.qualities.get(OURS), figures.qualities.get("gs-ebook")
    if ours is not None and theirs is not None:
        found += [
            at_least("worst page at 150 dpi, against gs /ebook's", ours.low[1], round(theirs.low[1], 3)),
            at_least("worst page at 300 dpi, against gs /ebook's", ours.high[1], round(theirs.high[1], 3)),
        ]
    return found


def _mixed(figures: Figures) -> list[Reach]:
    quality = figures.qualities.get(OURS)
    if quality is None:
        return []
    return [at_most("pages blank, turned, inverted or another picture", len(quality.wrong), 0)]


def _dossier(figures: Figures) -> list[Reach]:
    found = _against(figures, "gs-loop", 0.75)
    if "bare" in figures.results:
        found.append(_throughput(figures, "bare", "the bare loop"))
    lint = figures.runs["lint"].seconds
    found.append(at_most(f"second build, in times of a lint ({lint:.2f} s)", figures.runs["again"].seconds / lint, 1.5))
    return found

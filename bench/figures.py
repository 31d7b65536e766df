"""How the figures are printed: one table per workload, and below it what was to be reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.contest import Result
from bench.quality import Quality
from bench.workloads import Workload


@dataclass(frozen=True, slots=True)
class Reach:
    """One figure to reach: what was measured, as text, and whether that is enough."""

    what: str
    figure: str
    goal: str
    good: bool
    note: str = ""


def at_most(what: str, figure: float, most: float, unit: str = "", note: str = "") -> Reach:
    return Reach(what, f"{figure:.3g}{unit}", f"<= {most:g}{unit}", figure <= most, note)


def at_least(what: str, figure: float, least: float, unit: str = "", note: str = "") -> Reach:
    return Reach(what, f"{figure:.3f}{unit}", f">= {least:g}{unit}", figure >= least, note)


def table(
    work: Workload,
    results: Sequence[Result],
    qualities: Mapping[str, Quality],
    recalls: Mapping[str, Sequence[float]],
) -> str:
    """Everybody's figures side by side."""
    heads = ["", "seconds", "cpu", "memory", "bytes out", "over", "of limit", "150 dpi", "worst", "300 dpi", "worst"]
    heads += ["colour", "OCR", "worst", "pages"]
    rows = [heads]
    for result in results:
        rows.append(
            [
                result.title,
                f"{result.run.seconds:.2f}",
                f"{result.run.cpu:.2f}",
                f"{result.run.peak / 1e6:.0f} MB",
                *_out(work, result),
            ]
        )
        rows[-1] += _quality(qualities.get(result.name)) + _recall(recalls.get(result.name))
        rows[-1].append(_pages(qualities.get(result.name)))
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    return "\n".join(
        "  ".join(_padded(cell, width, at) for at, (cell, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    )


def reached(reaches: Sequence[Reach]) -> str:
    """The figures to reach, one line each."""
    return "\n".join(
        f"  {'yes' if reach.good else 'NO ':<3}  {reach.what:<52} {reach.figure:>10}   {reach.goal} {reach.note}"
        for reach in reaches
    )


def _padded(cell: str, width: int, at: int) -> str:
    return cell.ljust(width) if at == 0 else cell.rjust(width)


def _out(work: Workload, result: Result) -> list[str]:
    if not result.files:
        return ["failed", "", ""]
    least, most = result.used(work)
    share = f"{most:.1%}" if len(work.records) == 1 else f"{least:.0%}-{most:.0%}"
    return [f"{sum(result.sizes):,}", str(result.over or "-"), share]


def _quality(quality: Quality | None) -> list[str]:
    if quality is None:
        return ["", "", "", "", ""]
    colour = "-" if quality.colour is None else f"{quality.colour:.1f}"
    return [*(f"{share:.3f}" for share in (*quality.low, *quality.high)), colour]


def _recall(recalls: Sequence[float] | None) -> list[str]:
    return [f"{sum(recalls) / len(recalls):.3f}", f"{min(recalls):.3f}"] if recalls else ["", ""]


def _pages(quality: Quality | None) -> str:
    if quality is None:
        return ""
    return (
        "all shown" if not quality.wrong else ", ".join(f"{number}: {what}" for number, what in quality.wrong.items())
    )

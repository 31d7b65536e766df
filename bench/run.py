"""Prints what zcdossier needs and what comes out, beside other ways to the same PDFs, workload by workload.

python -m bench.run                        everything: start-up, lint, and the six workloads
python -m bench.run heavy --work DIR       one of them
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench import startup
from bench.contest import OURS, Result, again, floors, ours, peer
from bench.figures import reached, table
from bench.goals import Figures, goals
from bench.measure import Run
from bench.ocr import DPI, recalls
from bench.peers import PEERS
from bench.quality import Quality, compare
from bench.recipes import recipes
from bench.rendering import opened, page_count, pictured, reference, source_pages
from bench.scandata import identical
from bench.workloads import DEFAULT_WORK, Workload, workload

STARTUP = "startup"
NAMES = (STARTUP, *recipes())
COMPARED = ("small", "heavy", "pdfheavy", "mixed")
UNCHANGED = 0.97  # of the sources' bytes: nothing was given up, so there is nothing to compare
READ = (6, 20, 33)  # pages of `heavy` that are read: fine print, a journal, a table


def main() -> None:
    chosen = _arguments()
    machine = f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, load {_load()}"
    print(f"{machine}, Python {platform.python_version()}")
    for name in chosen.names or NAMES:
        print(f"\n== {name}")
        if name == STARTUP:
            startup.everything([50, 500], chosen.repeat + 2)
        else:
            _contest(workload(name, chosen.work), chosen)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "names", nargs="*", choices=[[], *NAMES], metavar="NAME", help=f"{', '.join(NAMES)}; default: all"
    )
    parser.add_argument("--work", type=Path, default=DEFAULT_WORK, help="where workloads are kept (about 1.2 GB)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each program; the middle time counts")
    parser.add_argument("--peers", nargs="*", choices=list(PEERS), help="only these")
    parser.add_argument("--slow-peers", action="store_true", help="also those that take minutes, once each")
    parser.add_argument("--no-quality", action="store_true", help="times and bytes only")
    parser.add_argument("--ocr-python", default=sys.executable, help="an interpreter that has rapidocr")
    return parser.parse_args()


def _contest(work: Workload, chosen: argparse.Namespace) -> None:
    print(f"{sum(map(len, work.records))} files in {len(work.records)} records, {work.bytes / 1e6:.1f} MB")
    out = chosen.work / "out" / work.name
    results = {OURS: ours(work, out / OURS, chosen.repeat)}
    runs, same = _own_runs(work, results[OURS], out, chosen.repeat)
    results |= _peers(work, out, chosen)
    qualities: dict[str, Quality] = {}
    read: dict[str, list[float]] = {}
    if work.name in COMPARED and not chosen.no_quality:
        comparable = _comparable(work, results)
        qualities = compare(comparable, work.records[0], chosen.work / "seen") if comparable else {}
        read = _read(work, comparable, chosen.ocr_python) if work.name == "heavy" else {}
    print(table(work, list(results.values()), qualities, read))
    print(reached(goals(Figures(work, results, qualities, read, runs, same))))


def _own_runs(work: Workload, result: Result, out: Path, repeat: int) -> tuple[dict[str, Run], list[bool]]:
    """What only one workload is asked for."""
    if work.name == "lossless":
        same = identical(result.files[0], work.records[0]) if result.files else []
        bare, with_libraries = floors(work, out / "floor", repeat * 3)
        return {"bare": bare, "floor": with_libraries}, same
    if work.name == "dossier":
        second, lint = again(work, out / OURS, repeat)
        return {"again": second, "lint": lint}, []
    return {}, []


def _peers(work: Workload, out: Path, chosen: argparse.Namespace) -> dict[str, Result]:
    results = {}
    for name, tool in PEERS.items():
        if (chosen.peers is not None and name not in chosen.peers) or (tool.only and work.name not in tool.only):
            continue
        if tool.missing:
            print(f"({tool.title}: {tool.missing} is not installed)")
        elif tool.slow and not chosen.slow_peers:
            print(f"({tool.title}: only with --slow-peers)")
        else:
            results[name] = peer(name, work, out / name, 1 if tool.slow else chosen.repeat)
            if results[name].run.code:
                print(f"({tool.title} failed: {results[name].run.output.strip()[-300:]})")
    return results


def _comparable(work: Workload, results: Mapping[str, Result]) -> dict[str, Path]:
    """The PDF of each contestant that gave something up and has as many pages as the sources."""
    wanted = len(source_pages(work.records[0]))
    found = {}
    for name, result in results.items():
        if not result.files or (name != OURS and sum(result.sizes) > work.bytes * UNCHANGED):
            continue
        if (pages := page_count(result.files[0])) == wanted:
            found[name] = result.files[0]
        else:
            print(f"({result.title}: {pages} pages instead of {wanted})")
    return found


def _read(work: Workload, outputs: Mapping[str, Path], python: str) -> dict[str, list[float]]:
    """What an engine reads on a few pages, against what it reads on the untouched ones."""
    sources = source_pages(work.records[0])
    read: dict[str, list[float]] = {name: [] for name in outputs}
    with tempfile.TemporaryDirectory() as folder:
        for number in READ:
            wanted = Path(folder, "reference.png")
            with reference(sources[number]) as page:
                pictured(page, DPI).save(wanted)
            pictures = {name: Path(folder, f"{name}.png") for name in outputs}
            for name, file in outputs.items():
                pictured(opened(file)[number], DPI).save(pictures[name])
            found = recalls(python, wanted, pictures)
            if found is None:
                print("(OCR: neither rapidocr nor tesseract; --ocr-python names an interpreter that has rapidocr)")
                return {}
            for name, share in found.items():
                read[name].append(share)
    return read


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


if __name__ == "__main__":
    main()

"""Prints how fast zcdossier starts, lints and skips, beside what it is measured against."""

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.dossiers import SAMPLE, make

PROGRAM = [sys.executable, "-m", "zcdossier"]
STATES = ("cold", "warm", "edited")
SETTLED = 2.1  # seconds after which what was changed is kept


def wall(command: Sequence[str], repeat: int) -> float:
    """Median seconds of a whole process."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def line(what: str, seconds: float, against: str) -> None:
    print(f"{what:<44} {seconds * 1000:9.1f} ms   {against}")


def start_up(repeat: int) -> None:
    wall([*PROGRAM, "lint", str(SAMPLE)], 1)
    base = wall([sys.executable, "-c", "import yaml, argparse"], repeat * 3)
    reach = 3 * base + 0.06
    line('python -c "import yaml, argparse"', base, "the base")
    for arguments in (["--help"], ["lint", str(SAMPLE)]):
        took = wall([*PROGRAM, *arguments], repeat * 3)
        name = " ".join(["zcdossier", *[Path(argument).name for argument in arguments]])
        line(name, took, f"{took / base:.1f} × base; to reach: 3 × base + 60 ms = {reach * 1000:.0f} ms")


def cpu(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds of the processor that a whole process took: what runs beside it counts less than by the clock."""
    import resource  # Windows has none

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def beside(other: Path, repeat: int) -> None:
    """Lint of the sample by this tree and by another in turn: cold (nothing kept), warm, and after an edit."""
    trees = {"other": other.resolve(), "this": Path(__file__).resolve().parent.parent}
    times: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, tree in trees.items():
            compileall.compile_dir(tree / "zcdossier", quiet=2)
            shutil.copytree(SAMPLE, Path(folder, name), ignore=shutil.ignore_patterns("build", ".zcdossier"))
        for at in range(repeat + 1):  # the first round compiles profiles, and is not counted
            time.sleep(SETTLED)
            for name, tree in trees.items():
                shutil.rmtree(Path(folder, name, ".zcdossier"), ignore_errors=True)
                for state in STATES:
                    if state == "edited":
                        Path(folder, name, "dossier.yaml").touch()
                    took = cpu([*PROGRAM, "lint", str(Path(folder, name))], os.environ | {"PYTHONPATH": str(tree)})
                    times.setdefault((name, state), []).extend([took] if at else [])
    for state in STATES:
        ratio = statistics.median(
            mine / theirs for mine, theirs in zip(times["this", state], times["other", state], strict=True)
        )
        theirs = statistics.median(times["other", state]) * 1000
        line(
            f"lint of the sample, {state}, processor",
            statistics.median(times["this", state]),
            f"{ratio:.2f} × {other} ({theirs:.0f} ms)",
        )


def many(counts: Sequence[int], repeat: int) -> None:
    per: dict[int, float] = {}
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), count)
            wall([*PROGRAM, "lint", "-q", folder], 1)
            per[count] = wall([*PROGRAM, "lint", "-q", folder], max(1, repeat // 3)) / count
            summary = wall([*PROGRAM, "office", "summary", folder], max(1, repeat // 3)) / count
        line(f"lint of {count} dossiers, each", per[count], f"{per[count] / per[counts[0]]:.2f} × that at {counts[0]}")
        line(f"office summary of {count}, each", summary, f"{summary / per[count]:.2f} × lint; to reach: 1.25 ×")


def unchanged(repeat: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "sample")
        shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("build", ".zcdossier"))
        first = wall([*PROGRAM, "build", "-q", "--no-report", str(root)], 1)
        again = wall([*PROGRAM, "build", "-q", "--no-report", str(root)], repeat)
        lint = wall([*PROGRAM, "lint", "-q", str(root)], repeat)
    line("build of the sample, first", first, f"{len(list(SAMPLE.rglob('*.*')))} files")
    line("build of the sample, nothing changed", again, f"{again / lint:.2f} × a lint ({lint * 1000:.0f} ms)")


def everything(counts: Sequence[int], repeat: int) -> None:
    """All of it, one line per figure."""
    start_up(repeat)
    many(counts, repeat)
    unchanged(repeat)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossiers", type=int, nargs="+", default=[50, 500])
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--beside", type=Path, help="another tree of ours: lint of the sample by both in turn, no more")
    chosen = parser.parse_args()
    if chosen.beside is not None:
        beside(chosen.beside, chosen.repeat * 3)
        return
    everything(chosen.dossiers, chosen.repeat)


if __name__ == "__main__":
    main()

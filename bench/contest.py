"""One workload through zcdossier and through every peer: times, memory, what came out."""

import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.measure import Run, median
from bench.peers import LIMIT, PEERS
from bench.workloads import Workload

OURS = "zcdossier"
PROGRAM = [sys.executable, "-m", "zcdossier"]
BUILD = [*PROGRAM, "build", "-q", "--no-report"]  # no peer writes a page to look at; bench/report.py times that


@dataclass(frozen=True, slots=True)
class Result:
    """What one contestant did: its run, and the PDF of each record (none where it failed)."""

    name: str
    title: str
    run: Run
    files: Sequence[Path]

    @property
    def sizes(self) -> list[int]:
        """Bytes of each PDF."""
        return [file.stat().st_size for file in self.files]

    @property
    def over(self) -> int:
        """How many PDFs are not below the limit."""
        return sum(size >= LIMIT for size in self.sizes)

    def used(self, work: Workload) -> tuple[float, float]:
        """The least and the most of the limit used, over the records that had to shrink."""
        before = [sum(file.stat().st_size for file in record) for record in work.records]
        shares = [after / LIMIT for after, was in zip(self.sizes, before, strict=True) if was >= LIMIT]
        return (min(shares), max(shares)) if shares else (sum(self.sizes) / LIMIT / len(before),) * 2


def ours(work: Workload, out: Path, repeat: int) -> Result:
    """Build the dossier from nothing, `repeat` times."""
    run = median(repeat, [*BUILD, "--out", str(out), str(work.root)], partial(_forget, work, out))
    return Result(OURS, OURS, run, _complete(sorted((out / "upload").rglob("*.pdf")), work))


def again(work: Workload, out: Path, repeat: int) -> tuple[Run, Run]:
    """A second build with nothing changed, and a lint."""
    build = median(repeat, [*BUILD, "--out", str(out), str(work.root)])
    return build, median(repeat, [*PROGRAM, "lint", "-q", str(work.root)])


def peer(name: str, work: Workload, out: Path, repeat: int) -> Result:
    """Let a peer make the same PDFs."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as job:
        json.dump({"out": str(out), "records": [[str(file) for file in record] for record in work.records]}, job)
    try:
        run = median(repeat, [sys.executable, "-m", "bench.peers", name, job.name])
    finally:
        Path(job.name).unlink()
    return Result(name, PEERS[name].title, run, _complete(sorted(out.glob("*.pdf")), work) if run.code == 0 else ())


def floors(work: Workload, out: Path, repeat: int) -> tuple[Run, Run]:
    """Read every source and write its bytes: with a bare start of the interpreter, and with the libraries' too."""
    sources = [str(file) for record in work.records for file in record]
    program = [sys.executable, "-m", "bench.read_write"]
    bare = median(repeat, [*program, str(out), *sources])
    return bare, median(repeat, [*program, "--libraries", str(out), *sources])


def _forget(work: Workload, out: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(work.root / ".zcdossier", ignore_errors=True)


def _complete(files: Sequence[Path], work: Workload) -> Sequence[Path]:
    return files if len(files) == len(work.records) else ()

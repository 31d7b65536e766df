"""Prints what a scheduler with two workers costs on one machine, beside two processes: there it can gain nothing.

python -m bench.machines [--copies 12]
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.dossiers import SAMPLE

PROGRAM = [sys.executable, "-m", "zcdossier"]
LOCAL = ["--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]


def start(folder: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", f"distributed.cli.dask_{name}", "--scheduler-file", str(folder / "at.json"), *LOCAL]
    return subprocess.Popen([*line, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def fresh(folder: Path, copies: int) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    for number in range(copies):
        ignored = shutil.ignore_patterns("build", ".zcdossier")
        shutil.copytree(SAMPLE, folder / f"applicant-{number:02d}", ignore=ignored)
    return folder


def wall(arguments: list[str]) -> float:
    began = time.perf_counter()
    done = subprocess.run([*PROGRAM, *arguments], stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit(f"{arguments} ended with {done.returncode}")
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=12)
    copies = parser.parse_args().copies
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        processes = [start(folder, "scheduler", "--port", "0")]
        try:
            processes.append(start(folder, "worker", "--nworkers", "2", "--nthreads", "1"))
            while not (folder / "at.json").exists():
                time.sleep(0.1)
            time.sleep(5)
            address = json.loads((folder / "at.json").read_text(encoding="utf-8"))["address"]
            for command in (["lint", "-q", "--jobs", "2"], ["build", "-q", "--no-report", "--jobs", "2"]):
                alone = wall([*command, str(fresh(folder / "share", copies))])
                shared = [*command[:-2], "--scheduler", address]
                spread = wall([*shared, str(fresh(folder / "share", copies))])
                print(
                    f"{command[0]} of {copies}: alone {alone:.1f} s, two workers {spread:.1f} s, {spread / alone:.2f} ×"
                )
        finally:
            for process in reversed(processes):
                process.terminate()
                process.wait()


if __name__ == "__main__":
    main()

"""Scans given one after the other to a process of their own, `one_scan`, and what is wrong with what became of them."""

import json
import select
import subprocess
import sys
from pathlib import Path
from typing import Any, TextIO

SECONDS = 10  # of processor time for one file, probed once and built twice
MEMORY = 1_150_000_000  # bytes; a picture may take 0.8 GB of it
PATIENCE = 300
WORKER = Path(__file__).with_name("one_scan.py")
_FRESH = 400_000_000  # a process that took more is not asked again: what it keeps would count for the next file


class Worker:
    """The process, started anew when it dies."""

    def __init__(self, folder: Path, complaints: TextIO) -> None:
        self._folder = folder
        self._complaints = complaints
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, data: bytes, suffix: str) -> dict[str, Any]:
        """What became of a scan of these bytes."""
        scan = self._folder / f"scan{suffix}"
        scan.write_bytes(data)
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{scan}\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        line = process.stdout.readline() if ready else ""
        scan.unlink()
        if not line:
            self.close()
            complaint = Path(self._complaints.name).read_text(errors="replace")[-2000:]
            return {"outcome": "died" if ready else "hangs", "error": f"exit code {process.returncode}\n{complaint}"}
        answer: dict[str, Any] = json.loads(line)
        if answer["peak"] > _FRESH:
            self.close()
        return answer

    def _start(self) -> subprocess.Popen[str]:
        line = [sys.executable, str(WORKER), str(SECONDS)]
        self._process = subprocess.Popen(
            line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints, text=True, cwd=self._folder
        )
        return self._process

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._process = None


def wrong(answer: dict[str, Any]) -> str:
    """What is wrong with an answer, if anything."""
    if answer["outcome"] not in {"built", "refused"}:
        return f"{answer['outcome']}: {answer['error']}"
    if answer["seconds"] > SECONDS:
        return f"took {answer['seconds']:.1f} s"
    if answer["peak"] > MEMORY:
        return f"took {answer['peak'] / 1e6:.0f} MB"
    return ""

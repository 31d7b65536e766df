"""A process of its own that probes and builds one scan after the other, each under limits; for the fuzz run.

Each line on standard input is the path of a scan; each line on standard output says, as JSON, what became of
it. Any exception but the room's own refusal goes into that answer. A crash ends the process, and so does a scan
that takes more processor time than it may: whoever asked sees the answer missing.
"""

import json
import logging
import resource
import shutil
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from zcdossier.assemble.build_record import build_record
from zcdossier.assemble.plan import Piece, RecordJob
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.facts import FactGroup
from zcdossier.model.receipt import BuildOutcome, RecordReceipt
from zcdossier.probe.gather import gather

TARGET = PurePosixPath("record.pdf")
OUT = "out"
_TIGHTER = 0.7
_STATUS = Path("/proc/self/status")
_FORGET_PEAK = Path("/proc/self/clear_refs")


def seconds_used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Let the kernel end the process when it works for much longer."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds_used()) + seconds + 1, hard))
    yield
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def peak() -> int:
    """The most memory this process had, in bytes, since `forget_peak` where there is such a thing."""
    if _STATUS.exists():
        (line,) = [line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def forget_peak() -> None:
    if _FORGET_PEAK.exists():
        _FORGET_PEAK.write_text("5")


def handle(scan: Path) -> dict[str, Any]:
    """Probe it, build it, and build it again under a limit that forces its pictures to be coded anew."""
    shutil.rmtree(scan.parent / OUT, ignore_errors=True)
    facts = gather(scan.parent, [scan.name], needs={scan.name: frozenset({FactGroup.BORDER})})
    if facts[scan.name].usable:
        first = build(scan, facts, BuildLimits())
        if first.outcome is not BuildOutcome.FAILED:
            second = build(scan, facts, BuildLimits(max_bytes=max(2500, int(first.bytes * _TIGHTER))))
            return {"outcome": "built", "error": second.error.en}
    else:  # lint says so; build must say so too
        first = build(scan, facts, BuildLimits())
    assert first.error.zh
    assert first.error.en
    return {"outcome": "refused", "error": first.error.en}


def build(scan: Path, facts: Any, limits: BuildLimits) -> RecordReceipt:
    pieces = (Piece(scan.name, "proof", "proof"),)
    job = RecordJob(scan.parent, "awards[0]", "awards", "title", pieces, facts, TARGET, limits)
    out = scan.parent / OUT
    receipt = build_record(job, out, None)
    assert (receipt.outcome is BuildOutcome.BUILT) == bool(receipt.file), receipt
    if receipt.file:
        assert (out / receipt.file).stat().st_size == receipt.bytes < limits.max_bytes
    assert list(out.glob(".*")) == []
    return receipt


def main(seconds: int) -> None:
    unexpected: list[str] = []

    class Listener(logging.Handler):
        """What the last resort of the room let through: worth a look, though it costs no run."""

        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info and record.exc_info[1]:
                unexpected.append("".join(traceback.format_exception(record.exc_info[1])[-6:]))

    logger = logging.getLogger("zcdossier")
    logger.addHandler(Listener())
    logger.setLevel(logging.DEBUG)
    for line in sys.stdin:
        scan = Path(line.rstrip("\n"))
        before = seconds_used()
        unexpected.clear()
        forget_peak()
        try:
            with at_most(seconds):
                answer = handle(scan)
        except BaseException:  # noqa: BLE001 - this is what is looked for
            answer = {"outcome": "raised", "error": traceback.format_exc()}
        answer |= {"seconds": seconds_used() - before, "peak": peak(), "unexpected": unexpected}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""Damaged scans of every kind through probe and assemble: a refusal or an upload, soon, in little memory, no crash.

In CI a few dozen of each kind, the same every time. `ZCDOSSIER_FUZZ_SECONDS=900 pytest tests/reliability/test_fuzz.py`
goes on for a quarter of an hour with others; `ZCDOSSIER_FUZZ_SEED` says where to begin. What fails is kept and named.
"""

import itertools
import os
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import damage
import pytest
import scan_kinds
from one_by_one import Worker, wrong

EACH = 16
ENOUGH = 20

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits on processes are another thing there")


def failures(worker: Worker, kind: str, seeds: Iterable[int], folder: Path) -> Iterator[str]:
    """Try the kind damaged by each seed; keep the scans that something goes wrong with."""
    suffix, make = scan_kinds.KINDS[kind]
    whole = make()
    for seed in seeds:
        data = damage.damaged(whole, f"{kind} {seed}")
        if complaint := wrong(worker(data, suffix)):
            kept = folder / f"{kind}-{seed}{suffix}"
            kept.write_bytes(data)
            yield f"{kept}: {complaint}"


@pytest.mark.parametrize("kind", scan_kinds.KINDS)
def test_whole_it_is_built(worker: Worker, kind: str) -> None:
    """Otherwise what follows would try nothing."""
    suffix, make = scan_kinds.KINDS[kind]
    answer = worker(make(), suffix)
    assert (answer["outcome"], wrong(answer)) == ("built", "")


@pytest.mark.parametrize("kind", scan_kinds.KINDS)
def test_damaged_it_is_built_or_refused(worker: Worker, kind: str, tmp_path: Path) -> None:
    assert list(failures(worker, kind, range(EACH), tmp_path)) == []


@pytest.mark.skipif("ZCDOSSIER_FUZZ_SECONDS" not in os.environ, reason="only where a longer run is asked for")
def test_for_as_long_as_asked(worker: Worker, tmp_path: Path) -> None:
    until = time.monotonic() + float(os.environ["ZCDOSSIER_FUZZ_SECONDS"])
    start = int(os.environ.get("ZCDOSSIER_FUZZ_SEED", "1000"))
    found: list[str] = []
    for number in itertools.count(start):
        for kind in scan_kinds.KINDS:
            if time.monotonic() > until or len(found) > ENOUGH:
                assert found == [], f"seeds {start} to {number}"
                return
            found += failures(worker, kind, [number], tmp_path)


def test_the_watch_sees_what_goes_wrong() -> None:
    """Each way to fail is one that the tests above would see."""
    fine = {"outcome": "refused", "error": "", "seconds": 1.0, "peak": 10}
    assert wrong(fine) == ""
    for change in (
        {"outcome": "raised"},
        {"outcome": "died"},
        {"outcome": "hangs"},
        {"seconds": 99.0},
        {"peak": 9**11},
    ):
        assert wrong({**fine, **change})


def test_a_crash_and_a_hang_are_seen(worker: Worker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for code, seen in (("import os; input(); os.abort()", "died"), ("input(); [0 for _ in iter(int, 1)]", "hangs")):
        script = tmp_path / f"{seen}.py"
        script.write_text(code)
        monkeypatch.setattr("one_by_one.WORKER", script)
        monkeypatch.setattr("one_by_one.PATIENCE", 1)
        worker.close()
        assert worker(b"", ".jpg")["outcome"] == seen
    worker.close()

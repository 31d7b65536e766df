"""Builds that are stopped: a full disk, a limit on files, Ctrl-C. No torn PDF, and the next build mends all.

Kills are in test_killed.
"""

import contextlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from processor_time import used_by, used_by_ended

Run = Callable[..., Any]
Leftovers = Callable[[Path], list[str]]
PATIENCE = 300
PROMPT = 3.0  # of processor time; half of it usually
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, limits and mounts are other things there")


@pytest.fixture
def heavy(office: Any, noise: bytes) -> Path:
    """A dossier whose first record takes a while: photos of many megabytes that have to be made smaller."""
    root: Path = office.with_scan("an", noise)
    folder = root / "01-获奖" / "2021 甲"
    for number in range(2, 9):
        shutil.copyfile(folder / "1-证书.jpg", folder / f"{number}-证书.jpg")
    return root


def whole(folder: Path) -> dict[str, bytes]:
    """Every upload below a folder; each must open and have its pages."""
    found = {}
    for path in folder.rglob("*.pdf"):
        assert len(pypdf.PdfReader(path, strict=True).pages) > 0, path
        found[path.name] = path.read_bytes()
    return found


def failed(ran: Any) -> list[str]:
    (dossier,) = ran.json["dossiers"]
    return [record["record"] for record in dossier["records"] if record["outcome"] == "failed"]


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


def test_a_full_disk(zc: Run, office: Any, noise: bytes, tiny_disk: Path, leftovers: Leftovers) -> None:
    office.with_scan("an", noise)
    ran = zc("build", "an", "--out", tiny_disk, "--format", "json", cwd=office.path)
    assert ran.code == 1
    assert failed(ran) == ["01-获奖/2021 甲"]
    assert "磁盘空间不足" in ran.json["dossiers"][0]["records"][0]["error"]
    assert list(whole(tiny_disk)) == ["02 2022 乙.pdf"]
    assert leftovers(tiny_disk) == []


def test_a_disk_that_takes_not_even_the_receipt(
    zc: Run, office: Any, scan: bytes, tiny_disk: Path, leftovers: Leftovers
) -> None:
    """Both are told, what became of the records and that the receipt is lost; earlier uploads stay."""
    root = office.with_scan("an", scan)
    assert zc("build", "an", "--out", tiny_disk, cwd=office.path).code == 0
    before = whole(tiny_disk)
    (root / "01-获奖" / "2021 甲" / "2-证书.jpg").write_bytes(scan)
    fill(tiny_disk / "filler")
    ran = zc("build", "an", "--out", tiny_disk, cwd=office.path)
    assert ran.code == 2
    assert "磁盘空间不足" in ran.out
    assert "错误：写不出合并记录 receipt.json（磁盘满了）" in ran.err
    assert whole(tiny_disk) == before
    assert leftovers(tiny_disk) == []
    (tiny_disk / "filler").unlink()
    assert zc("build", "an", "--out", tiny_disk, cwd=office.path).code == 0
    assert whole(tiny_disk).keys() == before.keys()


def files_below(size: int) -> Callable[[], None]:
    """What a process is to do at its start so that no file it writes grows beyond a size, as under a quota."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_a_quota_that_a_large_record_meets(zc: Run, office: Any, noise: bytes, leftovers: Leftovers) -> None:
    root = office.with_scan("an", noise)
    ran = zc("build", "an", "--format", "json", "--no-report", cwd=office.path, preexec_fn=files_below(60_000))
    assert ran.code == 1
    assert failed(ran) == ["01-获奖/2021 甲"]
    assert list(whole(root)) == ["02 2022 乙.pdf"]
    assert leftovers(root) == []


def test_a_quota_that_everything_meets(zc: Run, office: Any, scan: bytes, leftovers: Leftovers) -> None:
    """So small an upload reaches the disk only when its file is closed: that must not end the program either."""
    root = office.with_scan("an", scan)
    assert zc("build", "an", cwd=office.path).code == 0
    before = whole(root)
    (root / "01-获奖" / "2021 甲" / "2-证书.jpg").write_bytes(scan)
    ran = zc("build", "an", "--format", "json", cwd=office.path, preexec_fn=files_below(500))
    assert ran.code == 2
    assert failed(ran) == ["01-获奖/2021 甲"]
    assert "错误：写不出合并记录 receipt.json（" in ran.err
    assert whole(root) == before
    assert leftovers(root) == []
    assert zc("build", "an", cwd=office.path).code == 0
    assert whole(root) != before


def started(zc: Any, root: Path, leftovers: Leftovers) -> subprocess.Popen[bytes]:
    """Start a build and wait until it is in the midst of its heavy record."""
    running: subprocess.Popen[bytes] = zc.start("build", "an", cwd=root.parent)
    until = time.monotonic() + PATIENCE
    while not leftovers(root / "build") and running.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.02)
    time.sleep(0.3)
    assert running.poll() is None, "the build was done before it could be stopped"
    return running


def test_ctrl_c(zc: Run, heavy: Path, leftovers: Leftovers) -> None:
    """What was done by then is kept and known to the next build; the rest has left no trace."""
    running = started(zc, heavy, leftovers)
    before = used_by_ended() + used_by(running)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=PATIENCE)
    assert used_by_ended() - before < PROMPT
    assert (running.returncode, out.decode(), err.decode()) == (130, "", "已中断。\n")
    assert leftovers(heavy / "build") == []
    done = whole(heavy)
    assert set(done) <= {"02 2022 乙.pdf"}
    receipt = json.loads((heavy / "build" / "receipt.json").read_text(encoding="utf-8"))
    assert [Path(record["file"]).name for record in receipt["records"]] == list(done)
    assert zc("verify", "an", cwd=heavy.parent).code == 0

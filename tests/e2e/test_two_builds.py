"""Builds that meet: only one writes to a place at a time, and a killed one blocks nobody."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from grey_noise import grey_noise
from PIL import ImageChops

Run = Callable[..., Any]
PATIENCE = 300


def until(happened: Callable[[], bool], running: Any) -> None:
    patience = time.monotonic() + PATIENCE
    while not happened():
        assert running.poll() is None, "the build was done before it could be met"
        assert time.monotonic() < patience
        time.sleep(0.01)


@pytest.fixture
def heavy(office: Any, scan: bytes) -> Path:
    """A dossier whose first record takes a while: its pages have to be made smaller."""
    with (office.path / "profiles" / "tiny" / "profile.yaml").open("a", encoding="utf-8") as notice:
        notice.write("build: {max_bytes: 1500000}\n")
    root: Path = office.with_scan("an", scan)
    page = grey_noise((1300, 1800), 80).convert("RGB")
    for number in range(2, 5):  # each another picture: equal ones are kept once, and quickly
        shifted = ImageChops.offset(page, number * 10)
        shifted.save(root / "01-获奖" / "2021 甲" / f"{number}-证书.jpg", quality=92)
    return root


def test_the_second_says_who_is_at_work(zc: Any, heavy: Path, leftovers: Any) -> None:
    running = zc.start("build", "an", "-j", "1", cwd=heavy.parent)
    try:
        until(lambda: bool(leftovers(heavy / "build")), running)
        psutil.Process(running.pid).suspend()  # so that it is still at work whenever the second gets there
        second = zc("build", "an", "--lang", "en", cwd=heavy.parent)
        assert (second.code, second.out) == (2, "")
        assert second.err.startswith("error: an: another zcdossier build is writing to an/build")
        if sys.platform != "win32":
            assert f"(process {running.pid}, since 20" in second.err
        assert zc("lint", "an", cwd=heavy.parent).code == 0
        assert zc("build", "an", "--out", "elsewhere", "-j", "1", cwd=heavy.parent).code == 0
    finally:
        psutil.Process(running.pid).resume()
        running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    assert zc("build", "an", cwd=heavy.parent).code == 0


def test_a_killed_build_blocks_nobody_and_leaves_nothing(zc: Any, heavy: Path, leftovers: Any) -> None:
    running = zc.start("build", "an", "-j", "1", cwd=heavy.parent)
    until(lambda: bool(leftovers(heavy / "build")), running)
    running.kill()
    running.communicate(timeout=PATIENCE)
    ran = zc("build", "an", cwd=heavy.parent)
    assert ran.code == 0, ran.both
    assert leftovers(heavy) == []
    assert zc("verify", "an", cwd=heavy.parent).code == 0


def test_stale_uploads_are_set_aside(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    zc("build", "an", cwd=office.path)
    (root / "01-获奖" / "2022 乙").rename(root / "01-获奖" / "2022 丙")
    manifest = root / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("2022 乙", "2022 丙"), encoding="utf-8")
    ran = zc("build", "an", "--format", "json", cwd=office.path)
    assert ran.json["dossiers"][0]["stale"] == ["upload/01-获奖/02 2022 乙.pdf"]
    assert zc("verify", "an", cwd=office.path).code == 1
    ran = zc("build", "an", "--prune", "--format", "json", cwd=office.path)
    (dossier,) = ran.json["dossiers"]
    assert dossier["stale"] == []
    assert dossier["moved"]["files"] == ["upload/01-获奖/02 2022 乙.pdf"]
    assert (office.path / dossier["moved"]["to"] / "01-获奖" / "02 2022 乙.pdf").is_file()
    assert zc("verify", "an", cwd=office.path).code == 0
    assert zc("lint", "an", "--strict", cwd=office.path).code == 0
    assert "不要上传" not in zc("build", "an", cwd=office.path).out

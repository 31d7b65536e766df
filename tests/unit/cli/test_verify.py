"""`zcdossier verify` and what else `build` takes: exit codes, formats, languages."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

Run = Callable[..., Any]


@pytest.fixture
def built(run: Run, office: Path) -> Path:
    """The dossier `an` with one scan, built."""
    scan = office / "an" / "01-获奖" / "2021 一等奖" / "1-证书.jpg"
    scan.parent.mkdir(parents=True)
    Image.new("RGB", (300, 400), "white").save(scan)
    manifest = office / "an" / "dossier.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("{title", "{folder: 01-获奖/2021 一等奖, title"), encoding="utf-8")
    ran = run("build", "an")
    assert ran.code == 0, ran.out + ran.err
    return office / "an" / "build"


def upload(built: Path) -> Path:
    (path,) = (built / "upload").rglob("*.pdf")
    return path


def test_what_was_built_is_intact(run: Run, built: Path) -> None:
    ran = run("verify", "an")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("an\n1 份 PDF 和合并记录一致，共 1 页，")
    assert run("verify", built, "-q").out == ""
    assert run("verify", "an", "--lang", "en").out.startswith("an\n1 PDFs are what the receipt says, 1 pages, ")


def test_what_differs_is_said(run: Run, built: Path) -> None:
    upload(built).write_bytes(b"%PDF-")
    ran = run("verify", "an", "-q", "--lang", "en")
    assert ran.code == 1
    assert ran.out.startswith("error an/01-获奖/01 2021 一等奖.pdf: has 5 bytes, the receipt says ")
    assert len(ran.out.splitlines()) == 1
    assert "\n错误 01-获奖/01 2021 一等奖.pdf：有 5 字节" in run("verify", "an").out


@pytest.mark.usefixtures("built")
def test_a_lost_receipt_hides_no_other(run: Run, office: Path) -> None:
    (office / "dai" / "build" / "upload").mkdir(parents=True)
    ran = run("verify", ".", "--format", "json", "--lang", "en")
    assert ran.code == 2
    assert "error: dai: there is no receipt receipt.json in dai/build" in ran.err
    document = json.loads(ran.out)
    assert document["version"] == 1
    found = {dossier["path"]: dossier for dossier in document["dossiers"]}
    assert found["an"]["intact"]
    assert found["an"]["uploads"][0]["differences"] == []
    assert "error" not in found["an"]
    assert not found["dai"]["intact"]
    assert found["dai"]["error"].startswith("there is no receipt")
    text = run("verify", ".")
    assert text.out.endswith("份不一致或没法核对：bo、chen、dai\n")


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["nowhere", "profiles"])
def test_nothing_to_verify(run: Run, path: str) -> None:
    ran = run("verify", path)
    assert (ran.code, ran.out) == (2, "")
    assert path in ran.err


def test_prune_and_jobs(run: Run, built: Path) -> None:
    (built / "upload" / "旧.pdf").write_bytes(b"%PDF")
    assert "--prune" in run("build", "an", "--jobs", "1").out
    ran = run("build", "an", "--prune", "-j", "3")
    assert ran.code == 0
    assert f"已移到 {Path('an', 'build', 'removed')}" in ran.out
    assert [path.name for path in (built / "removed").rglob("*.pdf")] == ["旧.pdf"]
    assert "旧.pdf" not in run("build", "an").out
    assert run("verify", "an").code == 0
    for wrong in ("0", "x", "65"):
        assert run("build", "an", "-j", wrong).code == 2


def test_a_second_build_is_refused(run: Run, built: Path) -> None:
    from zcdossier.assemble.keeping.build_lock import lock_folder

    with lock_folder(built):
        ran = run("build", "an")
        assert (ran.code, ran.out) == (2, "")
        assert "另一个 zcdossier build 正在写 " in ran.err
        assert run("lint", "an").code == 0
        assert run("verify", "an").code == 0


@pytest.mark.usefixtures("built")
def test_a_disk_without_locks_is_told_of(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("zcdossier.assemble.keeping.build_lock._take", refuse)
    ran = run("build", "an")
    assert ran.code == 0
    assert "不能加锁" in ran.err

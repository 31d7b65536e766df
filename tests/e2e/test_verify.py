"""What an office does with what it was handed: verify it, without any scan, on another computer."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def handed(built: Any, tmp_path: Path) -> Path:
    """The build folder of the sample alone, as it is handed over."""
    return Path(shutil.copytree(built.out, tmp_path / "林晓"))


def differences(ran: Any) -> dict[str, list[str]]:
    (dossier,) = ran.json["dossiers"]
    found = {
        upload["file"]: [difference["kind"] for difference in upload["differences"]] for upload in dossier["uploads"]
    }
    return {file: kinds for file, kinds in found.items() if kinds}


def test_what_was_built_is_intact(zc: Run, handed: Path, built: Any) -> None:
    before = {path: path.stat().st_mtime_ns for path in handed.rglob("*")}
    ran = zc("verify", handed.name, cwd=handed.parent)
    assert (ran.code, ran.err) == (0, "")
    pages = sum(record["pages"] for record in built.receipt["records"])
    assert f"\n55 份 PDF 和合并记录一致，共 {pages} 页，" in ran.out
    assert {path: path.stat().st_mtime_ns for path in handed.rglob("*")} == before
    assert zc("verify", built.root.name, "-q", cwd=built.root.parent).out == ""


def test_every_way_to_differ_is_found(zc: Run, handed: Path) -> None:
    names = sorted(path.relative_to(handed / "upload").as_posix() for path in handed.rglob("*.pdf"))
    missing, longer, other, swapped, with_ = names[:5]
    upload = handed / "upload"
    (upload / missing).unlink()
    (upload / longer).write_bytes((upload / longer).read_bytes() + b"\n%%EOF\n")
    data = bytearray((upload / other).read_bytes())
    data[len(data) // 2] ^= 1
    (upload / other).write_bytes(data)
    first, second = (upload / swapped).read_bytes(), (upload / with_).read_bytes()
    (upload / swapped).write_bytes(second)
    (upload / with_).write_bytes(first)
    (upload / "新加的.pdf").write_bytes(first)
    ran = zc("verify", handed.name, "--format", "json", cwd=handed.parent)
    assert ran.code == 1
    assert differences(ran) == {
        missing: ["missing"],
        longer: ["size"],
        other: ["content"],
        swapped: ["size"],
        with_: ["size"],
        "新加的.pdf": ["unlisted"],
    }


def test_a_receipt_that_was_touched_up(zc: Run, handed: Path) -> None:
    """Where only figures were changed, the file tells; where nothing can be understood, that is said."""
    receipt = handed / "receipt.json"
    data = json.loads(receipt.read_text(encoding="utf-8"))
    data["records"][0]["pages"] += 1
    name = data["records"][0]["file"]
    receipt.write_text(json.dumps(data), encoding="utf-8")
    assert differences(zc("verify", handed, "--format", "json", cwd=handed.parent)) == {name: ["pages"]}
    receipt.write_text("{}", encoding="utf-8")
    ran = zc("verify", handed, "--lang", "en", cwd=handed.parent)
    assert ran.code == 2
    assert "can't understand" in ran.err
    receipt.unlink()
    assert "没有合并记录" in zc("verify", handed, cwd=handed.parent).err


def test_a_failed_record_is_not_vouched_for(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    assert zc("build", "an", cwd=office.path).code == 0
    (root / "01-获奖" / "2021 甲" / "1-证书.jpg").write_bytes(scan[: len(scan) // 2])
    assert zc("build", "an", cwd=office.path).code == 1
    ran = zc("verify", "an", "--format", "json", cwd=office.path)
    assert ran.code == 1
    assert differences(ran) == {None: ["not-built"], "01-获奖/01 2021 甲.pdf": ["unlisted"]}


def test_a_gbk_terminal(zc: Run, handed: Path) -> None:
    ran = zc("verify", handed, cwd=handed.parent, encoding="gbk")
    assert ran.code == 0
    assert "和合并记录一致" in ran.out

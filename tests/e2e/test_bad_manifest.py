"""Manifests that are wrong, through whole commands: every command says so and none stumbles.

What is said of each mistake is tested in tests/bad_input and tests/rules.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

HEAD = "profile: tiny\nlevel: senior\n"
AWARD = HEAD + "sections:\n  awards:\n    - {folder: 甲, title: 甲, date: 2021-03}\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
# what is written, the code, the line, and what to look for in the message
WRONG: Mapping[str, tuple[str | bytes, str, int | None, str]] = {
    "broken YAML": (HEAD + "applicant: {post: 教师\nphoto: photo.jpg\n", "ZC001", 3, "括号"),
    "a tab": ("profile: tiny\n\tlevel: senior\n", "ZC001", 2, "Tab"),
    "GBK": (AWARD.encode("gbk"), "ZC001", 5, "GBK"),
    "a picture": (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\xfe\xff\x80", "ZC001", 1, "不是文本"),
    "an alias bomb": (HEAD + BOMB, "ZC001", None, "引用"),
    "20,000 deep": (HEAD + "a: " + "[" * 20_000, "ZC001", 3, "嵌套"),
    "20,000 deep by dashes": (HEAD + "a:\n" + "- " * 20_000 + "b\n", "ZC001", 4, "嵌套"),
    "far too much": (HEAD + "#" * 9_000_000, "ZC001", None, "8 MB"),
    "an unknown level": (AWARD.replace("senior", "教授"), "ZC005", 2, "教授"),
    "no such day": (AWARD.replace("2021-03", "2021-02-30"), "ZC203", 5, "2021-02-30"),
    "a folder above": (AWARD.replace("folder: 甲", "folder: ../乙"), "ZC509", 5, "../乙"),
}


@pytest.fixture(scope="module")
def wrong(new_office: Callable[[Path], Any], scan: bytes, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A dossier for each mistake, by its number; every one has the folder 甲 with a good scan."""
    office = new_office(tmp_path_factory.mktemp("wrong"))
    for number, (text, *_) in enumerate(WRONG.values()):
        root = office.dossier(f"{number:02}", text)
        (root / "甲").mkdir()
        (root / "甲" / "1-证书.jpg").write_bytes(scan)
    return office


@pytest.fixture(scope="module")
def judged(zc: Run, wrong: Any) -> dict[str, Any]:
    """What one run over all of them says of each."""
    ran = zc("lint", ".", "--format", "json", cwd=wrong.path)
    assert (ran.code, ran.err) == (1, "")
    dossiers = ran.json["dossiers"]
    assert len(dossiers) == len(WRONG)
    return dict(zip(WRONG, dossiers, strict=True))


@pytest.mark.parametrize("what", WRONG)
def test_it_is_named_at_its_line(judged: dict[str, Any], what: str) -> None:
    _, code, line, words = WRONG[what]
    found = [finding for finding in judged[what]["findings"] if finding["code"] == code]
    assert found, judged[what]["findings"]
    assert found[0]["severity"] == "error"
    assert found[0]["file"] == "dossier.yaml"
    assert words in found[0]["message"] + found[0]["hint"]
    if line is not None:
        assert found[0]["line"] == line
        assert found[0]["column"] >= 1


PLACED = re.compile(r"00/dossier\.yaml:3:\d+: 错误 ZC001 \[manifest-unreadable\] ")


def test_in_the_terminal_the_line_is_shown(zc: Run, wrong: Any) -> None:
    out = zc("lint", "00", cwd=wrong.path).out
    assert PLACED.match(out)
    assert "\n3 | applicant: {post: 教师\n  |            ^" in out


@pytest.mark.parametrize("command", ["build", "status", "checklist", "photo-check"])
def test_no_other_command_stumbles(zc: Run, wrong: Any, command: str) -> None:
    ran = zc(command, ".", cwd=wrong.path)
    assert ran.code == {"build": 1, "status": 0, "checklist": 0, "photo-check": 2}[command], ran.both


def test_a_byte_order_mark_only_warns(zc: Run, office: Any, scan: bytes) -> None:
    root = office.dossier("an", AWARD.encode("utf-8-sig"))
    (root / "甲").mkdir()
    (root / "甲" / "1-证书.jpg").write_bytes(scan)
    ran = zc("lint", "an", cwd=office.path)
    assert ran.code == 0
    assert "an/dossier.yaml:1:1: 警告 ZC001" in ran.out
    assert zc("lint", "--strict", "an", cwd=office.path).code == 1
    assert zc("build", "an", cwd=office.path).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_links_that_lead_out(zc: Run, office: Any, scan: bytes) -> None:
    """Neither as a folder, nor as a file, nor as the photo; and nothing of it is built."""
    outside = office.path / "outside"
    outside.mkdir()
    (outside / "1-证书.jpg").write_bytes(scan)
    root = office.dossier("an", AWARD + "    - {folder: 乙, title: 乙, date: 2021-03}\nphoto: photo.jpg\n")
    (root / "甲").symlink_to(outside)
    (root / "乙").mkdir()
    (root / "乙" / "1-证书.jpg").symlink_to(outside / "1-证书.jpg")
    (root / "photo.jpg").symlink_to(outside / "1-证书.jpg")
    ran = zc("lint", "an", "-q", cwd=office.path)
    assert ran.code == 1
    places = [line.split(" ")[0] for line in ran.out.splitlines() if "ZC509" in line]
    assert places == ["an/dossier.yaml:5:16:", "an/dossier.yaml:7:8:", "an/乙/1-证书.jpg:"]
    assert zc("build", "an", cwd=office.path).code == 1
    assert list(root.rglob("*.pdf")) == []
    assert zc("photo-check", "an", cwd=office.path).code == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_in_the_place_of_the_manifest_is_not_waited_for(zc: Run, tmp_path: Path) -> None:
    (tmp_path / "an").mkdir()
    os.mkfifo(tmp_path / "an" / "dossier.yaml")
    assert zc("lint", "an", cwd=tmp_path).code == 1
    assert zc("photo-check", "an", cwd=tmp_path).code == 2


def test_a_manifest_that_may_not_be_read(zc: Run, office: Any, bound: dict[str, Any]) -> None:
    root = office.dossier("an")
    (root / "dossier.yaml").chmod(0)
    ran = zc("lint", "an", "-q", cwd=office.path, **bound)
    assert ran.code == 1
    assert "错误 ZC001" in ran.out
    assert zc("build", "an", cwd=office.path, **bound).code == 1
    assert zc("photo-check", "an", cwd=office.path, **bound).code == 2

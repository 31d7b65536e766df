"""Places that take no file: only what has to go there fails, and what was there stays."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions are another thing there")
AWARDS = "01-获奖"


def failed(ran: Any) -> list[str]:
    (dossier,) = ran.json["dossiers"]
    return [record["record"] for record in dossier["records"] if record["outcome"] == "failed"]


def uploads(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "build").rglob("*.pdf") if path.is_file()}


@pytest.fixture
def changed(zc: Run, office: Any, scan: bytes) -> Path:
    """A dossier that was built, with another scan in both records since."""
    root: Path = office.with_scan("an", scan)
    assert zc("build", "an", cwd=office.path).code == 0
    for folder in ("2021 甲", "2022 乙"):
        (root / AWARDS / folder / "2-证书.jpg").write_bytes(scan)
    return root


def test_a_section_that_is_read_only(zc: Run, changed: Path, bound: dict[str, Any]) -> None:
    before = uploads(changed)
    section = changed / "build" / "upload" / AWARDS
    section.chmod(0o555)
    try:
        ran = zc("build", "an", "--format", "json", cwd=changed.parent, **bound)
        assert ran.code == 1
        assert failed(ran) == [f"{AWARDS}/2021 甲", f"{AWARDS}/2022 乙"]
        assert "写不出" in ran.json["dossiers"][0]["records"][0]["error"]
        assert uploads(changed) == before
    finally:
        section.chmod(0o755)
    assert zc("build", "an", cwd=changed.parent).code == 0
    assert all(uploads(changed)[name] != content for name, content in before.items())


def test_an_upload_that_is_read_only_is_made_anew(zc: Run, changed: Path, bound: dict[str, Any]) -> None:
    """The file belongs to the build, which puts another one in its place."""
    before = uploads(changed)
    for path in (changed / "build").rglob("*.pdf"):
        path.chmod(0o444)
    assert zc("build", "an", cwd=changed.parent, **bound).code == 0
    assert all(uploads(changed)[name] != content for name, content in before.items())


def test_a_folder_where_an_upload_should_be(zc: Run, changed: Path, leftovers: Callable[[Path], list[str]]) -> None:
    upload = changed / "build" / "upload" / AWARDS / "01 2021 甲.pdf"
    upload.unlink()
    (upload / "mine").mkdir(parents=True)
    ran = zc("build", "an", "--format", "json", cwd=changed.parent)
    assert ran.code == 1
    assert failed(ran) == [f"{AWARDS}/2021 甲"]
    assert (upload / "mine").is_dir()
    assert leftovers(changed) == []


def test_a_file_where_a_section_should_be(zc: Run, changed: Path) -> None:
    section = changed / "build" / "upload" / AWARDS
    section.rename(section.with_name("aside"))
    section.write_text("mine", encoding="utf-8")
    ran = zc("build", "an", "--format", "json", cwd=changed.parent)
    assert ran.code == 1
    assert len(failed(ran)) == 2
    assert section.read_text(encoding="utf-8") == "mine"


def test_a_memory_that_is_read_only_costs_nothing(zc: Run, changed: Path, bound: dict[str, Any]) -> None:
    """What lint and build keep for the next time is a convenience."""
    hidden = changed / ".zcdossier"
    hidden.mkdir(exist_ok=True)
    hidden.chmod(0o555)
    try:
        assert zc("build", "an", cwd=changed.parent, **bound).code == 0
    finally:
        hidden.chmod(0o755)

"""`report`, and the page that `build` leaves: written whole, and not again when it would say the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def page_of(root: Path) -> Path:
    return root / "build" / "report.html"


def test_build_leaves_a_page_with_every_page_of_the_sample(built: Any) -> None:
    text = page_of(built.root).read_text(encoding="utf-8")
    pages = sum(record["pages"] for record in built.receipt["records"])
    assert text.count("data:image/jpeg") == pages + 1  # and the photo
    assert len(text) < 15_000_000
    assert "report.html" in built.ran.out
    assert str(built.root) not in text


def test_report_writes_it_again_in_another_language(zc: Run, rebuilt: Any) -> None:
    before = page_of(rebuilt.root).read_bytes()
    ran = zc("report", rebuilt.root.name, "--lang", "en", cwd=rebuilt.root.parent)
    assert ran.seconds < 8  # some two thirds of a second on an idle machine
    assert ran.code == 0
    assert "open sample_dossier/build/report.html in a browser" in ran.out.replace("\\", "/")
    after = page_of(rebuilt.root).read_text(encoding="utf-8")
    assert '<html lang="en">' in after
    assert after.count("data:image/jpeg") == before.count(b"data:image/jpeg")


def test_a_page_that_would_say_the_same_is_not_written(zc: Run, rebuilt: Any) -> None:
    day = ("--as-of", "2023-06-01")
    zc("report", ".", *day, cwd=rebuilt.root)
    before = page_of(rebuilt.root).stat()
    zc("report", ".", *day, cwd=rebuilt.root)
    zc("build", ".", *day, cwd=rebuilt.root)
    after = page_of(rebuilt.root).stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


@pytest.mark.parametrize("arguments", [["report"], ["build"]])
def test_without_pictures(zc: Run, office: Any, scan: bytes, arguments: list[str]) -> None:
    root = office.with_scan("an", scan)
    zc("build", "an", "--thumbnails", "none", cwd=office.path)
    assert zc(*arguments, "an", "--thumbnails", "none", cwd=office.path).code in {0, 1}
    assert "data:image/jpeg" not in page_of(root).read_text(encoding="utf-8")
    assert not (root / "build" / ".zcdossier.pages").exists()


def test_before_a_build_and_with_a_broken_manifest(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    broken = office.dossier("broken", "profile: [\n")
    ran = zc("report", ".", "--format", "json", cwd=office.path)
    assert ran.code == 0
    assert [Path(dossier["report"]).as_posix() for dossier in ran.json["dossiers"]] == [
        "an/build/report.html",
        "broken/build/report.html",
    ]
    assert "还没有生成 PDF" in page_of(root).read_text(encoding="utf-8")
    assert "清单读不出来" in page_of(broken).read_text(encoding="utf-8")


def test_elsewhere(zc: Run, office: Any, scan: bytes) -> None:
    office.with_scan("an", scan)
    office.with_scan("bo", scan)
    zc("build", ".", "--out", "out", cwd=office.path)
    (office.path / "out" / "an" / "report.html").unlink()
    assert zc("report", ".", "--out", "out", cwd=office.path).code == 0
    for name in ("an", "bo"):
        text = (office.path / "out" / name / "report.html").read_text(encoding="utf-8")
        assert text.count("data:image/jpeg") == 2
    assert not (office.path / "an" / "build").exists()


def test_a_page_that_can_not_be_written_does_not_cost_the_build(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    page_of(root).mkdir(parents=True)
    ran = zc("build", "an", cwd=office.path)
    assert ran.code == 2
    assert "report.html" in ran.err
    assert len(list((root / "build" / "upload").rglob("*.pdf"))) == 2
    assert zc("report", "an", cwd=office.path).code == 2


def test_quiet_says_nothing(zc: Run, office: Any, scan: bytes) -> None:
    office.with_scan("an", scan)
    ran = zc("report", "an", "-q", cwd=office.path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_names_from_anywhere(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("a & <i> 'c'", scan)
    text = (root / "dossier.yaml").read_text(encoding="utf-8")
    (root / "dossier.yaml").write_text(text.replace("title: 甲", "title: '</script><script>'"), encoding="utf-8")
    assert zc("build", root.name, cwd=office.path).code in {0, 1}
    page = page_of(root).read_text(encoding="utf-8")
    assert page.count("<script>") == 1
    assert "<i>" not in page

"""Scans that can't be merged: the build fails their record and no other, and photo-check says why they are no photo.

What lint says of each is tested in tests/bad_input.
"""

import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from png_file import PNG_END, png_header, png_of

Run = Callable[..., Any]


def zipped(member: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    return buffer.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG that says it is this large; there is nothing behind it."""
    return png_of(png_header(width, height), (b"IDAT", zlib.compress(b"0")), PNG_END)


def pdf(**options: Any) -> bytes:
    buffer = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(72, 72))
        document.save(buffer, **options)
    return buffer.getvalue()


def picture(kind: str) -> bytes:
    buffer = BytesIO()
    Image.radial_gradient("L").save(buffer, kind)
    return buffer.getvalue()


LOCKED = pikepdf.Encryption(owner="owner", user="user")
TEXT = "这只是一段文字。\n".encode()
# the file's name and its content
BAD: Mapping[str, tuple[str, bytes]] = {
    "zero bytes": ("1-证书.jpg", b""),
    "a truncated JPEG": ("1-证书.jpg", picture("JPEG")[:-900]),
    "the head of a JPEG": ("1-证书.jpg", b"\xff\xd8\xff\xe0"),
    "a truncated PNG": ("1-证书.png", picture("PNG")[:-900]),
    "rubbish in a picture": ("1-证书.jpg", b"\x01\x02\x03\x04" * 50),
    "a text called .pdf": ("1-证书.pdf", TEXT),
    "an encrypted PDF": ("1-证书.pdf", pdf(encryption=LOCKED)),
    "half a PDF": ("1-证书.pdf", pdf()[:100]),
    "a PDF of nothing": ("1-证书.pdf", b"%PDF-1.7\n%%EOF\n"),
    "60,000 × 60,000": ("1-证书.png", png(60_000, 60_000)),
    "Word": ("1-证书.docx", zipped("word/document.xml")),
    "Word called .pdf": ("1-证书.pdf", zipped("word/document.xml")),
    "OFD": ("1-证书.ofd", zipped("OFD.xml")),
    "a zip": ("1-证书.zip", zipped("a.txt")),
}


@pytest.fixture(scope="module")
def bad(new_office: Callable[[Path], Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A dossier for each bad scan, by its number; beside the bad record stands a good one."""
    office = new_office(tmp_path_factory.mktemp("bad"))
    for number, (name, data) in enumerate(BAD.values()):
        office.with_scan(f"{number:02}", data, name)
    return office


def by_what(ran: Any) -> dict[str, Any]:
    assert (ran.code, ran.err) == (1, "")
    return dict(zip(BAD, ran.json["dossiers"], strict=True))


@pytest.fixture(scope="module")
def made(zc: Run, bad: Any) -> dict[str, Any]:
    return by_what(zc("build", ".", "--format", "json", cwd=bad.path))


@pytest.mark.parametrize("what", BAD)
def test_the_build_fails_its_record_only(bad: Any, made: dict[str, Any], what: str) -> None:
    failed, good = made[what]["records"]
    assert (failed["outcome"], failed["file"]) == ("failed", None)
    assert BAD[what][0] in failed["error"]
    assert good["outcome"] == "built"
    uploads = [path.name for path in (bad.path / made[what]["out"]).rglob("*") if path.is_file()]
    assert uploads == [Path(good["file"]).name]


@pytest.mark.parametrize("what", BAD)
def test_photo_check_says_why_it_is_no_photo(zc: Run, bad: Any, what: str) -> None:
    name = f"{list(BAD).index(what):02}/01-获奖/2021 甲/{BAD[what][0]}"
    ran = zc("photo-check", name, "--profile", "zj-platform", cwd=bad.path)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith(f"{name}：不合格：")


@pytest.mark.parametrize(
    "what", ["zero bytes", "a truncated JPEG", "60,000 × 60,000", "a text called .pdf", "half a PDF"]
)
def test_no_photo_is_made_of_it(zc: Run, bad: Any, tmp_path: Path, what: str) -> None:
    name = f"{list(BAD).index(what):02}/01-获奖/2021 甲/{BAD[what][0]}"
    ran = zc("photo-check", name, "--profile", "zj-platform", "--fix", tmp_path / "out.jpg", cwd=bad.path)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("错误：")
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_suffix_is_told_but_does_no_harm(zc: Run, office: Any) -> None:
    office.with_scan("an", picture("PNG"), "1-证书.jpg")
    ran = zc("lint", "an", "-q", cwd=office.path)
    assert "ZC507" in ran.out
    assert zc("build", "an", cwd=office.path).code == ran.code
    assert len(list((office.path / "an" / "build").rglob("*.pdf"))) == 2


@pytest.mark.parametrize("locked", ["01-获奖", "01-获奖/2021 甲", "01-获奖/2021 甲/1-证书.jpg"])
def test_what_may_not_be_read(zc: Run, office: Any, scan: bytes, bound: dict[str, Any], locked: str) -> None:
    root = office.with_scan("an", scan)
    mode = (root / locked).stat().st_mode
    (root / locked).chmod(0)
    try:
        linted = zc("lint", "an", "-q", cwd=office.path, **bound)
        made = zc("build", "an", cwd=office.path, **bound)
    finally:
        (root / locked).chmod(mode)
    assert (linted.code, linted.err) == (1, "")
    assert "权限" in linted.out or "Permission denied" in linted.out
    assert locked.rpartition("/")[2] in linted.out
    assert made.code == 1
    uploads = [path.name for path in (root / "build").rglob("*.pdf")]
    assert uploads == ([] if locked == "01-获奖" else ["02 2022 乙.pdf"])


@pytest.mark.skipif(sys.platform == "win32", reason="such a name can't be there")
def test_hostile_names_stay_on_their_line(zc: Run, office: Any, scan: bytes) -> None:
    """A name with line ends and terminal codes can't forge a line or move the cursor."""
    root = office.with_scan("an", scan)
    (root / "a\n\x1b[2Jb.jpg").write_bytes(scan)
    ran = zc("lint", "an", "-q", cwd=office.path)
    assert "\x1b" not in ran.out
    assert len(ran.out.splitlines()) == 1
    assert "\\x1b" in ran.out

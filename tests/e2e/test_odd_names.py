"""Names that people, phones, other systems and people with bad intent give to files: each builds, none does harm."""

import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pypdf
import pytest

Run = Callable[..., Any]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="most of these names can't be there")
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")

FILES: Mapping[str, str] = {
    "255 bytes": "长" * 83 + "ab.jpg",
    "quotes": "'a\"b`.jpg",
    "line ends": "a\nb\r\n.jpg",
    "a tab before it": "\ta.jpg",
    "a family": "👩‍👩‍👧🀄.jpg",
    "written from right to left": "\u202egpj.exe\u202c.jpg",
    "nothing to be seen": "\u200b\ufeff.jpg",
    "a device": "CON.jpg",
    "another device": "aux.jpg",
    "a device and more": "NUL.tar.jpg",
    "an option": "--help.jpg",
    "for a shell": "$(touch x);`touch y`|&.jpg",
    "for a format": "%s%n{0}{x}\\d.jpg",
    "for a pattern": "[a-z]*?.jpg",
    "markup": "[red]x<b>&amp;.jpg",
    "terminal codes": "a\x1b[2J\x1b]0;b\x07\x9b.jpg",
    "dots": "a...jpg",
    "spaces": " a .jpg",
    "a drive": "C:a.jpg",
    "a backslash": "a\\..\\b.jpg",
    "slashes that are none": "\uff0e\uff0e\uff0fa.jpg",
    "GBK": os.fsdecode("正文.jpg".encode("gbk")),
    "half a character": os.fsdecode(b"\xe6\xad.jpg"),
}
# A manifest can't name folders with line ends, with spaces around them, or of bytes that are no text.
FOLDERS: Mapping[str, str] = {
    **{
        what: name.removesuffix(".jpg")
        for what, name in FILES.items()
        if name.isprintable() and "\\" not in name and " " not in name
    },
    "a device": "CON",
    "another device": "com1",
    "a PDF": "a.pdf",
    "hidden": ".a",
}


@pytest.fixture
def wide(office: Any) -> Any:
    """The notice without its limit, which is not what this is about."""
    notice = office.path / "profiles" / "tiny" / "profile.yaml"
    notice.write_text(notice.read_text(encoding="utf-8").replace("limit: {max: 2, clauses: [T-1]}", ""), "utf-8")
    return office


def outcomes(ran: Any, names: Mapping[str, str]) -> dict[str, str]:
    records = ran.json["dossiers"][0]["records"]
    return dict(zip(names, (record["outcome"] for record in records), strict=True))


def awards(folders: Mapping[str, str]) -> str:
    rows = ({"folder": f"01-获奖/{folder}", "title": what, "date": "2021-03"} for what, folder in folders.items())
    return "".join(f"    - {json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def harmless(ran: Any) -> None:
    """Nothing that moves the cursor, ends a line or turns the text round gets through to a terminal."""
    for character in ran.both:
        assert character == "\n" or character.isprintable() or character in "\u200d ", repr(character)


def test_a_scan_of_any_name_is_built(zc: Run, wide: Any, scan: bytes) -> None:
    numbers = {what: f"{number:02}" for number, what in enumerate(FILES)}
    root: Path = wide.dossier("an", awards=awards(numbers))
    for what, folder in numbers.items():
        (root / "01-获奖" / folder).mkdir(parents=True)
        try:
            (root / "01-获奖" / folder / FILES[what]).write_bytes(scan)
        except OSError:  # where names are text by law
            (root / "01-获奖" / folder / "a.jpg").write_bytes(scan)
    for command in ("lint", "status", "checklist", "build"):
        ran = zc(command, "an", cwd=wide.path)
        assert ran.code == 0, ran.both
        harmless(ran)
    again = zc("build", "an", "--format", "json", cwd=wide.path)
    assert outcomes(again, FILES) == dict.fromkeys(FILES, "unchanged")
    assert sorted(path.name for path in wide.path.iterdir()) == ["an", "profiles"]
    for made in ("json", "sarif"):
        assert zc("lint", "an", "--format", made, cwd=wide.path).json


def test_a_record_of_any_name_has_an_upload_for_every_system(zc: Run, wide: Any, scan: bytes) -> None:
    root: Path = wide.dossier("an", awards=awards(FOLDERS))
    for folder in FOLDERS.values():
        (root / "01-获奖" / folder).mkdir(parents=True)
        (root / "01-获奖" / folder / "1-证书.jpg").write_bytes(scan)
    ran = zc("build", "an", "--format", "json", cwd=wide.path)
    assert outcomes(ran, FOLDERS) == dict.fromkeys(FOLDERS, "built")
    names = [path.name for path in (root / "build").rglob("*.pdf")]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(FOLDERS)
    for name in names:
        assert len(name.encode()) <= 255
        assert name.isprintable()
        assert not set(name) & set('<>:"/\\|?*')
        assert not RESERVED.match(name)
        assert name == name.strip(" .")
        assert name == unicodedata.normalize("NFC", name)
    harmless(zc("build", "an", cwd=wide.path))


@pytest.mark.parametrize(
    ("first", "second"),
    [("1-caf\u00e9.jpg", "1-cafe\u0301.jpg"), ("1-a.jpg", "1-A.JPG"), ("1-a.jpg", "1-\uff41.jpg")],
    ids=["Unicode form", "case", "width"],
)
def test_two_names_that_hardly_differ_are_two_scans(zc: Run, office: Any, scan: bytes, first: str, second: str) -> None:
    root: Path = office.with_scan("an", scan, first)
    folder = root / "01-获奖" / "2021 甲"
    (folder / second).write_bytes(scan)
    if len(list(folder.iterdir())) < 2:
        pytest.skip("this file system knows one of them only")
    zc("build", "an", cwd=office.path)
    (upload,) = (root / "build").rglob("01*.pdf")
    assert len(pypdf.PdfReader(upload).pages) == 2


def test_two_records_that_hardly_differ_are_two_uploads(zc: Run, wide: Any, scan: bytes) -> None:
    folders = {"one": "Ab\u00e9", "two": "Abe\u0301", "three": "aB\u00c9"}
    root: Path = wide.dossier("an", awards=awards(folders))
    for number, folder in enumerate(folders.values(), start=1):
        place = root / "01-获奖" / folder
        place.mkdir(parents=True, exist_ok=True)
        for copy in range(number):
            (place / f"{copy}-证书.jpg").write_bytes(scan)
    if len(list((root / "01-获奖").iterdir())) < len(folders):
        pytest.skip("this file system knows some of them only")
    zc("build", "an", cwd=wide.path)
    pages = sorted(len(pypdf.PdfReader(path).pages) for path in (root / "build").rglob("*.pdf"))
    assert pages == [1, 2, 3]


def test_a_dossier_of_an_odd_name(zc: Run, office: Any, scan: bytes) -> None:
    for name in ("-a b'c", "论文\u202e\n", os.fsdecode(b"\xd5\xfd")):
        try:
            root = office.with_scan(name, scan)
        except OSError:  # where names are text by law
            continue
        ran = zc("build", "--", name, cwd=office.path)
        assert ran.code == 0, ran.both
        harmless(ran)
        assert len(list((root / "build").rglob("*.pdf"))) == 2
        shutil.rmtree(root)

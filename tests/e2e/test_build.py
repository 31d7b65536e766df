"""Builds as they happen on a disk: the sample, bad scans, what stays of earlier ones."""

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
LIMIT = 20_000_000


def coded(data: bytes) -> bytes:
    """What a JPEG codes: from its frame header to the end mark."""
    return data[data.index(b"\xff\xda") : data.rindex(b"\xff\xd9") + 2]


def test_the_sample_builds_and_each_upload_opens(built: Any) -> None:
    import pypdf

    assert built.ran.code == 0, built.ran.both
    assert len(built.uploads) == 55
    for path in built.uploads.values():
        assert path.stat().st_size < LIMIT
        reader = pypdf.PdfReader(path)
        assert len(reader.pages) > 0
        assert not reader.is_encrypted
        assert reader.outline
    pages = sum(record["pages"] for record in built.receipt["records"])
    assert pages == sum(len(pypdf.PdfReader(path).pages) for path in built.uploads.values())


def test_no_camera_comes_along_and_pictures_stay_as_coded(built: Any) -> None:
    sources = {name: data for name, data in built.before.items() if name.endswith(".jpg") and name.startswith("09-")}
    assert any(b"Exif\0\0" in data for data in sources.values())
    uploads = b"".join(path.read_bytes() for path in built.uploads.values())
    assert b"Exif\0\0" not in uploads
    assert sources
    for name, data in sources.items():
        assert coded(data) in uploads, name


def test_originals_are_not_touched(built: Any) -> None:
    for name, data in built.before.items():
        assert (built.root / name).read_bytes() == data


def test_nothing_changed_is_nothing_done(zc: Run, rebuilt: Any) -> None:
    before = {name: path.stat().st_mtime_ns for name, path in rebuilt.uploads.items()}
    ran = zc("build", rebuilt.root, cwd=rebuilt.root.parent)
    assert ran.code == 0
    assert {name: path.stat().st_mtime_ns for name, path in rebuilt.uploads.items()} == before


def test_the_same_scans_give_the_same_bytes(zc: Run, built: Any, sample_copy: Any, tmp_path: Path) -> None:
    other = sample_copy(tmp_path / "anderswo")
    assert zc("build", other, cwd=tmp_path).code == 0
    for name, path in built.uploads.items():
        assert (other / "build" / "upload" / name).read_bytes() == path.read_bytes(), name


def test_a_torn_scan_costs_its_record_only(zc: Run, office: Any, scan: bytes, leftovers: Any) -> None:
    office.with_scan("an", scan[: len(scan) // 2])
    ran = zc("build", "an", cwd=office.path)
    assert ran.code == 1
    uploads = list((office.path / "an" / "build").rglob("*.pdf"))
    assert ["乙" in path.name for path in uploads] == [True]
    assert leftovers(office.path) == []


def test_the_last_good_pdf_stays(zc: Run, office: Any, scan: bytes) -> None:
    root = office.with_scan("an", scan)
    assert zc("build", "an", cwd=office.path).code == 0
    before = {path: path.read_bytes() for path in root.rglob("*.pdf")}
    (root / "01-获奖" / "2021 甲" / "1-证书.jpg").write_bytes(b"\xff\xd8\xff rubbish")
    assert zc("build", "an", cwd=office.path).code == 1
    assert {path: path.read_bytes() for path in root.rglob("*.pdf")} == before


RUBBISH = (b"", b"hello", b"%PDF-1.7\n%%EOF", b"PK\x03\x04docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
SUFFIXES = (".jpg", ".pdf", ".png", ".docx", ".ofd")


def test_rubbish_is_named_and_never_crashes(zc: Run, office: Any) -> None:
    """Whatever is in a file, whatever it is called: a dossier for each, all of them in one run."""
    names = {}
    for number, (data, suffix) in enumerate(product(RUBBISH, SUFFIXES)):
        names[f"{number:02}"] = f"1-证书{suffix}"
        office.with_scan(f"{number:02}", data, f"1-证书{suffix}")
    linted = zc("lint", ".", "--format", "json", cwd=office.path)
    assert linted.code == 1
    errors = {
        dossier["path"]: [finding["file"].rpartition("/")[2] for finding in dossier["findings"]]
        for dossier in linted.json["dossiers"]
    }
    assert errors == {path: [name] for path, name in names.items()}
    ran = zc("build", ".", "--format", "json", "--no-report", cwd=office.path)
    assert ran.code == 1
    assert [dossier["path"] for dossier in ran.json["dossiers"]] == list(names)
    for dossier in ran.json["dossiers"]:
        failed, good = dossier["records"]
        assert (failed["outcome"], good["outcome"]) == ("failed", "built")
        assert names[dossier["path"]] in failed["error"]


def test_an_encrypted_pdf_is_named(zc: Run, office: Any, tmp_path: Path) -> None:
    import pikepdf

    path = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))
    office.with_scan("an", path.read_bytes(), "1-证书.pdf")
    assert "ZC505" in zc("lint", "an", cwd=office.path).out
    assert zc("build", "an", cwd=office.path).code == 1


def test_an_unwritable_output_is_two(zc: Run, office: Any, scan: bytes) -> None:
    office.with_scan("an", scan)
    (office.path / "file").write_text("in the way", encoding="utf-8")
    assert zc("build", "an", "--out", "file/below", cwd=office.path).code == 2

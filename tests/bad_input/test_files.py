"""Scans that can't be merged: each is named once, as an error, with what to do."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest
from png_file import PNG_END, png_header, png_of

from zcdossier.probe import library_headers


def zipped(member: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    return buffer.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG that says it is this large; there is nothing behind it."""
    return png_of(png_header(width, height), (b"IDAT", zlib.compress(b"0")), PNG_END)


def box(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + name + data


HEIC = box(b"ftyp", b"heic\0\0\0\0heicmif1") + box(b"mdat", b"0" * 64)


BROKEN = {
    "zero bytes": ("1-封面.jpg", b"", "ZC506", "empty"),
    "text called pdf": ("1-封面.pdf", "这只是一段文字。\n".encode(), "ZC508", "text"),
    "docx": ("1-封面.docx", zipped("word/document.xml"), "ZC508", "word"),
    "docx called pdf": ("1-封面.pdf", zipped("word/document.xml"), "ZC508", "word"),
    "ofd": ("1-封面.ofd", zipped("OFD.xml"), "ZC508", "ofd"),
    "zip": ("1-封面.zip", zipped("a.txt"), "ZC508", "archive"),
    "60,000 × 60,000": ("1-封面.png", png(60_000, 60_000), "ZC504", "too-large"),
    "noise": ("1-封面.jpg", b"\x01\x02\x03\x04" * 50, "ZC504", "unreadable"),
    "three bytes": ("1-封面.jpg", b"\xff\xd8\xff", "ZC504", "truncated"),
    "cut png": ("1-封面.png", png(2, 2)[:40], "ZC504", "truncated"),
    "cut pdf": ("1-封面.pdf", b"%PDF-1.7\n1 0 obj\n", "ZC504", "truncated"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_error_at_the_file(spoiled, make, what) -> None:
    name, content, code, key = BROKEN[what]
    spoiled.manifest(make.record)
    spoiled.file(f"甲/{name}", content)
    spoiled.file("甲/2-正文.jpg", make.jpeg())
    assert spoiled.says() == [(code, key, f"甲/{name}", None, "error")]


def test_every_length_of_a_cut_picture(spoiled, make) -> None:
    whole = make.jpeg()
    spoiled.manifest(make.record)
    spoiled.file("甲/2-正文.jpg", whole)
    for length in range(3, len(whole) - 2, 17):
        spoiled.file("甲/1-封面.jpg", whole[:length])
        (finding,) = spoiled.says()
        assert finding[:3] == ("ZC504", "truncated", "甲/1-封面.jpg"), length


@pytest.mark.parametrize(("user", "message"), [("secret", "encrypted"), ("", "unprintable")])
def test_an_encrypted_pdf(spoiled, make, user, message) -> None:
    allow = pikepdf.Permissions(print_lowres=False, print_highres=False)
    spoiled.manifest(make.record)
    content = make.pdf(encryption=pikepdf.Encryption(owner="owner", user=user, allow=allow))
    spoiled.file("甲/1-封面.pdf", content)
    assert spoiled.says() == [("ZC505", message, "甲/1-封面.pdf", None, "error")]


def test_a_locked_pdf_that_opens_and_prints(spoiled, make) -> None:
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.pdf", make.pdf(encryption=pikepdf.Encryption(owner="secret", user="")))
    assert spoiled.says() == []


def test_a_heic_without_its_reader(spoiled, make, monkeypatch) -> None:
    monkeypatch.setattr(library_headers, "heic_installed", lambda: False)
    spoiled.manifest(make.record)
    spoiled.file("甲/1-封面.heic", HEIC)
    assert spoiled.says() == [("ZC508", "heic", "甲/1-封面.heic", None, "error")]


def test_a_photo_is_a_file_too(spoiled, make) -> None:
    spoiled.manifest(f"{make.head}photo: 照片.jpg\n")
    spoiled.file("照片.jpg", make.jpeg()[:200])
    assert spoiled.says() == [("ZC504", "truncated", "照片.jpg", None, "error")]


def test_a_file_of_several_records_is_said_once(spoiled, make) -> None:
    listed = "    - {title: 甲, files: [{file: a.jpg, part: 封面}]}\n"
    spoiled.manifest(f"{make.head}sections:\n  papers:\n{listed}{listed}")
    spoiled.file("a.jpg", make.jpeg()[:200])
    assert spoiled.says() == [("ZC504", "truncated", "a.jpg", None, "error")]

import io
import zipfile

import pytest

from zcdossier.model.facts import FORMATS, PICTURE_FORMATS, SCAN_FORMATS, Trouble
from zcdossier.probe.sniff import _SUFFIXES, format_of_name


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 100)
    return buffer.getvalue()


def ole(stream: str) -> bytes:
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = (2).to_bytes(4, "little")
    root = "Root Entry".encode("utf-16-le").ljust(128, b"\0")
    return bytes(head) + bytes(1024) + root + stream.encode("utf-16-le").ljust(128, b"\0") + bytes(256)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (zipped("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (zipped("scan.jpg"), "zip"),
        (ole("WordDocument"), "doc"),
        (ole("Workbook"), "xls"),
        (ole("PowerPoint Document"), "ppt"),
        (ole("EncryptedPackage"), "docx"),
        (ole("Something"), "ole"),
        (b"Rar!\x1a\x07\x01\0" + bytes(20), "rar"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(20), "7z"),
        (b"CAJ\0" + bytes(20), "caj"),
        (b"\0\0\0\x18ftypisom\0\0\2\0isommp41" + bytes(50), "video"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML><html></html>", "html"),
        ("一段文字\n".encode(), "text"),
        ("一段文字\n".encode("gbk"), "text"),
        ("一段文字\n".encode("utf-16"), "text"),
    ],
)
def test_what_can_not_be_merged_is_named(facts_of, content, kind):
    facts = facts_of("证明.pdf", content)
    assert (facts.trouble, facts.format, facts.suffix_format) == (Trouble.UNSUPPORTED, kind, "pdf")


def test_unknown_content_under_the_name_of_a_scan_is_a_broken_scan(facts_of):
    noise = bytes(range(256))
    facts = facts_of("a.jpg", noise)
    assert (facts.trouble, facts.detail) == (Trouble.UNREADABLE, "≠ JPEG")
    assert facts_of("a.xyz", noise).trouble is Trouble.UNSUPPORTED
    assert facts_of("a", noise).trouble is Trouble.UNSUPPORTED


def test_content_counts_and_the_name_is_only_a_claim(make, facts_of):
    facts = facts_of("photo.JPG", make.coded(make.picture(), "PNG"))
    assert (facts.usable, facts.format, facts.suffix_format) == (True, "png", "jpeg")


@pytest.mark.parametrize(
    ("name", "claimed"),
    [
        ("a/b/1-封面.JPG", "jpeg"),
        ("x.jpeg", "jpeg"),
        ("x.TIF", "tiff"),
        ("x.tiff", "tiff"),
        ("IMG_0001.HEIC", "heic"),
        ("x.heif", "heic"),
        ("x.pdf", "pdf"),
        ("x.docx", "docx"),
        ("x.wps", "doc"),
        ("x.ofd", "ofd"),
        ("statement.md", "text"),
        ("x", ""),
        (".jpg", ""),
        ("x.pdf.tmp", ""),
    ],
)
def test_what_a_name_claims(name, claimed):
    assert format_of_name(name) == claimed


def test_every_format_that_a_name_claims_is_one_that_rules_may_name() -> None:
    assert set(_SUFFIXES) == FORMATS


def test_every_picture_can_be_merged():
    assert {"pdf"} | PICTURE_FORMATS == SCAN_FORMATS
    assert "heic" in PICTURE_FORMATS

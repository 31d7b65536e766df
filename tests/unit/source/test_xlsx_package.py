"""A workbook's package within its bounds: what is no package, what is too much, and what refers to what."""

import io
import zipfile

import pytest

from zcdossier.source import xlsx_package
from zcdossier.source.xlsx_package import PartReference, StopReadingError, WorkbookError, XlsxPackage, XmlHandlers

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(**parts: str) -> XlsxPackage:
    """A package of parts; in their names `__` stands for a slash and `_` for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return XlsxPackage(io.BytesIO(buffer.getvalue()))


def tags(opened: XlsxPackage, name: str) -> list[str]:
    heard: list[str] = []
    opened.parse(name, XmlHandlers(lambda tag, _attributes: heard.append(tag), lambda tag: heard.append(f"/{tag}")))
    return heard


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "old-workbook"),
        (b"a text", "no-workbook"),
        (b"", "empty-workbook"),
        (b"PK\x03\x04 cut off", "damaged-workbook"),
    ],
)
def test_what_is_no_package_says_why(content: bytes, key: str) -> None:
    with pytest.raises(WorkbookError) as error:
        XlsxPackage(io.BytesIO(content))
    assert error.value.key == key


def test_names_and_prefixes_do_not_matter() -> None:
    opened = package(xl__Sheet_xml='<x:row xmlns:x="u"><x:c/></x:row>')
    assert opened.names == ("xl/sheet.xml",)
    assert opened.has_part("/XL\\sheet.XML")
    assert not opened.has_part("xl/other.xml")
    assert tags(opened, "xl/sheet.xml") == ["row", "c", "/c", "/row"]
    assert tags(opened, "xl/other.xml") == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<a><b></a>", "damaged-workbook"),
        ("<!DOCTYPE a><a/>", "hostile-workbook"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "hostile-workbook"),
    ],
)
def test_a_part_that_is_no_plain_xml_is_refused(text: str, key: str) -> None:
    with pytest.raises(WorkbookError) as error:
        tags(package(a_xml=text), "a.xml")
    assert error.value.key == key


def test_parts_may_be_so_many_and_so_long_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_package, "_MAX_PARTS", 2)
    assert package(a_xml="<a/>", b_xml="<a/>").names == ("a.xml", "b.xml")
    with pytest.raises(WorkbookError, match="workbook-too-large"):
        package(a_xml="<a/>", b_xml="<a/>", c_xml="<a/>")
    monkeypatch.setattr(xlsx_package, "MAX_EXPANDED_BYTES", 8)
    monkeypatch.setattr(xlsx_package, "_OPENING", 0)
    opened = package(a_xml="<a/>", b_xml="<abc/>")
    assert tags(opened, "a.xml") == ["a", "/a"]
    with pytest.raises(WorkbookError, match="workbook-too-large"):
        tags(opened, "b.xml")


def test_opening_a_part_over_and_over_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_package, "MAX_EXPANDED_BYTES", 3 * xlsx_package._OPENING + 12)
    opened = package(a_xml="<a/>")
    for _ in range(3):
        assert tags(opened, "a.xml") == ["a", "/a"]
    assert tags(opened, "none.xml") == []
    with pytest.raises(WorkbookError, match="workbook-too-large"):
        tags(opened, "a.xml")


def test_a_tag_without_an_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_package, "_LONGEST_TOKEN", 50)
    assert tags(package(a_xml=f"<a>{'<b/>' * 30_000}</a>"), "a.xml")[0] == "a"
    with pytest.raises(WorkbookError, match="damaged-workbook"):
        tags(package(a_xml=f"<a><!--{'x' * 100_000}--></a>"), "a.xml")


def test_a_handler_may_have_seen_enough() -> None:
    heard: list[str] = []

    def start(tag: str, _attributes: object) -> None:
        heard.append(tag)
        if tag == "b":
            raise StopReadingError

    package(a_xml="<a><b/><c/></a>").parse("a.xml", XmlHandlers(start, lambda _tag: None))
    assert heard == ["a", "b"]


def test_references_lead_from_the_folder_of_their_part() -> None:
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{target}" {more}/>'
        for key, kind, target, more in (
            ("r1", "worksheet", "sheets/one.xml", ""),
            ("r2", "styles", "/xl/styles.xml", ""),
            ("r3", "image", "../media/a.png", ""),
            ("r4", "hyperlink", "https://example.com", 'TargetMode="External"'),
        )
    )
    assert package(a_xml="<a/>").references("a.xml") == ()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{rows}</Relationships>")
    assert XlsxPackage(io.BytesIO(buffer.getvalue())).references("xl/workbook.xml") == (
        PartReference("r1", "worksheet", "xl/sheets/one.xml"),
        PartReference("r2", "styles", "xl/styles.xml"),
        PartReference("r3", "image", "media/a.png"),
    )

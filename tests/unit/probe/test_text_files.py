import os
import zipfile
from io import BytesIO

import pikepdf
import pytest
from word_file import made

from zcdossier.model.facts import Trouble
from zcdossier.probe import text_files
from zcdossier.probe.text_files import TextRead, TextRefused, read_text

STATEMENT = "本人从事教学工作十年，𠮷林大学毕业。\n第二行\n"


@pytest.mark.parametrize(
    ("encoding", "seen"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("gb18030", "gb18030"),
    ],
)
def test_encodings_people_have(tmp_path, encoding, seen):
    path = tmp_path / "statement.md"
    path.write_bytes(STATEMENT.encode(encoding))
    read = read_text(path)
    assert read == TextRead(STATEMENT, seen)


def test_big_endian_with_its_mark(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xfe\xff" + STATEMENT.encode("utf-16-be"))
    assert read_text(tmp_path / "a.txt") == TextRead(STATEMENT, "utf-16")


def test_line_ends_of_every_system(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"a\r\nb\rc\nd")
    assert read_text(tmp_path / "a.txt") == TextRead("a\nb\nc\nd", "utf-8")


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b"", TextRefused(Trouble.EMPTY)),
        (b"%PDF-1.7\n", TextRefused(Trouble.UNREADABLE, format="pdf")),
        (b"PK\x03\x04word/document.xml", TextRefused(Trouble.UNREADABLE, format="docx")),
        (b"{\\rtf1 text}", TextRefused(Trouble.UNSUPPORTED, format="rtf")),
        (bytes(range(256)), TextRefused(Trouble.UNSUPPORTED, format="unknown")),
        (b"abc" * 1000 + b"\0", TextRefused(Trouble.UNREADABLE)),
        (b"abc\x81\x20def\xff\xff", TextRefused(Trouble.UNREADABLE)),
        (b"\xff\xfea", TextRefused(Trouble.UNREADABLE, "utf-16")),
    ],
)
def test_what_is_no_text(tmp_path, data, refused):
    (tmp_path / "a.md").write_bytes(data)
    assert read_text(tmp_path / "a.md") == refused


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.md")
    assert read_text(tmp_path / "pipe.md") == TextRefused(Trouble.NOT_A_FILE)
    assert read_text(tmp_path / "none.md") == TextRefused(Trouble.MISSING)


def test_a_text_too_long_for_a_statement(tmp_path, monkeypatch):
    monkeypatch.setattr(text_files, "MAX_BYTES", 10)
    (tmp_path / "a.md").write_bytes(b"0123456789")
    (tmp_path / "b.md").write_bytes(b"0123456789x")
    assert isinstance(read_text(tmp_path / "a.md"), TextRead)
    assert read_text(tmp_path / "b.md").trouble is Trouble.TOO_LARGE


def word(tmp_path, data):
    (tmp_path / "a.docx").write_bytes(data)
    return read_text(tmp_path / "a.docx")


def test_word_is_read_as_people_see_it(tmp_path):
    data = made("第一段", ["两", "截"], [["甲", "乙"], ["丙", "丁"]], "末段", header="页眉不算")
    found = word(tmp_path, data)
    assert isinstance(found, TextRead)
    assert found.text.split() == ["第一段", "两截", "甲", "乙", "丙", "丁", "末段"]


def test_word_without_what_was_deleted_and_with_what_was_inserted(tmp_path):
    body = (
        "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:sdt><w:sdtContent><w:r><w:t>框</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert word(tmp_path, package(body)) == TextRead("留增框", "docx")


@pytest.mark.parametrize("count", [1, 40])
def test_a_word_file_that_unpacks_to_too_much(tmp_path, count):
    data = BytesIO(package("<w:p/>"))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(count):
            bomb.writestr(f"word/media/{number}.bmp", bytes(80_000_000 // count))
    assert word(tmp_path, data.getvalue()) == TextRefused(Trouble.UNREADABLE, format="docx")


def test_entities_in_a_word_file_are_not_followed(tmp_path):
    entities = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    data = package("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", doctype=f"{entities}]>")
    found = word(tmp_path, data)
    assert not isinstance(found, TextRead) or len(found.text) < 100


@pytest.mark.parametrize("text", ["Hello", ""])
def test_a_pdf_has_text_or_is_a_scan(tmp_path, text):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    pdf.pages[0].obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    pdf.save(tmp_path / "a.pdf")
    found = read_text(tmp_path / "a.pdf")
    assert found == (TextRead(text, "pdf") if text else TextRefused(Trouble.UNSUPPORTED, format="pdf"))


def test_a_pdf_whose_forms_draw_forms_is_not_laid_out(tmp_path):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    form = pdf.make_stream(b"/F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    outer = pdf.make_stream(b"/F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=outer))
    pdf.save(tmp_path / "a.pdf")
    assert read_text(tmp_path / "a.pdf") == TextRefused(Trouble.UNREADABLE, format="pdf")


def package(body, doctype=""):
    """A Word file by hand, with any body."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.openxml'
        f'formats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r" Type="{office}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{doctype}<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
    }
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in members.items():
            out.writestr(name, text)
    return data.getvalue()

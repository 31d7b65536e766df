import os

import pytest

from zcdossier.model.facts import Trouble
from zcdossier.probe import text
from zcdossier.probe.text import TextRead, TextRefused, read_text

STATEMENT = "本人从事教学工作十年，𠮷林大学毕业。\n第二行\n"


@pytest.mark.parametrize(
    ("encoding", "seen", "is_utf8"),
    [
        ("utf-8", "utf-8", True),
        ("utf-8-sig", "utf-8-sig", True),
        ("utf-16", "utf-16", False),
        ("gb18030", "gb18030", False),
    ],
)
def test_encodings_people_have(tmp_path, encoding, seen, is_utf8):
    path = tmp_path / "statement.md"
    path.write_bytes(STATEMENT.encode(encoding))
    read = read_text(path)
    assert read == TextRead(STATEMENT, seen)
    assert read.is_utf8 is is_utf8


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
        (b"%PDF-1.7\n", TextRefused(Trouble.UNSUPPORTED, format="pdf")),
        (b"PK\x03\x04word/document.xml", TextRefused(Trouble.UNSUPPORTED, format="docx")),
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
    monkeypatch.setattr(text, "MAX_BYTES", 10)
    (tmp_path / "a.md").write_bytes(b"0123456789")
    (tmp_path / "b.md").write_bytes(b"0123456789x")
    assert isinstance(read_text(tmp_path / "a.md"), TextRead)
    assert read_text(tmp_path / "b.md").trouble is Trouble.TOO_LARGE

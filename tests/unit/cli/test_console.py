"""No character makes output fail, whatever the encoding of the stream."""

import io

import pytest

from zcdossier.cli import console as streams
from zcdossier.cli.console import Console


def written(text: str, encoding: str) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="strict")
    streams.make_safe(stream)
    stream.write(text)
    stream.flush()
    return raw.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("论文 √ ×", "gbk", "论文 √ ×"),
        ("✓ ✗ •", "gbk", "√ × ·"),
        ("m² ﬁ", "gbk", "m2 fi"),
        ("🎓𠮷", "gbk", "\\U0001f393\\U00020bb7"),
        ("ñ", "gbk", "n"),
        ("—“好”", "ascii", '-"\\u597d"'),
        ("🎓", "utf-8", "🎓"),
        ("\udcff", "utf-8", "\\udcff"),
        ("e\u0301", "gb2312", "e\\u0301"),
    ],
)
def test_stand_ins(text: str, encoding: str, expected: str) -> None:
    assert written(text, encoding) == expected


@pytest.mark.parametrize(
    ("encoding", "everything"), [("utf-8", True), ("UTF-16", True), ("gbk", False), ("cp936", False)]
)
def test_which_encodings_carry_everything(encoding: str, everything: bool) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    assert streams.carries_everything(stream) is everything


def test_no_colour_where_nobody_looks() -> None:
    assert not streams.shows_colour(io.StringIO())


def test_no_colour_when_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert streams.shows_colour(Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not streams.shows_colour(Terminal())


def test_a_reader_who_left_is_no_error() -> None:
    class Closed(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    console = Console.on(Closed(), io.StringIO(), "zh")
    console.show("a")
    console.show("b")
    assert console.reader_gone

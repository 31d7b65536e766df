"""Bytes of a text file to text: UTF-8 wanted; a BOM, UTF-16 or GBK is read when it can be, and said."""

from typing import NamedTuple

UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")


class Decoded(NamedTuple):
    """`text` is None when no encoding fits. `note` is empty, `bom`, `utf-16`, `gbk` or `binary`.

    `line` and `column` tell where the first byte stands that is not UTF-8.
    """

    text: str | None
    note: str = ""
    line: int = 1
    column: int = 1


def decode(data: bytes) -> Decoded:
    """Decode a manifest or a profile."""
    if data.startswith(UTF8_BOM):
        inner = decode(data[len(UTF8_BOM) :])
        return Decoded(inner.text, inner.note or "bom", inner.line, inner.column)
    if data.startswith(_UTF16_BOMS):
        try:
            return Decoded(data.decode("utf-16"), "utf-16")
        except UnicodeDecodeError:
            return Decoded(None, "binary")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        line_start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode("utf-8")) + 1
        try:
            return Decoded(data.decode("gb18030"), "gbk", line, column)
        except UnicodeDecodeError:
            return Decoded(None, "binary", line, column)

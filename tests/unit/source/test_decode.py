"""Bytes to text: which encodings are read, which are refused, and where the first odd byte stands."""

import pytest

from zcdossier.source.reader import decode

TEXT = "profile: case\nname: 林晓\n"


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode("utf-8-sig"), "bom"),
        (TEXT.encode("utf-16"), "utf-16"),
        ("\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gbk"), "gbk"),
        (TEXT.encode("gb18030"), "gbk"),
        (b"", ""),
    ],
)
def test_what_can_be_read_is_read(data: bytes, note: str) -> None:
    decoded = decode(data)
    assert decoded.text == (TEXT if data else "")
    assert decoded.note == note


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"\xff\xff\xff", b"a: \x80\n", b"\xef\xbb\xbf\xff"])
def test_other_bytes_are_no_text(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.text is None
    assert decoded.note == "binary"


def test_the_first_odd_byte_is_found_in_characters() -> None:
    data = "甲: 乙\n丙: ".encode() + "丁".encode("gbk")
    decoded = decode(data)
    assert (decoded.line, decoded.column) == (2, 4)


def test_big5_is_told_from_gbk() -> None:
    traditional = "這一份是用繁體中文存檔的清單，裡面寫著論文題目和發表時間"
    assert decode(traditional.encode("big5")) == (traditional, "big5", 1, 1)
    assert decode(traditional.encode("gbk")).note == "gbk"


def test_a_file_cut_within_a_character_is_utf_8_that_is_damaged() -> None:
    decoded = decode("姓名: 林晓\n工作部门: 药学院，教学与科研".encode()[:-1])
    assert (decoded.note, decoded.line, decoded.column) == ("damaged", 2, 15)

"""Small files that claim to be large, and readers that fail as nobody foresaw: facts come back all the same."""

import struct
import zlib

import pytest

from zcdossier.model.facts import Trouble
from zcdossier.probe import picture_headers


def runs(width: int, height: int) -> bytes:
    """A BMP in runs: a line's end says that the rest of it is blank, so that a few bytes are any number of pixels."""
    palette, rows = bytes(1024), b"\1\0\0\0" * min(height, 100) + b"\0\1"
    start = 14 + 40 + len(palette)
    head = struct.pack("<2sIHHI", b"BM", start + len(rows), 0, 0, start)
    return head + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 8, 1, len(rows), 0, 0, 256, 0) + palette + rows


def test_a_page_in_runs_is_usable(facts_of) -> None:
    assert facts_of("a.bmp", runs(2480, 3508)).usable


@pytest.mark.parametrize("size", [(8_388_624, 8), (8, 8_388_624), (5000, 6000)])
def test_runs_that_take_long_to_unpack(facts_of, size) -> None:
    facts = facts_of("a.bmp", runs(*size))
    assert (facts.trouble, facts.detail) == (Trouble.TOO_LARGE, f"{size[0]}×{size[1]}")


@pytest.mark.parametrize("offset", [16, 17, 2**40, 2**63, 2**64 - 1])
def test_a_tiff_whose_directory_is_nowhere(facts_of, offset) -> None:
    facts = facts_of("a.tif", struct.pack("<2sHHHQ", b"II", 43, 8, 0, offset))
    assert facts.trouble is Trouble.TRUNCATED


def test_a_reader_that_fails_as_nobody_foresaw(facts_of, make, monkeypatch) -> None:
    def reader(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(picture_headers, "read_picture", reader)
    facts = facts_of("a.jpg", make.coded(make.picture((8, 8), "L"), "jpeg"))
    assert (facts.trouble, facts.detail) == (Trouble.UNREADABLE, "ZeroDivisionError")


def test_too_little_memory(facts_of, make, monkeypatch) -> None:
    def reader(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(picture_headers, "read_picture", reader)
    assert facts_of("a.jpg", make.coded(make.picture((8, 8), "L"), "jpeg")).trouble is Trouble.TOO_LARGE


def claiming(data: bytes, width: int, height: int) -> bytes:
    """The JPEG with another size in its frame header."""
    changed = bytearray(data)
    frame = max(data.find(b"\xff\xc0"), data.find(b"\xff\xc2"))
    changed[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(changed)


@pytest.mark.parametrize(
    ("size", "options", "usable"),
    [
        ((16_320, 12_240), {}, True),  # 200 megapixels, as some phones take
        ((16_320, 12_240), {"progressive": True}, True),
        ((16_320, 12_240), {"progressive": True, "subsampling": 0}, False),
        ((15_000, 15_000), {}, False),
        ((65_535, 65_535), {}, False),
    ],
)
def test_a_jpeg_may_have_what_can_be_decoded_at_half_its_size(facts_of, make, size, options, usable) -> None:
    data = make.coded(make.picture((64, 64)), "jpeg", **options)
    facts = facts_of("a.jpg", claiming(data, *size))
    assert facts.trouble is (None if usable else Trouble.TOO_LARGE)


@pytest.mark.parametrize(
    ("mode", "options", "usable"),
    [("RGB", {}, True), ("RGB", {"transparency": (1, 2, 3)}, False), ("RGBA", {}, False), ("L", {}, True)],
)
def test_what_is_clear_takes_more(facts_of, make, mode, options, usable) -> None:
    data = bytearray(make.coded(make.picture((8, 8), mode), "png", **options))
    data[16:24] = struct.pack(">II", 10_000, 11_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    assert facts_of("a.png", bytes(data)).usable is usable

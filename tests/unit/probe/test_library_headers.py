"""GIF, WebP, BMP, TIFF, HEIC, AVIF and JPEG 2000: rarer, but teachers have them."""

import builtins
import io
import struct

import pillow_heif
import pytest
from PIL import Image, features

from zcdossier.model.facts import PageSize, Trouble
from zcdossier.probe import library_headers

CASES = [
    ("gif", "P", {}),
    ("webp", "RGB", {}),
    ("webp", "RGB", {"lossless": True}),
    ("webp", "RGBA", {}),
    ("webp", "RGBA", {"lossless": True}),
    ("webp", "RGB", {"exif": b"Exif\0\0"}),
    ("bmp", "RGB", {}),
    ("bmp", "P", {}),
    ("tiff", "1", {"compression": "group4"}),
    ("tiff", "L", {}),
    ("tiff", "RGB", {"compression": "tiff_lzw"}),
    ("tiff", "RGB", {"compression": "jpeg"}),
    ("tiff", "CMYK", {}),
    ("avif", "RGB", {"speed": 10}),
    ("avif", "RGBA", {"speed": 10}),
]
IN_BOXES = [("RGB", {}), ("RGBA", {}), ("L", {}), ("I;16", {}), ("RGB", {"no_jp2": True})]


@pytest.mark.parametrize(("kind", "mode", "options"), CASES)
def test_the_header_says_what_pillow_says(make, facts_of, kind, mode, options):
    data = make.coded(make.picture((41, 29), mode), kind, **options)
    facts = facts_of(f"a.{kind}", data)
    with Image.open(io.BytesIO(data)) as image:
        assert facts.sizes == (PageSize(*image.size),)
        assert facts.mode in {image.mode, "P"}  # Pillow calls a grey palette L
    assert (facts.format, facts.suffix_format, facts.trouble, facts.pages) == (kind, kind, None, 1)


@pytest.mark.parametrize(("mode", "options"), IN_BOXES)
def test_a_jpeg_2000_is_read_as_pillow_reads_it(make, facts_of, mode, options):
    data = make.coded(make.picture((141, 129), mode), "JPEG2000", **options)
    facts = facts_of("a.jp2", data)
    assert (facts.format, facts.trouble, facts.sizes, facts.mode) == ("jp2", None, (PageSize(141, 129),), mode)
    for share in (0.3, 0.6, 0.95):
        assert facts_of("a.jp2", data[: int(len(data) * share)]).trouble is Trouble.TRUNCATED


@pytest.mark.parametrize(("kind", "codec"), [("avif", "avif"), ("jpeg2000", "jpg_2000")])
def test_a_pillow_without_a_decoder_leaves_pictures_unsupported(make, facts_of, monkeypatch, kind, codec):
    data = make.coded(make.picture((41, 29)), kind)
    monkeypatch.setattr(features, "check", lambda name: name != codec)
    monkeypatch.setattr(features, "check_codec", lambda name: name != codec)
    assert facts_of("a", data).trouble is Trouble.UNSUPPORTED


@pytest.mark.parametrize("kind", ["gif", "webp", "tiff", "avif"])
def test_pages_are_counted(make, facts_of, kind):
    more = [make.picture((41, 29)).rotate(90 * turn) for turn in (1, 2)]
    facts = facts_of(f"a.{kind}", make.coded(make.picture((41, 29)), kind, save_all=True, append_images=more))
    assert (facts.pages, facts.sizes) == (3, (PageSize(41, 29),) * 3)


def test_the_pages_of_a_tiff_have_their_own_sizes(make, facts_of):
    data = make.coded(make.picture((41, 29)), "TIFF", save_all=True, append_images=[make.picture((20, 50))])
    assert facts_of("a.tif", data).sizes == (PageSize(41, 29), PageSize(20, 50))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["tiff", "webp", "avif"])
def test_sizes_are_as_displayed(make, facts_of, kind, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    facts = facts_of(f"a.{kind}", make.coded(make.picture((41, 29)), kind, exif=exif))
    assert facts.orientation == orientation
    assert facts.sizes == (PageSize(29, 41) if orientation > 4 else PageSize(41, 29),)


@pytest.mark.parametrize("kind", ["tiff", "bmp"])
def test_resolution(make, facts_of, kind):
    assert facts_of(f"a.{kind}", make.coded(make.picture(), kind, dpi=(300, 300))).dpi == pytest.approx(300, abs=0.1)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_cut_off_picture_is_truncated(make, facts_of, case, share):
    kind, mode, options = case
    data = make.coded(make.picture((141, 129), mode), kind, **options)
    assert facts_of(f"a.{kind}", data[: int(len(data) * share)]).trouble is Trouble.TRUNCATED


def test_a_tiff_whose_pictures_stand_behind_its_directory_can_be_cut_too(facts_of):
    entries = [
        (256, 4, 10),
        (257, 4, 10),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 200),
        (278, 4, 10),
        (279, 4, 100),
    ]
    directory = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries
    )
    head = b"II*\0\x08\0\0\0" + directory + bytes(4)
    assert facts_of("a.tif", head.ljust(300, b"\1")).usable
    assert facts_of("b.tif", head.ljust(299, b"\1")).trouble is Trouble.TRUNCATED


def test_a_tiff_that_claims_too_much(facts_of):
    entries = [
        (256, 4, 60000),
        (257, 4, 60000),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (278, 4, 1),
        (279, 4, 1),
    ]
    directory = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in entries
    )
    assert facts_of("a.tif", b"II*\0\x08\0\0\0" + directory + bytes(4)).trouble is Trouble.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gif", b"GIF89a" + bytes(7)),
        ("b.gif", b"GIF89a\x01\0\x01\0\0\0\0?"),
        ("c.gif", b"GIF89a\x01\0\x01\0\0\0\0;"),
        ("a.bmp", b"BM" + struct.pack("<IIIIiiHHII", 54, 0, 54, 40, -1, 1, 1, 24, 0, 0) + bytes(16)),
        ("b.bmp", b"BM" + struct.pack("<IIIIiiHHII", 54, 0, 54, 40, 1, 1, 1, 7, 0, 0) + bytes(16)),
        ("a.webp", b"RIFF\x0c\0\0\0WEBPVP8 \0\0\0\0"),
        ("b.webp", b"RIFF\x04\0\0\0WEBP"),
        ("c.webp", b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(10)),
        ("a.tif", b"II*\0\x08\0\0\0\0\0\0\0\0\0"),
    ],
)
def test_nonsense_is_unreadable(facts_of, name, data):
    assert facts_of(name, data).trouble is Trouble.UNREADABLE


def heic_bytes(make, orientation: int = 1) -> bytes:
    pillow_heif.register_heif_opener()
    image = make.picture((64, 48))
    image.info["exif"] = make.oriented(orientation)
    return make.coded(image, "HEIF")


def test_heic_sizes_are_as_displayed(make, facts_of):
    facts = facts_of("a.heic", heic_bytes(make, 6))
    assert (facts.format, facts.suffix_format, facts.trouble, facts.pages) == ("heic", "heic", None, 1)
    assert (facts.sizes, facts.orientation) == ((PageSize(48, 64),), 1)


def test_every_picture_of_a_heic_is_counted(make, facts_of):
    pillow_heif.register_heif_opener()
    data = make.coded(make.picture((64, 48)), "HEIF", save_all=True, append_images=[make.picture((64, 48), "L")])
    facts = facts_of("a.heic", data)
    assert (facts.format, facts.pages) == ("heic", 2)


def test_a_cut_off_heic_is_truncated(make, facts_of):
    data = heic_bytes(make)
    for cut in (-50, -1, data.index(b"mdat") - 4, data.index(b"meta") - 4):
        assert facts_of("a.heic", data[:cut]).trouble is Trouble.TRUNCATED


def test_a_damaged_heic_is_unreadable(make, facts_of):
    data = heic_bytes(make)
    at = data.index(b"iprp")
    assert facts_of("a.heic", data[:at] + b"xxxx" + data[at + 4 :]).trouble is Trouble.UNREADABLE


def test_heic_without_its_extra(make, facts_of, monkeypatch):
    monkeypatch.setattr(library_headers, "heic_installed", lambda: False)
    facts = facts_of("IMG_1.HEIC", heic_bytes(make))
    assert (facts.trouble, facts.format, facts.suffix_format) == (Trouble.NEEDS_HEIC, "heic", "heic")


def test_whether_heic_is_there_is_found_without_importing(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError

    monkeypatch.setattr(builtins, "__import__", refuse)
    assert library_headers.heic_installed() is True

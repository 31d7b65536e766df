"""What is dropped from a JPEG and what stays."""

import io

import pytest
from picture_kinds import jpeg as parts
from PIL import Image, ImageCms

from zcdossier.assemble.pictures.jpeg import NotJpegError, clean_jpeg, components_of, marked_rgb


def test_metadata_goes_and_coded_data_stays(kit):
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>"
    data = kit.jpeg_bytes(kit.cornered(), exif=kit.exif(6), comment=b"my home", dpi=(300, 300), xmp=xmp)
    cleaned = clean_jpeg(data)
    assert b"SecretCamera" in data
    assert b"my home" in data
    for secret in (b"SecretCamera", b"my home", b"Exif", b"xmpmeta"):
        assert secret not in cleaned.data
    assert b"JFIF" in cleaned.data
    assert kit.scan_data(cleaned.data) == kit.scan_data(data)
    assert (cleaned.width, cleaned.height, cleaned.components, cleaned.fits_pdf) == (300, 400, 3, True)


def test_the_profile_is_handed_out_and_the_adobe_segment_stays(kit):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    cleaned = clean_jpeg(kit.jpeg_bytes(kit.cornered(), icc_profile=profile))
    assert b"ICC_PROFILE" not in cleaned.data
    assert cleaned.icc == profile
    cmyk = io.BytesIO()
    Image.new("CMYK", (16, 16), (0, 255, 255, 0)).save(cmyk, "JPEG")
    cleaned = clean_jpeg(cmyk.getvalue())
    assert b"Adobe" in cleaned.data
    assert (cleaned.components, cleaned.icc) == (4, b"")


def test_a_profile_in_pieces_is_put_together_by_their_numbers(kit):
    pieces = [
        parts.segment(0xE2, b"ICC_PROFILE\0" + bytes([number, 3]) + b"abc"[number - 1 :][:1]) for number in (3, 1, 2)
    ]
    assert clean_jpeg(parts.with_segments(kit.jpeg_bytes(kit.cornered()), *pieces)).icc == b"abc"
    short = parts.segment(0xE2, b"ICC_PROFILE\0")
    assert clean_jpeg(parts.with_segments(kit.jpeg_bytes(kit.cornered()), short)).icc == b""


def test_planes_that_only_their_names_tell_get_a_marker(kit):
    bare = parts.without_segment(kit.jpeg_bytes(kit.cornered(), keep_rgb=True), 0xEE)
    assert clean_jpeg(bare).named_rgb
    marked = marked_rgb(bare)
    assert not clean_jpeg(marked).named_rgb
    assert marked[2:18] == kit.jpeg_bytes(kit.cornered(), keep_rgb=True)[2:18]
    assert not clean_jpeg(kit.jpeg_bytes(kit.cornered())).named_rgb


def test_the_number_of_planes(kit):
    for mode, count in (("L", 1), ("RGB", 3), ("CMYK", 4)):
        data = kit.jpeg_bytes(kit.cornered().convert(mode))
        assert components_of(data) == clean_jpeg(data).components == count
    with pytest.raises(NotJpegError):
        components_of(b"\xff\xd8\xff\xd9")


@pytest.mark.parametrize("progressive", [False, True])
def test_what_follows_the_picture_is_cut(kit, progressive):
    data = kit.jpeg_bytes(kit.noisy((400, 300)), progressive=progressive)
    assert clean_jpeg(data + b"second picture\xff\xd8\xff\xd9").data == data


def test_previews_and_motion_pictures_go(kit):
    """APP2 carries the index of further pictures, APP13 Photoshop's notes."""
    data = kit.jpeg_bytes(kit.cornered())
    extra = b"\xff\xe2\x00\x08MPF\0ab" + b"\xff\xed\x00\x06PS3.."[:8]
    assert clean_jpeg(data[:2] + extra + data[2:]).data == data


def test_restart_markers_and_fill_bytes(kit):
    data = kit.jpeg_bytes(kit.noisy((200, 200)), restart_marker_blocks=1)
    assert clean_jpeg(data).data == data
    filled = data[:2] + b"\xff\xff" + data[2:]
    assert clean_jpeg(filled).data == data


def test_codings_that_pdf_lacks_are_told(kit):
    data = bytearray(kit.jpeg_bytes(kit.cornered()))
    frame = data.index(b"\xff\xc0")
    data[frame + 1] = 0xC9
    assert not clean_jpeg(bytes(data)).fits_pdf


@pytest.mark.parametrize(
    "data",
    [b"", b"PNG", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff12", b"\xff\xd8\xff\xd9", b"\xff\xd8garbage", b"\xff\xd8\xff"],
)
def test_what_is_not_a_jpeg(data):
    with pytest.raises(NotJpegError):
        clean_jpeg(data)

"""Metadata of the pictures inside PDFs goes, their coded data stays; odd data is left as it is."""

import io
import struct
import zlib

import pikepdf
import pytest
from pdf_kinds.objects import picture
from picture_kinds.jpeg import jpeg, scan_data
from picture_kinds.scene import SIZE, exif, scene
from pikepdf import Array, Dictionary, Name

from zcdossier.assemble.pdf import image_metadata
from zcdossier.assemble.pdf.image_metadata import clean_images, has_camera_data
from zcdossier.assemble.pictures.jpeg import drop_private_boxes, jpx_size

RGB = Name.DeviceRGB


def box(name, body, *, long=False):
    if long:
        return struct.pack(">I4sQ", 1, name, len(body) + 16) + body
    return struct.pack(">I4s", len(body) + 8, name) + body


def jp2():
    buffer = io.BytesIO()
    scene().save(buffer, "JPEG2000")
    return buffer.getvalue()


def with_boxes(*boxes):
    """Boxes behind the first two, where cameras and programs put them."""
    data = jp2()
    at = 12 + int.from_bytes(data[12:16], "big")
    return data[:at] + b"".join(boxes) + data[at:]


def cleaned(make):
    with pikepdf.new() as pdf:
        image = pdf.make_indirect(make(pdf))
        clean_images(pdf)
        return image.read_raw_bytes(), image.get("/Filter"), image.get("/DecodeParms")


@pytest.mark.parametrize("wrapper", [[], [Name.FlateDecode]])
def test_a_jpeg_loses_what_the_camera_added(wrapper):
    dirty = jpeg(scene(), exif=exif(1))
    data = zlib.compress(dirty) if wrapper else dirty
    raw, packing, _ = cleaned(picture(data, SIZE, 8, RGB, Array([*wrapper, Name.DCTDecode])))
    inside = zlib.decompress(raw) if isinstance(packing, Array) else raw
    assert b"SecretCamera" not in inside
    assert scan_data(inside) == scan_data(dirty)


def test_a_packed_jpeg_stays_packed_and_never_grows():
    """Pages with much bare paper pack well once more: unpacked for cleaning, they would be larger than before."""
    dirty = jpeg(scene().resize((4, 4)).resize((1200, 1600)), exif=exif(1))
    data = zlib.compress(dirty, 9)
    assert len(data) < len(dirty) * 0.8
    raw, packing, parms = cleaned(
        picture(data, (1200, 1600), 8, RGB, Array([Name.FlateDecode, Name.DCTDecode]), DecodeParms=Array([None, None]))
    )
    assert list(packing) == [Name.FlateDecode, Name.DCTDecode]
    assert parms is None
    assert len(raw) < len(data)
    assert scan_data(zlib.decompress(raw)) == scan_data(dirty)


@pytest.mark.parametrize("packs_well", [True, False])
def test_parameters_of_a_jpeg_stay(packs_well):
    parms = Array([None, Dictionary(ColorTransform=0)])
    image = scene().resize((4, 4)).resize((1200, 1600)) if packs_well else scene()
    data = zlib.compress(jpeg(image, exif=exif(1)))
    how = Array([Name.FlateDecode, Name.DCTDecode])
    _, packing, kept = cleaned(picture(data, image.size, 8, RGB, how, DecodeParms=parms))
    of_jpeg = kept[len(packing) - 1] if isinstance(packing, Array) else kept
    assert of_jpeg.ColorTransform == 0


def test_what_cleaning_saves_is_told_before():
    data = jpeg(scene(), exif=exif(1))
    with pikepdf.new() as pdf:
        image = picture(data, SIZE, 8, RGB, Name.DCTDecode)(pdf)
        saved = len(data) - len(jpeg(scene()))
        assert saved > 50
        assert has_camera_data(pdf, saved)
        assert not has_camera_data(pdf, saved + 1)
        assert image.read_raw_bytes() == data
        clean_images(pdf)
        assert len(data) - len(image.read_raw_bytes()) == saved
        assert not has_camera_data(pdf, 1)


def test_camera_data_is_looked_for_only_where_it_can_be_enough(monkeypatch):
    data = jpeg(scene(), exif=exif(1))
    walked = list[bytes]()
    clean_jpeg = image_metadata.jpeg.clean_jpeg
    monkeypatch.setattr(image_metadata.jpeg, "clean_jpeg", lambda raw: (walked.append(raw), clean_jpeg(raw))[1])
    with pikepdf.new() as pdf:
        for _ in range(3):
            picture(data, SIZE, 8, RGB, Name.DCTDecode)(pdf).write(data, filter=Name.DCTDecode)
        assert not has_camera_data(pdf, len(data) * 2)
        assert len(walked) == 2  # by then, what is left is the last picture alone
        walked.clear()
        assert not has_camera_data(pdf, len(data) * 4)
        assert not walked


@pytest.mark.parametrize("long", [True, False])
def test_a_jpeg_2000_loses_its_boxes(long):
    dirty = with_boxes(box(b"uuid", b"SecretCamera", long=long), box(b"xml ", b"<private/>"))
    raw, packing, _ = cleaned(picture(dirty, SIZE, 8, RGB, Name.JPXDecode))
    assert raw == jp2()
    assert packing == Name.JPXDecode
    assert jpx_size(raw) == SIZE


@pytest.mark.parametrize(
    "data",
    [
        with_boxes(box(b"uuid", b"x"), box(b"ftbl", b"places")),
        jp2()[200:],
        b"\xff\xd8 no picture",
    ],
    ids=["table of places", "bare codestream", "nothing"],
)
def test_what_can_not_lose_anything_stays(data):
    assert drop_private_boxes(data) == data
    assert cleaned(picture(data, SIZE, 8, RGB, Name.JPXDecode))[0] == data


@pytest.mark.parametrize("size", [3, 0x7FFFFFFF])
def test_a_box_of_an_impossible_size_stays(size):
    data = bytearray(with_boxes(box(b"uuid", b"SecretCamera")))
    at = bytes(data).index(b"uuid") - 4
    data[at : at + 4] = struct.pack(">I", size)
    assert cleaned(picture(bytes(data), SIZE, 8, RGB, Name.JPXDecode))[0] == bytes(data)


@pytest.mark.parametrize("packing", [Name.DCTDecode, Array([Name.ASCII85Decode, Name.DCTDecode]), Array([1, 2])])
def test_odd_streams_stay(packing):
    data = b"<<~ nothing of this kind"
    assert cleaned(picture(data, SIZE, 8, RGB, packing))[0] == data

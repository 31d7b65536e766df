"""The orientation that stands in XMP alone: facts and the built page must agree about which way up a picture is."""

import io

import pytest
from PIL import Image, PngImagePlugin

from zcdossier.assemble.pictures.raster import open_picture, orientation_of
from zcdossier.model.facts import PageSize

SHAPES = {
    "attribute": '<rdf:Description tiff:Orientation="{}"/>',
    "element": "<tiff:Orientation>{}</tiff:Orientation>",
    "other quotes": "<rdf:Description tiff:Orientation='{}'/>",
}


def xmp(number, shape="attribute"):
    return f"<x:xmpmeta>{SHAPES[shape].format(number)}</x:xmpmeta>"


def picture(kind, text, exif=None, *, packed=False):
    image, buffer, keys = Image.new("RGB", (40, 60), (9, 9, 9)), io.BytesIO(), {}
    if exif is not None:
        keys["exif"] = Image.Exif()
        keys["exif"][exif[0]] = exif[1]
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", text, zip=packed)
        keys["pnginfo"] = info
    else:
        keys["xmp"] = text.encode()
    image.save(buffer, kind, **keys)
    return buffer.getvalue()


def of_build(data):
    with open_picture(io.BytesIO(data), "a") as image:
        return orientation_of(image)[0]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("number", [1, 3, 6, 8])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_facts_and_build_agree(facts_of, kind, number, shape):
    data = picture(kind, xmp(number, shape))
    facts = facts_of(f"a.{kind.lower()}", data)
    assert facts.orientation == of_build(data)
    if shape != "other quotes":
        assert facts.orientation == number
    turned = facts.orientation in {5, 6, 7, 8}
    assert facts.sizes == ((PageSize(60, 40) if turned else PageSize(40, 60)),)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_exif_goes_before_and_other_exif_does_not_hide_it(facts_of, kind):
    both = picture(kind, xmp(6), (0x0112, 3))
    assert facts_of("a.x", both).orientation == of_build(both) == 3
    other = picture(kind, xmp(6), (0x010F, "camera"))
    assert facts_of("a.x", other).orientation == of_build(other) == 6


def test_packed_text_of_a_png_is_read(facts_of):
    data = picture("PNG", xmp(6), packed=True)
    assert facts_of("a.png", data).orientation == of_build(data) == 6

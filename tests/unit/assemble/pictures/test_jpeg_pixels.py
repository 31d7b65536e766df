"""JPEGs decoded at eighths of their size: large enough, the right picture, and left to Pillow where it must be."""

import io

import pytest
from PIL import Image, ImageChops, ImageStat

from zcdossier.assemble.pictures import raster


def photo(size=(1203, 801), mode="RGB"):
    plain = Image.linear_gradient("L").resize(size)
    if mode == "L":
        return plain
    colours = Image.merge("RGB", (plain, plain.transpose(Image.Transpose.FLIP_LEFT_RIGHT), Image.new("L", size, 90)))
    return colours.convert(mode)


def as_jpeg(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, **options)
    return buffer.getvalue()


def decoded(data, least):
    with Image.open(io.BytesIO(data)) as header:
        return raster.decode_jpeg(data, header, least)


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("least", [(1, 1), (150, 100), (400, 200), (700, 466), (900, 600), (1203, 801), (5000, 5000)])
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}])
def test_the_picture_is_large_enough_and_the_same(mode, least, options):
    image = photo(mode=mode)
    found = decoded(as_jpeg(image, **options), least)
    assert found.width >= min(least[0], image.width) * 0.97
    assert found.height >= min(least[1], image.height) * 0.97
    assert found.mode == ("L" if mode == "L" else "RGBX")
    shown = found if mode == "L" else found.convert("RGB")
    difference = ImageChops.difference(shown, image.resize(found.size, Image.Resampling.BOX))
    assert max(ImageStat.Stat(difference).mean) < 3


def test_it_is_no_larger_than_it_must_be():
    assert decoded(as_jpeg(photo((1600, 800))), (1000, 500)).size == (1000, 500)
    assert decoded(as_jpeg(photo((1600, 800))), (1001, 501)).size == (1000, 500)
    assert decoded(as_jpeg(photo((1600, 800))), (1100, 550)).size == (1200, 600)


def test_inks_and_damage_are_left_to_pillow():
    assert decoded(as_jpeg(photo(mode="CMYK")), (100, 100)) is None
    data = as_jpeg(photo())
    assert decoded(data[: len(data) // 2], (100, 100)) is None


def test_a_profile_stays_with_the_pixels():
    found = decoded(as_jpeg(photo(), icc_profile=b"x" * 200), (100, 100))
    assert found.info["icc_profile"] == b"x" * 200


def test_what_is_not_the_picture_of_the_header_is_refused():
    with Image.open(io.BytesIO(as_jpeg(photo((400, 300))))) as header:
        assert raster.decode_jpeg(as_jpeg(photo((500, 500))), header, (400, 300)) is None

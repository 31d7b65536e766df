import io
import random

import pytest
from PIL import Image, ImageChops, ImageDraw

from zcdossier.model.facts import FactGroup, PageSize, Trouble
from zcdossier.probe.gather import gather
from zcdossier.probe.photo_facts import measure_photo


def portrait(colour: tuple[int, int, int], size: tuple[int, int] = (413, 531)) -> Image.Image:
    """A head with black hair whose crown is 2 % below the top, and dark shoulders."""
    width, height = size
    image = Image.new("RGB", size, colour)
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.2, height * 0.02, width * 0.8, height * 0.75), fill=(15, 15, 15))
    draw.ellipse((width * 0.27, height * 0.12, width * 0.73, height * 0.72), fill=(224, 184, 160))
    draw.ellipse((-width * 0.2, height * 0.62, width * 1.2, height * 1.5), fill=(25, 30, 70))
    return image


def saved(tmp_path, image, name="photo.jpg", **options):
    image.save(tmp_path / name, **options)
    return measure_photo(tmp_path / name)


@pytest.mark.parametrize("colour", [(255, 255, 255), (252, 252, 253), (67, 142, 219), (200, 0, 20), (128, 128, 128)])
@pytest.mark.parametrize("size", [(216, 301), (413, 531), (358, 441), (1500, 2000)])
def test_the_colour_of_the_background(tmp_path, colour, size):
    facts = saved(tmp_path, portrait(colour, size), quality=90)
    assert facts.path == "photo.jpg"
    assert (facts.usable, facts.format, facts.sizes) == (True, "jpeg", (PageSize(*size),))
    assert all(abs(seen - meant) <= 3 for seen, meant in zip(facts.photo.border_rgb, colour, strict=True))
    assert facts.photo.border_spread <= 3


def test_noise_is_no_spread_but_a_gradient_and_a_wall_are(tmp_path):
    white = portrait((245, 245, 245))
    noise = ImageChops.add(
        white,
        Image.frombytes("L", white.size, random.Random(7).randbytes(413 * 531))
        .point(lambda value: 104 + value * 48 / 255)
        .convert("RGB"),
        offset=-128,
    )
    assert saved(tmp_path, noise, quality=85).photo.border_spread < 25
    light = Image.linear_gradient("L").rotate(90).resize(white.size).convert("RGB")
    assert saved(tmp_path, ImageChops.multiply(white, light)).photo.border_spread > 60
    half = portrait((245, 245, 245))
    half.paste((90, 60, 40), (0, 0, 200, 531))
    assert saved(tmp_path, half).photo.border_spread > 100


def test_hair_and_a_hairline_frame_do_not_darken_a_white_background(tmp_path):
    image = portrait((250, 250, 250))
    ImageDraw.Draw(image).rectangle((0, 0, 412, 530), outline=(0, 0, 0), width=1)
    ImageDraw.Draw(image).ellipse((120, -40, 290, 60), fill=(10, 10, 10))
    assert min(saved(tmp_path, image, quality=95).photo.border_rgb) >= 240


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_top_is_found_by_the_cameras_mark(make, tmp_path, orientation):
    upright = portrait((67, 142, 219), (300, 400))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the transposition that undoes the camera's mark
    stored = upright.transpose(Image.Transpose(back[orientation])) if orientation > 1 else upright
    facts = saved(tmp_path, stored, exif=make.oriented(orientation), quality=95)
    assert facts.sizes == (PageSize(300, 400),)
    assert abs(facts.photo.border_rgb[2] - 219) <= 4
    assert facts.photo.border_spread <= 5


def test_every_mode_is_seen_as_on_white_paper(tmp_path):
    clear = portrait((0, 0, 0)).convert("RGBA")
    clear.putalpha(0)
    for name, image in {
        "alpha.png": clear,
        "grey-alpha.png": clear.convert("LA"),
        "palette.gif": portrait((255, 255, 255)).quantize(),
        "cmyk.jpg": portrait((255, 255, 255)).convert("CMYK"),
        "grey.jpg": portrait((255, 255, 255)).convert("L"),
        "bits.png": Image.new("1", (300, 400), 1),
        "deep.png": Image.new("I;16", (300, 400), 65535),
        "page.tif": portrait((255, 255, 255)),
        "web.webp": portrait((255, 255, 255)),
    }.items():
        photo = saved(tmp_path, image, name).photo
        assert photo is not None, name
        assert min(photo.border_rgb) >= 252, name


def test_a_phone_photo_in_heic(tmp_path):
    import pillow_heif

    pillow_heif.from_pillow(portrait((250, 250, 250), (600, 800))).save(tmp_path / "IMG.HEIC")
    facts = measure_photo(tmp_path / "IMG.HEIC")
    assert facts.format == "heic"
    assert min(facts.photo.border_rgb) >= 245


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 900), (900, 1), (19, 9)])
def test_the_smallest_pictures_have_a_border_too(tmp_path, size):
    assert saved(tmp_path, Image.new("RGB", size, (10, 200, 30)), "a.png").photo.border_rgb == (10, 200, 30)


def test_a_truncated_photo(tmp_path):
    buffer = io.BytesIO()
    portrait((250, 250, 250)).save(buffer, "JPEG")
    (tmp_path / "a.jpg").write_bytes(buffer.getvalue()[:-500])
    facts = measure_photo(tmp_path / "a.jpg")
    assert (facts.trouble, facts.photo) == (Trouble.TRUNCATED, None)


def test_a_photo_whose_header_is_right_and_pixels_are_wrong(tmp_path):
    buffer = io.BytesIO()
    portrait((250, 250, 250)).save(buffer, "PNG")
    data = bytearray(buffer.getvalue())
    middle = data.index(b"IDAT") + 200
    data[middle : middle + 50] = b"\xff" * 50
    (tmp_path / "a.png").write_bytes(data)
    facts = measure_photo(tmp_path / "a.png")
    assert (facts.trouble, facts.photo, facts.format) == (Trouble.UNREADABLE, None, "png")
    assert gather(tmp_path, ["a.png"], needs={"a.png": frozenset({FactGroup.BORDER})})["a.png"] == facts


def test_a_pdf_is_no_photo_and_a_missing_one_is_missing(make, tmp_path):
    (tmp_path / "a.pdf").write_bytes(make.pdf())
    facts = measure_photo(tmp_path / "a.pdf")
    assert (facts.trouble, facts.format, facts.photo) == (None, "pdf", None)
    assert measure_photo(tmp_path / "b.jpg").trouble is Trouble.MISSING


def test_a_photo_alone_may_be_reached_by_a_link(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "near").mkdir()
    portrait((250, 250, 250)).save(tmp_path / "far" / "x.jpg")
    (tmp_path / "near" / "photo.jpg").symlink_to(tmp_path / "far" / "x.jpg")
    assert measure_photo(tmp_path / "near" / "photo.jpg").usable

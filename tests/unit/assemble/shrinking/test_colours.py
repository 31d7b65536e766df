"""How much colour a page has, and that it survives."""

import zlib

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFilter, ImageStat

from zcdossier.assemble.pdf.image_xobjects import images_of
from zcdossier.assemble.pictures import pdfium_bitmaps
from zcdossier.assemble.shrinking.encode_jpeg import ColourAmount, measure_colour
from zcdossier.model.build_rules import BuildLimits

SIZE = (1240, 1754)


def scan(paper=(250, 250, 250), noise=4.0):
    """A page of print as a scanner or a camera sees it: soft, with noise in every channel."""
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    for y in range(80, SIZE[1] - 300, 30):
        for x in range(80, SIZE[0] - 80, 22):
            draw.line((x, y, x + 12, y + 16), fill=(40, 40, 40), width=2)
    return image, draw, noise


def taken(image, noise):
    soft = np.asarray(image.filter(ImageFilter.GaussianBlur(1.0)), dtype=float)
    grain = np.random.default_rng(1).normal(0, noise, soft.shape)
    return Image.fromarray((soft + grain).clip(0, 255).astype("uint8"))


@pytest.mark.parametrize("noise", [0.0, 4.0, 8.0])
def test_black_print_on_white_has_no_colour(noise):
    image, _, _ = scan()
    assert measure_colour(taken(image, noise)) is ColourAmount.NONE


@pytest.mark.parametrize(
    ("ink", "width"),
    [((30, 50, 160), 3), ((110, 125, 185), 2), ((150, 160, 195), 3), ((220, 80, 80), 2), ((240, 200, 200), 4)],
    ids=["blue pen", "light blue pen", "pale blue pen", "red pen", "faded seal"],
)
def test_pale_ink_is_colour(ink, width):
    image, draw, noise = scan()
    points = [(300 + at * 10, 1550 + int(40 * np.sin(at / 3))) for at in range(60)]
    draw.line(points, fill=ink, width=width)
    assert measure_colour(taken(image, noise)) is not ColourAmount.NONE


@pytest.mark.parametrize("paper", [(255, 250, 230), (255, 245, 225), (234, 241, 250), (252, 238, 238), (250, 240, 215)])
def test_tinted_paper_is_colour(paper):
    image, _, noise = scan(paper)
    assert measure_colour(taken(image, noise)) is ColourAmount.SOME


def test_a_seal_is_strong():
    image, draw, noise = scan()
    draw.ellipse((600, 1300, 900, 1600), outline=(200, 30, 40), width=12)
    assert measure_colour(taken(image, noise)) is ColourAmount.STRONG


def test_a_single_coloured_speck_is_no_colour():
    image, draw, _ = scan()
    draw.rectangle((600, 1600, 603, 1603), fill=(250, 200, 200))
    assert measure_colour(taken(image, 0)) is ColourAmount.NONE


def test_grey_has_none():
    assert measure_colour(Image.new("L", SIZE, 90)) is ColourAmount.NONE


SHARE = 0.5
CALIBRATED = Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]), Gamma=Array([1.4, 1.4, 1.4]))])
SEEN = [(0, 170, 233), (237, 31, 35), (0, 161, 78), (142, 127, 124)]
INKS = [(255, 0, 0, 0), (0, 255, 255, 0), (255, 0, 255, 0), (128, 128, 128, 0)]


def near(first, second, by=14):
    return all(abs(a - b) <= by for a, b in zip(first, second, strict=True))


def patches(noise):
    """Four fields of ink on a page that is hard to code."""
    page = noise.convert("CMYK")
    for at, ink in enumerate(INKS):
        page.paste(ink, (at * 200 + 50, 100, at * 200 + 200, 400))
    return page


def test_a_cmyk_file_without_a_profile_keeps_its_colours(scans, kit):
    content = kit.jpeg_bytes(patches(kit.noisy((900, 1200))), quality=95)
    scans.add("a.jpg", content, "jpeg")
    scans.limits = BuildLimits(max_bytes=int(len(content) * SHARE))
    receipt = scans.built()
    assert receipt.recoded
    (page,) = kit.render(scans.target, 72)
    scale = page.width / 900
    found = [page.getpixel((int((at * 200 + 125) * scale), int(250 * scale))) for at in range(4)]
    assert all(near(a, b) for a, b in zip(found, SEEN, strict=True)), found


def test_inks_converted_in_bands_are_those_converted_at_once(monkeypatch, kit):
    page = patches(kit.noisy((900, 500)))
    whole = pdfium_bitmaps.convert_inks(page)
    monkeypatch.setattr(pdfium_bitmaps, "_MOST_PIXELS", 900 * 70)
    assert pdfium_bitmaps.convert_inks(page).tobytes() == whole.tobytes()
    assert near(whole.getpixel((125, 250)), SEEN[0], by=6)


def grey_page(kit, space, *, defaults=None, jpeg=False, indexed=False):
    """A page in grey whose colour space makes it brighter or darker than plain grey."""
    grey = kit.noisy((600, 800)).convert("L").convert("RGB")
    data = kit.jpeg_bytes(grey, quality=97) if jpeg else zlib.compress(grey.tobytes(), 1)
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    if indexed:
        data = zlib.compress(grey.convert("L").tobytes(), 1)
        space = Array([Name.Indexed, space, 255, pikepdf.String(bytes(v for g in range(256) for v in (g, g, g)))])
    image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=600, Height=800, BitsPerComponent=8)
    image.ColorSpace, image.Filter = space, Name.DCTDecode if jpeg else Name.FlateDecode
    page.Resources = Dictionary(XObject=Dictionary(Im=image))
    if defaults is not None:
        page.Resources.ColorSpace = Dictionary({defaults: CALIBRATED})
    page.Contents = pdf.make_stream(b"595 0 0 842 0 0 cm /Im Do")
    return pdf


@pytest.mark.parametrize(
    "how",
    [
        {"space": CALIBRATED},
        {"space": CALIBRATED, "jpeg": True},
        {"space": CALIBRATED, "indexed": True},
        {"space": Name.DeviceRGB, "defaults": "/DefaultRGB"},
        {"space": Name.DeviceRGB, "defaults": "/DefaultRGB", "jpeg": True},
        {"space": Name.DeviceRGB, "defaults": "/DefaultGray", "jpeg": True},
    ],
    ids=["calibrated", "calibrated JPEG", "calibrated palette", "default", "default JPEG", "default of grey only"],
)
def test_grey_keeps_its_tone(scans, kit, how):
    scans.pdf("a.pdf", grey_page(kit, **how))
    size = scans.facts["a.pdf"].bytes
    scans.limits = BuildLimits(max_bytes=int(size * (0.8 if how.get("indexed") else SHARE)))
    assert scans.built().recoded
    (before,), (after,) = kit.render(scans.root / "a.pdf", 50), kit.render(scans.target, 50)
    tones = [ImageStat.Stat(image.convert("L")).mean[0] for image in (before, after)]
    assert tones[0] == pytest.approx(tones[1], abs=1.5)


def test_inks_that_mean_others_on_their_page_are_left_alone(kit):
    pdf = grey_page(kit, Name.DeviceRGB)
    image = pdf.pages[0].Resources.XObject.Im
    image.write(zlib.compress(kit.noisy((600, 800)).convert("CMYK").tobytes()), filter=Name.FlateDecode)
    image.ColorSpace = Name.DeviceCMYK
    assert len(images_of(pdf)) == 1
    pdf.pages[0].Resources.ColorSpace = Dictionary(DefaultCMYK=Name.DeviceCMYK)
    assert images_of(pdf) == []

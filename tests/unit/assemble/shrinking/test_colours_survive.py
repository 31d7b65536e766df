"""A page made smaller keeps its colours: inks without a profile, and grey whose three values mean more than one."""

import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ImageStat

from zcdossier.assemble.pdf.image_xobjects import pictures_of
from zcdossier.assemble.pictures import pdfium_bitmaps
from zcdossier.model.profile import BuildLimits

SHARE = 0.5
CALIBRATED = Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]), Gamma=Array([1.4, 1.4, 1.4]))])
SEEN = [(0, 170, 233), (237, 31, 35), (0, 161, 78), (142, 127, 124)]
INKS = [(255, 0, 0, 0), (0, 255, 255, 0), (255, 0, 255, 0), (128, 128, 128, 0)]


def near(one, two, by=14):
    return all(abs(a - b) <= by for a, b in zip(one, two, strict=True))


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
    assert len(pictures_of(pdf)) == 1
    pdf.pages[0].Resources.ColorSpace = Dictionary(DefaultCMYK=Name.DeviceCMYK)
    assert pictures_of(pdf) == []

"""Picture files that are drawn rather than taken (screenshots, text): packed better before a pixel is given up."""

import io
import random

import pikepdf
import pytest
from grey_noise import grey_noise
from PIL import Image, ImageChops, ImageCms, ImageDraw

from zcdossier.model.build_rules import BuildLimits

SIZE = (900, 1200)


def drawn(ink=(20, 20, 60), paper=(250, 252, 255), colours=400):
    """Lines of something like print in many shades, hardly packed, as quick exports are."""
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    for row in range(30):
        for column in range(36):
            shade = (row * 36 + column) * 7 % colours
            colour = tuple(min(255, value + shade // 3 + (shade % 5) * at) for at, value in enumerate(ink))
            draw.line((40 + column * 22, 40 + row * 36, 54 + column * 22, 62 + row * 36), fill=colour, width=3)
    return image


def black_and_white():
    return drawn().convert("L").point(lambda value: 255 * (value > 200)).convert("RGB")


def two_colours():
    image = Image.new("RGB", SIZE, (230, 240, 250))
    image.paste((160, 20, 30), mask=black_and_white().convert("L").point(lambda value: 255 - value))
    return image


PICTURES = {
    "colours": drawn,
    "few colours": lambda: drawn(colours=6),
    "two colours": two_colours,
    "grey": lambda: drawn().convert("L"),
    "grey as colours": lambda: drawn().convert("L").convert("RGB"),
    "black and white as colours": black_and_white,
    "palette": lambda: drawn().quantize(32),
}


def png(image, level=1, **how):
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=level, **how)
    return buffer.getvalue()


def furthest(first, second):
    """How far any value of two pages differs."""
    return max(
        value
        for band in ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getextrema()
        for value in band
    )


def over_by_little(scans):
    """Let the record be over its limit, so that it has to give up something."""
    scans.limits = BuildLimits(max_bytes=int(scans.built().bytes * 0.97))
    return scans.built()


@pytest.mark.parametrize("name", PICTURES)
def test_a_drawn_page_is_packed_better_and_looks_the_same(scans, kit, name):
    scans.add("a.png", png(PICTURES[name](), level=0 if name == "palette" else 1), "png")
    scans.built()
    before = kit.render(scans.target, 110)
    receipt = over_by_little(scans)
    assert [(change.reason, change.quality, change.page) for change in receipt.recoded] == [("repacked", 100, 1)]
    assert receipt.recoded[0].bytes_after < receipt.recoded[0].bytes_before
    after = kit.render(scans.target, 110)
    if name != "two colours":  # PDFium draws bits that are made smaller a little softer than bytes
        assert furthest(before[0], after[0]) <= 1
    with pikepdf.open(scans.target) as pdf:
        inside = pikepdf.PdfImage(kit.picture_of(pdf, 0)).as_pil_image().convert("RGB")
    assert inside.tobytes() == PICTURES[name]().convert("RGB").tobytes()


@pytest.mark.parametrize("gamma", ["sRGB", "other"])
@pytest.mark.parametrize(
    "name", ["colours", "few colours", "two colours", "grey as colours", "black and white as colours"]
)
def test_colours_stay_under_a_profile(scans, kit, name, gamma):
    """Grey in three channels becomes one only where the profile shows it as plain grey does."""
    icc = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    if gamma == "other":
        icc = other_gamma(icc)
    scans.add("a.png", png(PICTURES[name](), icc_profile=bytes(icc)), "png")
    scans.built()
    before = kit.render(scans.target, 110)
    receipt = over_by_little(scans)
    after = kit.render(scans.target, 110)
    difference = furthest(before[0], after[0])
    assert [change.reason for change in receipt.recoded] == ["repacked"]
    assert difference <= (60 if name == "two colours" else 2)


def other_gamma(icc):
    """Return the profile with a tone curve of 1.0 instead of sRGB's."""
    count = int.from_bytes(icc[128:132], "big")
    for at in range(132, 132 + 12 * count, 12):
        if bytes(icc[at : at + 4]) in {b"rTRC", b"gTRC", b"bTRC"}:
            start = int.from_bytes(icc[at + 4 : at + 8], "big")
            icc[start : start + 4] = b"curv"
            icc[start + 8 : start + 12] = bytes(4)
    return icc


def test_sixteen_bits_are_not_cut_to_eight_in_silence(scans):
    deep = Image.frombytes("I;16", (600, 800), random.Random(1).randbytes(2 * 600 * 800))
    scans.add("a.png", png(deep), "png")
    receipt = over_by_little(scans)
    assert {change.reason for change in receipt.recoded} == {"limit"}


def test_a_drawn_page_stays_lossless_beside_photos_that_do_not(scans, kit):
    """Chosen for each picture: its packing takes less than its JPEG would."""
    scans.add("a.png", png(drawn()), "png")
    for at in range(2):
        scans.add(f"{at}.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339 - at)), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=scans.built().bytes // 3)
    receipt = scans.built()
    assert [(change.page, change.reason) for change in receipt.recoded] == [(1, "repacked"), (2, "limit"), (3, "limit")]
    with pikepdf.open(scans.target) as pdf:
        inside = pikepdf.PdfImage(kit.picture_of(pdf, 0)).as_pil_image().convert("RGB")
    assert inside.tobytes() == drawn().tobytes()


def test_two_colours_never_become_a_jpeg(scans, kit):
    scans.add("a.png", png(two_colours()), "png")
    scans.add("b.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=scans.built().bytes // 5)
    scans.built()
    with pikepdf.open(scans.target) as pdf:
        assert pdf.pages[0].Resources.XObject.Im0.BitsPerComponent == 1


def test_noisy_scans_as_files_are_packed_better_where_that_is_enough(scans, kit):
    """What is no drawing is tried too, as inside PDFs: a grey scan stored as three equal colours."""
    image = grey_noise((700, 900), 60).convert("RGB")
    scans.add("a.png", png(image), "png")
    scans.limits = BuildLimits(max_bytes=int(scans.built().bytes * 0.9))
    receipt = scans.built()
    assert [change.reason for change in receipt.recoded] == ["repacked"]
    with pikepdf.open(scans.target) as pdf:
        inside = pikepdf.PdfImage(kit.picture_of(pdf, 0)).as_pil_image().convert("RGB")
    assert inside.tobytes() == image.tobytes()

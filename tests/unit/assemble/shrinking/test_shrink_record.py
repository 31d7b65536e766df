"""Records over the limit: below it, nothing given up that need not be, and a refusal that helps."""

import io
import random
from functools import cache

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image, ImageCms

from zcdossier.assemble.workers import PagePool
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.receipt import BuildOutcome


@pytest.mark.parametrize("limit", [2_000_000, 700_000, 400_000])
def test_photos_land_below_the_limit(scans, kit, limit):
    for at in range(4):
        scans.add(f"{at}.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339 - at), seal=at == 2), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=limit)
    receipt = scans.built()
    assert scans.target.stat().st_size == receipt.bytes < limit
    assert {change.page for change in receipt.recoded} == {1, 2, 3, 4}
    assert all(change.bytes_after < change.bytes_before and change.dpi >= 100 for change in receipt.recoded)
    assert {change.reason for change in receipt.recoded} == {"limit"}


def test_the_number_of_threads_makes_no_difference(scans, kit):
    for at in range(50):
        scans.add(
            f"{at}.jpg", kit.jpeg_bytes(kit.noisy((620, 877 + at), seal=at % 3 == 0), quality=90 + at % 5), "jpeg"
        )
    scans.limits = BuildLimits(max_bytes=sum(facts.bytes for facts in scans.facts.values()) // 3)
    made = set()
    for threads in (1, 4):
        with PagePool(threads) as pool:
            receipt = scans.build(pool=pool)
        assert len(receipt.recoded) == 50, receipt.error.en
        made.add(receipt.sha256)
    assert len(made) == 1


def test_a_record_just_below_the_limit_is_untouched(scans, kit):
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)
    scans.add("a.jpg", data, "jpeg")
    exact = scans.built().bytes
    scans.limits = BuildLimits(max_bytes=exact + 1)
    assert scans.built().recoded == ()
    scans.limits = BuildLimits(max_bytes=exact)
    assert scans.built().recoded


@cache
def profile(number):
    """A sound profile for sRGB-like colours that packs badly: 300 KB, as some scanners attach them."""
    icc = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    icc[24:36] = bytes(12)  # when it was made
    icc += random.Random(number).randbytes(300_000)
    icc[:4] = len(icc).to_bytes(4, "big")
    return bytes(icc)


@pytest.mark.parametrize("short", [0, 1, 40, 200_000])
def test_profiles_are_weighed(scans, kit, short):
    """Once each: a record that fits stays untouched, one that lacks a byte gives up hardly more, none is refused."""
    for at in range(4):
        image = kit.noisy((827, 1169), seal=True)
        scans.add(f"{at}.jpg", kit.jpeg_bytes(image, quality=90 + at, icc_profile=profile(at % 2)), "jpeg")
    whole = scans.built()
    assert whole.recoded == ()
    pictures = sum(facts.bytes for facts in scans.facts.values()) - 4 * 300_000
    assert pictures + 2 * 300_000 < whole.bytes < pictures + 2 * 310_000
    scans.limits = BuildLimits(max_bytes=whole.bytes + 1 - short)
    receipt = scans.built()
    assert bool(receipt.recoded) is bool(short)
    assert receipt.bytes > scans.limits.max_bytes * 0.85


def test_a_picture_listed_twice_goes_in_once(scans, kit):
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)
    scans.add("a.jpg", data, "jpeg")
    once = scans.built().bytes
    scans.add("b.jpg", data, "jpeg")
    assert scans.built().bytes < once + 1000
    scans.limits = BuildLimits(max_bytes=once + 1000)
    assert scans.built().recoded == ()


def test_a_picture_listed_twice_is_made_smaller_once_for_both(scans, kit):
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)
    scans.add("a.jpg", data, "jpeg")
    scans.add("b.jpg", data, "jpeg")
    scans.limits = BuildLimits(max_bytes=len(data) // 2)
    receipt = scans.built()
    assert [(change.page, change.file) for change in receipt.recoded] == [(1, "a.jpg"), (2, "b.jpg")]
    assert receipt.recoded[0].bytes_after == receipt.recoded[1].bytes_after > len(data) // 2 * 0.9
    with pikepdf.open(scans.target) as pdf:
        assert kit.picture_of(pdf, 0).objgen == kit.picture_of(pdf, 1).objgen


def test_camera_data_goes_before_any_pixel(scans, kit):
    """Over the limit only by what cameras added inside a PDF: nothing is coded anew."""
    data = kit.jpeg_bytes(kit.noisy((827, 1169)), quality=92)
    dirty = data[:2] + b"\xff\xed\xfd\xea" + random.Random(1).randbytes(0xFDE8) + data[2:]
    pdf = pikepdf.new()
    for page in range(3):
        pdf.add_blank_page(page_size=(595, 842))
        image = pdf.make_stream(dirty + bytes([page]), Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
        image.Width, image.Height, image.ColorSpace, image.Filter = 827, 1169, Name.DeviceRGB, Name.DCTDecode
        pdf.pages[page].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        pdf.pages[page].Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
    scans.pdf("a.pdf", pdf)
    clean = scans.built().bytes
    scans.limits = BuildLimits(max_bytes=clean + 1)
    assert scans.facts["a.pdf"].bytes > clean + 3 * 65_000
    assert scans.built().recoded == ()
    scans.limits = BuildLimits(max_bytes=clean)
    assert scans.built().recoded


def test_grey_pages_become_grey_and_seals_keep_full_colour(scans, kit):
    scans.add("a.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95), "jpeg")
    scans.add("b.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339), seal=True), quality=95, subsampling=0), "jpeg")
    scans.limits = BuildLimits(max_bytes=1_000_000)
    with scans.opened() as pdf:
        grey, coloured = (kit.picture_of(pdf, page) for page in range(2))
        assert grey.ColorSpace == Name.DeviceGray
        assert coloured.ColorSpace == Name.DeviceRGB
        inside = Image.open(io.BytesIO(coloured.read_raw_bytes()))
        assert [layer[1:3] for layer in inside.layer] == [(1, 1)] * 3
    page = kit.render(scans.target, 72)[1]
    red = page.getpixel((int(page.width * (0.5 + 0.21)), int(page.height * 0.503)))
    assert red[0] > 150 > max(red[1:])


def test_a_small_page_is_left_alone(scans, kit):
    """Only what gets smaller is coded anew."""
    small = kit.jpeg_bytes(kit.cornered((827, 1169)), quality=40)
    scans.add("small.jpg", small, "jpeg")
    scans.add("large.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=500_000)
    assert {change.page for change in scans.built().recoded} == {2}
    with pikepdf.open(scans.target) as pdf:
        assert kit.scan_data(kit.picture_of(pdf).read_raw_bytes()) == kit.scan_data(small)


@pytest.mark.parametrize("orientation", [3, 6, 7])
def test_a_turned_photo_stays_upright_when_it_shrinks(scans, kit, orientation):
    large = kit.cornered((1200, 1600)).transpose({3: 3, 6: 2, 7: 6}[orientation])
    scans.add("a.jpg", kit.jpeg_bytes(large, quality=100, exif=kit.exif(orientation)), "jpeg")
    scans.limits = BuildLimits(max_bytes=(scans.root / "a.jpg").stat().st_size // 2)
    (page,) = scans.rendered()
    assert scans.built().recoded
    assert kit.alike(kit.quarters(page, (0, 0.1, 1, 0.9)), kit.corners)


def test_black_and_white_stays_black_and_white(scans, kit):
    scans.picture("a.tif", kit.noisy((1654, 2339)).convert("1"), "TIFF", compression="group4")
    scans.add("b.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95), "jpeg")
    fax = scans.built().bytes - (scans.root / "b.jpg").stat().st_size
    scans.limits = BuildLimits(max_bytes=fax + 300_000)
    with scans.opened() as pdf:
        assert kit.picture_of(pdf).Filter == Name.CCITTFaxDecode
    assert {change.page for change in scans.built().recoded} == {2}


def test_refusal_names_the_limit_the_smallest_size_and_the_costliest_pages(scans, kit):
    for at, size in enumerate([(200, 300), (1654, 2339), (827, 1169), (1000, 1400), (400, 500)]):
        scans.add(f"{at}.jpg", kit.jpeg_bytes(kit.noisy(size), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=50_000)
    receipt = scans.build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert "50.0 KB" in receipt.error.zh
    assert "第 2 页（1.jpg" in receipt.error.zh
    assert "page 2 (1.jpg" in receipt.error.en
    assert "0.jpg" not in receipt.error.en
    assert not scans.target.exists()


def test_the_smallest_size_told_can_be_reached(scans, kit):
    for at in range(4):
        scans.add(f"{at}.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339 - at // 2)), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=10_000)
    text = scans.build().error.en
    smallest = float(text.split("takes ")[1].split(" ")[0])
    scans.limits = BuildLimits(max_bytes=int(smallest * 1e3) + 1)
    assert scans.build().outcome is BuildOutcome.BUILT


def test_a_refusal_over_vectors_names_the_file(scans, kit):
    pdf = kit.text_pdf("x")
    pdf.pages[0].Contents = pdf.make_stream(random.Random(1).randbytes(200_000))
    scans.pdf("a.pdf", pdf)
    scans.limits = BuildLimits(max_bytes=20_000)
    error = scans.build().error
    assert "largest files: a.pdf (20" in error.en
    assert "里面没有可以压缩的图片" in error.zh


def test_a_refusal_where_nothing_is_left_for_pictures_names_pages_too(scans, kit):
    """What is no picture is over the limit by itself."""
    pdf = kit.text_pdf("x")
    pdf.pages[0].Contents = pdf.make_stream(random.Random(1).randbytes(200_000))
    scans.pdf("a.pdf", pdf)
    scans.add("b.jpg", kit.jpeg_bytes(kit.noisy((827, 1169)), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=100_000)
    assert "page 2 (b.jpg" in scans.build().error.en

"""Pictures packed better without loss, and black-and-white ones with fewer dots: smaller, looking as before."""

import io
import random
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pytest
from pdf_kinds.objects import flate, inverted, jbig2, picture, strip
from pikepdf import Dictionary, Name
from PIL import Image, ImageChops, ImageDraw, ImageStat

from zcdossier.assemble.pdf.image_xobjects import recodable_images, recompress_losslessly, reduce_bilevel_images
from zcdossier.assemble.pictures.bilevel import reduce_bilevel

SIZE = (600, 800)
GREY, RGB = Name.DeviceGray, Name.DeviceRGB


def print_page(size=SIZE):
    """Black strokes on white, no two lines the same."""
    page = Image.new("1", size, 1)
    draw = ImageDraw.Draw(page)
    chance = random.Random(7)
    step = size[1] // 25
    for top in range(step, size[1] - step, step):
        for left in range(step, size[0] - step, step):
            ends = [(left + chance.randrange(step), top + chance.randrange(step)) for _ in range(4)]
            draw.line(ends, fill=0, width=max(2, step // 12))
    return page


def two_colours(low, high):
    mask = print_page()
    return Image.composite(Image.new("RGB", SIZE, high), Image.new("RGB", SIZE, low), mask)


def fax(image, **parms):
    parms = Dictionary(K=-1, Columns=image.width, Rows=image.height, **parms)
    return picture(strip(image, "group4"), image.size, 1, GREY, Name.CCITTFaxDecode, DecodeParms=parms)


def on_page(make, *, pages=1, ink=b"0 0 1 rg"):
    pdf = pikepdf.new()
    image = make(pdf)
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(72, 96))
        page.Resources = Dictionary(XObject=Dictionary(Im=image))
        page.Contents = pdf.make_stream(b"1 0.9 0.8 rg 0 0 72 96 re f " + ink + b" q 72 0 0 96 0 0 cm /Im Do Q")
    return pdf


def rendered(pdf, folder, kit, dpi=150):
    buffer = io.BytesIO()
    pdf.save(buffer)
    (folder / "shown.pdf").write_bytes(buffer.getvalue())
    return kit.render(folder / "shown.pdf", dpi)[0]


def off(first, second):
    return max(ImageStat.Stat(ImageChops.difference(first, second)).mean)


def image_of(pdf):
    return pdf.pages[0].Resources.XObject.Im


@pytest.fixture
def pool():
    with ThreadPoolExecutor(2) as threads:
        yield threads


TWO_GREYS = two_colours((40, 40, 40), (230, 230, 230))
BETTER = {
    "bits": flate(print_page(), GREY, 1),
    "bits, inverted": flate(print_page(), GREY, 1, Decode=inverted(1)),
    "group 3": picture(
        strip(print_page(), "group3"),
        SIZE,
        1,
        GREY,
        Name.CCITTFaxDecode,
        DecodeParms=Dictionary(K=0, Columns=600, Rows=800, EndOfLine=True),
    ),
    "black and white, 8 bits": flate(print_page().convert("L"), GREY),
    "black and white, bare": picture(print_page().convert("L").tobytes(), SIZE, 8, GREY),
    "black and white in colours": flate(print_page().convert("RGB"), RGB),
    "two greys": flate(TWO_GREYS.convert("L"), GREY),
    "two greys in colours": flate(TWO_GREYS, RGB),
    "two colours": flate(two_colours((200, 20, 30), (255, 250, 220)), RGB),
    "stencil": flate(print_page(), None, 1, ImageMask=True),
    "stencil, inverted": flate(print_page(), None, 1, ImageMask=True, Decode=inverted(1)),
    "soft mask": flate(Image.new("L", SIZE, 90), GREY, SMask=flate(print_page().convert("L"), GREY)),
    "explicit mask": flate(Image.new("L", SIZE, 90), GREY, Mask=flate(print_page(), None, 1, ImageMask=True)),
    "explicit mask, inverted": flate(
        Image.new("L", SIZE, 90), GREY, Mask=flate(print_page(), None, 1, ImageMask=True, Decode=inverted(1))
    ),
}


@pytest.mark.parametrize("kind", BETTER)
def test_pictures_become_smaller_and_look_the_same(tmp_path, kit, pool, kind):
    with on_page(BETTER[kind], pages=2) as pdf:
        before = rendered(pdf, tmp_path, kit)
        (done,) = recompress_losslessly(pdf, pool)
        assert done.page == 1
        assert done.bytes_after < done.bytes_before * 0.8
        assert off(before, rendered(pdf, tmp_path, kit)) < 0.5
        image = image_of(pdf)
        packed = next((image[key] for key in ("/SMask", "/Mask") if key in image), image)
        assert packed.Filter == Name.CCITTFaxDecode
        assert len(packed.read_raw_bytes()) == done.bytes_after
        assert recompress_losslessly(pdf, pool) == []


def few_colours():
    image = print_page().convert("RGB")
    ImageDraw.Draw(image).ellipse((300, 400, 500, 600), outline=(210, 20, 30), width=12)
    ImageDraw.Draw(image).rectangle((0, 0, 600, 40), fill=(30, 60, 200))
    return image


def test_a_screenshot_keeps_its_colours_in_a_palette(tmp_path, kit, pool):
    with on_page(flate(few_colours(), RGB)) as pdf:
        before = rendered(pdf, tmp_path, kit)
        (done,) = recompress_losslessly(pdf, pool)
        assert done.bytes_after < done.bytes_before * 0.8
        assert image_of(pdf).ColorSpace[0] == Name.Indexed
        assert off(before, rendered(pdf, tmp_path, kit)) == 0


@pytest.mark.parametrize(
    "make",
    [
        fax(print_page()),
        picture(jbig2(print_page()), SIZE, 1, GREY, Name.JBIG2Decode),
        flate(Image.frombytes("L", SIZE, bytes((at * at * 31 + at // 7 * 17) % 251 for at in range(480_000))), GREY),
        flate(Image.new("L", SIZE, 90), GREY, SMask=flate(TWO_GREYS.convert("L"), GREY)),
        picture(b"\x80" * 9000, SIZE, 1, GREY, Name.CCITTFaxDecode, DecodeParms=Dictionary(K=0, Columns=600)),
    ],
    ids=["group 4", "jbig2", "photo", "soft mask of greys", "damaged"],
)
def test_what_can_not_be_better_stays(pool, make):
    with on_page(make) as pdf:
        before = image_of(pdf).read_raw_bytes()
        assert recompress_losslessly(pdf, pool) == []
        assert image_of(pdf).read_raw_bytes() == before


@pytest.mark.parametrize("kind", ["group 4", "jbig2", "bits, inverted"])
def test_fine_print_gets_fewer_dots(tmp_path, kit, pool, kind):
    fine = print_page((1200, 1600))
    make = {
        "group 4": fax(fine),
        "jbig2": picture(jbig2(fine), fine.size, 1, GREY, Name.JBIG2Decode),
        "bits, inverted": flate(fine, GREY, 1, Decode=inverted(1)),
    }[kind]
    with on_page(make) as pdf:
        before = rendered(pdf, tmp_path, kit, 300)
        paper = tuple(float(side) for side in list(pdf.pages[0].mediabox)[2:])
        (done,) = reduce_bilevel_images(pdf, 600, pool, paper)
        image = image_of(pdf)
        assert (int(image.Width), int(image.Height), int(image.BitsPerComponent)) == (600, 800, 1)
        assert image.Filter == Name.CCITTFaxDecode
        assert done.bytes_after < done.bytes_before * 0.9
        assert off(before, rendered(pdf, tmp_path, kit, 300)) < 16
        assert reduce_bilevel_images(pdf, 600, pool, paper) == []


def test_a_thin_stroke_does_not_break():
    image = Image.new("1", (400, 400), 1)
    ImageDraw.Draw(image).line((0, 0, 399, 399), fill=0, width=2)
    half = reduce_bilevel(image, 600, 300)
    assert half.size == (200, 200)
    assert all(not half.getpixel((at, at)) for at in range(200))


def test_what_is_coarse_enough_is_not_touched():
    image = Image.new("1", (40, 40))
    assert reduce_bilevel(image, 300, 300) is image
    assert reduce_bilevel(image, 0, 300) is image


def test_black_and_white_is_nothing_for_jpegs(pool):
    with on_page(fax(print_page())) as pdf:
        assert recodable_images(pdf) == []
    with on_page(flate(print_page().convert("L"), GREY)) as pdf:
        assert len(recodable_images(pdf)) == 1
        recompress_losslessly(pdf, pool)
        assert recodable_images(pdf) == []


def padded(make, size):
    """A Flate picture whose packed data takes just that: what follows its end no viewer reads."""

    def made(pdf):
        image = make(pdf)
        image.write(image.read_raw_bytes().ljust(size, b"\0"), filter=Name.FlateDecode)
        return image

    return made


@pytest.mark.parametrize(("size", "tried"), [(1_999, 0), (2_000, 1)])
def test_what_takes_next_to_nothing_is_left(pool, size, tried):
    small = flate(Image.new("1", (400, 400), 1), GREY, 1)
    with on_page(padded(small, size)) as pdf:
        assert len(recompress_losslessly(pdf, pool)) == tried


@pytest.mark.parametrize(("over", "tried"), [(0, 1), (1, 0)])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_what_packs_like_a_drawing_is_packed_better(pool, mode, over, tried):
    """Up to twelve hundredths of its bytes; photos pack worse."""
    size = SIZE[0] * SIZE[1] * len(mode) * 12 // 100
    image = flate(few_colours().convert(mode), GREY if mode == "L" else RGB)
    with on_page(padded(image, size + over)) as pdf:
        assert len(recompress_losslessly(pdf, pool)) == tried


@pytest.mark.parametrize(("share", "done"), [(1.0, 0), (0.951, 0), (0.949, 1)])
def test_a_packing_must_save_a_twentieth(pool, share, done):
    """What is packed as well as can be, with something of no use behind it."""
    with on_page(flate(few_colours(), RGB)) as pdf:
        (packed,) = recompress_losslessly(pdf, pool)
        image = image_of(pdf)
        data = image.read_raw_bytes().ljust(round(packed.bytes_after / share), b"\0")
        image.write(data, filter=Name.FlateDecode, decode_parms=image.get("/DecodeParms"))
        found = recompress_losslessly(pdf, pool)
    assert len(found) == done
    assert all(
        change.saved == change.bytes_before - change.bytes_after == len(data) - packed.bytes_after for change in found
    )


@pytest.mark.parametrize(("levels", "tried"), [(32, 1), (33, 0)])
def test_bare_pixels_are_tried_where_they_have_few_values(pool, levels, tried):
    pixels = bytes(at % levels for at in range(4096))
    with on_page(picture(pixels, (64, 64), 8, GREY)) as pdf:
        assert len(recompress_losslessly(pdf, pool)) == tried

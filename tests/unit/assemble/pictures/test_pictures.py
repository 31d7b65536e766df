"""Pictures of every kind on their pages: nothing lost where it fits, right way up, right colours."""

import io
import struct
import zlib

import pikepdf
import pytest
from picture_kinds.png import RGB, of, png
from picture_kinds.scene import turned
from picture_kinds.tiff import ORIENTATION, Page, tiff
from pikepdf import Name
from PIL import Image, ImageCms
from png_file import PNG_END, png_header, png_of

from zcdossier.model.facts import Trouble
from zcdossier.model.receipt import BuildOutcome

A4 = (595.28, 841.89)
RED, GREEN, BLUE, YELLOW = (200, 0, 0), (0, 160, 0), (0, 0, 200), (250, 240, 20)


def test_a_jpeg_goes_in_byte_for_byte(scans, kit):
    data = kit.jpeg_bytes(kit.noisy(seal=True), exif=kit.exif(1))
    with scans.add("a.jpg", data, "jpeg").opened() as pdf:
        inside = kit.picture_of(pdf).read_raw_bytes()
    assert kit.scan_data(inside) == kit.scan_data(data)
    assert b"SecretCamera" not in scans.target.read_bytes()
    assert scans.built().recoded == ()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_shown_upright(scans, kit, orientation):
    turned = {
        1: (),
        2: (Image.Transpose.FLIP_LEFT_RIGHT,),
        3: (Image.Transpose.ROTATE_180,),
        4: (Image.Transpose.FLIP_TOP_BOTTOM,),
        5: (Image.Transpose.TRANSPOSE,),
        6: (Image.Transpose.ROTATE_90,),
        7: (Image.Transpose.TRANSVERSE,),
        8: (Image.Transpose.ROTATE_270,),
    }
    stored = kit.cornered((300, 400))
    for step in turned[orientation]:
        stored = stored.transpose(step)
    scans.add("a.jpg", kit.jpeg_bytes(stored, exif=kit.exif(orientation)), "jpeg")
    (page,) = scans.rendered()
    assert page.height > page.width
    assert kit.alike(kit.quarters(page, (0, 0.1, 1, 0.9)), kit.corners)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("compression", ["group4", "tiff_lzw"])
def test_a_turned_tiff_is_shown_upright(scans, kit, orientation, compression):
    """What lies upright goes in as it is; everything else is turned by the decoder."""
    undo = [None, 0, 3, 1, 5, 2, 6, 4]
    upright = Image.new("1", (300, 400), 1)
    upright.paste(0, (0, 0, 150, 200))
    step = undo[orientation - 1]
    stored = upright if step is None else upright.transpose(Image.Transpose(step))
    scans.picture("a.tif", stored, "TIFF", compression=compression, tiffinfo={274: orientation, 278: stored.height})
    (page,) = scans.rendered()
    white = (255, 255, 255)
    assert page.height > page.width
    assert kit.alike(kit.quarters(page, (0, 0.1, 1, 0.9)), [(0, 0, 0), white, white, white])


@pytest.mark.parametrize("orientation", [1, 6, 7])
def test_a_turned_fax_with_fewer_dots_is_shown_upright(scans, kit, orientation):
    upright = Image.frombytes("1", (2496, 3400), bytes((at * at >> 3) % 251 for at in range(2496 // 8 * 3400)))
    upright.paste(1, (1248, 0, 2496, 3400))
    upright.paste(1, (0, 1700, 1248, 3400))
    stored = turned(orientation, upright)
    scans.picture("a.tif", stored, "TIFF", compression="group4", tiffinfo={274: orientation, 278: stored.height})
    scans.built()
    whole = scans.target.stat().st_size
    scans.limits = type(scans.limits)(max_bytes=whole * 3 // 4)
    (page,) = scans.rendered()
    assert scans.target.stat().st_size < whole * 3 // 4
    white = (255, 255, 255)
    grey = kit.quarters(page, (0, 0.02, 1, 0.98))
    assert page.height > page.width
    assert grey[1:] == [white, white, white]
    assert grey[0] != white


def exif(value):
    """An EXIF block that holds nothing but an orientation, as a number or as text."""
    text = isinstance(value, str)
    body = (value.encode() + b"\0" if text else value.to_bytes(2, "little")).ljust(4, b"\0")
    entry = (0x0112).to_bytes(2, "little") + bytes([2 if text else 3, 0, len(value) + 1 if text else 1, 0, 0, 0]) + body
    return b"Exif\0\0II*\0\x08\0\0\0\1\0" + entry + bytes(4)


@pytest.mark.parametrize("value", [0, 9, 65535, "6", "Ro"])
def test_an_invalid_orientation_is_noted(scans, kit, value):
    scans.add("a.jpg", kit.jpeg_bytes(kit.cornered(), exif=exif(value)), "jpeg")
    (page,) = scans.rendered()
    assert kit.alike(kit.quarters(page, (0, 0.1, 1, 0.9)), kit.corners)
    receipt = scans.built()
    assert str(value) in receipt.notes[0].zh
    assert "a.jpg" in receipt.notes[0].en


def test_an_orientation_as_a_number_is_honoured(scans, kit):
    """The same block with a value that exists: the test above is about the value."""
    scans.add("a.jpg", kit.jpeg_bytes(kit.cornered(), exif=exif(3)), "jpeg")
    (page,) = scans.rendered()
    assert kit.alike(kit.quarters(page, (0, 0.1, 1, 0.9)), kit.corners[::-1])
    assert scans.built().notes == ()


@pytest.mark.parametrize("value", [0, 9])
def test_an_invalid_orientation_of_a_tiff_is_noted(scans, kit, value):
    image = kit.cornered((60, 80))
    scans.add("a.tif", tiff(Page(image.size, [image.tobytes()], tags={ORIENTATION: value})), "tiff")
    (page,) = scans.rendered()
    assert kit.alike(kit.quarters(page, (0, 0.1, 1, 0.9)), kit.corners)
    assert str(value) in scans.built().notes[0].zh


@pytest.mark.parametrize(("size", "expected"), [((300, 400), A4), ((400, 300), A4[::-1]), ((900, 100), A4[::-1])])
def test_the_page_is_a4_as_the_picture_lies(scans, kit, size, expected):
    scans.add("a.jpg", kit.jpeg_bytes(kit.cornered(size)), "jpeg")
    with scans.opened() as pdf:
        box = [float(value) for value in pdf.pages[0].mediabox]
    assert box[2:] == pytest.approx(expected, abs=0.01)


def test_a_cmyk_jpeg_keeps_its_colours(scans, kit):
    colours = Image.new("CMYK", (200, 200), (0, 255, 255, 0))
    colours.paste((255, 0, 255, 0), (100, 0, 200, 100))
    colours.paste((255, 255, 0, 0), (0, 100, 100, 200))
    colours.paste((0, 0, 0, 0), (100, 100, 200, 200))
    data = io.BytesIO()
    colours.save(data, "JPEG", quality=95)
    scans.add("a.jpg", data.getvalue(), "jpeg")
    (page,) = scans.rendered()
    found = kit.quarters(page, (0, 0.2, 1, 0.8))
    assert found[0][0] > 150 > max(found[0][1:])
    assert found[1][1] > 100 > max(found[1][0], found[1][2])
    assert found[2][2] > 100 > found[2][0]
    assert min(found[3]) > 240
    with scans.opened() as pdf:
        assert kit.scan_data(kit.picture_of(pdf).read_raw_bytes()) == kit.scan_data(data.getvalue())


def test_transparency_lies_on_white(scans, kit):
    image = kit.cornered().convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 150, 200))
    image.paste((255, 0, 0, 128), (150, 0, 300, 200))
    scans.picture("a.png", image, "PNG")
    (page,) = scans.rendered()
    found = kit.quarters(page, (0, 0.1, 1, 0.9))
    assert kit.alike(found, [(255, 255, 255), (255, 127, 127), *kit.corners[2:]], by=3)


def palette(image):
    return image.quantize(16)


def clear_palette(image):
    paletted = image.quantize(16)
    paletted.info["transparency"] = paletted.getpixel((10, 10))
    return paletted


PNGS = {
    "rgb": (lambda image: image, {}),
    "palette": (palette, {}),
    "grey": (lambda image: image.convert("L"), {}),
    "grey and alpha": (lambda image: image.convert("LA"), {}),
    "black and white": (lambda image: image.convert("1"), {}),
}


@pytest.mark.parametrize("name", PNGS)
def test_png_is_lossless(scans, kit, name):
    turn, how = PNGS[name]
    image = turn(kit.cornered())
    scans.picture("a.png", image, "PNG", **how)
    with scans.opened() as pdf:
        inside = pikepdf.PdfImage(kit.picture_of(pdf)).as_pil_image()
        assert inside.convert("RGB").tobytes() == image.convert("RGB").tobytes()
    assert scans.built().recoded == ()


def test_a_clear_palette_colour_is_white(scans, kit):
    image = clear_palette(kit.cornered())
    scans.picture("a.png", image, "PNG", transparency=image.info["transparency"])
    (page,) = scans.rendered()
    found = kit.quarters(page, (0, 0.1, 1, 0.9))
    assert kit.alike(found, [(255, 255, 255), *kit.corners[1:]])


def deep_png():
    """A 16-bit grey ramp."""
    image = Image.new("I;16", (256, 256))
    image.putdata([x * 257 for _ in range(256) for x in range(256)])
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def test_sixteen_bits_are_not_clipped(scans):
    scans.add("a.png", deep_png(), "png")
    (page,) = scans.rendered()
    left, right = page.getpixel((5, page.height // 2)), page.getpixel((page.width - 6, page.height // 2))
    assert left[0] < 20
    assert right[0] > 235
    middle = page.getpixel((page.width // 2, page.height // 2))
    assert 110 < middle[0] < 145


def test_sixteen_bit_tiff(scans):
    image = Image.new("I;16", (256, 256))
    image.putdata([x * 257 for _ in range(256) for x in range(256)])
    scans.picture("a.tif", image, "TIFF")
    (page,) = scans.rendered()
    assert page.getpixel((5, page.height // 2))[0] < 20
    assert 110 < page.getpixel((page.width // 2, page.height // 2))[0] < 145


def test_interlaced_png(scans, kit):
    image = kit.cornered((64, 80))
    data = png(image.size, RGB, 8, of(image), interlaced=True)
    assert Image.open(io.BytesIO(data)).convert("RGB").tobytes() == image.tobytes()
    with scans.add("a.png", data, "png").opened() as pdf:
        assert pikepdf.PdfImage(kit.picture_of(pdf)).as_pil_image().convert("RGB").tobytes() == image.tobytes()


def test_group_4_goes_in_byte_for_byte(scans, kit):
    page = Image.new("1", (600, 800), 1)
    page.paste(0, (100, 100, 300, 200))
    scans.picture("a.tif", page, "TIFF", compression="group4", tiffinfo={278: 800})
    source = (scans.root / "a.tif").read_bytes()
    with scans.opened() as pdf:
        image = kit.picture_of(pdf)
        assert image.Filter == pikepdf.Name.CCITTFaxDecode
        assert image.read_raw_bytes() in source
    (rendered,) = scans.rendered()
    assert rendered.getpixel((int(200 / 600 * rendered.width), int(160 / 800 * rendered.height)))[0] == 0
    assert rendered.getpixel((10, rendered.height // 2))[0] == 255


def test_a_tiff_of_many_pages(scans, kit):
    frames = [Image.new("RGB", (300, 400), colour) for colour in kit.corners]
    scans.picture("a.tif", frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="tiff_lzw")
    pages = scans.rendered()
    assert kit.alike([page.getpixel((50, 200)) for page in pages], kit.corners, by=3)


def test_chosen_pages_of_a_tiff(scans, kit):
    frames = [Image.new("RGB", (300, 400), colour) for colour in kit.corners]
    data = io.BytesIO()
    frames[0].save(data, "TIFF", save_all=True, append_images=frames[1:])
    scans.add("a.tif", data.getvalue(), "tiff", pages=4, wanted=(4, 2))
    pages = scans.rendered()
    assert kit.alike([page.getpixel((50, 200)) for page in pages], [kit.corners[3], kit.corners[1]], by=3)


@pytest.mark.parametrize("compression", ["jpeg", "tiff_deflate", "raw", "packbits"])
def test_other_tiffs(scans, kit, compression):
    scans.picture("a.tif", kit.cornered(), "TIFF", compression=compression)
    (page,) = scans.rendered()
    assert kit.alike(kit.quarters(page, (0, 0.1, 1, 0.9)), kit.corners)


@pytest.mark.parametrize(("format", "how"), [("BMP", {}), ("GIF", {}), ("WEBP", {"lossless": True})])
def test_formats_that_become_png(scans, kit, format, how):  # noqa: A002
    image = kit.cornered()
    scans.picture("a.x", image, format, **how)
    with scans.opened() as pdf:
        inside = pikepdf.PdfImage(kit.picture_of(pdf)).as_pil_image().convert("RGB")
    assert kit.alike(kit.quarters(inside, (0, 0, 1, 1)), kit.corners, by=1)
    assert scans.built().recoded == ()


def test_the_first_picture_of_an_animation(scans, kit):
    frames = [Image.new("RGB", (300, 400), colour) for colour in kit.corners]
    scans.picture("a.gif", frames[0], "GIF", save_all=True, append_images=frames[1:])
    (page,) = scans.rendered()
    assert kit.alike([page.getpixel((50, 200))], kit.corners[:1], by=3)


def test_a_lossy_format_becomes_a_good_jpeg(scans, kit):
    image = kit.noisy((600, 800), seal=True)
    scans.picture("a.webp", image, "WEBP", quality=80)
    receipt = scans.built()
    (change,) = receipt.recoded
    assert (change.reason, change.quality, change.page, change.file) == ("format", 95, 1, "a.webp")
    assert change.bytes_before == (scans.root / "a.webp").stat().st_size


def test_heic(scans, kit):
    heif = pytest.importorskip("pillow_heif")
    data = io.BytesIO()
    heif.from_pillow(kit.cornered()).save(data, quality=90)
    scans.add("a.heic", data.getvalue(), "heic")
    (page,) = scans.rendered()
    assert kit.alike(kit.quarters(page, (0, 0.1, 1, 0.9)), kit.corners)


def test_equal_profiles_are_kept_once(scans, kit):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for name in ("a", "b"):
        scans.add(f"{name}.jpg", kit.jpeg_bytes(kit.cornered(), icc_profile=profile), "jpeg")
    scans.picture("c.png", kit.cornered(), "PNG", icc_profile=profile)
    with scans.opened() as pdf:
        spaces = [kit.picture_of(pdf, page).ColorSpace for page in range(3)]
        assert len({space[1].objgen for space in spaces}) == 1
        assert spaces[0][1].read_bytes() == profile
        assert int(spaces[0][1].N) == 3


def test_a_profile_stays_when_the_picture_shrinks(scans, kit):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = kit.jpeg_bytes(kit.noisy((1240, 1754), seal=True), quality=98, icc_profile=profile)
    scans.add("a.jpg", data, "jpeg")
    scans.limits = type(scans.limits)(max_bytes=300_000)
    with scans.opened() as pdf:
        image = kit.picture_of(pdf)
        assert image.ColorSpace[1].read_bytes() == profile
        assert b"ICC_PROFILE" not in image.read_raw_bytes()
    assert scans.built().recoded


def test_a_profile_for_other_colours_is_left_out(scans, kit):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = kit.jpeg_bytes(kit.cornered().convert("CMYK"), icc_profile=profile)
    with scans.add("a.jpg", data, "jpeg").opened() as pdf:
        assert kit.picture_of(pdf).ColorSpace == pikepdf.Name.DeviceCMYK


def test_a_tall_screenshot_keeps_its_pixels(scans, kit):
    """Shown small on its page, it is read by zooming in."""
    scans.limits = type(scans.limits)(max_bytes=1_200_000)
    scans.add("a.jpg", kit.jpeg_bytes(kit.noisy((800, 7000)), quality=95), "jpeg")
    receipt = scans.built()
    assert receipt.recoded
    with scans.opened() as pdf:
        assert int(kit.picture_of(pdf).Width) == 800


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif"])
def test_damage_that_the_facts_missed_fails_clearly(scans, kit, name):
    format = {"a.jpg": "JPEG", "a.png": "PNG", "a.tif": "TIFF"}[name]  # noqa: A001
    data = io.BytesIO()
    kit.noisy((400, 500)).save(data, format)
    whole = data.getvalue()
    broken = b"\xff\xd8" + b"x" * 100 if name == "a.jpg" else whole[: len(whole) // 2]
    scans.add(name, broken, {"JPEG": "jpeg"}.get(format, format.lower()))
    receipt = scans.build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.zh.startswith(name)
    assert receipt.error.en.startswith(name)
    assert " at 0x" not in receipt.error.en
    assert not list(scans.out.rglob("*.*"))


def test_a_coding_that_nobody_reads_fails_clearly(scans, kit):
    """Twelve bits for each colour: neither browsers nor PDF viewers show it."""
    data = bytearray(kit.jpeg_bytes(kit.cornered()))
    frame = data.index(b"\xff\xc0")
    data[frame + 1], data[frame + 4] = 0xC1, 12
    receipt = scans.add("a.jpg", bytes(data), "jpeg").build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.en.startswith("a.jpg: ")
    assert " at 0x" not in receipt.error.en


def test_a_picture_too_large_to_decode(scans, kit, monkeypatch):
    scans.add("a.png", b"", "png", trouble=Trouble.TOO_LARGE)
    assert "像素太多" in scans.build().error.zh
    scans.pieces.clear()
    monkeypatch.setattr("zcdossier.model.picture_memory.MOST_PIXELS", 1000)
    scans.picture("b.png", kit.cornered(), "PNG")
    assert "too many pixels" in scans.build().error.en


def with_short_palette(kind):
    """Four colours, and pixels that mean entries beyond them; what a browser shows is black there."""
    entries = Image.new("P", (64, 64))
    entries.putdata([(x // 16 if y < 32 else (0, 5, 128, 255)[x // 16]) for y in range(64) for x in range(64)])
    colours = bytes(value for colour in (RED, GREEN, BLUE, YELLOW) for value in colour)
    if kind == "png":
        rows = b"".join(b"\0" + entries.tobytes()[64 * y : 64 * y + 64] for y in range(64))
        return png_of(png_header(64, 64, colours=3), (b"PLTE", colours), (b"IDAT", zlib.compress(rows)), PNG_END)
    palette = b"".join(bytes((*colours[at : at + 3][::-1], 0)) for at in range(0, 12, 3))
    rows = entries.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes()
    start = 54 + len(palette)
    info = struct.pack("<IiiHHIIiiII", 40, 64, 64, 1, 8, 0, len(rows), 2835, 2835, 4, 0)
    return b"BM" + struct.pack("<IHHI", start + len(rows), 0, 0, start) + info + palette + rows


@pytest.mark.parametrize("kind", ["bmp", "png"])
def test_entries_beyond_the_palette_are_black_everywhere(scans, kit, kind):
    scans.add(f"a.{kind}", with_short_palette(kind), kind)
    (page,) = scans.rendered()
    side = min(page.size)
    top = (page.height - side) // 2
    spots = [
        [page.getpixel((int(side * (at + 0.5) / 4), top + int(side * part))) for at in range(4)]
        for part in (0.25, 0.75)
    ]
    black = (0, 0, 0)
    assert spots == [[RED, GREEN, BLUE, YELLOW], [RED, black, black, black]]
    with pikepdf.open(scans.target) as pdf:  # no viewer is left to choose
        assert kit.picture_of(pdf).ColorSpace == Name.DeviceRGB

"""Scans inside PDFs, in a record over the limit: packed better or coded anew, looking the same, or left alone."""

import io
import random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.receipt import BuildOutcome


def picture_pdf(images, *, draw=b"q 595 0 0 842 0 0 cm /Im Do Q"):
    pdf = pikepdf.Pdf.new()
    for make in images:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(XObject=Dictionary(Im=make(pdf)))
        page.Contents = pdf.make_stream(draw)
    return pdf


def image_stream(pdf, data, size, space, filter_, **more):
    stream = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8, **more)
    stream.Width, stream.Height = size
    stream.ColorSpace = space
    if filter_ is not None:
        stream.Filter = filter_
    return stream


def flate(image, space=Name.DeviceRGB, **more):
    import zlib

    return lambda pdf: image_stream(pdf, zlib.compress(image.tobytes(), 1), image.size, space, Name.FlateDecode, **more)


def dct(data, size, **more):
    return lambda pdf: image_stream(pdf, data, size, Name.DeviceRGB, Name.DCTDecode, **more)


def test_scans_inside_a_pdf_shrink(scans, kit):
    data = kit.jpeg_bytes(kit.noisy((1654, 2339), seal=True), quality=95)
    scans.pdf("a.pdf", picture_pdf([dct(data, (1654, 2339)), flate(kit.noisy((1654, 2339)))]))
    scans.limits = BuildLimits(max_bytes=600_000)
    before = kit.render(scans.root / "a.pdf", 40)
    receipt = scans.built()
    assert [change.page for change in receipt.recoded] == [1, 2]
    assert all(change.file == "a.pdf" and change.dpi < 200 for change in receipt.recoded)
    for old, new in zip(before, kit.render(scans.target, 40), strict=True):
        assert mean_difference(old, new) < 12


def mean_difference(first, second):
    from PIL import ImageChops, ImageStat

    return max(ImageStat.Stat(ImageChops.difference(first, second)).mean)


def test_bare_pixels_are_packed_without_loss_first(scans, kit):
    """A grey scan stored as three equal colours: a third of it is enough."""
    image = kit.noisy((1240, 1754)).convert("L").convert("RGB")
    pdf = picture_pdf([flate(image)])
    scans.pdf("a.pdf", pdf)
    scans.limits = BuildLimits(max_bytes=int((scans.root / "a.pdf").stat().st_size * 0.9))
    receipt = scans.built()
    assert [(change.reason, change.page) for change in receipt.recoded] == [("repacked", 1)]
    with pikepdf.open(scans.target) as built:
        inside = pikepdf.PdfImage(kit.picture_of(built)).as_pil_image().convert("RGB")
    assert inside.tobytes() == image.tobytes()


def indexed(image):
    import zlib

    small = image.quantize(64)
    lookup = bytes(small.getpalette("RGB"))

    def make(pdf):
        space = Array([Name.Indexed, Name.DeviceRGB, len(lookup) // 3 - 1, pikepdf.String(lookup)])
        return image_stream(pdf, zlib.compress(small.tobytes(), 1), image.size, space, Name.FlateDecode)

    return make


def predicted(image):
    def make(pdf):
        png = io.BytesIO()
        image.save(png, "PNG", compress_level=1)
        from zcdossier.assemble.pictures.repack import _rows

        parms = Dictionary(Predictor=15, Columns=image.width, Colors=3, BitsPerComponent=8)
        return image_stream(pdf, _rows(png.getvalue()), image.size, Name.DeviceRGB, Name.FlateDecode, DecodeParms=parms)

    return make


def twice_packed(image, kit):
    import zlib

    data = zlib.compress(kit.jpeg_bytes(image, quality=95))
    return lambda pdf: image_stream(pdf, data, image.size, Name.DeviceRGB, Array([Name.FlateDecode, Name.DCTDecode]))


def bare(image):
    return lambda pdf: image_stream(pdf, image.tobytes(), image.size, Name.DeviceRGB, None)


@pytest.mark.parametrize("kind", ["indexed", "predicted", "twice", "bare", "grey"])
def test_every_plain_kind_inside_a_pdf_shrinks_and_looks_the_same(scans, kit, kind, monkeypatch):
    monkeypatch.setattr("zcdossier.assemble.shrinking.shrink_record.recompress_losslessly", lambda *_: [])
    monkeypatch.setattr("zcdossier.assemble.shrinking.shrink_record.repack_all", lambda *_: None)
    image = kit.noisy((1240, 1754), seal=True)
    make = {
        "indexed": lambda: indexed(image),
        "predicted": lambda: predicted(image),
        "twice": lambda: twice_packed(image, kit),
        "bare": lambda: bare(image),
        "grey": lambda: flate(image.convert("L"), Name.DeviceGray),
    }[kind]()
    scans.pdf("a.pdf", picture_pdf([make]))
    scans.limits = BuildLimits(max_bytes=148_000)
    before = kit.render(scans.root / "a.pdf", 40)
    receipt = scans.built()
    assert [change.reason for change in receipt.recoded] == ["limit"]
    assert mean_difference(before[0], kit.render(scans.target, 40)[0]) < 12


def test_a_picture_that_can_not_be_coded_surely_is_left_alone(scans, kit):
    """Its colours are mixed with those behind its soft mask already."""
    image = kit.noisy((620, 877))
    mask = flate(Image.new("L", image.size, 200), Name.DeviceGray, Matte=Array([0, 0, 0]))
    scans.pdf("a.pdf", picture_pdf([lambda pdf: flate(image, SMask=mask(pdf))(pdf)]))
    scans.limits = BuildLimits(max_bytes=50_000)
    assert scans.build().outcome is BuildOutcome.FAILED
    scans.add("b.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=98), "jpeg")
    scans.limits = BuildLimits(max_bytes=(scans.root / "a.pdf").stat().st_size + 300_000)
    assert {change.file for change in scans.built().recoded} == {"b.jpg"}


def test_a_soft_mask_stays(scans, kit):
    image = kit.noisy((1240, 1754))
    mask = Image.linear_gradient("L")

    def make(pdf):
        stream = flate(image)(pdf)
        stream.SMask = flate(mask, Name.DeviceGray)(pdf)
        return stream

    scans.pdf("a.pdf", picture_pdf([make]))
    scans.limits = BuildLimits(max_bytes=150_000)
    before = kit.render(scans.root / "a.pdf", 40)
    with scans.opened() as pdf:
        assert "/SMask" in kit.picture_of(pdf)
    assert scans.built().recoded[0].reason == "limit"
    assert mean_difference(before[0], kit.render(scans.target, 40)[0]) < 12


def test_a_picture_shown_small_counts_by_its_place(scans, kit):
    """A form draws it at a quarter of the page; its resolution is four times what the page would say."""
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)

    def make(pdf):
        image = dct(data, (1654, 2339))(pdf)
        form = pdf.make_stream(b"q 1 0 0 1 0 0 cm /Inner Do Q")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
        form.Resources = Dictionary(XObject=Dictionary(Inner=image))
        return form

    scans.pdf("a.pdf", picture_pdf([make], draw=b"q 148.8 0 0 210.5 0 0 cm /Im Do Q"))
    scans.limits = BuildLimits(max_bytes=250_000)
    (change,) = scans.built().recoded
    with pikepdf.open(scans.target) as pdf:
        inner = kit.picture_of(kit_page(pdf))
        assert int(inner.Width) == pytest.approx(change.dpi * 148.8 / 72, abs=3)


def kit_page(pdf):
    """The form as if it were a document of one page."""
    ((_, form),) = pdf.pages[0].Resources.XObject.items()

    class Pages:
        pages = (form,)

    return Pages


def test_a_picture_on_two_pages_is_kept_once(scans, kit):
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)
    pdf = pikepdf.Pdf.new()
    shared = dct(data, (1654, 2339))(pdf)
    for _ in range(3):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = Dictionary(XObject=Dictionary(Im=shared))
        page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
    scans.pdf("a.pdf", pdf)
    scans.limits = BuildLimits(max_bytes=300_000)
    assert len(scans.built().recoded) == 1
    with pikepdf.open(scans.target) as built:
        assert len({kit.picture_of(built, page).objgen for page in range(3)}) == 1


def test_a_broken_picture_inside_a_pdf_is_left_alone(scans, kit):
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)
    scans.pdf("a.pdf", picture_pdf([dct(data, (1654, 2339)), dct(b"\xff\xd8 nothing" + bytes(20_000), (800, 800))]))
    scans.limits = BuildLimits(max_bytes=300_000)
    receipt = scans.built()
    assert [change.page for change in receipt.recoded] == [1]


def test_a_bomb_inside_a_pdf_stays_small(scans, kit):
    import zlib

    bomb = zlib.compress(bytes(60_000_000), 9)
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)
    small = lambda pdf: image_stream(pdf, bomb, (500, 500), Name.DeviceRGB, Name.FlateDecode)  # noqa: E731
    huge = lambda pdf: image_stream(pdf, bomb, (60_000, 60_000), Name.DeviceRGB, Name.FlateDecode)  # noqa: E731
    scans.pdf("a.pdf", picture_pdf([small, huge, dct(data, (1654, 2339))]))
    scans.limits = BuildLimits(max_bytes=500_000)
    receipt = scans.built()
    assert 3 in {change.page for change in receipt.recoded}
    assert 2 not in {change.page for change in receipt.recoded}


def test_hostile_drawing_ends(scans, kit):
    """A form that draws itself, and content that is no content."""
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)

    def make(pdf):
        form = pdf.make_stream(b"/Self Do /Self Do /Im Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 900])
        form.Resources = Dictionary(XObject=Dictionary(Self=form, Im=dct(data, (1654, 2339))(pdf)))
        return form

    scans.pdf("a.pdf", picture_pdf([make], draw=b"q 595 0 0 842 0 0 cm /Im Do Q"))
    scans.pdf("b.pdf", picture_pdf([dct(data, (1654, 2339))], draw=b"q [[ << (( cm Do /Im Do Q"))
    scans.limits = BuildLimits(max_bytes=400_000)
    assert scans.build().outcome in set(BuildOutcome)


def test_forms_that_draw_forms_are_refused(scans, kit):
    """Eight levels that draw the next one ten times each are a hundred million drawings: no viewer shows that page."""
    data = kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95)

    def make(pdf):
        inner = dct(data, (1654, 2339))(pdf)
        for _ in range(8):
            form = pdf.make_stream(b"/X Do " * 10)
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
            form.Resources = Dictionary(XObject=Dictionary(X=inner))
            inner = form
        return inner

    scans.pdf("a.pdf", picture_pdf([make]))
    scans.limits = BuildLimits(max_bytes=400_000)
    receipt = scans.build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert "forms in forms without end" in receipt.error.en


def strokes(size, seed=7):
    """Black on white, no two lines the same."""
    page = Image.new("1", size, 1)
    draw = ImageDraw.Draw(page)
    chance = random.Random(seed)
    step = size[1] // 40
    for top in range(step, size[1] - step, step):
        for left in range(step, size[0] - step, step):
            ends = [(left + chance.randrange(step), top + chance.randrange(step)) for _ in range(4)]
            draw.line(ends, fill=0, width=max(2, step // 12))
    return page


def bits(image):
    import zlib

    return lambda pdf: bit_stream(pdf, zlib.compress(image.tobytes(), 1), image.size)


def bit_stream(pdf, data, size):
    stream = image_stream(pdf, data, size, Name.DeviceGray, Name.FlateDecode)
    stream.BitsPerComponent = 1
    return stream


def test_black_and_white_in_a_pdf_is_packed_as_a_fax_before_anything_is_given_up(scans, kit):
    image = strokes((1240, 1754))
    scans.pdf("a.pdf", picture_pdf([bits(image), flate(image.convert("RGB"))]))
    before = kit.render(scans.root / "a.pdf", 40)
    scans.limits = BuildLimits(max_bytes=(scans.root / "a.pdf").stat().st_size * 3 // 4)
    receipt = scans.built()
    assert [(change.page, change.reason) for change in receipt.recoded] == [(1, "repacked"), (2, "repacked")]
    for old, new in zip(before, kit.render(scans.target, 40), strict=True):
        assert mean_difference(old, new) < 0.5
    with pikepdf.open(scans.target) as pdf:
        assert [kit.picture_of(pdf, page).Filter for page in range(2)] == [Name.CCITTFaxDecode] * 2


def test_fine_print_gets_fewer_dots_only_when_nothing_else_helps(scans, kit):
    """A PDF and a TIFF of 600 dpi beside a photo: first the photo shrinks, at last the print."""
    fine = strokes((2480, 3508))
    page = Image.new("1", (4960, 7016), 1)
    page.paste(fine, (0, 0))
    scans.pdf("a.pdf", picture_pdf([bits(page)]))
    scans.picture("b.tif", page, "TIFF", compression="group4")
    scans.add("c.jpg", kit.jpeg_bytes(kit.noisy((1654, 2339)), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=scans.facts["b.tif"].bytes * 2 + 300_000)
    assert {change.page: change.reason for change in scans.built().recoded} == {1: "repacked", 3: "limit"}
    scans.limits = BuildLimits(max_bytes=scans.facts["b.tif"].bytes * 2 + 40_000)
    recoded = {change.page: change for change in scans.built().recoded}
    assert {change.reason for change in recoded.values()} == {"limit"}, recoded
    assert recoded[1].dpi == recoded[2].dpi == 300
    with pikepdf.open(scans.target) as pdf:
        for at in (0, 1):
            inside = kit.picture_of(pdf, at)
            assert inside.Filter == Name.CCITTFaxDecode
            assert (int(inside.Width), int(inside.Height)) == (2480, 3508)


@pytest.mark.parametrize("key", ["SMask", "Mask"])
def test_a_refusal_names_the_page_of_a_picture_that_stays_as_it_is(scans, kit, key):
    """A mask of 300 kB on the second page, which no coding makes smaller, and little pictures that can be coded."""
    from random import Random

    def heavy(pdf):
        mask = pdf.make_stream(Random(1).randbytes(300_000), Type=Name.XObject, Subtype=Name.Image)
        mask.Width, mask.Height = (500, 600) if key == "SMask" else (1000, 2400)
        if key == "SMask":
            mask.BitsPerComponent, mask.ColorSpace = 8, Name.DeviceGray
        else:
            mask.BitsPerComponent, mask.ImageMask = 1, True
        return dct(kit.jpeg_bytes(kit.noisy((300, 400)), quality=60), (300, 400), **{key: mask})(pdf)

    light = dct(kit.jpeg_bytes(kit.noisy((620, 877)), quality=60), (620, 877))
    scans.pdf("a.pdf", picture_pdf([light, heavy]))
    scans.limits = BuildLimits(max_bytes=200_000)
    refusal = scans.build().error.en
    assert "costliest pages: page 2 (a.pdf, 3" in refusal

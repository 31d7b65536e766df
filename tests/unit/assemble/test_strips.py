"""Pictures of odd shapes: long screenshots over several pages, thumbnails and ribbons told, nothing that crashes."""

from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from picture_kinds.jpeg import jpeg, scan_data
from picture_kinds.scene import STORED, exif
from PIL import Image, ImageDraw

from zcdossier.assemble.layout import STRIP_OVERLAP, count_strips, lay_out_strips, note_shape
from zcdossier.assemble.pictures.picture_file import PictureFile, decoder_of
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.facts import PageSize

A4 = BuildLimits()
PAGE = (595.28, 841.89)


def remarks(size):
    note = note_shape("a.jpg", size, A4)
    return "" if note is None else note.en


@pytest.mark.parametrize(
    ("size", "count"),
    [
        ((1080, 1920), 1),
        ((1080, 4500), 1),
        ((1080, 4600), 2),
        ((1080, 20000), 8),
        ((1920, 1080), 1),
        ((20000, 1080), 1),
    ],
)
def test_over_how_many_pages(size, count):
    assert count_strips(size, A4) == count


def test_a_phone_photo_and_a_page_are_not_worth_a_word():
    assert [remarks(size) for size in ((3024, 4032), (4032, 3024), (2480, 3508), (1080, 2400), (400, 300))] == [""] * 5


def test_what_is_told():
    assert "8 pages" in remarks((1080, 20000))
    assert "thumbnail" in remarks((240, 180))
    assert "thumbnail" in remarks((1, 1))
    assert "long and narrow" in remarks((20000, 1080))
    assert "long and narrow" in remarks((100, 9000))
    assert "long and narrow" in remarks((210, 200_000))


@given(st.integers(200, 3000), st.integers(1, 100_000), st.integers(1, 8))
def test_strips_show_every_row_wide_enough_and_overlap(width, height, orientation):
    count = count_strips((width, height), A4)
    pixels = (width, height) if orientation < 5 else (height, width)
    layouts = lay_out_strips(pixels, orientation, A4, count, STRIP_OVERLAP)
    assert len(layouts) == count
    if count == 1:
        return
    scale = shown_width(layouts[0]) / width
    assert shown_width(layouts[0]) >= PAGE[0] / 2 - 0.01
    tops = []
    for layout in layouts:
        assert (layout.width, layout.height) == PAGE
        left, bottom, right, top = box(layout)
        assert left == pytest.approx(PAGE[0] - right)
        assert top - bottom == pytest.approx(height * scale)
        tops.append(top - PAGE[1])
    assert tops[0] == pytest.approx(0)
    assert all(after - before == pytest.approx(PAGE[1] * (1 - STRIP_OVERLAP)) for before, after in pairwise(tops))
    assert box(layouts[-1])[1] == pytest.approx(0, abs=0.01)


def box(layout):
    a, b, c, d, e, f = layout.matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (0, 1) for y in (0, 1)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def shown_width(layout):
    left, _, right, _ = box(layout)
    return right - left


def ruled(rows=20, size=(300, 6000)):
    """A long picture with a band of another grey for each of its rows of text."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for row in range(rows):
        draw.rectangle((0, row * size[1] // rows, size[0], row * size[1] // rows + 150), fill=(row * 12,) * 3)
    return image


def add_long(scans, image, **how):
    data = jpeg(image, **how)
    scans.add("a.jpg", data, "jpeg")
    upright = image.size if "exif" not in how else image.size[::-1]
    scans.facts["a.jpg"] = scans.facts["a.jpg"]._replace(sizes=(PageSize(*upright),))
    return data


@pytest.mark.parametrize("orientation", [1, 6])
def test_a_long_screenshot_is_read_from_page_to_page(scans, orientation):
    step = STORED[orientation]
    stored = ruled() if step is None else ruled().transpose(step)
    data = add_long(scans, stored, **({} if step is None else {"exif": exif(orientation)}))
    pages = scans.rendered(30)
    receipt = scans.built()
    assert receipt.pages == len(pages) == count_strips((300, 6000), A4) == 8
    assert receipt.sources[0].pages == (1, 2, 3, 4, 5, 6, 7, 8)
    assert "8 页" in receipt.notes[0].zh
    rows = []
    for page in pages:
        middle = [page.getpixel((page.width // 2, y))[0] for y in range(page.height)]
        rows += [round(first / 12) for first, second in pairwise(middle) if abs(first - second) < 2 and first < 232]
        assert page.getpixel((5, page.height // 2)) == (255, 255, 255)
    assert rows == sorted(rows)
    assert set(rows) == set(range(20))
    with pikepdf.open(scans.target) as pdf:
        images = {next(iter(page.Resources.XObject.items()))[1].objgen for page in pdf.pages}
        (image,) = images
        assert scan_data(pdf.get_object(image).read_raw_bytes()) == scan_data(data)


def test_a_long_screenshot_is_made_smaller_once(scans, kit):
    add_long(scans, kit.noisy((500, 9000)), quality=95)
    scans.pdf("b.pdf", kit.text_pdf("behind"))
    scans.built()
    whole = scans.target.stat().st_size
    scans.limits = BuildLimits(max_bytes=whole // 2)
    pages = scans.rendered(30)
    receipt = scans.built()
    assert receipt.bytes < whole // 2
    assert [change.page for change in receipt.recoded] == [1]
    assert len(pages) == receipt.pages == count_strips((500, 9000), A4) + 1
    assert all(min(page.convert("L").getextrema()) < 200 for page in pages)


@pytest.mark.parametrize("size", [(1, 1), (10, 10), (1, 3000), (3000, 1), (3, 65500), (199, 9000)])
def test_no_shape_is_too_odd(scans, size):
    add_long(scans, Image.new("RGB", size, (200, 30, 40)))
    (page,) = scans.rendered(30)
    assert scans.built().notes
    seen = page.getpixel((page.width // 2, page.height // 2))
    if min(size) / max(size) > 0.01:
        assert seen[0] > 150 > seen[1]


def test_a_screenshot_longer_than_any_jpeg(tmp_path):
    """A PNG may be longer than libjpeg can code: it is decoded as much smaller as that takes."""
    Image.new("P", (40, 66_000), 3).save(tmp_path / "a.png")
    decoded = decoder_of(PictureFile(tmp_path / "a.png", "a.png"))((40, 66_000))
    assert decoded.size == (39, 65_500)
    assert jpeg(decoded)

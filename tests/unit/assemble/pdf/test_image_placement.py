"""How large pictures are shown: through turned and nested drawing, on several pages, at several sizes."""

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.pdf.image_placement import A4, place_images
from zcdossier.model.build_rules import BuildLimits


def picture(pdf):
    return pdf.make_stream(b"x", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)


def form(pdf, content, inner, **keys):
    made = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    for key, value in keys.items():
        made[f"/{key}"] = value
    if inner is not None:
        made.Resources = Dictionary(XObject=Dictionary(Im=inner))
    return made


def pages(*contents, make=picture, **keys):
    pdf = pikepdf.new()
    shared = make(pdf)
    for content in contents:
        page = pdf.add_blank_page(page_size=(600, 800))
        page.Contents, page.Resources = pdf.make_stream(content), Dictionary(XObject=Dictionary(Im=shared))
        for key, value in keys.items():
            page.obj[f"/{key}"] = value
    return pdf


def size(pdf):
    (placed,) = place_images(pdf)
    return placed.page, round(placed.width * 72, 3), round(placed.height * 72, 3)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"q 300 0 0 400 0 0 cm /Im Do Q", (300, 400)),
        (b"q 0 300 -400 0 0 0 cm /Im Do Q", (300, 400)),
        (b"q 2 0 0 2 0 0 cm q 100 0 0 50 0 0 cm /Im Do Q Q", (200, 100)),
        (b"q 9 0 0 9 0 0 cm Q 100 0 0 50 0 0 cm /Im Do", (100, 50)),
        (b"Q Q 100 0 0 50 0 0 cm /Im Do", (100, 50)),
        (b"q 10 0 0 90 0 0 cm /Im Do Q q 70 0 0 20 0 0 cm /Im Do Q", (70, 90)),
        (b"/Nobody Do 30 0 0 40 0 0 cm /Im Do", (30, 40)),
    ],
)
def test_sizes_on_a_page(content, expected):
    assert size(pages(content)) == (1, *expected)


def test_the_largest_size_on_any_page_counts_and_the_first_page_is_told():
    contents = [b"", b"q 20 0 0 30 0 0 cm /Im Do Q", b"q 200 0 0 300 0 0 cm /Im Do Q"]
    assert size(pages(*contents)) == (2, 200, 300)


def test_units_of_the_page_count():
    assert size(pages(b"q 20 0 0 30 0 0 cm /Im Do Q", UserUnit=1.2)) == (1, 24, 36)
    assert size(pages(b"q 20 0 0 30 0 0 cm /Im Do Q", UserUnit=pikepdf.String("?"))) == (1, 20, 30)


def inches(width, height, unit=1.0, paper=A4, **boxes):
    """The inches that a picture takes which fills a page of so many points."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    page.Contents = pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /Im Do".encode())
    page.Resources = Dictionary(XObject=Dictionary(Im=picture(pdf)))
    if unit != 1:
        page.obj.UserUnit = unit
    for name, box in boxes.items():
        page.obj[f"/{name}"] = Array(box)
    (placed,) = place_images(pdf, paper)
    return placed.width, placed.height


@given(st.floats(3, 4_700), st.floats(1, 3), st.booleans(), st.sampled_from([1, 0.5, 10]))
def test_a_page_of_any_size_counts_as_a_picture_file_does(short, ratio, lying, unit):
    """What fills a page has as many dots an inch as the same pixels in a file."""
    width, height = (short * ratio, short) if lying else (short, short * ratio)
    pixels = (3000, max(1, round(3000 * height / width)))
    found = min(side / length for side, length in zip(pixels, inches(width, height, unit), strict=True))
    is_paper = 409 <= short * unit <= 853 and 584 <= short * ratio * unit <= 1202
    expected = lay_out(pixels, 1, BuildLimits()).dpi
    if not is_paper:
        square = 1.05 if width > height else 1.0  # what is hardly wider than high stands in a file's page
        assert expected / (1.01 * square * square) <= found <= expected * 1.01 * square * square


@pytest.mark.parametrize("page", [(420, 595), (595, 842), (842, 595), (612, 792), (842, 1191), (540, 720)])
def test_pages_of_paper_are_believed(page):
    assert inches(*page) == pytest.approx((page[0] / 72, page[1] / 72))


@pytest.mark.parametrize("page", [(3024, 4032), (72, 96), (900, 1200), (1700, 2200)])
def test_other_pages_count_as_the_profiles_page(page):
    assert max(inches(*page)) == pytest.approx(841.89 / 72, rel=0.08)
    assert max(inches(*page, paper=(1191, 842))) == pytest.approx(1191 / 72, rel=0.08)


def test_what_is_seen_of_a_page_counts():
    """A stamp cut out of a large page fills the screen."""
    assert inches(600, 800, CropBox=[0, 0, 60, 80])[0] == pytest.approx(600 / 60 * 841.89 / 80 * 60 / 72, rel=0.01)
    assert inches(600, 800, CropBox=[900, 900, 950, 950]) == pytest.approx((600 / 72, 800 / 72))


def test_forms_move_what_they_draw():
    def nested(pdf):
        inner = form(pdf, b"q 0.5 0 0 0.5 0 0 cm /Im Do Q", picture(pdf), Matrix=Array([0, 1, -1, 0, 0, 0]))
        return form(pdf, b"q 3 0 0 2 0 0 cm /Im Do Q", inner)

    assert size(pages(b"q 100 0 0 100 0 0 cm /Im Do Q", make=nested)) == (1, 100, 150)


def test_a_form_without_resources_uses_those_of_its_page():
    pdf = pages(b"q 40 0 0 40 0 0 cm /F Do Q")
    pdf.pages[0].Resources.XObject.F = form(pdf, b"/Im Do", None)
    assert size(pdf) == (1, 40, 40)


@pytest.mark.parametrize("broken", [b"1 2 cm /Im Do", b"q /A /B /C cm /Im Do"])
def test_a_page_that_can_not_be_followed_shows_all_its_pictures_as_large_as_itself(broken):
    assert size(pages(broken)) == (1, 600, 800)


def test_what_is_no_picture_is_none():
    pdf = pages(b"1 2 cm /Im Do")
    pdf.pages[0].Resources.XObject = Dictionary(A=1, B=Dictionary(Subtype=Name.Image), C=pdf.make_stream(b""))
    assert place_images(pdf) == []
    pdf.pages[0].Resources = Dictionary(XObject=Name.X)
    assert place_images(pdf) == []


def test_a_picture_in_a_soft_mask_is_shown():
    pdf = pages(b"q 2 0 0 2 0 0 cm /G gs Q")
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    mask = form(pdf, b"q 30 0 0 40 0 0 cm /Im Do Q", picture(pdf), Group=group)
    pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask)))
    assert size(pdf) == (1, 60, 80)


def test_a_picture_in_a_pattern_is_shown_by_the_page():
    pdf = pages(b"q 5 0 0 5 0 0 cm /Pattern cs /P scn 0 0 9 9 re f Q")
    pattern = form(pdf, b"100 0 0 50 0 0 cm /Im Do", picture(pdf), Matrix=Array([2, 0, 0, 2, 0, 0]))
    del pattern["/Subtype"]
    pattern.PatternType, pattern.PaintType, pattern.TilingType = 1, 1, 1
    pdf.pages[0].Resources.Pattern = Dictionary(P=pattern)
    assert size(pdf) == (1, 200, 100)


def letters(pdf, *, own):
    """A font of one letter, which is a picture from its own resources or from the page's."""
    glyph = pdf.make_stream(b"1000 0 d0 q 1000 0 0 1000 0 0 cm /Letter Do Q")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph))
    if own:
        font.Resources = Dictionary(XObject=Dictionary(Letter=picture(pdf)))
    return pdf.make_indirect(font)


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("inside", ["page", "form"])
def test_a_picture_in_a_letter_counts_as_if_it_filled_the_page(own, inside):
    """How large letters are set is not followed: rather too large than too small."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(600, 800))
    resources = Dictionary(Font=Dictionary(F=letters(pdf, own=own)))
    if not own:
        resources.XObject = Dictionary(Letter=picture(pdf))
    drawing = b"BT /F 20 Tf (a) Tj ET"
    if inside == "form":
        holder = form(pdf, drawing, None)
        holder.Resources = resources
        drawing, resources = b"/Form Do", Dictionary(XObject=Dictionary(Form=holder))
    page.Contents, page.Resources = pdf.make_stream(drawing), resources
    assert size(pdf) == (1, 600, 800)


def test_states_and_colours_without_end_hide_no_picture():
    pdf = pages(b"/G gs 0 scn " * 30_000 + b"q 30 0 0 40 0 0 cm /Im Do Q")
    assert size(pdf) == (1, 30, 40)

"""How large pictures are shown: through turned and nested drawing, on several pages, at several sizes."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from zcdossier.assemble.pdf.placement import shown_images


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
    (shown,) = shown_images(pdf)
    return shown.page, round(shown.width * 72, 3), round(shown.height * 72, 3)


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
    assert size(pages(b"q 20 0 0 30 0 0 cm /Im Do Q", UserUnit=10)) == (1, 200, 300)
    assert size(pages(b"q 20 0 0 30 0 0 cm /Im Do Q", UserUnit=pikepdf.String("?"))) == (1, 20, 30)


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
    assert shown_images(pdf) == []
    pdf.pages[0].Resources = Dictionary(XObject=Name.X)
    assert shown_images(pdf) == []

"""Where a picture stands on its page."""

import pytest

from zcdossier.assemble.layout import drawing, is_orientation, lay_out, page_sides, seen_inches
from zcdossier.model.build_rules import BuildLimits

A4 = (595.28, 841.89)


def corner(layout, x, y):
    a, b, c, d, e, f = layout.matrix
    return (a * x + c * y + e, b * x + d * y + f)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_fills_the_page_and_is_centred(orientation):
    layout = lay_out((300, 400), orientation, BuildLimits())
    assert (layout.width, layout.height) == (A4 if orientation < 5 else A4[::-1])
    xs, ys = zip(*(corner(layout, x, y) for x in (0, 1) for y in (0, 1)), strict=True)
    assert min(xs) == pytest.approx(layout.width - max(xs))
    assert min(ys) == pytest.approx(layout.height - max(ys))
    assert min(xs) == pytest.approx(0, abs=0.01) or min(ys) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    ("orientation", "top_left"),
    [(1, (0, 1)), (2, (1, 1)), (3, (1, 0)), (4, (0, 0)), (5, (0, 1)), (6, (1, 1)), (7, (1, 0)), (8, (0, 0))],
)
def test_where_the_first_pixel_goes(orientation, top_left):
    """EXIF names the edges on which the first row and column are seen."""
    layout = lay_out((100, 100), orientation, BuildLimits())
    centre = (layout.width / 2, layout.height / 2)
    x, y = corner(layout, 0, 1)
    assert (x > centre[0], y > centre[1]) == tuple(map(bool, top_left))


@pytest.mark.parametrize("orientation", [0, 9, -1])
def test_an_orientation_that_does_not_exist_is_upright(orientation):
    assert lay_out((300, 400), orientation, BuildLimits()) == lay_out((300, 400), 1, BuildLimits())


def test_resolution_is_that_of_the_narrower_fit():
    assert lay_out((2480, 3508), 1, BuildLimits()).dpi == pytest.approx(300, abs=0.1)
    assert lay_out((3508, 2480), 1, BuildLimits()).dpi == pytest.approx(300, abs=0.1)
    assert lay_out((1080, 12000), 1, BuildLimits()).dpi == pytest.approx(1080 / 8.2677, abs=0.1)


@pytest.mark.parametrize(
    ("size", "expected"), [((100, 100), A4), ((1040, 1000), A4), ((1050, 1000), A4), ((1060, 1000), A4[::-1])]
)
def test_what_is_nearly_square_stands_upright(size, expected):
    layout = lay_out(size, 1, BuildLimits())
    assert (layout.width, layout.height) == expected


def test_the_profile_says_how_large_a_page_is():
    wide = BuildLimits(page_width_mm=297, page_height_mm=210)
    assert lay_out((300, 400), 1, wide) == lay_out((300, 400), 1, BuildLimits())
    letter = lay_out((300, 400), 1, BuildLimits(page_width_mm=215.9, page_height_mm=279.4))
    assert (letter.width, letter.height) == (612, 792)


@pytest.mark.parametrize(
    ("sides", "believed"),
    [
        ((410, 585), True),
        ((409.9, 585), False),
        ((410, 584.9), False),
        ((852, 1201), True),
        ((1201, 852), True),
        ((852.1, 1201), False),
        ((852, 1201.1), False),
        ((420, 700), True),
        ((300, 700), False),
    ],
)
def test_which_pages_of_a_pdf_are_as_large_as_they_say(sides, believed):
    expected = 1 if believed else max(A4[0] / min(sides), A4[1] / max(sides))
    assert seen_inches(sides, A4) * 72 == pytest.approx(expected, rel=1e-6)
    assert seen_inches(sides, A4[::-1]) == seen_inches(sides, A4)


@pytest.mark.parametrize("sides", [(0, 500), (-3, 500), (500, 0)])
def test_a_page_without_a_side_counts_by_its_points(sides):
    assert seen_inches(sides, A4) == 1 / 72


def test_a_page_of_half_a_point_is_one():
    assert seen_inches((0.5, 0.5), A4) * 72 == pytest.approx(A4[1] / 0.5)


def test_a_ribbon_keeps_the_points_across():
    assert seen_inches((100, 20_000), A4) * 72 == pytest.approx(A4[0] / 100)
    assert seen_inches((20_000, 21_000), A4) * 72 == pytest.approx(A4[1] / 21_000)


def test_pages_have_sides_in_points():
    assert page_sides(BuildLimits()) == A4
    assert page_sides(BuildLimits(page_width_mm=297, page_height_mm=210)) == A4


def test_content_is_plain_numbers():
    layout = lay_out((300, 400), 6, BuildLimits())
    assert drawing(layout, "/Im0") == b"q 0 -595.28 793.7067 0 24.0917 595.28 cm /Im0 Do Q"


@pytest.mark.parametrize(
    ("value", "valid"), [(1, True), (8, True), (0, False), (9, False), ("6", False), (None, False)]
)
def test_which_orientations_exist(value, valid):
    assert is_orientation(value) is valid

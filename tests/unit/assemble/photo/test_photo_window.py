from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.assemble.photo.photo_window import IntegerSpan, PhotoWindow, choose_size, crop_box_of

ZHEJIANG = PhotoWindow(
    widths=IntegerSpan(216), heights=IntegerSpan(301), ratio_min=Fraction(65, 100), ratio_max=Fraction(80, 100)
)
EXACT = PhotoWindow(sizes=((358, 441),))
sides = st.integers(1, 1200)
sizes = st.tuples(sides, sides)
ratios = st.fractions(Fraction(1, 4), Fraction(4), max_denominator=60)
spans = st.builds(
    lambda first, second: IntegerSpan(min(first, second), max(first, second)), *([st.integers(1, 900)] * 2)
)
windows = st.builds(
    lambda widths, heights, exact, ends: PhotoWindow(
        widths=widths, heights=heights, sizes=exact, ratio_min=min(ends), ratio_max=max(ends)
    ),
    st.just(IntegerSpan()) | spans,
    st.just(IntegerSpan()) | spans,
    st.just(()) | st.lists(st.tuples(st.integers(1, 900), st.integers(1, 900)), max_size=3).map(tuple),
    st.tuples(ratios, ratios),
)


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((320, 400), (320, 400)),  # 0.8 exactly is allowed
        ((321, 400), (320, 400)),
        ((260, 400), (260, 400)),  # 0.65 exactly is allowed
        ((259, 400), (259, 398)),
        ((358, 441), (352, 441)),  # the digital photo of an ID card
        ((1080, 1920), (1080, 1661)),
        ((4032, 3024), (2419, 3024)),
    ],
)
def test_a_shape_is_met_by_the_smaller_cut_and_no_pixel_is_lost_besides(size, shape):
    assert choose_size(size, ZHEJIANG) == shape
    left, _, right, bottom = crop_box_of(size, shape)
    assert (right - left, bottom) == shape


def test_an_exact_ratio_is_met_exactly():
    exact = PhotoWindow(ratio_min=Fraction(5, 7), ratio_max=Fraction(5, 7))
    assert choose_size((413, 626), exact) == (410, 574)
    assert choose_size((626, 413), exact) == (295, 413)
    assert choose_size((4, 6), exact) is None


def test_exact_pixels_are_cut_and_reduced_but_never_enlarged():
    assert choose_size((3000, 4000), EXACT) == (358, 441)
    assert crop_box_of((3000, 4000), (358, 441)) == (0, 0, 3000, 3696)
    assert choose_size((4000, 3000), EXACT) == (358, 441)
    left, top, right, bottom = crop_box_of((4000, 3000), (358, 441))
    assert (top, bottom) == (0, 3000)
    assert left == 4000 - right or left + 1 == 4000 - right
    assert choose_size((357, 4000), EXACT) is None
    assert choose_size((4000, 440), EXACT) is None


def test_of_several_exact_sizes_the_one_that_keeps_most_is_taken_then_the_largest():
    window = PhotoWindow(sizes=((358, 441), (413, 626), (295, 413)))
    assert choose_size((826, 1252), window) == (413, 626)
    assert choose_size((716, 882), window) == (358, 441)
    assert choose_size((300, 420), window) == (295, 413)
    two = PhotoWindow(sizes=((300, 400), (600, 800)))
    assert choose_size((3000, 4000), two) == (600, 800)
    assert choose_size((3000, 4000), two, 599) == (300, 400)


def test_open_bounds_of_both_sides_are_met_together():
    window = PhotoWindow(widths=IntegerSpan(291, 299), heights=IntegerSpan(409, 417))
    assert choose_size((3000, 4000), window) == (299, 409)  # as little as possible is cut
    assert choose_size((300, 420), window) == (299, 417)


def test_the_cut_is_centred_sideways_and_never_at_the_head():
    assert crop_box_of((500, 400), (320, 400)) == (90, 0, 410, 400)
    assert crop_box_of((259, 500), (259, 398)) == (0, 0, 259, 398)


def test_less_than_a_pixel_of_the_copy_is_no_cut():
    assert crop_box_of((3001, 4000), (300, 400)) == (0, 0, 3001, 4000)


@given(sizes, windows)
def test_what_is_chosen_is_allowed_and_lies_inside(size, window):
    chosen = choose_size(size, window)
    if chosen is None:
        return
    assert window.holds_size(chosen)
    assert chosen[0] <= size[0]
    assert chosen[1] <= size[1]
    left, top, right, bottom = crop_box_of(size, chosen)
    assert 0 <= left < right <= size[0]
    assert 0 == top < bottom <= size[1]
    assert right - left >= chosen[0]
    assert bottom - top >= chosen[1]


@given(sizes, windows)
def test_what_is_allowed_already_stays(size, window):
    if window.holds_size(size):
        assert choose_size(size, window) == size


@given(sizes, windows)
def test_nothing_is_refused_that_a_plain_search_finds(size, window):
    if choose_size(size, window) is None and not window.sizes:
        small = range(1, min(60, size[0]) + 1), range(1, min(60, size[1]) + 1)
        assert not any(window.holds_size((width, height)) for width in small[0] for height in small[1])


@given(sizes, windows, st.integers(1, 900))
def test_a_smaller_copy_is_no_wider_than_it_may_be(size, window, most):
    chosen = choose_size(size, window, most)
    assert chosen is None or chosen[0] <= most


@pytest.mark.parametrize(
    ("source", "copy"),
    [((1000, 2000), (999, 1332)), ((3000, 2000), (1500, 2000)), ((600, 803), (600, 800)), ((601, 800), (601, 800))],
)
def test_a_cut_goes_to_the_ratio_that_is_meant_and_not_to_the_edge_of_what_is_allowed(source, copy):
    ratio, off = Fraction(3, 4), Fraction(1, 400)
    window = PhotoWindow(ratio_min=ratio * (1 - off), ratio_max=ratio * (1 + off), ratio_aim=ratio)
    assert choose_size(source, window) == copy

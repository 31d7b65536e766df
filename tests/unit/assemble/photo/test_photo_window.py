from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.assemble.photo.photo_window import PhotoWindow, crop_box_of, crop_size, reduce_size

ZHEJIANG = PhotoWindow(30_720, 1_000_000, 215, 300, Fraction(65, 100), Fraction(80, 100))
sides = st.integers(1, 5000)
sizes = st.tuples(sides, sides)
ratios = st.fractions(Fraction(1, 4), Fraction(4), max_denominator=60)
windows = st.builds(
    lambda least, ratio, width, height: PhotoWindow(0, 10**9, width, height, min(ratio, least), max(ratio, least)),
    ratios,
    ratios,
    st.integers(0, 400),
    st.integers(0, 400),
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
def test_the_smaller_cut(size, shape):
    assert crop_size(size, ZHEJIANG) == shape
    assert ZHEJIANG.holds_ratio(shape)


def test_an_exact_ratio_is_met_exactly():
    exact = PhotoWindow(0, 10**9, 0, 0, Fraction(5, 7), Fraction(5, 7))
    assert crop_size((413, 626), exact) == (410, 574)
    assert crop_size((626, 413), exact) == (295, 413)
    assert crop_size((4, 6), exact) is None


def test_the_cut_is_centred_sideways_and_never_at_the_head():
    assert crop_box_of((500, 400), (320, 400)) == (90, 0, 410, 400)
    assert crop_box_of((259, 500), (259, 398)) == (0, 0, 259, 398)


@given(sizes, windows)
def test_a_crop_lies_inside_and_in_the_window(size, window):
    shape = crop_size(size, window)
    if shape is None:
        return
    assert shape[0] <= size[0]
    assert shape[1] <= size[1]
    assert window.holds_ratio(shape)
    assert (shape == size) == window.holds_ratio(size)
    left, top, right, bottom = crop_box_of(size, shape)
    assert left >= 0
    assert top == 0
    assert (right - left, bottom - top) == shape
    assert right <= size[0]


@given(sizes, windows, st.floats(0, 3))
def test_reducing_keeps_to_the_window_and_never_enlarges(size, window, factor):
    shape = crop_size(size, window)
    if shape is None or not window.holds_pixels(shape):
        return
    small = reduce_size(shape, factor, window)
    assert small[0] <= shape[0]
    assert small[1] <= shape[1]
    assert window.holds_pixels(small)
    assert window.holds_ratio(small)


def test_reducing_goes_down_to_the_fewest_pixels_and_no_further():
    assert reduce_size((413, 531), 0.0, ZHEJIANG) == (235, 302)
    assert reduce_size((3024, 4032), 0.5, ZHEJIANG) == (1512, 2016)
    assert reduce_size((216, 301), 0.1, ZHEJIANG) == (216, 301)

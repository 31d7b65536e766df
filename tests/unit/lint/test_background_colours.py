"""The colours behind the head: what people's words stand for, and colours given as numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.measures.background_colours import (
    COLOUR_WORDS,
    colour_label,
    fit_of_colour,
    has_other_name,
    is_colour,
    write_colour,
)

channels = st.integers(0, 255)
colours = st.tuples(channels, channels, channels)
SURE, PERHAPS, NOT = 0, 1, None


@pytest.mark.parametrize(
    ("rgb", "word", "fit"),
    [
        ((255, 255, 255), "white", SURE),
        ((230, 230, 230), "white", SURE),
        ((229, 229, 229), "white", PERHAPS),
        ((199, 199, 199), "white", NOT),
        ((255, 255, 225), "white", PERHAPS),
        ((67, 142, 219), "blue", SURE),  # the usual blue of ID photos
        ((67, 142, 219), "light_blue", PERHAPS),
        ((67, 142, 219), "white", NOT),
        ((0, 191, 243), "blue", SURE),
        ((190, 220, 245), "light_blue", SURE),
        ((190, 220, 245), "blue", PERHAPS),
        ((0, 0, 139), "light_blue", NOT),
        ((217, 0, 27), "red", SURE),
        ((255, 0, 0), "red", SURE),
        ((180, 180, 182), "grey", SURE),
        ((255, 255, 255), "grey", NOT),
        ((240, 225, 210), "light", SURE),
        ((100, 100, 100), "light", NOT),
        ((70, 140, 215), "#438EDB", SURE),
        ((67, 142, 250), "#438EDB", PERHAPS),
        ((67, 142, 250), "#438EDB±20", NOT),
        ((252, 254, 255), "#FFFFFF±3", SURE),
        ((251, 255, 255), "#FFFFFF±3", NOT),
    ],
)
def test_what_a_colour_is(rgb, word, fit):
    assert fit_of_colour(word, write_colour(rgb)) == fit


@pytest.mark.parametrize("text", ["#438EDB", "#438edb", "#438EDB±20", "#438EDB ± 20", "#438EDB+-5"])
def test_a_colour_is_written_in_six_digits(text):
    assert is_colour(text)


@pytest.mark.parametrize("text", ["438EDB", "#438ED", "#GGGGGG", "white", "", "#438EDB±"])
def test_anything_else_is_no_colour(text):
    assert not is_colour(text)


@given(colours)
def test_every_colour_is_surely_itself_and_can_be_said(rgb):
    written = write_colour(rgb)
    assert is_colour(written)
    assert fit_of_colour(written, written) == SURE
    assert fit_of_colour(f"{written}±0", written) == SURE
    assert f"红 {rgb[0]} 绿 {rgb[1]} 蓝 {rgb[2]}" in colour_label(written).zh


@given(colours)
def test_what_is_surely_white_is_surely_no_colour(rgb):
    if fit_of_colour("white", write_colour(rgb)) == SURE:
        assert all(fit_of_colour(word, write_colour(rgb)) != SURE for word in ("blue", "red", "grey"))


def test_every_word_stands_for_something():
    for word in COLOUR_WORDS:
        assert any(
            fit_of_colour(word.id, write_colour(rgb)) == SURE
            for rgb in ((255, 255, 255), (67, 142, 219), (190, 220, 245), (255, 0, 0), (150, 150, 150))
        )


@pytest.mark.parametrize(
    ("rgb", "unwanted", "other"),
    [
        ((205, 205, 205), "white", True),  # perhaps white, but surely grey
        ((225, 225, 225), "white", False),
        ((190, 220, 245), "blue", True),
        ((205, 205, 205), "#FFFFFF", False),
        ((205, 205, 205), "light", False),
    ],
)
def test_what_surely_has_another_name_is_not_perhaps_the_one_that_is_excluded(rgb, unwanted, other):
    assert has_other_name(unwanted, write_colour(rgb)) is other

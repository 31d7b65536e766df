"""Texts that a pattern fits, so that a condition on it can be made to hold."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.trial.pattern_text import text_for_pattern, texts_for_pattern


@pytest.mark.parametrize(
    "pattern",
    [
        *(r"(?<!工艺美术)工程师(?:$|（)", "^(?:正高|正教授|教授$)", r"\d{4}年[一-九]", "(?!.*x)(?:a|b)+[^a]"),
        *(".+", "本?单位", r"[\d,]+", "(?P<name>甲|乙)丙{2}", r"《.+?》", "a|", r"\(x\)"),
    ],
)
def test_a_text_is_found_by_its_pattern(pattern):
    text = text_for_pattern(pattern)
    assert text
    assert re.search(pattern, text)


def test_for_a_huge_number_of_letters_there_is_none():
    assert text_for_pattern("a{100000000}") is None


@pytest.mark.filterwarnings("ignore::FutureWarning")  # [[ may mean something else one day
@given(st.text(alphabet="ab(|)[]?*+.\\d{}2甲^$", max_size=12))
def test_whatever_is_written_a_text_is_right_or_there_is_none(pattern):
    text = text_for_pattern(pattern)
    assert text is None or re.search(pattern, text)


def test_other_alternatives_are_taken_too():
    assert texts_for_pattern(r"\s*(论文|著作)：(?:甲|乙|丙)") == ("论文：甲", "著作：乙", "论文：丙", "著作：甲")

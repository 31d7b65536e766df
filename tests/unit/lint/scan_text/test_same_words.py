"""Whether two pages say the same: how much has to agree, and what tells them apart. Each bound has both its sides."""

import pytest

from zcdossier.lint.scan_text.same_words import (
    all_letters,
    page_words,
    say_much_the_same,
    say_other_words,
    say_the_same,
)
from zcdossier.model.page_facts import Box, PageFacts, TextLine

BOX = Box(0.1, 0.1, 0.9, 0.13)
SIGNS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def page(*lines: str | tuple[str, float], blank: bool = False) -> PageFacts:
    read = [(line, 0.99) if isinstance(line, str) else line for line in lines]
    return PageFacts(1, lines=tuple(TextLine(text, sure, BOX) for text, sure in read), is_blank=blank)


def words(*lines: str | tuple[str, float]):
    found = page_words(page(*lines))
    assert found is not None
    return found


@pytest.mark.parametrize(("count", "enough"), [(39, False), (40, True)])
def test_forty_letters_are_needed(count: int, enough: bool) -> None:
    assert (page_words(page(SIGNS[:count])) is not None) is enough


def test_a_blank_page_is_compared_with_none() -> None:
    assert page_words(page(SIGNS)) is not None
    assert page_words(page(SIGNS, blank=True)) is None


@pytest.mark.parametrize(
    ("line", "compared"),
    [
        (("短短的几个字签名", 0.5), True),  # a signature
        (("第7号", 0.5), False),  # may hold the number in which they differ
        ((SIGNS[:12], 0.89), True),
        ((SIGNS[:13], 0.89), False),
        ((SIGNS[:13], 0.9), True),
    ],
)
def test_a_line_hardly_read_may_hold_the_difference(line: tuple[str, float], compared: bool) -> None:
    assert (page_words(page(SIGNS, line)) is not None) is compared


def test_lines_hardly_read_are_left_out() -> None:
    assert words(SIGNS, ("签名", 0.5)) == words(SIGNS)
    assert words(SIGNS, ("签名", 0.9)) != words(SIGNS)


def test_numbers_count_with_how_often_they_stand() -> None:
    assert say_the_same(words(SIGNS, "2020年"), words(SIGNS, "2020年"))
    assert not say_the_same(words(SIGNS, "2020年"), words(SIGNS, "2021年"))
    assert not say_the_same(words(SIGNS, "20年"), words(SIGNS, "20年20"))


def test_a_twentieth_may_be_longer() -> None:
    whole = SIGNS[:40]
    assert say_the_same(words(whole), words(whole + "甲乙"))
    assert not say_the_same(words(whole), words(whole + "甲乙丙"))


def test_one_sign_is_a_mistake_of_reading_and_two_are_a_word() -> None:
    assert say_the_same(words(SIGNS), words(SIGNS.replace("盈", "盆")))
    assert not say_the_same(words(SIGNS), words(SIGNS.replace("盈昃", "甲乙")))
    assert not say_the_same(words(SIGNS + "二年"), words(SIGNS + "三年"))


def test_much_the_same_is_four_fifths() -> None:
    assert say_much_the_same("甲乙丙丁戊", "甲乙丙丁己")
    assert not say_much_the_same("甲乙丙丁戊", "甲乙丙庚己")
    assert not say_much_the_same("", "")
    assert not say_much_the_same("甲乙丙", "甲乙丙丁")


def test_other_words_have_to_be_read_surely_on_both() -> None:
    first, second = page(SIGNS, "林晓同志"), page(SIGNS, "许怀同志")
    assert say_other_words(first, second)
    assert not say_other_words(first, first)
    assert not say_other_words(page(SIGNS, "甲同志"), page(SIGNS, "乙同志"))
    assert say_other_words(page(SIGNS, ("林晓", 0.9)), page(SIGNS, ("许怀", 0.9)))
    assert not say_other_words(page(SIGNS, ("林晓", 0.89)), page(SIGNS, ("许怀", 0.89)))


def test_all_letters_are_those_read_badly_too() -> None:
    assert all_letters(page("甲，乙", ("丙", 0.1))) == "甲乙丙"

"""Whether two pages say the same: how much has to agree, and what tells them apart. Each bound has both its sides."""

from zcdossier.lint.scan_text.same_words import all_letters, say_much_the_same, say_other_words
from zcdossier.model.page_facts import Box, PageFacts, TextLine

BOX = Box(0.1, 0.1, 0.9, 0.13)
SIGNS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def page(*lines: str | tuple[str, float], blank: bool = False) -> PageFacts:
    read = [(line, 0.99) if isinstance(line, str) else line for line in lines]
    return PageFacts(1, lines=tuple(TextLine(text, sure, BOX) for text, sure in read), is_blank=blank)


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

"""Values in what was read, though signs are read wrong, lines are broken and cells stand between."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_as_read import text_of

from zcdossier.lint.scan_text.find_person import Likelihood, find_person
from zcdossier.lint.scan_text.find_value import comparable_letters, comparable_signs, is_found
from zcdossier.lint.scan_text.joined_text import place_of_lines
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.page_facts import Box
from zcdossier.model.place import PageSpot

TITLE = "雪松叶二萜成分调控巨噬细胞极化的抗炎机制研究"
OTHER = "山地茶园智能灌溉关键技术的研究与推广应用示范"


def found(value: str, text: RecordText) -> bool:
    return is_found(comparable_letters(value), text.find(value))


def test_marks_widths_and_line_ends_do_not_matter() -> None:
    assert found("药理学“问题链”混合式教学Ｖ1.0", text_of("题目：药理学「问题链」混合", "式教学V1.0（核心）"))


def test_a_title_in_a_cell_with_other_cells_between_its_lines() -> None:
    left, right = Box(0.2, 0.30, 0.6, 0.33), Box(0.2, 0.34, 0.6, 0.37)
    table = text_of(
        (TITLE[:12], left),
        ("林晓", Box(0.7, 0.31, 0.8, 0.34)),
        ("江州大学江州大学江州大学江州大学", Box(0.82, 0.31, 0.95, 0.34)),
        (TITLE[12:], right),
    )
    assert table.find(TITLE).score == 100


def test_some_signs_read_wrong() -> None:
    assert found(TITLE, text_of(TITLE.replace("萜", "砧").replace("噬", "唑").replace("机", "杭")))


def test_traditional_signs_are_the_simplified_ones() -> None:
    assert comparable_letters("少數民族服飾紋樣") == comparable_letters("少数民族服饰纹样")


def test_another_title_is_not_found() -> None:
    assert not found(TITLE, text_of(OTHER))
    assert not found("药学会", text_of("药学院"))


def test_where_it_stands() -> None:
    text = text_of("荣誉证书", TITLE[:10], TITLE[10:], "特发此证")
    place = place_of_lines(text.find(TITLE).lines)
    assert place.spot == PageSpot(1, Box(0.1, 0.05, 0.9, 0.13))


def test_numbers_with_letters_that_look_like_digits() -> None:
    assert comparable_signs("KJ2O22O3l5") == comparable_signs("KJ20220315")


@given(
    st.lists(st.sampled_from("松针提取物质量评价方法研究甲乙丙丁戊己庚辛"), min_size=12, max_size=24),
    st.integers(0, 99),
)
def test_one_sign_in_ten_read_wrong_is_found(signs: list[str], seed: int) -> None:
    title = "".join(signs)
    read = list(title)
    for at in random.Random(seed).sample(range(len(read)), len(read) // 10):
        read[at] = "囗"
    assert found(title, text_of("题目", "".join(read), "作者"))


@given(st.text(max_size=40), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_can_be_looked_for(value: str, lines: list[str]) -> None:
    text = text_of(*lines)
    result = text.find(value)
    assert result is None or 0 <= result.score <= 100


@pytest.mark.parametrize(
    ("name", "lines", "likelihood"),
    [
        ("陆渐青", ("授予陆渐青同志称号",), Likelihood.PRESENT),
        ("陆渐青", ("授予陆", "渐青同志称号"), Likelihood.PRESENT),
        ("陆 青", ("授予陆青同志称号",), Likelihood.PRESENT),
        ("陆渐青", ("授予陆渐靑同志称号以资鼓励特发此证东山大学",), Likelihood.UNSURE),
        ("陆渐青", ("授予沈慕云同志称号以资鼓励特发此证东山大学",), Likelihood.ABSENT),
        ("陆青", ("授予沈慕云同志称号以资鼓励特发此证东山大学",), Likelihood.ABSENT),
        ("陆青", ("陆靑同志：授予称号以资鼓励特发此证东山大学",), Likelihood.UNSURE),
        ("陆渐青", ("This is to certify that Lu Jianqing has won",), Likelihood.UNSURE),
        ("阿依古丽·买买提", ("授予阿依古丽•买买提同志称号",), Likelihood.PRESENT),
        ("陆渐青", ("证书",), Likelihood.UNSURE),
        ("", ("授予沈慕云同志称号以资鼓励特发此证东山大学",), Likelihood.UNSURE),
    ],
)
def test_a_name(name: str, lines: tuple[str, ...], likelihood: Likelihood) -> None:
    assert find_person(name, text_of(*lines)) is likelihood

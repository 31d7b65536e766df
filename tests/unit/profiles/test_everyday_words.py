"""What people call parts in every notice: one table, no word for two parts of a section."""

from itertools import pairwise

import pytest

from zcdossier.model.label import Label
from zcdossier.model.profile import Part, Section
from zcdossier.profiles.everyday_words import read_part_words, shipped_part_words, with_everyday_words
from zcdossier.profiles.load import load

NOTICES = ("zj-hznu-2023", "zj-hangzhou-health-2021", "zj-huzhou-2020", "sd-jinan-2024")


def everyday(words: dict[str, tuple[str, ...]], *parts: Part) -> dict[str, tuple[str, ...]]:
    section = Section("s", Label("论文"), 1, parts={part.id: part for part in parts})
    return {part.id: part.everyday for part in with_everyday_words(section, words).parts.values()}


def test_a_part_is_known_by_the_words_of_its_label_or_alias() -> None:
    words = {"封面、封页": ("封皮",), "目录": ("目次",)}
    assert everyday(words, Part("cover", Label("封页")), Part("toc", Label("要目"), aliases=("目录",))) == {
        "cover": ("封皮",),
        "toc": ("目次",),
    }


def test_no_word_is_given_to_two_parts() -> None:
    words = {"首页": ("第一页",), "正文": ("第一页", "全文", "译文")}
    parts = (Part("first", Label("首页")), Part("body", Label("正文")), Part("translation", Label("译文")))
    assert everyday(words, *parts) == {"first": ("第一页",), "body": ("全文",), "translation": ()}
    assert everyday(words, Part("body", Label("正文"))) == {"body": ("第一页", "全文", "译文")}


def test_two_parts_of_one_name_and_what_is_left_beside_anything_get_none() -> None:
    words = {"证书": ("证件",), "其他": ("照片",)}
    assert everyday(words, Part("a", Label("证书")), Part("b", Label("主证"), aliases=("证书",))) == {"a": (), "b": ()}
    assert everyday(words, Part("main", Label("佐证")), Part("other", Label("其他"))) == {"main": (), "other": ()}


def test_a_table_that_is_not_there_has_no_words(tmp_path) -> None:
    assert read_part_words(tmp_path / "none.yaml") == {}


def test_the_shipped_table_has_each_word_once_in_a_line() -> None:
    words = shipped_part_words()
    assert len(words) > 30
    for usual, names in words.items():
        assert names
        assert not [first for first, second in pairwise(sorted(names)) if first == second], usual


@pytest.mark.parametrize("notice", NOTICES)
def test_no_notice_s_own_name_is_taken(notice: str) -> None:
    for section in load(notice).sections.values():
        own = {name: part.id for part in section.parts.values() for name in (part.label.zh, *part.aliases)}
        for part in section.parts.values():
            assert not {*own} & {*part.everyday}
    assert any(part.everyday for section in load(notice).sections.values() for part in section.parts.values())

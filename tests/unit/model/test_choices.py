"""Which choice a text means for sure, and which it may mean."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.choice_words import search_patterns
from zcdossier.model.choices import find_choice, find_kind, find_within
from zcdossier.model.label import Label
from zcdossier.model.profile import Choice

TIERS = (
    Choice("above", Label("县属以上"), ("县级", "市级", "三甲", "市级医院")),
    Choice("below", Label("县以下"), ("乡镇", "社区")),
)
ROLES = (Choice("lead", Label("主持")), Choice("take_part", Label("参与")))
COURSES = (
    Choice("theory", Label("教育理论（岗前培训）"), ("a", "岗前培训")),
    Choice("assistant", Label("助讲"), ("b",)),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("b 助讲", "assistant"),
        ("b.助讲", "assistant"),
        ("（a）岗前培训", "theory"),
        ("2、助讲", "assistant"),
        ("b助讲", "assistant"),
    ],
)
def test_the_sign_before_a_choice_is_no_part_of_it(text: str, meant: str) -> None:
    assert find_choice(text, COURSES) == meant


DONE = (Choice("published", Label("已发表")), Choice("printed", Label("已出版")))
GRADES = (Choice("qualified", Label("合格")), Choice("competent", Label("称职")), Choice("failed", Label("不合格")))


@pytest.mark.parametrize(
    ("text", "choices", "meant"),
    [
        ("已见刊发表", DONE, "published"),
        ("已公开刊发", DONE, "published"),
        ("拟发表", DONE, None),
        ("已发表、已出版", DONE, None),
        ("合格档次", GRADES, "qualified"),
        ("年度考核：称职", GRADES, "competent"),
        ("考核不合格", GRADES, "failed"),
        ("部分合格", GRADES, None),
    ],
)
def test_an_answer_made_of_one_choices_words(text: str, choices: tuple[Choice, ...], meant: str | None) -> None:
    assert find_choice(text, choices) == meant


STATES = (Choice("done", Label("已结题"), (), ("…结题",)), Choice("passed", Label("已验收")))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("结题（2023年5月）", "done"),
        ("已结题（优秀）", "done"),
        ("在研（2025年结题）", None),
        ("2025年12月结题（在研）", None),
        ("结题（未验收）", None),
        ("结题（待验收）", None),
        ("结题（尚未领证）", "done"),
    ],
)
def test_what_is_under_way_is_not_made_complete_by_a_remark(text: str, meant: str | None) -> None:
    assert find_choice(text, STATES) == meant


@pytest.mark.parametrize(
    ("text", "choices", "meant"),
    [
        ("市级三甲综合医院", TIERS, "above"),
        ("清溪社区卫生服务站", TIERS, "below"),
        ("市级医院下属社区门诊", TIERS, None),
        ("非县级", TIERS, None),
        ("其他社区", TIERS, None),
        ("县级以下", TIERS, None),
        ("省里的医院", TIERS, None),
        ("共同主持者之一", ROLES, "lead"),
        ("第二主持", ROLES, None),
        ("未主持", ROLES, None),
        ("协助主持", ROLES, None),
        ("县级（原社区）医院", TIERS, "above"),
    ],
)
def test_a_name_among_other_words_is_a_guess(text: str, choices: tuple[Choice, ...], meant: str | None) -> None:
    assert find_within(text, choices) == meant


KINDS = (
    Choice("education", Label("继续医学教育合格证明"), ("继续教育合格证明",)),
    Choice("credits", Label("学分审验合格证明")),
    Choice("grassroots", Label("城市医生免基层服务认定表")),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("继续医学教育学分合格证明", "education"),
        ("2021年继续医学教育的合格证明", "education"),
        ("2020年度学分审验证明", "credits"),
        ("城市医生免服务认定表", "grassroots"),
        ("浙江省城市医生免基层服务认定表扫描件", "grassroots"),
        ("继续教育合格证明和学分审验合格证明", None),
        ("合格证明", None),
        ("学分证明", None),
        ("教育合格证", None),
        ("城市医生服务表", None),
    ],
)
def test_a_kind_is_known_with_a_word_more_or_less(text: str, meant: str | None) -> None:
    assert find_kind(text, KINDS) == meant


CERTIFICATES = (
    Choice("title", Label("上一级资格证书"), ("讲师资格证书",), ("主治", "讲师…证")),
    Choice("letter", Label("聘书"), (), ("聘任", "主治…聘")),
    Choice("other", Label("其他"), (), ("普通话", "培训")),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("主治医师证书", "title"),
        ("主治中医师聘任书", "letter"),
        ("讲师任职资格证", "title"),
        ("普通话等级证", "other"),
        ("主治医师培训证", "title"),
        ("讲师证和聘任书", None),
        ("非主治医师", None),
        ("不是普通话证", None),
        ("聘书（讲师）", "letter"),
        ("聘书（主治医师）", "letter"),
        ("聘书（讲师资格证书）", None),
    ],
)
def test_a_word_settles_a_choice(text: str, meant: str | None) -> None:
    assert find_choice(text, CERTIFICATES) == meant


@given(st.text("主治讲师证聘任普通话非培训其他", max_size=8))
def test_words_only_add_answers(text: str) -> None:
    """What is read without words is read the same with them."""
    plain = tuple(choice._replace(words=()) for choice in CERTIFICATES)
    assert find_choice(text, plain) in (None, find_choice(text, CERTIFICATES))


EMPLOYERS = (
    Choice("institution", Label("事业单位"), (), ("…事业单位", "公办…", "…公立医院")),
    Choice("enterprise", Label("企业"), (), ("…企业", "…公司", "企业…")),
    Choice("other", Label("其他"), ("民办非企业",), ("…合作社", "个体")),
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("市属公益二类事业单位", "institution"),
        ("公办小学", "institution"),
        ("县级公立医院", "institution"),
        ("民营科技企业", "enterprise"),
        ("德清恒川建设有限公司", "enterprise"),
        ("粮油专业合作社", "other"),
        ("民办非企业", "other"),
        ("非企业", None),
        ("原国有企业", None),
        ("企业改制中", None),
        ("拟设立的公司", None),
        ("企业下属事业单位", None),
        ("公办企业", "enterprise"),
        ("公办合作社", "other"),
        ("个体工商户", "other"),
        ("个体企业", "enterprise"),
        ("企业阶段", None),
    ],
)
def test_a_gap_at_an_end_takes_what_does_not_turn_the_sense(text: str, meant: str | None) -> None:
    assert find_choice(text, EMPLOYERS) == meant


def test_a_word_is_no_name_that_stands_for_the_choice() -> None:
    assert EMPLOYERS[1].names == ("企业",)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("主治医师聘书", "letter"),
        ("主治未聘", None),
        ("主治及副主任聘书", "letter"),
        ("讲师资格证", "title"),
        ("讲师没有证", None),
    ],
)
def test_a_gap_between_takes_what_does_not_turn_the_sense(text: str, meant: str | None) -> None:
    assert find_choice(text, CERTIFICATES) == meant


@given(st.text("公办事业单位企拟原业司非个体民中", max_size=8))
def test_what_a_word_settles_its_search_pattern_finds(text: str) -> None:
    bare = tuple(choice._replace(words=()) for choice in EMPLOYERS)
    meant = find_choice(text, EMPLOYERS)
    if meant is not None and find_choice(text, bare) is None:
        assert any(re.search(pattern, text) for choice in EMPLOYERS for pattern in search_patterns(choice))

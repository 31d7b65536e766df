"""A grade, a degree, a rating or a year that the scans say instead of the typed one, and when they say nothing."""

import pytest
from text_as_read import text_of

from zcdossier.lint.scan_text.differing_words import differing_grade, differing_word, differing_year

AWARD = "江州市自然科学优秀成果奖三等奖"


@pytest.mark.parametrize(
    ("typed", "lines", "seen"),
    [
        (AWARD, ("荣获江州市自然科学优秀", "成果奖二等奖。"), "二等奖"),
        (AWARD, ("荣获江州市自然科学优秀成果奖三等奖",), None),
        (AWARD, ("奖励等级：一等奖",), "一等奖"),
        (AWARD, ("一等奖 陆渐青", "二等奖 顾行舟"), None),
        (AWARD, ("一等奖 江州市自然科学优秀成果奖二等奖",), "二等奖"),
        (AWARD, ("江州市自然科学优秀成果奖一等奖", "江州市自然科学优秀成果奖二等奖"), None),
        (AWARD, ("一等奖", "三等奖"), None),
        (AWARD, ("曾获省级二等奖以上",), None),
        (AWARD, ("金奖",), None),
        ("东海省先进个人", ("二等奖",), None),
        ("创业大赛金奖", ("荣获铜奖",), "铜奖"),
    ],
)
def test_grades_of_awards(typed: str, lines: tuple[str, ...], seen: str | None) -> None:
    found = differing_grade(typed, text_of(*lines))
    assert (found.text if found else None) == seen


@pytest.mark.parametrize(
    ("typed", "lines", "seen"),
    [
        ("硕士", ("授予理学博士", "学位。"), "博士"),
        ("硕士", ("博士学位证书", "此前获硕士学位"), None),
        ("硕士", ("本校博士研究生",), None),
        ("工学硕士", ("授予工学学士学位",), "学士"),
        ("博士", ("博士学位证书",), None),
        ("优秀", ("单位考核意见合格",), "合格"),
        ("优秀", ("考核等次：优秀 合格 不合格",), None),
        ("合格", ("考核结果为基本合格。",), None),
        ("优秀", ("考核合格后上岗",), None),
        ("无", ("考核等次：合格",), None),
    ],
)
def test_degrees_and_ratings(typed: str, lines: tuple[str, ...], seen: str | None) -> None:
    found = differing_word(typed, "", text_of(*lines))
    assert (found.text if found else None) == seen


def test_of_several_years_the_rating_of_the_record_s_own_counts() -> None:
    text = text_of("年度", "考核等次", "2020", "合格", "2021", "优秀")
    assert differing_word("优秀", "2020", text) is not None
    assert differing_word("合格", "2020", text) is None
    assert differing_word("优秀", "2019", text) is None


@pytest.mark.parametrize(
    ("typed", "lines", "seen"),
    [
        ("2019", ("2020学年",), "2020学年"),
        ("2019", ("2020学年", "（2023年度）"), "2020学年"),
        ("2020", ("2020—2021学年",), None),
        ("2021", ("2020-2021学年",), None),
        ("2018", ("2020学年", "2021学年"), None),
        ("2020", ("（2021年度）",), "2021年度"),
        ("2010", ("（2021年度）",), None),
        ("2020", ("2021年6月",), None),
    ],
)
def test_years(typed: str, lines: tuple[str, ...], seen: str | None) -> None:
    found = differing_year(typed, text_of(*lines))
    assert (found.text if found else None) == seen

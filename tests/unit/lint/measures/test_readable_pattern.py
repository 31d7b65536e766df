"""Patterns of a profile, said in findings so that a teacher can read them."""

import pytest

from zcdossier.lint.measures.readable_pattern import describe_found, describe_unwanted, describe_whole


@pytest.mark.parametrize(
    ("pattern", "zh", "en"),
    [
        (".+", "填写，不空着", "filled in"),
        (".*WPS.*", "含有“WPS”", "with “WPS”"),
        ("DISS_.*", "以“DISS_”开头", "beginning with “DISS_”"),
        (r".*\.pdf", "以“.pdf”结尾", "ending in “.pdf”"),
        (r"摘要[\s\S]*目录", "含有“摘要”，后面有“目录”", "with “摘要”, later “目录”"),
        ("封面|正文", "是“封面” 或 是“正文”", "“封面” or “正文”"),
        (r"[ivx]+|\d+", "写成要求的样子", "written as the notice asks"),
        (".*(甲|乙).*", "写成要求的样子", "written as the notice asks"),
        (r"\d{4}", "写成要求的样子", "written as the notice asks"),
    ],
)
def test_a_text_that_has_to_fit(pattern, zh, en):
    assert (describe_whole(pattern).zh, describe_whole(pattern).text("en")) == (zh, en)


@pytest.mark.parametrize(
    ("pattern", "zh"),
    [(".+", "空着"), (".*草稿.*", "不含有“草稿”"), (r"[a-z]+", "没有通知不许的写法")],
)
def test_a_text_that_must_not_fit(pattern, zh):
    assert describe_unwanted(pattern).zh == zh


@pytest.mark.parametrize(("pattern", "zh"), [(r"Abb\.|Fig\.", "“Abb.” 或 “Fig.”"), (r"^\d+\.", None)])
def test_what_is_looked_for_in_a_text(pattern, zh):
    words = describe_found(pattern)
    assert (words and words.zh) == zh

"""Words that name no check are looked for in what checks and measures are about."""

import pytest

from zcdossier.report.purpose_search import purpose_text
from zcdossier.report.style import Style
from zcdossier.report.text_layout import cell_width


@pytest.mark.parametrize(
    ("query", "lang", "name"),
    [
        ("重复", "zh", "unique"),
        ("年龄", "zh", "compare"),
        ("盖章", "zh", "seal"),
        ("记录先后", "zh", "record-order"),
        ("duplicate", "en", "unique"),
        ("文件大小", "zh", "bytes"),
        ("页数", "zh", "pages"),
    ],
)
def test_the_first_is_about_the_word(query: str, lang: str, name: str) -> None:
    lines = purpose_text(query, Style(lang=lang)).splitlines()
    first = lines[0] if not lines[0].startswith(("没有叫", "nothing is")) else lines[1]
    assert first.split()[0] == name


@pytest.mark.parametrize("query", ["", "   ", "蒸汽机", "zzzz"])
def test_what_nothing_is_about_is_not_found(query: str) -> None:
    assert purpose_text(query, Style()) == ""


def test_lines_fit_the_terminal() -> None:
    assert all(cell_width(line) <= 60 for line in purpose_text("日期", Style(width=60)).splitlines())

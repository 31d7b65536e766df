"""Which of the dates on pages is that of a field."""

from pathlib import Path

import pytest
from pieces_of_print import printed

from zcdossier.profiles.load import Profiles
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.read_dates import read_dates

SECTIONS = sections_by_name(Profiles().get("zj-hznu-2023", Path()))


def dates_of(section: str, main: str, *pieces: HeapPiece) -> dict[str, str]:
    return {name: read.text for name, read in read_dates(SECTIONS[section], pieces, main).items()}


@pytest.mark.parametrize(
    ("rows", "dates"),
    [
        (("于2005年9月至2009年6月在本校学习", "2009年6月30日"), {"from": "2005-09", "to": "2009-06"}),
        (("2009年6月30日",), {}),
        (("自2005年9月起", "2009年6月30日"), {"from": "2005-09"}),
        (("2005年9月至2009年6月", "2010年9月至2012年6月"), {}),
    ],
)
def test_ends_of_periods_are_dates_that_stand_at_one(rows: tuple[str, ...], dates: dict[str, str]) -> None:
    assert dates_of("education", "from", printed(*rows)) == dates


def test_what_has_not_ended_ends_today() -> None:
    piece = printed("聘书", "聘期自2021年1月至今。")
    assert dates_of("academic_posts", "from", piece) == {"from": "2021-01", "to": "至今"}


def test_a_statement_is_signed_later_than_what_it_is_about() -> None:
    assert dates_of("awards", "date", printed("获奖证书", "2022年3月18日")) == {"date": "2022-03-18"}
    assert dates_of("awards", "date", printed("证明", "以上情况属实，特此证明。", "2023年6月12日")) == {}
    said_before = printed("证明", "2022年3月18日获奖", "特此证明。", "2023年6月12日")
    assert dates_of("awards", "date", said_before) == {"date": "2022-03-18"}


def test_a_certificate_counts_more_than_what_grants_it() -> None:
    certificate, decision = printed("获奖证书", "2022年11月20日", file="1"), printed("公布名单", "2022年11月28日")
    assert dates_of("awards", "date", certificate, decision) == {"date": "2022-11-20"}
    assert dates_of("awards", "date", decision, printed("名单", "2022年11月20日")) == {}


def test_a_closing_is_dated_by_what_says_so_at_its_head() -> None:
    approval = printed("立项通知", "请按期结题。", *[""] * 6, "并按期结题。", "2018年9月15日")
    closing = printed("结题证书", "(2018年9月立项)，准予结题。", "2020年10月20日")
    assert dates_of("research_projects", "closed_date", approval, closing)["closed_date"] == "2020-10-20"
    unclosed = printed("立项通知", *["项目"] * 9, "请按期结题。", "2018年9月15日")
    assert "closed_date" not in dates_of("research_projects", "closed_date", unclosed)

"""Records whose scans lie with another: told where a name is not on its own pages but on the other's."""

from collections.abc import Callable

import pytest
from text_as_read import page_of

from zcdossier.lint.scan_text.exchanged_scans import find_misplaced, paths_of_misplaced
from zcdossier.model.facts import FileFacts
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType

FIRST, SECOND, THIRD = "松针提取物质量评价方法研究", "山区水库泥沙淤积的成因分析", "护理实践教学平台的构建"
TITLE, JOURNAL = Field("title", Label("题目")), Field("number", Label("编号"))
FROM, TO = Field("from", Label("起"), FieldType.DATE), Field("to", Label("止"), FieldType.DATE)
YEAR, HOURS = Field("year", Label("年度"), FieldType.INTEGER), Field("hours", Label("学时"), FieldType.NUMBER)

Found = Callable[..., list[tuple[int, int, bool]]]
Pages = tuple[dict[str, str], tuple[str, ...]]


@pytest.fixture
def misplaced(make_case) -> Found:
    """Which record lies with which, and whether both do. A record is what is typed and the lines of its page."""

    def find(fields: list[Field], *records: Pages) -> list[tuple[int, int, bool]]:
        case = make_case(fields, parts=("a",))
        for typed, lines in records:
            scan = case.record(parts=("a",), **typed).scans[0]
            case.facts[scan.file] = FileFacts(scan.file, 9, "jpeg", pages=1, pages_seen=(page_of(*lines),))
        context = case.context()
        found = find_misplaced(context)
        paths = {record.place.path for pair in found for record in (pair.record, pair.owner)}
        assert paths_of_misplaced(context) == paths
        return [(pair.record.position, pair.owner.position, pair.both) for pair in found]

    return find


def of(title: str, *lines: str) -> Pages:
    return {"title": title}, lines


def test_two_whose_titles_stand_with_each_other_are_exchanged_once(misplaced: Found) -> None:
    assert misplaced([TITLE], of(FIRST, SECOND), of(SECOND, FIRST), of(THIRD, THIRD)) == [(0, 1, True)]


def test_one_whose_title_stands_with_another_is_elsewhere(misplaced: Found) -> None:
    assert misplaced([TITLE], of(FIRST, "与此无关的一页"), of(SECOND, FIRST, SECOND)) == [(0, 1, False)]


def test_where_the_title_is_also_at_home_nothing_is_told(misplaced: Found) -> None:
    assert misplaced([TITLE], of(FIRST, FIRST), of(SECOND, FIRST, SECOND)) == []


def test_a_title_that_two_others_have_is_with_neither(misplaced: Found) -> None:
    assert misplaced([TITLE], of(FIRST, "与此无关的一页"), of(SECOND, FIRST, SECOND), of(THIRD, FIRST, THIRD)) == []


def test_of_one_name_neither_is_misplaced(misplaced: Found) -> None:
    assert misplaced([TITLE], of(FIRST, "与此无关的一页"), of(FIRST, FIRST)) == []


def test_a_short_title_tells_nothing(misplaced: Found) -> None:
    assert misplaced([TITLE], of("渠床", "与此无关的一页"), of(SECOND, "渠床", SECOND)) == []


def test_years_tell_where_both_miss_theirs(misplaced: Found) -> None:
    first, second = {"year": "2020"}, {"year": "2021"}
    assert misplaced([YEAR], (first, ("（2021年度）",)), (second, ("（2020年度）",))) == [(0, 1, True)]
    assert misplaced([YEAR], (first, ("（2021年度）",)), (second, ("（2021年度）",))) == []
    assert misplaced([YEAR], (first, ("（2021年度）", "（2020年度）")), (second, ("（2020年度）",))) == []
    assert misplaced([YEAR], (first, ("（2021年度）",)), (first, ("（2020年度）",))) == []


def test_hours_tell_where_no_year_is_typed(misplaced: Found) -> None:
    first, second = {"hours": "36"}, {"hours": "72"}
    assert misplaced([HOURS], (first, ("共72学时",)), (second, ("共36学时",))) == [(0, 1, True)]
    assert misplaced([HOURS], (first, ("共72学时",)), (second, ("共40学时",))) == []


@pytest.mark.parametrize("cut", range(1, 9))
def test_dates_tell_wherever_a_line_ends_in_them(misplaced: Found, cut: int) -> None:
    first, second = {"from": "2016-01", "to": "2018-12"}, {"from": "2019-01", "to": "2021-12"}

    def letter(end: str, beginning: str) -> tuple[str, ...]:
        return "聘书", f"为工程师，聘期自{beginning}至{end[:cut]}", f"{end[cut:]}。", beginning

    own, other = letter("2018年12月", "2016年1月"), letter("2021年12月", "2019年1月")
    assert misplaced([FROM, TO], (first, other), (second, own)) == [(0, 1, True)]
    assert misplaced([FROM, TO], (first, own), (second, other)) == []
    assert misplaced([FROM, TO], (first, other), (second, other)) == []
    assert misplaced([FROM, TO], (first, (*other, "2018年", "12月")), (second, own)) == []

"""Who is named on pages, and when a name that was not read is surely not there."""

import pytest

from zcdossier.lint.scan_text.named_people import find_people, is_surely_missing
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import RecordPages, ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine
from zcdossier.model.place import Place

SEAL = Seal(Box(0.6, 0.7, 0.8, 0.85), "round", 0.9)


def page(*lines: str, unread: float = 0.0, seals: tuple[Seal, ...] = (), file: str = "甲/1.jpg") -> ScanPage:
    texts = tuple(
        TextLine(line, 0.99, Box(0.1, 0.05 + number / 20, 0.9, 0.08 + number / 20)) for number, line in enumerate(lines)
    )
    facts = PageFacts(1, lines=texts, unread_print=unread, seals=seals, is_blank=False)
    return ScanPage(Scan(file, "", Place(file)), facts)


def missing(name: str, *pages: ScanPage, complete: bool = True) -> bool:
    return is_surely_missing(name, RecordText(pages), RecordPages(pages, complete))


@pytest.mark.parametrize(
    ("lines", "name", "is_own_place"),
    [
        (("姓 名", "沈慕云", "工作单位", "青屿学院"), "沈慕云", True),
        (("荣誉证书", "沈慕云同志："), "沈慕云", True),
        (("兹聘请沈慕云同志担任我会理事，聘期三年。",), "沈慕云", True),
        (("项目负责人：沈慕云",), "沈慕云", True),
        (("沈慕云，女，系青屿学院教师，于2021年3月参加培训",), "沈慕云", True),
        (("你单位沈慕云同志报送的《低碳物流路径优化研究》已被采纳。",), "沈慕云", True),
        (("兹有我单位职工沈慕云主持完成了下列课题研究：",), "沈慕云", True),
        (("云川职业技术学院沈慕云同志提交的《低碳物流路径优化研究》",), "沈慕云", True),
        (("经评审，沈慕云申报的《低碳物流路径优化研究》准予立项。",), "沈慕云", True),
        (("沈慕云于2021年3月至4月参加培训",), "沈慕云", True),
        (("姓", "沈慕云", "专业名称：护理学"), "沈慕云", True),
        (("云川职业技术学院沈慕云主持完成的《低碳物流路径优化研究》",), "沈慕云", True),
        (("兹证明沈书元同志自2012年1月起在我校工作",), "沈书元", True),
        (("单位：青屿学院", "姓名：沈知"), "沈知", True),
        (("授予：上官云",), "上官云", False),
        (("低碳物流路径优化研究", "沈慕云（63）"), "沈慕云", False),
        (("优秀教师", "沈慕云"), "沈慕云", False),
        (("姓名：方文",), "方文", True),
        (("兹聘请任远航同志担任评委。",), "任远航", True),
        (("兹聘窦瑶先生为青屿市林学会理事",), "窦瑶", True),
        (("项目主持人", "项和晚"), "项和晚", True),
        (("奖励证书", "闵涵书同志："), "闵涵书", True),
        (("青屿学院纪涵月老师自2020年11月起担任科技特派员",), "纪涵月", True),
        (("章雪，女，于2021年3月参加培训",), "章雪", True),
    ],
)
def test_names_where_they_stand(lines: tuple[str, ...], name: str, is_own_place: bool) -> None:
    people = [(person.name, person.is_own_place) for person in find_people(RecordText([page(*lines)]))]
    assert (name, is_own_place) in people
    assert {found for found, _ in people} == {name}


@pytest.mark.parametrize(
    "line",
    [
        "单位",
        "时间",
        "项目名称",
        "管理中心",
        "荣获二等奖",
        "万元",
        "成果鉴定",
        "方式：",
        "计划：",
        "计划书",
        "教学单元",
        "学院党委提交的方案",
        "学院任课老师",
        "特聘教授",
    ],
)
def test_words_are_no_names(line: str) -> None:
    assert list(find_people(RecordText([page(line, "负责人")]))) == []


def test_a_page_of_another_person_is_not_about_this_one_whatever_else_was_not_read() -> None:
    other = page("荣誉证书", "沈慕云同志：", "荣获二等奖，特发此证。", unread=4.0, seals=(SEAL,))
    assert missing("陆渐青", other)
    assert not missing("陆渐青", other, complete=False)
    assert not missing("陆渐云", other), "a name with a sign in common may have been read wrong"


def test_where_several_are_named_one_more_may_be_under_what_was_not_read() -> None:
    several = ("获奖名单", "完成人：沈慕云", "完成人：陶然", "特此公布")
    assert not missing("陆渐青", page(*several, unread=4.0))
    assert missing("陆渐青", page(*several))


def test_of_two_pages_each_has_to_name_the_other() -> None:
    pages = page("姓名：沈慕云", unread=4.0), page("获奖证书", "特发此证", unread=4.0, file="甲/2.jpg")
    assert not missing("陆渐青", *pages)


def test_where_nobody_is_named_something_may_cover_the_name() -> None:
    lines = "荣誉证书", "被评为2021年度优秀教师", "特发此证，以资鼓励"
    assert not missing("陆渐青", page(*lines))
    assert not missing("陆渐青", page(*lines, seals=(SEAL,)))


@pytest.mark.parametrize("signed", ["经办人：黎颖　审核人：顾璐刚", "院长：黎颖", "填表人：黎颖"])
def test_who_signed_a_page_is_not_whom_it_is_about(signed: str) -> None:
    hidden = "成果奖励证明书", "完成人", "完成单位", "槐荫坡第二中学"
    assert not missing("高颖莹", page(*hidden, signed))
    assert missing("高颖莹", page("成果奖励证明书", "完成人", "陶然", "完成单位", "槐荫坡第二中学", signed))

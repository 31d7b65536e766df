"""What new records are called, by the wording of their proofs."""

from pathlib import Path

import pytest
from pieces_of_print import printed

from zcdossier.model.profile import Section
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.read_posts import read_post
from zcdossier.sorting.read_titles import read_title

PROFILE = Profiles().get("zj-hznu-2023", Path())
SECTIONS = sections_by_name(PROFILE)


def title_of(section: Section, *pieces: HeapPiece) -> str | None:
    read = read_title(section.fields[section.title_field], pieces, section, "林晓")
    return read.text if read is not None else None


WORK = "雪松叶二萜成分的分离与结构鉴定"
COVER = printed("东海药学学报", "ISSN 0000-1021", "2021年第3期")
BODY = printed("2021年3月", WORK, "林晓，陈予安", "摘要：目的研究雪松叶的化学成分并测定其活性。", large=(1,))


@pytest.mark.parametrize(
    ("section", "rows", "title"),
    [
        ("awards", ("获奖证书", "你完成的“药理学“问题链”教学的探索”获一等奖。"), "药理学“问题链”教学的探索"),
        ("awards", ("获奖证书", "你完成的《雪松叶二萜成分的发现》获二等奖。"), "雪松叶二萜成分的发现"),
        ("honors", ("荣誉证书", "授予林晓同志“江州大学师德先进个人”荣誉称号，"), "江州大学师德先进个人"),
        ("awards", ("获奖决定", "根据《科学技术奖励办法》，现予公布。"), None),
        ("continuing_education", ("结业证书", "参加“青年教师助讲培养”，共208学时。"), "青年教师助讲培养"),
        ("continuing_education", ("结业证书", "林晓同志参加心血管介入诊疗进修学习，"), "心血管介入诊疗进修"),
        ("education", ("毕业证书", "学生林晓于2009年6月在本校药学专业学习", "校名：云川大学"), "云川大学"),
        ("education", ("学位证书", "在云川大学药学专业完成了学业", "江州大学"), "云川大学"),
        ("education", ("毕业证书", "云川大学", "江州大学"), None),
        ("certificates", ("普通话水平测试等级证书", "姓名：林晓"), "普通话水平测试等级证书"),
        ("certificates", ("荣誉证书", "姓名：林晓"), None),
        ("academic_posts", ("聘书", "兹聘请林晓同志为东海药学杂志社青年编委，聘期三年。"), "东海药学杂志社"),
        ("academic_posts", ("聘书", "兹聘请林晓为东海省药学会天然药物委员会委员，"), "东海省药学会天然药物委员会"),
    ],
)  # fmt: skip
def test_a_page_says_what_it_is_about(section: str, rows: tuple[str, ...], title: str | None) -> None:
    assert title_of(SECTIONS[section], printed(*rows)) == title


def test_a_paper_is_not_called_like_its_journal() -> None:
    assert title_of(SECTIONS["papers"], COVER, COVER) is None
    assert title_of(SECTIONS["papers"], COVER, printed("《东海药学学报》是核心期刊。")) is None
    assert title_of(SECTIONS["papers"], COVER, printed("在《东海医学教育》上发表的论文，")) is None
    assert title_of(SECTIONS["papers"], COVER, printed("编辑出版：《东海高等师范教育研究》编辑部")) is None
    assert title_of(SECTIONS["papers"], COVER, BODY) == WORK


def test_a_paper_is_what_is_said_to_be_one_or_stands_by_the_name_in_the_contents() -> None:
    proof = printed(
        "论文收录证明", "林晓老师发表的论文“药理学“问题链”混合", "式教学的设计与成效”（《东海医学教育》，2023年）"
    )
    assert title_of(SECTIONS["papers"], COVER, proof) == "药理学“问题链”混合式教学的设计与成效"
    contents = printed(
        "目次", "松针挥发油的化学成分", {0.13: "周映川，宋以宁"}, "问题链混合式教学的设计", {0.13: "林晓，陈予安"}
    )
    assert title_of(SECTIONS["papers"], COVER, contents) == "问题链混合式教学的设计"
    dotted = printed("目次", "浅谈施工组织与进度……张某某（1）", "问题链混合式教学的设计……林晓（16）")
    assert title_of(SECTIONS["papers"], COVER, dotted) == "问题链混合式教学的设计"
    assert (
        title_of(SECTIONS["papers"], COVER, printed("目次", "松针挥发油的化学成分", {0.13: "周映川，宋以宁"})) is None
    )


def test_capitals_stay_as_they_are_printed() -> None:
    summary = "Abstract: we isolated some of them."
    english = printed("2021", "Cedranoid Diterpenes from Needles", "林晓", summary, large=(1,))
    assert title_of(SECTIONS["papers"], english) == "Cedranoid Diterpenes from Needles"


def test_a_title_that_may_go_on_in_the_next_line_is_not_one() -> None:
    assert title_of(SECTIONS["papers"], printed("收录证明", f"论文题目：{WORK}", "及其抗炎活性研究")) is None
    assert title_of(SECTIONS["papers"], printed("收录证明", f"论文题目：{WORK}", "该文已被收录，" * 4)) == WORK


def test_what_most_pages_say_is_the_title_and_of_equals_none() -> None:
    first, second = (printed(f"“{title}”项目，", file=title) for title in (WORK, "近海藻类多糖的结构与活性"))
    assert title_of(SECTIONS["research_projects"], first, second) is None
    assert title_of(SECTIONS["research_projects"], first, second, printed(f"《{WORK}》结题", file="c")) == WORK
    named, other = (printed(f"项目名称：{title}", file=title) for title in (WORK, "近海藻类多糖的结构与活性"))
    assert title_of(SECTIONS["research_projects"], named, other) is None
    assert title_of(SECTIONS["research_projects"], named, other, printed(f"{WORK}的结题报告", file="c")) == WORK


def test_a_letter_of_appointment_names_the_post() -> None:
    field = SECTIONS["academic_posts"].fields["post_title"]
    read = read_post(field, [printed("聘书", "兹聘请林晓同志为东海药学杂志社青年编委，聘期三年。")], "林晓")
    assert read is not None
    assert (read.text, read.file, read.page) == ("青年编委", "a.jpg", 1)
    assert read_post(SECTIONS["academic_posts"].fields["organization"], [COVER], "林晓") is None

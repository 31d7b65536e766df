"""What is read off the pages of a new record, field by field."""

from pathlib import Path

import pytest
from pieces_of_print import Row, printed

from zcdossier.model.profile import Profile
from zcdossier.profiles.load import Profiles
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import sections_by_name
from zcdossier.sorting.read_fields import FieldReader


def profile_of(name: str) -> Profile:
    return Profiles().get(name, Path())


def read(notice: str, section: str, *pieces: HeapPiece, person: str = "林晓") -> dict[str, str]:
    profile = profile_of(notice)
    sections = sections_by_name(profile)
    reader = FieldReader(profile, sections.values(), person)
    return {field.field: field.text for field in reader.read(sections[section], pieces)}


def test_a_value_ends_where_the_next_label_begins() -> None:
    piece = printed("单位：济南澄源水务工程有限公司 申报人：程知远")
    texts = read("sd-jinan-2024", "supervision_card", piece, person="程知远")
    assert texts["employer"] == "济南澄源水务工程有限公司"


FORM: tuple[Row, ...] = (
    {0.1: "姓名：林晓", 0.7: "部门：药学院"},
    {0.1: "起止时间", 0.3: "所任工作名称", 0.5: "工作对象、人数", 0.7: "业绩成果或证明人"},
    {0.1: "2021.09-2022.06", 0.3: "青年教师导师", 0.5: "新进教师、1人", 0.68: "所指导教师通过助讲"},
    {0.68: "考核，证明人许怀舟"},
    "以上情况属实，特此证明。",
    {0.6: "2023年6月12日"},
)


def test_what_stands_below_the_headings_of_a_table_is_read_and_headings_are_no_values() -> None:
    texts = read("zj-hznu-2023", "student_mentoring", printed(*FORM))
    assert texts == {
        "kind": "指导青年教师",
        "from": "2021-09",
        "to": "2022-06",
        "work_name": "青年教师导师",
        "targets_and_number": "新进教师、1人",
        "results_or_witness": "所指导教师通过助讲考核，证明人许怀舟",
    }


def test_of_a_list_of_people_the_row_of_the_applicant_counts() -> None:
    listed = printed(
        "2018年度一般科研项目立项名单",
        {0.1: "序号", 0.3: "项目名称", 0.6: "负责人", 0.8: "所在单位"},
        {0.1: "1", 0.2: "山茶油脂质体的制备与评价", 0.6: "许怀舟", 0.8: "云川大学"},
        {0.1: "2", 0.2: "雪松叶提取物的质量标志物", 0.6: "林晓", 0.8: "江州大学"},
    )
    assert read("zj-hznu-2023", "research_projects", listed)["title"] == "雪松叶提取物的质量标志物"


def test_what_a_form_lists_may_be_of_several_things_other_values_have_to_agree() -> None:
    form = printed(
        {0.1: "学期", 0.3: "课程名称", 0.6: "课程性质", 0.8: "学生人数"},
        {0.1: "1", 0.3: "药理学", 0.6: "专业必修", 0.8: "45"},
        {0.1: "2", 0.3: "天然药物化学", 0.6: "专业选修", 0.8: "18"},
        "本学年合计课堂教学自然课时:96",
    )
    texts = read("zj-hznu-2023", "teaching", form)
    assert texts["courses"] == "药理学、天然药物化学"
    assert texts["semesters"] == "1、2"
    assert "majors" not in texts


def test_the_only_year_that_stands_by_itself_is_the_year() -> None:
    form = printed("专业技术人员年度考核登记表", "(2020年度)", "单位考核意见合格", {0.6: "2020年12月30日"})
    assert read("sd-jinan-2024", "appraisals", form)["year"] == "2020"
    table = printed({0.1: "2020年度", 0.5: "2021年度"}, {0.1: "合格", 0.5: "优秀"})
    assert "year" not in read("sd-jinan-2024", "appraisals", table)


@pytest.mark.parametrize(
    ("lines", "rank"),
    [
        (("发明人：程知远、陆渐青、白朝晖",), "1/3"),
        (("发明人：陆渐青、程知远",), "2/2"),
        (("发明人：陆渐青、程知远、",), None),
        (("程知远1,陆渐青2*",), "1/2"),
        (("发明人：程知远",), None),
        (("发明人：陆渐青、白朝晖",), None),
        (("著作权人", "济南大学；程知远"), None),
        (("发明人：程知远、陆渐青", "专利权人：程知远、陆渐青、白朝晖"), "1/2"),
        (("发明人：程知远、陆渐青", "发明人：陆渐青、程知远"), None),
    ],
)
def test_the_place_among_those_who_are_listed(lines: tuple[str, ...], rank: str | None) -> None:
    texts = read("sd-jinan-2024", "patents", printed("实用新型专利证书", *lines), person="程知远")
    assert texts.get("rank") == rank


def test_without_an_applicant_nobody_is_looked_for() -> None:
    assert "rank" not in read("sd-jinan-2024", "patents", printed("发明人：程知远、陆渐青"), person="")

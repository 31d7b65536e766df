"""What of a record its scans should say: by the types and labels of its fields, or by the profile's word."""

import pytest

from zcdossier.lint.scan_text.looked_for import names_person, names_work, values_looked_for
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType, ReadAs, Reads, Section


def section(label: str = "论文", title: str = "论文题目", reads: tuple[str, ...] | None = None) -> Section:
    return Section("things", Label(label), 1, fields={"title": Field("title", Label(title))}, reads=reads)


@pytest.mark.parametrize(
    ("label", "type_", "what"),
    [
        ("题目", FieldType.TEXT, ReadAs.TEXT),
        ("备注", FieldType.TEXT, None),
        ("证书编号", FieldType.TEXT, ReadAs.NUMBER),
        ("发表时间", FieldType.DATE, ReadAs.DATE),
        ("排名", FieldType.RANK, ReadAs.RANK),
        ("本人排名", FieldType.INTEGER, ReadAs.RANK),
        ("学年", FieldType.INTEGER, ReadAs.YEAR),
        ("学时", FieldType.NUMBER, ReadAs.HOURS),
        ("课时", FieldType.INTEGER, ReadAs.HOURS),
        ("人数", FieldType.INTEGER, None),
    ],
)
def test_a_field_is_looked_for_by_its_type_and_label(make_case, label: str, type_: FieldType, what: ReadAs) -> None:
    name = "title" if label == "题目" else "other"
    declared = Field(name, Label(label), type_)
    case = make_case([declared])
    record = case.record(**{name: "2021"})
    looked_for = list(values_looked_for(record, case.context()))
    assert [value.reads.what for value in looked_for] == ([] if what is None else [what])
    assert all(value.field == name and value.value.canon.startswith("2021") for value in looked_for)


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("2018.09-2019.06", {"date.from": "2018-09", "date.to": "2019-06"}),
        ("2018年9月—今", {"date.from": "2018-09"}),
        ("2018.09", {"date.from": "2018-09"}),
    ],
)
def test_a_period_is_looked_for_by_its_ends(make_case, typed: str, ends: dict[str, str]) -> None:
    case = make_case([Field("date", Label("时间"), FieldType.PERIOD)])
    found = list(values_looked_for(case.record(date=typed), case.context()))
    assert {value.field: value.value.canon for value in found} == ends
    assert all(value.reads.what is ReadAs.DATE for value in found)


def test_what_is_blank_is_not_looked_for(make_case) -> None:
    case = make_case([Field("title", Label("题目"))])
    assert list(values_looked_for(case.record(title=""), case.context())) == []
    assert list(values_looked_for(case.record(), case.context())) == []


def test_the_profile_says_otherwise(make_case) -> None:
    title = Field("title", Label("题目"), reads=Reads(ReadAs.NOTHING))
    other = Field("other", Label("备注"), reads=Reads(ReadAs.DATE, near=("登记日",)))
    case = make_case([title, other])
    record = case.record(title="某某研究", other="2021-03")
    assert [(found.field, found.reads.near) for found in values_looked_for(record, case.context())] == [
        ("other", ("登记日",))
    ]
    case.section = case.section._replace(reads=())
    assert list(values_looked_for(record, case.context())) == []


def test_the_scans_of_a_section_name_the_person_unless_it_says_no() -> None:
    assert names_person(section())
    assert names_person(section(reads=("applicant",)))
    assert not names_person(section(reads=("title",)))
    assert not names_person(None)


@pytest.mark.parametrize(
    ("label", "title", "is_work"),
    [
        ("论文", "论文题目", True),
        ("获奖情况", "获奖项目名称", True),
        ("教育经历", "毕业院校", False),
        ("继续教育", "培训单位", False),
        ("荣誉称号", "名称", False),
        ("业绩", "业绩类别", False),
    ],
)
def test_a_title_is_that_of_a_work(label: str, title: str, *, is_work: bool) -> None:
    declared = section(label, title)
    assert names_work("title", declared) is is_work
    assert names_work("title.name", declared) is is_work
    assert not names_work("journal", declared)
    assert not names_work("title", None)

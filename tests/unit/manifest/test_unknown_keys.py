"""What keys of a record mean besides the names of its fields: how these end, a period's two ends, another section."""

import pytest

from zcdossier.manifest.unknown_keys import find_owner, read_unknown
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import RECORD_NAMES
from zcdossier.model.profile import Field, FieldType, Section
from zcdossier.model.spelling import Names
from zcdossier.source.reader import read_bytes

FIELDS = {
    field.id: field
    for field in (
        Field("title", Label("论文题目"), aliases=("论文名称",)),
        Field("journal", Label("刊物"), aliases=("刊物名称",)),
        Field("date", Label("发表时间"), FieldType.DATE),
    )
}
PERIOD = {name: Field(name, Label(label), FieldType.DATE) for name, label in (("from", "开始时间"), ("to", "结束时间"))}
SECTIONS = {
    "papers": Section("papers", Label("论文"), 9, fields=FIELDS),
    "work": Section("work", Label("工作经历"), 2, fields={**PERIOD, "post": Field("post", Label("职务"))}),
}


def keys_of(text: str, declared=FIELDS):
    """The keys of a record as binding finds them, those without a name read."""
    names = Names.of(declared.values())
    node = read_bytes(text.encode(), "dossier.yaml").root
    typed = [(names.find(key.text) or RECORD_NAMES.find(key.text) or "", key, value) for key, value in node]
    return read_unknown(typed, declared, frozenset({"folder", "files"}))


def read(text: str, declared=FIELDS) -> list[tuple[str, bool, str]]:
    named, guessed = keys_of(text, declared)
    return [(name, True, "") for name, _, _ in named] + [(each.name, False, each.near) for each in guessed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("时间: 2021-03", [("date", True, "")]),
        ("题目: 甲", [("title", True, "")]),
        ("名称: 甲", [("", False, "")]),
        ("刊物: 乙\n名称: 甲", [("journal", True, ""), ("title", False, "论文题目")]),
        ("间: 2021", [("", False, "")]),
        ("影响因子: 3", [("", False, "")]),
        ("文件夹名: 甲", [("folder", False, "文件夹")]),
        ("file: 甲", [("folder", False, "folder")]),
        ("folder: 甲\nfile: 乙", [("folder", True, ""), ("", False, "files")]),
    ],
)
def test_a_key_is_known_by_the_end_of_the_only_label_that_ends_so(text, expected) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("2017.09-2018.06", ["2017.09", "2018.06"]),
        ("2017-09 至 2018-06", ["2017-09", "2018-06"]),
        ("2017-09-01—至今", ["2017-09-01", "至今"]),
        ("2018.09-", ["2018.09"]),
        ("2018年9月起", ["2018年9月起", "至今"]),
    ],
)
def test_both_ends_of_a_period(typed, ends) -> None:
    keys = keys_of(f"起止时间: {typed}", PERIOD).named
    assert [name for name, _, _ in keys] == ["from", "to"][: len(ends)]
    assert [value.text for _, _, value in keys] == ends


def test_where_the_ends_stand_and_what_is_no_period() -> None:
    keys = keys_of("起止时间: 2017.09-2018.06", PERIOD).named
    assert [value.place.spot.column for _, _, value in keys] == [7, 15]
    assert read("起止时间: 长期", PERIOD) == [("from", True, "")]
    assert read("起止时间: 2017.09-2018.06", {"during": Field("during", Label("时间"), FieldType.PERIOD)}) == [
        ("during", True, "")
    ]


@pytest.mark.parametrize(
    ("text", "here", "owner"),
    [
        ("{title: 甲, journal: 乙, date: 2021}", "work", "papers"),
        ("{title: 甲, journal: 乙, tier: 丙}", "work", "papers"),
        ("{title: 甲, journal: 乙, tier: 丙, sort: 丁}", "work", ""),
        ("{title: 甲, tier: 丙}", "work", ""),
        ("{post: 甲, title: 乙}", "work", ""),
        ("{title: 甲, journal: 乙}", "papers", ""),
        ("{title: 甲, journal: 乙}", None, "papers"),
        ("甲", None, ""),
    ],
)
def test_whose_record_it_is(text, here, owner) -> None:
    node = read_bytes(f"a: {text}".encode(), "dossier.yaml").root.get("a")
    assert find_owner(node, SECTIONS, SECTIONS[here] if here else None) == owner

"""One row over many fields and sections: which of them its shares judge."""

import pytest

SHARES = [
    ("{id: r, kind: wording, section: papers, field: [title, journal], excludes: [甲]}",
     [(("papers",), "title"), (("papers",), "journal")]),
    ("{id: r, kind: wording, section: papers, fields: [title, level], excludes: [甲]}",
     [(("papers",), "title"), (("papers",), "level")]),
    ("{id: r, kind: wording, section: all, field: title, excludes: [甲]}", [(("papers", "books"), "title")]),
    ("{id: r, kind: wording, sections: [papers, books], fields: all, excludes: [甲]}",
     [(("papers", "books"), "title"), (("papers",), "level"), (("papers",), "journal")]),
    ("{id: r, kind: date, section: all, fields: all, not_after: 2023-06-30}",
     [(("papers",), ("date",)), (("applicant",), ("since",))]),
    ("{id: r, kind: required, section: all, fields: [title, date]}",
     [(("papers",), ("title", "date")), (("books",), ("title",))]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "shares"), SHARES, ids=[row for row, _ in SHARES])
def test_a_row_over_many_is_judged_share_by_share(profiles, row, shares):
    judged = [
        (share.sections, getattr(share.params, "field", None) or share.params.fields)
        for share in profiles.rule(row).each_share()
    ]
    assert judged == shares


def test_one_field_where_a_list_is_wanted_is_a_list_of_one(profiles):
    rule = profiles.rule("{id: r, kind: required, section: papers, field: title}")
    assert rule.params.fields == ("title",)


def test_fields_judged_together_are_those_of_sections_that_have_them_all(profiles):
    rule = profiles.rule("{id: r, kind: unique, section: all, fields: [title, date]}")
    assert (rule.sections, rule.params.fields) == (("papers",), ("title", "date"))


def test_all_counts_the_sections_of_the_form_only(profiles):
    more = "attachments:\n  ethics: 医德\nrules:\n"
    count = profiles.case(f"{more}  - {{id: r, kind: count, section: all, max: 3}}\n").rules[-1]
    named = profiles.case(f"{more}  - {{id: r, kind: file-name, section: all, pattern: '.+'}}\n").rules[-1]
    assert count.sections == ("papers", "books")
    assert named.sections == ("papers", "books", "attachments.ethics")


def test_all_but_some_are_the_others(profiles):
    more = "attachments:\n  ethics: 医德\nrules:\n"
    row = "{id: r, kind: measure, section: all, except: [attachments.ethics, books], measure: bytes, below: 5 MB}"
    assert profiles.case(f"{more}  - {row}\n").rules[-1].sections == ("papers",)
    dates = "{id: r, kind: date, section: all, except: [applicant], fields: all, not_after: 2023-06-30}"
    assert [share.sections for share in profiles.rule(dates).each_share()] == [("papers",)]


WRONG = [
    ("{id: r, kind: length, section: all, field: titel, max: 5}", "这些栏目都没有字段 titel，是不是 title？"),
    ("{id: r, kind: unique, section: papers, fields: all}", "fields 应是写明的几个字段"),
    ("{id: r, kind: count, sections: [all, papers], max: 5}", "section 应是 all 一个词"),
    ("{id: r, kind: wording, section: papers, fields: [title, level], excludes: [甲], nonsense: 1}", "不认识 nonsense"),
    ("{id: r, kind: count, section: all, except: [book], max: 5}", "没有栏目 book，是不是 books？"),
    ("{id: r, kind: count, section: papers, except: [books], max: 5}", "except 只和 section: all 一起写"),
    ("{id: r, kind: count, section: papers, either: [{min: 1}, {all: [{min: 2}]}]}", "all 应是两种以上"),
    (
        "{id: r, kind: count, section: papers, either: [{min: 1}, {either: [{min: 2}, {min: 3}], ways: 3}]}",
        "ways 应是1 到 2",
    ),
]


@pytest.mark.parametrize(("row", "message"), WRONG, ids=[row for row, _ in WRONG])
def test_a_row_over_what_is_not_there_is_refused(profiles, row, message):
    assert any(text.startswith(message) for _, text in profiles.wrong(f"rules:\n  - {row}\n"))

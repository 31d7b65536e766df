"""The entry sheet: the portal's fields in its order, exactly what is to be pasted, and what to upload."""

from typing import Any

import pytest

from zcdossier.model.dossier import Dossier, Record, Scan, Value
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Choice, Field, FieldType, Guidance, Profile, Section
from zcdossier.report.entry_sheet import EntrySheet, EntryUpload, entry_sheet

NOWHERE = Place("dossier.yaml")


def value(text: str, canon: str | None = None) -> Value:
    return Value(text, NOWHERE, text.strip() if canon is None else canon)


def declared(name: str, label: str, **how: Any) -> tuple[str, Field]:
    return name, Field(name, Label(label, name.title()), **how)


@pytest.fixture
def notice(profile: Profile) -> Profile:
    fields = dict(
        [
            declared("title", "论文题目", required=Severity.ERROR),
            declared("journal", "刊物", type=FieldType.COMPOSED, required=Severity.WARNING),
            declared("first", "是否第一作者", type=FieldType.FLAG),
            declared("tier", "级别", type=FieldType.CHOICE, choices=(Choice("top", Label("权威期刊", "top journal")),)),
            declared("note", "备注"),
        ]
    )
    papers = profile.sections["papers"]._replace(fields=fields, hint=Label("每篇一份", "one each"))
    awards = profile.sections["awards"]
    return profile._replace(
        applicant=dict([declared("name", "姓名"), declared("post", "岗位", required=Severity.ERROR)]),
        sections={"awards": awards, "papers": papers, "honors": profile.sections["honors"]},
        texts={"statement": Section("statement", Label("总结", "Statement"), 0)},
        attachments={"ethics": Section("ethics", Label("医德", "Ethics"), 3)},
        guidance=(
            Guidance(("A-1",), Label("先登录", "log in first")),
            Guidance(("A-2",), Label("题目要全", "whole titles"), "papers.title"),
            Guidance(("A-3",), Label("不存在", "nowhere"), "gone"),
        ),
    )


def sheet_of(dossier: Dossier, notice: Profile, fields: dict[str, Value], **more: Any) -> EntrySheet:
    (paper,) = dossier.sections["papers"]
    filled = dossier._replace(sections={**dossier.sections, "papers": (paper._replace(fields=fields),)})
    return entry_sheet(filled._replace(**more), notice, {}, {})


def rows(sheet: EntrySheet, section: str) -> list[tuple[str, str]]:
    (entry_section,) = (candidate for candidate in sheet.sections if candidate.id == section)
    return [(field.label.zh, field.text) for record in entry_section.records for field in record.fields]


def test_fields_come_in_the_portals_order_with_the_exact_text(dossier: Dossier, notice: Profile) -> None:
    typed = {
        "note": value("  两行\r\n备注 "),
        "tier": value("权威", "top"),
        "first": value("yes", "是"),
        "journal": value(" 《教育研究》，权威期刊，4*/4 "),
        "title": value("*课堂里的追问"),
    }
    assert rows(sheet_of(dossier, notice, typed), "papers") == [
        ("论文题目", "*课堂里的追问"),
        ("刊物", "《教育研究》，权威期刊，4*/4"),
        ("是否第一作者", "是"),
        ("级别", "权威期刊"),
        ("备注", "两行\n备注"),
    ]


def test_a_choice_of_ones_own_stays_as_typed(dossier: Dossier, notice: Profile) -> None:
    assert ("级别", "校级") in rows(sheet_of(dossier, notice, {"tier": value("校级")}), "papers")


def test_none_goes_into_a_box_for_texts_and_no_other(dossier: Dossier, notice: Profile) -> None:
    nothing = {"note": value("无", ""), "journal": value("无", "")}
    assert rows(sheet_of(dossier, notice, nothing), "papers") == [("论文题目", ""), ("刊物", ""), ("备注", "无")]


def test_what_should_be_filled_in_is_there_and_empty(dossier: Dossier, notice: Profile) -> None:
    sheet = sheet_of(dossier, notice, {"title": value("  "), "gone": value("不在表里")})
    (record,) = (record for record in sheet.records if record.id == "sections.papers[0]")
    assert [(field.id, field.text, field.missing) for field in record.fields] == [
        ("title", "", Severity.ERROR),
        ("journal", "", Severity.WARNING),
    ]


def test_sections_come_in_the_portals_order(dossier: Dossier, notice: Profile) -> None:
    ethics = Record("attachments.ethics", 0, Place("dossier.yaml", path="attachments[0]"), "附件/医德")
    statement = Record("texts.statement", 0, Place("dossier.yaml", path="texts.statement"))
    photo = Record("photo", 0, Place("dossier.yaml", path="photo"))
    sheet = sheet_of(
        dossier,
        notice,
        {},
        applicant={"name": value("林晓")},
        attachments={"ethics": (ethics,)},
        texts={"statement": (statement,)},
        photo=photo,
    )
    assert [(candidate.id, len(candidate.records)) for candidate in sheet.sections] == [
        ("applicant", 1),
        ("photo", 1),
        ("texts.statement", 1),
        ("awards", 1),
        ("papers", 1),
        ("honors", 0),  # required, and not there yet
        ("attachments.ethics", 1),
    ]
    assert rows(sheet, "applicant") == [("姓名", "林晓"), ("岗位", "")]
    assert [record.title for record in sheet.records if record.id == "attachments[0]"] == ["医德"]


def test_texts_are_pasted_whole(dossier: Dossier, notice: Profile) -> None:
    scans = (Scan("总结.md", "", NOWHERE), Scan("没读到.md", "", NOWHERE))
    statement = Record("texts.statement", 0, Place("dossier.yaml", path="texts.statement"), scans=scans)
    with_text = dossier._replace(texts={"statement": (statement,)})
    sheet = entry_sheet(with_text, notice, {}, {"总结.md": "\n第一段\r\n第二段\n", "别人的.md": "不要"})
    assert rows(sheet, "texts.statement") == [("正文", "第一段\n第二段")]


def test_uploads_stand_with_their_record(dossier: Dossier, notice: Profile) -> None:
    upload = EntryUpload("01 教育研究.pdf", "./upload/1.pdf")
    sheet = entry_sheet(dossier, notice, {"sections.papers[0]": upload}, {})
    assert {record.id: record.upload for record in sheet.records if record.upload} == {"sections.papers[0]": upload}


def test_guidance_stands_where_it_helps(dossier: Dossier, notice: Profile) -> None:
    sheet = entry_sheet(dossier, notice, {}, {})
    assert [note.zh for note in sheet.notes] == ["先登录", "不存在"]
    notes = {candidate.id: [note.zh for note in candidate.notes] for candidate in sheet.sections}
    assert notes["papers"] == ["每篇一份", "题目要全"]
    assert notes["awards"] == []


def test_notes_name_boxes_and_no_keys(dossier: Dossier, notice: Profile) -> None:
    papers = notice.sections["papers"]._replace(
        hint=Label("也填在这里，写 tier: 权威期刊", "here too, write tier: 权威期刊")
    )
    guidance = (Guidance(("A-1",), Label("写上 note: 送审", "add note: 送审")),)
    altered = notice._replace(sections={**notice.sections, "papers": papers}, guidance=guidance)
    sheet = entry_sheet(dossier, altered, {}, {})
    assert [note.zh for note in sheet.notes] == ["写上“备注”为 送审"]
    (section,) = (candidate for candidate in sheet.sections if candidate.id == "papers")
    assert [note.zh for note in section.notes] == ["也填在这里，写“级别”为 权威期刊"]
    assert "tier:" not in section.notes[0].en

"""The same records handed in twice, once without names: which parts go in, a file for each, and what stands nowhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from measured_pdfs import data_of, line, new_pdf

from zcdossier.model.receipt import BuildOutcome
from zcdossier.profiles.diagnostics import ProfileError

from .test_what_build_writes import MANIFEST, Office

NAMED = "  outputs:\n    - {name: '代表作-{applicant.name}', sections: [papers], parts: [cover]}\n"
BLIND = (
    "    - {name: '送审-{number}', sections: [papers], parts: [body], each: record,\n"
    "       bookmarks: {section: no, record: '作品 {number}', part: no}, without: ['{applicant.name}', Lin Zhixia]}\n"
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    office = Office(tmp_path)
    (office.root / "dossier.yaml").write_text(MANIFEST.replace("林晓", "林知夏"), encoding="utf-8")
    return office


def put(office: Office, *texts: str, change: Callable[[pikepdf.Pdf], Any] = lambda _: None) -> None:
    pdf = new_pdf(*(line(text, 12, 100, 700) if text else b"" for text in texts))
    change(pdf)
    (office.root / "09-论文/甲/2-正文.pdf").write_bytes(data_of(pdf))


def blind(office: Office, rules: str = BLIND) -> Any:
    built = office.build(f"build:\n{NAMED}{rules}")
    return next(record for record in built.receipt.records if record.record == "outputs[1]")


def test_a_named_and_a_blind_file_of_the_same_records(office: Office) -> None:
    put(office, "On questions", "in class")
    receipt = blind(office)
    assert receipt.outcome is BuildOutcome.BUILT
    assert [name for name in office.files() if "/" not in name] == ["代表作-林知夏.pdf", "送审-1.pdf"]
    assert len(office.pdf("代表作-林知夏.pdf").pages) == 2
    assert len(office.pdf("送审-1.pdf").pages) == 2
    assert [mark.title for mark in office.pdf("送审-1.pdf").outline] == ["作品 1"]
    assert receipt.notes == ()


def test_a_file_for_those_that_say_the_same(office: Office) -> None:
    office.build(
        "build: {outputs: [{name: '{section.label}-{date.year}', sections: [papers, awards], each: date.year}]}\n"
    )
    assert office.files() == ["论文-2022.pdf", "论文、获奖-2021.pdf"]
    assert len(office.pdf("论文-2022.pdf").pages) == 1


@pytest.mark.parametrize(
    ("texts", "where"),
    [
        (("On questions", "by LIN  zhixia"), "第 2 页（09-论文/甲/2-正文.pdf）有“Lin Zhixia”"),
        (("by Lin Zhixia", ""), "第 1 页"),
    ],
)
def test_a_page_that_names_the_author_is_refused(office: Office, texts: tuple[str, ...], where: str) -> None:
    put(office, *texts)
    receipt = blind(office)
    assert receipt.outcome is BuildOutcome.FAILED
    assert where in receipt.error.zh
    assert "送审-1.pdf" not in office.files()


def test_a_longer_name_is_another(office: Office) -> None:
    put(office, "by Colin Zhixian and Lin Zhixiang")
    receipt = blind(office)
    assert (receipt.outcome, receipt.notes) == (BuildOutcome.BUILT, ())


def test_bookmarks_and_names_are_looked_at_too(office: Office) -> None:
    put(office, "On questions")
    receipt = blind(office, BLIND.replace("作品 {number}", "{applicant.name} {number}"))
    assert "书签" in receipt.error.zh
    receipt = blind(office, BLIND.replace("送审-{number}", "送审-{applicant.name}"))
    assert "文件名" in receipt.error.zh


def test_pages_that_are_pictures_are_left_to_people(office: Office) -> None:
    (note,) = blind(office).notes
    assert note.zh == "第 1, 2, 3 页是图片，上面有没有“林知夏”、“Lin Zhixia”要自己看"


@pytest.mark.parametrize("key", ["Author", "Subject"])
def test_a_file_handed_in_as_it_is_is_searched(office: Office, key: str) -> None:
    rules = "build: {sections: {papers: {output: as_is, without: ['{applicant.name}']}}}\n"
    (office.root / "09-论文/甲/1-封面.jpg").unlink()
    put(office, "On questions")
    assert all(record.outcome is BuildOutcome.BUILT for record in office.build(rules).receipt.records)
    put(office, "On questions", change=lambda pdf: pdf.docinfo.__setitem__(f"/{key}", "林知夏"))
    failed = [record for record in office.build(rules).receipt.records if record.outcome is BuildOutcome.FAILED]
    assert [record.record for record in failed] == ["09-论文/甲"]
    assert "09-论文/甲/2-正文.pdf：书签、文档属性" in failed[0].error.zh


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("outputs: [{name: 甲, sections: [papers], parts: [boddy]}]", "没有佐证 boddy，是不是 body"),
        ("outputs: [{name: 甲, sections: [papers], each: dat}]", "没有字段 dat"),
        ("outputs: [{name: '{title}', sections: [papers]}]", "name 里填不出 {title}"),
        ("without: [applicant.name]", "要找它的内容，写 '{applicant.name}'"),
        ("without: ['{applicant.nam}']", "without 里填不出 {applicant.nam}"),
    ],
)
def test_what_means_nothing_is_refused(office: Office, rule: str, says: str) -> None:
    with pytest.raises(ProfileError) as caught:
        office.build(f"build:\n  {rule}\n")
    assert says in caught.value.diagnostics[0].text.zh

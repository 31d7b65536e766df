"""A record put before others: what is remembered of those others stays with them."""

from datetime import date
from pathlib import Path

import pytest
from edits import Sample

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.app.report_dossier import ReportOptions, keep_ticks_key, report_dossier
from zcdossier.model.lint_result import LintResult
from zcdossier.report.entry_workbook import TICKED, EntryBook, entry_workbook, read_ticks
from zcdossier.report.page.page_entry_sheet import entry_book_of
from zcdossier.report.page.report_facts import RecordFacts, ReportFacts, UploadState
from zcdossier.report.page.report_page import report_view
from zcdossier.report.style import Style, Thumbnails

DAY = date(2023, 6, 30)
SAMPLE = Path(__file__).resolve().parents[3] / "sample_dossier"
ANSWER = {"01-教育经历/2012-06 南屿药科大学 硕士": "是", "工作经历/东海省药物研究院": "否", "论文[3]": "是"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    made = Sample(SAMPLE, tmp_path_factory.mktemp("inserted") / "li-ming")
    made.data["answers"] = {"HZNU-1.7-02": ANSWER}
    return made


@pytest.fixture(scope="module")
def before_and_after(sample: Sample) -> tuple[ReportFacts, ReportFacts]:
    sample.write()
    before = _facts(lint_dossier(sample.root, as_of=DAY))
    for section in ("education", "work_history"):
        sample.apply({"append_copy": {"path": f"sections.{section}"}})
        last = len(sample.data["sections"][section]) - 1
        sample.apply({"move": {"path": f"sections.{section}", "from": last, "to": 0}})
    sample.write()
    return before, _facts(lint_dossier(sample.root, as_of=DAY))


def _facts(linted: LintResult) -> ReportFacts:
    """As after a build, whose names bear the number that each record has in its section."""
    assert linted.dossier is not None
    records = tuple(
        RecordFacts(
            record,
            UploadState.MISSING,
            f"{record.section}/{record.position + 1:02d} {record.folder.rsplit('/', 1)[-1]}.pdf",
        )
        for record in linted.dossier.records()
    )
    return ReportFacts(linted, DAY, "1", records=records)


def test_answers_stay_with_their_records(before_and_after: tuple[ReportFacts, ReportFacts]) -> None:
    for facts in before_and_after:
        asked = [
            asked_question
            for asked_question in facts.result.verdict.checklist
            if asked_question.clause == "HZNU-1.7-02"
        ]
        assert {item.key: item.answer for item in asked if item.answer} == {
            "01-教育经历/2012-06 南屿药科大学 硕士": "是",
            "02-工作经历/2015-07 东海省药物研究院 博士后": "否",
            "09-论文/2023-05 东海医学教育": "是",
        }
        (no,) = [finding for finding in facts.result.verdict.findings if finding.code == "ZC008"]
        assert no.args["subject"] == "东海省药物研究院"


def test_ticks_of_the_page_stay_with_their_records(before_and_after: tuple[ReportFacts, ReportFacts]) -> None:
    before, after = (
        {entry.key: entry.state for section in report_view(facts, Style("zh")).sheet for entry in section.entries}
        for facts in before_and_after
    )
    assert len(after) == len(before) + 2
    assert before.items() <= after.items()


def test_ticks_of_the_workbook_stay_with_their_records(before_and_after: tuple[ReportFacts, ReportFacts]) -> None:
    before, after = (entry_book_of(facts, Style("zh")) for facts in before_and_after)
    ticked = read_ticks(entry_workbook(before, dict.fromkeys(_keys(before), TICKED)))
    assert set(ticked) == _keys(before)
    kept = read_ticks(entry_workbook(after, ticked))
    assert _keys(before) <= set(kept)
    assert _keys(after) - set(kept) == _keys(after) - _keys(before)
    assert len(_keys(after) - _keys(before)) > 2


def _keys(book: EntryBook) -> set[str]:
    return {line.key for group in book.groups for line in group.lines}


def test_ticks_of_an_older_workbook_are_taken_over(before_and_after: tuple[ReportFacts, ReportFacts]) -> None:
    book = entry_book_of(before_and_after[0], Style("zh"))
    line = book.groups[1].lines[0]
    assert read_ticks(entry_workbook(book, {line.cells: TICKED})) == {line.key: TICKED}


def test_ticks_outlast_another_name_of_folder_and_person(sample: Sample, tmp_path: Path) -> None:
    how = ReportOptions("zh", DAY, Thumbnails.NONE)
    first = report_dossier(sample.root, how, out=tmp_path / "a").path.read_text(encoding="utf-8")
    sample.root = sample.root.rename(sample.root.with_name("lin-xiao"))
    sample.data["applicant"]["name"] = "林小"
    sample.write()
    second = report_dossier(sample.root, how, out=tmp_path / "b").path.read_text(encoding="utf-8")
    key = first.split('data-key="')[1][:16]
    assert f'data-key="{key}"' in second
    assert "林小" in second


def test_a_key_that_can_not_be_kept_is_used_as_it_is(tmp_path: Path) -> None:
    assert keep_ticks_key(tmp_path / "none", "0123456789abcdef") == "0123456789abcdef"
    assert keep_ticks_key(tmp_path, "0123456789abcdef") == "0123456789abcdef"
    assert keep_ticks_key(tmp_path, "f" * 16) == "0123456789abcdef"
    (tmp_path / ".zcdossier" / "ticks.key").write_text("x", encoding="utf-8")
    assert keep_ticks_key(tmp_path, "f" * 16) == "f" * 16

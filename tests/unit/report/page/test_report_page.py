"""What the page says of a dossier: verdict, bars, records, findings in their places, the sheet, dates."""

from pathlib import Path
from typing import Any

import pytest

from zcdossier.lint.kinds.date_window import DateWindowParams
from zcdossier.model.condition import Operand
from zcdossier.model.dossier import Value
from zcdossier.model.finding import NotEvaluated, Severity, Verdict, Waived
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType, Question, Rule
from zcdossier.model.receipt import BuildOutcome
from zcdossier.report.page.page_views import RecordView, ReportView, Tone
from zcdossier.report.page.report_facts import UploadState
from zcdossier.report.page.report_page import report_view
from zcdossier.report.style import Style

ZH, EN = Style("zh"), Style("en")


def records(view: ReportView) -> list[RecordView]:
    return [record for section in view.sections for record in section.records]


def test_who_and_when(case: Any) -> None:
    view = report_view(case.facts, ZH)
    assert view.header.name == "林晓"
    assert dict(view.header.facts) == {
        "申报要求": "某通知",
        "级别": "副高",
        "材料": "li-ming",
        "检查日期": "2026-11-21",
    }
    english = report_view(case.facts, EN).header
    assert dict(english.facts)["level"] == "senior"


@pytest.mark.parametrize(
    ("severities", "states", "tone", "message"),
    [
        ([], (UploadState.CURRENT, UploadState.CURRENT), Tone.GOOD, "没有发现问题"),
        ([Severity.WARNING], (UploadState.CURRENT, UploadState.CURRENT), Tone.DOUBTFUL, "1 个警告"),
        ([], (UploadState.CURRENT, UploadState.STALE), Tone.DOUBTFUL, "1 个旧的 PDF"),
        ([Severity.ERROR, Severity.ERROR], (UploadState.CURRENT, UploadState.CURRENT), Tone.BAD, "2 个错误"),
        ([], (UploadState.CURRENT, UploadState.FAILED), Tone.BAD, "1 条记录没有 PDF"),
        ([], (UploadState.ALTERED, UploadState.MISSING), Tone.BAD, "2 条记录没有 PDF"),
    ],
)
def test_the_verdict_in_a_sentence(
    case: Any, severities: list[Severity], states: tuple[UploadState, UploadState], tone: Tone, message: str
) -> None:
    case.findings = tuple(case.finding("sections.papers[0]", severity=severity) for severity in severities)
    case.states, case.receipts = states, (case.receipt(), case.receipt())
    headline = report_view(case.facts, ZH).header.headline
    assert (headline.tone, message in headline.text) == (tone, True), headline
    assert report_view(case.facts, EN).header.headline.text.isascii()


def test_the_next_steps_are_said_in_order_and_lead_somewhere(case: Any) -> None:
    case.checklist = (case.asked(), case.asked("是", "sections.papers[0]", "题目0"))
    case.findings = (
        case.finding("sections.papers[0]"),
        case.finding("sections.papers[0]", severity=Severity.WARNING),
    )
    assert [tuple(step) for step in report_view(case.facts, ZH).steps] == [
        (Tone.BAD, "改好 1 个错误", "另有 1 个警告要看一看", "mend"),
        (Tone.BAD, "1 条记录还没有 PDF", "运行 zcdossier build", "mend"),
        (Tone.DOUBTFUL, "确认 1 项", "只有您本人能判断，在这一页上就能答", "confirm"),
        (Tone.PLAIN, "照填报单填进申报系统", "1 个 PDF 已备好", "fill"),
    ]
    assert all(f"{step.text}{step.detail}".isascii() for step in report_view(case.facts, EN).steps)
    assert report_view(case.facts, ZH).questions.open == 1


def test_what_is_done_is_said_too(case: Any) -> None:
    case.states, case.receipts = (UploadState.CURRENT,) * 2, (case.receipt(), case.receipt())
    case.checklist = (case.asked("是"),)
    assert [step.text for step in report_view(case.facts, ZH).steps] == [
        "没有要改的",
        "1 项都已确认",
        "照填报单填进申报系统",
    ]


def test_a_manifest_that_can_not_be_read_has_its_findings(case: Any) -> None:
    judged = case.facts.result._replace(dossier=None, profile=None, verdict=Verdict((case.finding("x"),)))
    case.more = {"result": judged, "records": ()}
    view = report_view(case.facts, ZH)
    assert view.header.name == "li-ming"
    assert view.header.headline.tone is Tone.BAD
    assert len(view.findings) == 1
    assert not view.sections
    assert not view.sheet


def test_bars_say_how_full_sections_are(case: Any) -> None:
    case.papers = (*case.papers, case.paper(1)._replace(position=2))
    case.states, case.receipts = (*case.states, UploadState.MISSING), (*case.receipts, None)
    papers, honors = report_view(case.facts, ZH).bars
    assert (papers.records, papers.limit, papers.share, papers.over, papers.remark) == (
        3,
        "2",
        100.0,
        True,
        "超出 1 条",
    )
    assert (honors.limit, honors.share, honors.remark) == ("", 0.0, "必填，还没有")


def test_a_built_record_shows_pages_cost_and_size(case: Any) -> None:
    record, _ = records(report_view(case.facts, ZH))
    assert record.upload is not None
    assert record.upload.link == "./upload/09-%E8%AE%BA%E6%96%87/01%20%E7%94%B2.pdf"
    assert (record.upload.name, record.upload.size, record.upload.share) == ("01 甲.pdf", "5.0 MB", 25.0)
    assert [(thumb.number, thumb.part, thumb.recoded) for thumb in record.thumbs] == [
        (1, "封面", False),
        (2, "封面", True),
        (3, "封面", False),
    ]
    assert record.saved == "压缩了 1 页：9.0 MB → 4.0 MB，最低 200 dpi"
    assert [(page.number, page.quality, page.reason) for page in record.recoded] == [(2, "70", "为了不超过上限")]
    assert record.notes == ("去掉了一个附件",)
    assert records(report_view(case.facts, EN))[0].notes == ("an attachment was dropped",)


def test_of_very_many_pages_the_first_are_shown(case: Any) -> None:
    case.more = {"most_pages": 2}
    record, _ = records(report_view(case.facts, ZH))
    assert ([thumb.number for thumb in record.thumbs], record.unseen) == ([1, 2], 1)


def test_without_pictures_pages_are_still_named(case: Any) -> None:
    case.more = {"look": ""}
    record, _ = records(report_view(case.facts, ZH))
    assert [thumb.picture for thumb in record.thumbs] == ["", "", ""]


@pytest.mark.parametrize(
    ("state", "message", "linked"),
    [
        (UploadState.MISSING, "zcdossier build", False),
        (UploadState.ALTERED, "不是生成的那一个", False),
        (UploadState.STALE, "还是旧的", True),
        (UploadState.FAILED, "页太多", False),
    ],
)
def test_a_record_without_its_pdf_says_why(case: Any, state: UploadState, message: str, linked: bool) -> None:
    outcome = BuildOutcome.FAILED if state is UploadState.FAILED else BuildOutcome.BUILT
    case.receipts = (case.receipt(outcome=outcome, error=Label("页太多", "too many")), None)
    case.states = (state, UploadState.ALTERED)
    record, _ = records(report_view(case.facts, ZH))
    assert message in record.remark
    assert bool(record.thumbs) is linked
    assert record.tone is Tone.BAD


def test_findings_stand_where_they_belong(case: Any) -> None:
    record_path = "sections.papers[0]"
    case.findings = (
        case.finding(f"{record_path}.title"),
        case.finding("", where=case.place("", "09-论文/甲/2-封面.pdf", None), severity=Severity.WARNING),
        case.finding(f"{record_path}.files[0].part"),
        case.finding("sections.papers"),
        case.finding("", where=case.place("", "09-论文/多余.jpg", None)),
        case.finding("", where=case.place("", "别处/多余.jpg", None)),
        case.finding("applicant.name"),
        case.finding("waivers[0]"),
    )
    view = report_view(case.facts, ZH)
    sections_by_anchor = {section.anchor: section for section in view.sections}
    papers = sections_by_anchor["section-papers"]
    title, page, first = papers.records[0].findings
    assert (title.field, title.pages) == ("题目", ())
    assert (page.field, page.pages, page.tone) == ("", (2, 3), Tone.DOUBTFUL)
    assert first.pages == (1,)
    assert [thumb.tone for thumb in papers.records[0].thumbs] == [Tone.BAD, Tone.DOUBTFUL, Tone.DOUBTFUL]
    assert [finding.where for finding in papers.findings] == ["dossier.yaml:4", "09-论文/多余.jpg"]
    assert len(sections_by_anchor["section-applicant"].findings) == 1
    assert [finding.where for finding in view.findings] == ["别处/多余.jpg", "dossier.yaml:4"]
    assert view.problems == 9  # each finding, and the record without its PDF
    assert [record.title for record in papers.to_mend] == ["题目0", "题目1"]


def test_records_without_problems_stand_apart(case: Any) -> None:
    case.states, case.receipts = (UploadState.CURRENT,) * 2, (case.receipt(), case.receipt())
    case.findings = (case.finding("sections.papers[1]", severity=Severity.WARNING),)
    (papers,) = (section for section in report_view(case.facts, ZH).sections if section.anchor == "section-papers")
    assert [record.title for record in papers.to_mend] == ["题目1"]
    assert [record.title for record in papers.sound] == ["题目0"]


def test_never_built_is_said_once(case: Any) -> None:
    case.states, case.receipts = (UploadState.MISSING, UploadState.MISSING), (None, None)
    view = report_view(case.facts, ZH)
    assert view.unbuilt.startswith("2 条记录还没有生成 PDF")
    assert (view.problems, [section.to_mend for section in view.sections]) == (1, [()])
    assert view.header.numbers == (("2", "条记录"),)
    case.findings = (case.finding("sections.papers[0]"),)
    view = report_view(case.facts, ZH)
    assert view.problems == 2
    assert [(record.remark, record.tone) for record in records(view)] == [("", Tone.BAD), ("", Tone.PLAIN)]


def test_clauses_are_quoted(case: Any) -> None:
    case.findings = (
        case.finding("sections.papers[0]", clauses=("A-1", "A-9")),
        case.finding("sections.papers[1]", clauses=("A-1",), says=Label("两篇为限", "no more than two")),
    )
    first, second = (record.findings[0].why for record in records(report_view(case.facts, ZH)))
    assert first == ("A-1（一.1）：最多两篇", "A-9")
    assert second == ("A-1（一.1）：两篇为限",)


def test_the_sheet_has_the_findings_of_a_field_beside_it(case: Any) -> None:
    case.findings = (case.finding("sections.papers[0].title"), case.finding("applicant.name"))
    applicant, papers, honors = report_view(case.facts, ZH).sheet
    assert len(applicant.entries[0].fields[0].findings) == 1
    first, second = papers.entries
    assert [len(field.findings) for field in first.fields] == [1]
    assert (first.upload, first.exists) == ("00.pdf", True)
    assert (second.upload, second.link, second.exists) == ("01.pdf", "", False)
    assert honors.entries == ()


def test_a_tick_holds_for_what_was_entered(case: Any) -> None:
    def states() -> list[str]:
        return [entry.state for section in report_view(case.facts, ZH).sheet for entry in section.entries]

    before = states()
    assert len(set(before)) == len(before)
    typed = Value("新题目", case.place(), "新题目")
    case.papers = (case.papers[0]._replace(fields={"title": typed}), case.papers[1])
    after = states()
    assert [pair == two for pair, two in zip(before, after, strict=True)] == [True, False, True]
    case.receipts = (case.receipt(sha256="cd" * 32), None)
    assert states()[1] != after[1]
    assert states()[2] == after[2]


def test_strange_text_is_shown_and_copied_exactly(case: Any) -> None:
    typed = Value("甲\u202e乙\n二", case.place(), "")
    case.papers = (case.papers[0]._replace(fields={"title": typed}), case.papers[1])
    view = report_view(case.facts, ZH)
    (field,) = view.sheet[1].entries[0].fields
    assert (field.text, field.copied) == ("甲\\u202e乙\n二", "甲\u202e乙\n二")
    assert "\u202e" not in repr(view.sections)


def test_the_portals_word_stands_beside_a_translation(case: Any) -> None:
    (field,) = report_view(case.facts, EN).sheet[1].entries[0].fields
    assert (field.label, field.original) == ("Title", "题目")
    (field,) = report_view(case.facts, ZH).sheet[1].entries[0].fields
    assert field.original == ""


def test_questions_are_asked_once_and_open_ones_come_first(case: Any) -> None:
    case.checklist = (
        case.asked("是")._replace(clause="A-1"),
        case.asked("是（看过）", "sections.papers[0]", "题目0")._replace(key="09-论文/甲"),
        case.asked("", "sections.papers[1]", "题目1")._replace(key="09-论文/乙"),
    )
    first, second = report_view(case.facts, ZH).questions.now
    assert first.open
    assert [
        (answer.subject, answer.key, answer.text, answer.reply, answer.remark, answer.anchor)
        for answer in first.subjects
    ] == [
        ("题目0", "09-论文/甲", "是（看过）", "是", "看过", "sections-papers-0"),
        ("题目1", "09-论文/乙", "", "", "", "sections-papers-1"),
    ]
    assert (second.open, second.answer, second.clause, second.id) == (False, "是", "A-1（一.1）", "A-1")
    assert [item.key for item in second.items] == [""]


def test_an_answer_in_other_words_is_no_choice(case: Any) -> None:
    case.checklist = (case.asked("是，但缺封底"),)
    (question,) = report_view(case.facts, ZH).questions.now
    assert (question.whole.text, question.whole.reply, question.whole.remark) == ("是，但缺封底", "", "")


def test_dates_of_the_notice(case: Any) -> None:
    def rule(name: str, params: DateWindowParams, **how: Any) -> Rule:
        return Rule(name, "date", Severity.ERROR, params, clauses={"*": (name,)}, **how)

    case.profile = case.profile._replace(
        clauses={
            "A-1": Label("业绩算到 2023年6月30日 为止", "up to June 2023"),
            "A-2": Label("平台在7月20日前填完", "by 20 July"),
            "A-3": Label("没有日期", "no day"),
        },
        applicant={
            **case.profile.applicant,
            "closes": Field("closes", Label("截止", "Closes"), FieldType.DATE),
            "since": Field("since", Label("任现职", "Since"), FieldType.DATE),
        },
        rules=(
            rule(
                "A-4",
                DateWindowParams(("date",), not_after=Operand(text="2023-12-31")),
                says=Label("之后不算", "not later"),
            ),
            rule("A-5", DateWindowParams(("date",), not_after=Operand(field="applicant.closes"))),
            rule("A-6", DateWindowParams(("date",), not_before=Operand(field="applicant.since"))),
        ),
        checklist=(Question(("A-2",), Label("2023年7月20日前能填完吗？", "Will it be done?")),),
    )
    case.applicant |= {name: Value("2023-08", case.place(), "2023-08") for name in ("closes", "since")}
    assert [(notice_date.when, notice_date.clause) for notice_date in report_view(case.facts, ZH).dates] == [
        ("2023-08", ""),
        ("2023年6月30日", "A-1（一.1）"),
        ("2023年7月20日", "A-2"),
        ("2023年12月31日", "A-4"),
    ]
    assert [notice_date.when for notice_date in report_view(case.facts, EN).dates][1:] == [
        "30 June 2023",
        "20 July 2023",
        "31 December 2023",
    ]


def test_what_was_waived_and_not_judged_is_told(case: Any) -> None:
    verdict = Verdict(
        waived=(Waived(case.finding("sections.papers[0]"), "已同意"),),
        not_evaluated=(NotEvaluated("r", "ZC101", Label("没填级别", "no level"), case.place("level")),),
    )
    case.more = {"result": case.facts.result._replace(verdict=verdict)}
    view = report_view(case.facts, ZH)
    assert [reason for _, reason in view.waived] == ["已同意"]
    assert view.not_evaluated == ("ZC101 [r] level 没填级别",)


def test_ticks_of_two_dossiers_are_apart(case: Any) -> None:
    keys = {report_view(case.facts, ZH).key}
    case.more = {"folder": "wang-lei"}
    keys.add(report_view(case.facts, ZH).key)
    case.applicant = {"name": Value("王磊", case.place(), "王磊")}
    keys.add(report_view(case.facts, ZH).key)
    assert len(keys) == 3


def test_photo_is_linked_where_it_can_be(case: Any) -> None:
    photo = case.papers[0]._replace(section="photo", place=case.place("photo"), fields={})
    photo = photo._replace(scans=(photo.scans[0]._replace(file="证件 照.jpg"),))
    profile = case.profile._replace(photo=case.profile.sections["papers"]._replace(fields={}))
    for prefix, link in (("../", "./../%E8%AF%81%E4%BB%B6%20%E7%85%A7.jpg"), (None, "")):
        case.more = {}
        judged = case.facts.result
        case.more = {
            "result": judged._replace(dossier=judged.dossier._replace(photo=photo), profile=profile),
            "prefix": prefix,
        }
        (entry,) = report_view(case.facts, ZH).sheet[1].entries
        assert (entry.upload, entry.link, entry.exists) == ("证件 照.jpg", link, True)


def test_no_absolute_path_is_on_the_page(case: Any) -> None:
    case.more = {"result": case.facts.result._replace(name="/home/somebody/li-ming")}
    assert "somebody" not in repr(report_view(case.facts, ZH))
    assert str(Path.home()) not in repr(report_view(case.facts, ZH))

"""The top of the page: who it is about, the verdict in a sentence, the figures, and how full each section is."""

from collections.abc import Sequence

from zcdossier.model.finding import Addressee, Severity, Stage
from zcdossier.model.label import Label
from zcdossier.model.receipt import RecordReceipt
from zcdossier.report.build_summary import size_text
from zcdossier.report.findings_by_section import SectionCounts, count_by_section
from zcdossier.report.messages import one_line
from zcdossier.report.page.page_findings import anchor
from zcdossier.report.page.page_views import Headline, PageHeader, SectionBar, Tone
from zcdossier.report.page.report_facts import STATES_WITH_PDF, ReportFacts, UploadState
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style
from zcdossier.report.verdict_questions import count_questions, open_questions

PORTRAIT = "photo"
"""What the picture of the applicant is called among those handed to the templates."""


def page_header(facts: ReportFacts, style: Style) -> PageHeader:
    """Sum up the dossier."""
    result = facts.result
    dossier, profile = result.dossier, result.profile
    page_facts: list[tuple[str, str]] = []
    name = escape_controls(facts.folder)
    if dossier is not None and profile is not None:
        name = escape_controls(dossier.applicant_name) or name
        page_facts.append((style.say(Label("申报要求", "notice")), one_line(profile.title, style.lang)))
        if dossier.level:
            page_facts.append(
                (style.say(Label("级别", "level")), one_line(profile.level_label(dossier.level), style.lang))
            )
    page_facts.append((style.say(Label("材料", "dossier")), escape_controls(facts.folder)))
    page_facts.append((style.say(Label("检查日期", "checked on")), facts.as_of.isoformat()))
    return PageHeader(
        name=name,
        title=style.say(Label(f"{name} · 职称申报材料检查报告", f"{name} · Application report")),
        facts=tuple(page_facts),
        headline=_headline(facts, style),
        numbers=_key_figures(facts, style),
        portrait=PORTRAIT if facts.photo else "",
    )


def _headline(facts: ReportFacts, style: Style) -> Headline:
    result = facts.result
    errors, warnings = result.verdict.count(Severity.ERROR), result.verdict.count(Severity.WARNING)
    without = sum(record_facts.state not in STATES_WITH_PDF for record_facts in facts.records)
    stale = sum(record_facts.state is UploadState.STALE for record_facts in facts.records)
    waiting = count_questions(open_questions(result.verdict))
    open_text = _count_phrase(waiting, Label("还有 {} 项要您本人确认", "{} question{} for you to answer"), style)
    if result.dossier is None or result.profile is None:
        text = style.say(Label("清单读不出来，还没有检查", "The manifest can't be read; nothing was checked"))
        return Headline(Tone.BAD, text, style.say(Label("先改好下面的问题", "Mend what stands below first")))
    if errors or without:
        parts = [
            _count_phrase(errors, Label("{} 个错误", "{} error{}"), style),
            _count_phrase(without, Label("{} 条记录没有 PDF", "{} record{} without a PDF"), style),
        ]
        return Headline(
            Tone.BAD, style.say(Label("还不能提交：", "Not ready: ")) + _join_parts(parts, style), open_text
        )
    if warnings or stale:
        parts = [
            _count_phrase(warnings, Label("{} 个警告", "{} warning{}"), style),
            _count_phrase(stale, Label("{} 个旧的 PDF", "{} old PDF{}"), style),
        ]
        return Headline(
            Tone.DOUBTFUL,
            style.say(Label("没有错误，请看一下", "No errors, but ")) + _join_parts(parts, style),
            open_text,
        )
    return Headline(Tone.GOOD, style.say(Label("没有发现问题", "No problems found")), open_text)


def _count_phrase(count: int, words: Label, style: Style) -> str:
    """So many of something, or nothing."""
    return style.say(words).format(count, "" if count == 1 else "s") if count else ""


def _join_parts(parts: list[str], style: Style) -> str:
    return style.say(Label("，", ", ")).join(part for part in parts if part)


def _key_figures(facts: ReportFacts, style: Style) -> tuple[tuple[str, str, Tone], ...]:
    verdict = facts.result.verdict
    built: Sequence[RecordReceipt] = [
        record_facts.receipt
        for record_facts in facts.records
        if record_facts.receipt is not None and record_facts.state in STATES_WITH_PDF
    ]
    errors, warnings = verdict.count(Severity.ERROR), verdict.count(Severity.WARNING)
    open_count = count_questions(open_questions(verdict))
    question_count = count_questions(verdict.questions(Addressee.APPLICANT, stage=Stage.BEFORE))
    records = sum(1 for _ in facts.result.dossier.records()) if facts.result.dossier is not None else 0
    return (
        (str(records), style.say(Label("条记录", "records")), Tone.PLAIN),
        (str(len(built)), style.say(Label("个 PDF", "PDFs")), Tone.PLAIN),
        (str(sum(receipt.pages for receipt in built)), style.say(Label("页", "pages")), Tone.PLAIN),
        (size_text(sum(receipt.bytes for receipt in built)), style.say(Label("合计大小", "in all")), Tone.PLAIN),
        (str(errors), style.say(Label("个错误", "errors")), Tone.BAD if errors else Tone.GOOD),
        (str(warnings), style.say(Label("个警告", "warnings")), Tone.DOUBTFUL if warnings else Tone.GOOD),
        (f"{question_count - open_count}/{question_count}", style.say(Label("项已确认", "confirmed")), Tone.PLAIN),
    )


def section_bars(facts: ReportFacts, style: Style) -> tuple[SectionBar, ...]:
    """A row per section of the form, as `status` has it, and those others that hold anything."""
    return tuple(_section_bar(row, style) for row in count_by_section(facts.result) if row.number or row.touched)


def _section_bar(row: SectionCounts, style: Style) -> SectionBar:
    over = row.limit is not None and row.records > row.limit
    wanting = row.required and not row.records
    remark = ""
    if over and row.limit is not None:
        remark = style.say(Label(f"超出 {row.records - row.limit} 条", f"{row.records - row.limit} too many"))
    elif wanting:
        remark = style.say(Label("必填，还没有", "required, none yet"))
    return SectionBar(
        anchor=anchor(f"section-{row.id}"),
        number=row.number,
        label=one_line(row.label, style.lang),
        records=row.records,
        limit=str(row.limit) if row.limit is not None else "",
        share=round(min(100.0, 100 * row.records / row.limit), 1) if row.limit else 100.0 if over else 0.0,
        over=over,
        errors=row.errors,
        warnings=row.warnings,
        remark=remark,
    )

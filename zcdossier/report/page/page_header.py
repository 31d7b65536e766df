"""The top of the page: who it is about, the verdict in a sentence, what to do next, and how full each section is."""

from collections.abc import Sequence

from zcdossier.model.finding import Addressee, Severity, Stage
from zcdossier.model.label import Label
from zcdossier.model.receipt import RecordReceipt
from zcdossier.report.build_summary import size_text
from zcdossier.report.findings_by_section import SectionCounts, count_by_section
from zcdossier.report.messages import one_line
from zcdossier.report.page.page_findings import anchor
from zcdossier.report.page.page_views import Headline, NextStep, PageHeader, SectionBar, Tone
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
    if result.dossier is None or result.profile is None:
        text = style.say(Label("清单读不出来，还没有检查", "The manifest can't be read; nothing was checked"))
        return Headline(Tone.BAD, text)
    if errors or without:
        parts = [
            _count_phrase(errors, Label("{} 个错误", "{} error{}"), style),
            _count_phrase(without, Label("{} 条记录没有 PDF", "{} record{} without a PDF"), style),
        ]
        return Headline(Tone.BAD, style.say(Label("还不能提交：", "Not ready: ")) + _join_parts(parts, style))
    if warnings or stale:
        parts = [
            _count_phrase(warnings, Label("{} 个警告", "{} warning{}"), style),
            _count_phrase(stale, Label("{} 个旧的 PDF", "{} old PDF{}"), style),
        ]
        lead = style.say(Label("没有错误，请看一下", "No errors, but "))
        return Headline(Tone.DOUBTFUL, lead + _join_parts(parts, style))
    return Headline(Tone.GOOD, style.say(Label("没有发现问题", "No problems found")))


def _count_phrase(count: int, words: Label, style: Style) -> str:
    """So many of something, or nothing."""
    return style.say(words).format(count, "" if count == 1 else "s") if count else ""


def _join_parts(parts: list[str], style: Style) -> str:
    return style.say(Label("，", ", ")).join(part for part in parts if part)


def _key_figures(facts: ReportFacts, style: Style) -> tuple[tuple[str, str], ...]:
    built: Sequence[RecordReceipt] = [
        record_facts.receipt
        for record_facts in facts.records
        if record_facts.receipt is not None and record_facts.state in STATES_WITH_PDF
    ]
    records = sum(1 for _ in facts.result.dossier.records()) if facts.result.dossier is not None else 0
    figures = [
        (str(records), style.say(Label("条记录", "records"))),
        (str(len(built)), style.say(Label("个 PDF", "PDFs"))),
        (str(sum(receipt.pages for receipt in built)), style.say(Label("页", "pages"))),
        (size_text(sum(receipt.bytes for receipt in built)), style.say(Label("合计大小", "in all"))),
    ]
    return tuple(figures if built else figures[:1] if records else ())


MEND, FILL, CONFIRM = "mend", "fill", "confirm"
"""The three tasks of the page, by the names of their tabs."""


def next_steps(facts: ReportFacts, style: Style) -> tuple[NextStep, ...]:
    """What to do next, in the order in which it is done; each leads to where it is done."""
    if facts.result.dossier is None or facts.result.profile is None:
        text = style.say(Label("先把清单改到能读", "Fix the manifest first"))
        return (NextStep(Tone.BAD, text, style.say(Label("别的要等它读得出来", "everything else waits for it")), MEND),)
    steps = (_mending_step(facts, style), _building_step(facts, style), _confirming_step(facts, style))
    return (*(step for step in steps if step is not None), _filling_step(facts, style))


def _mending_step(facts: ReportFacts, style: Style) -> NextStep:
    verdict = facts.result.verdict
    errors, warnings = verdict.count(Severity.ERROR), verdict.count(Severity.WARNING)
    and_warnings = _count_phrase(warnings, Label("另有 {} 个警告要看一看", "and look at {} warning{}"), style)
    if errors:
        text = _count_phrase(errors, Label("改好 {} 个错误", "Fix {} error{}"), style)
        return NextStep(Tone.BAD, text, and_warnings, MEND)
    if warnings:
        text = _count_phrase(warnings, Label("看一看 {} 个警告", "Look at {} warning{}"), style)
        return NextStep(Tone.DOUBTFUL, text, style.say(Label("没有错误", "there are no errors")), MEND)
    return NextStep(Tone.GOOD, style.say(Label("没有要改的", "Nothing to fix")), "", MEND)


def _building_step(facts: ReportFacts, style: Style) -> NextStep | None:
    """Building, where PDFs are wanting or old."""
    without = sum(record_facts.state not in STATES_WITH_PDF for record_facts in facts.records)
    stale = sum(record_facts.state is UploadState.STALE for record_facts in facts.records)
    if not without and not stale:
        return None
    lacking = Label("{} 条记录还没有 PDF", "{} record{} without a PDF")
    text = _join_parts(
        [_count_phrase(without, lacking, style), _count_phrase(stale, Label("{} 个 PDF 旧了", "{} old PDF{}"), style)],
        style,
    )
    command = Label("运行 zcdossier build", "run zcdossier build")
    if any(record_facts.state is UploadState.FAILED for record_facts in facts.records):
        command = Label("照每条写的改好，再运行 zcdossier build", "fix what each says, then run zcdossier build")
    return NextStep(Tone.BAD if without else Tone.DOUBTFUL, text, style.say(command), MEND)


def _confirming_step(facts: ReportFacts, style: Style) -> NextStep | None:
    verdict = facts.result.verdict
    total = count_questions(verdict.questions(Addressee.APPLICANT, stage=Stage.BEFORE))
    if not total:
        return None
    waiting = count_questions(open_questions(verdict))
    if not waiting:
        text = _count_phrase(total, Label("{} 项都已确认", "All {} question{} answered"), style)
        return NextStep(Tone.GOOD, text, "", CONFIRM)
    text = _count_phrase(waiting, Label("确认 {} 项", "Answer {} question{}"), style)
    detail = style.say(Label("只有您本人能判断，在这一页上就能答", "only you can tell; answer them on this page"))
    return NextStep(Tone.DOUBTFUL, text, detail, CONFIRM)


def _filling_step(facts: ReportFacts, style: Style) -> NextStep:
    built = sum(record_facts.state in STATES_WITH_PDF for record_facts in facts.records)
    ready = _count_phrase(built, Label("{} 个 PDF 已备好", "{} PDF{} ready"), style)
    text = style.say(Label("照填报单填进申报系统", "Fill in the portal from the entry sheet"))
    return NextStep(Tone.PLAIN, text, ready, FILL)


def unbuilt_text(facts: ReportFacts, style: Style) -> str:
    """What to say where no record was ever built, once for all of them; else an empty text."""
    missing = sum(record_facts.state is UploadState.MISSING for record_facts in facts.records)
    if not missing or missing < len(facts.records):
        return ""
    words = Label("{} 条记录还没有生成 PDF；运行 zcdossier build", "{} record{} without a PDF; run zcdossier build")
    return _count_phrase(missing, words, style)


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

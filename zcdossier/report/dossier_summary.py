"""How one dossier stands: what follows its findings, `status` section by section, and a line about its page."""

import os
from collections.abc import Iterator, Sequence

from zcdossier.model.finding import Addressee, Severity, Stage, Verdict
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.report.findings_by_section import SectionCounts, count_by_section
from zcdossier.report.messages import count_noun, join_words, message_text, not_evaluated_text, one_line
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style
from zcdossier.report.text_layout import LABEL_CELLS, Span, clip, lay_out_table, unpainted, wrap_spans
from zcdossier.report.verdict_questions import count_questions, open_questions


def summary_text(result: LintResult, style: Style) -> str:
    """The end of one dossier's report: the sections with findings, or every one with -v."""
    everything = count_by_section(result) if result.dossier is not None else ()
    rows = [row for row in everything if row.errors or row.warnings or style.detail is Detail.VERBOSE]
    parts = ["\n".join(section_table(rows, style))]
    if style.detail is Detail.VERBOSE:
        parts += [
            "\n".join(_waived_lines(result.verdict, style)),
            "\n".join(_not_evaluated_lines(result.verdict, style)),
        ]
    steps = [line for step in _next_steps(result, style) for line in wrap_plain(step, style)]
    parts.append("\n".join((totals_text(result.verdict, style), *steps)))
    return "\n\n".join(part for part in parts if part) + "\n"


def section_table(rows: Sequence[SectionCounts], style: Style) -> list[str]:
    """The sections that hold anything or have findings."""
    touched = [row for row in rows if row.touched]
    if not touched:
        return []
    head = (
        style.say(Label("栏目", "section")),
        style.say(Label("记录", "records")),
        style.say(Label("错误", "errors")),
        style.say(Label("警告", "warnings")),
    )
    body = [
        (
            clip(one_line(row.label, style.lang), LABEL_CELLS),
            records_cell(row),
            str(row.errors or "-"),
            str(row.warnings or "-"),
        )
        for row in touched
    ]
    lines = lay_out_table([head, *body], right=(1, 2, 3))
    return [style.paint.faint(lines[0])] + [
        style.paint.graded(line, bad=row.errors > 0, doubtful=row.warnings > 0)
        for line, row in zip(lines[1:], touched, strict=True)
    ]


def records_cell(row: SectionCounts) -> str:
    """`3/4` where there is a limit, else `3`."""
    if row.limit is not None:
        return f"{row.records}/{row.limit}"
    return str(row.records) if row.records else "-"


def totals_text(verdict: Verdict, style: Style) -> str:
    """`2 个错误，1 个警告；1 个问题写了不适用说明 …` on one line."""
    spans = _count_spans(verdict.count(Severity.ERROR), verdict.count(Severity.WARNING), style)
    between = style.say(Label("；", "; "))
    spans += [(f"{between}{text}", unpainted) for text in _set_aside_counts(verdict, style)]
    return "\n".join(wrap_spans(spans, style.line_cells, _INDENT))


def counts_text(errors: int, warnings: int, style: Style) -> str:
    """The number of errors and warnings in words."""
    return "".join(paint(text) for text, paint in _count_spans(errors, warnings, style))


def _count_spans(errors: int, warnings: int, style: Style) -> list[Span]:
    if not errors and not warnings:
        return [(style.say(Label("没有发现问题", "no problems found")), style.paint.good)]
    spans: list[Span] = []
    if errors:
        spans.append((_count_text(errors, Label("个错误", "error"), style), style.paint.bad))
    if errors and warnings:
        spans.append((style.say(Label("，", ", ")), unpainted))
    if warnings:
        spans.append((_count_text(warnings, Label("个警告", "warning"), style), style.paint.doubtful))
    return spans


def _count_text(count: int, noun: Label, style: Style) -> str:
    return style.say(Label(f"{count} {noun.zh}", count_noun(count, noun.en)))


def _set_aside_counts(verdict: Verdict, style: Style) -> Iterator[str]:
    see = "" if style.detail is Detail.VERBOSE else style.say(Label("（加 -v 列出）", " (-v lists them)"))
    if verdict.waived:
        count, last = len(verdict.waived), "" if verdict.not_evaluated else see
        yield style.say(Label(f"{count} 个问题写了不适用说明{last}", f"{count} waived{last}"))
    if verdict.not_evaluated:
        count = len(verdict.not_evaluated)
        yield style.say(Label(f"{count} 条规则暂时无法判断{see}", f"{count} not evaluated{see}"))
    yield from _confirmed_counts(verdict, style)


def _confirmed_counts(verdict: Verdict, style: Style) -> Iterator[str]:
    """How far the applicant's own questions are answered, and how many come later."""
    count = count_questions(verdict.questions(Addressee.APPLICANT, stage=Stage.BEFORE))
    open_count = count_questions(open_questions(verdict))
    if count:
        answered = (
            Label(f"还有 {open_count} 项没有回答", f"{open_count} of {count} open")
            if open_count
            else Label("都已回答", f"all {count} answered")
        )
        yield style.say(Label(f"人工确认 {count} 项，{answered.zh}", f"checklist: {answered.en}"))
    later = count_questions(
        question for question in verdict.questions(Addressee.APPLICANT, stage=Stage.AFTER) if question.open
    )
    if later:
        yield style.say(Label(f"提交以后还要确认 {later} 项", f"{later} more to confirm after handing over"))


def _waived_lines(verdict: Verdict, style: Style) -> Iterator[str]:
    if verdict.waived:
        yield style.say(Label("写了不适用说明的：", "Waived:"))
    for waived in verdict.waived:
        finding = waived.finding
        place = finding.place.path or finding.place.file
        text = f"{finding.code} {escape_controls(place)} {message_text(finding, style.lang)}"
        reason = f"{style.say(Label('；理由：', '; reason: '))}{escape_controls(waived.reason)}"
        yield from wrap_plain(f"  {text}{reason}", style)


def _not_evaluated_lines(verdict: Verdict, style: Style) -> Iterator[str]:
    if verdict.not_evaluated:
        yield style.say(Label("暂时无法判断：", "Not evaluated:"))
    for missed in verdict.not_evaluated:
        yield from wrap_plain(f"  {not_evaluated_text(missed, style.lang)}", style)


def _next_steps(result: LintResult, style: Style) -> Iterator[str]:
    verdict, name = result.verdict, quote_for_shell(escape_controls(result.name))
    if verdict.count(Severity.ERROR):
        codes = dict.fromkeys(finding.code for finding in verdict.findings if finding.severity is Severity.ERROR)
        first = next(iter(codes))
        yield style.say(
            Label(
                f"改好后再运行 zcdossier lint {name}；想知道原因：zcdossier explain {first}",
                f"fix this, then run: zcdossier lint {name}; to learn more: zcdossier explain {first}",
            ),
        )
        if len(verdict.findings) > _MANY:
            yield style.say(
                Label(
                    f"一屏看不过来的，在浏览器里看：zcdossier open {name}",
                    f"more than fits the screen: zcdossier open {name} shows them in a browser",
                )
            )
    elif open_questions(verdict):
        yield style.say(Label(f"下一步：zcdossier checklist {name}", f"next: zcdossier checklist {name}"))
    else:
        yield style.say(Label(f"下一步：zcdossier build {name}", f"next: zcdossier build {name}"))


_INDENT = 4
_MANY = 20
"""Findings that no longer fit a screen or two."""


def wrap_plain(text: str, style: Style) -> list[str]:
    """Break an unpainted line where somebody looks at it; its own indent and a little more leads the further lines."""
    lead = len(text) - len(text.lstrip(" "))
    return wrap_spans(((text.lstrip(" "), unpainted),), style.line_cells, lead + _INDENT, lead=lead)


def quote_for_shell(name: str) -> str:
    """A path as it has to be typed in a shell; one that begins with a dash would be taken for an option."""
    if name.startswith("-"):
        name = f"./{name}"
    if os.name == "nt":
        return f'"{name}"' if set(name) & set(" &()^;,=") else name
    if name.replace("-", "_").replace("/", "_").replace(".", "_").isidentifier():
        return name
    import shlex  # for a name that needs it

    return shlex.quote(name)


def dossier_heading(result: LintResult, style: Style) -> str:
    """Which dossier the lines below are about."""
    name = style.paint.strong(escape_controls(result.name))
    facts = []
    if result.profile is not None and result.dossier is not None:
        level = one_line(result.profile.level_label(result.dossier.level), style.lang)
        facts = [word for word in (result.profile.id, level) if word]
    return (
        f"{name}{style.say(Label('（', ' ('))}{join_words(facts, style.lang)}{style.say(Label('）', ')'))}"
        if facts
        else name
    )


def status_text(result: LintResult, style: Style) -> str:
    """The whole table of one dossier with its totals."""
    rows = [row for row in count_by_section(result) if row.number or row.touched]
    head = style.say(Label("栏目,记录,扫描件,错误,警告,", "section,records,scans,errors,warnings,")).split(",")
    lines = lay_out_table([head, *(_status_cells(row, style) for row in rows)], right=(1, 2, 3, 4))
    painted = [style.paint.faint(lines[0]), *map(_paint_status, lines[1:], rows, [style] * len(rows))]
    return "\n".join([dossier_heading(result, style), "", *painted, "", totals_text(result.verdict, style)]) + "\n"


def _status_cells(row: SectionCounts, style: Style) -> list[str]:
    number = f"{row.number:>2} " if row.number else "   "
    return [
        number + clip(one_line(row.label, style.lang), LABEL_CELLS),
        records_cell(row),
        str(row.files or "-"),
        str(row.errors or "-"),
        str(row.warnings or "-"),
        _remark_on(row, style),
    ]


def _remark_on(row: SectionCounts, style: Style) -> str:
    if row.limit is not None and row.records > row.limit:
        over = row.records - row.limit
        return style.say(Label(f"超出 {over} 条", f"{over} too many"))
    if row.required and not row.records:
        return style.say(Label("必填，还没有", "required, none yet"))
    return ""


def _paint_status(line: str, row: SectionCounts, style: Style) -> str:
    if row.errors:
        return style.paint.bad(line)
    if row.warnings:
        return style.paint.doubtful(line)
    return line if row.records else style.paint.faint(line)


def report_text(name: str, path: str, verdict: Verdict, style: Style) -> str:
    """Two lines for one dossier; both texts must be fit to print."""
    colon = style.say(Label("：", ": "))
    return f"{style.paint.strong(name)}{colon}{totals_text(verdict, style)}\n{open_page_text(path, style)}"


def open_page_text(path: str, style: Style) -> str:
    """How to look at a page."""
    return style.say(Label(f"用浏览器打开 {path} 查看\n", f"open {path} in a browser\n"))

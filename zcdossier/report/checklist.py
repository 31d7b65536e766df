"""`checklist`: the questions only a person can answer, with the answers given so far and how to give one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from zcdossier.model.dossier import Record
from zcdossier.model.finding import Addressee, ChecklistItem, Stage
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_form import ManifestForm
from zcdossier.model.record_names import section_of_record
from zcdossier.model.yes_no import Reply
from zcdossier.report.as_json import sighting_object
from zcdossier.report.dossier_summary import dossier_heading
from zcdossier.report.findings_by_section import OWN_LABELS
from zcdossier.report.json_document import Json
from zcdossier.report.messages import clause_name, join_words, one_line
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.sighting_text import sighting_label, sighting_of_group
from zcdossier.report.style import Detail, Style
from zcdossier.report.text_layout import Span, cell_width, unpainted, wrap_spans
from zcdossier.report.verdict_questions import count_questions, group_by_question, open_questions

_HEADINGS: tuple[tuple[Addressee, Stage, Label], ...] = (
    (Addressee.APPLICANT, Stage.BEFORE, Label("现在请您确认", "For you to confirm now")),
    (Addressee.APPLICANT, Stage.AFTER, Label("提交以后再确认", "For you to confirm after handing over")),
    (Addressee.UNIT, Stage.BEFORE, Label("由单位确认", "For your unit to confirm")),
    (Addressee.UNIT, Stage.AFTER, Label("提交以后由单位确认", "For your unit to confirm after handing over")),
    (Addressee.AUTHORITY, Stage.BEFORE, Label("由主管部门确认", "For the authority to confirm")),
    (
        Addressee.AUTHORITY,
        Stage.AFTER,
        Label("提交以后由主管部门确认", "For the authority to confirm after handing over"),
    ),
)


_MOST_LISTED = 12
_INDENT = 4


def checklist_text(result: LintResult, style: Style) -> str:
    """Whom and when each question asks, open ones first, each once with the records it is about below it."""
    verdict = result.verdict
    question_count = count_questions(verdict.questions(Addressee.APPLICANT, stage=Stage.BEFORE))
    open_count = count_questions(open_questions(verdict))
    zh = f"还有 {open_count} 项没有回答" if open_count else "都已回答"
    lines = [dossier_heading(result, style)]
    lines.append(
        style.say(
            Label(f"请您确认 {question_count} 项，{zh}", f"{open_count} of {question_count} questions for you are open")
        )
    )
    for asks, stage, label in _HEADINGS:
        questions = verdict.questions(asks, stage=stage)
        if questions:
            lines += ["", style.paint.label(one_line(label, style.lang))]
        for group in sorted(
            group_by_question(questions),
            key=lambda group: not any(question.open or question.refused for question in group),
        ):
            lines += _question_lines(group, result, style)
    example = _question_to_show(verdict.checklist)
    if example is not None:
        lines += ["", *_how_to_answer_lines(example, result.form, style)]
    return "\n".join(lines) + "\n"


def _question_lines(group: Sequence[ChecklistItem], result: LintResult, style: Style) -> Iterator[str]:
    first = group[0]
    clause = clause_name(first.clause, result.profile, style.lang)
    if not first.path:
        yield from _question((_answer_box(first, style), (" ", unpainted)), clause, first, style)
        yield from _sighting_lines(group, result.form, style)
        return
    yield from _question((), clause, first, style)
    yield from _sighting_lines(group, result.form, style)
    alike = len({_answer_box(asked, style)[0] for asked in group}) == 1
    if len(group) > _MOST_LISTED and style.detail is not Detail.VERBOSE and alike:
        yield from _answer_line(first, _count_by_section(group, result, style), style)
        return
    for asked in group:
        yield from _answer_line(asked, record_label(asked, result, style.lang), style)


def _question(box: tuple[Span, ...], clause: str, asked: ChecklistItem, style: Style) -> list[str]:
    spans = (*box, (f"{clause} ", unpainted), (one_line(asked.question, style.lang), style.paint.strong))
    return wrap_spans(spans, style.line_cells, _INDENT)


def _answer_line(asked: ChecklistItem, text: str, style: Style) -> list[str]:
    box = _answer_box(asked, style)
    return wrap_spans((box, (f" {text}", unpainted)), style.line_cells, 2 + cell_width(box[0]) + 1, lead=2)


def _count_by_section(group: Sequence[ChecklistItem], result: LintResult, style: Style) -> str:
    """How many records of which section, where all are answered alike or none is: 论文 4 …, one by one with -v."""
    counts = Counter(_section_label(asked.path, result, style.lang) for asked in group)
    listed = join_words([f"{label} {count}" for label, count in counts.items()], style.lang)
    total = len(group)
    return style.say(Label(f"{total} 条记录：{listed}（加 -v 逐条列出）", f"{total} records: {listed} (-v lists them)"))


def _sighting_lines(group: Sequence[ChecklistItem], form: ManifestForm, style: Style) -> Iterator[str]:
    """What reading the scans says to it, and the line that confirms it as long as it is open."""
    sighting = sighting_of_group(group)
    if sighting is None:
        return
    yield f"  {style.paint.faint(one_line(sighting_label(sighting), style.lang))}"
    if group[0].expected is Reply.YES and any(asked.open for asked in group):
        line = form.answer_lines(group[0].clause, "")[-1].strip()
        yield style.say(Label(f"  核对无误，就回答 {line}", f"  once you have checked it, answer {line}"))


def record_label(asked: ChecklistItem, result: LintResult, lang: str) -> str:
    """Which record a question is about, as people count, and what it is known by in `answers`."""
    place, subject, key = (
        _record_place(asked.path, result, lang),
        escape_controls(asked.subject),
        escape_controls(asked.key),
    )
    if subject.startswith("#") or subject == place:
        subject = ""
    label = " ".join(word for word in (place, subject) if word)
    if not key or key == label:
        return label
    return Label(f"{label}（{key}）", f"{label} ({key})").text(lang)


def _record_place(path: str, result: LintResult, lang: str) -> str:
    """Which record it is: 论文 1; an attachment, a text or the photo goes by its label."""
    record = _record_at(path, result)
    label = _section_label(path, result, lang)
    return f"{label} {record.position + 1}" if record is not None and path.startswith("sections.") else label


def _record_at(path: str, result: LintResult) -> Record | None:
    records = result.dossier.everything() if result.dossier is not None else ()
    return next((record for record in records if record.place.path == path), None)


def _section_label(path: str, result: LintResult, lang: str) -> str:
    record = _record_at(path, result)
    section = section_of_record(record, result.profile) if record is not None and result.profile is not None else None
    if section is None:
        return one_line(OWN_LABELS[path], lang) if path in OWN_LABELS else ""
    return one_line(section.label, lang)


def _answer_box(asked: ChecklistItem, style: Style) -> Span:
    if asked.open:
        return "[  ]", style.paint.doubtful
    paint = style.paint.bad if asked.refused else style.paint.good
    return f"[{escape_controls(asked.answer)}]", paint


def _question_to_show(questions: Sequence[ChecklistItem]) -> ChecklistItem | None:
    """An open question to show an answer to; one about records shows both ways to answer."""
    open_ones = [question for question in questions if question.open]
    return next((question for question in open_ones if question.path), open_ones[0] if open_ones else None)


def _how_to_answer_lines(example: ChecklistItem, form: ManifestForm, style: Style) -> Iterator[str]:
    yield one_line(form.answer_here, style.lang)
    yield from form.answer_lines(example.clause, "")
    if example.path:
        yield one_line(form.answer_record_here, style.lang)
        yield from form.answer_lines(example.clause, escape_controls(example.key or example.path))


def checklist_object(result: LintResult, lang: str) -> Json:
    """The questions of one dossier as data, with the answers as typed."""
    questions = [
        {
            "clause": asked.clause,
            "question": asked.question.text(lang),
            "path": asked.path,
            "record": asked.key,
            "subject": asked.subject,
            "answer": asked.answer,
            "reply": asked.reply.value,
            "refused": asked.refused,
            "asks": asked.asks.value,
            "stage": asked.stage.value,
            **({"seen": sighting_object(asked.sighting, lang)} if asked.sighting is not None else {}),
        }
        for asked in result.verdict.checklist
    ]
    return {"path": result.name, "checklist": questions}

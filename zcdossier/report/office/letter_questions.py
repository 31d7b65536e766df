"""Questions in letters: the applicant's, each with its records; and the unit's own list, each with its applicants."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from zcdossier.model.finding import Addressee, ChecklistItem, Stage
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.record_names import section_of_record
from zcdossier.report.messages import day_text, join_words, one_line
from zcdossier.report.office.letter_document import Letter, LetterGroup, LetterItem, LetterPoint, number_headings
from zcdossier.report.office.letter_wording import addressee_of, quote_title, record_title, section_label
from zcdossier.report.sanitize import strip_controls
from zcdossier.report.verdict_questions import find_refusals, open_questions_for


def questions_group(
    asked: Sequence[ChecklistItem], heading: Label, result: LintResult, lang: str
) -> Iterator[LetterGroup]:
    """Each question once, with the records it is asked about below it, section by section."""
    sections_by_question: dict[Label, dict[str, list[str]]] = {}
    records = (
        {record.place.path: record for record in result.dossier.everything()} if result.dossier is not None else {}
    )
    for asked_about in asked:
        sections = sections_by_question.setdefault(asked_about.question, {})
        record = records.get(asked_about.path)
        section = section_of_record(record, result.profile) if record is not None and result.profile else None
        if record is not None and section is not None:
            titles = sections.setdefault(section_label(record, result, lang), [])
            titles.append(quote_title(record_title(record, section, lang)))
        elif asked_about.path:
            sections.setdefault(asked_about.subject, [])
    if sections_by_question:
        whole = Counter(section_label(record, result, lang) for record in records.values())
        items = (
            LetterItem(strip_controls(one_line(question, lang)), _record_points(sections, whole, lang))
            for question, sections in sections_by_question.items()
        )
        yield LetterGroup(heading.text(lang), tuple(items))


def _record_points(sections: dict[str, list[str]], whole: Counter[str], lang: str) -> tuple[LetterPoint, ...]:
    """`论文：“甲”“乙”`; `论文（全部 4 条）` when it is every record there."""
    lines = []
    for label, titles in sections.items():
        if len(titles) == whole[label] > 1:
            lines.append(Label(f"{label}（全部 {len(titles)} 条）", f"{label} (all {len(titles)})").text(lang))
        else:
            joint = Label("：", ": ").text(lang)
            lines.append(f"{label}{joint if titles else ''}{Label('', ', ').text(lang).join(titles)}")
    return tuple(LetterPoint(strip_controls(line)) for line in lines)


_TITLE = Label("要单位确认的事项", "What the unit has to confirm")
_OPEN = Label("请确认（“是”“否”或“不适用”）", "Please confirm (yes, no, or does not apply)")
_REFUSED = Label("答的是“否”或看不出是还是否的", "Answered with no, or with a remark")
_LATER = Label("材料报送以后再确认", "To be confirmed after handing over")


def unit_list(people: Sequence[LintResult], day: date, lang: str) -> Letter | None:
    """The unit's own list, or None when it has nothing to confirm."""
    names_by_question: dict[Label, dict[Label, list[str]]] = {_OPEN: {}, _REFUSED: {}, _LATER: {}}
    for result in people:
        for heading, question in _questions(result):
            names = names_by_question[heading].setdefault(question, [])
            if addressee_of(result) not in names:
                names.append(addressee_of(result))
    groups = [
        LetterGroup(heading.text(lang), tuple(_items(questions, len(people), lang)))
        for heading, questions in names_by_question.items()
        if questions
    ]
    if not groups:
        return None
    return Letter(
        greeting=_TITLE.text(lang),
        opening=(),
        groups=number_headings(groups, lang),
        closing="",
        signature=(day_text(day, lang),),
        lang=lang,
        questions=len({*names_by_question[_OPEN], *names_by_question[_REFUSED], *names_by_question[_LATER]}),
    )


def _questions(result: LintResult) -> Iterator[tuple[Label, Label]]:
    verdict = result.verdict
    yield from ((_OPEN, asked.question) for asked in open_questions_for(verdict, Addressee.UNIT))
    for finding in find_refusals(verdict, Addressee.UNIT):
        question = finding.args["question"]
        if isinstance(question, Label):
            yield _REFUSED, question
    yield from ((_LATER, asked.question) for asked in open_questions_for(verdict, Addressee.UNIT, Stage.AFTER))


def _items(questions: dict[Label, list[str]], everybody: int, lang: str) -> Iterator[LetterItem]:
    for question, names in questions.items():
        if len(names) == everybody > 1:
            names_text = Label(f"全部 {everybody} 人", f"all {everybody} applicants").text(lang)
        else:
            names_text = join_words(names, lang)
        yield LetterItem(strip_controls(one_line(question, lang)), (LetterPoint(strip_controls(names_text)),))

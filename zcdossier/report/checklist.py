"""`checklist`: the questions only a person can answer, with the answers given so far and how to give one."""

import re
from collections.abc import Iterator, Sequence

from zcdossier.model.finding import Asked
from zcdossier.model.label import Label
from zcdossier.report.as_json import Json
from zcdossier.report.judged import Judged
from zcdossier.report.style import Style
from zcdossier.report.summary import heading, open_questions
from zcdossier.report.visible import visible
from zcdossier.report.words import clause_name, one_line

_RECORD = re.compile(r"sections\.(?P<section>\w+)\[(?P<index>\d+)\]")


def checklist_text(judged: Judged, style: Style) -> str:
    """Open questions first, each asked once with the records it is about below it."""
    asked = judged.verdict.checklist
    left = len(open_questions(judged.verdict))
    zh = f"还有 {left} 项没有回答" if left else "都已回答"
    count = style.say(f"人工确认 {len(asked)} 项，{zh}", f"{left} of {len(asked)} questions open")
    lines = [heading(judged, style), count]
    groups: dict[tuple[str, Label], list[Asked]] = {}
    for one in asked:
        groups.setdefault((one.clause, one.question), []).append(one)
    for group in sorted(groups.values(), key=lambda group: all(one.answer for one in group)):
        lines += ["", *_group(group, judged, style)]
    if left:
        lines += ["", *_how_to_answer(_example(open_questions(judged.verdict)), style)]
    return "\n".join(lines) + "\n"


def _group(group: Sequence[Asked], judged: Judged, style: Style) -> Iterator[str]:
    first = group[0]
    named = clause_name(first.clause, judged.profile, style.lang)
    question = style.paint.strong(one_line(first.question, style.lang))
    if not first.path:
        yield f"{_box(first, style)} {named} {question}"
        return
    yield f"{named} {question}"
    for one in group:
        subject = f" {visible(one.subject)}" if one.subject else ""
        yield f"  {_box(one, style)} {_place(one.path, judged, style)}{subject}"


def _place(path: str, judged: Judged, style: Style) -> str:
    """Which record it is, as people count: 论文 1; a path that is no record's as it stands."""
    found = _RECORD.fullmatch(path)
    section = judged.profile.sections.get(found["section"]) if found and judged.profile else None
    if found is None or section is None:
        return visible(path)
    return f"{one_line(section.label, style.lang)} {int(found['index']) + 1}"


def _box(asked: Asked, style: Style) -> str:
    return style.paint.good(f"[{visible(asked.answer)}]") if asked.answer else style.paint.doubtful("[  ]")


def _example(left: Sequence[Asked]) -> Asked:
    """An open question to show an answer to; one about records shows both ways to answer."""
    return next((one for one in left if one.path), left[0])


def _how_to_answer(example: Asked, style: Style) -> Iterator[str]:
    yield style.say("核对以后，把回答写进 dossier.yaml，例如：", "Once checked, answer in dossier.yaml, such as:")
    yield "  answers:"
    yield f"    {example.clause}: 是"
    if example.path:
        yield style.say(
            "只回答其中一条记录时，写成（从 0 数起，[0] 是第 1 条）：",
            "To answer for one record only, write (counted from 0: [0] is number 1):",
        )
        yield f'    {example.clause}: {{"{visible(example.path)}": 是}}'


def checklist_object(judged: Judged, lang: str) -> Json:
    """The questions of one dossier as data, with the answers as typed."""
    questions = [
        {
            "clause": one.clause,
            "question": one.question.text(lang),
            "path": one.path,
            "subject": one.subject,
            "answer": one.answer,
        }
        for one in judged.verdict.checklist
    ]
    return {"path": judged.name, "checklist": questions}

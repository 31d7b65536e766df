"""Findings as a good compiler shows them: the place, the line with carets under the value, why, and what to do."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from zcdossier.model.finding import Finding
from zcdossier.model.place import Place
from zcdossier.report.excerpt import excerpt
from zcdossier.report.judged import Judged
from zcdossier.report.style import Detail, Style
from zcdossier.report.visible import visible
from zcdossier.report.words import (
    clause_name,
    clause_text,
    hint_text,
    joined,
    message_text,
    one_line,
    reason_text,
    severity_word,
)

Painter = Callable[[str], str]


def findings_text(judged: Judged, style: Style) -> str:
    """Every finding of one dossier, in the verdict's order; an empty text when there are none.

    The clause behind a rule is quoted at the rule's first finding, then only named; what to do is said every time.
    """
    quoted: set[str] = set()
    blocks = ("\n".join(_finding(finding, judged, style, quoted)) for finding in judged.verdict.findings)
    between = "\n" if style.detail is Detail.QUIET else "\n\n"
    text = between.join(blocks)
    return f"{text}\n" if text else ""


def located(place: Place, name: str) -> str:
    """`li-ming/dossier.yaml:41:5`, as editors and terminals make it clickable."""
    text = visible(str(Path(name, place.file)))
    if place.line is None:
        return text
    return f"{text}:{place.line}" + (f":{place.column}" if place.column is not None else "")


def _finding(finding: Finding, judged: Judged, style: Style, quoted: set[str]) -> Iterator[str]:
    paint = style.paint
    rule = f" {paint.faint(f'[{finding.rule}]')}" if finding.rule and finding.rule != finding.code else ""
    kind = paint.severity(finding.severity, f"{severity_word(finding.severity, style.lang)} {finding.code}")
    message = paint.strong(message_text(finding, style.lang))
    yield f"{paint.strong(located(finding.place, judged.name))}: {kind}{rule} {message}"
    if style.detail is Detail.QUIET:
        return
    shown = [related.place for related in finding.related]
    gutter = max((len(str(place.line)) for place in (finding.place, *shown) if place.line is not None), default=2)
    yield from _source(finding.place, judged, style, gutter, partial(paint.severity, finding.severity))
    for label, text in _notes(finding, judged, style, quoted):
        yield f"{' ' * gutter} {paint.faint('=')} {paint.label(label)} {text}"
    for related in finding.related:
        note = f"{located(related.place, judged.name)} {one_line(related.note, style.lang)}"
        yield f"{' ' * gutter} {paint.faint('=')} {paint.label(style.say('另见', 'see'))} {note}"
        yield from _source(related.place, judged, style, gutter, paint.label)


def _notes(finding: Finding, judged: Judged, style: Style, quoted: set[str]) -> Iterator[tuple[str, str]]:
    authority = _names(finding, judged, style) if finding.rule in quoted else _authority(finding, judged, style)
    for text in authority:
        yield style.say("依据", "why"), text
    quoted.add(finding.rule)
    hint = hint_text(finding, style.lang)
    if hint:
        yield style.say("改法", "fix"), hint


def _names(finding: Finding, judged: Judged, style: Style) -> Iterable[str]:
    if finding.clauses:
        names = [clause_name(clause, judged.profile, style.lang) for clause in finding.clauses]
        yield joined(names, style.lang)


def _authority(finding: Finding, judged: Judged, style: Style) -> Iterable[str]:
    """The requirement in our words with its clauses, or the clauses in theirs; with -v both."""
    names = {clause: clause_name(clause, judged.profile, style.lang) for clause in finding.clauses}
    texts = {clause: clause_text(clause, judged.profile, style.lang) for clause in finding.clauses}
    worded = [text for clause, text in texts.items() if text != names[clause]]
    reason = reason_text(finding, style.lang)
    if reason:
        cited = joined(list(names.values()), style.lang)
        said = f"{cited}{style.say('：', ': ')}{reason}" if cited else reason
        return (said, *worded) if style.detail is Detail.VERBOSE else (said,)
    wordless = [name for clause, name in names.items() if texts[clause] == name]
    return (*worded, joined(wordless, style.lang)) if wordless else worded


def _source(place: Place, judged: Judged, style: Style, gutter: int, painter: Painter) -> Iterator[str]:
    lines = judged.lines.get(place.file, ())
    if place.line is None or not 0 < place.line <= len(lines):
        return
    bar = style.paint.faint("|")
    cells = max(style.width - gutter - 3, 20)
    shown = excerpt(lines[place.line - 1], place.column or 1, place.end_column, cells)
    number = style.paint.faint(str(place.line).rjust(gutter))
    yield f"{number} {bar} {shown.before}{painter(shown.value)}{shown.after}"
    yield f"{' ' * gutter} {bar} {painter(shown.carets) if place.column is not None else ''}".rstrip()

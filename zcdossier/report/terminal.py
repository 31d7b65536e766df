"""Findings as a good compiler shows them: the place, the line with carets under the value, why, and what to do."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.place import Place
from zcdossier.report.messages import (
    authority_texts,
    clause_names,
    hint_text,
    join_words,
    message_text,
    one_line,
    severity_word,
)
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style
from zcdossier.report.text_layout import ELLIPSIS, Span, cell_width, unpainted, wrap_spans

_TAB = 4
_LEAD = 12
_INDENT = 4
_FOLDED = 4
"""From how many findings on that say the same of different places, the first is shown whole and the others as lines."""

_EMPTY = Label("（空）", "(empty)")


class Excerpt(NamedTuple):
    """The line cut in three at the value, and the carets; the pieces joined are what is printed."""

    before: str
    value: str
    after: str

    @property
    def text(self) -> str:
        """The line as printed."""
        return self.before + self.value + self.after

    @property
    def carets(self) -> str:
        """Spaces up to the value, then carets below all of it (one at least)."""
        return " " * cell_width(self.before) + "^" * max(1, cell_width(self.value))


def cut_excerpt(line: str, column: int, end_column: int | None, cells: int) -> Excerpt:
    """Show `line` in at most `cells`; when it is longer, the window lies around the value."""
    printed = _spell_out(line.rstrip("\r\n"))
    start = min(max(column - 1, 0), len(printed))
    end = min(max(end_column - 1 if end_column is not None else start + 1, start), len(printed))
    whole = Excerpt("".join(printed[:start]), "".join(printed[start:end]), "".join(printed[end:]).rstrip())
    return whole if cell_width(whole.text) <= cells else _cut_window(printed, start, end, cells)


def _spell_out(line: str) -> list[str]:
    """What each code point of the line prints as: tabs as spaces up to the next stop, controls spelled out."""
    printed: list[str] = []
    used = 0
    for char in line:
        piece = " " * (_TAB - used % _TAB) if char == "\t" else escape_controls(char)
        used += cell_width(piece)
        printed.append(piece)
    return printed


def _cut_window(printed: list[str], start: int, end: int, cells: int) -> Excerpt:
    """Keep the start of the value in sight, with a little of what stands before it."""
    room = max(cells - 2, 8)
    first, lead = start, 0
    spare = max(min(_LEAD, room // 3), room - sum(map(cell_width, printed[start:])))
    while first > 0 and lead + cell_width(printed[first - 1]) <= spare:
        first -= 1
        lead += cell_width(printed[first])
    last, used = start, lead
    while last < len(printed) and used + cell_width(printed[last]) <= room:
        used += cell_width(printed[last])
        last += 1
    before = (ELLIPSIS if first else "") + "".join(printed[first:start])
    value, after = "".join(printed[start : min(end, last)]), "".join(printed[min(end, last) : last]).rstrip()
    return Excerpt(before, value, after + (ELLIPSIS if last < len(printed) else ""))


Painter = Callable[[str], str]


def findings_text(result: LintResult, style: Style) -> str:
    """Every finding of one dossier, in the verdict's order; an empty text when there are none.

    The clause behind a rule is quoted at the rule's first finding, then only named; what to do is said every time,
    except where many findings say the same: those stand together below the first of them.
    """
    quoted: set[str] = set()
    groups = _fold_alike(result.verdict.findings) if style.detail is Detail.NORMAL else zip(result.verdict.findings)
    blocks = ("\n".join(_group_lines(group, result, style, quoted)) for group in groups)
    between = "\n" if style.detail is Detail.QUIET else "\n\n"
    text = between.join(blocks)
    return f"{text}\n" if text else ""


def place_text(place: Place, name: str) -> str:
    """`li-ming/dossier.yaml:41:5`, as editors and terminals make it clickable."""
    return escape_controls(f"{Path(name, place.file)}{place.suffix}")


def _fold_alike(findings: tuple[Finding, ...]) -> Iterator[tuple[Finding, ...]]:
    """Yield the findings one by one; many that differ in nothing but what they are about, together at the first."""
    alike: dict[tuple[str, str, Label, Label], list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_saying(finding), []).append(finding)
    for finding in findings:
        group = alike[_saying(finding)]
        if len(group) < _FOLDED:
            yield (finding,)
        elif finding is group[0]:
            yield tuple(group)


def _saying(finding: Finding) -> tuple[str, str, Label, Label]:
    return finding.code, finding.severity, finding.message, finding.hint


def _group_lines(group: tuple[Finding, ...], result: LintResult, style: Style, quoted: set[str]) -> Iterator[str]:
    first, *others = group
    yield from _finding_lines(first, result, style, quoted)
    if others:
        also = Label(f"同样的 {len(others)} 处：", f"{len(others)} more of the same:")
        yield from _note(_gutter(first, result), style.say(Label("另有", "also")), style.say(also), style)
    for finding in others:
        clauses = join_words(list(finding.clauses), style.lang) if finding.clauses != first.clauses else ""
        spans: tuple[Span, ...] = (
            (place_text(finding.place, result.name), style.paint.strong),
            (f" {message_text(finding, style.lang)}", unpainted),
            (f" [{clauses}]" if clauses else "", style.paint.faint),
        )
        yield from wrap_spans(spans, style.line_cells, 2 * _INDENT, lead=_INDENT)


def _finding_lines(finding: Finding, result: LintResult, style: Style, quoted: set[str]) -> Iterator[str]:
    paint = style.paint
    has_rule = bool(finding.rule) and finding.rule != finding.code
    kind = f"{severity_word(finding.severity, style.lang)} {finding.code}"
    head: tuple[Span, ...] = (
        (place_text(finding.place, result.name), paint.strong),
        (": ", unpainted),
        (kind, partial(paint.severity, finding.severity)),
        (f" [{finding.rule}]" if has_rule else "", paint.faint),
        (" ", unpainted),
        (message_text(finding, style.lang), paint.strong),
    )
    yield from wrap_spans(head, style.line_cells, _INDENT)
    if style.detail is Detail.QUIET:
        return
    gutter = _gutter(finding, result)
    yield from _source_lines(finding.place, result, style, gutter, partial(paint.severity, finding.severity))
    for label, text in _note_lines(finding, result, style, quoted):
        yield from _note(gutter, label, text, style)
    for related in finding.related:
        note = f"{place_text(related.place, result.name)} {one_line(related.note, style.lang)}"
        yield from _note(gutter, style.say(Label("另见", "see")), note, style)
        yield from _source_lines(related.place, result, style, gutter, paint.label)


def _gutter(finding: Finding, result: LintResult) -> int:
    """How wide the margin is left of what is quoted."""
    places = (finding.place, *(related.place for related in finding.related))
    quotes = (place.quote(result.lines.get(place.file, ())) for place in places)
    return max((len(quote.margin) for quote in quotes if quote is not None), default=2)


def _note(gutter: int, label: str, text: str, style: Style) -> list[str]:
    """Set a note below the line that is quoted, its further lines below its own text."""
    spans: tuple[Span, ...] = (
        ("=", style.paint.faint),
        (" ", unpainted),
        (label, style.paint.label),
        (f" {text}", unpainted),
    )
    return wrap_spans(spans, style.line_cells, gutter + 1 + cell_width(f"= {label} "), lead=gutter + 1)


def _note_lines(finding: Finding, result: LintResult, style: Style, quoted: set[str]) -> Iterator[tuple[str, str]]:
    in_full = style.detail is Detail.VERBOSE
    authority = authority_texts(finding, result.profile, style.lang, in_full=in_full)
    if finding.rule in quoted:
        authority = (clause_names(finding.clauses, result.profile, style.lang),)
    for text in filter(None, authority):
        yield style.say(Label("依据", "why")), text
    quoted.add(finding.rule)
    hint = hint_text(finding, style.lang)
    if hint:
        yield style.say(Label("改法", "fix")), hint


def _source_lines(place: Place, result: LintResult, style: Style, gutter: int, painter: Painter) -> Iterator[str]:
    quote = place.quote(result.lines.get(place.file, ()))
    if quote is None:
        return
    bar = style.paint.faint("|")
    if quote.start is None and not quote.text.strip():  # an empty cell
        yield f"{style.paint.faint(quote.margin.rjust(gutter))} {bar} {style.paint.faint(style.say(_EMPTY))}"
        return
    cells = max(style.width - gutter - 3, 20)
    excerpt = cut_excerpt(quote.text, (quote.start or 0) + 1, None if quote.end is None else quote.end + 1, cells)
    margin = style.paint.faint(quote.margin.rjust(gutter))
    yield f"{margin} {bar} {excerpt.before}{painter(excerpt.value)}{excerpt.after}"
    if quote.start is not None:
        yield f"{' ' * gutter} {bar} {painter(excerpt.carets)}"

"""Why a YAML file can't be read, in terms of what people mistype most; else what the parser says."""

import re
from typing import Any

from zcdossier.model.dossier import Problem
from zcdossier.model.finding import Argument
from zcdossier.model.label import Label, join_words
from zcdossier.model.manifest_names import TOP_NAMES
from zcdossier.model.place import Place, start_of, text_place
from zcdossier.source.misplaced_lines import (
    EMPTY_FIELD,
    KEY,
    UNREADABLE,
    begun_without_dash,
    key_too_far_left,
    line_before,
    record_without_dash,
    text_above_items,
)

_FULL_WIDTH_KEY = KEY + r"\s*(?P<colon>：)\s*(?P<text>[^#]*)"
_NO_SPACE_KEY = KEY + r"(?P<colon>:)(?P<text>[^\s/\\:][^#]*)"
_WIDE_AFTER_COLON = KEY + r":(?P<sign>[\u3000\u00a0]+)(?P<text>[^#\s][^#]*)"
_TAB_INDENT = r" *\t"
_WIDE_INDENT = r"[ \t]*(?P<sign>[\u3000\u00a0\u200b\u200c\u200d\ufeff]+)"
_FIELD_FOLLOWS = r"(?=\s*[\w\u3400-\u9fff-]+\s*[:：])"
_WIDE_DASH = rf" *(?P<sign>[－–—‐−•·●▪]|-(?=[^\s-])|(?:[*+]|\d{{1,2}}[.)、．]){_FIELD_FOLLOWS})\s*\S"
_EQUALS = r"\s*(?:-\s+)*(?P<key>[\w\u3400-\u9fff-]+)\s*(?P<colon>[=＝])\s*(?P<text>[^#]*)"
_LEAD = r"(?: |-(?= ))*"
_BEGINS_FIELD = r"\s*(?:-\s|[\w\u3400-\u9fff-]+:(?:\s|$))"
_OPENED_QUOTE = r"\s*(?:-\s+)*[^\s#\"'][^#\"']*:\s+(?P<quote>[\"'])(?P<text>.*)"
_NO_CONTENT = r"\s*(?:#|$)|---|%"
_COLON = r":(?:\s|$)"
_TWO_FIELDS = r".*[，,；;]\s*(?P<key>[\w\u3400-\u9fff-]+)"
_MERGE_MARK = r"(?:<{7}|>{7})(?: |$)|={7}$"
_BRACKETS_FIRST = r"\s*(?:-\s+)*[\w\u3400-\u9fff-]+:\s+(?P<text>[\[{].*[\]}])"
_HOLD_LINES = ("applicant", "texts", "sections")
"""The keys of the manifest below which other keys stand."""
_NO_KEY = {"`": "no-colon", "|": "no-colon", ">": "cited"}
"""What no key begins with: a fence or a table of a chat, and what mail programs put before what is answered."""
_NEEDS_QUOTES = frozenset("*&%@`|>!")


def diagnose_syntax(name: str, lines: tuple[str, ...], error: Any, max_depth: int) -> Problem:
    """Name the cause of a syntax error."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.line if mark else 0, max(len(lines) - 1, 0))
    opened = error.context_mark or mark
    typed = (
        _find_merge_mark(name, lines)
        or _find_opened_quote(name, lines[: at + 1])
        or _find_mistyped(name, lines, (at, line_before(lines, at), opened.line if opened else at))
    )
    if typed is not None:
        return typed
    place = text_place(name, at + 1, (mark.column if mark else 0) + 1)
    began = text_place(name, opened.line + 1, opened.column + 1) if opened else place
    problem, context = str(error.problem or ""), str(error.context or "")
    for phrase, key, where in (
        ("nesting", "too-deep", place),
        ("unknown escape", "backslash", place),
        ("sequence entries are not allowed", "dash-in-value", place),
        ("mapping values are not allowed", "colon-in-value", place),
    ):
        if phrase in problem:
            field = _field_that_joined(name, lines, place) if key == "colon-in-value" else None
            return field or Problem(UNREADABLE, key, where, {"limit": max_depth})
    for phrase, key, where in (
        ("quoted scalar", "open-quote", began),
        ("parsing a flow", "open-bracket", began),
        ("scanning a simple key", "no-colon", began),
    ):
        if phrase in context:
            alone = _below_its_field(lines, began) if key == "no-colon" else None
            return alone or Problem(UNREADABLE, key, where)
    sign = _rest_of_line(lines, began)[:1]
    if sign in _NO_KEY and start_of(began)[1] == 1:
        return Problem(UNREADABLE, _NO_KEY[sign], began)
    if sign in _NEEDS_QUOTES:
        return Problem(UNREADABLE, "needs-quotes", began, {"sign": sign, "typed": typed_text_at(lines, began)})
    if "parsing a block" in context and "expected node" not in problem:
        before = lines[at][: start_of(place)[1] - 1].rstrip() if lines else ""
        if before[-1:] in {'"', "'"}:
            return Problem(UNREADABLE, "after-quote", place)
        return (
            _text_after_brackets(name, lines, at, before)
            or text_above_items(name, lines, at)
            or record_without_dash(name, lines, at)
            or begun_without_dash(name, lines, at)
            or key_too_far_left(name, lines, at)
            or _indentation_problem(place, lines, problem)
        )
    return _words_before_fields(name, lines) or Problem(UNREADABLE, "syntax", place, {"problem": problem})


def find_full_width_colon(name: str, number: int, line: str) -> Problem | None:
    """A key with a full-width colon, in the line of that index."""
    match = re.match(_FULL_WIDTH_KEY, line)
    if match is None:
        return None
    return _colon_problem("full-width-colon" if match["text"].strip() else "full-width-colon-last", name, number, match)


def lacks_space_after_colon(text: str) -> bool:
    """Whether a text is a key and a value with nothing between them but the colon."""
    match = re.match(_NO_SPACE_KEY, text)
    return match is not None and not re.fullmatch(r"[\d.]+", match["key"])


def typed_text_at(lines: tuple[str, ...], place: Place) -> str:
    """What somebody typed from here to the comment or the end of the line."""
    return re.split(r"\s+#", _rest_of_line(lines, place), maxsplit=1)[0].strip()


def _colon_problem(key: str, name: str, number: int, match: re.Match[str]) -> Problem:
    column = match.start("colon") + 1
    place = text_place(name, number + 1, column, column + 1)
    return Problem(UNREADABLE, key, place, {"key": match["key"], "text": match["text"].strip() or "…"})


def _find_mistyped(name: str, lines: tuple[str, ...], numbers: tuple[int, ...]) -> Problem | None:
    """Look for what makes the parser stumble in a line or in the one after it."""
    for number in numbers:
        text = lines[number] if 0 <= number < len(lines) else ""
        tab = re.match(_TAB_INDENT, text)
        if tab:
            return Problem(UNREADABLE, "tab", text_place(name, number + 1, tab.end(), tab.end() + 1))
        for pattern, key in ((_WIDE_INDENT, "wide-space"), (_WIDE_DASH, "wide-dash")):
            if match := re.match(pattern, text):
                place = text_place(name, number + 1, match.start("sign") + 1, match.end("sign") + 1)
                return Problem(UNREADABLE, key, place)
        if match := re.match(_WIDE_AFTER_COLON, text):
            place = text_place(name, number + 1, match.start("sign") + 1, match.end("sign") + 1)
            args: dict[str, Argument] = {"key": match["key"], "text": match["text"].strip()}
            return Problem(UNREADABLE, "wide-after-colon", place, args)
        if (match := re.match(_EQUALS, text)) and ":" not in match["text"]:
            return _colon_problem("equals-sign", name, number, match)
        problem = find_full_width_colon(name, number, text)
        if problem is not None:
            return problem
        if lacks_space_after_colon(text) and (match := re.match(_NO_SPACE_KEY, text)):
            return _colon_problem("no-space", name, number, match)
    return None


def _words_before_fields(name: str, lines: tuple[str, ...]) -> Problem | None:
    """A title or a note above the first field, which the parser takes for all there is."""
    number = next((index for index, line in enumerate(lines) if not re.match(_NO_CONTENT, line)), None)
    if number is None or ":" in lines[number] or re.match(_BEGINS_FIELD, lines[number]):
        return None
    return Problem(UNREADABLE, "no-colon", text_place(name, number + 1, 1, len(lines[number]) + 1))


def _find_merge_mark(name: str, lines: tuple[str, ...]) -> Problem | None:
    """Two people's changes that a program put side by side, for somebody to choose."""
    number = next((index for index, line in enumerate(lines) if re.match(_MERGE_MARK, line)), None)
    return None if number is None else Problem(UNREADABLE, "merge-mark", text_place(name, number + 1, 1, 8))


def _find_opened_quote(name: str, lines: tuple[str, ...]) -> Problem | None:
    """A value whose quotation mark is not closed where the next field begins; the parser stumbles far below."""
    for number, line in enumerate(lines[:-1]):
        match = re.fullmatch(_OPENED_QUOTE, line)
        if match and match["quote"] not in match["text"] and re.match(_BEGINS_FIELD, lines[number + 1]):
            column = match.start("quote") + 1
            return Problem(UNREADABLE, "open-quote", text_place(name, number + 1, column, len(line) + 1))
    return None


def _field_that_joined(name: str, lines: tuple[str, ...], place: Place) -> Problem | None:
    """A field that was read as the rest of what stands before it, in its line or above; `place` is its colon."""
    number, column = start_of(place)
    line = lines[number - 1]
    above = line_before(lines, number - 1)
    if re.search(_COLON, line[: column - 1]) or above < 0:
        return _second_field(name, lines, place)
    if not re.search(_COLON, lines[above]):
        return Problem(UNREADABLE, "no-colon", text_place(name, above + 1, 1, len(lines[above]) + 1))
    if _indent_of(line) > _indent_of(lines[above]):
        return text_above_items(name, lines, number - 1) or _indentation_problem(place, lines, "")
    return None


def _second_field(name: str, lines: tuple[str, ...], place: Place) -> Problem | None:
    """A field typed behind another one in the same line; `place` is its colon."""
    number, column = start_of(place)
    line = lines[number - 1]
    match = re.fullmatch(_TWO_FIELDS, line[: column - 1])
    if match is None:
        return None
    begins = text_place(name, number, match.start("key") + 1, len(line) + 1)
    return Problem(UNREADABLE, "two-fields", begins, {"typed": typed_text_at(lines, begins)})


def _below_its_field(lines: tuple[str, ...], place: Place) -> Problem | None:
    """A text that was typed below an empty field instead of behind it."""
    before = line_before(lines, start_of(place)[0] - 1)
    match = re.fullmatch(EMPTY_FIELD, lines[before]) if before >= 0 else None
    if match is None:
        return None
    typed = typed_text_at(lines, place)
    return Problem(UNREADABLE, "below-field", place, {"key": match["key"], "line": before + 1, "text": typed})


def _text_after_brackets(name: str, lines: tuple[str, ...], at: int, before: str) -> Problem | None:
    """A value that begins with a bracket, [转载] say, and goes on behind it: YAML takes the bracket for a list."""
    match = re.fullmatch(_BRACKETS_FIRST, before)
    if match is None:
        return None
    begins = text_place(name, at + 1, match.start("text") + 1, len(lines[at]) + 1)
    return Problem(
        UNREADABLE, "needs-quotes", begins, {"sign": match["text"][0], "typed": typed_text_at(lines, begins)}
    )


def _indentation_problem(place: Place, lines: tuple[str, ...], problem: str) -> Problem:
    """Say how far in both lines begin; what follows `- ` is where the rest of a record begins."""
    at = start_of(place)[0] - 1
    before = line_before(lines, at)
    indent, above = (_indent_of(lines[number]) if 0 <= number < len(lines) else 0 for number in (at, before))
    if indent == above:
        return Problem(UNREADABLE, "syntax", place, {"problem": problem})
    missing = _lines_missing_above(lines, at) if above == 0 < indent else ()
    if missing:
        named = join_words(missing, Label("或", " or "))
        return Problem(UNREADABLE, "no-line-above", place, {"missing": named})
    return Problem(UNREADABLE, "indentation", place, {"here": indent, "above": above, "line": before + 1})


def _lines_missing_above(lines: tuple[str, ...], at: int) -> tuple[str, ...]:
    """Which of the lines that others stand below are not there, where a line stands that belongs below one."""
    key = re.match(KEY, lines[at])
    if key is None or TOP_NAMES.find(key["key"]):
        return ()
    keys = (re.match(KEY, line) for line in lines if line[:1].strip())
    typed = {TOP_NAMES.find(found["key"]) for found in keys if found is not None}
    is_manifest = not typed.isdisjoint({"profile", "level"})
    return tuple(f"“{name}:”" for name in _HOLD_LINES if name not in typed) if is_manifest else ()


def _indent_of(line: str) -> int:
    match = re.match(_LEAD, line)
    return match.end() if match else 0


def _rest_of_line(lines: tuple[str, ...], place: Place) -> str:
    """The rest of the line; what the parser missed may lie behind the last one."""
    line, column = start_of(place)
    return lines[line - 1][column - 1 :] if line <= len(lines) else ""

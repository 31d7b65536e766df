"""Lines that can't stand where they do: a record without its hyphen, a text above records, a key too far left."""

import re

from zcdossier.model.dossier import Problem
from zcdossier.model.place import text_place

UNREADABLE = "ZC001"
KEY = r"\s*(?:-\s+)*(?P<key>[\w\u3400-\u9fff][\w\u3400-\u9fff（）()、/.-]*)"
EMPTY_FIELD = r"\s*(?:-\s+)*(?P<key>[\w\u3400-\u9fff-]+):\s*(?:#.*)?"
_FILLED_FIELD = rf"{KEY}:\s+(?P<text>[^\s#\"'|>&\[{{][^#]*?)\s*(?:#.*)?"
_ITEM = r"(?P<indent> *)- "
_ITEM_IN_REMARK = r" *#[# ]*-\s+\S"


def text_above_items(name: str, lines: tuple[str, ...], at: int) -> Problem | None:
    """A text behind a section's colon (见附件) with the section's records below it."""
    before = line_before(lines, at)
    field = re.fullmatch(_FILLED_FIELD, lines[before]) if before >= 0 else None
    if field is None or not re.match(_ITEM, lines[at]) or _spaces_before(lines[at]) <= _spaces_before(lines[before]):
        return None
    place = text_place(name, before + 1, field.start("text") + 1, field.end("text") + 1)
    return Problem(UNREADABLE, "text-above-items", place, {"key": field["key"], "text": field["text"]})


def begun_without_dash(name: str, lines: tuple[str, ...], at: int) -> Problem | None:
    """A record whose first line lost its `- `: it begins where those above do, with what these have already said."""
    key = re.match(rf"{KEY}:", lines[at]) if at < len(lines) else None
    above = at
    keys: set[str] = set()
    while key is not None and (above := line_before(lines, above)) >= 0:
        found = re.match(rf"{KEY}:", lines[above])
        keys |= {found["key"]} if found else set()
        if _spaces_before(lines[above]) <= _spaces_before(lines[at]):
            break
    if key is None or above < 0 or not re.match(_ITEM, lines[above]) or key["key"] not in keys:
        return None
    if _spaces_before(lines[above]) != _spaces_before(lines[at]):
        return None
    place = text_place(name, at + 1, _spaces_before(lines[at]) + 1)
    return Problem(UNREADABLE, "no-dash", place, {"line": above + 1})


def record_without_dash(name: str, lines: tuple[str, ...], at: int) -> Problem | None:
    """The record above the item in this line, when its first line lost its `- ` or is still a remark."""
    item = re.match(_ITEM, lines[at]) if at < len(lines) else None
    if item is None:
        return None
    within = len(item["indent"]) + 1
    first = at
    while (above := line_before(lines, first)) >= 0 and _spaces_before(lines[above]) >= within:
        first = above
    begins_otherwise = re.match(_ITEM, lines[first]) or re.fullmatch(EMPTY_FIELD, lines[first])
    if first == at or begins_otherwise or (above >= 0 and re.match(_ITEM, lines[above])):
        return None
    remark = next((number for number in range(above + 1, first) if re.match(_ITEM_IN_REMARK, lines[number])), None)
    if remark is not None:
        return Problem(UNREADABLE, "item-in-remark", text_place(name, remark + 1, 1), {"line": at + 1})
    place = text_place(name, first + 1, _spaces_before(lines[first]) + 1)
    return Problem(UNREADABLE, "no-dash", place, {"line": at + 1})


def key_too_far_left(name: str, lines: tuple[str, ...], at: int) -> Problem | None:
    """A key that is indented less than its neighbours, in this line and before: the parser stumbles over the next."""
    indent = _spaces_before(lines[at]) if at < len(lines) and re.fullmatch(EMPTY_FIELD, lines[at]) else 0
    left = at
    while indent and (left := line_before(lines, left)) >= 0 and _spaces_before(lines[left]) > indent:
        pass
    if not indent or left < 0 or not re.fullmatch(EMPTY_FIELD, lines[left]) or _spaces_before(lines[left]) == indent:
        return None
    neighbour = left
    while (neighbour := line_before(lines, neighbour)) >= 0 and _spaces_before(lines[neighbour]) > indent:
        pass
    if neighbour < 0 or _spaces_before(lines[neighbour]) != indent:
        return None
    here = _spaces_before(lines[left])
    place = text_place(name, left + 1, here + 1, len(lines[left]) + 1)
    return Problem(UNREADABLE, "indentation", place, {"here": here, "above": indent, "line": neighbour + 1})


def _spaces_before(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def line_before(lines: tuple[str, ...], number: int) -> int:
    """The last line before that holds more than a comment."""
    for index in range(min(number, len(lines)) - 1, -1, -1):
        if lines[index].strip() and not lines[index].lstrip().startswith("#"):
            return index
    return -1

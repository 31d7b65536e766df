"""Whether the scans of a record say a title that is like the typed one, with other words in it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from zcdossier.lint.scan_text.find_dates import LINE_END
from zcdossier.lint.scan_text.find_numbers import SeenValue
from zcdossier.lint.scan_text.find_value import Found, comparable_letters
from zcdossier.lint.scan_text.joined_text import least_confidence
from zcdossier.lint.scan_text.record_text import RecordText

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

_SURE = 0.97
_SAME = 96.0
_ALIKE = 60.0
_ANCHOR = 3
"""Signs on either side that have to be the same, so that the piece in between is surely that piece."""
_LEAST_CHANGED = 2
_MOST_CHANGED = 8
_MOST_LONGER = 2
_SHORTEST = 8
_NAMED = re.compile(r"《(?P<quoted>[^《》]{6,60})》|(?:名称|题目|题名|书名)[::](?P<labelled>[^《》\n]{6,60})\n")
_RULES = (
    "关于",
    "通知",
    "办法",
    "条例",
    "规定",
    "意见",
    "标准",
    "细则",
    "方案",
    "公报",
    "名单",
    "学报",
    "手册",
    "目录",
)
"""How what is quoted as a ground begins or ends, and journals: they are no achievement."""


def differing_text(typed: str, text: RecordText) -> SeenValue | None:
    """Return the text that stands for a title, where words inside it are others.

    A single sign may be OCR's mistake, what is inserted may be a neighbouring cell, and at the ends the text goes on
    as it likes: only words that stand in place of others count, between words that are the same.
    """
    letters = comparable_letters(typed)
    if len(letters) < _SHORTEST:
        return None
    found = text.find(typed)
    if found is None or found.score < _SAME:
        return _changed_inside(letters, found, text) or _stands_in_its_place(letters, text)
    return None


def _changed_inside(letters: str, found: Found | None, text: RecordText) -> SeenValue | None:
    if found is None or found.score < _ALIKE or least_confidence(found.lines) < _SURE:
        return None
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  only for what was read off scans

    changes = _merge(Levenshtein.opcodes(letters, found.seen))
    if len(changes) != 1:
        return None
    start, end, seen_start, seen_end = changes[0]
    lengths = end - start, seen_end - seen_start
    inside = start >= _ANCHOR and end <= len(letters) - _ANCHOR
    fits = all(_LEAST_CHANGED <= length <= _MOST_CHANGED for length in lengths)
    fits = fits or (lengths == (1, 1) and _is_said_twice(found.seen, text))
    if not inside or not fits or abs(lengths[0] - lengths[1]) > _MOST_LONGER:
        return None
    return SeenValue("".join(placed.line.text for placed in found.lines), found.lines)


def _is_said_twice(seen: str, text: RecordText) -> bool:
    """Whether something was read at two places: OCR makes the same mistake in one sign seldom, typing always."""
    return text.letters[0].text.count(seen) > 1


def _stands_in_its_place(letters: str, text: RecordText) -> SeenValue | None:
    """The only work that the scans name, between 《》 or after 名称, where it is surely not the typed one."""
    whole = text.folded
    named = {comparable_letters(_title(match)): match for match in _NAMED.finditer(whole.text)}
    named = {seen: match for seen, match in named.items() if len(seen) >= _SHORTEST}
    if len(named) != 1:
        return None
    seen, match = next(iter(named.items()))
    title = _title(match).replace(LINE_END, "")
    if title.startswith(_RULES[0]) or title.endswith(_RULES) or not _is_another(letters, seen):
        return None
    lines = whole.lines_at(*match.span())
    return SeenValue(title, lines) if least_confidence(lines) >= _SURE else None


def _title(match: re.Match[str]) -> str:
    return match["quoted"] or match["labelled"]


def _is_another(letters: str, seen: str) -> bool:
    """Whether two titles differ by words, not by what was left out, added, or read wrong in one sign."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  only for what was read off scans

    changes = _merge(Levenshtein.opcodes(letters, seen))
    return any(
        end - start >= _LEAST_CHANGED and seen_end - seen_start >= _LEAST_CHANGED
        for start, end, seen_start, seen_end in changes
    )


def _merge(pieces: "Iterable[Opcode]") -> list[tuple[int, int, int, int]]:
    """Return the changed stretches; two with a single equal sign between them are one."""
    changes: list[tuple[int, int, int, int]] = []
    for piece in pieces:
        start, end, seen_start, seen_end = piece.src_start, piece.src_end, piece.dest_start, piece.dest_end
        if piece.tag == "equal":
            continue
        if changes and start - changes[-1][1] <= 1 and seen_start - changes[-1][3] <= 1:
            changes[-1] = (changes[-1][0], end, changes[-1][2], seen_end)
        else:
            changes.append((start, end, seen_start, seen_end))
    return changes

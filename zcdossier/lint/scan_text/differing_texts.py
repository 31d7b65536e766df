"""Whether the scans of a record say a title that is like the typed one, with other words in it."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from zcdossier.lint.scan_text.find_numbers import SeenValue
from zcdossier.lint.scan_text.find_titles import SHORTEST, SeenTitle, find_titles
from zcdossier.lint.scan_text.find_value import Found, comparable_letters, find_exactly, is_found
from zcdossier.lint.scan_text.joined_text import PlacedLine, least_confidence
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import has_unread_print, is_list_of_literature

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

_SURE, _SURE_OF_SIGN, _SURE_OF_ANOTHER = 0.97, 0.98, 0.94
"""How well lines have to be read that say other words, one other sign, or quite another title."""
_EXACT, _SAME = 100.0, 96.0
_ALIKE = 60.0
_ANCHOR = 3
"""Signs on either side that have to be the same, so that the piece in between is surely that piece."""
_LEAST_CHANGED = 2
_MOST_CHANGED = 8
_MOST_LONGER = 2
_SAME_TITLE = 85.0
_SHORT, _MOST_SHORT = 4, 2
"""Letters of a short name, such as a school's or a journal's; neighbouring signs in which another may differ."""
_HAN = r"[\u4e00-\u9fff]"
_PLACE = re.compile(rf"{_HAN}{{2,3}}?[省市县区]")
_LEAST_BEHIND_PLACE = 5
_CLEARLY = 3
"""How much more often than any other name of that form one has to stand on the pages."""
_CLOSE = 60.0
_ROWS = (
    "一二三四五六七八九十",
    "1234567890",
    "上中下",
    "大中小",
    "初高",
    "高中低",
    "急慢",
    "前后",
    "内外",
    "男女",
    "东南西北",
    "左右",
    "刑民",
    "公私",
    "正负",
    "甲乙丙丁",
)
"""Signs that mean a choice, and that OCR does not take for each other: one may well tell a work from its sister."""
_EDITION = re.compile(
    r"(?:第[一二三四五六七八九十\d]+[版辑期部册卷]|修订版|增订版|其[一二三四]|[上中下][册篇卷]|[二三四]期)$"
)


def differing_text(typed: str, text: RecordText) -> SeenValue | None:
    """Return the text that stands for a title, where words inside it are others.

    A single sign may be OCR's mistake, what is inserted may be a neighbouring cell, and at the ends the text goes on
    as it likes: only words that stand in place of others count, between words that are the same.
    """
    letters = comparable_letters(typed)
    found = text.find(typed)
    if _is_surely_there(found) and not (found and is_of_series(letters, found.seen)):
        return None
    if len(letters) < SHORTEST:
        return _changed_short(letters, text)
    return _changed_inside(letters, found, text) or _changed_place(letters, text)


def differing_title(typed: str, text: RecordText, person: str, others: Collection[str] = ()) -> SeenValue | None:
    """Return the title of the only work that the scans name, where it is surely not the typed one.

    `others` are what else is typed of the record (its journal, its unit): where these stand, they stand for themselves.
    """
    letters = comparable_letters(typed)
    found = text.find(typed)
    if len(letters) < SHORTEST or (found is not None and found.score == _EXACT):
        return None
    titles = [title for title in find_titles(text, person) if not _is_one_of(title, others)]
    own_place = [title for title in titles if title.is_own_place]
    seen = _only_one(own_place or titles)
    if seen is None:
        return None
    if _is_of_series(letters, comparable_letters(seen.text), text):
        return _when_sure(seen, _SURE_OF_SIGN)
    if _is_surely_there(found) or not _is_another(letters, comparable_letters(seen.text)):
        return None
    if _is_chinese(letters) != _is_chinese(seen.text) or (is_found(letters, found) and not _is_close(letters, seen)):
        return None  # translated, or perhaps there as well
    if not _is_close(letters, seen) and any(has_unread_print(page.facts, len(letters)) for page in text.pages):
        return None  # perhaps under a seal
    return _when_sure(seen, _SURE if _is_close(letters, seen) else _SURE_OF_ANOTHER)


def _is_of_series(letters: str, seen: str, text: RecordText) -> bool:
    """Whether a title is the typed one of another number in its series, or one that is no new edition."""
    edition = added_edition(letters, seen)
    return is_of_series(letters, seen) or bool(edition and find_exactly(edition, text.letters[0]) is None)


def _when_sure(seen: SeenTitle, least: float) -> SeenValue | None:
    return SeenValue(seen.text, seen.lines) if least_confidence(seen.lines) >= least else None


def _is_surely_there(found: Found | None) -> bool:
    return found is not None and found.score >= _SAME


def _only_one(titles: Collection[SeenTitle]) -> SeenTitle | None:
    """The best read of some titles that are all the same; None where there are several."""
    best = max(titles, key=lambda title: least_confidence(title.lines), default=None)
    return best if best is not None and all(_is_same(title.text, best.text) for title in titles) else None


def _is_same(first: str, second: str) -> bool:
    """Whether two titles are one, read twice, or in part."""
    from rapidfuzz import fuzz  # only for what was read off scans

    return fuzz.partial_ratio(comparable_letters(first), comparable_letters(second)) >= _SAME_TITLE


def _is_one_of(title: SeenTitle, others: Collection[str]) -> bool:
    return any(len(comparable_letters(other)) >= _ANCHOR and _is_same(title.text, other) for other in others)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def _is_close(letters: str, seen: SeenTitle) -> bool:
    """Whether a title is the typed one with some words changed."""
    from rapidfuzz import fuzz  # only for what was read off scans

    return fuzz.ratio(letters, comparable_letters(seen.text)) >= _CLOSE


def _changed_inside(letters: str, found: Found | None, text: RecordText) -> SeenValue | None:
    if found is None or found.score < _ALIKE or least_confidence(found.lines) < _SURE:
        return None
    from rapidfuzz.distance import Levenshtein  # only for what was read off scans

    changes = _merge(Levenshtein.opcodes(letters, found.seen))
    if len(changes) != 1:
        return None
    start, end, seen_start, seen_end = changes[0]
    lengths = end - start, seen_end - seen_start
    inside = start >= _ANCHOR and end <= len(letters) - _ANCHOR
    fits = all(_LEAST_CHANGED <= length <= _MOST_CHANGED for length in lengths)
    fits = fits or (lengths == (1, 1) and (is_of_series(letters, found.seen) or _is_said_twice(found.seen, text)))
    if not inside or not fits or abs(lengths[0] - lengths[1]) > _MOST_LONGER:
        return None
    return SeenValue("".join(placed.line.text for placed in found.lines), found.lines)


def _changed_short(letters: str, text: RecordText) -> SeenValue | None:
    """A short name with one or two neighbouring signs others, as the pages say twice or more."""
    if not (len(letters) >= _SHORT and all(map(_is_chinese, letters))):
        return None
    forms = [
        f"{letters[:start]}{_HAN}{{{count}}}{letters[start + count :]}"
        for count in range(1, _MOST_SHORT + 1)
        if len(letters) - count >= _SHORT - 1
        for start in range(len(letters) - count + 1)
    ]
    return _only_form("|".join(forms), text, least=2)


def _changed_place(letters: str, text: RecordText) -> SeenValue | None:
    """A name that begins with another province, city or county, as names of societies and prizes do."""
    place = _PLACE.match(letters)
    if place is None or len(letters) - place.end() < _LEAST_BEHIND_PLACE:
        return None
    return _only_form(f"{_HAN}{{{len(place[0]) - 1}}}[省市县区]{letters[place.end() :]}", text, least=1)


def _only_form(form: str, text: RecordText, least: int) -> SeenValue | None:
    """What stands on the pages in some form, so many times at least, and hardly anything else in that form.

    What is cited is another's than the one that is meant; a line that is not surely read says nothing.
    """
    joined = text.letters[0]
    places: dict[str, list[tuple[PlacedLine, ...]]] = {}
    for match in re.finditer(form, joined.text):
        lines = joined.lines_at(*match.span())
        if not is_list_of_literature(lines[0].page.facts) and least_confidence(lines) >= _SURE:
            places.setdefault(match[0], []).append(lines)
    (seen, found), *others = sorted(places.items(), key=lambda place: -len(place[1])) or [("", [])]
    is_clear = all(len(found) >= _CLEARLY * len(other) for _, other in others)
    return SeenValue(seen, found[0]) if len(found) >= least and is_clear else None


def _is_said_twice(seen: str, text: RecordText) -> bool:
    """Whether something was read at two places: OCR makes the same mistake in one sign seldom, typing always."""
    return text.letters[0].text.count(seen) > 1


def _is_another(letters: str, seen: str) -> bool:
    """Whether two titles differ by words, not by what was left out, added, or read wrong in one sign."""
    from rapidfuzz.distance import Levenshtein  # only for what was read off scans

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


def is_of_series(letters: str, other: str) -> bool:
    """Whether two titles, as letters, are the same but for one sign that tells one of a series from the next."""
    if len(letters) != len(other):
        return False
    changed = [(sign, in_place) for sign, in_place in zip(letters, other, strict=True) if sign != in_place]
    return len(changed) == 1 and any(changed[0][0] in row and changed[0][1] in row for row in _ROWS)


def added_edition(letters: str, other: str) -> str:
    """Return the words with which a title says that it is another edition of the other one; nothing if it does not."""
    tail = letters.removeprefix(other)
    return tail if len(tail) < len(letters) and _EDITION.match(tail) else ""

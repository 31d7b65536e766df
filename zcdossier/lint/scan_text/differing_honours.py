"""Whether a certificate grants another honour than the one typed: 授予“…”荣誉称号, 被评为“…”, 荣获…称号.

An honour is worded as its owner likes: by its year, its level, its unit. So what counts is its core, the words behind
those; it has to be quite another one, and the page must grant one honour alone.
"""

import re

from zcdossier.lint.scan_text.find_numbers import SeenValue
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import least_confidence
from zcdossier.lint.scan_text.record_text import RecordText

_SURE, _SURE_OF_SIGNS = 0.94, 0.97
_HOLDER = r"(?:工作者|红旗手|标兵|能手|个人|(?<!老)师|[党团]员|主任|模范|先锋|干部|工匠|新秀|人物|骨干)"
_GRANTED = re.compile(
    r'(?:授予|荣获|获得?|评为)[^"《。,;]{0,12}"(?P<quoted>[^"《》。,;]{4,28}?)(?:(?:荣誉)?称\n?号|")'
    r'|"(?P<called>[^"《》。,;]{4,28}?)"\n?(?:荣誉)?称\n?号'
    r'|(?:授予|荣获|评为)\n(?P<alone>[^"《》。,;\d\n]{4,28})\n(?:荣誉)?称号'
    rf'|(?:荣获|评为|授予[您你]?)\n?(?P<plain>[^"《》。,;\d]{{2,24}}?{_HOLDER})(?:(?:荣誉)?称\n?号|["。,])'
)
_BEFORE_CORE = re.compile(r".*(?:省|市|区|县|州|校|院|大学|系统|年度?|届|级|全国|系)(?=.{4,}$)")
_LEVEL = re.compile("[级校院]|大学|系统")
_SHORTEST, _LEAST_CHANGED = 4, 2
_LIKE = 50.0
_PIECE = 3
"""The last letters of an honour, which name it: where the pages say them, it stands there."""


def differing_honour(typed: str, text: RecordText) -> SeenValue | None:
    """Return the only honour that the pages grant, where the typed one is surely another."""
    granted: dict[str, SeenValue] = {}
    for match in _GRANTED.finditer(text.folded.text):
        group = match.lastgroup or "quoted"
        lines = text.folded.lines_at(*match.span(group))
        granted.setdefault(comparable_letters(match[group]), SeenValue(match[group].replace("\n", ""), lines))
    if len(granted) != 1:
        return None
    ((seen_letters, seen),) = granted.items()
    letters, sure = comparable_letters(typed), least_confidence(seen.lines)
    if letters in text.letters[0].text:
        return None
    if _has_other_words(letters, seen_letters):
        return seen if sure >= _SURE_OF_SIGNS else None
    core = _core_of(letters)
    is_other = len(core) >= _SHORTEST and not _may_be(core, _core_of(seen_letters)) and not _stands_on(core, text)
    return seen if is_other and sure >= _SURE else None


def _has_other_words(letters: str, seen: str) -> bool:
    """Whether two honours are worded alike but for two signs or more, not only by who granted them (校级, 某大学)."""
    core = _core_of(letters)
    if seen.endswith(core) and _LEVEL.search(letters.removesuffix(core)):
        return False
    return len(letters) == len(seen) and sum(map(str.__ne__, letters, seen)) >= _LEAST_CHANGED


def _core_of(honour: str) -> str:
    """The letters of an honour behind its place, year and level."""
    return _BEFORE_CORE.sub("", honour.removesuffix("称号").removesuffix("荣誉"))


def _may_be(core: str, seen: str) -> bool:
    """Whether two honours may be one, worded in two ways."""
    from rapidfuzz import fuzz  # only for what was read off scans

    return len(seen) < _SHORTEST or max(fuzz.ratio(core, seen), fuzz.partial_ratio(core, seen)) > _LIKE


def _stands_on(core: str, text: RecordText) -> bool:
    """Whether the pages say the last words of an honour, which name it, at any place."""
    return core[-_PIECE:] in text.letters[0].text

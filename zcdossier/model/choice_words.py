"""Which choice's words stand in an answer: 班主任 in 兼职班主任, …企业 at the end of 民营科技企业.

A word with `…` at an end takes all of the answer, so that what it takes in is looked at too; any other stands for
itself wherever it is. What denies, limits or dates a word (非, 以下, 原, 拟) leaves the answer unread.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zcdossier.model.choice_synonyms import fold_choice
from zcdossier.model.profile import GAP, Choice
from zcdossier.model.reservations import UNDER_WAY
from zcdossier.model.spelling import fold

REST = "其他"
"""The choice for whatever is not listed."""
_DENYING = "不未无没否拟"
_OTHER_TIMES = "免曾待兼前"
_TURNED_BEFORE = (
    rf"(?:[不并]是|不属于|不算|[{_DENYING}{_OTHER_TIMES}副准助原代次协除]|(?<!援)非"
    r"|第[二三四五六七八九十2-9]|低于|高于|一般|普通|其他)$"
)
_LIMITED_AFTER = r"^(?:以下|以上|以外|除外|助理)"
_TURNED_IN_GAP = (
    rf"[{_DENYING}{_OTHER_TIMES}非或和与及转改预将,，、/]|^原|除了|以外|一般|其他|低于|高于"
    r"|申请|正在|准备|部分|计划|同等学力|机关"
)
_DENIED = rf"^(?:{UNDER_WAY}.*|(?:尚未|还没|没有|未|待|拟|预计)(?P<rest>.*))$"
_UNDER_WAY = r"(?:中|通知|阶段)$"
_SHORTEST_NAME = 2
_IN_WHOLE, _INSIDE = "(.{0,12}?)", "(.{0,8}?)"


class _Word(NamedTuple):
    """A word of a choice, as patterns for a whole answer and for a place in one. `length` counts its own letters."""

    whole: str
    inside: str
    length: int
    is_whole: bool
    has_gap: bool
    may_go_on: bool


def match_words(typed: str, choices: tuple[Choice, ...]) -> Iterable[str]:
    """Return the ids of the choices whose words settle an answer; 其他 gives way to any other that stands beside it."""
    folded = fold(typed)
    return _match_whole(folded, choices) or _match_inside(folded, choices)


def search_patterns(choice: Choice) -> tuple[str, ...]:
    """Return regular expressions for the answers in which a word of a choice stands, as other programs can search."""
    return tuple(
        ("" if word.startswith(GAP) else "^" if word.endswith(GAP) else "")
        + ".*".join(re.escape(piece) for piece in word.split(GAP) if piece)
        + ("$" if word.startswith(GAP) and not word.endswith(GAP) else "")
        for word in choice.words
    )


def split_denial(note: str) -> str | None:
    """Return what a remark denies: 验收 of 待验收, nothing in particular of 在研; None where it denies nothing."""
    match = re.match(_DENIED, note)
    return (match["rest"] or "") if match else None


def find_inside(folded: str, patterns: Iterable[tuple[str, str]]) -> set[str]:
    """Return the ids of the patterns in a text, a longer match hiding those in it.

    None where what stands before, behind or within makes another thing of one: 非医师, 大专以下, 主治未聘.
    """
    spans = [
        (*match.span(), identity, "".join(match.groups()))
        for pattern, identity in patterns
        for match in re.finditer(pattern, folded)
    ]
    longest = [
        (start, end, identity, gap)
        for start, end, identity, gap in spans
        if not any((a, b) != (start, end) and a <= start and end <= b for a, b, *_ in spans)
    ]
    if any(
        re.search(_TURNED_BEFORE, folded[:start])
        or re.match(_LIMITED_AFTER, folded[end:])
        or re.search(f"[{_DENYING}非]", gap)
        for start, end, _, gap in longest
    ):
        return set()
    return {identity for _, _, identity, _ in longest}


def _match_whole(folded: str, choices: tuple[Choice, ...]) -> set[str]:
    """Those of which a word with gaps is the whole answer; of several the one with most letters."""
    fitting = [
        (word.length, choice.id)
        for choice in choices
        for word in _words_of(choice)
        if word.has_gap
        and (match := re.fullmatch(word.whole, folded))
        and not any(_turns(gap, choice, choices) for gap in match.groups())
        and not (word.may_go_on and re.search(_UNDER_WAY, folded))
    ]
    most = max(fitting, default=(0, ""))[0]
    return {identity for length, identity in fitting if length == most}


def _match_inside(folded: str, choices: tuple[Choice, ...]) -> set[str]:
    found = find_inside(
        folded, ((word.inside, choice.id) for choice in choices for word in _words_of(choice) if not word.is_whole)
    )
    rest = {choice.id for choice in choices if choice.label.zh == REST}
    return found - rest or found


def _turns(gap: str, choice: Choice, choices: tuple[Choice, ...]) -> bool:
    return re.search(_TURNED_IN_GAP, gap) is not None or any(name in gap for name in _other_names(choice, choices))


def _other_names(choice: Choice, choices: tuple[Choice, ...]) -> Iterator[str]:
    for other in choices:
        if other != choice:
            yield from (name for name in fold_choice(other) if len(name) >= _SHORTEST_NAME)


@lru_cache(maxsize=2048)
def _words_of(choice: Choice) -> tuple[_Word, ...]:
    return tuple(map(_compile, choice.words))


def _compile(word: str) -> _Word:
    pieces = [re.escape(fold(piece)) for piece in word.split(GAP)]
    return _Word(
        whole=_IN_WHOLE.join(pieces),
        inside=_INSIDE.join(pieces),
        length=len(word.replace(GAP, "")),
        is_whole=word.startswith(GAP) or word.endswith(GAP),
        has_gap=GAP in word,
        may_go_on=word.endswith(GAP),
    )

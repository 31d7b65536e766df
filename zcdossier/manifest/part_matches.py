"""Where names of parts stand in a file's name: each with how it is known, the longest of those that overlap.

A name is found in any of its spellings, whatever signs stand between its characters, and with the record's words in it.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from zcdossier.manifest.part_values import fold_part_name
from zcdossier.model.profile import FIELD_IN_NAME, GAP, OTHER_PART, Part, Section

SHORTEST_NAME = 2
OWN_NAME, _OF_VALUE, _VALUE, _ALIAS, _EVERYDAY = range(5)
"""How a name is known: as the notice's own, with a value of the record's or as that, as an alias, or to people."""
JOINED = re.compile(r"[+、&,;，；/]|[和与及含]")
"""What stands between the names of several parts."""
_BETWEEN = frozenset("-_—–·.,'’()[]【】")
_DASHES = frozenset("-_—–")
_CERTIFICATE = re.compile(r"(?<!\A)(?<!认)证(?:书|\Z)")
_SHORTEST_VALUE = 4
_ANY_GAP = "[^+、&,;，；/和与及含]{0,6}?"


class PartMatch(NamedTuple):
    """A part's name found in a file's name. `general` when it is also the section's own word, or the record's title.

    `gap` is where the gap of a name that has one begins, or None.
    """

    start: int
    end: int
    part: str
    rank: int
    general: bool
    gap: int | None = None

    def holds(self, other: "PartMatch") -> bool:
        """Whether `other` lies in this one and is shorter."""
        return self.start <= other.start and other.end <= self.end and self.length > other.length

    @property
    def length(self) -> int:
        """How many characters of the file's name it takes."""
        return self.end - self.start


def longest_matches(folded: str, section: Section, values: Mapping[str, tuple[str, ...]]) -> list[PartMatch]:
    """All names found, by place, without those inside a longer one; of two that overlap the later one is the head."""
    general = fold_part_name(section.label.zh)
    several = len(section.named_parts) > 1
    found: dict[tuple[int, int], PartMatch] = {}
    squeezed, _ = _squeeze(folded)
    for part in section.parts.values():
        for rank, name, sought in (*_fixed_names(part), *_names_with_values(part, values)):
            for start, end, gap in _spans(name, folded) if sought in squeezed else ():
                is_general = several and (rank == _VALUE or fold_part_name(name) in general)
                match = PartMatch(start, end, part.id, rank, is_general, gap)
                earlier = found.get((start, end))
                if earlier is None or match.rank < earlier.rank:
                    found[start, end] = match
    for match in [match for match in found.values() if _is_two_names(match, list(found.values()))]:
        del found[match.start, match.end]
    own = [match for match in found.values() if match.rank != _EVERYDAY]
    heard = [
        match
        for match in found.values()
        if match.rank != _EVERYDAY
        or match.part == OTHER_PART
        or _says_more(match, [each for each in own if _stand_together(each, match, folded)], section.catch_all, folded)
    ]
    kept: list[PartMatch] = []
    for match in sorted(match for match in heard if not any(other.holds(match) for other in heard)):
        if kept and match.start < kept[-1].end:
            kept.pop()
        kept.append(match)
    return kept


def _is_two_names(match: PartMatch, found: Sequence[PartMatch]) -> bool:
    """Whether in the gap of a name one part's name ends and that of another begins: 学位证学历认证 is no 学位…认证.

    学历学位认证 is a 学历…认证: there its first piece is no whole name.
    """
    if match.gap is None:
        return False
    plain = [other for other in found if other.gap is None and other.end < match.end]
    ends = {first.end for first in plain if first.start == match.start and first.end > match.gap}
    return any(second.start in ends and second.part != match.part for second in plain)


def _stand_together(first: PartMatch, second: PartMatch, folded: str) -> bool:
    """Whether no “and” stands between two names: 正文第一页和最后一页 says two things."""
    return not JOINED.search(folded, min(first.end, second.end), max(first.start, second.start))


def _says_more(everyday: PartMatch, own: Sequence[PartMatch], catch_all: str, folded: str) -> bool:
    """Whether what people call a part is heard beside the profile's names: where it is a longer name of the same part.

    It is heard too where it is longer by a word than the profile's, which stand nowhere else: 学历认定 is no 学历. But
    what begins behind a dash is a name of its own: 学位证-学历认证 stays 学历认证.
    It also is where none of them is found that is more than the section's own word or what may be anything.
    """
    certain = [match for match in own if not match.general and match.part not in (catch_all, OTHER_PART)]
    return any(everyday.holds(match) and match.part == everyday.part for match in certain) or all(
        everyday.holds(match)
        and everyday.length >= match.length + SHORTEST_NAME
        and (match.start == everyday.start or folded[match.start - 1] not in _DASHES)
        for match in certain
    )


@lru_cache(maxsize=1024)
def _fixed_names(part: Part) -> tuple[tuple[int, str, str], ...]:
    """The names that a part has in every record with their rank: the notice's own, aliases, everyday ones.

    Each is told with what a squeezed text holds where the name may stand in it, once for each of its spellings.
    """
    own = (part.label.zh, part.label.en, part.id)
    ranked = ((OWN_NAME, own), (_ALIAS, part.aliases), (_EVERYDAY, part.everyday))
    return tuple((rank, name, sought) for rank, names in ranked for name in names for sought in _sought(name))


def _names_with_values(part: Part, values: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, str, str]]:
    """Yield the same of the names that are made with the record's values.

    A value that is all of a name is a title, which people also put before the names of other parts.
    """
    for template in part.value_names:
        for field in re.findall(FIELD_IN_NAME, template):
            words = values.get(field, ())
            if template == f"{{{field}}}":
                rank, names = _VALUE, [word for word in words[:1] if len(word) >= _SHORTEST_VALUE]
            else:
                rank, names = _OF_VALUE, [template.replace(f"{{{field}}}", word) for word in words]
            yield from ((rank, name, sought) for name in names for sought in _sought(name))


def _sought(name: str) -> tuple[str, ...]:
    return ("",) if GAP in name else _spellings(name)


def _spans(name: str, folded: str) -> Iterator[tuple[int, int, int | None]]:
    """Where a name stands in a file's name, also with separators between its characters; Latin words whole.

    知网…目录 has a few more characters in its gap.
    """
    squeezed, places = _squeeze(folded)
    for first, last, length, gap in _spans_with_gap(name, squeezed) if GAP in name else _plain_spans(name, squeezed):
        start, end = places[first], places[last] + 1
        if _is_whole(folded, start, end) and (length >= SHORTEST_NAME or (start, end) == (0, len(folded))):
            yield start, end, None if gap is None else places[gap - 1] + 1


def _plain_spans(name: str, squeezed: str) -> Iterator[tuple[int, int, int, None]]:
    """Yield the first and the last character of each spelling of a name, overlapping ones too, and its length."""
    for spelling in _spellings(name):
        at = squeezed.find(spelling)
        while at >= 0:
            yield at, at + len(spelling) - 1, len(spelling), None
            at = squeezed.find(spelling, at + 1)


def _spans_with_gap(name: str, squeezed: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield the same of a name that has a few more characters in its gap, and where that begins.

    The characters in the gap do not count for its length.
    """
    for pieces in itertools.product(*map(_spellings, name.split(GAP))):
        if not all(piece in squeezed for piece in pieces):  # most names: their patterns need not be compiled
            continue
        for match in re.finditer(f"(?=({_ANY_GAP.join(map(re.escape, pieces))}))", squeezed):
            yield match.start(1), match.end(1) - 1, len("".join(pieces)), match.start(1) + len(pieces[0])


def _is_whole(folded: str, start: int, end: int) -> bool:
    """Whether no Latin word goes on before or behind: `cover` is not in `discovery`."""
    return not (
        (_is_latin(folded[start]) and start > 0 and _is_latin(folded[start - 1]))
        or (_is_latin(folded[end - 1]) and end < len(folded) and _is_latin(folded[end]))
    )


def _is_latin(character: str) -> bool:
    return "a" <= character <= "z"


@lru_cache(maxsize=64)
def _squeeze(folded: str) -> tuple[str, tuple[int, ...]]:
    """Return a file's name without separators, and where each of its characters stood."""
    places = tuple(
        place for place, character in enumerate(folded) if not (character in _BETWEEN or character.isspace())
    )
    return "".join(folded[place] for place in places), places


@lru_cache(maxsize=16384)
def _spellings(name: str) -> tuple[str, ...]:
    """Return a name's spellings without separators and signs: 证书 is often but 证, unless it is all of the name."""
    folded = fold_part_name(name)
    if folded.isalnum() and "证" not in folded:  # most names
        return (folded,)
    pieces = _CERTIFICATE.split(folded)
    joined = [_squeeze(piece)[0] for piece in pieces]
    plain = ["".join(filter(str.isalnum, piece)) for piece in pieces]
    spellings = (sign.join(written) for written in (joined, plain) for sign in ("证书", "证"))
    return tuple(spelling for spelling in dict.fromkeys(spellings) if spelling)

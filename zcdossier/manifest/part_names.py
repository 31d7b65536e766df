"""What a scan's file name says: `4-正文-2.jpg` is number 4, part 正文. Pure: names in, facts about names out.

A part is recognised by the longest of its names (label, alias, id) that the file name contains. Numbers, dates and
what scanners and phones put in front are read first. Texts are expected after NFKC: ① is 1 and （1） is (1) then.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.model.dossier import Doubt
from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import OTHER_PART, Section

_SEPARATOR = r"[\s\-_—–.、,:)\]】]*"
_SCANNER = re.compile(
    r"(?:扫描全能王|扫描件|扫描|复印件|微信图片|微信截图|微信扫描|拍照|新文档|新建文档|屏幕截图|"
    r"camscanner|adobe scan|microsoft lens|office lens|screenshot|scanned|scan|mmexport|img|dsc|pxl|wps)"
    r"(?![a-z])[\s_\-]*(?:\(?\d{3,}\)?[\s_\-]*)*",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:19|20)\d{2}\s*年\s*(?:\d{1,2}\s*月\s*(?:\d{1,2}\s*[日号])?)?"
    r"|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)"
    r"|(?:19|20)\d{2}[-_./](?:0?[1-9]|1[0-2])(?!\d)(?:(?:[-_./](?:0[1-9]|[12]\d|3[01])|\.[1-9])(?!\d))?"
    r"|(?:19|20)\d{2}(?!\d)"
    r"|\d{1,2}-\d{1,2}-(?:19|20)\d{2}(?:\s+\d{1,2}[.:]\d{2}(?:[.:]\d{2})?)?)" + _SEPARATOR
)
_NUMBER = re.compile(
    r"(?:第\s*(?P<page>\d{1,4})\s*[页张份号部]|[(\[【]\s*(?P<inside>\d{1,4})\s*[)\]】]|(?:附件?|no\.?\s*)?(?P<plain>\d{1,4})(?!\d))"
    + _SEPARATOR,
    re.IGNORECASE,
)
_CHINESE = (
    r"(?:第\s*(?P<page>[一二三四五六七八九十]{1,3})\s*[页张份号部]|[(\[【](?P<inside>[一二三四五六七八九十]{1,3})[)\]】]"
    r"|(?P<plain>[一二三四五六七八九十]{1,3})(?=[、.)\-_ ]))" + _SEPARATOR
)
_BARE = re.compile(r"[(\[【]?\d{1,4}[)\]】]?[.、]?")
_VALUES = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}
_DIGITS = re.compile(r"(\d+)")
_BETWEEN = frozenset("-_—–·.,'’()[]【】")
_SEPARATORS = re.compile(r"[\s\-_—–·.()\[\]【】]+")
_NOTHING_MORE = re.compile(r"[\s\-_—–·.()\[\]【】\d]*")
_JOINED = re.compile(r"[+、&,;，；/]|[和与及含]")
_QUOTED = r"《[^》]*》|“[^”]*”|「[^」]*」|\"[^\"]*\""
_QUOTES = frozenset('《“「"')
_CERTIFICATE = re.compile(r"(?<!\A)(?<!认)证(?:书|\Z)")
_DOUBLE = re.compile("(?:学历|毕业)(?:证书?)?[、和]?学位证书?(?!明)")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿")
_SHORTEST = 2


class LeadingMarks(NamedTuple):
    """How many characters they take, the number among them, and whether the whole name is but a number."""

    length: int
    number: int | None
    is_bare_number: bool = False


def read_leading_marks(stem: str) -> LeadingMarks:
    """Read numbers, dates and scanners' words from the start of a name without its ending."""
    if _BARE.fullmatch(stem):
        return LeadingMarks(len(stem), int(re.sub(r"\D", "", stem)), is_bare_number=True)
    at, number = 0, None
    while at < len(stem):
        scanner = _SCANNER.match(stem, at) or _DATE.match(stem, at)
        if scanner:
            at = scanner.end()
            continue
        match = None if number is not None else _NUMBER.match(stem, at) or re.compile(_CHINESE).match(stem, at)
        if match is None or match.end() == len(stem):  # nothing follows: it counts what stands before it
            break
        number = _value_of_number(match)
        at = match.end()
    return LeadingMarks(at, number)


def _value_of_number(match: re.Match[str]) -> int:
    text = next(group for group in match.groups() if group)
    if text.isdecimal():
        return int(text)
    tens, has_ten, ones = text.partition("十")
    if not has_ten:
        return _VALUES[text[-1]]
    return _VALUES.get(tens[-1:], 1) * 10 + _VALUES.get(ones[:1], 0)


class ScanName(NamedTuple):
    """`part` is empty when the name does not tell, and `doubt` says why; `named` are the parts it names if several."""

    number: int | None
    part: str
    doubt: Doubt | None = None
    named: tuple[str, ...] = ()


class _Match(NamedTuple):
    """A part's name found in a file's name. `general` when it is also the section's own word."""

    start: int
    end: int
    part: str
    is_alias: bool
    general: bool

    def holds(self, other: "_Match") -> bool:
        """Whether `other` lies in this one and is shorter."""
        return self.start <= other.start and other.end <= self.end and self.length > other.length

    @property
    def length(self) -> int:
        return self.end - self.start


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Order names as people count: 2 before 10."""
    pieces = _DIGITS.split(unicodedata.normalize("NFKC", name).casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece)


def read_scan_name(file: str, section: Section) -> ScanName:
    """Read the number and the part from a file name."""
    stem = unicodedata.normalize("NFKC", _circled_apart(PurePosixPath(file).stem)).strip()
    marks = read_leading_marks(stem)
    if not section.parts:
        return ScanName(marks.number, "")
    if marks.is_bare_number and marks.number is not None:
        return _by_number(marks.number, section)
    bare = _without_titles(stem[marks.length :])
    named = _named_parts(bare, section)
    if (
        not named
    ):  # the notice's name for a part may begin with a number or a date; a title in quotes may be all there is
        named = _named_parts(_without_titles(stem) if bare else stem, section)
    if not named:
        return ScanName(marks.number, "", Doubt.UNKNOWN)
    if len({match.part for match in named}) > 1:
        return ScanName(marks.number, "", Doubt.SEVERAL, tuple(dict.fromkeys(match.part for match in named)))
    doubt = Doubt.GENERAL if named[0].general or _may_hold_more(named[0], marks.number, section) else None
    return ScanName(marks.number, named[0].part, doubt)


def _may_hold_more(match: _Match, number: int | None, section: Section) -> bool:
    """Whether 2021年8月-实用新型专利.pdf may be all of it: no number, and not the notice's name for a part."""
    return match.is_alias and number is None and not section.parts[match.part].is_text


def _by_number(number: int, section: Section) -> ScanName:
    """A bare number stands for the part of that number; where there is one part only, for that part."""
    if len(section.named_parts) == 1:
        return ScanName(number, section.named_parts[0].id)
    numbers = number_parts(section.parts)
    for part in section.named_parts:
        if numbers[part.id] == number:
            return ScanName(number, part.id, Doubt.GENERAL)
    return ScanName(number, "", Doubt.UNKNOWN)


def _named_parts(text: str, section: Section) -> list[_Match]:
    """Return one match where the text names one part, several where it names several, none where it names none."""
    folded = _fold_name(text)
    matches = _longest_matches(folded, section)
    certain = [match for match in matches if match.part != OTHER_PART] or matches
    if _leads(folded, certain):
        return certain[:1]
    winners: dict[str, _Match] = {}
    for phrase in _phrases(folded, certain):
        for match in _winners(folded, phrase):
            winners.setdefault(match.part, match)
    return _without_wholes(list(winners.values()), section)


def _without_wholes(winners: list[_Match], section: Section) -> list[_Match]:
    """文章首页 is the first page: the name of the whole only says of what."""
    if len(winners) == 1:
        return winners
    numbers = number_parts(section.parts)
    whole_of = {number: part for part, number in reversed(numbers.items())}
    pieces = {numbers[match.part] for match in winners if match.part not in whole_of.values()}
    return [match for match in winners if numbers[match.part] not in pieces or match.part not in whole_of.values()]


def _leads(folded: str, matches: Sequence[_Match]) -> bool:
    """Whether the name begins with a part and goes on with a sign and free words: 收录证明-雪松的正文.

    Where nothing but names of parts follows, or several of them, it is a list.
    """
    if not matches or matches[0].general or not _NOTHING_MORE.fullmatch(folded[: matches[0].start]):
        return False
    sign = _SEPARATORS.match(folded, matches[0].end)
    others = {match.part for match in matches if not match.general} - {matches[0].part}
    return (
        sign is not None
        and not _JOINED.match(folded, sign.end())
        and len(others) <= 1
        and not (others and _is_nothing_but(folded, [match for match in matches if not match.general]))
    )


def _winners(folded: str, phrase: Sequence[_Match]) -> list[_Match]:
    """The match that wins among those of one phrase, or all that are of equal standing."""
    specific = [match for match in phrase if not match.general] or list(phrase)
    if len({match.part for match in specific}) == 1 or _is_nothing_but(folded, specific):
        return specific
    longest = max(match.length for match in specific)
    return [match for match in specific if match.length == longest]


def _is_nothing_but(folded: str, matches: Sequence[_Match]) -> bool:
    """Whether a text consists of names of parts and signs: 封面目录版权页."""
    ends = [0, *(match.end for match in matches)]
    starts = [*(match.start for match in matches), len(folded)]
    return all(_NOTHING_MORE.fullmatch(folded[end:start]) for end, start in zip(ends, starts, strict=True))


def _phrases(folded: str, matches: Sequence[_Match]) -> Iterator[list[_Match]]:
    """Part the matches where the text between them says “and”."""
    phrase: list[_Match] = []
    for match in matches:
        if phrase and _JOINED.search(folded, phrase[-1].end, match.start):
            yield phrase
            phrase = []
        phrase.append(match)
    if phrase:
        yield phrase


def _longest_matches(folded: str, section: Section) -> list[_Match]:
    """All names found, by place, without those inside a longer one; of two that overlap the later one is the head."""
    general = _fold_name(section.label.zh)
    several = len(section.named_parts) > 1
    found: dict[tuple[int, int], _Match] = {}
    squeezed, _ = _squeeze(folded)
    for part in section.parts.values():
        own = (part.label.zh, part.label.en, part.id)
        for name in (*own, *part.aliases):
            for start, end in _spans(name, folded) if any(map(squeezed.__contains__, _spellings(name))) else ():
                match = _Match(start, end, part.id, name not in own, several and _fold_name(name) in general)
                earlier = found.get((start, end))
                if earlier is None or (earlier.is_alias and not match.is_alias):
                    found[start, end] = match
    kept: list[_Match] = []
    for match in sorted(match for match in found.values() if not any(other.holds(match) for other in found.values())):
        if kept and match.start < kept[-1].end:
            kept.pop()
        kept.append(match)
    return kept


def _spans(name: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where a name stands in a file's name, also with separators between its characters; Latin words whole."""
    squeezed, places = _squeeze(folded)
    for spelling in _spellings(name):
        at = squeezed.find(spelling)
        while at >= 0:
            start, end = places[at], places[at + len(spelling) - 1] + 1
            if _is_whole(folded, start, end) and (len(spelling) >= _SHORTEST or (start, end) == (0, len(folded))):
                yield start, end
            at = squeezed.find(spelling, at + 1)


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


@lru_cache(maxsize=4096)
def _spellings(name: str) -> tuple[str, ...]:
    """Return a name's spellings without separators: 证书 is often but 证 (毕业证), unless it is all of the name."""
    pieces = [
        "".join(character for character in piece if character.isalnum())
        for piece in _CERTIFICATE.split(_fold_name(name))
    ]
    short = "证".join(pieces)
    return tuple(spelling for spelling in dict.fromkeys(("证书".join(pieces), short)) if spelling)


def _circled_apart(stem: str) -> str:
    """① is a number of its own, also before a year: (1), not 1."""
    return "".join(f"({unicodedata.numeric(sign):.0f})" if sign in _CIRCLED else sign for sign in stem)


def _without_titles(text: str) -> str:
    """A title in quotes may hold any word; what it is a scan of stands outside of it."""
    return text.strip() if _QUOTES.isdisjoint(text) else re.sub(_QUOTED, " ", text).strip()


@lru_cache(maxsize=4096)
def _fold_name(name: str) -> str:
    """Fold case and width; 学历学位证书 are two certificates."""
    return _DOUBLE.sub("毕业证书、学位证书", unicodedata.normalize("NFKC", name).strip().casefold())

"""What a scan's file name says: `4-正文-2.jpg` is number 4, part 正文. Pure: names in, facts about names out.

A part is recognised by the longest of its names (label, alias, id) that the file name contains. Numbers, dates and
what scanners and phones put in front are read first. Texts are expected after NFKC: ① is 1 and （1） is (1) then.
A name that tells no part, beside the others of its record, is the only part that is left.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.manifest.everyday_names import write_out, write_out_signs
from zcdossier.manifest.leading_marks import read_leading_marks
from zcdossier.manifest.part_matches import JOINED, OWN_NAME, SHORTEST_NAME, PartMatch, longest_matches
from zcdossier.manifest.part_values import fold_part_name
from zcdossier.model.dossier import Doubt, Scan
from zcdossier.model.part_numbering import number_parts
from zcdossier.model.profile import FIELD_IN_NAME, OTHER_PART, Section
from zcdossier.model.spelling import simplify

_SEPARATORS = re.compile(r"[\s\-_—–·.()\[\]【】]+")
_BETWEEN = re.compile(r"[\s\-_—–·.]+")  # no brackets: what stands in them is a remark, 评审表（改系列前）
_NOTHING_MORE = re.compile(r"[\s\-_—–·.()\[\]【】\d]*")
_QUOTED = r"《[^》]*》|“[^”]*”|「[^」]*」|\"[^\"]*\""
_QUOTES = frozenset('《“「"')
_TOPIC_GOES_ON = r"[^\W\d_和与及含]{0,4}"
_PAPERS = frozenset("明表书证件函页单卡")
_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿")
_DASHES = r"\s*[-_—–]+\s*"
_BETWEEN_KINDS = r"[/、]"
_LONGEST_KIND = 8
_CHINESE = r"[^\W\da-zA-Z_]"  # a range of twenty thousand signs takes a millisecond to compile
_SAYS_NOTHING = rf"(?<={_CHINESE})(?:(?:19|20)\d{{2}}(?:年度|年)?|的)(?={_CHINESE})"
_TOGETHER = r"[二两三四五]?合一|合并(?:版|件|本)?|合订(?:本)?|全套"
"""That a file holds several, not what: 封面目录合并, 两证合一."""
_NOTED = r"(?P<outer>.{2,}?)[(（](?:含|内有|有|带|附|共|已)(?P<note>[^()（）]+)[)）](?P<rest>.*)"
_SHEETS = r"截[图屏].*(?<!\d)[2-9二两三四五六七八九]\s*张|[2-9二两三四五六七八九]\s*张截[图屏]"
_LONGEST_SHORT = 4
_SHORTEST_TITLE = 3
_SHORTEST_WITH_AUTHOR = 6
_SHORTEST_RUN = 3
_PAGE_OF_TITLE = re.compile(r"[\W_]*[全\d]*[\W_]*\Z")


class ScanName(NamedTuple):
    """`part` is empty when the name does not tell, and `doubt` says why; `named` are the parts it names if several."""

    number: int | None
    part: str
    doubt: Doubt | None = None
    named: tuple[str, ...] = ()


def read_scan_name(file: str, section: Section, values: Mapping[str, tuple[str, ...]] | None = None) -> ScanName:
    """Read the number and the part from a file name.

    `values` are the words by which people call what the record's fields say: {basis_level: (本科, 大学本科)}.
    """
    stem = write_out_signs(unicodedata.normalize("NFKC", _circled_apart(PurePosixPath(file).stem)).strip())
    marks = read_leading_marks(stem)
    if not section.parts:
        return ScanName(marks.number, "")
    if marks.is_bare_number and marks.number is not None:
        return _by_number(marks.number, section)
    texts = itertools.chain(
        _behind_topic(stem[marks.length :], section),
        _without_remark(stem[marks.length :], section, values or {}),
        _texts_to_read(stem, marks.length),
    )
    named = _first_certain(_named_parts(text, section, values or {}) for text in texts)
    if not named:
        part = _part_in_short(stem[marks.length :], section) or _part_of_title(
            stem[marks.length :], section, values or {}
        )
        return ScanName(marks.number, part, Doubt.GENERAL if part else Doubt.UNKNOWN)
    if len({match.part for match in named}) > 1:
        return ScanName(marks.number, "", Doubt.SEVERAL, tuple(dict.fromkeys(match.part for match in named)))
    doubt = Doubt.GENERAL if named[0].general or _may_hold_more(named[0], stem, marks.number, section) else None
    return ScanName(marks.number, named[0].part, doubt)


def settle_unnamed(scans: Sequence[Scan], section: Section) -> tuple[Scan, ...]:
    """Return a record's scans with a part for those whose names tell none, where the section leaves but one.

    However they are called, they are the only part that the notice names for the record; or, once all other parts
    are there, the one that may be anything (佐证材料).
    """
    part = _part_left(scans, section)
    if not part:
        return tuple(scans)
    doubt = None if len(scans) == 1 else Doubt.GENERAL
    return tuple(scan._replace(part=part, doubt=doubt) if scan.doubt is Doubt.UNKNOWN else scan for scan in scans)


def _part_left(scans: Sequence[Scan], section: Section) -> str:
    named = [part.id for part in section.named_parts]
    if len(named) == 1:
        return named[0]
    present = {scan.part for scan in scans}
    return section.catch_all if all(part in present or part == section.catch_all for part in named) else ""


def _first_certain(readings: Iterable[list[PartMatch]]) -> list[PartMatch]:
    """The first reading that is more than the section's own word, else the first that names a part at all."""
    named: list[PartMatch] = []
    for reading in readings:
        if any(not match.general for match in reading):
            return reading
        named = named or reading
    return named


def _part_in_short(text: str, section: Section) -> str:
    """The only part of which a name is characters in their order, from its first on: 聘审表 is 聘用审批表."""
    short = simplify(text).strip()
    if not SHORTEST_NAME <= len(short) <= _LONGEST_SHORT or not all(map(_is_chinese, short)):
        return ""
    found = {
        part.id
        for part in section.named_parts
        for name in (part.label.zh, *part.aliases, *part.everyday)
        if name.startswith(short[0]) and _is_in_order(short, name)
    }
    return found.pop() if len(found) == 1 else ""


def _part_of_title(text: str, section: Section, values: Mapping[str, tuple[str, ...]]) -> str:
    """The part that is called by a field's value, where a name is how that begins, and perhaps a page: 温针灸-1.

    Journals' sites put the author behind a longer piece of it: 温针灸治疗膝骨_林晓.
    """
    letters, _, author = _PAGE_OF_TITLE.sub("", fold_part_name(text)).partition("_")
    shortest = _SHORTEST_WITH_AUTHOR if author else _SHORTEST_TITLE
    for part in section.named_parts if len(letters) >= shortest and all(map(_is_chinese, letters)) else ():
        fields = [match[1] for match in map(re.compile(FIELD_IN_NAME).fullmatch, part.value_names) if match]
        if any(fold_part_name(word).startswith(letters) for field in fields for word in values.get(field, ())[:1]):
            return part.id
    return ""


def _is_in_order(short: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in short)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _behind_topic(text: str, section: Section) -> Iterator[str]:
    """Yield what stands behind the kind of record and a dash, as in the notices' own 实用新型专利-说明书, 论文-封面."""
    head, dash, rest = re.sub(_DASHES, "-", text).partition("-")
    kinds = tuple(filter(None, re.split(_BETWEEN_KINDS, section.label.zh)))
    if dash and rest.strip() and len(head) <= _LONGEST_KIND and head.strip().endswith(kinds):
        yield _without_titles(rest)


def _without_remark(text: str, section: Section, values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield a name without (含文章名和姓名), a remark; 封面（含目录） names another part in it."""
    match = re.fullmatch(_NOTED, text.strip())
    if match is None:
        return
    note = fold_part_name(match["note"])
    held = longest_matches(note, section, values)
    if not held or not _is_nothing_but(note, held):
        yield _without_titles(f"{match['outer']} {match['rest']}")


def _texts_to_read(stem: str, marks: int) -> Iterator[str]:
    """Yield what may name the part, until it does: without the marks at its start, whole, in the notice's words.

    A year or a 的 inside says nothing: 考核表2020正, 期刊的封面. The notice's own name for a part may begin with a
    number or a date; a title in quotes may be all there is.
    """
    bare = _without_titles(stem[marks:])
    shorter = re.sub(_SAYS_NOTHING, "", bare)
    if shorter != bare:
        yield write_out_signs(shorter)
    yield bare
    whole = _without_titles(stem) if bare else stem
    if whole != bare:
        yield whole
    written_out = write_out(simplify(bare))
    if written_out not in (bare, whole):
        yield written_out


def _may_hold_more(match: PartMatch, stem: str, number: int | None, section: Section) -> bool:
    """Whether 2021年8月-实用新型专利.pdf may be all of it: no number, and not the notice's name for a part.

    So may several shots of a screen: 知网截图3张.
    """
    if re.search(_SHEETS, stem):
        return True
    return match.rank != OWN_NAME and number is None and not section.parts[match.part].is_text


def _by_number(number: int, section: Section) -> ScanName:
    """A bare number stands for the part of that number; where there is one part only, for that part."""
    if len(section.named_parts) == 1:
        return ScanName(number, section.named_parts[0].id)
    numbers = number_parts(section.parts)
    for part in section.named_parts:
        if numbers[part.id] == number:
            return ScanName(number, part.id, Doubt.GENERAL)
    return ScanName(number, "", Doubt.UNKNOWN)


def _named_parts(text: str, section: Section, values: Mapping[str, tuple[str, ...]]) -> list[PartMatch]:
    """Return one match where the text names one part, several where it names several, none where it names none."""
    folded = re.sub(_TOGETHER, "", fold_part_name(text))
    matches = _without_what_of(longest_matches(folded, section, values), folded)
    certain = [match for match in _without_remarks(matches, folded) if match.part != OTHER_PART] or matches
    if _leads(folded, certain):
        return certain[:1]
    winners: dict[str, PartMatch] = {}
    for phrase in _phrases(folded, certain):
        for match in _winners(folded, phrase, section.catch_all):
            if match.part not in winners or match.rank < winners[match.part].rank:
                winners[match.part] = match
    return _without_wholes(list(winners.values()), section)


def _without_what_of(matches: Sequence[PartMatch], folded: str) -> list[PartMatch]:
    """下乡服务活动照片 is a photo: what stands before the name of another thing, with no sign between, says of what."""
    return [
        match
        for match, following in itertools.zip_longest(matches, matches[1:])
        if match.part == OTHER_PART
        or following is None
        or following.part != OTHER_PART
        or not re.fullmatch(_TOPIC_GOES_ON, folded[match.end : following.start])
        or folded[match.end - 1] in _PAPERS
    ]


def _without_remarks(matches: Sequence[PartMatch], folded: str) -> list[PartMatch]:
    """录用通知(已见刊) is that letter: what stands in brackets behind the name of another thing is said of it."""
    other = next((match for match in matches if match.part == OTHER_PART), None)
    if other is None:
        return list(matches)
    return [match for match in matches if match.start < other.end or "(" not in folded[other.end : match.start]]


def _without_wholes(winners: list[PartMatch], section: Section) -> list[PartMatch]:
    """文章首页 is the first page: the name of the whole only says of what."""
    if len(winners) == 1:
        return winners
    numbers = number_parts(section.parts)
    whole_of = {number: part for part, number in reversed(numbers.items())}
    pieces = {numbers[match.part] for match in winners if match.part not in whole_of.values()}
    return [match for match in winners if numbers[match.part] not in pieces or match.part not in whole_of.values()]


def _leads(folded: str, matches: Sequence[PartMatch]) -> bool:
    """Whether the name begins with a part and goes on with a sign and free words: 收录证明-雪松的正文.

    Where nothing but names of parts follows, or several of them, it is a list.
    """
    if not matches or matches[0].general or not _NOTHING_MORE.fullmatch(folded[: matches[0].start]):
        return False
    sign = _SEPARATORS.match(folded, matches[0].end)
    others = {match.part for match in matches if not match.general} - {matches[0].part}
    return (
        sign is not None
        and not JOINED.match(folded, sign.end())
        and len(others) <= 1
        and not (others and _is_nothing_but(folded, [match for match in matches if not match.general]))
    )


def _winners(folded: str, phrase: Sequence[PartMatch], catch_all: str) -> list[PartMatch]:
    """The match that wins among those of one phrase, or all that are of equal standing.

    分工证明 is a proof of another part before it is what may be anything.
    """
    specific = [match for match in phrase if not match.general] or list(phrase)
    if all(first.end == second.start for first, second in itertools.pairwise(specific)):
        specific = [match for match in specific if match.part != catch_all] or specific
    if len({match.part for match in specific}) == 1 or _is_list(folded, specific):
        return specific
    longest = max(match.length for match in specific)
    equal = [match for match in specific if match.length == longest]
    return [match for match in equal if match.part != catch_all] or equal


def _is_nothing_but(folded: str, matches: Sequence[PartMatch]) -> bool:
    """Whether a text consists of names of parts and signs: 封面目录版权页."""
    ends = [0, *(match.end for match in matches)]
    starts = [*(match.start for match in matches), len(folded)]
    return all(_NOTHING_MORE.fullmatch(folded[end:start]) for end, start in zip(ends, starts, strict=True))


def _is_list(folded: str, matches: Sequence[PartMatch]) -> bool:
    """Whether the end of a text is names of parts with signs between: 教材_版权页_目录, or all of it is.

    More than two that stand together are a list with no sign between too, whatever follows: 江州学报封面目录封底合并.
    """
    between = [folded[first.end : second.start] for first, second in itertools.pairwise(matches)]
    if len({match.part for match in matches}) >= _SHORTEST_RUN and not any(between):
        return True
    apart = all(map(_BETWEEN.fullmatch, between))
    ends = _NOTHING_MORE.fullmatch(folded[matches[-1].end :])
    return bool(apart and ends) or _is_nothing_but(folded, matches)


def _phrases(folded: str, matches: Sequence[PartMatch]) -> Iterator[list[PartMatch]]:
    """Part the matches where the text between them says “and”."""
    phrase: list[PartMatch] = []
    for match in matches:
        if phrase and JOINED.search(folded, phrase[-1].end, match.start):
            yield phrase
            phrase = []
        phrase.append(match)
    if phrase:
        yield phrase


def _circled_apart(stem: str) -> str:
    """① is a number of its own, also before a year: (1), not 1."""
    return "".join(f"({unicodedata.numeric(sign):.0f})" if sign in _CIRCLED else sign for sign in stem)


def _without_titles(text: str) -> str:
    """A title in quotes may hold any word; what it is a scan of stands outside of it."""
    return text.strip() if _QUOTES.isdisjoint(text) else re.sub(_QUOTED, " ", text).strip()

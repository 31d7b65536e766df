"""Ranks, class hours and numbers of documents in what was read, and those that differ from what was typed."""

import re
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.scan_text.find_dates import LINE_END
from zcdossier.lint.scan_text.find_value import comparable_signs, find_letters
from zcdossier.lint.scan_text.joined_text import PlacedLine, least_confidence
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.numerals import whole_number
from zcdossier.model.ranks import Rank
from zcdossier.model.spelling import fold

_SURE = 0.97
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_WHO = r"(?:完成人|发明人|作者|设计人|起草人|主编|参与者|参与人|获奖人|指导教师|指导老师)"
_AFTER_NAME = tuple(
    re.compile(form)
    for form in (
        rf"[^\d、,，;；。]{{0,12}}?[(（,，]?(?:本人)?(?:排名|排序|位次|名次)[:：]?第?(?P<rank>{_NUMBER})(?!\d|[月年])",
        r"[(（]第?(?P<rank>\d{1,2})[/／]共?\d{1,2}[人名位]?[)）]",
        rf"[(（]第(?P<rank>{_NUMBER})[位名]?[)）]",
        rf"[(（]?(?:为|系|是)?第(?P<rank>{_NUMBER}){_WHO}",
    )
)
_BEFORE_NAME = re.compile(rf"第(?P<rank>{_NUMBER}){_WHO}[:：]?$")
_RANK_CELL = re.compile(r"(?:^|(?<=\n))(?P<rank>(?P<own>\d{1,2})/(?P<members>\d{1,2}))(?=\n|$)")
_REACH = 30
_HOURS = re.compile(
    r"(?<![\d.])(?:(?P<broken>\d{1,3})\n)?(?P<hours>\d{1,4}(?:\.\d{1,2})?)个?(?:学时|课时)"
    r"|(?:学时|课时)(?:总?数|合计)?[:：](?P<labelled>\d{1,4}(?:\.\d{1,2})?)(?![\d.])(?!个?(?:学时|课时))"
)
_SHORTEST_NUMBER = 6
_MOST_CHANGED = 3
_ALIKE = 75.0


class SeenValue(NamedTuple):
    """A value as read, where it stands."""

    text: str
    lines: tuple[PlacedLine, ...]


def ranks_of_person(name: str, text: RecordText) -> dict[int, SeenValue]:
    """Return the places that the pages give a person in so many words, right beside the name."""
    folded = fold(name)
    seen: dict[int, SeenValue] = {}
    whole = text.folded.text
    for match in re.finditer(re.escape(folded), whole) if folded else ():
        after = whole[match.end() : match.end() + _REACH].replace(LINE_END, "")
        before = whole[max(0, match.start() - _REACH) : match.start()].replace(LINE_END, "")
        stated = next((found for form in _AFTER_NAME if (found := form.match(after))), None)
        stated = stated or _BEFORE_NAME.search(before)
        rank = whole_number(stated["rank"]) if stated is not None else None
        if rank and stated is not None:
            start = match.start() - (_REACH if stated.re is _BEFORE_NAME else 0)
            lines = text.folded.lines_at(max(0, start), match.end() + _REACH // 2)
            seen.setdefault(rank, SeenValue(stated[0].strip("(（,，)）"), lines))
    return seen


def differing_rank(typed: Rank, name: str, text: RecordText) -> SeenValue | None:
    """Return the only place that is stated beside the name, or in a cell of its own, where it is not the typed one."""
    ranks = ranks_of_person(name, text)
    if not ranks and typed.members is not None:
        return _differing_cell(typed, text)
    if len(ranks) != 1 or typed.own in ranks:
        return None
    return _when_sure(next(iter(ranks.values())))


def _differing_cell(typed: Rank, text: RecordText) -> SeenValue | None:
    """The only place among as many people as are typed that stands in a line by itself."""
    cells = list(_RANK_CELL.finditer(text.folded.text))
    if len({cell["rank"] for cell in cells}) != 1 or int(cells[0]["members"]) != typed.members:
        return None
    is_other = 0 < int(cells[0]["own"]) <= typed.members and int(cells[0]["own"]) != typed.own
    return _when_sure(SeenValue(cells[0]["rank"], text.folded.lines_at(*cells[0].span("rank")))) if is_other else None


def differing_hours(typed: Decimal, text: RecordText) -> SeenValue | None:
    """Return the only number of class hours that the pages state, where it is not the typed one.

    Several proofs of as many hours each may be typed as their sum.
    """
    seen: dict[Decimal, SeenValue] = {}
    count = 0
    for match in _HOURS.finditer(text.folded.text):
        count += 1
        hours = Decimal(match["hours"] or match["labelled"])
        if match["broken"] and typed == Decimal(match["broken"] + match["hours"]):
            return None  # 4|0学时: a number that goes on in the next line
        seen.setdefault(hours, SeenValue(match[0].rpartition(LINE_END)[2], text.folded.lines_at(*match.span())))
    if len(seen) != 1 or typed in seen or any(typed == times * next(iter(seen)) for times in range(1, count + 1)):
        return None
    return _when_sure(next(iter(seen.values())))


def differing_number(typed: str, text: RecordText) -> SeenValue | None:
    """Return what stands for a document's number where a few of its signs are others."""
    signs = comparable_signs(typed)
    if len(signs) < _SHORTEST_NUMBER or sum(sign.isdigit() for sign in signs) < _SHORTEST_NUMBER - 1:
        return None
    found = find_letters(signs, text.signs)
    if found is None or found.score in (0.0, 100.0) or found.score < _ALIKE or len(found.seen) != len(signs):
        return None
    changed = sum(left != right for left, right in zip(signs, found.seen, strict=True))
    if not 0 < changed <= _MOST_CHANGED or signs[0] != found.seen[0]:
        return None
    line = next((placed for placed in found.lines if found.seen in comparable_signs(placed.line.text)), None)
    return _when_sure(SeenValue(line.line.text, found.lines)) if line is not None else None


def _when_sure(seen: SeenValue) -> SeenValue | None:
    return seen if least_confidence(seen.lines) >= _SURE else None

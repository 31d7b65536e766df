"""Who made a work, where pages list them: the applicant's place among how many, and the names."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_numbers import ranks_of_person
from zcdossier.lint.scan_text.joined_text import PlacedLine
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import is_rank
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.sorting.heap_pieces import HeapPiece

_LIKELY = 0.75
_LIST = re.compile(r"(?:发明人|设计人|完成人|获奖者|获奖人员?|作者|起草人|成员|参加人员?)[:：]?(?P<names>.+)$")
_NAME = re.compile("(?!.*(?:大学|学院|公司|中心|医院|[社会局厅处科]$))[\u4e00-\u9fff]{2,4}")
_BETWEEN = re.compile(r"[,，、;；\s]+")
_NO_LETTER = re.compile(r"[\d*＊#†⁎()（）¹²³⁴⁵]+")
_TOTAL = re.compile(r"共(?P<total>\d{1,2})[人名位]")
_HOW_MANY = re.compile("(?:参与|参加|完成|作者|总|成员|课题组|团队)(?:总)?人数")
_GOES_ON = re.compile("[,，、]$|等$")
_FEWEST = 2


class _Listed(NamedTuple):
    names: tuple[str, ...]
    piece: HeapPiece
    line: PlacedLine


def read_people(field: Field, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    """Return what pages say of who made a work, for a field that asks for a place, how many people or their names."""
    if field.type is FieldType.PEOPLE:
        listed = _only_list(pieces, person)
        return _read(field, "、".join(listed.names), listed) if listed is not None else None
    if field.type is FieldType.INTEGER and _HOW_MANY.search(field.label.zh):
        listed = _only_list(pieces, person)
        return _read(field, str(len(listed.names)), listed) if listed is not None else None
    if field.type is not FieldType.RANK and not is_rank(field):
        return None
    listed = _only_list(pieces, person)
    if listed is not None:
        place = listed.names.index(fold(person)) + 1
        return _read(field, f"{place}/{len(listed.names)}" if field.type is FieldType.RANK else str(place), listed)
    return _stated(field, pieces, person)


def _stated(field: Field, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    """A place that stands beside the name: 第1完成人，共7人."""
    for piece in pieces:
        ranks = ranks_of_person(person, piece.text)
        if len(ranks) != 1:
            continue
        (rank, seen), *_ = ranks.items()
        if not seen.lines:
            return None
        total = _TOTAL.search("".join(fold(placed.line.text) for placed in seen.lines))
        text = f"{rank}/{total['total']}" if field.type is FieldType.RANK and total is not None else str(rank)
        return _read(field, text, _Listed((), piece, seen.lines[0]))
    return None


def _only_list(pieces: Sequence[HeapPiece], person: str) -> _Listed | None:
    """The list of names with the applicant among them, if all such lists on the pages are one."""
    lists = [listed for piece in pieces for listed in _lists_on(piece, fold(person))]
    return lists[0] if len({listed.names for listed in lists}) == 1 else None


def _lists_on(piece: HeapPiece, person: str) -> Iterator[_Listed]:
    for page in piece.text.pages:
        for line in page.facts.lines:
            text = line.text.strip()
            match = _LIST.search(text)
            names = names_listed(match["names"] if match else text)
            if person in names and len(names) >= _FEWEST and not _GOES_ON.search(text):
                yield _Listed(names, piece, PlacedLine(page, line))


def names_listed(text: str) -> tuple[str, ...]:
    """Return the names of people that a text lists, without marks and numbers; none where it lists anything else."""
    names = tuple(fold(name) for name in _BETWEEN.split(_NO_LETTER.sub("", text)) if name)
    return names if all(map(_NAME.fullmatch, names)) else ()


def _read(field: Field, text: str, listed: _Listed) -> FieldRead:
    line = listed.line
    sure = _LIKELY * line.line.confidence
    return FieldRead(field.id, text, sure, listed.piece.piece.file, line.page.facts.page, line.line.box)

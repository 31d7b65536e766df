"""Who made a work, where pages list them: the applicant's place among how many, and the names."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_numbers import ranks_of_person
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.joined_text import PlacedLine
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.numerals import whole_number
from zcdossier.model.page_facts import PageFacts, TextLine
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import is_rank
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.model.spelling import fold
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_form import begins_paper
from zcdossier.sorting.statements import Statement, agreed, find_statements

_LIKELY = 0.75
_LIST = re.compile(
    r"(?:发\s?明\s?人|设\s?计\s?人|完成人员?|获奖者|获奖人员?|作者|起草人员?|成员|参加人员?)[:：]?(?P<names>.+)$"
)
_NAME = re.compile(
    "(?!(?:同志|老师|医师|先生|女士|教授|博士|主编|副主编|编委|参编)$)(?!.*(?:大学|学院|公司|中心|医院|[社会局厅处科]$))[\u4e00-\u9fff]{2,4}"
)
_BETWEEN = re.compile(r"[,，、;；\s]+")
_NO_LETTER = re.compile(r"[\d*＊#†⁎()（）¹²³⁴⁵]+")
_SPREAD_NAME = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000]([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
"""A name of two signs, which are printed as far apart as those of three."""
_TOTAL = re.compile(r"共(?P<total>\d{1,2})[人名位]")
_HOW_MANY = re.compile("(?:参与|参加|完成|作者|总|成员|课题组|团队)(?:总)?人数|作者总数")
_TEAM = re.compile(r"(?:项目组|课题组|团队)(?:成员)?共(?P<value>\d{1,2})[人名位]")
_GOES_ON = re.compile("[,，、]$|等$")
_PLACED = re.compile(
    r"(?:排名)?第(?P<value>\d{1,2}|[一二三四五六七八九十]{1,2})(?:完成人|获奖人|发明人|作者|位|名)?[,，]共(?P<total>\d{1,2})[人名位]"
)
"""A place that is stated apart from the name, on a certificate that is the applicant's own."""
_ADVISED = re.compile(r"指导(?:教师|老师)[:：](?P<value>[^。;；:：]{2,40})")
_ADVISER = "指导"
_FEWEST, _HEAD_LINES = 2, 3
_CORRESPONDING = re.compile("通[讯信]作者")
"""Whose place is not that among the authors."""
_ROLE = re.compile(r"[\s,，、]*(?:副?主编|编著|编写|参编|著|编|译)$")
_OF_MEMBERS, _COLUMN = re.compile("成员|参加人|完成人|参与人"), "姓名"
_REST, _CLOSE = re.compile("[\u4e00-\u9fff、]{1,24}"), 0.45
_ROWS_APART = 5.0
"""Heights of a name within which the next of its column stands."""
_IN_ROSTER, _ROW_APART, _WORD_OF_NAME = 3, 2.5, re.compile("[\u4e00-\u9fff]{1,8}")
_OTHER_NAME = re.compile("[\u4e00-\u9fff]{2,3}")
_ROW_GOING_ON = re.compile("(?:[\u4e00-\u9fff]{1,4}、){3,}(?:[\u4e00-\u9fff]{1,2})?")


class _Listed(NamedTuple):
    names: tuple[str, ...]
    piece: HeapPiece
    line: PlacedLine


def read_people(field: Field, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    """Return what pages say of who made a work, for a field that asks for a place, how many people or their names."""
    if field.type is FieldType.PEOPLE:
        listed = _only_list(pieces, person)
        return _read(field, "、".join(listed.names), listed) if listed is not None else None
    if _CORRESPONDING.search(field.label.zh):
        return None
    asks_total = field.type is FieldType.INTEGER and _HOW_MANY.search(field.label.zh) is not None
    if not asks_total and field.type is not FieldType.RANK and not is_rank(field):
        return None
    team = agreed(find_statements(_TEAM, pieces)) if asks_total else None
    if team is not None:
        return team.read_as(field, _LIKELY)
    place = _of_advisers(pieces, person) if _ADVISER in field.label.zh else place_among(pieces, person)
    if place is None or (asks_total and not place.total):
        return None
    rank = f"{place.rank}/{place.total}" if field.type is FieldType.RANK and place.total else str(place.rank)
    return place.seen._replace(text=str(place.total) if asks_total else rank).read_as(field, _LIKELY)


class PlaceAmong(NamedTuple):
    """The applicant's place among those who made a work; `total` is 0 where it is not known how many these are."""

    rank: int
    total: int
    seen: Statement


def place_among(pieces: Sequence[HeapPiece], person: str) -> PlaceAmong | None:
    """Return the applicant's place by the only list of names, else as it is stated; None where pages disagree."""
    listed = _only_list(pieces, person)
    if listed is not None:
        seen = Statement("", listed.piece, (listed.line,))
        return PlaceAmong(listed.names.index(fold(person)) + 1, len(listed.names), seen)
    return _beside_name(pieces, person) or _apart(pieces, person)


def _beside_name(pieces: Sequence[HeapPiece], person: str) -> PlaceAmong | None:
    """A place that stands beside the name: 第1完成人，共7人."""
    for piece in pieces:
        ranks = ranks_of_person(person, piece.text)
        if len(ranks) != 1:
            continue
        (rank, seen), *_ = ranks.items()
        if not seen.lines:
            return None
        total = _TOTAL.search("".join(fold(placed.line.text) for placed in seen.lines))
        return PlaceAmong(rank, int(total["total"]) if total is not None else 0, Statement("", piece, seen.lines))
    return None


def _apart(pieces: Sequence[HeapPiece], person: str) -> PlaceAmong | None:
    own = [piece for piece in pieces if fold(person) in piece.letters]
    places = {
        (rank, int(total.text)): seen
        for seen, total in zip(find_statements(_PLACED, own), find_statements(_PLACED, own, "total"), strict=True)
        if (rank := whole_number(seen.text)) is not None
    }
    if len(places) != 1:
        return None
    ((rank, total), seen), *_ = places.items()
    return PlaceAmong(rank, total, seen) if rank <= total else None


def _of_advisers(pieces: Sequence[HeapPiece], person: str) -> PlaceAmong | None:
    """The place among the teachers whom a certificate names for the students."""
    in_lines = (
        (match["value"], Statement("", piece, (placed,)))
        for piece in pieces
        for placed in piece.text.folded.lines
        if (match := _ADVISED.search(placed.line.text)) is not None
    )
    in_text = ((advised.text, advised) for advised in find_statements(_ADVISED, pieces))
    for text, seen in (*in_lines, *in_text):
        names = names_listed(text.rstrip("、,，"))
        if fold(person) in names and not _GOES_ON.search(text):
            return PlaceAmong(names.index(fold(person)) + 1, len(names), seen)
    return None


def _only_list(pieces: Sequence[HeapPiece], person: str) -> _Listed | None:
    """The list of names with the applicant among them, if all such lists on the pages are one.

    In a narrow column the rest of a list stands in the next line: then it is the beginning of another.
    """
    lists = [listed for piece in pieces for listed in _lists_on(piece, fold(person))]
    longest = max(lists, key=lambda listed: len(listed.names), default=None)
    if longest is None or any(longest.names[: len(listed.names)] != listed.names for listed in lists):
        return None
    return longest


def _lists_on(piece: HeapPiece, person: str) -> Iterator[_Listed]:
    for page in piece.text.pages:
        for line in page.facts.lines:
            whole = (names for text in _with_rest(line, page.facts.lines) if (names := _names_in(text)))
            names = next(whole, ())
            is_first = _is_below_title(line, page.facts)
            if not names and is_first:
                names = _two_run_together(line.text, person)
            if person not in names or _is_of_roster(line, page.facts):
                continue
            if len(names) >= _FEWEST or is_first:
                yield _Listed(names, piece, PlacedLine(page, line))
        if any(_OF_MEMBERS.search(line.text) for line in page.facts.lines[:_HEAD_LINES]):
            yield from _column_of_names(piece, page, person)


def _is_of_roster(line: TextLine, page: PageFacts) -> bool:
    """Whether a row of names stands among others: a list, in no order, of all who got something.

    Names that stand apart have another such row right above or below; those between marks go on from the line above.
    """
    if _LIST.search(line.text):
        return False
    height = line.box.bottom - line.box.top
    near = [other for other in page.lines if abs(other.box.top - line.box.top) < _ROW_APART * height]
    if "、" in line.text:
        return any(other.box.top < line.box.top and _ROW_GOING_ON.fullmatch(other.text.strip()) for other in near)
    return len(line.text.split()) >= _IN_ROSTER and any(
        len(words := other.text.split()) >= _IN_ROSTER and all(map(_WORD_OF_NAME.fullmatch, words))
        for other in near
        if other is not line
    )


def _two_run_together(text: str, person: str) -> tuple[str, ...]:
    """The applicant and one other, between whose names a space was not read; none where it may be otherwise."""
    before, found, after = fold(text.strip()).partition(person)
    other = before or after
    return (
        tuple(filter(None, (before, found, after)))
        if found and _OTHER_NAME.fullmatch(other) and before + after == other
        else ()
    )


def _is_below_title(line: TextLine, page: PageFacts) -> bool:
    """Whether a line stands alone, right below what is printed largest on the first page of a paper: who wrote it."""
    middle = (line.box.top + line.box.bottom) / 2
    beside = (other for other in page.lines if other is not line and other.box.top < middle < other.box.bottom)
    if not begins_paper(page) or any(beside):
        return False
    largest = max(page.lines, key=lambda other: other.box.bottom - other.box.top)
    above = [other for other in page.lines if other.box.bottom <= (line.box.top + line.box.bottom) / 2]
    nearest = max(above, key=lambda other: other.box.bottom, default=None)
    return nearest is largest


def _names_in(text: str) -> tuple[str, ...]:
    """The names that a line lists, behind a label or alone; none where it goes on in another."""
    match = _LIST.search(text)
    listed = _ROLE.sub("", match["names"] if match else text).rstrip("。.;；:：")
    return () if _GOES_ON.search(text) else names_listed(listed)


def _with_rest(line: TextLine, lines: Sequence[TextLine]) -> list[str]:
    """A line with what goes on right below it in a narrow column: names, and nothing else; the longest text first.

    Rows of a table may stand so close that the next one's names follow, too.
    """
    texts, last = [line.text.strip()], line
    for other in sorted(lines, key=lambda other: other.box.top):
        height = last.box.bottom - last.box.top
        is_next = last.box.bottom - height / 2 < other.box.top < last.box.bottom + _CLOSE * height
        is_aligned = abs(other.box.left - line.box.left) < height
        if is_next and is_aligned and "、" in texts[-1] and _REST.fullmatch(other.text.strip()):
            last = other
            texts.append(texts[-1] + other.text.strip())
    return texts[::-1]


def _column_of_names(piece: HeapPiece, page: ScanPage, person: str) -> Iterator[_Listed]:
    """The names that stand below 姓名 in a table of the members of something, in their order."""
    for head in page.facts.lines:
        if comparable_letters(head.text) != _COLUMN:
            continue
        column = [head]
        for line in sorted(page.facts.lines, key=lambda line: line.box.top):
            box, height = line.box, head.box.bottom - head.box.top
            is_below = column[-1].box.bottom - height / 2 < box.top < column[-1].box.bottom + _ROWS_APART * height
            is_over = box.left < (head.box.left + head.box.right) / 2 < box.right
            if is_below and is_over and _NAME.fullmatch(line.text.strip()):
                column.append(line)
        names = tuple(fold(line.text.strip()) for line in column[1:])
        if person in names and len(names) >= _FEWEST and len({*names}) == len(names):
            yield _Listed(names, piece, PlacedLine(page, column[1]))


def names_listed(text: str) -> tuple[str, ...]:
    """Return the names of people that a text lists, without marks and numbers; none where it lists anything else."""
    spelt = _SPREAD_NAME.sub(r"\1\2", _NO_LETTER.sub("", text))
    names = tuple(fold(name) for name in _BETWEEN.split(spelt) if name)
    return names if all(map(_NAME.fullmatch, names)) else ()


def _read(field: Field, text: str, listed: _Listed) -> FieldRead:
    line = listed.line
    sure = _LIKELY * line.line.confidence
    return FieldRead(field.id, text, sure, listed.piece.piece.file, line.page.facts.page, line.line.box)

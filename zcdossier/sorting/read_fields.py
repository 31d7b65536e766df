"""What the pages of a new record say of its fields: a label and what stands beside it, a title, a date, a rank."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.scan_text.find_numbers import ranks_of_person
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.page_facts import Box, TextLine
from zcdossier.model.profile import Field, FieldType, Profile, Section
from zcdossier.model.reading import is_rank, read_value
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.heap_pieces import HeapPiece

_LABELLED, _QUOTED, _SHARED, _DATED = 0.9, 0.85, 0.8, 0.75
_MARK = re.compile(r"^[\s】\])）]*[:：]\s*")
_TITLE = re.compile(r"[《“\"]([^《》“”\"]{4,60})[》”\"]")
_PLAIN_DATE = re.compile(r"[\d〇○零一二三四五六七八九十年月日.\-/]+")
_NAMED = re.compile(r"^.{0,6}(?:名称|题目|题名|篇名|书名)[:：](?P<title>.{4,60})$")
_NEXT_LABEL = re.compile(r"[\s　]+[\u4e00-\u9fff]{2,6}[:：]")
"""A label that stands behind a value in the same line: 单位：某公司 申报人：某某."""
_SHORT_TITLE = 4
_LONGEST_VALUE, _SHORTEST_TITLE, _SHORT = 60, 6, 2
_KEPT_TYPES = (
    FieldType.TEXT,
    FieldType.DATE,
    FieldType.PERIOD,
    FieldType.INTEGER,
    FieldType.NUMBER,
    FieldType.RANK,
    FieldType.CHOICE,
)
_TITLE_LABELS = ("题目", "名称", "题名", "标题", "项目名称", "成果名称", "课题名称", "论文题目")


class _Spot(NamedTuple):
    piece: HeapPiece
    page: int
    line: TextLine


def read_fields(section: Section, pieces: Sequence[HeapPiece], profile: Profile, person: str) -> tuple[FieldRead, ...]:
    """Return the fields of a section that could be read off its pieces, in the order of the form."""
    found: dict[str, FieldRead] = {}
    spots = [_Spot(piece, page.page, line) for piece in pieces for page in piece.pages for line in page.lines]
    for field in section.fields.values():
        if field.type not in _KEPT_TYPES:
            continue
        read = _labelled(field, spots, section)
        if read is None and field.id == section.title_field and field.type is FieldType.TEXT:
            read = _title(field, pieces, spots, section)
        if read is None and is_rank(field):
            read = _rank(field, pieces, person)
        if read is None and field.type is FieldType.CHOICE:
            read = _choice(field, spots)
        if read is not None:
            found[field.id] = read
    main = dict(profile.build.dates).get(section.id, "") or next(
        (field.id for field in section.fields.values() if field.type is FieldType.DATE), ""
    )
    if main in section.fields and main not in found and section.fields[main].type is FieldType.DATE:
        date = _date(section.fields[main], pieces)
        if date is not None:
            found[main] = date
    return tuple(found[name] for name in section.fields if name in found)


def _labelled(field: Field, spots: Sequence[_Spot], section: Section) -> FieldRead | None:
    labels = [field.label.zh, *field.aliases]
    if field.id == section.title_field:
        labels += _TITLE_LABELS
    for spot, text, box in _values_behind(labels, spots):
        value = _NEXT_LABEL.split(text, maxsplit=1)[0].strip(" 　:：;；,，。")
        if not value or len(value) > _LONGEST_VALUE or read_value(value, field) is None:
            continue
        if field.type is FieldType.TEXT and (len(value) < _SHORT or value.startswith(("：", ":"))):
            continue
        return FieldRead(field.id, value, _LABELLED * spot.line.confidence, spot.piece.piece.file, spot.page, box)
    return None


def _values_behind(labels: Sequence[str], spots: Sequence[_Spot]) -> Iterator[tuple[_Spot, str, Box]]:
    """Yield what stands behind a label in its line, or in the next line beside it."""
    for label in labels:
        if len(label) < _SHORT:
            continue
        for number, spot in enumerate(spots):
            text = spot.line.text.replace("　", "").strip()
            bare = re.sub(r"\s+", "", text) if len(text) < 2 * len(label) + 4 else text
            if not bare.startswith(label):
                continue
            rest = bare[len(label) :]
            mark = _MARK.match(rest)
            if mark is not None and rest[mark.end() :].strip():
                yield spot, rest[mark.end() :], spot.line.box
            elif not rest.strip("：: ") and number + 1 < len(spots):
                beside = spots[number + 1]
                level = abs(beside.line.box.top - spot.line.box.top) < (spot.line.box.bottom - spot.line.box.top)
                if beside.page == spot.page and beside.piece is spot.piece and level:
                    yield beside, beside.line.text, beside.line.box


def _title(field: Field, pieces: Sequence[HeapPiece], spots: Sequence[_Spot], section: Section) -> FieldRead | None:
    """A title behind its label or in title marks; else the longest line that several pieces have."""
    for spot in spots:
        named = _NAMED.match(spot.line.text.replace(" ", ""))
        if named is not None and len(comparable_letters(named["title"])) >= _SHORT_TITLE:
            title, sure = named["title"].strip("。，；"), _LABELLED * spot.line.confidence
            return FieldRead(field.id, title, sure, spot.piece.piece.file, spot.page, spot.line.box)
    words = {
        comparable_letters(word)
        for part in section.parts.values()
        for word in (part.label.zh, *part.looks_like, *section.looks_like)
    }
    quoted = Counter(match for spot in spots for match in _TITLE.findall(spot.line.text))
    for title, _ in quoted.most_common(1):
        spot = next(spot for spot in spots if title in _TITLE.findall(spot.line.text))
        return FieldRead(
            field.id, title, _QUOTED * spot.line.confidence, spot.piece.piece.file, spot.page, spot.line.box
        )
    best: tuple[float, _Spot] | None = None
    for spot in spots:
        letters = comparable_letters(spot.line.text)
        if (
            not _SHORTEST_TITLE <= len(letters) <= _LONGEST_VALUE
            or letters in words
            or _PLAIN_DATE.fullmatch(letters)
            or "：" in spot.line.text
        ):
            continue
        holders = sum(letters in piece.letters for piece in pieces)
        height = spot.line.box.bottom - spot.line.box.top
        score = (2.0 + min(len(letters), 30) / 3 if holders > 1 else 0.0) + 30 * height
        score -= 3.0 if letters.isdecimal() or any(word and word in letters for word in words) else 0.0
        if best is None or score > best[0]:
            best = score, spot
    if best is None or sum(comparable_letters(best[1].line.text) in piece.letters for piece in pieces) < _SHORT:
        return None  # the largest line of a single page may be anything
    spot = best[1]
    sure = _SHARED * spot.line.confidence
    return FieldRead(field.id, spot.line.text.strip(), sure, spot.piece.piece.file, spot.page, spot.line.box)


def _rank(field: Field, pieces: Sequence[HeapPiece], person: str) -> FieldRead | None:
    for piece in pieces:
        ranks = ranks_of_person(person, piece.text)
        if len(ranks) == 1:
            (rank, seen), *_ = ranks.items()
            line = seen.lines[0] if seen.lines else None
            box = line.line.box if line is not None else None
            page = line.page.facts.page if line is not None else 1
            return FieldRead(field.id, str(rank), _DATED, piece.piece.file, page, box)
    return None


def _choice(field: Field, spots: Sequence[_Spot]) -> FieldRead | None:
    seen: dict[str, _Spot] = {}
    for choice in field.choices:
        letters = comparable_letters(choice.label.zh)
        if len(letters) <= _SHORT:
            continue
        spot = next((spot for spot in spots if letters in comparable_letters(spot.line.text)), None)
        if spot is not None:
            seen[choice.label.zh] = spot
    if len(seen) != 1:
        return None
    (label, spot), *_ = seen.items()
    return FieldRead(field.id, label, _DATED * spot.line.confidence, spot.piece.piece.file, spot.page, spot.line.box)


def _date(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """The only date that the pieces say, or the one that most of them do."""
    counted: Counter[str] = Counter()
    places: dict[str, FieldRead] = {}
    for piece in pieces:
        for seen in piece.text.dates:
            if seen.is_other or seen.is_end_of_validity or seen.date.month is None:
                continue
            text = str(seen.date)
            counted[text] += 1
            line = seen.lines[0] if seen.lines else None
            if line is not None:
                places.setdefault(
                    text,
                    FieldRead(
                        field.id, text, _DATED * seen.confidence, piece.piece.file, line.page.facts.page, line.line.box
                    ),
                )
    likely = counted.most_common(2)
    if not likely or (len(likely) > 1 and likely[0][1] == likely[1][1]):
        return None
    return places.get(likely[0][0])

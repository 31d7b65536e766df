"""Which record of the manifest a piece of the heap belongs to, by the record's values that were read on it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.context import PHOTO, Context
from zcdossier.lint.scan_text.find_dates import SpanEnd, agree
from zcdossier.lint.scan_text.find_numbers import ranks_of_person
from zcdossier.lint.scan_text.find_value import comparable_letters, comparable_signs, find_letters, is_found
from zcdossier.lint.scan_text.looked_for import values_looked_for
from zcdossier.lint.scan_text.part_words import is_plain_text
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.profile import Field, FieldType, ReadAs, Section
from zcdossier.model.reading import read_value
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.heap_pieces import HeapPiece

_LONG, _MIDDLE, _SHORTEST = 8, 5, 3
_NUMBER, _DAY, _MONTH, _YEAR, _RANK = 4.0, 1.6, 1.0, 0.7, 0.4
_OTHER_TEXT, _CHOICE, _KIND = 0.5, 0.35, 0.6
_SAME = 100.0
_NAMELESS = 0.3
_OF_THE_YEAR = 2.0
_BEGIN_AND_END = 2
_LEAST_OWN, _LEAST_RECORD, _RECORD_MARGIN = 1.2, 2.4, 0.7
_OWN_ENOUGH, _LEAST_DATED = 2.2, 0.45
_CLAUSES = re.compile(r"[，,、；;：:*＊《》（）()\s]+")
_PARTS_OF_TITLE = re.compile(r"[：:*＊《》“”\"]+")


class KnownRecord(NamedTuple):
    """A record of the manifest with what it is known by: texts and numbers with their weights, dates, years, rank."""

    record: Record
    route: str
    section: str
    texts: tuple[tuple[str, float], ...]
    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    years: tuple[str, ...]
    rank: int | None
    title: str = ""
    is_single: bool = False
    begin: str = ""
    kind: str = ""
    end: str = ""


class RecordScore(NamedTuple):
    """How much of a record was read on a piece, how much by names and numbers of its own; `named`: by its title."""

    record: KnownRecord
    score: float
    own: float
    clue: str
    dated: float = 0.0
    named: bool = False


class TextShares:
    """How many records have each text or number; what a record is called counts for those alone that are called so."""

    def __init__(self, records: Sequence[KnownRecord]) -> None:
        self._all = Counter(
            text for record in records for text in {*(text for text, _ in record.texts), *record.numbers}
        )
        self._names = Counter(text for record in records for text, weight in record.texts if weight >= 1.0)

    def count(self, text: str, weight: float = 0.0) -> int:
        """How many records share a text that weighs so much for one of them."""
        return max(1, self._names[text] if weight >= 1.0 else self._all[text])


def known_records(context: Context) -> tuple[KnownRecord, ...]:
    """Return the records of the manifest that scans can belong to."""
    return tuple(_known(record, context) for record in context.dossier.records() if record.section != PHOTO)


def score_records(piece: HeapPiece, records: Sequence[KnownRecord], name: str, shares: TextShares) -> list[RecordScore]:
    """Return the records of which something was read on a piece, the likeliest first.

    `shares` says how many records have the same text: what many have tells little. `name` is the applicant's.
    """
    scores = [score for record in records if (score := _score(piece, record, name, shares)).score > 0]
    return sorted(scores, key=lambda score: (-score.score, score.record.route))


def _known(record: Record, context: Context) -> KnownRecord:
    """A record by what its scans should say, and by its other fields, which say less."""
    section = context.section(record.section)
    found, kind = _KnownBy({}, {}, {}, {}), ""
    for looked_for in values_looked_for(record, context):
        found.take(looked_for.reads.what, looked_for.value.canon)
    title_field = section.fields.get(section.title_field) if section is not None else None
    if title_field is not None and title_field.type is FieldType.COMPOSED and not record.text(f"{title_field.id}.name"):
        found.take_clauses(record.text(title_field.id))
    for field in section.fields.values() if section is not None else ():
        found.take_field(field, record.canon(field.id))
    if section is not None and record.section.startswith("attachments."):
        kind = comparable_letters(section.label.zh)
        found.texts.setdefault(kind, _KIND)
    texts = tuple((text, weight) for text, weight in found.texts.items() if len(text) > 1)
    numbers = tuple(number for number in found.numbers if len(number) >= _MIDDLE)
    rank = record.canon("rank")
    own = int(rank) if rank.isdecimal() else None
    title, is_single = "", False
    if section is not None:
        title, is_single = (
            comparable_letters(record.canon(section.title_field)),
            not any(is_plain_text(part) for part in section.named_parts),
        )
    begin, end = (text if parse_date(text.strip()) is not None else "" for text in map(record.canon, ("from", "to")))
    dates, years = (*found.dates,), (*found.years,)
    return KnownRecord(
        record, record.place.path, record.section, texts, numbers, dates, years, own, title, is_single, begin, kind, end
    )


class _KnownBy(NamedTuple):
    """What a record is known by, each once."""

    texts: dict[str, float]
    numbers: dict[str, None]
    dates: dict[str, None]
    years: dict[str, None]

    def take(self, what: ReadAs, value: str) -> None:
        if what is ReadAs.TEXT:
            self.texts.update(dict.fromkeys(_spelled(value), 1.0))
        elif what is ReadAs.NUMBER:
            self.numbers[comparable_signs(value)] = None
        elif what is ReadAs.DATE:
            self.dates[value] = None
        elif what is ReadAs.YEAR:
            self.years[value.removesuffix("年")] = None

    def take_clauses(self, typed: str) -> None:
        """A composed title that is not written as the form wants it: each of its clauses may be the title."""
        for clause in _CLAUSES.split(typed):
            letters = comparable_letters(clause)
            if len(letters) >= _SHORTEST:
                self.texts.setdefault(letters, 1.0)

    def take_field(self, field: Field, value: str) -> None:
        if not value:
            return
        if field.type is FieldType.TEXT and len(comparable_letters(value)) >= _SHORTEST:
            for text in _spelled(value):
                self.texts.setdefault(text, _OTHER_TEXT)
        elif field.type is FieldType.DATE:
            self.dates[value] = None
        elif field.type is FieldType.PERIOD:
            self.dates.update(dict.fromkeys(re.split(r"[~/至]|\.\.", value)))
        elif field.id == "year":
            self.years[value.removesuffix("年")] = None
        elif field.type is FieldType.CHOICE:
            choice = next((choice.label.zh for choice in field.choices if choice.id == value), value)
            self.texts.setdefault(comparable_letters(choice), _CHOICE)


def _spelled(value: str) -> Iterator[str]:
    """Yield a text as it is compared, and its pieces where marks part them: 论文：平原河网的调度."""
    whole = comparable_letters(value)
    yield whole
    for piece in _PARTS_OF_TITLE.split(value):
        letters = comparable_letters(piece)
        if letters != whole and len(letters) >= _MIDDLE:
            yield letters


def _score(piece: HeapPiece, record: KnownRecord, name: str, shares: TextShares) -> RecordScore:
    own, clue, best, named = 0.0, "", 0.0, False
    by_text: list[float] = []
    for text, weight in record.texts:
        found = find_letters(text, piece.text.letters)
        if found is None or not is_found(text, found):
            continue
        strength = 4.0 if len(text) >= _LONG else 2.5 if len(text) >= _MIDDLE else 1.2
        value = weight * strength * (found.score / 100) ** 3 / shares.count(text, weight)
        named = named or text in record.title or (text == record.kind and len(text) >= _MIDDLE)
        by_text.append(value)
        if value > best:
            best, clue = value, found.lines[0].line.text if found.lines else ""
    by_text.sort(reverse=True)
    own += sum(value / (1 + rank) for rank, value in enumerate(by_text))
    for number in record.numbers:
        found = find_letters(number, piece.text.signs)
        if found is not None and found.score >= _SAME:
            own += _NUMBER / shares.count(number)
            named = True
            clue = found.lines[0].line.text
    if _is_of_other_time(piece, record):
        own *= _NAMELESS
    if record.is_single:
        own *= _trust(piece, record)
    other = 0.0
    other += _dates_score(piece, record.dates)
    other += max(
        (_YEAR for year in record.years if year in piece.text.years or f"{year}年" in piece.text.folded.text),
        default=0.0,
    )
    if record.title in record.years and record.title in piece.text.years:
        own += _OF_THE_YEAR
    if record.rank is not None and record.rank in ranks_of_person(name, piece.text):
        other += _RANK
    return RecordScore(record, own + other, own, clue, other, named)


def _trust(piece: HeapPiece, record: KnownRecord) -> float:
    """How far a certificate that does not say what the record is called can be its own; one of another year is not."""
    trust = 1.0
    spelled = [text for text, weight in record.texts if weight >= 1.0 and len(text) >= _MIDDLE]
    if spelled and not any(is_found(text, find_letters(text, piece.text.letters)) for text in spelled):
        trust *= _NAMELESS
    if record.years and piece.text.years and not piece.text.years & {*record.years}:
        trust *= _NAMELESS
    return trust


def _is_of_other_time(piece: HeapPiece, record: KnownRecord) -> bool:
    """Whether a piece says when something was, and not that it began when the record did."""
    months = [seen for seen in piece.text.dates if not seen.is_other and seen.date.month is not None]
    if not record.begin or not months or _date_score(piece, record.begin) >= _MONTH:
        return False
    if any(seen.stands_at(SpanEnd.BEGINNING) for seen in months):
        return True
    return not any(seen.stands_at(SpanEnd.END) and str(seen.date)[:7] == record.end[:7] for seen in months)


def _dates_score(piece: HeapPiece, dates: Sequence[str]) -> float:
    """How far the dates of a record are on a piece: any of them on one with a single date, else all of them."""
    scores = [_date_score(piece, date) for date in dates if parse_date(date.strip()) is not None]
    months = {str(seen.date) for seen in piece.text.dates if not seen.is_other and seen.date.month is not None}
    if len(scores) == _BEGIN_AND_END and len(months) >= _BEGIN_AND_END:
        return sum(scores) / len(scores)
    return max(scores, default=0.0)


def _date_score(piece: HeapPiece, typed: str) -> float:
    date = parse_date(typed.strip())
    if date is None:
        return 0.0
    score = 0.0
    for seen in piece.text.dates:
        if seen.is_other or seen.date.year != date.year:
            continue
        if date.month is None or seen.date.month is None:
            score = max(score, _YEAR * 0.7)
        elif seen.date.month == date.month:
            score = max(score, _DAY if date.day is not None and seen.date.day == date.day else _MONTH)
    return score


def choose_record(scores: Sequence[RecordScore]) -> RecordScore | None:
    """The record that a piece is surely of."""
    if not scores or scores[0].score < _LEAST_RECORD or scores[0].own < _LEAST_OWN:
        return None
    if scores[0].own < _OWN_ENOUGH and scores[0].dated < _LEAST_DATED:
        return None
    if not scores[0].named and scores[0].dated < _LEAST_DATED:
        return None
    if len(scores) > 1 and scores[0].score - scores[1].score < _RECORD_MARGIN:
        return None
    return scores[0]


def same_record(
    section: Section, read: Sequence[FieldRead], pieces: Sequence[HeapPiece], records: Sequence[KnownRecord]
) -> str:
    """The route of the only record of the manifest that has all that was read of a new one; empty where none has.

    One value in common is enough where it is the title, or where a record has no more. One of the record's days or
    years has to stand on the pages as well: two letters of appointment differ in nothing else.
    """
    routes = [
        record.route
        for record in records
        if record.section == section.id and _has_all(section, read, record.record) and _has_day_of(record, pieces)
    ]
    return routes[0] if len(routes) == 1 else ""


def _has_day_of(record: KnownRecord, pieces: Sequence[HeapPiece]) -> bool:
    typed = [date for date in map(parse_date, record.dates) if date is not None]
    seen = [date.date for piece in pieces for date in piece.text.dates]
    is_dated = any(agree(mine, other) for mine in typed for other in seen)
    has_year = any(f"{year}年" in piece.text.folded.text for year in record.years for piece in pieces)
    return is_dated or has_year or not (typed or record.years)


def _has_all(section: Section, read: Sequence[FieldRead], record: Record) -> bool:
    typed = {value.field: record.canon(value.field) for value in read}
    shared = [value for value in read if typed[value.field]]
    enough = len(shared) > 1 or len(section.fields) == 1 or any(value.field == section.title_field for value in shared)
    return (
        bool(shared)
        and enough
        and all(_is_same(section.fields[value.field], value.text, typed[value.field]) for value in shared)
    )


def _is_same(field: Field, seen: str, canon: str) -> bool:
    dates = parse_date(read_value(seen, field) or seen), parse_date(canon)
    if field.type is FieldType.DATE and dates[0] is not None and dates[1] is not None:
        return agree(dates[1], dates[0])
    return (read_value(seen, field) or seen) == canon or comparable_letters(seen) == comparable_letters(canon)

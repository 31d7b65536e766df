"""ZC702 differs-from-scan: what is typed is what the scans say."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged, needs_pages
from zcdossier.lint.record_selection import judges_section
from zcdossier.lint.scan_text.differing_dates import differing_date
from zcdossier.lint.scan_text.differing_honours import differing_honour
from zcdossier.lint.scan_text.differing_texts import differing_text, differing_title
from zcdossier.lint.scan_text.differing_words import differing_grade, differing_word, differing_year
from zcdossier.lint.scan_text.exchanged_pages import paths_with_foreign_files
from zcdossier.lint.scan_text.exchanged_scans import paths_of_misplaced
from zcdossier.lint.scan_text.find_dates import SpanEnd
from zcdossier.lint.scan_text.find_numbers import SeenValue, differing_hours, differing_number, differing_rank
from zcdossier.lint.scan_text.joined_text import place_of_lines
from zcdossier.lint.scan_text.looked_for import LookedFor, month_of_folder, names_honour, names_work
from zcdossier.lint.scan_text.looked_for import values_looked_for as look_for
from zcdossier.lint.scan_text.record_readings import RecordReading, readings_of
from zcdossier.model.dates import PartialDate, parse_date, parse_period
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Message, Related, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import ReadAs, Rule
from zcdossier.model.ranks import Rank, parse_rank

_ENDS = re.compile(r"(?:^|[_.])(?:(?P<beginning>from|since|start)|to|until|end)$")


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report values in whose place the scans clearly say another; those of other records' scans say nothing here."""
    misplaced = paths_of_misplaced(context) | paths_with_foreign_files(context)
    for reading in readings_of(context):
        record = reading.record
        if record.place.path in misplaced or not judges_section(rule, record.section, context):
            continue
        yield from (_hit(wanted, seen, reading, context) for wanted, seen in _differences(reading, context))


def _differences(reading: RecordReading, context: Context) -> list[tuple[LookedFor, SeenValue]]:
    """The values that differ. What stands once on the scan stands for one value: of two the one that is more like."""
    recognised = reading.is_recognised
    found: dict[str, tuple[LookedFor, SeenValue]] = {}
    for wanted in look_for(reading.record, context):
        if not recognised and wanted.reads.what is not ReadAs.TEXT:
            continue
        seen = _differing(wanted, reading, context)
        if seen is None:
            continue
        earlier = found.get(seen.text)
        if earlier is None or _months_apart(wanted, seen) < _months_apart(earlier[0], seen):
            found[seen.text] = wanted, seen
    return list(found.values())


def _months_apart(wanted: LookedFor, seen: SeenValue) -> int:
    """How far what is typed is from a date that was read; nothing for what is no date."""
    dates = parse_date(wanted.value.canon), parse_date(seen.text)
    if dates[0] is None or dates[1] is None:
        return 0
    return abs(12 * (dates[0].year - dates[1].year) + (dates[0].month or 1) - (dates[1].month or 1))


def _differing(wanted: LookedFor, reading: RecordReading, context: Context) -> SeenValue | None:
    canon, text, what = wanted.value.canon.strip(), reading.text, wanted.reads.what
    if what is ReadAs.TEXT:
        return differing_text(canon, text) or differing_grade(canon, text) or _differing_title(wanted, reading, context)
    if what is ReadAs.WORD:
        return differing_word(wanted.value.text.strip(), _year_of(reading.record, context), text)
    if what is ReadAs.YEAR:
        return differing_year(canon, text, reading.record.folder.rpartition("/")[2])
    if what is ReadAs.NUMBER:
        return differing_number(canon, text)
    if what is ReadAs.DATE:
        return _differing_date(wanted, reading)
    if what is ReadAs.RANK:
        rank = _rank_of(wanted, reading.record)
        return differing_rank(rank, context.dossier.applicant_name, text) if rank is not None else None
    if what is ReadAs.HOURS:
        try:
            return differing_hours(Decimal(canon), text)
        except InvalidOperation:
            return None
    return None


def _rank_of(wanted: LookedFor, record: Record) -> Rank | None:
    """The typed rank, with the number of people that another piece of a composed value says."""
    rank = parse_rank(wanted.value.canon)
    members = record.canon(f"{wanted.field.rpartition('.')[0]}.members")
    return rank._replace(members=int(members)) if rank is not None and members.isdecimal() else rank


def _year_of(record: Record, context: Context) -> str:
    """The year that a record is about, if it has one alone."""
    years = {wanted.value.canon for wanted in look_for(record, context) if wanted.reads.what is ReadAs.YEAR}
    return years.pop() if len(years) == 1 else ""


def _differing_title(wanted: LookedFor, reading: RecordReading, context: Context) -> SeenValue | None:
    record = reading.record
    section = context.section(record.section)
    if names_honour(wanted.field, section):
        return differing_honour(wanted.value.canon.strip(), reading.text)
    if not names_work(wanted.field, section):
        return None
    others = [value.canon for value in record.fields.values() if value.canon != wanted.value.canon]
    return differing_title(wanted.value.canon.strip(), reading.text, context.dossier.applicant_name, others)


def _differing_date(wanted: LookedFor, reading: RecordReading) -> SeenValue | None:
    typed = parse_date(wanted.value.canon)
    if typed is None:
        return None
    others = [date for date in _dates_of(reading) if date != typed]
    near, folder, opposite = wanted.reads.near, month_of_folder(reading.record), _opposite_of(wanted, reading)
    found = (
        differing_date(typed, others, reading.text, near, span_end=end, opposite=opposite, folder=folder)
        for end in _span_ends_of(wanted, reading)
    )
    seen = next(filter(None, found), None)
    if seen is None:
        return None
    words = "".join(placed.line.text for placed in seen.lines) if seen.in_words else str(seen.date)
    return SeenValue(words, seen.lines)


def _span_ends_of(wanted: LookedFor, reading: RecordReading) -> tuple[SpanEnd | None, ...]:
    """Which end of a period a field states, by its id; none where the record has no field for the other end.

    Where both ends are one date, or a single date is typed, the page may state it as that of one event as well. A
    period is one though it has no end yet.
    """
    own, is_piece = _end_by_id(wanted.field), "." in wanted.field
    others = [value.canon for field, value in reading.record.fields.items() if _end_by_id(field) not in (None, own)]
    if own is None or not (others or is_piece):
        return (None,)
    return (own, None) if wanted.value.canon in others else (own,)


def _opposite_of(wanted: LookedFor, reading: RecordReading) -> PartialDate | None:
    """What is typed of the other end of a field's period, where that is the only such field."""
    own, whole = _end_by_id(wanted.field), wanted.field.rpartition(".")[0]
    fields = reading.record.fields.items()
    ends = {_end_by_id(field): value for field, value in fields if field.rpartition(".")[0] == whole}
    other = SpanEnd.BEGINNING if own is SpanEnd.END else SpanEnd.END
    return parse_date(ends[other].canon) if own is not None and other in ends else None


def _end_by_id(field: str) -> SpanEnd | None:
    match = _ENDS.search(field)
    if match is None:
        return None
    return SpanEnd.BEGINNING if match["beginning"] else SpanEnd.END


def _dates_of(reading: RecordReading) -> Iterator[PartialDate]:
    """Every date that the record states, also at the ends of periods."""
    for value in reading.record.fields.values():
        date = parse_date(value.canon)
        period = parse_period(value.canon) if date is None else None
        if date is not None and date.month is not None:
            yield date
        elif period is not None:
            yield from (end for end in (period.start, period.end) if end is not None and end.month is not None)


def _hit(wanted: LookedFor, seen: SeenValue, reading: RecordReading, context: Context) -> Hit:
    label = context.field_label(reading.record.section, wanted.field)
    note = Label(f"扫描件上是“{seen.text}”", f"the scan says {seen.text}")
    return Hit(
        wanted.value.place,
        "differs",
        {
            "title": context.title(reading.record),
            "field": label,
            "typed": wanted.value.text.strip(),
            "seen": seen.text,
            "file": seen.lines[0].page.scan.file,
        },
        related=(Related(place_of_lines(seen.lines), note),),
    )


KIND = CheckKind(
    code="ZC702",
    name="differs-from-scan",
    title=Label("填写的和扫描件上的不一样", "differs from the scan"),
    params=NoParams,
    check=check,
    needs=needs_pages,
    messages={
        "differs": Message(
            Label(
                "“{title}”的“{field}”填的是“{typed}”，扫描件上看到的是“{seen}”（{file}）",
                "{field} of {title} says {typed}, the scan says {seen} ({file})",
            ),
            Label(
                "对照扫描件看一看：填错了就改；扫描件上那一处说的是别的事，就不用改，"
                "可以在清单的“不适用说明”里写明理由",
                "compare it with the scan: correct it if it is mistyped; if the scan speaks of something else "
                "there, waive this and give the reason",
            ),
        ),
    },
    card=Card(
        why=Label(
            "填写的内容与证书、文件不一致，审核时要退回修改。",
            "What is typed has to agree with the proof, or the application comes back.",
        ),
        wrong="获奖时间：2022-04；证书上是二〇二二年三月十八日",
        right="获奖时间：2022-03-18",
        mend=Label("照证书上的写。", "Write what the proof says."),
    ),
    severity=Severity.WARNING,
    always=True,
    by_section=True,
)

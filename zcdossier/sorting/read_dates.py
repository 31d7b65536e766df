"""Which of the dates on the pages of a new record is that of a field: the day of the event, a beginning or an end."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from zcdossier.lint.scan_text.find_dates import LINE_END, SeenDate, SpanEnd
from zcdossier.model.dates import OPEN_END, PartialDate
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.profile import Field, FieldType, Section
from zcdossier.model.sort_proposal import FieldRead
from zcdossier.sorting.heap_pieces import HeapPiece

_SURE, _LIKELY = 0.85, 0.75
_BEGINNING = re.compile(r"(?:^|[_.])(?:from|since|start|begin)$")
_END = re.compile(r"(?:^|[_.])(?:to|until|end)$")
_STATEMENT = re.compile("特此证明|兹证明|情况属实|检索证明")
"""What a paper says that is signed later than what it is about."""
_CLOSING = re.compile("结题|验收|结项|鉴定|完成")
_BEGUN = re.compile("立项|批准|下达|开题")
_FINISHED = re.compile("完成(?:日期|时间)|结业")
"""The end of a training, which is none of a project's closing."""
_IN_FORCE = re.compile(r"\s*(?:起)?(?:实施|施行)")
_OVER = re.compile("公示结束")
_VALID, _ENDING = re.compile("有效期"), re.compile("公示结束|截止")
_GRANTS = re.compile("(?:立项|下达|公布[^。]{0,40}(?:项目|课题))[^。]{0,30}通知")
_VERBS = re.compile("立项|结题|验收|发布|授权|登记|批准|颁发|公布|出版|发表")
_SAID_OF = {"发表": "出版|发表|刊出"}
_CERTIFICATE = re.compile("证书|奖状|聘书")
_TIME_LABEL = re.compile(r"(?:^|[\s,，。])(?:(?:举办|授课|讲课|讲座|报告|会议|活动)?时\s?间|日\s?期)[:：]\s*$")
_HEAD, _FIRST = 0.35, 3
_OPEN = re.compile(r"(?:至|到|[-—~～])今|聘期:?自[^至到。;；]{6,16}起[。,，]")
_PASSED = re.compile(r"通过[^。,，;；\d]{0,10}(?:验收|鉴定)")
_OTHER_LABEL = re.compile(
    r"(?:(?:完成|委托|受理|送检|检索|开发完成|首次发表|申请|填表|填报|更新|入学|计划|预计|测试|考试)(?:日期?|时间|年月))[:：]\s*$|(?:编号|证书号)[:：]\s*[a-z]*$"
)
_DAY_OF_ISSUE = re.compile(r"[^\d。;；]{0,8}(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?=出版|出刊|发行)")
"""What stands behind the number of an issue: 2018年第4期 4月8日出版."""
_RUNNING_HEAD, _MARGIN = re.compile(r"[^\d:：]{2,20}20\d\d[./]\d{1,2}"), 0.12
"""The name of a journal with the number of its issue, above a text: 某某学报 2023.1."""
_BEGINS_WITH_YEAR, _UNDER_TITLE = re.compile(r"[(（]?(?P<year>20\d\d)年(?![度\d])"), 4
_WORK, _CONTRACT, _INSURED = re.compile("工作经历"), re.compile("合同期限|合同期"), re.compile("参保证明|缴费")
_ANNUAL = re.compile("年度|年份|学年")


def read_dates(section: Section, pieces: Sequence[HeapPiece], main: str) -> dict[str, FieldRead]:
    """Return the dates of a section's fields that could be read, by field; `main` is the one that names records."""
    dates = {field.id: field for field in section.fields.values() if field.type is FieldType.DATE}
    ends = {name: end for name in dates if (end := _end_of(name)) is not None}
    is_period = len(set(ends.values())) > 1
    if _WORK.search(section.label.zh):
        ends = {name: end for name, end in ends.items() if end is SpanEnd.BEGINNING or not _are_contracts(pieces)}
    found = {
        name: _at_end(dates[name], end, pieces) for name, end in ends.items() if is_period or end is SpanEnd.BEGINNING
    }
    found = {name: read for name, read in found.items() if is_period or read is not None}
    found |= {
        name: _at_end(field, SpanEnd.END, pieces) for name, field in dates.items() if _OVER.search(field.label.zh)
    }
    found |= {name: _end_of_validity(field, pieces) for name, field in dates.items() if _VALID.search(field.label.zh)}
    if main in dates and main not in found and not _ENDING.search(dates[main].label.zh):
        stated = _by_verb(dates[main], pieces) or _labelled(dates[main], pieces) or _passed(dates[main], pieces)
        found[main] = stated or _of_event(dates[main], pieces)
    for name, field in dates.items():
        if found.get(name) is None and name != main and _CLOSING.search(field.label.zh):
            found[name] = _of_event(field, pieces)
    for name, field in dates.items():
        if found.get(name) is None and not _ENDING.search(field.label.zh):
            found[name] = _by_verb(field, pieces) or _of_beginning(field, pieces)
    periods = [field for field in section.fields.values() if field.type is FieldType.PERIOD]
    if len(periods) == 1:
        found[periods[0].id] = _period(periods[0], pieces)
    return {name: read for name, read in found.items() if read is not None}


def _are_contracts(pieces: Sequence[HeapPiece]) -> bool:
    """Whether a contract stands beside a record of insurance: it is renewed, and who is insured works on."""
    return all(any(word.search(piece.letters) for piece in pieces) for word in (_CONTRACT, _INSURED))


def _by_verb(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """The only date that stands beside what its field calls it: 2022-12-15发布, 立项时间：2019年1月."""
    match = _VERBS.search(field.label.zh)
    if match is None:
        return None
    verb = _SAID_OF.get(match[0], match[0])
    seen_dates = [(piece, seen) for piece in pieces for seen in _dates_on(piece) if seen.lines and seen.date.month]
    found = [(piece, seen) for piece, seen in seen_dates if re.match(verb, seen.after.lstrip(" \n"))]
    if not found:
        before = re.compile(rf"(?<!在线)(?<!网络)(?<!首次)(?:{verb})(?:公告)?(?:日期|时间|年月|日)?[:：\s]*$")
        found = [(piece, seen) for piece, seen in seen_dates if before.search(seen.before.replace(LINE_END, ""))]
    return _read(field, *found[0], _SURE) if len({str(seen.date) for _, seen in found}) == 1 else None


def _end_of_validity(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    found = [(piece, seen) for piece in pieces for seen in piece.text.dates if seen.is_end_of_validity and seen.lines]
    return _read(field, *found[0], _SURE) if len({str(seen.date) for _, seen in found}) == 1 else None


def _of_beginning(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """When a project began: the beginning of its time, else the day of the letter that grants it."""
    if not _BEGUN.search(field.label.zh):
        return None
    begun = _at_end(field, SpanEnd.BEGINNING, pieces)
    if begun is not None:
        return begun
    granted = [
        (piece, seen)
        for piece in pieces
        if _GRANTS.search(piece.text.folded.text) and not _CLOSING.search(piece.heading)
        for seen in piece.text.dates
        if seen.lines and not (seen.is_other or _is_of_other(seen)) and seen.date.month is not None
    ]
    days = [(piece, seen) for piece, seen in granted if seen.date.day is not None] or granted
    return _read(field, *days[0], _LIKELY) if len({str(seen.date) for _, seen in days}) == 1 else None


def read_year(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """Return the only year that stands by itself on some pages (2020年度), for a field that asks for a year."""
    if not _ANNUAL.search(field.label.zh):
        return None
    years = {year for piece in pieces for year in piece.text.years}
    piece = next((piece for piece in pieces if piece.text.years), None)
    if not years:
        return _year_under_title(field, pieces)
    if len(years) != 1 or piece is None:
        return None
    page = piece.pages[0].page
    return FieldRead(field.id, next(iter(years)), _SURE, piece.piece.file, page)


def _year_under_title(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """The year that begins one of the first lines: （2019年 某某 某医院）."""
    for piece in pieces:
        page = piece.pages[0]
        for line in page.lines[:_UNDER_TITLE]:
            match = _BEGINS_WITH_YEAR.match(line.text.strip())
            if match is not None:
                return FieldRead(
                    field.id, match["year"], _LIKELY * line.confidence, piece.piece.file, page.page, line.box
                )
    return None


def _end_of(name: str) -> SpanEnd | None:
    if _BEGINNING.search(name):
        return SpanEnd.BEGINNING
    return SpanEnd.END if _END.search(name) else None


def _at_end(field: Field, end: SpanEnd, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """The only date at that end of a period; 至今 is one."""
    dates = [(piece, seen) for piece in pieces for seen in piece.text.dates if seen.stands_at(end)]
    if not dates and end is SpanEnd.END:
        piece = next((piece for piece in pieces if _OPEN.search(piece.text.folded.text)), None)
        if piece is not None:
            return FieldRead(field.id, OPEN_END, _LIKELY, piece.piece.file, piece.pages[0].page)
    if len({str(seen.date) for _, seen in dates}) != 1:
        return None
    return _read(field, *dates[0], _SURE)


def _period(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    first, last = (_at_end(field, end, pieces) for end in (SpanEnd.BEGINNING, SpanEnd.END))
    return first._replace(text=f"{first.text}~{last.text}") if first is not None and last is not None else None


def _labelled(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """The only date that stands behind 时间：: of an event, whatever day its notice was signed."""
    dates = [
        (piece, seen)
        for piece in pieces
        for seen in piece.text.dates
        if seen.lines and seen.date.month is not None and _TIME_LABEL.search(seen.before)
    ]
    return _read(field, *dates[0], _SURE) if len({str(seen.date) for _, seen in dates}) == 1 else None


def _passed(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """The only date on which something passed its acceptance, whatever day the letter about it was signed."""
    dates = [
        (piece, seen)
        for piece in pieces
        for seen in piece.text.dates
        if seen.lines and seen.date.month is not None and _PASSED.match(seen.after.replace(LINE_END, ""))
    ]
    return _read(field, *dates[0], _SURE) if len({str(seen.date) for _, seen in dates}) == 1 else None


def _of_event(field: Field, pieces: Sequence[HeapPiece]) -> FieldRead | None:
    """The only date that the pieces say, or the one that most of them do, certificates before what grants them."""
    counted: Counter[str] = Counter()
    places: dict[str, FieldRead] = {}
    days = list(_of_the_day(field, pieces))
    alone = [(piece, seen) for piece, seen in days if not any(map(seen.stands_at, SpanEnd))]
    for piece, seen in alone or days:
        text = str(seen.date)
        counted[text] += 2 if any(_CERTIFICATE.search(line.text) for line in piece.pages[0].lines[:_FIRST]) else 1
        read = _read(field, piece, seen, _LIKELY)
        if read is not None:
            places.setdefault(text, read)
    likely = counted.most_common(2)
    if not likely or (len(likely) > 1 and likely[0][1] == likely[1][1]):
        return None
    return places.get(likely[0][0])


def _of_the_day(field: Field, pieces: Sequence[HeapPiece]) -> Iterator[tuple[HeapPiece, SeenDate]]:
    """Yield dates that may be of the event: not those of statements about it, of closings where one is asked for."""
    is_closing = _CLOSING.search(field.label.zh) is not None and _FINISHED.search(field.label.zh) is None
    for piece in pieces:
        for seen in _dates_on(piece):
            if seen.is_other or seen.is_end_of_validity or seen.date.month is None or not seen.lines:
                continue
            page = seen.lines[0].page.facts
            if is_closing and not any(_CLOSING.search(line.text) for line in page.lines if line.box.top < _HEAD):
                continue
            if (is_closing and _BEGUN.match(seen.after)) or _IN_FORCE.match(seen.after) or _is_of_other(seen):
                continue
            if not (_is_statement(page) and _stands_at_foot(seen, page)):
                yield piece, seen


def _dates_on(piece: HeapPiece) -> Iterator[SeenDate]:
    """Yield the dates on a piece: that of an issue with the day on which it came out, none that is but its number."""
    for seen in piece.text.dates:
        day = _DAY_OF_ISSUE.match(seen.after.replace(LINE_END, "")) if seen.issue is not None else None
        if day is not None:
            date = PartialDate(seen.date.year, int(day["month"]), int(day["day"]))
            yield seen._replace(date=date, after=seen.after.replace(LINE_END, "")[day.end() :], issue=None)
        elif not _is_in_running_head(seen):
            yield seen


def _is_in_running_head(seen: SeenDate) -> bool:
    line = seen.lines[0].line if seen.lines else None
    return line is not None and line.box.top < _MARGIN and _RUNNING_HEAD.fullmatch(line.text.strip()) is not None


def _is_of_other(seen: SeenDate) -> bool:
    """Whether a label before a date makes it that of an application, a plan, a form."""
    return _OTHER_LABEL.search(seen.before.replace(LINE_END, "")) is not None


def _is_statement(page: PageFacts) -> bool:
    return any(_STATEMENT.search(line.text) for line in page.lines)


def _stands_at_foot(seen: SeenDate, page: PageFacts) -> bool:
    """Whether a date stands below what a statement says."""
    statement_tops = [line.box.top for line in page.lines if _STATEMENT.search(line.text)]
    return seen.lines[0].line.box.top > max(statement_tops)


def _read(field: Field, piece: HeapPiece, seen: SeenDate, sure: float) -> FieldRead | None:
    if not seen.lines:
        return None
    line = seen.lines[0]
    return FieldRead(
        field.id, str(seen.date), sure * seen.confidence, piece.piece.file, line.page.facts.page, line.line.box
    )

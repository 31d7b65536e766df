"""Whether the scans of a record say another date than the one typed: only where theirs can hardly mean anything else.

A date that is nowhere to be seen says little: proofs are issued later than what they prove, journals print an issue.
What counts is a single date that stands where the typed one should, or differs from it as a slip of typing does.
"""

import re
from collections.abc import Iterable, Sequence

from zcdossier.lint.scan_text.find_dates import (
    LINE_END,
    SeenDate,
    SpanEnd,
    agree,
    follows_words,
    spellings_of_date,
)
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import ScanPage, has_unread_print
from zcdossier.model.dates import PartialDate
from zcdossier.model.spelling import fold

_SURE, _SURE_IN_CLEAR, _SURE_IN_PERIOD, _SURE_IN_LETTERS = 0.97, 0.94, 0.9, 0.92
_PERHAPS = 75.0
_SURE_TWICE = 0.8
"""How well a date has to be read that the folder's name says as well."""
_LATER_PROOF = ("证明", "兹证明", "特此证明")
_COMPLETED = re.compile(r"准予(?:毕业|结业|结题|结项|通过)|^.{0,8}(?:结业|毕业|学位|结题|结项|验收)证书$")
"""What is only said once something is over, in words or as a heading."""
_MOST_MONTHS = 18
_MOST_YEARS = 2
_ROUND = 2
_OF_A_RIM = "1一"
"""Signs that a seal's rim may be read as."""
_GAP = "\0"


def differing_date(
    typed: PartialDate,
    others: Iterable[PartialDate],
    text: RecordText,
    near: tuple[str, ...] = (),
    *,
    span_end: SpanEnd | None = None,
    opposite: PartialDate | None = None,
    folder: PartialDate | None = None,
) -> SeenDate | None:
    """Return the date that the scans say instead of `typed`; None where they say it, or nothing for sure.

    `others` are the other dates of the record, gone through only if need be: where one of these stands, it stands for
    itself. `near` are words that the right date follows. What is signed on the day itself has its date at the end,
    statements about something earlier have not; a date at one end of a period (`span_end`) is compared with such ones
    alone, `opposite` is what is typed of its other end. `folder` is the month that the record's folder is called by: a
    second witness.
    """
    labelled = [seen for seen in text.dates if near and follows_words(seen, near)]
    if labelled:
        return _of_labelled(typed, labelled, text)
    if typed.month is None:
        return None
    own_period = _end_of_own_period(typed, opposite, text, span_end)
    if own_period is not None or any(
        _says(seen, typed, text.dates) and not _is_other_end(seen, span_end) for seen in text.dates
    ):
        return own_period
    if _is_perhaps_there(typed, text):
        return None
    statements = [page for page in text.pages if _is_issued_later(page)]
    candidates = [
        seen
        for seen in text.dates
        if seen.date.month is not None
        and not seen.is_other
        and (seen.stands_at(span_end) if span_end else not (_stands_alone(seen) and seen.lines[0].page in statements))
        and not _loses_sign(typed, seen)
    ]
    stated = tuple(others) if text.dates else ()
    witnessed = _witnessed(typed, stated, text, folder, at_end=span_end is not None)
    if witnessed is not None:
        return witnessed
    candidates = [seen for seen in candidates if not any(agree(date, seen.date) for date in stated)]
    slips = _distinct(seen for seen in candidates if _is_slip(typed, seen))
    if len(slips) == 1:
        is_in_period = span_end is not None and _is_beside_one_of(slips[0], stated, text)
        return _when_sure(
            slips[0], _SURE_IN_PERIOD if is_in_period else _SURE_IN_CLEAR if _is_clear(slips[0]) else _SURE
        )
    if any(has_unread_print(page.facts) for page in text.pages):
        return None  # another date may stand under a seal
    alone = _distinct(candidates)
    if len(alone) == 1 and _is_near(typed, alone[0].date):
        return _when_sure(alone[0])
    return _signed_before(typed, stated, text, is_end=span_end is not None)


def _of_labelled(typed: PartialDate, labelled: Sequence[SeenDate], text: RecordText) -> SeenDate | None:
    """The date after the words; none where an issue of the typed month is named, which may be printed later."""
    if any(agree(typed, seen.date) for seen in labelled):
        return None
    if any(seen.issue == typed.month and seen.date.year == typed.year for seen in text.dates if seen.issue):
        return None
    distinct = _distinct(labelled)
    return _when_sure(distinct[0]) if len(distinct) == 1 else None


def _says(seen: SeenDate, typed: PartialDate, dates: Sequence[SeenDate]) -> bool:
    """Whether a date is the typed one. An issue may be of any month, unless a month of its year is printed as well."""
    if not agree(typed, seen.date):
        return False
    return seen.issue in (None, typed.month) or not any(
        other.date.month is not None and other.date.year == typed.year and not other.is_other for other in dates
    )


def _is_other_end(seen: SeenDate, span_end: SpanEnd | None) -> bool:
    """Whether a date is clearly the end of a period that is not asked for."""
    if span_end is None or seen.stands_at(span_end):
        return False
    return seen.stands_at(SpanEnd.BEGINNING if span_end is SpanEnd.END else SpanEnd.END)


def _is_beside_one_of(seen: SeenDate, stated: Sequence[PartialDate], text: RecordText) -> bool:
    """Whether the other end of a date's period is one that the record states: then it is this very period."""
    return any(
        any(agree(date, other.date) for date in stated)
        for period in text.periods
        if seen in period
        for other in period
        if other is not seen
    )


def _end_of_own_period(
    typed: PartialDate, opposite: PartialDate | None, text: RecordText, span_end: SpanEnd | None
) -> SeenDate | None:
    """The end of the only period whose other end is the one that is typed; None where any has the typed end.

    Who did something in two terms types when the first began and the second ended. In a narrow column periods are
    broken over lines, and hang together from top to bottom alone.
    """
    if span_end is None or opposite is None or opposite.month is None:
        return None
    periods = [
        (first, second) if span_end is SpanEnd.BEGINNING else (second, first)
        for first, second in (*text.periods, *text.periods_in_columns)
        if first.date.month is not None and second.date.month is not None
    ]
    distinct = _distinct(seen for seen, other in periods if agree(opposite, other.date))
    is_other = len(distinct) == 1 and not any(agree(typed, seen.date) for seen, _ in periods)
    is_other = is_other and _is_slip(typed, distinct[0])
    is_other = is_other and not _loses_sign(typed, distinct[0])
    return _when_sure(distinct[0], _SURE_IN_PERIOD) if is_other else None


def _witnessed(
    typed: PartialDate, stated: Sequence[PartialDate], text: RecordText, folder: PartialDate | None, *, at_end: bool
) -> SeenDate | None:
    """A date that the scans and the folder's name say, and that nothing typed of the record is.

    Folders are called by the day of a proof as well: for ends of periods, and below a statement, only the same month of
    another year is a slip.
    """
    if folder is None or folder.month is None or any(agree(date, folder) for date in (typed, *stated)):
        return None
    agreeing = [seen for seen in text.dates if seen.date.month is not None and agree(folder, seen.date)]
    distinct = _distinct(seen for seen in agreeing if not seen.is_other and _is_slip(typed, seen))
    if len(distinct) != 1 or _loses_sign(typed, distinct[0]):
        return None
    seen = distinct[0]
    is_later = at_end or (_stands_alone(seen) and _is_issued_later(seen.lines[0].page))
    if is_later and seen.date.month != typed.month:
        return None
    return _when_sure(seen, _SURE_TWICE)


def _signed_before(
    typed: PartialDate, stated: Sequence[PartialDate], text: RecordText, *, is_end: bool
) -> SeenDate | None:
    """The day on which a proof was signed, where that is before the typed one: nothing is proved before it is over.

    Who is appointed may be so before the day; so ends of periods count only where the page says that they are over.
    """
    signed = [
        seen
        for seen in text.dates
        if seen.date.month is not None
        and not seen.is_other
        and _stands_alone(seen)
        and (_is_completed(seen.lines[0].page) or (not is_end and _is_issued_later(seen.lines[0].page)))
    ]
    distinct = _distinct(signed)
    if len(distinct) != 1 or not _is_slip(typed, distinct[0]) or any(agree(date, distinct[0].date) for date in stated):
        return None
    if typed.first <= max(seen.date.last for seen in text.dates) or _loses_sign(typed, distinct[0]):
        return None
    return _when_sure(distinct[0])


def _when_sure(seen: SeenDate, least: float = _SURE) -> SeenDate | None:
    """A date that was surely read; Latin letters are read with less confidence, but make a month in one way only."""
    return seen if seen.confidence >= (min(least, _SURE_IN_LETTERS) if seen.names_month else least) else None


def _distinct(dates: Iterable[SeenDate]) -> list[SeenDate]:
    """The dates that do not agree with each other, each at its most exact."""
    kept: list[SeenDate] = []
    for seen in sorted(dates, key=lambda date: (date.date.day is None, -date.confidence)):
        if not any(agree(seen.date, other.date) for other in kept):
            kept.append(seen)
    return kept


def _is_slip(typed: PartialDate, seen: SeenDate) -> bool:
    """Whether exactly one of year, month and day differs, and the year by little."""
    if typed.day is not None and seen.date.day is None:
        typed = PartialDate(typed.year, typed.month)
    pairs = list(zip(typed, seen.date, strict=True))[: 3 if typed.day is not None else 2]
    is_close = abs(typed.year - seen.date.year) <= _MOST_YEARS
    return is_close and sum(left != right for left, right in pairs) == 1


def _loses_sign(typed: PartialDate, seen: SeenDate) -> bool:
    """Whether a sign was lost, or a rim read as one: 二〇一九年 as 二〇九年, 11月 under a seal as 1月."""
    if not seen.in_words and not _may_be_under_seal(seen):
        return False
    exact = seen.date if typed.day is not None else PartialDate(seen.date.year, seen.date.month)
    spellings = [list(spellings_of_date(date))[-1 if seen.in_words else 0] for date in (typed, exact)]
    has_more = len(spellings[1]) > len(spellings[0])
    if has_more and not seen.in_words and not _is_under_seal(seen):
        return False  # perhaps under a seal, but it has every sign
    short, long = sorted(spellings, key=len)
    return len(short) < len(long) and any(
        long[:cut] + long[cut + 1 :] == short and (not has_more or long[cut] in _OF_A_RIM) for cut in range(len(long))
    )


def _may_be_under_seal(seen: SeenDate) -> bool:
    """Whether a seal touches a date's line, or may: on a grey page that can't be told."""
    return _is_under_seal(seen) or not all(placed.page.facts.has_colour for placed in seen.lines)


def _is_clear(seen: SeenDate) -> bool:
    """Whether a date is whole, and nothing lies over it."""
    return seen.date.day is not None and not _may_be_under_seal(seen)


def _is_under_seal(seen: SeenDate) -> bool:
    """Whether a seal touches a line that the date stands on."""
    return any(
        placed.line.box.left < seal.box.right
        and seal.box.left < placed.line.box.right
        and placed.line.box.top < seal.box.bottom
        and seal.box.top < placed.line.box.bottom
        for placed in seen.lines
        for seal in placed.page.facts.seals
    )


def _stands_alone(seen: SeenDate) -> bool:
    """Whether a line has nothing but the date: that is when the page was signed."""
    line = fold("".join(placed.line.text for placed in seen.lines))
    return len(line) <= seen.end - seen.start + _ROUND


def _is_near(typed: PartialDate, seen: PartialDate) -> bool:
    months = 12 * (typed.year - seen.year) + (typed.month or 1) - (seen.month or 1)
    return abs(months) <= _MOST_MONTHS


def _is_issued_later(page: ScanPage) -> bool:
    """Whether a page is a statement about something earlier, whose own date is another."""
    lines = [fold(line.text) for line in page.facts.lines]
    return any(line == _LATER_PROOF[0] or any(word in line for word in _LATER_PROOF[1:]) for line in lines)


def _is_completed(page: ScanPage) -> bool:
    """Whether a page says that something is over: a course, studies, a project."""
    return any(_COMPLETED.search(fold(line.text)) for line in page.facts.lines)


def _is_perhaps_there(typed: PartialDate, text: RecordText) -> bool:
    """Whether something that was not read as a date is much like the typed one."""
    from rapidfuzz import fuzz  # only for what was read off scans

    rest = text.folded.text
    for seen in text.dates:
        rest = rest[: seen.start] + _GAP * (seen.end - seen.start) + rest[seen.end :]
    rest = rest.replace(LINE_END, "")
    return any(fuzz.partial_ratio(fold(spelling), rest) >= _PERHAPS for spelling in spellings_of_date(typed))

"""The dates a notice names: in its clauses, in the words of its rules and questions, and those the applicant copied.

A notice writes its deadlines as sentences; what names a day is shown, with the clause it stands in.
"""

import re
from collections.abc import Iterator

from zcdossier.model.condition import Operand
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Dossier
from zcdossier.model.label import Label
from zcdossier.model.profile import FieldType, Profile
from zcdossier.report.findings_by_section import APPLICANT
from zcdossier.report.messages import clause_name, one_line
from zcdossier.report.page.page_views import NoticeDate
from zcdossier.report.sanitize import escape_controls

_DAY = r"(?:\d{1,2}\s*[日号]|底|初)"
_DATE = re.compile(rf"(?:20\d\d\s*年\s*)?\d{{1,2}}\s*月\s*{_DAY}")
_PIECES = re.compile(r"(?:(?P<year>20\d\d)\s*年)?\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})?")

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def notice_dates(profile: Profile, dossier: Dossier | None, lang: str) -> tuple[NoticeDate, ...]:
    """One line per clause, in the order of the days."""
    dates_by_clause: dict[str, tuple[str, Label]] = {}
    for clause, text in _sentences(profile):
        match = _DATE.search(text.zh)
        if match and len(match[0]) > len(dates_by_clause.get(clause, ("",))[0]):
            dates_by_clause[clause] = (
                "".join(match[0].split()),
                dates_by_clause[clause][1] if clause in dates_by_clause else text,
            )
    for clause, when, text in _cut_offs(profile):
        dates_by_clause.setdefault(clause, (when, text))
    dates_by_clause = dict(sorted(dates_by_clause.items(), key=lambda item: _date_order(item[1][0])))
    dates = [
        NoticeDate(_date_text(when, lang), one_line(text, lang), clause_name(clause, profile, lang) if clause else "")
        for clause, (when, text) in dates_by_clause.items()
    ]
    return (*_copied_dates(profile, dossier, lang), *dates)


def _sentences(profile: Profile) -> Iterator[tuple[str, Label]]:
    """Yield every sentence of the notice with its clause; the clause's own words come first."""
    yield from profile.clauses.items()
    for rule in profile.rules:
        if rule.says is not None:
            yield from ((clause, rule.says) for clause in rule.all_clauses)
    for question in profile.checklist:
        yield from ((clause, question.question) for clause in question.clauses)
    for guidance in profile.guidance:
        yield from ((clause, guidance.text) for clause in guidance.clauses)


def _cut_offs(profile: Profile) -> Iterator[tuple[str, str, Label]]:
    """Days by which rules judge that no sentence spells out."""
    for rule in profile.rules:
        operand = getattr(rule.params, "not_after", None)
        day = parse_date(operand.text) if isinstance(operand, Operand) else None
        if day is not None and day.month and day.day and rule.says is not None:
            when = f"{day.year}年{day.month}月{day.day}日"
            yield from ((clause, when, rule.says) for clause in rule.all_clauses)


def _copied_dates(profile: Profile, dossier: Dossier | None, lang: str) -> Iterator[NoticeDate]:
    """Dates by which rules judge others and that the applicant takes from the portal, such as when it closes."""
    for name in dict.fromkeys(_bounds(profile)):
        field = profile.applicant.get(name)
        value = dossier.applicant.get(name) if dossier is not None else None
        if field is not None and field.type is FieldType.DATE and value is not None and not value.empty:
            yield NoticeDate(escape_controls(value.text.strip()), one_line(field.label, lang), "")


def _bounds(profile: Profile) -> Iterator[str]:
    """Facts of the person that are deadlines: others are not to be later, or another fact is held against them."""
    for rule in profile.rules:
        sides = ("not_after", "not_before") if rule.sections == (APPLICANT,) else ("not_after",)
        for operand in (getattr(rule.params, side, None) for side in sides):
            if isinstance(operand, Operand) and operand.field.startswith(f"{APPLICANT}."):
                yield operand.field.partition(".")[2]


def _date_order(when: str) -> tuple[str, int, int]:
    """By year, month and day; what names no year comes last, as it comes round."""
    match = _PIECES.search(when)
    if match is None:
        return "", 0, 0
    return match["year"] or "9999", int(match["month"]), int(match["day"] or 31)


def _date_text(when: str, lang: str) -> str:
    """`2023年6月30日` as 30 June 2023 for English readers."""
    match = _PIECES.search(when)
    if lang != "en" or match is None:
        return when
    month = int(match["month"])
    early_or_late = "early" if when.endswith("初") else "end of"
    pieces = (match["day"] or early_or_late, _MONTHS[month - 1] if 1 <= month <= len(_MONTHS) else "", match["year"])
    return " ".join(piece for piece in pieces if piece)

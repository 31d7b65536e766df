"""The publicity list (公示表) as data: who is on it, what it shows of each, and for how long it hangs."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zcdossier.model.dossier import Record
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.office_rules import PublicityPeriod
from zcdossier.model.profile import Profile
from zcdossier.model.review import ReviewEntry
from zcdossier.model.yes_no import NO
from zcdossier.report.messages import day_text, day_with_weekday, join_words, one_line
from zcdossier.report.office.letter_wording import addressee_of
from zcdossier.report.sanitize import strip_controls

LEVEL, NAME = "level", "name"
_LEVEL = Label("申报级别", "Level applied for")
_ACHIEVEMENTS = Label("主要业绩", "Achievements")
_NUMBER = Label("序号", "No.")
_NAME = Label("姓名", "Name")


class PublicityList(NamedTuple):
    """A whole list, ready to be laid out. `wide` are the columns with long text."""

    title: str
    opening: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...]
    objections: tuple[tuple[str, ReviewEntry], ...]
    lang: str
    wide: tuple[int, ...] = ()


class PublicityOptions(NamedTuple):
    """What stands around a list: who publicises, whom to turn to, in which language."""

    signed: str = ""
    contact: str = ""
    lang: str = "zh"


def publicity_list(
    applicants: Sequence[LintResult],
    profile: Profile,
    period: PublicityPeriod,
    objections: Sequence[tuple[str, ReviewEntry]],
    options: PublicityOptions,
) -> PublicityList:
    """Lay out who passed, in the order given."""
    lang = options.lang
    rule = profile.office.publicity
    facts = [column for column in rule.columns if column != NAME and (column == LEVEL or column in profile.applicant)]
    columns = [NAME, *facts]
    names = [_column_heading(column, profile).text(lang) for column in columns]
    rows = [[*(_fact_text(column, result, profile, lang) for column in columns)] for result in applicants]
    achievements = [section for section in rule.achievements if section in profile.sections]
    if achievements:
        names.append(_ACHIEVEMENTS.text(lang))
        for row, result in zip(rows, applicants, strict=True):
            row.append(_achievements(achievements, result, profile, lang))
    numbered = tuple((str(at), *row) for at, row in enumerate(rows, start=1))
    return PublicityList(
        title=_list_title(options.signed, lang),
        opening=_opening_text(len(rows), period, lang),
        columns=(_NUMBER.text(lang), *map(strip_controls, names)),
        rows=numbered,
        closing=tuple(_closing_lines(options, period)),
        objections=tuple(objections),
        lang=lang,
        wide=(len(columns) + 1,) if achievements else (),
    )


def _column_heading(name: str, profile: Profile) -> Label:
    field = profile.applicant.get(name)
    return field.label if field is not None else _LEVEL if name == LEVEL else _NAME


def _fact_text(name: str, result: LintResult, profile: Profile, lang: str) -> str:
    dossier = result.dossier
    if name == LEVEL:
        return (
            strip_controls(profile.level_label(dossier.level).text(lang))
            if dossier is not None and dossier.level
            else ""
        )
    if name == NAME:
        return addressee_of(result)
    value = dossier.applicant.get(name) if dossier is not None else None
    return strip_controls(value.text.strip()) if value is not None else ""


def _achievements(sections: Sequence[str], result: LintResult, profile: Profile, lang: str) -> str:
    """`论文（2）：甲；乙` a line for each section that holds anything."""
    lines = []
    for name in sections:
        section = profile.sections[name]
        records = result.dossier.sections.get(name, ()) if result.dossier is not None else ()
        submitted = [record for record in records if not _is_left_out(record, profile)]
        titles = [strip_controls(record.text(section.title_field)).lstrip("*＊") for record in submitted]
        titles = [title for title in titles if title]
        if titles:
            label = one_line(section.label, lang)
            line = Label(f"{label}（{len(titles)}）：", f"{label} ({len(titles)}): ").text(lang)
            lines.append(line + Label("；", "; ").text(lang).join(titles))
    return "\n".join(lines)


def _is_left_out(record: Record, profile: Profile) -> bool:
    """Whether a record only stays in the archive this time."""
    selected = record.fields.get(profile.office.publicity.selected_by)
    return selected is not None and selected.canon == NO


def _list_title(signed: str, lang: str) -> str:
    if lang == "en":
        return f"Applicants for professional titles{f', {strip_controls(signed)}' if signed else ''}"
    return f"{strip_controls(signed)}职称申报人员公示表"


def _opening_text(count: int, period: PublicityPeriod, lang: str) -> str:
    if lang == "en":
        people = "1 applicant has" if count == 1 else f"{count} applicants have"
        return (
            f"{people} passed the review and {'is' if count == 1 else 'are'} made public {period_text(period, lang)}."
        )
    return f"经审核，以下 {count} 位同志通过了职称申报审核，现予公示。公示时间：{period_text(period, lang)}。"


def period_text(period: PublicityPeriod, lang: str) -> str:
    """From when to when, and how many working days that is."""
    start, end = day_with_weekday(period.start, lang), day_with_weekday(period.end, lang)
    if lang == "en":
        counted = "" if period.first_day else ", the first day not counted"
        return f"from {start} to {end} ({period.working_days} working days{counted})"
    counted = "" if period.first_day else "，开始当天不算在内"
    return f"{start}至{end}（{period.working_days} 个工作日{counted}）"


def period_notes(period: PublicityPeriod, lang: str) -> Iterator[str]:
    """What the calendar had to say: for the office, not for the list."""
    if not period.starts_on_workday:
        yield Label(f"{period.start} 不是工作日", f"{period.start} is not a working day").text(lang)
    if period.holidays:
        days = join_words([str(day) for day in period.holidays], lang)
        yield Label(f"其间放假，不算工作日：{days}", f"public holidays in between, not counted: {days}").text(lang)
    if period.worked_weekends:
        days = join_words([str(day) for day in period.worked_weekends], lang)
        yield Label(f"其间周末上班，算工作日：{days}", f"weekend days that are working days, counted: {days}").text(
            lang
        )
    if period.guessed_years:
        years = join_words([str(year) for year in period.guessed_years], lang)
        if lang == "en":
            yield f"the holidays of {years} are not in the calendar yet: Monday to Friday was counted; check the dates"
        else:
            yield f"日历里还没有 {years} 年的放假安排，按周一到周五算的，请自己再核对"


def _closing_lines(options: PublicityOptions, period: PublicityPeriod) -> Iterator[str]:
    contact, lang = strip_controls(options.contact), options.lang
    if lang == "en":
        yield f"Objections are taken until the end of the publicity, signed, by: {contact or '________________'}"
    else:
        yield f"公示期间如有异议，请实名向{contact or '________________'}反映。"
    if options.signed:
        yield strip_controls(options.signed)
    yield day_text(period.start, lang)

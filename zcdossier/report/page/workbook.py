"""The workbook beside the page: the same entry sheet, by whom and for what."""

from zcdossier.report.entry_sheet import EntrySheet
from zcdossier.report.entry_workbook import EntryBook, entry_book
from zcdossier.report.overview import applicant_name
from zcdossier.report.page.compose import sheet_of
from zcdossier.report.page.facts import ReportFacts
from zcdossier.report.style import Style
from zcdossier.report.words import one_line


def entry_book_of(facts: ReportFacts, style: Style) -> EntryBook:
    """The sheet of a dossier that could be read; an empty one otherwise."""
    dossier, profile = facts.judged.dossier, facts.judged.profile
    if dossier is None or profile is None:
        return entry_book(EntrySheet(), "", style)
    level = one_line(profile.level_label(dossier.level), style.lang) if dossier.level else ""
    said = [applicant_name(dossier) or facts.folder, one_line(profile.title, style.lang), level]
    return entry_book(sheet_of(facts, dossier, profile), " · ".join(one for one in said if one), style)

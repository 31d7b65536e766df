"""The whole workbook: its sheets in the portal's order, the same bytes for the same content."""

import io

from zcdossier.model.profile import Profile
from zcdossier.model.workbook_layout import (
    ANSWERS_SHEET,
    APPLICANT_SHEET,
    ATTACHMENTS_SHEET,
    GUIDE_SHEET,
    WAIVERS_SHEET,
    section_sheets,
)
from zcdossier.report.manifest_workbook.form_frame import FormBook
from zcdossier.report.manifest_workbook.form_sheets import write_answers, write_applicant, write_guide, write_waivers
from zcdossier.report.manifest_workbook.form_tables import write_attachments, write_section
from zcdossier.report.manifest_workbook.workbook_content import WorkbookContent
from zcdossier.report.workbook import new_workbook


def manifest_workbook(profile: Profile, level: str, content: WorkbookContent | None = None) -> bytes:
    """Return a workbook to be filled in for `profile` at `level`, holding `content` already.

    A profile with its clauses' texts has them in the notes on headings.
    """
    filled = content or WorkbookContent()
    out = io.BytesIO()
    book = new_workbook(out, f"申报表 {profile.title.zh}")
    form = FormBook.of(book, profile, level)
    write_guide(form, GUIDE_SHEET, filled.remarks)
    write_applicant(form, APPLICANT_SHEET, filled)
    for identity, name in section_sheets(profile).items():
        write_section(form, name, profile.sections[identity], filled.records.get(identity, ()))
    if profile.attachments or filled.attachments:
        write_attachments(form, ATTACHMENTS_SHEET, filled.attachments)
    write_answers(form, ANSWERS_SHEET, filled.answers)
    write_waivers(form, WAIVERS_SHEET, filled.waivers)
    form.lists.write(book)
    book.close()
    return out.getvalue()

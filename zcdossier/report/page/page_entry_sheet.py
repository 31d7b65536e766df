"""The entry sheet for the page: every box with what to paste, ticked off entry by entry."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from zcdossier.model.dossier import Dossier
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.report.entry_sheet import EntryField, EntryRecord, EntrySection, EntrySheet, EntryUpload, entry_sheet
from zcdossier.report.entry_workbook import EntryBook, entry_book
from zcdossier.report.messages import one_line
from zcdossier.report.page.page_findings import anchor, file_link, text_digest, tone_of, upload_link
from zcdossier.report.page.page_records import upload_text
from zcdossier.report.page.page_views import EntrySectionView, EntryView, FieldView, FindingView
from zcdossier.report.page.report_facts import STATES_WITH_PDF, RecordFacts, ReportFacts
from zcdossier.report.sanitize import escape_controls, escape_surrogates
from zcdossier.report.style import Style


def entry_section_views(
    sheet: EntrySheet, findings: Mapping[str, tuple[FindingView, ...]], hashes: Mapping[str, str], lang: str
) -> tuple[EntrySectionView, ...]:
    """Lay out the sheet. `findings` are by the route of their record, `hashes` what each upload holds."""
    return tuple(_section_view(section, findings, hashes, lang) for section in sheet.sections)


def _section_view(
    section: EntrySection, findings: Mapping[str, tuple[FindingView, ...]], hashes: Mapping[str, str], lang: str
) -> EntrySectionView:
    label = one_line(section.label, lang)
    return EntrySectionView(
        anchor=anchor(f"form-{section.id}"),
        number=section.number,
        label=label,
        original=portal_label(section.label, lang),
        notes=tuple(one_line(note, lang) for note in section.notes),
        entries=tuple(
            _entry_view(record, label, findings.get(record.id, ()), hashes.get(record.id, ""), lang)
            for record in section.records
        ),
    )


def _entry_view(
    record: EntryRecord, section: str, findings: tuple[FindingView, ...], sha256: str, lang: str
) -> EntryView:
    upload = record.upload
    texts = [text for field in record.fields for text in (field.id, field.text)]
    return EntryView(
        id=record.id,
        key=record.key,
        state=text_digest(*texts, upload.unnumbered if upload else "", sha256),
        title=escape_controls(record.title) or section,
        fields=tuple(_field_view(field, findings, lang) for field in record.fields),
        upload=escape_controls(upload.name) if upload else "",
        link=upload.link if upload else "",
        exists=upload is not None and upload.exists,
        anchor=anchor(record.id),
    )


def _field_view(field: EntryField, findings: tuple[FindingView, ...], lang: str) -> FieldView:
    label = one_line(field.label, lang)
    text = "\n".join(escape_controls(line) for line in field.text.split("\n"))
    return FieldView(
        label=label,
        original=portal_label(field.label, lang),
        text=text,
        copied=escape_surrogates(field.text) if text != field.text else "",
        missing=tone_of(field.missing) if field.missing is not None else None,
        findings=tuple(finding for finding in findings if finding.field == label),
    )


def portal_label(label: Label, lang: str) -> str:
    """The portal's own word beside a translated one, so that it can be found there."""
    words = one_line(label, "zh")
    return words if one_line(label, lang) != words else ""


def entry_book_of(facts: ReportFacts, style: Style) -> EntryBook:
    """The sheet of a dossier that could be read; an empty one otherwise."""
    dossier, profile = facts.result.dossier, facts.result.profile
    if dossier is None or profile is None:
        return entry_book(EntrySheet(), "", style)
    level = one_line(profile.level_label(dossier.level), style.lang) if dossier.level else ""
    parts = [dossier.applicant_name or facts.folder, one_line(profile.title, style.lang), level]
    return entry_book(entry_sheet_of(facts, dossier, profile), " · ".join(part for part in parts if part), style)


def entry_sheet_of(facts: ReportFacts, dossier: Dossier, profile: Profile) -> EntrySheet:
    """The entry sheet alone."""
    uploads = {record_facts.record.place.path: _upload_of(record_facts) for record_facts in facts.records}
    if dossier.photo is not None and dossier.photo.scans:
        uploads[dossier.photo.place.path] = _photo_upload(dossier.photo.scans[0].file, facts.prefix)
    return entry_sheet(dossier, profile, uploads, facts.texts)


def _upload_of(facts: RecordFacts) -> EntryUpload:
    is_built = facts.receipt is not None and facts.state in STATES_WITH_PDF
    several = facts.receipt is not None and len(facts.receipt.files) > 1
    name = upload_text(facts.receipt) if several and facts.receipt is not None else PurePosixPath(facts.target).name
    return EntryUpload(name, upload_link(facts.target) if is_built else "", is_built)


def _photo_upload(file: str, prefix: str | None) -> EntryUpload:
    return EntryUpload(PurePosixPath(file).name, file_link(f"{prefix}{file}") if prefix is not None else "")

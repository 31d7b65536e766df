"""The entry sheet for the page: every box with what to paste, ticked off entry by entry."""

from collections.abc import Mapping

from zcdossier.model.label import Label
from zcdossier.report.entry_sheet import EntryField, EntryRecord, EntrySection, EntrySheet
from zcdossier.report.page.findings import tone_of
from zcdossier.report.page.links import anchor, digest
from zcdossier.report.page.view import EntrySectionView, EntryView, FieldView, FindingView
from zcdossier.report.visible import encodable, visible
from zcdossier.report.words import one_line


def sheet_views(
    sheet: EntrySheet, findings: Mapping[str, tuple[FindingView, ...]], hashes: Mapping[str, str], lang: str
) -> tuple[EntrySectionView, ...]:
    """Lay out the sheet. `findings` are by the route of their record, `hashes` what each upload holds."""
    return tuple(_section(section, findings, hashes, lang) for section in sheet.sections)


def _section(
    section: EntrySection, findings: Mapping[str, tuple[FindingView, ...]], hashes: Mapping[str, str], lang: str
) -> EntrySectionView:
    label = one_line(section.label, lang)
    return EntrySectionView(
        number=section.number,
        label=label,
        original=original(section.label, lang),
        notes=tuple(one_line(note, lang) for note in section.notes),
        entries=tuple(
            _entry(record, label, findings.get(record.id, ()), hashes.get(record.id, ""), lang)
            for record in section.records
        ),
    )


def _entry(record: EntryRecord, section: str, findings: tuple[FindingView, ...], sha256: str, lang: str) -> EntryView:
    upload = record.upload
    texts = [text for field in record.fields for text in (field.id, field.text)]
    return EntryView(
        id=record.id,
        key=record.key,
        state=digest(*texts, upload.unnumbered if upload else "", sha256),
        title=visible(record.title) or section,
        fields=tuple(_field(field, findings, lang) for field in record.fields),
        upload=visible(upload.name) if upload else "",
        link=upload.link if upload else "",
        there=upload is not None and upload.there,
        anchor=anchor(record.id),
    )


def _field(field: EntryField, findings: tuple[FindingView, ...], lang: str) -> FieldView:
    label = one_line(field.label, lang)
    shown = "\n".join(visible(line) for line in field.text.split("\n"))
    return FieldView(
        label=label,
        original=original(field.label, lang),
        text=shown,
        copied=encodable(field.text) if shown != field.text else "",
        missing=tone_of(field.missing) if field.missing is not None else None,
        findings=tuple(one for one in findings if one.field == label),
    )


def original(label: Label, lang: str) -> str:
    """The portal's own word beside a translated one, so that it can be found there."""
    words = one_line(label, "zh")
    return words if one_line(label, lang) != words else ""

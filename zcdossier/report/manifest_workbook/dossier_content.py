"""What a dossier holds as the content of a workbook: every value as it was typed."""

from collections.abc import Mapping

from zcdossier.model.dossier import Dossier, Record, Scan, Value
from zcdossier.model.profile import Field, Profile, Section
from zcdossier.model.record_names import RecordNames
from zcdossier.model.workbook_lines import join_listed_file, split_answer
from zcdossier.report.manifest_workbook.workbook_content import (
    AnswerContent,
    FileContent,
    RowContent,
    WaiverContent,
    WorkbookContent,
)


def workbook_content(
    dossier: Dossier, profile: Profile, remarks: Mapping[str, str] | None = None, others: tuple[str, ...] = ()
) -> WorkbookContent:
    """Return the content of a workbook that says what `dossier` says: as bound, without the scans of its folders.

    `remarks` are those on records and waivers, by their route; `others` are those on none.
    """
    noted = remarks or {}
    files = {identity: _file(group[0], profile.texts[identity]) for identity, group in dossier.texts.items() if group}
    if dossier.photo is not None:
        files["photo"] = _file(dossier.photo, profile.photo)
    keys = {f"sections.{identity}": section.label.zh for identity, section in profile.sections.items()}
    keys.update(RecordNames.of(dossier, profile).keys)
    return WorkbookContent(
        applicant=_texts(dossier.applicant, profile.applicant),
        files=files,
        records={
            identity: tuple(_row(record, profile.sections[identity], noted) for record in records)
            for identity, records in dossier.sections.items()
        },
        attachments=tuple(
            _row(record, profile.attachments.get(identity), noted)._replace(kind=identity)
            for identity, record in _in_order(dossier)
        ),
        answers=tuple(
            AnswerContent(answer.clause, *split_answer(answer.text), at=keys.get(answer.at, answer.at))
            for answer in dossier.answers
        ),
        waivers=tuple(
            WaiverContent(waiver.code, waiver.typed or waiver.at, waiver.reason, noted.get(waiver.place.path, ""))
            for waiver in dossier.waivers
        ),
        remarks=others,
    )


def _in_order(dossier: Dossier) -> list[tuple[str, Record]]:
    records = [(identity, record) for identity, group in dossier.attachments.items() for record in group]
    return sorted(records, key=lambda pair: pair[1].position)


def _texts(values: Mapping[str, Value], fields: Mapping[str, Field]) -> dict[str, str]:
    return {name: _text(value, fields[name]) for name, value in values.items() if name in fields}


def _text(value: Value, field: Field) -> str:
    """A value as typed; a choice that was named by its id, as the list in its cell names it."""
    labels = {choice.id: choice.label.zh for choice in field.choices}
    return labels.get(value.text.strip(), value.text)


def _row(record: Record, section: Section | None, remarks: Mapping[str, str]) -> RowContent:
    listed = [_listed_line(scan, record.folder, section) for scan in record.scans if ".files[" in scan.place.path]
    fields = section.fields if section is not None else {}
    return RowContent(
        _texts(record.fields, fields), record.folder, "\n".join(listed), remarks.get(record.place.path, "")
    )


def _listed_line(scan: Scan, folder: str, section: Section | None) -> str:
    part = section.parts.get(scan.part) if section is not None else None
    pages = ",".join(str(page) for page in scan.pages)
    name = scan.file.removeprefix(f"{folder}/") if folder else scan.file
    return join_listed_file(name, part.label.zh if part is not None else scan.part or scan.label, pages)


def _file(record: Record, section: Section | None) -> FileContent:
    fields = section.fields if section is not None else {}
    name = record.scans[0].file if record.scans else ""
    return FileContent(name, _texts(record.fields, fields))

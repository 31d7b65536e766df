"""Sheets with a table of records: one for each section, one for the attachments."""

from collections.abc import Iterator, Mapping, Sequence

from zcdossier.model.field_help import field_help
from zcdossier.model.finding import Severity
from zcdossier.model.manifest_names import KIND
from zcdossier.model.part_numbering import number_parts, parts_in_merge_order
from zcdossier.model.profile import OTHER_PART, Field, FieldType, Profile, Section
from zcdossier.model.record_folders import asks_for_scans
from zcdossier.model.spelling import Names
from zcdossier.model.workbook_hints import reword_hint
from zcdossier.model.workbook_layout import (
    EXAMPLE,
    FILES,
    FOLDER,
    NUMBER,
    REMARK,
    attachment_fields,
    heading_of,
)
from zcdossier.report.manifest_workbook.form_frame import MORE_ROWS, ChoiceLists, FormBook, FormColumn, FormPage
from zcdossier.report.manifest_workbook.workbook_content import RowContent
from zcdossier.report.text_layout import cell_width

_ROWS_WITHOUT_LIMIT = 15
_ROWS_BEYOND = 2
_WIDTHS = {
    FieldType.FLAG: 9.0,
    FieldType.DATE: 13.0,
    FieldType.PERIOD: 18.0,
    FieldType.RANK: 9.0,
    FieldType.INTEGER: 9.0,
    FieldType.NUMBER: 9.0,
    FieldType.CHOICE: 14.0,
    FieldType.ID_NUMBER: 21.0,
    FieldType.PERSON: 11.0,
}
_TEXT_WIDTH, _TITLE_WIDTH, _NARROWEST, _WIDEST_HEADING = 20.0, 30.0, 8.0, 18
_FOLDER_NOTE = (
    "可以空着：按“日期 题目”命名，填完后运行 zcdossier init 文件夹 --folders 就会建好。\n已经有文件夹的，写它的名称。"
)
_REMARK_NOTE = "自己看的，不检查，也不上报。"


def field_column(field: Field, heading: str, profile: Profile, *, is_title: bool = False) -> FormColumn:
    """Return the column of a field, with its note: what it is, how to write it, by which clause."""
    usual = _TITLE_WIDTH if is_title else _WIDTHS.get(field.type, _TEXT_WIDTH)
    width = max(usual, _NARROWEST, min(_WIDEST_HEADING, cell_width(heading) + 3))
    return FormColumn(
        heading,
        width,
        required=field.required is Severity.ERROR,
        wished=field.required is Severity.WARNING,
        note=field_note(field, profile),
        choices=field_choices(field),
        open=field.open,
        example=field.example.strip('"'),
    )


def field_choices(field: Field) -> tuple[str, ...]:
    """Return what there is to choose from in a field's cell."""
    if field.type is FieldType.FLAG:
        return ("是", "否")
    return tuple(choice.label.zh for choice in field.choices)


def help_in_cell(field: Field, profile: Profile) -> tuple[str, ...]:
    """Return how a field is to be written into a cell, where stars want no quotes."""
    hint = reword_hint(field.hint, (), profile) if field.hint is not None else None
    return field_help(field._replace(hint=hint, example=field.example.strip('"')))


def field_note(field: Field, profile: Profile) -> str:
    """Return the note on a field: whether it must be filled, how, and what the notice says."""
    must = {Severity.ERROR: "【必填】", Severity.WARNING: "【建议填】"}.get(field.required or Severity.ERROR, "")
    lines = [f"{must}{field.label.zh}" if field.required is not None else field.label.zh, *help_in_cell(field, profile)]
    for clause in field.clauses:
        label = profile.clauses.get(clause)
        lines.append(f"{clause} {label.zh}" if label is not None else clause)
    return "\n".join(lines)


def write_section(form: FormBook, name: str, section: Section, records: Sequence[RowContent]) -> None:
    """Write a section's sheet with room for as many records as the notice takes, and those that there are."""
    names = Names.of(section.fields.values())
    fields = [
        field_column(field, heading_of(field, names), form.profile, is_title=field.id == section.title_field)
        for field in section.fields.values()
    ]
    has_files = any(record.files for record in records)
    page = form.add_page(name, _with_own_columns(fields, has_files=has_files))
    page.title(section_title(section, form.level), tuple(_section_notes(section, form.profile)))
    rows = [
        ["", *(record.fields.get(name, "") for name in section.fields), *_own_texts(record, has_files=has_files)]
        for record in records
    ]
    _write_rows(page, form.lists, rows, section.limit_for(form.level))


def section_title(section: Section, level: str) -> str:
    """Return a section's heading with its limit: `9 论文（最多 4 项，必填）`."""
    limit = section.limit_for(level)
    notes = [f"最多 {limit} 项"] if limit is not None else []
    notes += ["必填"] if section.required else []
    number = f"{section.number} " if section.number else ""
    return f"{number}{section.label.zh}{'（' + '，'.join(notes) + '）' if notes else ''}"


def write_attachments(form: FormBook, name: str, records: Sequence[RowContent]) -> None:
    """Write the sheet of the attachments: one row each, its kind chosen from a list."""
    profile = form.profile
    kinds = tuple(section.label.zh for section in profile.attachments.values())
    shared = attachment_fields(profile)
    kind = FormColumn(KIND.label.zh, 34, required=True, note="从下拉列表里选。", choices=kinds)
    fields = [kind, *(field_column(field, heading, profile) for heading, field in shared.items())]
    has_files = any(record.files for record in records)
    page = form.add_page(name, _with_own_columns(fields, has_files=has_files))
    page.title(name, tuple(_attachment_notes(profile)))
    rows = []
    for record in records:
        texts = _attachment_texts(record, shared, profile)
        rows.append(["", _kind_label(record.kind, profile), *texts, *_own_texts(record, has_files=has_files)])
    _write_rows(page, form.lists, rows, None)


def _kind_label(kind: str, profile: Profile) -> str:
    section = profile.attachments.get(kind)
    return section.label.zh if section is not None else kind


def _attachment_texts(record: RowContent, shared: Mapping[str, Field], profile: Profile) -> list[str]:
    section = profile.attachments.get(record.kind)
    names = Names.of(section.fields.values()) if section is not None else Names({})
    return [record.fields.get(names.find(heading) or "", "") for heading in shared]


def _with_own_columns(fields: Sequence[FormColumn], *, has_files: bool) -> list[FormColumn]:
    files = FormColumn(FILES.label.zh, 30, note="一行一个文件：文件名；佐证：名称；页码：1,8") if has_files else None
    taken = {column.heading for column in fields}
    remark = next((name for name in (REMARK.label.zh, *REMARK.aliases) if name not in taken), REMARK.id)
    own = [
        FormColumn(FOLDER.label.zh, 26, note=_FOLDER_NOTE),
        files,
        FormColumn(remark, 18, note=_REMARK_NOTE),
    ]
    return [FormColumn(NUMBER.label.zh, 6), *fields, *(column for column in own if column is not None)]


def _own_texts(record: RowContent, *, has_files: bool) -> list[str]:
    return [record.folder, *([record.files] if has_files else []), record.remark]


def _write_rows(page: FormPage, lists: ChoiceLists, rows: Sequence[Sequence[str]], limit: int | None) -> None:
    heading_row = page.headings()
    if any(column.example for column in page.columns):
        page.cells([EXAMPLE, *(column.example for column in page.columns[1:])], page.looks.example)
    first = page.row
    page.page.freeze_panes(first, 1)
    room = limit + _ROWS_BEYOND if limit is not None else _ROWS_WITHOUT_LIMIT
    for number in range(1, max(room, len(rows) + _ROWS_BEYOND) + 1):
        texts = list(rows[number - 1]) if number <= len(rows) else [""] * len(page.columns)
        texts[0] = str(number) if limit is None or number <= limit else ""
        page.cells(texts, fixed=(0,))
    for at, column in enumerate(page.columns):
        lists.add_rule(page.page, column, first, at, page.row + MORE_ROWS)
    if limit is not None:
        above = first - heading_row
        rule = {"type": "formula", "criteria": f"=ROW()-ROW($A${heading_row + 1})>{limit + above - 1}"}
        page.page.conditional_format(
            first, 0, page.row - 1, len(page.columns) - 1, {**rule, "format": page.looks.beyond}
        )


def _section_notes(section: Section, profile: Profile) -> Iterator[str]:
    if section.hint is not None:
        yield section.hint.zh
    for guidance in profile.guidance:
        if guidance.at == section.id:
            yield f"· {guidance.text.zh}"
    if section.parts:
        numbers = number_parts(section.parts)
        order = [name for name in parts_in_merge_order(section.parts) if name != OTHER_PART]
        files = "  ".join(f"{numbers[name]}-{section.parts[name].label.zh}" for name in order)
        asked = "文件夹里放" if asks_for_scans(section, profile) else "不一定要佐证；要放的，文件夹里放"
        yield f"{asked}：{files or '1-证书'}（.jpg 或 .pdf）"


def _attachment_notes(profile: Profile) -> Iterator[str]:
    yield "交哪一种，就在“类别”里选哪一种，一份一行。"
    for section in profile.attachments.values():
        yield f"· {section.label.zh}{'：' + section.hint.zh if section.hint is not None else ''}"

"""What a dossier holds as the text of `dossier.yaml`: every value as it was typed, with the labels beside the keys."""

import re
from collections.abc import Iterator, Mapping, Sequence

from zcdossier.model.manifest_names import REMARK_SIGN, SCHEMA_LINE
from zcdossier.model.profile import Field, Profile
from zcdossier.model.workbook_lines import join_answer, split_listed_file
from zcdossier.report.manifest_workbook.form_tables import section_title
from zcdossier.report.manifest_workbook.workbook_content import AnswerContent, FileContent, RowContent, WorkbookContent
from zcdossier.report.text_layout import pad
from zcdossier.source.yaml_scalars import yaml_scalar

_WIDTH = 40
_LINE_ENDS = re.compile("[\r\n\x85\u2028\u2029]+")
_UNFIT = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


def manifest_text(profile: Profile, level: str, content: WorkbookContent) -> str:
    """Return the text of a manifest that holds `content`. Comments are labels, and the applicant's own remarks."""
    lines = [
        SCHEMA_LINE,
        f"# {_on_one_line(profile.title.zh)}",
        *(_comment_lines("", content.remarks)),
        "",
        f"profile: {yaml_scalar(profile.id)}",
        _line("", "level", level, profile.level_label(level).zh if level else ""),
        *_person_lines(profile, content),
        *_section_lines(profile, level, content),
        *_attachment_lines(profile, content.attachments),
        *_answer_lines(content.answers),
    ]
    lines += ["", "waivers:"] if content.waivers else []
    for waiver in content.waivers:
        lines += _comment_lines("  ", [waiver.remark])
        values = (("code", waiver.code), ("at", waiver.at), ("reason", waiver.reason))
        lines += _item_lines("  ", [f"{key}: {yaml_scalar(text)}" for key, text in values if text])
    return "".join(f"{line}\n" for line in lines)


def label_comments(profile: Profile, level: str) -> frozenset[str]:
    """Return the comments that such a text has of itself: labels of levels, fields and sections."""
    kinds = (*profile.sections.values(), *profile.attachments.values(), *profile.texts.values())
    photo = (profile.photo,) if profile.photo is not None else ()
    fields = [*profile.applicant.values(), *(field for kind in (*kinds, *photo) for field in kind.fields.values())]
    texts = [field.label.zh for field in fields] + [kind.label.zh for kind in (*kinds, *photo)]
    texts += [_heading(section_title(section, level)) for section in profile.sections.values()]
    return frozenset(map(_on_one_line, (*texts, profile.level_label(level).zh if level else "", profile.title.zh)))


def _heading(title: str) -> str:
    return f"── {title}"


def _on_one_line(text: str) -> str:
    return _UNFIT.sub("", _LINE_ENDS.sub(" ", text)).strip()


def _line(indent: str, key: str, text: str, label: str) -> str:
    value = f"{indent}{key}: {yaml_scalar(text)}"
    return f"{pad(value, _WIDTH)}  # {_on_one_line(label)}" if label else value


def _comment_lines(indent: str, remarks: Sequence[str]) -> Iterator[str]:
    for remark in remarks:
        for line in _LINE_ENDS.split(remark):
            text = _UNFIT.sub("", line).strip()
            if text:
                yield f"{indent}# {REMARK_SIGN}{text}"


def _item_lines(indent: str, lines: Sequence[str]) -> list[str]:
    return [f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(lines)] or [f"{indent}- {{}}"]


def _field_lines(texts: Mapping[str, str], fields: Mapping[str, Field]) -> list[str]:
    return [
        _line("", field.id, texts[field.id], field.label.zh)
        for field in fields.values()
        if texts.get(field.id, "").strip()
    ]


def _person_lines(profile: Profile, content: WorkbookContent) -> Iterator[str]:
    facts = _field_lines(content.applicant, profile.applicant)
    if facts:
        yield from ("", "applicant:", *(f"  {line}" for line in facts))
    photo = content.files.get("photo")
    if photo is not None and profile.photo is not None:
        yield ""
        yield from _file_lines("", "photo", photo, profile.photo.fields, profile.photo.label.zh)
    texts = [(identity, content.files[identity]) for identity in profile.texts if identity in content.files]
    if texts:
        yield from ("", "texts:")
    for identity, file in texts:
        section = profile.texts[identity]
        yield from _file_lines("  ", identity, file, section.fields, section.label.zh)


def _file_lines(indent: str, key: str, content: FileContent, fields: Mapping[str, Field], label: str) -> Iterator[str]:
    facts = _field_lines(content.fields, fields)
    if not facts:
        yield _line(indent, key, content.file, label)
        return
    yield f"{indent}{key}:"
    yield from (f"{indent}  {line}" for line in (f"file: {yaml_scalar(content.file)}", *facts))


def _section_lines(profile: Profile, level: str, content: WorkbookContent) -> Iterator[str]:
    filled = [section for section in profile.sections.values() if content.records.get(section.id)]
    if filled:
        yield from ("", "sections:")
    for section in filled:
        yield ""
        yield f"  # {_heading(_on_one_line(section_title(section, level)))}"
        yield f"  {section.id}:"
        for record in content.records[section.id]:
            yield from _record_lines("    ", record, [], section.fields)


def _attachment_lines(profile: Profile, records: Sequence[RowContent]) -> Iterator[str]:
    if records:
        yield from ("", "attachments:")
    for record in records:
        section = profile.attachments.get(record.kind)
        label = section.label.zh if section is not None else record.kind
        fields = section.fields if section is not None else {}
        yield from _record_lines("  ", record, [f"kind: {yaml_scalar(label)}"], fields)


def _record_lines(
    indent: str, record: RowContent, opening: Sequence[str], fields: Mapping[str, Field]
) -> Iterator[str]:
    yield from _comment_lines(indent, [record.remark])
    lines = [*opening, *([f"folder: {yaml_scalar(record.folder)}"] if record.folder else [])]
    lines += _field_lines(record.fields, fields)
    listed = [split_listed_file(line) for line in record.files.split("\n") if line.strip()]
    lines += ["files:"] if listed else []
    for pieces in listed:
        lines += [
            f"  {line}" for line in _item_lines("", [f"{key}: {yaml_scalar(text)}" for key, text in pieces.items()])
        ]
    yield from _item_lines(indent, lines)


def _answer_lines(answers: Sequence[AnswerContent]) -> Iterator[str]:
    by_clause: dict[str, list[AnswerContent]] = {}
    for answer in answers:
        by_clause.setdefault(answer.clause, []).append(answer)
    if by_clause:
        yield from ("", "answers:")
    for clause, given in by_clause.items():
        texts = [(answer.at, yaml_scalar(join_answer(answer.answer, answer.remark))) for answer in given]
        if len(texts) == 1 and not texts[0][0]:
            yield f"  {yaml_scalar(clause)}: {texts[0][1]}"
            continue
        yield f"  {yaml_scalar(clause)}:"
        yield from (f"    {yaml_scalar(at)}: {text}" for at, text in texts)

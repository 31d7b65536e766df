"""The manifest's JSON Schema (draft 7) for editors: keys completed, choices listed, clauses shown on hover."""

import re
from collections.abc import Iterable
from typing import Any

from zcdossier.model.choice_words import search_patterns
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import FILE, KIND, RECORD, TOP, WAIVER, ManifestKey
from zcdossier.model.profile import GAP, Choice, Field, FieldType, Profile, Section
from zcdossier.model.spelling import Named

Json = dict[str, Any]
_DESCRIPTIONS = {
    "level": Label("申报级别", "level applied for"),
    "photo": Label("证件照的文件名，例如 photo.jpg", "file name of the ID photo, such as photo.jpg"),
    "attachments": Label("附件：每个附件一条，写 kind 和 folder", "attachments: kind and folder for each"),
    "waivers": Label("不适用说明：单位同意不改的问题，要写理由", "findings set aside, each with a reason"),
    "answers": Label(
        "人工确认：核对过的条款写 是；zcdossier checklist 列出问题",
        "the checklist: 是 for each clause you checked; zcdossier checklist shows the questions",
    ),
    "folder": Label(
        "放这条记录扫描件的文件夹，文件名是“序号-佐证名”，按序号合并成一个 PDF",
        "the folder with the scans of this record, named number-part and merged in that order",
    ),
    "files": Label(
        "不想靠文件名认佐证时，在这里逐个列出文件", "list the files here when their names do not tell the parts"
    ),
    "pages": Label("只取 PDF 的这几页，例如 1,8", "only these pages of a PDF, such as 1,8"),
    "code": Label("问题的代码，例如 ZC101", "the code of the finding, such as ZC101"),
    "at": Label(
        "哪一处，例如 sections.papers[4]；不写就是整份材料", "where, such as sections.papers[4]; or everywhere"
    ),
    "reason": Label("谁在什么时候同意的", "who agreed to it, and when"),
}
_REQUIREMENT_MARKS = {
    Severity.ERROR: Label("【必填】", " (required)"),
    Severity.WARNING: Label("【建议填】", " (wanted)"),
    None: Label(""),
}
SCALAR = {"type": ["string", "number", "boolean", "null"]}


def schema_of(profile: Profile, lang: str) -> Json:
    """Return a draft 7 schema: permissive in types (everything is read as typed), strict in names."""
    keys = {
        "profile": {"const": profile.id, "description": profile.title.text(lang)},
        "level": {
            "description": _DESCRIPTIONS["level"].text(lang),
            **_choice_schema(profile.levels, lang, closed=True),
        },
        "applicant": _fields_schema(profile.applicant.values(), profile, lang, "applicant"),
        "photo": {
            "description": _DESCRIPTIONS["photo"].text(lang),
            **_file_name_or(_single_file_schema(profile.photo, profile, lang)),
        },
        "texts": _object_schema(
            profile.texts.values(),
            {
                name: {
                    "description": _description(section.label, section.hint, lang),
                    **_file_name_or(_single_file_schema(section, profile, lang)),
                }
                for name, section in profile.texts.items()
            },
        ),
        "sections": _object_schema(
            profile.sections.values(), {name: {"$ref": f"#/definitions/{name}"} for name in profile.sections}
        ),
        "attachments": {
            "description": _DESCRIPTIONS["attachments"].text(lang),
            "type": ["array", "null"],
            "items": _attachment_schema(profile, lang),
        },
        "waivers": {
            "description": _DESCRIPTIONS["waivers"].text(lang),
            "type": ["array", "null"],
            "items": _waiver_schema(lang),
        },
        "answers": {
            "description": _DESCRIPTIONS["answers"].text(lang),
            "type": ["object", "null"],
            "additionalProperties": False,
            "properties": {
                clause: {"description": question.question.text(lang)}
                for question in profile.checklist
                for clause in question.clauses
            },
        },
    }
    schema = _object_schema(TOP, keys, required=("profile", "level") if profile.levels else ("profile",))
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": profile.title.text(lang)}
    sections = {name: _section_schema(section, profile, lang) for name, section in profile.sections.items()}
    return {**head, **schema, "type": "object", "definitions": sections}


def _description(label: Label, hint: Label | None, lang: str) -> str:
    return label.text(lang) + (f"\n{hint.text(lang)}" if hint else "")


def _file_name_or(schema: Json) -> Json:
    return {"anyOf": [{"type": ["string", "null"]}, schema]}


def _object_schema(named: Iterable[Named], properties: Json, required: tuple[str, ...] = ()) -> Json:
    """An object whose keys are ids, or any of their other spellings; each required one in one of them."""
    everything = tuple(named)
    schema: Json = {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": properties,
        "patternProperties": _spellings((entry, properties[entry.id]) for entry in everything),
    }
    if required:
        spelled = {entry.id: [entry.id, entry.label.zh, *entry.aliases] for entry in everything}
        schema["allOf"] = [{"anyOf": [{"required": [name]} for name in spelled[key]]} for key in required]
    return schema


def _spellings(things: Iterable[tuple[Named, Json]]) -> Json:
    """The labels and aliases that stand for an id: accepted, but not offered beside it."""
    return {
        "^(" + "|".join(re.escape(name) for name in (entry.label.zh, *entry.aliases)) + ")$": schema
        for entry, schema in things
    }


def _section_schema(section: Section, profile: Profile, lang: str) -> Json:
    limits = "、".join(
        str(top) if level == "*" else f"{profile.level_label(level).text(lang)} {top}"
        for level, top in section.limit.items()
    )
    bound = (f"（最多 {limits} 项）" if lang == "zh" else f" (at most {limits})") if limits else ""
    label = Label(f"{section.label.text(lang)}{bound}")
    return {
        "description": _description(label, section.hint, lang) + _cited_clauses(profile, section.id),
        "type": ["array", "null"],
        "items": _record_schema(section, profile, lang),
    }


def _record_schema(section: Section, profile: Profile, lang: str) -> Json:
    return _add_own_properties(
        RECORD, _own_properties(section, lang), _fields_schema(section.fields.values(), profile, lang, section.id)
    )


def _own_properties(section: Section, lang: str) -> Json:
    parts = (part.label.text(lang) for part in section.parts.values())
    named = "  ".join(f"{number}-{name}.jpg" for number, name in enumerate(parts, 1))
    folder = _DESCRIPTIONS["folder"].text(lang) + (f"\n{named}" if named else "")
    return {
        "folder": {"description": folder, "type": ["string", "null"]},
        "files": {"description": _DESCRIPTIONS["files"].text(lang), **_files_schema(section, lang)},
    }


def _add_own_properties(own: tuple[ManifestKey, ...], schemas: Json, fields: Json) -> Json:
    """Fields, with keys of the manifest's own before them; a field of the same name goes first."""
    schema = _object_schema(own, schemas)
    return {
        **fields,
        "properties": {**schema["properties"], **fields["properties"]},
        "patternProperties": {**schema["patternProperties"], **fields["patternProperties"]},
    }


def _single_file_schema(section: Section | None, profile: Profile, lang: str) -> Json:
    fields = _fields_schema(
        section.fields.values() if section else (), profile, lang, section.id if section else "photo"
    )
    return _add_own_properties(FILE[:1], {"file": {"type": "string"}}, fields)


def _attachment_schema(profile: Profile, lang: str) -> Json:
    kinds = tuple(Choice(kind.id, kind.label, kind.aliases) for kind in profile.attachments.values())
    fields: Json = {"type": "object", "additionalProperties": False, "properties": {}, "patternProperties": {}}
    for section in profile.attachments.values():
        schema = _add_own_properties(
            RECORD, _own_properties(section, lang), _fields_schema(section.fields.values(), profile, lang, section.id)
        )
        for key in ("properties", "patternProperties"):
            fields[key] = {**schema[key], **fields[key]}
    schema = _add_own_properties((KIND,), {"kind": _choice_schema(kinds, lang, closed=True)}, fields)
    return {**schema, "anyOf": [{"required": [name]} for name in (KIND.id, KIND.label.zh, *KIND.aliases)]}


def _files_schema(section: Section, lang: str) -> Json:
    parts = tuple(
        Choice(part.id, part.label, tuple(alias for alias in part.aliases if GAP not in alias))
        for part in section.parts.values()
    )
    entry = _object_schema(
        FILE,
        {
            "file": {"type": "string"},
            "part": _choice_schema(parts, lang, closed=True) if parts else {"type": "string"},
            "pages": {
                "description": _DESCRIPTIONS["pages"].text(lang),
                "type": ["string", "integer"],
                "examples": ["1,8", "1-4"],
            },
        },
        required=("file",),
    )
    return {"type": ["array", "string"], "items": {"anyOf": [{"type": "string"}, entry]}}


def _fields_schema(fields: Iterable[Field], profile: Profile, lang: str, section: str) -> Json:
    everything = tuple(fields)
    properties: Json = {}
    for field in everything:
        properties[field.id] = _field_schema(field, lang)
        properties[field.id]["description"] += _cited_clauses(profile, section, field)
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": properties,
        "patternProperties": _spellings((field, properties[field.id]) for field in everything),
    }


def _field_schema(field: Field, lang: str) -> Json:
    label = Label(f"{field.label.text(lang)}{_REQUIREMENT_MARKS[field.required].text(lang)}")
    schema: Json = {"description": _description(label, field.hint, lang)}
    if field.example:
        schema["examples"] = [field.example.strip('"')]
    if field.type is FieldType.CHOICE:
        schema.update(_choice_schema(field.choices, lang, closed=not field.open, blank=True))
    elif field.type is FieldType.FLAG:
        schema["enum"] = ["是", "否", True, False, "yes", "no", "有", "无", None]
    else:
        schema.update(SCALAR)
    return schema


def _choice_schema(choices: tuple[Choice, ...], lang: str, *, closed: bool, blank: bool = False) -> Json:
    names = [name for choice in choices for name in (choice.label.text(lang), choice.id, *choice.names)]
    names += [name.replace("_", "-") for name in names if "_" in name]
    words = list(dict.fromkeys(name for name in names if name))
    if not closed:
        return {"type": ["string", "null"] if blank else "string", "examples": words}
    listed: Json = {"enum": [*words, *((None,) if blank else ())]}
    settling = [pattern for choice in choices for pattern in search_patterns(choice)]
    return {"anyOf": [listed, {"type": "string", "pattern": "|".join(settling)}]} if settling else listed


def _cited_clauses(profile: Profile, section: str, field: Field | None = None) -> str:
    """The clauses of a field, or those of a section's limit, as people look them up."""
    if field is not None:
        ids = field.clauses
    else:
        ids = tuple(clause for rule in profile.rules if rule.id == f"{section}-limit" for clause in rule.all_clauses)
    return "\n" + "、".join(f"{clause}（{profile.places.get(clause, '')}）" for clause in ids) if ids else ""


def _waiver_schema(lang: str) -> Json:
    texts = {
        name: {"description": _DESCRIPTIONS[name].text(lang), "type": "string"} for name in ("code", "at", "reason")
    }
    return _object_schema(WAIVER, texts, required=("code", "reason"))

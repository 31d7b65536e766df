"""The manifest's JSON Schema (draft 7) for editors: keys completed, choices listed, clauses shown on hover."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from zcdossier.model.profile import Choice, Field, FieldType, Profile, Section

Json = dict[str, Any]
_ID = {"type": "string", "description": "ZCnnn"}
_ANY_TEXT = {"type": ["string", "number", "boolean", "null"]}


def schema_of(profile: Profile, lang: str) -> Json:
    """Return a draft 7 schema: permissive in types (everything is read as typed), strict in names."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": profile.title.text(lang),
        "type": "object",
        "required": ["profile", "level"],
        "additionalProperties": False,
        "properties": {
            "profile": {"const": profile.id, "description": profile.title.text(lang)},
            "level": _choice(profile.levels, lang, closed=True),
            "applicant": _fields(profile.applicant.values(), profile, lang, "applicant"),
            "photo": {"anyOf": [{"type": "string"}, _single(profile.photo, profile, lang)]},
            "texts": _named(
                {
                    name: {"anyOf": [{"type": "string"}, _single(section, profile, lang)]}
                    for name, section in profile.texts.items()
                },
                profile.texts,
            ),
            "sections": _named(
                {name: _section(one, profile, lang) for name, one in profile.sections.items()}, profile.sections
            ),
            "attachments": {"type": ["array", "null"], "items": _attachment(profile, lang)},
            "waivers": {"type": ["array", "null"], "items": _waiver()},
            "answers": {
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": {
                    clause: {"description": question.question.text(lang)}
                    for question in profile.checklist
                    for clause in question.clauses
                },
            },
        },
    }


def _named(properties: Json, sections: Mapping[str, Section]) -> Json:
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": properties,
        "patternProperties": _spellings((one, properties[one.id]) for one in sections.values()),
    }


def _spellings(things: Iterable[tuple[Section | Field, Json]]) -> Json:
    """The labels and aliases that stand for an id: accepted, but not offered beside it."""
    return {
        "^(" + "|".join(re.escape(name) for name in (one.label.zh, *one.aliases)) + ")$": schema
        for one, schema in things
    }


def _section(section: Section, profile: Profile, lang: str) -> Json:
    limits = "、".join(
        str(top) if level == "*" else f"{profile.level_label(level).text(lang)} {top}"
        for level, top in section.limit.items()
    )
    bound = (f"（最多 {limits} 项）" if lang == "zh" else f" (at most {limits})") if limits else ""
    hint = f"\n{section.hint.text(lang)}" if section.hint else ""
    clauses = _cited(profile, section.id)
    return {
        "description": f"{section.label.text(lang)}{bound}{hint}{clauses}",
        "type": ["array", "null"],
        "items": _record(section, profile, lang),
    }


def _record(section: Section, profile: Profile, lang: str) -> Json:
    schema = _fields(section.fields.values(), profile, lang, section.id)
    schema["properties"] = {"folder": {"type": "string"}, "files": _files(section, lang), **schema["properties"]}
    return schema


def _single(section: Section | None, profile: Profile, lang: str) -> Json:
    fields = section.fields.values() if section else ()
    schema = _fields(fields, profile, lang, section.id if section else "photo")
    schema["properties"] = {"file": {"type": "string"}, **schema["properties"]}
    return schema


def _attachment(profile: Profile, lang: str) -> Json:
    properties: Json = {
        "kind": {"enum": [name for one in profile.attachments.values() for name in (one.id, one.label.zh)]},
        "folder": {"type": "string"},
        "files": {},
    }
    for section in profile.attachments.values():
        properties.update(_fields(section.fields.values(), profile, lang, section.id)["properties"])
    return {"type": "object", "required": ["kind"], "additionalProperties": False, "properties": properties}


def _files(section: Section, lang: str) -> Json:
    names = [name for part in section.parts.values() for name in (part.label.text(lang), part.id)]
    entry = {
        "type": "object",
        "required": ["file"],
        "additionalProperties": False,
        "properties": {
            "file": {"type": "string"},
            "part": {"type": "string", **({"enum": list(dict.fromkeys(names))} if names else {})},
            "pages": {"type": ["string", "integer"], "examples": ["1,8", "1-4"]},
        },
    }
    return {"type": ["array", "string"], "items": {"anyOf": [{"type": "string"}, entry]}}


def _fields(fields: Iterable[Field], profile: Profile, lang: str, section: str) -> Json:
    everything = tuple(fields)
    properties: Json = {}
    for field in everything:
        properties[field.id] = _field(field, lang)
        properties[field.id]["description"] += _cited(profile, section, field)
    return {
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": properties,
        "patternProperties": _spellings((field, properties[field.id]) for field in everything),
    }


def _field(field: Field, lang: str) -> Json:
    hint = f"\n{field.hint.text(lang)}" if field.hint else ""
    schema: Json = {"description": f"{field.label.text(lang)}{hint}"}
    if field.example:
        schema["examples"] = [field.example]
    if field.type is FieldType.CHOICE:
        schema.update(_choice(field.choices, lang, closed=not field.open))
    elif field.type is FieldType.FLAG:
        schema["enum"] = ["是", "否", True, False, "yes", "no"]
    else:
        schema.update(_ANY_TEXT)
    return schema


def _choice(choices: tuple[Choice, ...], lang: str, *, closed: bool) -> Json:
    names = [name for one in choices for name in (one.label.zh, one.label.text(lang), one.id, *one.aliases)]
    names += [name.replace("_", "-") for name in names if "_" in name]
    words = list(dict.fromkeys(name for name in names if name))
    return {"enum": words} if closed else {"type": "string", "examples": words}


def _cited(profile: Profile, section: str, field: Field | None = None) -> str:
    """The clauses of a field, or those of a section's limit, as people look them up."""
    if field is not None:
        ids = field.clauses
    else:
        ids = tuple(one for rule in profile.rules if rule.id == f"{section}-limit" for one in rule.all_clauses)
    return "\n" + "、".join(f"{one}（{profile.places.get(one, '')}）" for one in ids) if ids else ""


def _waiver() -> Json:
    return {
        "type": "object",
        "required": ["code", "reason"],
        "additionalProperties": False,
        "properties": {"code": _ID, "at": {"type": "string"}, "reason": {"type": "string"}},
    }

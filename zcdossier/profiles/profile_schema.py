"""The JSON Schema (draft 7) of `profile.yaml` itself, for editors: which keys stand where, and what a rule may say.

It is made by the reader: a profile that holds one of everything is read, and each mapping tells which keys it was asked
for. So a key that the reader learns is in the schema without another line.
"""

from collections.abc import Iterator, Mapping

from zcdossier.lint.kind import CheckKind
from zcdossier.lint.kinds import all_kinds
from zcdossier.lint.measures.measure_types import Scope
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.lint.parameter_help import HELP, ROW_KEYS
from zcdossier.lint.parameter_types import Grade, KindParameter, MeasureName, ScopeName, parameters_of
from zcdossier.model.place import Place
from zcdossier.model.profile import FieldType
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.dropped_names import CONDITIONS, ROWS_BY_CLAUSE
from zcdossier.profiles.json_schema import SCALAR, Json
from zcdossier.profiles.profile_reader import read_profile_tree
from zcdossier.source.nodes import ListNode, MapNode, Node
from zcdossier.source.reader import read_bytes

PROFILE_SCHEMA_NAME = "profile.schema.json"
_SECTION = """
    label: {zh: 栏目, en: section}
    limit: {max: 1}
    required: {min: 1}
    evidence: {min: 1}
    fields: {title: {label: {zh: 名称, en: name}, reads: {as: date}}}
    parts: {cover: {label: {zh: 封面, en: cover}, sparse_page: {lines: 9}}}
"""
_BUILD = (
    "{output: jpg, bytes: 1K, size: 9x9, bookmarks: {part: yes}, page_labels: [{from: 1}], open: {zoom: width}, "
    "document: {title: 甲}, page_numbers: {at: top}}"
)
_ONE_OF_EVERYTHING = f"""
id: everything
title: {{zh: 样本, en: sample}}
units: {{kilobyte: 1024}}
authority: {{zh: 样本, en: sample}}
levels: {{senior: {{label: {{zh: 高级, en: senior}}}}}}
applicant: {{name: {{label: {{zh: 姓名, en: name}}, reads: {{as: text}}}}}}
sections:
  awards: {_SECTION}
attachments:
  form: {_SECTION}
texts:
  statement: {_SECTION}
photo: {_SECTION.replace("    ", "  ")}
build:
  max_bytes: 20000000
  sections: {{awards: {_BUILD}}}
  cases: [{{section: awards, {_BUILD[1:]}]
  outputs: [{{name: 合集, section: awards, {_BUILD.replace("output: jpg, bytes: 1K, size: 9x9, ", "")[1:]}]
office:
  unit: {{label: 审核}}
  authority: {{label: 审核}}
  publicity: {{working_days: 5}}
  quotas: [{{section: awards, number: title, unit: name, level: senior}}]
deadlines: [{{text: 截止, date: 2027-06-30}}]
checklist: [{{clauses: [A-1], question: {{zh: 是吗, en: is it}}}}]
guidance: [{{clauses: [A-1], text: {{zh: 提示, en: note}}}}]
excluded: [{{clauses: [A-1], reason: {{zh: 不管, en: out}}}}]
word_forms: {{form: {{title: {{zh: 表, en: form}}}}}}
rules: [{{id: row, kind: required, section: awards, fields: [title]}}, {{id: row, severity: warning}}]
"""
_NAMED = frozenset({"levels", "applicant", "sections", "attachments", "texts", "fields", "parts", "word_forms"})
"""Mappings whose keys a profile chooses; the schema of the one member holds for each."""
_ANYTHING: Json = {}
_WORDS: Mapping[str, tuple[str, ...]] = {"type": tuple(FieldType)}


class _KeyRecorder(Diagnostics):
    """Keeps which keys each closed mapping was asked for, by where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[Place, list[frozenset[str]]] = {}

    def note_keys(self, place: Place, keys: frozenset[str]) -> None:
        """Keep them; a mapping may be read more than once."""
        self.keys.setdefault(place, []).append(keys)


def profile_file_schema() -> Json:
    """Return the schema of `profile.yaml`: strict in keys, permissive in values, which `profile check` judges."""
    recorder = _KeyRecorder()
    tree = read_bytes(_ONE_OF_EVERYTHING.encode(), PROFILE_SCHEMA_NAME).root
    if not isinstance(tree, MapNode):
        raise TypeError("the sample profile is no mapping")
    read_profile_tree(tree, recorder)
    schema = _schema_of(tree, "", recorder.keys)
    rows = tree.get("rules")
    with_kind, without_kind = rows.items if isinstance(rows, ListNode) else (tree, tree)
    schema["properties"]["rules"] = _rules_schema(
        _keys_of(with_kind, recorder.keys), _keys_of(without_kind, recorder.keys)
    )
    for name in ROWS_BY_CLAUSE:
        schema["properties"][name]["items"]["properties"]["off"] = SCALAR
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": "zcdossier profile.yaml", **schema}


def _keys_of(node: Node, keys: Mapping[Place, list[frozenset[str]]]) -> frozenset[str]:
    """The keys by which a mapping was read; of several readings the one that knew the most."""
    return max(keys.get(node.place, [frozenset()]), key=len)


def _schema_of(node: Node, name: str, keys: Mapping[Place, list[frozenset[str]]]) -> Json:
    if isinstance(node, ListNode):
        return {"type": ["array", "null"], "items": _schema_of(node.items[0], "", keys)}
    if not isinstance(node, MapNode):
        return {"enum": list(_WORDS[name])} if name in _WORDS else dict(_ANYTHING)
    if name in _NAMED:
        member = _schema_of(node.pairs[0][1], "", keys)
        return {"type": ["object", "array", "null"], "additionalProperties": {"anyOf": [SCALAR, member]}}
    asked = _keys_of(node, keys)
    if not asked:
        return dict(_ANYTHING)
    inside = {key.text: value for key, value in node}
    properties = {key: _property(key, inside.get(key), keys) for key in sorted(asked)}
    return {"type": ["object", "null"], "additionalProperties": False, "properties": properties}


def _property(key: str, inside: Node | None, keys: Mapping[Place, list[frozenset[str]]]) -> Json:
    if key in CONDITIONS:
        return {"type": ["object", "null"]}
    schema = (
        _schema_of(inside, key, keys) if inside is not None else {"enum": list(_WORDS[key])} if key in _WORDS else {}
    )
    closed = schema.get("additionalProperties") is False
    return {"anyOf": [SCALAR, {"type": "array"}, schema]} if closed else schema


def _rules_schema(with_kind: frozenset[str], without_kind: frozenset[str]) -> Json:
    """A row is held against the parameters of its kind; one without a kind adjusts an earlier rule."""
    base = with_kind - {name for kind in all_kinds() if kind.name == "required" for name in parameters_of(kind.params)}
    kinds = [kind for kind in all_kinds() if not kind.always or parameters_of(kind.params)]
    cases: list[Json] = [_case(kind.name, {**_rows(base), **dict(_parameter_schemas(kind))}) for kind in kinds]
    adjusting = {"if": {"not": {"required": ["kind"]}}, "then": _closed(_rows(without_kind | {"id"}))}
    names = sorted(kind.name for kind in all_kinds())
    row = {
        "type": "object",
        "required": ["id"],
        "properties": {"kind": {"enum": names, "description": ROW_KEYS["kind"].zh}},
        "allOf": [adjusting, *cases],
    }
    return {"type": ["array", "null"], "items": row}


def _case(kind: str, properties: Json) -> Json:
    asked = {"properties": {"kind": {"const": kind}}, "required": ["kind"]}
    return {"if": asked, "then": _closed(properties)}


def _closed(properties: Json) -> Json:
    return {"additionalProperties": False, "properties": properties}


def _rows(keys: frozenset[str]) -> Json:
    return {key: {"description": ROW_KEYS[key].zh} if key in ROW_KEYS else {} for key in sorted(keys)}


def _parameter_schemas(kind: CheckKind) -> Iterator[tuple[str, Json]]:
    meanings = HELP[kind.name].meanings if kind.name in HELP else {}
    for name, parameter in parameters_of(kind.params).items():
        described: Json = {"description": meanings[name].zh} if name in meanings else {}
        yield name, {**described, **_choices_of(parameter)}


def _choices_of(parameter: KindParameter) -> Json:
    """The words that a parameter may be; a measure goes by other names too, so that its ids are only offered."""
    if parameter.type is Grade:
        return {"enum": list(Grade)}
    if parameter.type is ScopeName:
        return {"enum": list(Scope)}
    return {"examples": list(MEASURES)} if parameter.type is MeasureName else {}

"""The schema of profile.yaml: what is shipped validates, and a mistyped key doesn't."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from fast_yaml import load_strings

from zcdossier.lint.measures.registry import MEASURES
from zcdossier.profiles import locations
from zcdossier.profiles.profile_schema import _ONE_OF_EVERYTHING, profile_file_schema

SCHEMA = profile_file_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
SHIPPED = sorted(path.parent.name for path in (locations.templates_folder() / "profiles").glob("*/profile.yaml"))
CHOSEN = {"levels", "applicant", "sections", "attachments", "texts", "fields", "parts", "word_forms"}


def _load(text: str) -> Any:
    return load_strings(text)


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_shipped_validates(name: str) -> None:
    text = (locations.templates_folder() / "profiles" / name / "profile.yaml").read_text(encoding="utf-8")
    errors = [(list(error.path), error.message) for error in VALIDATOR.iter_errors(_load(text))]
    assert errors == []


def _mappings(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(node, dict):
        if not path or path[-1] not in CHOSEN:
            yield path
        for key, value in node.items():
            yield from _mappings(value, (*path, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _mappings(value, (*path, number))


EVERYTHING = _load(_ONE_OF_EVERYTHING)


@pytest.mark.parametrize("path", list(_mappings(EVERYTHING)), ids=lambda path: ".".join(map(str, path)) or "top")
def test_a_mistyped_key_is_seen_wherever_it_stands(path: tuple[Any, ...]) -> None:
    document = copy.deepcopy(EVERYTHING)
    assert VALIDATOR.is_valid(document)
    node = document
    for step in path:
        node = node[step]
    node["lable"] = "x"
    assert not VALIDATOR.is_valid(document)


@pytest.mark.parametrize(
    "row",
    [
        {"id": "a", "kind": "cuont", "section": "awards", "max": "3"},
        {"id": "a", "kind": "count", "section": "awards", "maks": "3"},
        {"id": "a", "kind": "date", "section": "awards", "fields": ["date"], "max": "3"},
        {"id": "a", "kind": "date", "fields": ["date"], "not_after": "today", "missing": "eror"},
        {"kind": "count", "section": "awards", "max": "3"},
        {"id": "a", "max": "3"},
    ],
)
def test_a_rule_is_held_against_its_kind(row: dict[str, str]) -> None:
    assert not VALIDATOR.is_valid({"id": "x", "rules": [row]})


def test_measures_are_offered_and_scopes_are_listed() -> None:
    text = json.dumps(SCHEMA)
    assert json.dumps(list(MEASURES)) in text
    assert json.dumps(["file", "page", "picture", "record", "section", "dossier"]) in text
    assert '"kilobyte"' in text

"""What `--format json` promises: each document is as `docs/json.schema.json` has it, without any other key."""

import json
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema

PROMISE = Path(__file__).resolve().parents[2] / "docs" / "json.schema.json"
COMMANDS = {("office", "review", "list"): "review-list", ("profile", "coverage"): "profile-coverage"}
SHORT = {"lint", "status", "checklist", "report", "build", "verify", "forms", "read", "photo-check"}


def promised_name(arguments: Sequence[str]) -> str | None:
    """Return what the schema calls the document that this command line prints; None if it prints no JSON of ours."""
    if ("--format", "json") not in pairwise(arguments) or "--output" in arguments:
        return None
    named = next((name for words, name in COMMANDS.items() if tuple(arguments[: len(words)]) == words), None)
    return named or next((word for word in arguments if word in SHORT), None)


def check_promise(document: Any, name: str) -> None:
    """Raise jsonschema.ValidationError for a document that is not what the schema calls `name`."""
    _validator(name).validate(document)


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    promise = json.loads(PROMISE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(promise)
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": promise["$defs"]})

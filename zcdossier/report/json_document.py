"""`--format json`: one document for any number of things. Its shape is a contract, numbered `version`.

Keys come in a fixed order and nothing in it depends on the machine, so two runs compare byte for byte. What is put into
it is known elsewhere: an object that was kept is written without a look at what it was made of.
"""

import json
from collections.abc import Sequence
from typing import Any

from zcdossier.report.sanitize import escape_surrogates

VERSION = 1

Json = dict[str, Any]


def json_document(objects: Sequence[Json], of: str = "dossiers") -> Json:
    """A whole document over any number of dossiers, or photos."""
    return {"version": VERSION, of: list(objects)}


def failure_object(name: str, reason: str, empty: Json) -> Json:
    """A dossier that a command could do nothing with: what its object holds otherwise, empty, and why."""
    return {"path": name} | empty | {"error": reason}


def dump_json(value: Json, *, ascii_only: bool = False) -> str:
    """The text of a document; `ascii_only` for streams that can't carry every character."""
    return json.dumps(_escape_all(value), ensure_ascii=ascii_only, indent=2) + "\n"


def _escape_all(value: Any) -> Any:
    """File names that are not UTF-8 hold lone surrogates, which no JSON file can."""
    if isinstance(value, str):
        return escape_surrogates(value)
    if isinstance(value, dict):
        return {key: _escape_all(item) for key, item in value.items()}
    return [_escape_all(item) for item in value] if isinstance(value, list) else value

"""Cases of a notice that can be broken in one dossier: what each changes, and which touch nothing in common."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

Case = TypeVar("Case")
Scope = Callable[[Case], tuple[set[str], str]]
"""What a case touches, and the day it is judged on."""
_RECORD = re.compile(r"(?:sections\.\w+|attachments)(\[\d+\])?")


def touched_by(edits: Sequence[dict[str, Any]]) -> set[str]:
    """The records, or whole sections, that edits change."""
    touched = set()
    for edit in edits:
        operation, arguments = next(iter(edit.items()))
        if operation == "sets":
            paths = list(arguments)
        elif isinstance(arguments, str):
            paths = [arguments]
        else:
            keys = ("path", "at", "from", "to")
            paths = [str(arguments[key]) for key in keys if re.match(r"sections|attach", str(arguments.get(key, "")))]
            paths += [str(arguments["path"])] if "path" in arguments else []
            paths += [f"sections.{arguments['section']}"] if "section" in arguments else []
        whole = operation in {"delete", "append", "append_copy", "move"}
        for path in paths or ["photo" if operation == "photo" else "texts"]:
            record = _RECORD.match(path)
            if record is None:
                touched.add(path)
            else:
                touched.add(record[0].partition("[")[0] if whole else record[0])
    return touched


def record_of(path: str) -> str:
    """The record, or the section, that a path leads into."""
    record = _RECORD.match(path)
    return record[0] if record is not None else path


def are_apart(touched: set[str], others: set[str]) -> bool:
    """Whether nothing is touched twice: a whole section is touched by each of its records."""
    return not any(
        path == other or path.startswith((f"{other}[", f"{other}.")) or other.startswith((f"{path}[", f"{path}."))
        for path in touched
        for other in others
    )


def batches_of(cases: Iterable[Case], scope_of: Scope[Case], most: int) -> Iterator[list[Case]]:
    """Yield cases that touch different things and are judged on the same day, several at a time."""
    batches: list[tuple[set[str], str, list[Case]]] = []
    for case in cases:
        touched, day = scope_of(case)
        for scopes, batch_day, batch in batches:
            if len(batch) < most and day == batch_day and are_apart(touched, scopes):
                scopes.update(touched)
                batch.append(case)
                break
        else:
            batches.append((set(touched), day, [case]))
    yield from (batch for _, _, batch in batches)

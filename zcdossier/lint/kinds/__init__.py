"""The check kinds, one module each. This list is the registry: a kind that is not here does not exist.

A kind is imported when it is first asked for: a notice uses half of them, and problems are rare.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from typing import NamedTuple

from zcdossier.lint.kind import CheckKind


class Runs(Enum):
    """When a kind judges: for each rule of a profile, over every dossier, or where reading met its problem."""

    RULE = "rule"
    ALWAYS = "always"
    PROBLEM = "problem"


class Listed(NamedTuple):
    """One kind as listed: what can be known of it without its module."""

    code: str
    name: str
    module: str
    runs: Runs


LISTED = (
    Listed("ZC001", "manifest-unreadable", "manifest_unreadable", Runs.PROBLEM),
    Listed("ZC002", "duplicate-key", "duplicate_key", Runs.PROBLEM),
    Listed("ZC003", "unknown-key", "unknown_key", Runs.PROBLEM),
    Listed("ZC004", "wrong-shape", "wrong_shape", Runs.PROBLEM),
    Listed("ZC005", "unknown-name", "unknown_name", Runs.PROBLEM),
    Listed("ZC006", "waiver", "waiver", Runs.PROBLEM),
    Listed("ZC007", "answer", "answer", Runs.PROBLEM),
    Listed("ZC008", "answer-no", "answer_no", Runs.ALWAYS),
    Listed("ZC101", "count", "count", Runs.RULE),
    Listed("ZC102", "record-order", "record_order", Runs.RULE),
    Listed("ZC103", "years", "years", Runs.RULE),
    Listed("ZC104", "unique", "unique", Runs.RULE),
    Listed("ZC105", "totals", "totals", Runs.RULE),
    Listed("ZC201", "required", "required", Runs.RULE),
    Listed("ZC202", "empty", "empty", Runs.RULE),
    Listed("ZC203", "form", "form", Runs.RULE),
    Listed("ZC204", "wording", "wording", Runs.RULE),
    Listed("ZC205", "together", "together", Runs.RULE),
    Listed("ZC206", "compare", "compare", Runs.RULE),
    Listed("ZC207", "length", "length", Runs.RULE),
    Listed("ZC208", "names", "names_in_text", Runs.RULE),
    Listed("ZC209", "text-unread", "text_unread", Runs.ALWAYS),
    Listed("ZC210", "own-place", "own_place", Runs.RULE),
    Listed("ZC301", "date", "date_window", Runs.RULE),
    Listed("ZC302", "periods", "periods", Runs.RULE),
    Listed("ZC303", "from-to", "from_to", Runs.ALWAYS),
    Listed("ZC401", "evidence", "evidence", Runs.RULE),
    Listed("ZC402", "parts", "parts", Runs.RULE),
    Listed("ZC403", "part-order", "part_order", Runs.RULE),
    Listed("ZC404", "shared-file", "shared_file", Runs.RULE),
    Listed("ZC405", "page-number", "page_number", Runs.ALWAYS),
    Listed("ZC406", "same-scan", "same_scan", Runs.ALWAYS),
    Listed("ZC501", "orphan", "orphan", Runs.PROBLEM),
    Listed("ZC502", "part-name", "part_name", Runs.ALWAYS),
    Listed("ZC503", "missing-file", "missing_file", Runs.PROBLEM),
    Listed("ZC504", "unreadable-file", "unreadable_file", Runs.ALWAYS),
    Listed("ZC505", "encrypted-file", "encrypted_file", Runs.ALWAYS),
    Listed("ZC506", "empty-file", "empty_file", Runs.ALWAYS),
    Listed("ZC507", "wrong-suffix", "wrong_suffix", Runs.ALWAYS),
    Listed("ZC508", "unsupported-file", "unsupported_file", Runs.ALWAYS),
    Listed("ZC509", "outside", "outside", Runs.PROBLEM),
    Listed("ZC510", "name-clash", "name_clash", Runs.PROBLEM),
    Listed("ZC511", "orientation", "orientation", Runs.ALWAYS),
    Listed("ZC512", "file-name", "file_name", Runs.RULE),
    Listed("ZC513", "unseen-mark", "unseen_mark", Runs.ALWAYS),
    Listed("ZC601", "measure", "measure", Runs.RULE),
)
RETIRED_CODES: frozenset[str] = frozenset()


class _Kinds(Mapping[str, CheckKind]):
    """Kinds by name or by code, each imported when it is taken out."""

    def __init__(self, modules: dict[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, key: str) -> CheckKind:
        found = import_module(f"{__name__}.{self._modules[key]}").KIND
        if not isinstance(found, CheckKind):
            raise TypeError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


BY_NAME = _Kinds({kind.name: kind.module for kind in LISTED})
BY_CODE = _Kinds({kind.code: kind.module for kind in LISTED})


def all_kinds() -> tuple[CheckKind, ...]:
    """Return every kind, in the order of the list."""
    return tuple(BY_NAME.values())

"""The check kinds, one module each. This list is the registry: a kind that is not here does not exist.

A kind is imported when it is first asked for: a notice uses half of them, and problems are rare.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from typing import NamedTuple

from zcdossier.lint.kind import CheckKind


class Runs(Enum):
    """When a kind judges: for each rule of a profile, over every dossier, or where reading met its problem.

    `READ` judges every dossier of whose scans something was read, `ODD_FILE` one with a file that is not as it should
    be (`FileFacts.is_odd`): what has nothing to say is not even loaded.
    """

    RULE = "rule"
    ALWAYS = "always"
    PROBLEM = "problem"
    READ = "read"
    ODD_FILE = "odd-file"


class ListedKind(NamedTuple):
    """One kind as listed: what can be known of it without its module."""

    code: str
    name: str
    module: str
    runs: Runs


LISTED = (
    ListedKind("ZC001", "manifest-unreadable", "manifest_unreadable", Runs.PROBLEM),
    ListedKind("ZC002", "duplicate-key", "duplicate_key", Runs.PROBLEM),
    ListedKind("ZC003", "unknown-key", "unknown_key", Runs.PROBLEM),
    ListedKind("ZC004", "wrong-shape", "wrong_shape", Runs.PROBLEM),
    ListedKind("ZC005", "unknown-name", "unknown_name", Runs.PROBLEM),
    ListedKind("ZC006", "waiver", "waiver", Runs.PROBLEM),
    ListedKind("ZC007", "answer", "answer", Runs.PROBLEM),
    ListedKind("ZC008", "answer-no", "answer_no", Runs.ALWAYS),
    ListedKind("ZC009", "workbook-cell", "workbook_cell", Runs.PROBLEM),
    ListedKind("ZC101", "count", "count", Runs.RULE),
    ListedKind("ZC102", "record-order", "record_order", Runs.RULE),
    ListedKind("ZC103", "years", "years", Runs.RULE),
    ListedKind("ZC104", "unique", "unique", Runs.RULE),
    ListedKind("ZC105", "totals", "totals", Runs.RULE),
    ListedKind("ZC106", "complete", "complete", Runs.RULE),
    ListedKind("ZC201", "required", "required", Runs.RULE),
    ListedKind("ZC202", "empty", "empty", Runs.RULE),
    ListedKind("ZC203", "form", "form", Runs.RULE),
    ListedKind("ZC204", "wording", "wording", Runs.RULE),
    ListedKind("ZC205", "together", "together", Runs.RULE),
    ListedKind("ZC206", "compare", "compare", Runs.RULE),
    ListedKind("ZC207", "length", "length", Runs.RULE),
    ListedKind("ZC208", "names", "names_in_text", Runs.RULE),
    ListedKind("ZC209", "text-unread", "text_unread", Runs.ALWAYS),
    ListedKind("ZC210", "own-place", "own_place", Runs.RULE),
    ListedKind("ZC211", "listed", "listed", Runs.RULE),
    ListedKind("ZC301", "date", "date_window", Runs.RULE),
    ListedKind("ZC302", "periods", "periods", Runs.RULE),
    ListedKind("ZC303", "from-to", "from_to", Runs.ALWAYS),
    ListedKind("ZC304", "date-mask", "date_mask", Runs.RULE),
    ListedKind("ZC401", "evidence", "evidence", Runs.RULE),
    ListedKind("ZC402", "parts", "parts", Runs.RULE),
    ListedKind("ZC403", "part-order", "part_order", Runs.RULE),
    ListedKind("ZC404", "shared-file", "shared_file", Runs.RULE),
    ListedKind("ZC405", "page-number", "page_number", Runs.ALWAYS),
    ListedKind("ZC406", "same-scan", "same_scan", Runs.ALWAYS),
    ListedKind("ZC501", "orphan", "orphan", Runs.PROBLEM),
    ListedKind("ZC502", "part-name", "part_name", Runs.ALWAYS),
    ListedKind("ZC503", "missing-file", "missing_file", Runs.PROBLEM),
    ListedKind("ZC504", "unreadable-file", "unreadable_file", Runs.ODD_FILE),
    ListedKind("ZC505", "encrypted-file", "encrypted_file", Runs.ODD_FILE),
    ListedKind("ZC506", "empty-file", "empty_file", Runs.ODD_FILE),
    ListedKind("ZC507", "wrong-suffix", "wrong_suffix", Runs.ODD_FILE),
    ListedKind("ZC508", "unsupported-file", "unsupported_file", Runs.ODD_FILE),
    ListedKind("ZC509", "outside", "outside", Runs.PROBLEM),
    ListedKind("ZC510", "name-clash", "name_clash", Runs.PROBLEM),
    ListedKind("ZC511", "orientation", "orientation", Runs.ODD_FILE),
    ListedKind("ZC512", "file-name", "file_name", Runs.RULE),
    ListedKind("ZC513", "unseen-mark", "unseen_mark", Runs.ODD_FILE),
    ListedKind("ZC514", "build-limit", "build_limit", Runs.ALWAYS),
    ListedKind("ZC601", "measure", "measure", Runs.RULE),
    ListedKind("ZC701", "name-on-proof", "name_on_proof", Runs.READ),
    ListedKind("ZC702", "differs-from-scan", "differs_from_scan", Runs.READ),
    ListedKind("ZC703", "other-record", "other_record", Runs.READ),
    ListedKind("ZC704", "other-part", "other_part", Runs.READ),
    ListedKind("ZC705", "seal", "seal", Runs.RULE),
    ListedKind("ZC706", "page-turned", "page_turned", Runs.READ),
    ListedKind("ZC707", "page-blank", "page_blank", Runs.READ),
    ListedKind("ZC708", "page-unclear", "page_unclear", Runs.READ),
    ListedKind("ZC709", "same-page", "same_page", Runs.READ),
    ListedKind("ZC710", "valid-until", "valid_until", Runs.READ),
)
RETIRED_CODES: frozenset[str] = frozenset()


class _Kinds(Mapping[str, CheckKind]):
    """Kinds by name or by code, each imported when it is taken out."""

    def __init__(self, modules: dict[str, str]) -> None:
        self._modules = modules
        self._loaded: dict[str, CheckKind] = {}

    def __getitem__(self, key: str) -> CheckKind:
        if key not in self._loaded:
            found = import_module(f"{__name__}.{self._modules[key]}").KIND
            if not isinstance(found, CheckKind):
                raise TypeError(key)
            self._loaded[key] = found
        return self._loaded[key]

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

"""Whether two manifests say the same: what a conversion has to keep, and what one could not even read."""

from collections.abc import Mapping, Sequence
from typing import Any

from zcdossier.manifest.record_remarks import Remarks
from zcdossier.model.dossier import Dossier, Problem, Record

_UNREAD = frozenset({"ZC002", "ZC003", "ZC004", "ZC005", "ZC006"})
_UNREAD_KEYS = {
    "ZC007": frozenset({"unknown"}),
    "ZC009": frozenset({
        "note", "value-beside", "copied-sheet", "long-sheet", "error-value", "uncalculated", "no-headings",
    }),
}  # fmt: skip
_OWN_NOTES = frozenset({"stray", "no-heading", "spare-column", "unknown-sheet"})
"""What people are told to leave as it is, if they noted it for themselves; the old manifest keeps it."""
_READ_ALL_THE_SAME = {
    "ZC004": frozenset({"remark", "behind", "curly-quotes", "ditto", "markup", "form-remark", "garbled"})
}
LISTED = ".files["


def unread_problems(dossier: Dossier) -> list[Problem]:
    """Return the problems that stand for something typed which is not in the dossier."""
    return [
        problem
        for problem in dossier.problems
        if (problem.code in _UNREAD and problem.key not in _READ_ALL_THE_SAME.get(problem.code, ()))
        or problem.key in _UNREAD_KEYS.get(problem.code, ())
    ]


def own_notes(dossier: Dossier) -> list[Problem]:
    """Return the problems that stand for columns and cells which are no part of what is to be filled in."""
    return [problem for problem in dossier.problems if problem.code == "ZC009" and problem.key in _OWN_NOTES]


def differing_parts(old: tuple[Dossier, Remarks], new: tuple[Dossier, Remarks]) -> list[str]:
    """Return the routes of what two manifests do not say alike; white space around a text says nothing."""
    before, after = _statements(*old), _statements(*new)
    for path, statement in after.items():  # the folder that lies there for a record without one is no change
        if path in before and isinstance(statement, dict) and not before[path].get("folder"):
            statement["folder"] = ""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


def _statements(dossier: Dossier, remarks: Remarks) -> dict[str, Any]:
    statements: dict[str, Any] = {"profile": dossier.profile, "level": dossier.level}
    statements |= {f"applicant.{name}": value.canon for name, value in dossier.applicant.items() if not value.empty}
    for record in dossier.everything():
        statements[record.place.path] = _record_statement(record, remarks.by_path)
    answers: dict[str, list[tuple[str, str]]] = {}
    for answer in dossier.answers:
        if answer.text:
            answers.setdefault(f"answers.{answer.clause}", []).append((answer.at, answer.text))
    statements |= {path: sorted(given) for path, given in answers.items()}
    statements["waivers"] = [
        (waiver.code, waiver.at, waiver.reason, _words(remarks.by_path.get(waiver.place.path, "")))
        for waiver in dossier.waivers
    ]
    statements["remarks"] = _words("\n".join(remarks.others))
    return statements


def _record_statement(record: Record, remarks: Mapping[str, str]) -> dict[str, Any]:
    is_file = record.section.startswith("texts.") or record.section == "photo"
    return {
        "folder": record.folder,
        "fields": {name: value.canon.strip() for name, value in record.fields.items() if not value.empty},
        "files": [
            (scan.file, scan.part, scan.pages, scan.label)
            for scan in record.scans
            if is_file or LISTED in scan.place.path
        ],
        "remark": _words(remarks.get(record.place.path, "")),
    }


def _words(text: str) -> Sequence[str]:
    return "".join(char for char in text if char.isprintable() or char.isspace()).split()

"""The clause list that ships with a profile, and how many of its cases break each clause on purpose.

A clause has its id, its place in the notice and our own one-line words. A case that expects no finding shows where a
rule stops; it does not prove that the rule finds anything.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from zcdossier.model.label import Label
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.nodes import ListNode, MapNode
from zcdossier.source.reader import read_file

CASES_NAME = "cases.yaml"
CLAUSE_KINDS = ("auto", "manual", "guidance", "out_of_scope")


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a notice. `kind` is auto, manual, guidance or out_of_scope; empty: whatever the profile does."""

    id: str
    where: str
    kind: str
    says: Label


def read_clauses(path: Path, diagnostics: Diagnostics) -> tuple[Clause, ...]:
    """Read a clause list; a profile without one has an empty list."""
    if not path.is_file():
        return ()
    document = read_file(path, str(path))
    for problem in document.problems:
        diagnostics.add(problem.place, Label("条款表读不出来", "the clause list can't be read"))
    if not isinstance(document.root, MapNode):
        return ()
    clauses = []
    for key, node in document.root:
        mapping = MappingReader(node, diagnostics, key.place)
        says = mapping.label("says", Label("")) or Label("")
        kind = mapping.text("kind")
        if kind and kind not in CLAUSE_KINDS:
            listed = ", ".join(CLAUSE_KINDS)
            message = Label(
                f"{key.text} 的 kind 应是 {listed} 之一，也可以不写：按申报要求里用到它的地方算",
                f"kind of {key.text} is one of {listed}, or left out: then it is what the profile makes of it",
            )
            diagnostics.add(mapping.place, message)
        clauses.append(Clause(key.text, mapping.text("where"), kind, says))
        mapping.report_unknown()
    return tuple(clauses)


def count_cases(folder: Path) -> Counter[str]:
    """Return the number of cases per clause id; a profile without cases has none."""
    path = folder / CASES_NAME
    counts: Counter[str] = Counter()
    if not path.is_file():
        return counts
    document = read_file(path, str(path))
    if isinstance(document.root, ListNode):
        for node in document.root.items:
            mapping = MappingReader(node, Diagnostics())
            if any(True for _ in mapping.items("expect")):
                counts.update(dict.fromkeys(mapping.texts("clause"), 1))
    return counts

"""The clause list that ships with a profile: ids, places in the notice, our own one-line words."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path

from zcdossier.model.label import Label
from zcdossier.profiles.keys import Keys
from zcdossier.profiles.mistakes import Mistakes
from zcdossier.source.nodes import Mapping
from zcdossier.source.reader import read_file


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a notice. `kind` is auto, manual, guidance or out_of_scope."""

    id: str
    where: str
    kind: str
    says: Label


@dataclass(frozen=True, slots=True)
class ClauseList:
    """All clauses of a notice, by id."""

    by_id: MappingOf[str, Clause]

    def with_others(self, other: "ClauseList") -> "ClauseList":
        """Return these clauses and the other's."""
        return ClauseList({**self.by_id, **other.by_id})


def read_clauses(path: Path, mistakes: Mistakes) -> ClauseList:
    """Read a clause list; a profile without one has an empty list."""
    if not path.is_file():
        return ClauseList({})
    document = read_file(path, str(path))
    for problem in document.problems:
        mistakes.add(problem.place, "条款表读不出来", "the clause list can't be read")
    if not isinstance(document.root, Mapping):
        return ClauseList({})
    found: dict[str, Clause] = {}
    for key, node in document.root:
        keys = Keys(node, mistakes, key.place)
        says = keys.label("says", Label("")) or Label("")
        found[key.text] = Clause(key.text, keys.text("where"), keys.text("kind", "auto"), says)
        keys.finish()
    return ClauseList(found)

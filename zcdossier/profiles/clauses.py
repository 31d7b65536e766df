"""The clause list that ships with a profile: ids, places in the notice, our own one-line words."""

from dataclasses import dataclass
from pathlib import Path

from zcdossier.model.label import Label
from zcdossier.profiles.keys import Keys
from zcdossier.profiles.mistakes import Mistakes
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_file


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement of a notice. `kind` is auto, manual, guidance or out_of_scope."""

    id: str
    where: str
    kind: str
    says: Label


def read_clauses(path: Path, mistakes: Mistakes) -> tuple[Clause, ...]:
    """Read a clause list; a profile without one has an empty list."""
    if not path.is_file():
        return ()
    document = read_file(path, str(path))
    for problem in document.problems:
        mistakes.add(problem.place, "条款表读不出来", "the clause list can't be read")
    if not isinstance(document.root, MapNode):
        return ()
    found = []
    for key, node in document.root:
        keys = Keys(node, mistakes, key.place)
        says = keys.label("says", Label("")) or Label("")
        found.append(Clause(key.text, keys.text("where"), keys.text("kind", "auto"), says))
        keys.finish()
    return tuple(found)

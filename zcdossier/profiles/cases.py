"""The cases that ship beside a profile: which clauses have been broken on purpose, and how often.

A case that expects no finding shows where a rule stops; it does not prove that the rule finds anything.
"""

from collections import Counter
from pathlib import Path

from zcdossier.profiles.keys import Keys
from zcdossier.profiles.mistakes import Mistakes
from zcdossier.source.nodes import ListNode
from zcdossier.source.reader import read_file

CASES_NAME = "cases.yaml"


def count_cases(folder: Path) -> Counter[str]:
    """Return the number of cases per clause id; a profile without cases has none."""
    path = folder / CASES_NAME
    counts: Counter[str] = Counter()
    if not path.is_file():
        return counts
    document = read_file(path, str(path))
    if isinstance(document.root, ListNode):
        for node in document.root.items:
            keys = Keys(node, Mistakes())
            if any(True for _ in keys.items("expect")):
                counts.update(dict.fromkeys(keys.texts("clause"), 1))
    return counts

"""Folders of records whose cell was left empty: by the program's convention, or the one that is plainly meant."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from zcdossier.model.record_folders import title_for_folder
from zcdossier.model.spelling import fold

ListFolders = Callable[[str], Sequence[str]]
"""The names of the folders that lie in a folder of the dossier, which is given relative to it."""


class WantedFolder(NamedTuple):
    """What a record's folder would be called; empty when nothing tells. `title` is what its name holds in any case.

    `expected`: it counts though it is not there; else the record has none then.
    """

    name: str
    title: str
    expected: bool


def assign_folders(wanted: Sequence[WantedFolder | None], present: Sequence[str], named: frozenset[str]) -> list[str]:
    """Return a folder's name for each record, empty for none; None has one of its own, and `named` are such names.

    No folder goes to two records. One that is called just so goes first; then one that alone holds the title (somebody
    made it before the date was mended, or under a number of their own); else the name that it is to have.
    """
    assigned = [""] * len(wanted)
    free = [name for name in present if name not in named]
    counted: Counter[str] = Counter()
    for index, folder in enumerate(wanted):
        if folder is None or not folder.name:
            continue
        counted[folder.name] += 1
        name = folder.name if counted[folder.name] == 1 else f"{folder.name} {counted[folder.name]}"
        assigned[index] = name
    for name in assigned:
        if name in free:
            free.remove(name)
    for index, folder in enumerate(wanted):
        if folder is None or not folder.name or assigned[index] in present:
            continue
        near = sole_folder_with(folder.title, free)
        if near:
            free.remove(near)
        assigned[index] = near or (assigned[index] if folder.expected else "")
    return assigned


def sole_folder_with(title: str, names: Sequence[str]) -> str:
    """The only one with the title in its name, or with what stands behind the sort: 发明专利：甲 in `2021 甲`."""
    for text in (title, re.sub(r"^[^：:]{2,12}[：:]", "", title)):
        wanted = fold(title_for_folder(text))
        fitting = [name for name in names if wanted and wanted in fold(name)]
        if fitting:
            return fitting[0] if len(fitting) == 1 else ""
    return ""

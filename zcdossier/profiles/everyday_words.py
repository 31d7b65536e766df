"""What people call parts in every notice, from the one table that ships with the profiles: only for names of files."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from zcdossier.model.profile import Part, Section
from zcdossier.model.spelling import normalized_name
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.locations import PART_WORDS_NAME, templates_folder
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.reader import read_file

Words = Mapping[str, tuple[str, ...]]
"""By the usual names of a part (学历备案表、学历认证), what else people call it."""


@lru_cache(maxsize=1)
def shipped_part_words() -> Words:
    """Return the table that ships with the profiles."""
    return read_part_words(templates_folder() / PART_WORDS_NAME)


def read_part_words(file: Path) -> Words:
    """Return a table's words; none where it is not there."""
    mapping = MappingReader(read_file(file, file.name).root, Diagnostics())
    return {key.text: mapping.texts(key.text) for key, _ in mapping.root}


def with_everyday_words(section: Section, words: Words) -> Section:
    """Return a section whose parts are also called what people call them: no word is given to two of them.

    What the notice itself calls a part is not given to another. Where a part may be anything, 其他 is given nothing.
    """
    taken = {normalized_name(name) for part in section.parts.values() for name in _own_names(part)}
    given: dict[str, list[str]] = {}
    parts = section.named_parts if section.catch_all else tuple(section.parts.values())
    for usual, everyday in words.items():
        named = [part for part in parts if _is_called(part, usual.split("、"))]
        for word in everyday if len(named) == 1 else ():
            if normalized_name(word) not in taken:
                taken.add(normalized_name(word))
                given.setdefault(named[0].id, []).append(word)
    return section._replace(
        parts={name: part._replace(everyday=tuple(given.get(name, ()))) for name, part in section.parts.items()}
    )


def _is_called(part: Part, names: Sequence[str]) -> bool:
    return not {*map(normalized_name, names)}.isdisjoint(map(normalized_name, _own_names(part)))


def _own_names(part: Part) -> tuple[str, ...]:
    return part.label.zh, *part.aliases

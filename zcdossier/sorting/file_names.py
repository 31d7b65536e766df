"""What a placed scan is called in its record's folder: `2-目录.jpg`, of several `4-正文-1.jpg`, `4-正文-2.jpg`."""

import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from zcdossier.model.facts import SHORT_SUFFIXES
from zcdossier.model.label import Label
from zcdossier.model.part_numbering import number_for
from zcdossier.model.profile import OTHER_PART, Part
from zcdossier.model.record_folders import title_for_folder

PROOF = Label("佐证", "proof")
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{digit}" for digit in range(10)), *(f"lpt{digit}" for digit in range(10))}
)


class NamedFolder:
    """A folder whose names are given out: none twice, in any case or Unicode form, and none that Windows forbids."""

    def __init__(self, parts: Mapping[str, Part], present: Iterable[tuple[str, str, int | None]] = ()) -> None:
        self._parts = parts
        self._names: set[str] = set()
        self._numbers: list[tuple[str, int | None]] = []
        self._wanted: dict[str, int] = {}
        for name, part, number in present:
            self._names.add(_folded(name))
            self._numbers.append((part, number))

    def expect(self, part: str) -> None:
        """Say beforehand that a scan of a part will come, so that several are counted from the first."""
        self._wanted[part] = self._wanted.get(part, 0) + 1

    def name_for(self, part: str, format_: str, source: str) -> str:
        """Return the name of the next scan of a part."""
        number = number_for(part, self._parts, self._numbers).number if part in self._parts else self._next()
        word = title_for_folder(self._parts[part].label.zh) if part in self._parts and part != OTHER_PART else PROOF.zh
        suffix = SHORT_SUFFIXES.get(format_, format_) or PurePosixPath(source).suffix.lstrip(".").lower()
        present = sum(name == part for name, _ in self._numbers)
        several = self._wanted.get(part, 1) > 1 or present > 0
        self._numbers.append((part, number))
        count = present + 1
        stem = f"{number}-{word}"
        while True:
            name = f"{stem}-{count}.{suffix}" if several or count > 1 else f"{stem}.{suffix}"
            if _folded(name) not in self._names:
                self._names.add(_folded(name))
                return name
            count += 1

    def _next(self) -> int:
        return max((number or 0 for _, number in self._numbers), default=0) + 1


def safe_folder(name: str, taken: Iterable[str]) -> str:
    """Return a folder's name that Windows takes as well and that none of `taken` has."""
    plain = title_for_folder(name) or "待命名"
    if plain.split(".")[0].casefold() in _RESERVED:
        plain = f"_{plain}"
    used = {_folded(other) for other in taken}
    free, count = plain, 2
    while _folded(free) in used:
        free, count = f"{plain} {count}", count + 1
    return free


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()

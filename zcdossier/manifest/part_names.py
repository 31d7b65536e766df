"""What a scan's file name says: `4-正文-2.jpg` is number 4, part 正文. Pure: names in, facts about names out."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.model.names import Names
from zcdossier.model.profile import Part, Section

_NUMBERED = re.compile(r"\(?(?P<number>\d{1,4})\)?\s*[-_—.、]?\s*(?P<rest>[^\d\s].*)")
_BARE = re.compile(r"\d{1,4}")
_AFTER_PART = re.compile(r"[-_—.、 (\[【\d].*")
_DIGITS = re.compile(r"(\d+)")
OTHER = "other"


class ScanName(NamedTuple):
    """`part` is empty when the name does not tell. `note` is empty, `no-number` or `unknown-part`."""

    number: int | None
    part: str
    note: str = ""
    near: str = ""


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Order names as people count: 2 before 10."""
    pieces = _DIGITS.split(unicodedata.normalize("NFKC", name).casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece)


def read_scan_name(file: str, section: Section) -> ScanName:
    """Read the number and the part from a file name, by the part's number, label, alias or id."""
    stem = unicodedata.normalize("NFKC", PurePosixPath(file).stem).strip()
    parts = [part for part in section.parts.values() if part.id != OTHER]
    if _BARE.fullmatch(stem):
        return _by_number(int(stem), parts)
    numbered = _NUMBERED.fullmatch(stem)
    number = int(numbered["number"]) if numbered else None
    rest = numbered["rest"] if numbered else stem
    part = _part_at_start(rest, section.parts.values())
    if part:
        return ScanName(number, part, "" if numbered else "no-number")
    if not section.parts:
        return ScanName(number, "", "" if numbered else "no-number")
    head = re.split(r"[-_— ]", rest, maxsplit=1)[0]
    return ScanName(number, "", "unknown-part", Names.of(section.parts.values()).near(head))


def _by_number(number: int, parts: list[Part]) -> ScanName:
    """A bare number stands for the part of that number; where there is one part only, for that part."""
    if len(parts) == 1:
        return ScanName(number, parts[0].id)
    if 1 <= number <= len(parts):
        return ScanName(number, parts[number - 1].id)
    return ScanName(number, "", "unknown-part" if parts else "")


def _part_at_start(rest: str, parts: Iterable[Part]) -> str:
    """Return the part whose longest name begins `rest` and ends at a separator."""
    best, best_length = "", 0
    folded = _folded(rest)
    for part in parts:
        for name in (part.label.zh, part.label.en, part.id, *part.aliases):
            wanted = _folded(name)
            if not wanted or not folded.startswith(wanted) or len(wanted) <= best_length:
                continue
            tail = folded[len(wanted) :]
            if not tail or _AFTER_PART.fullmatch(tail):
                best, best_length = part.id, len(wanted)
    return best


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Fold case, width and kinds of separators, but keep these: they tell where a part's name ends."""
    return re.sub("[- ]", "_", unicodedata.normalize("NFKC", name).strip().casefold())

"""In which order the files of a folder are pages: as people count, and from the cover to the last page. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import NamedTuple

from zcdossier.manifest.everyday_names import write_out_signs
from zcdossier.model.spelling import simplify

_DIGITS = re.compile(r"(\d+)")
_SIGNS = "-_—–·.,()[]【】 "
_PLACES = re.compile(
    r"(?:(?P<front>正面)|(?P<back>[反背]面)|(?P<cover>封[面皮]|书皮|书封(?![面底]))|(?P<first>[首扉]页|第一页)|(?P<inside>[内主]页)|(?P<imprint>版权页)"
    r"|(?P<contents>目[录次])|(?P<text>[正全]文)|(?P<last>[尾末]页|最后一页)|(?P<end>封底))页?(?P<count>[\s\-_—–·.(（]*\d{1,3}[)）]?\Z)?"
)
_ORDER = ("cover", "front", "first", "inside", "imprint", "contents", "text", "", "last", "back", "end")
_MIDDLE = _ORDER.index("")

NaturalKey = tuple[tuple[int, int, str], ...]


class _PageName(NamedTuple):
    """A file's name: what it is pages of, which pages of it they are, and all of it."""

    work: NaturalKey
    ranks: tuple[int, ...]
    name: NaturalKey


def natural_key(name: str) -> NaturalKey:
    """Order names as people count: 2 before 10."""
    pieces = _DIGITS.split(unicodedata.normalize("NFKC", name).casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece)


def sort_as_pages(names: Iterable[str]) -> list[str]:
    """Return the names of a folder's files as people count, and of one thing from the cover to the last page.

    What is counted behind a page's name is pages of it (封面, 目录1, 目录2); sides are counted by sheets (正面1, 反面1,
    正面2). Where no page is there of two things, they are the pages of one: 杂志封面, 目录页, 本人论文正文.
    """
    read = {name: _read_page_name(name) for name in names}
    placed = {(page.ranks, page.work) for page in read.values() if len(page.ranks) > 1}
    if len(placed) > 1 and len(placed) == len({ranks for ranks, _ in placed}):
        return sorted(read, key=lambda name: (read[name].ranks, read[name]))
    return sorted(read, key=read.__getitem__)


def _read_page_name(name: str) -> _PageName:
    stem = simplify(write_out_signs(unicodedata.normalize("NFKC", PurePosixPath(name).stem)))
    ranks = tuple(map(_rank_of_place, _PLACES.finditer(stem)))
    work = _PLACES.sub(_count_of_sides, stem).strip(_SIGNS)
    return _PageName(natural_key(work), (*ranks, _MIDDLE), natural_key(name))


def _rank_of_place(place: re.Match[str]) -> int:
    return next(_ORDER.index(name) for name, found in place.groupdict().items() if found)


def _count_of_sides(place: re.Match[str]) -> str:
    return (place["count"] or "") if place["front"] or place["back"] else ""

"""Pieces that belong to one record put together: they share a title, a number, or were taken one after the other.

Pairs are joined from the most alike down. Two pieces that are the same single part of two things (two certificates) are
never joined, however much their wording shares.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from zcdossier.lint.scan_text.find_value import comparable_letters, find_letters, is_found
from zcdossier.lint.scan_text.part_words import is_plain_text
from zcdossier.model.profile import Section
from zcdossier.sorting.heap_pieces import GRAM, HeapPiece
from zcdossier.sorting.page_clues import has_heading

_LEAST_GRAMS = 3
_MOST_HOLDERS = 14
_LEAST = 11.0
_SURE = 14.0
_ALONE = 11.0
_NAMED = 1000.0
"""More than any wording weighs: what is named is joined first, then the wording of a publisher finds no gap."""
_SHOTS_APART = 60
_TEXT, _FEW_PARTS = 200, 3
_LONG_NAME, _SHORT_LINE = 4, 60
_SEVERAL = 2
_MINUTES, _FEW, _LATIN = 180, 4, 0.4


class PieceGroup:
    """Pieces of one record. `route` is that of a record in the manifest, or empty; `sections` what it may be of."""

    def __init__(self, pieces: Sequence[HeapPiece], sections: dict[str, float], route: str = "") -> None:
        self.pieces = list(pieces)
        self.sections = sections
        self.route = route
        self.grams = frozenset().union(*(piece.grams for piece in pieces)) if pieces else frozenset()
        self.parts: Counter[str] = Counter()

    @property
    def section(self) -> str:
        """The section it is most likely of; empty where none is."""
        return max(self.sections, key=lambda name: self.sections[name], default="")

    def take(self, other: "PieceGroup") -> None:
        """Make the pieces of another group its own."""
        self.pieces += other.pieces
        self.grams |= other.grams
        self.parts += other.parts
        if self.route:
            return
        if other.route:
            self.route, self.sections = other.route, other.sections
            return
        names = {*self.sections} & {*other.sections} or {*self.sections} | {*other.sections}
        self.sections = {name: self.sections.get(name, 0.0) + other.sections.get(name, 0.0) for name in names}


def join_groups(groups: list[PieceGroup], common: Iterable[str], sections: dict[str, Section]) -> list[PieceGroup]:
    """Join groups that are alike. `common` are letters that every page of a person may have (name, employer)."""
    holders = Counter(gram for group in groups for piece in group.pieces for gram in piece.grams)
    stop = "|".join((*common, *_lines_with(common, groups)))
    wording = _wording_of_kinds(groups, sections)
    weights = {
        gram: math.log(1 + _MOST_HOLDERS / count) * (_LATIN if gram.isascii() else 1.0)
        for gram, count in holders.items()
        if 1 < count <= _MOST_HOLDERS and gram not in stop and gram not in wording
    }
    pool = [group for group in groups if group.pieces]
    pairs = {
        (id(first), id(second)): score
        for at, first in enumerate(pool)
        for second in pool[at + 1 :]
        if (score := _alike(first, second, weights)) >= _LEAST
    }
    alive = {id(group): group for group in pool}
    while pairs:
        (first_id, second_id), score = max(pairs.items(), key=lambda item: item[1])
        del pairs[first_id, second_id]
        first, second = alive[first_id], alive[second_id]
        if not _may_join(first, second, score, sections):
            continue
        keep, gone = (second, first) if second.route and not first.route else (first, second)
        keep.take(gone)
        del alive[id(gone)]
        pairs = {pair: value for pair, value in pairs.items() if not {id(keep), id(gone)} & {*pair}}
        for other in alive.values():
            if other is not keep and (value := _alike(keep, other, weights)) >= _LEAST:
                pairs[id(keep), id(other)] = value
    return [group for group in groups if id(group) in alive or not group.pieces]


def join_in_pdf(groups: list[PieceGroup], sections: dict[str, Section]) -> list[PieceGroup]:
    """Put together what stands in one PDF one after the other, is of one section, and is none of it twice."""
    owners = {id(piece): group for group in groups for piece in group.pieces}
    gone: set[int] = set()
    pieces = sorted(
        (piece for group in groups for piece in group.pieces if piece.piece.pages),
        key=lambda piece: (piece.piece.file, piece.piece.pages),
    )
    for before, piece in pairwise(pieces):
        earlier, group = owners[id(before)], owners[id(piece)]
        if before.piece.file != piece.piece.file or earlier is group or group.route:
            continue
        section = earlier.section
        if not section or section not in group.sections or len(sections[section].named_parts) < _SEVERAL:
            continue
        if not group.parts or {*group.parts} & {*earlier.parts}:
            continue
        if not _name_other_things(earlier, group) and not _begins_anew(group, earlier, sections[section]):
            earlier.take(group)
            owners.update({id(moved): earlier for moved in group.pieces})
            gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def join_in_sequence(
    groups: list[PieceGroup], sections: dict[str, Section], *, timed_only: bool = False
) -> list[PieceGroup]:
    """Put a page without a heading to what was taken right before it: the second sheet of a letter, a page of a text.

    A page that was recognised as nothing needs the next one to be of the same record too, or to be plain text.
    """
    owners = {id(piece): group for group in groups for piece in group.pieces}
    pieces = [piece for group in groups for piece in group.pieces if piece.taken_at is not None or not timed_only]
    gone: set[int] = set()
    for before, piece, after in _neighbours(pieces):
        group = owners[id(piece)]
        if group.route or (len(group.pieces) > 1 and piece.taken_at is None):
            continue
        earlier = owners[id(before)] if before is not None else None
        later = owners[id(after)] if after is not None else None
        host = _host_of(group, earlier, later, sections, has_head=has_heading(piece.pages[0]))
        if host is None or host is group:
            continue
        host.take(group)
        owners.update({id(moved): host for moved in group.pieces})
        gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def _host_of(
    group: PieceGroup,
    earlier: PieceGroup | None,
    later: PieceGroup | None,
    sections: dict[str, Section],
    *,
    has_head: bool,
) -> PieceGroup | None:
    """The group that a single piece belongs to by what stands beside it."""
    is_single = len(group.pieces) == 1
    if (
        earlier is not None
        and earlier.section
        and not has_head
        and is_single
        and not _are_of_other_years(group, earlier)
        and _goes_on(group, earlier, later, sections)
    ):
        return earlier
    part = next(iter(group.parts), "")
    for host, before in ((earlier, True), (later, False)):
        if host is None or not host.section or host.section not in group.sections or not part:
            continue
        if {*group.parts} & {*host.parts}:
            continue
        order = list(sections[host.section].parts)
        if len(order) <= _FEW_PARTS or part not in order or not host.parts:
            continue
        places = [order.index(other) for other in host.parts if other in order]
        fits = bool(places) and (max(places) < order.index(part) if before else min(places) > order.index(part))
        if fits or (earlier is later and earlier is host):
            return host
    return None


def _goes_on(group: PieceGroup, earlier: PieceGroup, later: PieceGroup | None, sections: dict[str, Section]) -> bool:
    """Whether a page without a heading is the next page of what stands before it."""
    if group.sections:
        return earlier.section in group.sections
    has_text = any(is_plain_text(part) for part in sections[earlier.section].parts.values())
    if later is not None and later is not earlier and later.section == earlier.section and later.parts:
        order = list(sections[earlier.section].parts)
        places = [[order.index(part) for part in host.parts if part in order] for host in (earlier, later)]
        return all(places) and max(places[0]) + 1 < min(places[1])
    return later is earlier or (has_text and len(group.pieces[0].letters) > _TEXT)


def _are_of_other_years(first: PieceGroup, second: PieceGroup) -> bool:
    """Whether two groups say of which year they are, and it is not the same: forms that are filled in every year."""
    years = [{year for piece in group.pieces for year in piece.text.years} for group in (first, second)]
    return all(years) and not years[0] & years[1]


def _neighbours(pieces: Sequence[HeapPiece]) -> Iterator[tuple[HeapPiece | None, HeapPiece, HeapPiece | None]]:
    """Yield each piece with the one taken or numbered right before it and the one right after it, if there are such."""
    timed = sorted((piece for piece in pieces if piece.taken_at is not None), key=lambda piece: piece.taken_at or 0)
    counted = sorted((piece for piece in pieces if piece.serial is not None), key=lambda piece: piece.serial or ("", 0))
    for row in (timed, counted):
        for at, piece in enumerate(row):
            before = row[at - 1] if at and _follows(row[at - 1], piece) else None
            after = row[at + 1] if at + 1 < len(row) and _follows(piece, row[at + 1]) else None
            yield before, piece, after


def _follows(first: HeapPiece, second: HeapPiece) -> bool:
    if first.taken_at is not None and second.taken_at is not None:
        return second.taken_at - first.taken_at <= _SHOTS_APART
    if first.serial is None or second.serial is None or first.serial[0] != second.serial[0]:
        return False
    return second.serial[1] - first.serial[1] <= 1


def _lines_with(common: Iterable[str], groups: Iterable[PieceGroup]) -> set[str]:
    """The lines that say where the person works: every paper of the person has them."""
    long = [letters for letters in common if len(letters) >= _LONG_NAME]
    lines = (
        comparable_letters(line.text)
        for group in groups
        for piece in group.pieces
        for page in piece.pages
        for line in page.lines
    )
    return {letters for letters in lines if len(letters) <= _SHORT_LINE and any(name in letters for name in long)}


def _wording_of_kinds(groups: Iterable[PieceGroup], sections: dict[str, Section]) -> frozenset[str]:
    """What several papers of one kind say: the words of a form, not those of a record.

    Pages of plain text say the same at their heads when they are of one paper; then they were taken together.
    """
    seen: dict[tuple[str, str, str], HeapPiece] = {}
    wording: set[str] = set()
    for group in groups:
        if len(group.pieces) != 1:
            continue
        piece, part = group.pieces[0], next(iter(group.parts), "")
        declared = sections[group.section].parts.get(part) if group.section else None
        is_text = declared is not None and is_plain_text(declared)
        for gram in piece.grams:
            key = (gram, group.section if part else "", part)
            other = seen.setdefault(key, piece)
            if other is not piece and not (is_text and are_close(other, piece)):
                wording.add(gram)
    return frozenset(wording)


def are_close(first: HeapPiece, second: HeapPiece) -> bool:
    """Whether two pieces were taken within a few minutes, or bear numbers that follow each other."""
    if first.taken_at is not None and second.taken_at is not None:
        return abs(second.taken_at - first.taken_at) <= _MINUTES
    if first.serial is None or second.serial is None or first.serial[0] != second.serial[0]:
        return False
    return abs(second.serial[1] - first.serial[1]) <= _FEW


def _alike(first: PieceGroup, second: PieceGroup, weights: dict[str, float]) -> float:
    """How much the longest text that two groups share weighs: a title does, phrases here and there do not."""
    if len(first.pieces) > len(second.pieces):
        first, second = second, first
    if _are_named_alike(first, second, weights):
        return _NAMED
    if sum(1 for gram in first.grams if gram in second.grams and gram in weights) < _LEAST_GRAMS:
        return 0.0
    most = 0.0
    for piece in first.pieces:
        for row in piece.gram_rows:
            run = 0.0
            for gram in row:
                run = run + weights[gram] if gram in weights and gram in second.grams else 0.0
                most = max(most, run)
    return most


def _are_named_alike(first: PieceGroup, second: PieceGroup, weights: dict[str, float]) -> bool:
    """Whether what one group names as a title stands on the other; the name of a journal, which many have, does not.

    Records of the manifest have found their own by then: their proofs name others as well (a list of publications).
    """
    if first.route or second.route:
        return False
    for mine, other in ((first, second), (second, first)):
        if any(_is_on(piece.work, other) for piece in mine.pieces):
            return True
        for title in {title for piece in mine.pieces for title in piece.titles}:
            grams = [title[start : start + GRAM] for start in range(len(title) - GRAM + 1)]
            if all(gram in weights for gram in grams) and any(title in piece.letters for piece in other.pieces):
                return True
    return False


def _are_of_other_works(first: PieceGroup, second: PieceGroup) -> bool:
    """Whether one group has the imprint of a book of which nothing stands on the other, which names something else.

    Books of one publisher share most of their imprints. Journals are told by their numbers.
    """
    journals = [frozenset(issn for piece in group.pieces for issn in piece.issns) for group in (first, second)]
    if all(journals) and not journals[0] & journals[1]:
        return True
    for mine, other in ((first, second), (second, first)):
        works = [piece.work for piece in mine.pieces if piece.work]
        if not works or not (other.route or any(piece.titles for piece in other.pieces)):
            continue
        if not any(_is_on(work, other) for work in works):
            return True
    return False


def _begins_anew(group: PieceGroup, earlier: PieceGroup, section: Section) -> bool:
    """Whether a group is of parts that come before the text that has been: a cover after the pages of a paper."""
    order = list(section.parts)
    texts = [order.index(part) for part in earlier.parts if part in order and is_plain_text(section.parts[part])]
    return bool(texts) and all(part in order and order.index(part) < min(texts) for part in group.parts)


def _name_other_things(first: PieceGroup, second: PieceGroup) -> bool:
    """Whether each of two groups names something, and nothing that the one names stands on the other."""
    named = [{title for piece in group.pieces for title in piece.titles} for group in (first, second)]
    return all(named) and not any(
        title in piece.letters
        for titles, other in ((named[0], second), (named[1], first))
        for title in titles
        for piece in other.pieces
    )


def _is_on(work: str, group: PieceGroup) -> bool:
    """Whether the title of a work was read on any page of a group."""
    return bool(work) and any(is_found(work, find_letters(work, piece.text.letters)) for piece in group.pieces)


def _may_join(first: PieceGroup, second: PieceGroup, score: float, sections: dict[str, Section]) -> bool:
    if first.route and second.route:
        return False
    shared = {*first.sections} & {*second.sections}
    if first.sections and second.sections and not shared:
        return False
    names = shared or {*first.sections} | {*second.sections}
    if not names or (score < _NAMED and _are_of_other_works(first, second)):
        return False
    section = sections[max(names, key=lambda name: first.sections.get(name, 0.0) + second.sections.get(name, 0.0))]
    if len(section.named_parts) <= 1:
        return score >= _SURE and not (first.sections and second.sections)
    declared = sections[first.section or second.section].parts
    shared_parts = [part for part in first.parts if part in second.parts]
    if any(not (part in declared and is_plain_text(declared[part])) for part in shared_parts):
        return False
    if shared_parts and not any(are_close(mine, other) for mine in first.pieces for other in second.pieces):
        return False
    if first.sections and second.sections:
        has_text = any(is_plain_text(part) for part in section.named_parts)
        return score >= (_LEAST if has_text else _SURE)
    return score >= _ALONE

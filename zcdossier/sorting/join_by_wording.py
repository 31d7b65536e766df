"""Pieces that belong to one record put together by what they say: they share a title, a number, a long wording.

Pairs are joined from the most alike down. Two pieces that are the same single part of two things (two certificates) are
never joined, however much their wording shares.
"""

import math
from collections import Counter
from collections.abc import Iterable

from zcdossier.lint.scan_text.find_value import comparable_letters, find_letters, is_found
from zcdossier.lint.scan_text.part_words import is_plain_text
from zcdossier.model.profile import Section
from zcdossier.sorting.heap_pieces import GRAM, HeapPiece, are_of_other_journals
from zcdossier.sorting.piece_group import PieceGroup, are_close
from zcdossier.sorting.read_diplomas import are_of_other_educations
from zcdossier.sorting.read_issuers import units_in_line

_LEAST_GRAMS = 3
_MOST_HOLDERS = 14
_LEAST = 11.0
_SURE = 14.0
_ALONE = 11.0
_NAMED = 1000.0
"""More than any wording weighs: what is named is joined first, then the wording of a publisher finds no gap."""
_LONG_NAME, _SHORT_LINE = 4, 60
_RUNNING = 3
_LATIN = 0.4


def join_groups(groups: list[PieceGroup], common: Iterable[str], sections: dict[str, Section]) -> list[PieceGroup]:
    """Join groups that are alike. `common` are letters that every page of a person may have (name, employer)."""
    holders = Counter(gram for group in groups for piece in group.pieces for gram in piece.grams)
    stop = "|".join((*common, *_lines_with(common, groups), *_units(groups)))
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


def join_journals(groups: list[PieceGroup], sections: dict[str, Section]) -> list[PieceGroup]:
    """Put pages that tell of a journal alone (a query, a cover) to the paper in it, if the heap has only one."""
    texts = {
        name: {part.id for part in section.named_parts if is_plain_text(part)} for name, section in sections.items()
    }
    papers = [group for group in groups if {*group.parts} & texts.get(group.section, set())]
    gone: set[int] = set()
    for group in groups:
        if group.route or group in papers or not group.section or not _journals_of(group):
            continue
        hosts = [
            paper for paper in papers if paper.section == group.section and _journals_of(paper) & _journals_of(group)
        ]
        if len(hosts) == 1 and not {*group.parts} & {*hosts[0].parts}:
            hosts[0].take(group)
            gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def _journals_of(group: PieceGroup) -> set[str]:
    return {number for piece in group.pieces for number in piece.journals}


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


def _units(groups: Iterable[PieceGroup]) -> set[str]:
    """The units that sign papers and head them: one office issues those of many records."""
    lines = {line.text for group in groups for piece in group.pieces for page in piece.pages for line in page.lines}
    return {comparable_letters(unit) for line in lines for unit in units_in_line(line)}


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
        if any(_bears_title_of(piece, text) for text in mine.pieces for piece in other.pieces):
            return True
        texts = {piece.text_title for piece in mine.pieces if piece.text_title}
        for title in texts | {title for piece in mine.pieces for title in piece.titles}:
            grams = [title[start : start + GRAM] for start in range(len(title) - GRAM + 1)]
            if all(gram in weights for gram in grams) and any(title in piece.letters for piece in other.pieces):
                return True
    return False


def _are_of_other_works(first: PieceGroup, second: PieceGroup) -> bool:
    """Whether one group has the imprint of a book of which nothing stands on the other, which names something else.

    Books of one publisher share most of their imprints. Journals are told by their numbers.
    """
    if are_of_other_journals(first.pieces, second.pieces):
        return True
    for mine, other in ((first, second), (second, first)):
        works = [piece.work for piece in mine.pieces if piece.work]
        if not works or not (other.route or any(piece.titles for piece in other.pieces)):
            continue
        if not any(_is_on(work, other) for work in works):
            return True
    return False


def _is_on(work: str, group: PieceGroup) -> bool:
    """Whether the title of a work was read on any page of a group."""
    return bool(work) and any(is_found(work, find_letters(work, piece.text.letters)) for piece in group.pieces)


def _bears_title_of(piece: HeapPiece, first: HeapPiece) -> bool:
    """Whether what a text is called by its first page stands at the head of another: a page of it, taken later."""
    running = [comparable_letters(line.text) for line in piece.pages[0].lines[:_RUNNING]]
    return bool(first.text_title) and not piece.text_title and any(first.text_title in line for line in running)


def _may_join(first: PieceGroup, second: PieceGroup, score: float, sections: dict[str, Section]) -> bool:
    if (first.route and second.route) or are_of_other_educations(first.pieces, second.pieces):
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
    if shared_parts and not any(
        are_close(mine, other) or _bears_title_of(mine, other) or _bears_title_of(other, mine)
        for mine in first.pieces
        for other in second.pieces
    ):
        return False
    if first.sections and second.sections:
        has_text = any(is_plain_text(part) for part in section.named_parts)
        return score >= (_LEAST if has_text else _SURE)
    return score >= _ALONE

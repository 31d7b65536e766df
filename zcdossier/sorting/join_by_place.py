"""Pieces that belong to one record put together by where they stand: in one PDF, or taken one after the other."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.part_words import is_plain_text
from zcdossier.model.profile import Section
from zcdossier.sorting.heap_pieces import HeapPiece, are_of_other_journals
from zcdossier.sorting.page_form import begins_paper, has_heading, says_it_goes_on
from zcdossier.sorting.piece_group import PieceGroup
from zcdossier.sorting.read_diplomas import are_of_other_educations

_SHOTS_APART = 60
_TEXT, _FEW_PARTS = 200, 3
_SEVERAL, _FIRST_LINES = 2, 2
_RUNNING, _LEAST_RUNNING = 3, 4
_CERTIFICATE = "证书"


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
        is_new_part = bool(group.parts) and not {*group.parts} & {*earlier.parts}
        if not is_new_part and not (_has_text(earlier, sections) and _is_next_page(before, piece)):
            continue
        if are_of_other_educations(group.pieces, earlier.pieces):
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
        if group.route:
            continue
        earlier = owners[id(before)] if before is not None else None
        later = owners[id(after)] if after is not None else None
        if len(group.pieces) > 1 and piece.taken_at is None:
            host = earlier if earlier is not None and _continues(group, earlier, sections) else None
        elif (
            before is not None
            and earlier is not None
            and _is_same_text(group, earlier, before, piece)
            and _has_text(earlier, sections)
        ):
            host = earlier
        else:
            is_first = has_heading(piece.pages[0]) and not says_it_goes_on(piece.pages[0])
            host = _host_of(group, earlier, later, sections, has_head=is_first)
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
        and not _begins_alike(group.pieces[0], earlier)
        and _goes_on(group, earlier, later, sections)
    ):
        return earlier
    part = next(iter(group.parts), "")
    for host, before in ((earlier, True), (later, False)):
        if host is None or not host.section or host.section not in group.sections or not part:
            continue
        if are_of_other_educations(group.pieces, host.pieces) or are_of_other_journals(group.pieces, host.pieces):
            continue
        if {*group.parts} & {*host.parts} or _are_of_other_certificates(group, host):
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


def _continues(group: PieceGroup, earlier: PieceGroup, sections: dict[str, Section]) -> bool:
    """Whether several pieces are the rest of what stands before them: other parts, and none of them the first."""
    if not group.section or group.section != earlier.section or {*group.parts} & {*earlier.parts}:
        return False
    order = list(sections[group.section].parts)
    places, before = ([order.index(part) for part in host.parts if part in order] for host in (group, earlier))
    if not places or not before or are_of_other_journals(group.pieces, earlier.pieces):
        return False
    return min(before) < min(places) and not _name_other_things(earlier, group)


def _is_next_page(before: HeapPiece, piece: HeapPiece) -> bool:
    """Whether a page is the next one of a text: no paper begins on it, and a line at the heads of both is the same."""
    heads = [
        {comparable_letters(line.text) for line in page.lines[:_RUNNING]} for page in (before.pages[-1], piece.pages[0])
    ]
    running = {letters for letters in heads[0] & heads[1] if len(letters) >= _LEAST_RUNNING}
    return bool(running) and len(piece.letters) >= _TEXT and not begins_paper(piece.pages[0])


def _has_text(group: PieceGroup, sections: dict[str, Section]) -> bool:
    """Whether pages of a text are among the pieces of a group, and not letters and forms alone."""
    parts = sections[group.section].parts if group.section else {}
    return any(is_plain_text(parts[part]) for part in group.parts if part in parts)


def _is_same_text(group: PieceGroup, earlier: PieceGroup, before: HeapPiece, piece: HeapPiece) -> bool:
    """Whether a lone page is the next one of the text that was taken right before it."""
    is_of_section = bool(earlier.section) and earlier.section in group.sections
    return len(group.pieces) == 1 and is_of_section and not group.parts and _is_next_page(before, piece)


def _begins_alike(piece: HeapPiece, group: PieceGroup) -> bool:
    """Whether a page begins with the very lines with which one of a group does: the next copy of a form."""
    first = [comparable_letters(line.text) for line in piece.pages[0].lines[:_FIRST_LINES]]
    return len(first) == _FIRST_LINES and any(
        first == [comparable_letters(line.text) for line in other.pages[0].lines[:_FIRST_LINES]]
        for other in group.pieces
    )


def _are_of_other_certificates(group: PieceGroup, host: PieceGroup) -> bool:
    """Whether a certificate names something else than others do; pages of a journal quote this and that."""
    has_certificate = any(_CERTIFICATE in piece.heading for piece in (*group.pieces, *host.pieces))
    return has_certificate and _name_other_things(group, host)


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

"""A heap of files to a proposal: what each is, by the words, values and neighbours of its pages; else why it is left.

Nothing is guessed in silence: what speaks for two things alike, or for none enough, is left with the reason.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.looked_for import names_work
from zcdossier.lint.scan_text.part_words import is_plain_text
from zcdossier.model.left_reasons import LeftReason
from zcdossier.model.profile import FieldType, Profile, Section
from zcdossier.model.sort_proposal import LeftPiece, NewRecord, Placement, Proposal
from zcdossier.sorting.choose_part import PartChooser
from zcdossier.sorting.cut_heap import HeapCutter
from zcdossier.sorting.heap_pieces import HeapFile, HeapPiece
from zcdossier.sorting.join_by_place import join_in_pdf, join_in_sequence
from zcdossier.sorting.join_by_wording import join_groups, join_journals
from zcdossier.sorting.join_decisions import join_decisions
from zcdossier.sorting.page_clues import ATTACHMENTS, best_place
from zcdossier.sorting.page_form import has_heading, says_it_goes_on
from zcdossier.sorting.page_numbers import in_page_order
from zcdossier.sorting.piece_clues import SECTION_MARGIN, PieceClues
from zcdossier.sorting.piece_group import PieceGroup, are_close
from zcdossier.sorting.read_diplomas import is_same_education
from zcdossier.sorting.read_fields import FieldReader
from zcdossier.sorting.record_match import KnownRecord, choose_record, same_record
from zcdossier.sorting.record_room import RecordRoom, share_room

_LEAST_OWN, _LEAST_RECORD = 1.2, 2.4
_MANY_PARTS, _SURE_TITLE = 3, 0.86
_BY_ORDER = 0.6
_MOST_QUOTED = 16
_LONG_TITLE = 8
_TELLING = (FieldType.DATE, FieldType.PERIOD, FieldType.INTEGER)


class HeapPlanner:
    """Plans one heap for one dossier. `taken` are the digests of what is in the dossier, with the file they are in.

    `present` are the scans of the dossier that were read.
    """

    def __init__(
        self,
        profile: Profile,
        context: Context,
        taken: Mapping[str, str],
        rooms: Mapping[str, RecordRoom] | None = None,
        present: Sequence[HeapFile] = (),
    ) -> None:
        self.profile, self.context, self.taken, self.present = profile, context, taken, present
        self.clues = PieceClues(profile, context)
        self.words = self.clues.words
        self.choose = PartChooser(self.words)
        self.read_fields = FieldReader(profile, self.words.sections.values(), self.clues.person)
        self.rooms = rooms
        self.left: list[LeftPiece] = []
        self._pieces_of: dict[str, list[HeapPiece]] = {}

    def plan(self, files: Sequence[HeapFile]) -> Proposal:
        """Return where every file belongs."""
        cutter = HeapCutter(self.clues, self.choose, self.taken, self.present)
        pieces = cutter.pieces(files)
        self.left += cutter.left
        by_route = {record.route: PieceGroup([], {record.section: 9.0}, record.route) for record in self.clues.records}
        groups: list[PieceGroup] = []
        ambiguous: dict[int, tuple[KnownRecord, ...]] = {}
        for piece in pieces:
            scores = self.clues.record_scores(piece)
            chosen = choose_record(scores)
            if chosen is not None:
                route = chosen.record.route
                by_route[route].take(self._group(piece, {chosen.record.section: 9.0}))
                continue
            if len(scores) > 1 and scores[0].own >= _LEAST_OWN and scores[0].score >= _LEAST_RECORD:
                ambiguous[id(piece)] = tuple(score.record for score in scores[:3])
            groups.append(self._group(piece, self.clues.likely_sections(piece)))
        all_groups = [*by_route.values(), *groups]
        all_groups = join_in_pdf(all_groups, self.words.sections)
        all_groups = join_in_sequence(all_groups, self.words.sections, timed_only=True)
        all_groups = join_groups(all_groups, self.clues.common, self.words.sections)
        all_groups = join_in_sequence(all_groups, self.words.sections)
        all_groups = join_journals(all_groups, self.words.sections)
        all_groups = join_decisions(all_groups, self.words.sections)
        return self._propose(all_groups, ambiguous)

    def _group(self, piece: HeapPiece, sections: dict[str, float]) -> PieceGroup:
        group = PieceGroup([piece], sections)
        if group.section:
            part = self._part_of(group.section, piece)
            if part:
                group.parts[part] += 1
        return group

    def _propose(self, groups: Sequence[PieceGroup], ambiguous: Mapping[int, tuple[KnownRecord, ...]]) -> Proposal:
        placements: list[Placement] = []
        new_records: list[NewRecord] = []
        for group in groups:
            section = self._section_of(group)
            if not section:
                continue
            pieces = self._without_doubtful(group, section, ambiguous)
            if not group.route and not self.clues.is_own(section, pieces):
                pieces = self._leave_nameless(pieces, section, self.words.sections[section].label.zh)
            pieces = self._without_strangers(pieces, section)
            route = (
                group.route
                or self._only_record(section, pieces, groups)
                or (self._add_record(new_records, section, pieces) if pieces else "")
            )
            if route:
                placements += self._placed(pieces, section, route)
        return Proposal(tuple(placements), tuple(new_records), tuple(self.left))

    def _section_of(self, group: PieceGroup) -> str:
        """The section that a group is surely of; where none is, its pieces are left."""
        ranked = sorted(group.sections.items(), key=lambda item: -item[1])
        if not group.route and len(ranked) > 1 and ranked[0][1] < SECTION_MARGIN * ranked[1][1]:
            names = "、".join(self.words.sections[name].label.zh for name, _ in ranked[:3])
            for piece in group.pieces:
                self.left.append(LeftPiece(piece.piece, LeftReason.SEVERAL_SECTIONS, names))
            return ""
        if not ranked:
            for piece in group.pieces:
                self.left.append(LeftPiece(piece.piece, LeftReason.NO_MATCH, _beginning(piece)))
            return ""
        return ranked[0][0] if group.pieces else ""

    def _without_doubtful(
        self, group: PieceGroup, section: str, ambiguous: Mapping[int, tuple[KnownRecord, ...]]
    ) -> list[HeapPiece]:
        """The pieces of a group without those that are as likely of one known record as of another."""
        kept = []
        for piece in group.pieces:
            if group.route or id(piece) not in ambiguous:
                kept.append(piece)
                continue
            rivals = [record for record in ambiguous[id(piece)] if record.section == section]
            if not rivals:  # a table of all that somebody has done names records of every section
                kept.append(piece)
                continue
            names = "、".join(map(self._title_of, rivals))
            self.left.append(LeftPiece(piece.piece, LeftReason.SEVERAL_RECORDS, names, section))
        return kept

    def _without_strangers(self, pieces: list[HeapPiece], section: str) -> list[HeapPiece]:
        """The pieces of a record without those that are of somebody else, where each would be a proof by itself."""
        declared = self.words.sections[section]
        if len(declared.named_parts) > 1 or len(pieces) <= 1:
            return pieces
        others = [piece for piece in pieces if self.clues.is_of_another(section, piece)]
        own_files = {piece.piece.file for piece in pieces if piece.piece.pages and piece not in others}
        continued = {
            id(before)
            for before, after in pairwise(_in_order(pieces))
            if after not in others and _goes_on(before, after)
        }
        strangers = [piece for piece in others if piece.piece.file not in own_files and id(piece) not in continued]
        self._leave_nameless(strangers, section, declared.label.zh)
        return [piece for piece in pieces if piece not in strangers]

    def _leave_nameless(self, pieces: Sequence[HeapPiece], section: str, other: str) -> list[HeapPiece]:
        self.left += [LeftPiece(piece.piece, LeftReason.NO_NAME, other, section) for piece in pieces]
        return []

    def _only_record(self, section: str, pieces: Sequence[HeapPiece], groups: Sequence[PieceGroup]) -> str:
        """The record of the manifest that some pieces are of because its section takes no other; empty where it does.

        It has to be one that the heap has nothing else for: two papers of a kind are two.
        """
        if not pieces:
            return ""
        records = [record for record in self.clues.records if record.section == section]
        is_single = self.words.sections[section].limit_for(self.context.dossier.level) == 1
        if not is_single and not (len(records) == 1 and self._is_rest_of(records[0], pieces)):
            return ""
        routes = [record.route for record in records]
        if len(routes) != 1 or any(group.pieces for group in groups if group.route == routes[0]):
            return ""
        others = [group for group in groups if group.pieces and not group.route and group.section == section]
        return routes[0] if len(others) == 1 else ""

    def _add_record(self, new_records: list[NewRecord], section: str, pieces: Sequence[HeapPiece]) -> str:
        """Add a new record of some pieces and return its id; empty where they are strays, which are left.

        What has the very values of a record of the manifest is that one.
        """
        record = self._new_record(f"N{len(new_records) + 1}", section, pieces)
        route = same_record(self.words.sections[section], record.fields, pieces, self.clues.records)
        if route:
            return route
        twin = (
            self._same_work(new_records, record, pieces)
            or self._same_education(new_records, record, pieces)
            or self._same_attachment(new_records, record, pieces)
        )
        if twin:
            return twin
        if self._is_stray(record, pieces):
            label = self.words.sections[section].label.zh
            self.left += [LeftPiece(piece.piece, LeftReason.SEVERAL_RECORDS, label, section) for piece in pieces]
            return ""
        new_records.append(record)
        self._pieces_of[record.id] = list(pieces)
        return record.id

    def _same_work(self, new_records: list[NewRecord], record: NewRecord, pieces: Sequence[HeapPiece]) -> str:
        """Put papers of another kind to the new record of the very same title, and return its id; empty where none is.

        The approval of a project and its closing are one record. Prizes are not: one work may get several.
        """
        section = self.words.sections[record.section]
        title = comparable_letters(record.title)
        if len(title) < _LONG_TITLE or "奖" in section.label.zh or not names_work(section.title_field, section):
            return ""
        for at, other in enumerate(new_records):
            own = self._pieces_of.get(other.id, [])
            headings = {piece.heading for piece in own} & {piece.heading for piece in pieces}
            if other.section == record.section and comparable_letters(other.title) == title and not headings:
                return self._put_to(new_records, at, pieces)
        return ""

    def _same_education(self, new_records: list[NewRecord], record: NewRecord, pieces: Sequence[HeapPiece]) -> str:
        """Put a degree, a register or a report to the new record of that education, and return its id."""
        section = self.words.sections[record.section]
        same = [
            at
            for at, other in enumerate(new_records)
            if other.section == record.section and is_same_education(section, record.fields, other.fields, pieces)
        ]
        return self._put_to(new_records, same[0], pieces) if len(same) == 1 else ""

    def _same_attachment(self, new_records: list[NewRecord], record: NewRecord, pieces: Sequence[HeapPiece]) -> str:
        """Put another part of an attachment (a contract, a record of insurance) to the new one, and return its id."""
        if not record.section.startswith(ATTACHMENTS):
            return ""
        for at, other in enumerate(new_records):
            own = self._pieces_of.get(other.id, [])
            parts = [{self._part_of(record.section, piece) for piece in each} for each in (own, pieces)]
            if other.section == record.section and all(map(all, parts)) and not parts[0] & parts[1]:
                return self._put_to(new_records, at, pieces)
        return ""

    def _is_rest_of(self, record: KnownRecord, pieces: Sequence[HeapPiece]) -> bool:
        """Whether some pieces are other parts of an attachment that is in the manifest."""
        present = {scan.part for scan in record.record.scans}
        parts = {self._part_of(record.section, piece) for piece in pieces}
        return record.section.startswith(ATTACHMENTS) and all(parts) and bool(present) and not parts & present

    def _part_of(self, section: str, piece: HeapPiece) -> str:
        return self.choose.part_of(section, piece, self.clues.words_on(piece))

    def _put_to(self, new_records: list[NewRecord], at: int, pieces: Sequence[HeapPiece]) -> str:
        """Put pieces to a new record, whose fields are read anew, and return its id."""
        record = new_records[at]
        self._pieces_of[record.id] = [*self._pieces_of.get(record.id, []), *pieces]
        new_records[at] = self._new_record(record.id, record.section, self._pieces_of[record.id])
        return record.id

    def _placed(self, pieces: Sequence[HeapPiece], section: str, route: str) -> list[Placement]:
        placed = []
        declared = self.words.sections[section]
        parts = self.choose.parts_of(section, pieces, self.clues.words_on)
        for piece in in_page_order(declared, pieces, parts):
            seen = self.clues.words_on(piece)
            part = parts[id(piece)]
            if not part and declared.named_parts:
                self.left.append(LeftPiece(piece.piece, LeftReason.NO_PART, "", section, route))
                continue
            own = [sight for sight in seen if sight.word.section == section]
            clue, page, box = best_place(own)
            guesses = self.clues.guesses_of(piece)
            score = next((guess.score for guess in guesses if guess.section == section), 0.0)
            sure = min(0.98, 0.5 + 0.1 * score) if route.startswith("N") else 0.95
            if len(declared.named_parts) > 1 and not self._part_of(section, piece):
                sure = min(sure, _BY_ORDER)
            placed.append(Placement(piece.piece, section, route, part, round(sure, 2), clue, page, box))
        room = self.rooms.get(route) if self.rooms is not None else None
        if room is not None:
            placed, without = share_room(placed, room, declared)
            self.left += without
        order = list(declared.parts)
        return sorted(placed, key=lambda place: order.index(place.part) if place.part in order else len(order))

    def _new_record(self, route: str, section: str, pieces: Sequence[HeapPiece]) -> NewRecord:
        declared = self.words.sections[section]
        fields = self.read_fields.read(declared, pieces)
        title = next((field.text for field in fields if field.field == declared.title_field), "")
        return NewRecord(route, section, title, fields)

    def _is_stray(self, record: NewRecord, pieces: Sequence[HeapPiece]) -> bool:
        """Whether pages of what should have many (a cover) have no title: they are some other record's.

        So are those that say that they are not the first.
        """
        if all(says_it_goes_on(piece.pages[0]) for piece in pieces):
            return True
        section = self.words.sections[record.section]
        if _says_of_none(record, section) and not any(has_heading(piece.pages[0]) for piece in pieces):
            return True
        title = next((field for field in record.fields if field.field == section.title_field), None)
        if title is not None and title.confidence >= _SURE_TITLE:
            return False
        texts = {part.id for part in section.named_parts if is_plain_text(part)}
        whole = texts | {part.id for part in section.named_parts if part.id == section.catch_all}
        parts = {self._part_of(record.section, piece) for piece in pieces}
        return (
            bool(texts) and len(section.named_parts) >= _MANY_PARTS and not parts & whole and len(pieces) < _MANY_PARTS
        )

    def _title_of(self, record: KnownRecord) -> str:
        section: Section = self.words.sections[record.section]
        return record.record.text(section.title_field) or record.record.folder or section.label.zh


def _says_of_none(record: NewRecord, section: Section) -> bool:
    """Whether a record of a form with sides has no value that tells it from others: the back of a sheet."""
    telling = {section.title_field, *(name for name, field in section.fields.items() if field.type in _TELLING)}
    return (
        len(section.named_parts) > 1
        and bool(section.fields)
        and telling.isdisjoint(read.field for read in record.fields)
    )


def _beginning(piece: HeapPiece) -> str:
    """How a piece begins, so that people know it again."""
    first = next((line.text.strip() for page in piece.pages for line in page.lines if line.text.strip()), "")
    return first if len(first) <= _MOST_QUOTED else f"{first[:_MOST_QUOTED]}…"


def _in_order(pieces: Sequence[HeapPiece]) -> list[HeapPiece]:
    return sorted(pieces, key=lambda piece: (piece.taken_at or 0, piece.serial or ("", 0)))


def _goes_on(before: HeapPiece, after: HeapPiece) -> bool:
    """Whether a piece is a further sheet of the one taken before it, as the list of a decision is."""
    return are_close(before, after) and says_it_goes_on(after.pages[0])

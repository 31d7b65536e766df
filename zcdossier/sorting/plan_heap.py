"""A heap of files to a proposal: what each is, by the words, values and neighbours of its pages; else why it is left.

Nothing is guessed in silence: what speaks for two things alike, or for none enough, is left with the reason.
"""

from collections.abc import Mapping, Sequence

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.profile import Profile, Section
from zcdossier.model.sort_proposal import FilePiece, LeftPiece, LeftReason, NewRecord, Placement, Proposal
from zcdossier.sorting.choose_part import PartChooser
from zcdossier.sorting.group_pieces import PieceGroup, join_groups, join_in_pdf, join_in_sequence
from zcdossier.sorting.heap_pieces import HeapFile, HeapPiece, is_copy
from zcdossier.sorting.page_clues import (
    ProfileWords,
    SectionGuess,
    Seen,
    best_place,
    has_heading,
    is_plain_text,
    says_it_goes_on,
)
from zcdossier.sorting.read_fields import read_fields
from zcdossier.sorting.record_match import (
    KnownRecord,
    RecordScore,
    choose_record,
    count_shares,
    known_records,
    score_records,
)
from zcdossier.sorting.record_room import RecordRoom, share_room
from zcdossier.sorting.split_pdf import split_pages

_LEAST_SECTION, _SECTION_MARGIN = 1.8, 1.25
_MAY_BE = 0.6
_LEAST_OWN, _LEAST_RECORD = 1.2, 2.4
_MANY_PARTS, _SURE_TITLE = 3, 0.86
_BY_ORDER = 0.6
_SECTION_SHARE, _FOREIGN, _FAR = 0.45, 2.5, 0.4


class HeapPlanner:
    """Plans one heap for one dossier. `taken` are the digests of what is in the dossier, with the file they are in."""

    def __init__(
        self,
        profile: Profile,
        context: Context,
        taken: Mapping[str, str],
        rooms: Mapping[str, RecordRoom] | None = None,
    ) -> None:
        self.profile, self.context, self.taken = profile, context, taken
        self.words = ProfileWords(profile)
        self.choose = PartChooser(self.words)
        self.records = known_records(context)
        self.shares = count_shares(self.records)
        self.person = context.dossier.applicant_name
        self.rooms = rooms
        self.left: list[LeftPiece] = []
        self._seen: dict[HeapPiece, list[Seen]] = {}
        self._guesses: dict[HeapPiece, list[SectionGuess]] = {}

    def plan(self, files: Sequence[HeapFile]) -> Proposal:
        """Return where every file belongs."""
        pieces = self._pieces(files)
        by_route = {record.route: PieceGroup([], {record.section: 9.0}, record.route) for record in self.records}
        groups: list[PieceGroup] = []
        ambiguous: dict[int, tuple[KnownRecord, ...]] = {}
        for piece in pieces:
            scores = self._record_scores(piece)
            chosen = choose_record(scores)
            if chosen is not None:
                route = chosen.record.route
                by_route[route].take(self._group(piece, {chosen.record.section: 9.0}))
                continue
            if len(scores) > 1 and scores[0].own >= _LEAST_OWN and scores[0].score >= _LEAST_RECORD:
                ambiguous[id(piece)] = tuple(score.record for score in scores[:3])
            groups.append(self._group(piece, self._likely_sections(piece)))
        all_groups = [*by_route.values(), *groups]
        all_groups = join_in_pdf(all_groups, self.words.sections)
        all_groups = join_in_sequence(all_groups, self.words.sections, timed_only=True)
        all_groups = join_groups(all_groups, self._common(), self.words.sections)
        all_groups = join_in_sequence(all_groups, self.words.sections)
        return self._propose(all_groups, ambiguous)

    def _pieces(self, files: Sequence[HeapFile]) -> list[HeapPiece]:
        """The pieces that can be placed; the others are left."""
        first: dict[str, str] = {}
        pieces: list[HeapPiece] = []
        for file in files:
            whole = FilePiece(file.file, file.digest, file.format)
            if file.trouble:
                reason = LeftReason.NOT_A_SCAN if file.trouble.startswith("!") else LeftReason.UNREADABLE
                self._leave(whole, reason, file.trouble.removeprefix("!"))
            elif file.digest in self.taken:
                self._leave(whole, LeftReason.IN_DOSSIER, self.taken[file.digest])
            elif file.digest in first:
                self._leave(whole, LeftReason.DUPLICATE, first[file.digest])
            else:
                first[file.digest] = file.file
                pieces += self._readable(whole, file)
        return self._without_copies(pieces)

    def _readable(self, whole: FilePiece, file: HeapFile) -> list[HeapPiece]:
        pages = file.pages or ()
        if not pages:
            self._leave(whole, LeftReason.ILLEGIBLE)
            return []
        found = []
        for run in (
            split_pages(pages, self._page_key, has_heading, self._goes_on)
            if file.format == "pdf" and len(pages) > 1
            else [tuple(pages)]
        ):
            numbers = tuple(page.page for page in run) if len(run) < len(pages) else ()
            piece = HeapPiece(whole._replace(pages=numbers), run)
            if piece.is_blank or piece.is_illegible:
                self._leave(piece.piece, LeftReason.BLANK if piece.is_blank else LeftReason.ILLEGIBLE)
            else:
                found.append(piece)
        return found

    def _page_key(self, page: PageFacts) -> tuple[str, str] | None:
        """What a page of a PDF surely is, so that another thing begins with it; None where it may go on."""
        piece = HeapPiece(FilePiece(""), (page,))
        if piece.is_blank or piece.is_illegible:
            return None
        chosen = choose_record(self._record_scores(piece))
        seen = self.words.seen_on([page])
        guesses = self.words.guess_section(seen)
        section = chosen.record.section if chosen is not None else self._sure_section(guesses)
        if not section:
            return None
        part = self.choose.part_of(section, piece, seen)
        return (chosen.record.route if chosen is not None else section), part

    def _goes_on(self, page: PageFacts, key: tuple[str, str] | None, current: tuple[str, str] | None) -> bool:
        """Whether a page that says it is not the first is of the same section as what stands before it."""
        return says_it_goes_on(page) and (
            key is None or current is None or self._section_of_key(key) == self._section_of_key(current)
        )

    def _section_of_key(self, key: tuple[str, str]) -> str:
        return next((record.section for record in self.records if record.route == key[0]), key[0])

    def _without_copies(self, pieces: list[HeapPiece]) -> list[HeapPiece]:
        """Leave what says the same as another piece, with the same figures: the page was taken twice."""
        kept: list[HeapPiece] = []
        for piece in pieces:
            copy = next((other for other in kept if is_copy(piece, other)), None)
            if copy is None:
                kept.append(piece)
            else:
                self._leave(piece.piece, LeftReason.DUPLICATE, _name(copy))
        return kept

    def _leave(self, piece: FilePiece, reason: LeftReason, other: str = "") -> None:
        self.left.append(LeftPiece(piece, reason, other))

    def _words_on(self, piece: HeapPiece) -> list[Seen]:
        if piece not in self._seen:
            self._seen[piece] = self.words.seen_on(piece.pages, piece.named)
            self._guesses[piece] = self.words.guess_section(self._seen[piece])
        return self._seen[piece]

    def _guesses_of(self, piece: HeapPiece) -> list[SectionGuess]:
        self._words_on(piece)
        return self._guesses[piece]

    def _record_scores(self, piece: HeapPiece) -> list[RecordScore]:
        """Records by their values on the page and by how much the page is of their section."""
        guesses = {guess.section: guess.score for guess in self._guesses_of(piece)}
        most = max(guesses.values(), default=0.0) or 1.0
        scores = score_records(piece, self.records, self.person, self.shares)
        weighed = [
            score._replace(
                score=score.score
                + _SECTION_SHARE * min(4.0, guesses.get(score.record.section, 0.0))
                - (_FOREIGN if most >= _LEAST_SECTION and guesses.get(score.record.section, 0.0) < _FAR * most else 0.0)
            )
            for score in scores
        ]
        return sorted(weighed, key=lambda score: (-score.score, score.record.route))

    def _likely_sections(self, piece: HeapPiece) -> dict[str, float]:
        """The sections a piece may be of; none where too little speaks for any."""
        guesses = self._guesses_of(piece)
        if not guesses or guesses[0].score < _LEAST_SECTION:
            return {}
        return {guess.section: guess.score for guess in guesses if guess.score >= _MAY_BE * guesses[0].score}

    def _sure_section(self, guesses: Sequence[SectionGuess]) -> str:
        if not guesses or guesses[0].score < _LEAST_SECTION:
            return ""
        if len(guesses) > 1 and guesses[0].score < _SECTION_MARGIN * guesses[1].score:
            return ""
        return guesses[0].section

    def _group(self, piece: HeapPiece, sections: dict[str, float]) -> PieceGroup:
        group = PieceGroup([piece], sections)
        if group.section:
            part = self.choose.part_of(group.section, piece, self._words_on(piece))
            if part:
                group.parts[part] += 1
        return group

    def _common(self) -> list[str]:
        """What the pages of a person have in common: name, employer and the like."""
        values = [value.text for value in self.context.dossier.applicant.values()]
        return [letters for value in values if len(letters := comparable_letters(value)) > 1]

    def _propose(self, groups: Sequence[PieceGroup], ambiguous: Mapping[int, tuple[KnownRecord, ...]]) -> Proposal:
        placements: list[Placement] = []
        new_records: list[NewRecord] = []
        for group in groups:
            section = self._section_of(group)
            if not section:
                continue
            pieces = self._without_doubtful(group, section, ambiguous)
            route = group.route or (self._add_record(new_records, section, pieces) if pieces else "")
            if route:
                placements += self._placed(pieces, section, route)
        return Proposal(tuple(placements), tuple(new_records), tuple(self.left))

    def _section_of(self, group: PieceGroup) -> str:
        """The section that a group is surely of; where none is, its pieces are left."""
        ranked = sorted(group.sections.items(), key=lambda item: -item[1])
        if not group.route and len(ranked) > 1 and ranked[0][1] < _SECTION_MARGIN * ranked[1][1]:
            names = "、".join(self.words.sections[name].label.zh for name, _ in ranked[:3])
            for piece in group.pieces:
                self._leave(piece.piece, LeftReason.SEVERAL_SECTIONS, names)
            return ""
        if not ranked:
            for piece in group.pieces:
                self._leave(piece.piece, LeftReason.NO_MATCH)
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
            names = "、".join(self._title_of(record) for record in ambiguous[id(piece)])
            self.left.append(LeftPiece(piece.piece, LeftReason.SEVERAL_RECORDS, names, section))
        return kept

    def _add_record(self, new_records: list[NewRecord], section: str, pieces: Sequence[HeapPiece]) -> str:
        """Add a new record of some pieces and return its id; empty where they are strays, which are left."""
        record = self._new_record(f"N{len(new_records) + 1}", section, pieces)
        if self._is_stray(record, pieces):
            label = self.words.sections[section].label.zh
            self.left += [LeftPiece(piece.piece, LeftReason.SEVERAL_RECORDS, label, section) for piece in pieces]
            return ""
        new_records.append(record)
        return record.id

    def _placed(self, pieces: Sequence[HeapPiece], section: str, route: str) -> list[Placement]:
        placed = []
        declared = self.words.sections[section]
        parts = self.choose.parts_of(section, pieces, self._words_on)
        for piece in pieces:
            seen = self._words_on(piece)
            part = parts[id(piece)]
            if not part and declared.named_parts:
                self.left.append(LeftPiece(piece.piece, LeftReason.NO_PART, "", section, route))
                continue
            own = [sight for sight in seen if sight.word.section == section]
            clue, page, box = best_place(own)
            guesses = self._guesses_of(piece)
            score = next((guess.score for guess in guesses if guess.section == section), 0.0)
            sure = min(0.98, 0.5 + 0.1 * score) if route.startswith("N") else 0.95
            if len(declared.named_parts) > 1 and not self.choose.part_of(section, piece, seen):
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
        fields = read_fields(declared, pieces, self.profile, self.person)
        title = next((field.text for field in fields if field.field == declared.title_field), "")
        return NewRecord(route, section, title, fields)

    def _is_stray(self, record: NewRecord, pieces: Sequence[HeapPiece]) -> bool:
        """Whether pages of what should have many (a cover) have no title: they are some other record's."""
        section = self.words.sections[record.section]
        title = next((field for field in record.fields if field.field == section.title_field), None)
        if title is not None and title.confidence >= _SURE_TITLE:
            return False
        texts = {part.id for part in section.named_parts if is_plain_text(part)}
        parts = {self.choose.part_of(record.section, piece, self._words_on(piece)) for piece in pieces}
        return (
            bool(texts) and len(section.named_parts) >= _MANY_PARTS and not parts & texts and len(pieces) < _MANY_PARTS
        )

    def _title_of(self, record: KnownRecord) -> str:
        section: Section = self.words.sections[record.section]
        return record.record.text(section.title_field) or record.record.folder or section.label.zh


def _name(piece: HeapPiece) -> str:
    return piece.piece.file + (f" ({piece.piece.pages_text})" if piece.piece.pages else "")

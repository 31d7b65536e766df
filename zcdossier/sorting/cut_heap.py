"""The files of a heap as pieces: PDFs of several things are taken apart, and what can't be placed is left."""

import re
from collections.abc import Callable, Mapping, Sequence

from zcdossier.lint.scan_text.find_person import Likelihood, find_person
from zcdossier.lint.scan_text.part_words import is_plain_text, is_running_text
from zcdossier.model.label import Label
from zcdossier.model.left_reasons import LeftReason
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.sort_proposal import FilePiece, LeftPiece
from zcdossier.sorting.choose_part import PartChooser
from zcdossier.sorting.heap_pieces import HeapFile, HeapPiece, is_chat, is_copy, names_others_alone
from zcdossier.sorting.page_form import CERTIFICATE_NAME, begins_paper, has_heading, opens_text, says_it_goes_on
from zcdossier.sorting.piece_clues import PieceClues
from zcdossier.sorting.record_match import choose_record

_COPY = re.compile(r"(?:\(\d{1,2}\)|（\d{1,2}）|[-_ ]?副本(?:\s*\(\d+\))?|[-_ ]copy)\.\w+$", re.IGNORECASE)
"""The names that systems give to a copy: of two that are the same file, the other is put."""
PageKey = tuple[str, str]


class HeapCutter:
    """Makes the pieces of one heap. `taken` are the digests of what is in the dossier; `left` is what was left.

    `present` are scans of the dossier as they were read: another photograph of one is left, too.
    """

    def __init__(
        self, clues: PieceClues, choose: PartChooser, taken: Mapping[str, str], present: Sequence[HeapFile] = ()
    ) -> None:
        self._clues, self._choose, self._taken = clues, choose, taken
        self.left: list[LeftPiece] = []
        self._put: list[tuple[HeapPiece, str]] = [
            (HeapPiece(FilePiece(file.file, file.digest, file.format), file.pages), file.file)
            for file in present
            if file.pages
        ]

    def pieces(self, files: Sequence[HeapFile]) -> list[HeapPiece]:
        """Return the pieces that can be placed; the others are left."""
        first: dict[str, str] = {}
        pieces: list[HeapPiece] = []
        for file in sorted(files, key=lambda file: _COPY.search(file.file) is not None):
            whole = FilePiece(file.file, file.digest, file.format)
            for page in file.put:
                put_piece = HeapPiece(whole._replace(pages=(page.page,)), (page,))
                self._put.append((put_piece, self._taken.get(file.digest, file.file)))
            if file.kind is not None:
                self._leave(whole, LeftReason.NOT_A_SCAN, file.kind)
            elif file.trouble is not None:
                self._leave(whole, LeftReason.UNREADABLE, file.trouble)
            elif file.digest in self._taken:
                self._leave(whole, LeftReason.IN_DOSSIER, self._taken[file.digest])
                if file.pages:
                    self._put.append((HeapPiece(whole, file.pages), self._taken[file.digest]))
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
            split_pages(pages, self._page_key, self._begins, self._goes_on, self._is_another)
            if file.format == "pdf" and len(pages) > 1
            else [tuple(pages)]
        ):
            numbers = tuple(page.page for page in run) if len(run) < len(pages) else ()
            piece = HeapPiece(whole._replace(pages=numbers), run)
            if piece.is_blank or piece.is_illegible:
                self._leave(piece.piece, LeftReason.BLANK if piece.is_blank else LeftReason.ILLEGIBLE)
            elif is_chat(piece):
                self._leave(piece.piece, LeftReason.CHAT)
            elif names_others_alone(piece, self._clues.person):
                self._leave(piece.piece, LeftReason.OF_ANOTHER)
            else:
                found.append(piece)
        return found

    def _page_key(self, page: PageFacts, current: PageKey | None) -> PageKey | None:
        """What a page of a PDF surely is, so that another thing begins with it; None where it may go on.

        What may be of several sections is of that of the page before it where it surely is another part there.
        """
        piece = HeapPiece(FilePiece(""), (page,))
        if piece.is_blank or piece.is_illegible:
            return None
        chosen = choose_record(self._clues.record_scores(piece))
        seen = self._clues.words.seen_on([page])
        guesses = self._clues.words.guess_section(seen)
        section = chosen.record.section if chosen is not None else self._clues.sure_section(guesses)
        if not section and current is not None:
            section = self._section_of_key(current)
            part = self._choose.part_of(section, piece, seen) if section in self._clues.likely_sections(piece) else ""
            return (
                (current[0], part)
                if part and not is_plain_text(self._clues.words.sections[section].parts[part])
                else None
            )
        if not section:
            return None
        part = self._choose.part_of(section, piece, seen)
        return (chosen.record.route if chosen is not None else section), part

    def _goes_on(self, page: PageFacts, key: tuple[str, str] | None, current: tuple[str, str] | None) -> bool:
        """Whether a page that says it is not the first is of the same section as what stands before it."""
        return (says_it_goes_on(page) or opens_text(page)) and (
            key is None or current is None or self._section_of_key(key) == self._section_of_key(current)
        )

    def _begins(self, page: PageFacts) -> bool:
        """Whether something begins on a page of which nothing else is sure: a heading, another person's paper."""
        return has_heading(page) or names_others_alone(HeapPiece(FilePiece(""), (page,)), self._clues.person)

    def _is_another(self, page: PageFacts, run: Sequence[PageFacts]) -> bool:
        """Whether a page is the same part of another thing.

        It is where it is the same form of another year, a certificate of another name, or names the applicant and has
        nothing else in common with what stands before it. Text that runs on has headings too; there only the head of a
        paper begins another.
        """
        new, before = HeapPiece(FilePiece(""), (page,)), HeapPiece(FilePiece(""), run)
        if self._are_two_certificates(new, before):
            return True
        if not has_heading(page) or (is_running_text([page]) and not begins_paper(page)):
            return False
        if new.heading and new.heading == before.heading:
            years = [piece.text.years for piece in (new, before)]
            return all(years) and not years[0] & years[1]
        if find_person(self._clues.person, new.text) is not Likelihood.PRESENT:
            return False
        shared = {gram for gram in new.grams & before.grams if not any(gram in words for words in self._clues.common)}
        return not shared

    def _are_two_certificates(self, new: HeapPiece, before: HeapPiece) -> bool:
        """Whether two pages begin with the names of certificates, however small, and both name the applicant."""
        return (
            new.heading != before.heading
            and all(CERTIFICATE_NAME.fullmatch(piece.heading) for piece in (new, before))
            and all(find_person(self._clues.person, piece.text) is Likelihood.PRESENT for piece in (new, before))
        )

    def _section_of_key(self, key: tuple[str, str]) -> str:
        return next((record.section for record in self._clues.records if record.route == key[0]), key[0])

    def _without_copies(self, pieces: list[HeapPiece]) -> list[HeapPiece]:
        """Leave what says the same as another piece, or one put before, with the same figures: it was taken twice."""
        kept: list[HeapPiece] = []
        for piece in sorted(pieces, key=lambda piece: -len(piece.pages)):
            put = next((name for other, name in self._put if is_copy(piece, other)), None)
            if put is not None:
                self._leave(piece.piece, LeftReason.IN_DOSSIER, put)
                continue
            copy = next((other for other in kept if is_copy(piece, other)), None)
            if copy is None:
                kept.append(piece)
            else:
                self._leave(piece.piece, LeftReason.DUPLICATE, _name(copy))
        return [piece for piece in pieces if piece in kept]

    def _leave(self, piece: FilePiece, reason: LeftReason, other: str | Label = "") -> None:
        self.left.append(LeftPiece(piece, reason, other))


def split_pages(
    pages: Sequence[PageFacts],
    key_of: Callable[[PageFacts, PageKey | None], PageKey | None],
    begins: Callable[[PageFacts], bool] = lambda _page: False,
    goes_on: Callable[[PageFacts, PageKey | None, PageKey | None], bool] = lambda _page, _key, _current: False,
    is_another: Callable[[PageFacts, Sequence[PageFacts]], bool] = lambda _page, _run: False,
) -> list[tuple[PageFacts, ...]]:
    """Return runs of pages. A page that is surely of another thing than the one before it begins a run.

    `key_of` says what a page surely is, given the key of the run before it. One of which nothing is sure but that
    something begins there begins a run too, and one of the same key where `is_another` says so, given the run. Others
    go on with what stands before them, and so does one of which `goes_on` says so, given its key and that of the run.
    """
    runs: list[list[PageFacts]] = []
    current: PageKey | None = None
    for page in pages:
        key = key_of(page, current)
        if runs and goes_on(page, key, current):
            runs[-1].append(page)
            current = key if current is None else current
        elif not runs or (key is not None and key != current) or ((key is None or not key[1]) and begins(page)):
            runs.append([page])
            current = key
        elif key is not None and is_another(page, runs[-1]):
            runs.append([page])
        else:
            runs[-1].append(page)
    return [tuple(run) for run in runs]


def _name(piece: HeapPiece) -> str:
    return piece.piece.file + (f" ({piece.piece.pages_text})" if piece.piece.pages else "")

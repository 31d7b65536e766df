"""Which part of a record a piece is: by the words of the parts, by plain text, by what its neighbours are already."""

from collections.abc import Callable, Sequence

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.part_words import is_plain_text, is_running_text, parts_seen
from zcdossier.model.profile import OTHER_PART
from zcdossier.sorting.fill_parts import parts_by_order
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import PartGuess, ProfileWords, Seen, is_sparse_page
from zcdossier.sorting.page_form import is_web_page

_LEAST_PART, _PART_MARGIN, _ALSO, _EQUAL = 0.8, 1.15, 0.55, 0.01
_LONG_LABEL, _COVERS = 4, "封"
_HEADED = 5.5
"""What a word of the profile weighs that heads a page."""

WordsOn = Callable[[HeapPiece], Sequence[Seen]]


class PartChooser:
    """Chooses parts by the words of a profile."""

    def __init__(self, words: ProfileWords) -> None:
        self._words = words

    def part_of(self, name: str, piece: HeapPiece, seen: Sequence[Seen]) -> str:
        """The part that a piece is in a section, or an empty text."""
        section = self._words.sections[name]
        if not section.named_parts:
            return ""
        texts = [part for part in section.named_parts if is_plain_text(part)]
        guesses = [guess for guess in self._guesses(name, piece, seen) if guess.part != OTHER_PART]
        texts = [] if is_web_page(piece.pages[0]) else texts
        is_headed = bool(guesses) and guesses[0].score >= _HEADED and section.parts[guesses[0].part] not in texts
        if texts and not is_headed and is_running_text(piece.pages) and not parts_seen(piece.pages[0], section.parts):
            return texts[0].id
        sparse = [part.id for part in section.named_parts if is_sparse_page(piece.pages, part.sparse_page)]
        if len(sparse) == 1 and not is_headed:
            return sparse[0]
        sure = bool(guesses) and guesses[0].score >= _LEAST_PART
        if sure and (len(guesses) == 1 or guesses[0].score >= _PART_MARGIN * guesses[1].score):
            return guesses[0].part
        alike = [guess.part for guess in guesses if guess.score >= guesses[0].score - _EQUAL]
        if sure and texts and all(is_plain_text(section.parts[part]) for part in alike):
            return texts[0].id  # its first page, or its last
        labelled = [
            part
            for part in alike
            if len(letters := comparable_letters(section.parts[part].label.zh)) >= _LONG_LABEL
            and letters in piece.letters
        ]
        if sure and len(labelled) == 1:
            return labelled[0]
        if (
            sure and len({section.parts[part].looks_like for part in alike}) == 1
        ):  # the profile does not tell them apart
            return min(alike, key=list(section.parts).index)
        if len(section.named_parts) == 1:
            return section.named_parts[0].id
        return section.catch_all if not sure else ""

    def parts_of(self, name: str, pieces: Sequence[HeapPiece], words_on: WordsOn) -> dict[int, str]:
        """The part of every piece of a record; of two that seem the same one, the less sure is what it also seems."""
        section = self._words.sections[name]
        parts = {id(piece): self.part_of(name, piece, words_on(piece)) for piece in pieces}
        for piece in sorted(pieces, key=lambda piece: self._lead(name, piece, words_on)):
            part = parts[id(piece)]
            if not part or is_plain_text(section.parts[part]) or list(parts.values()).count(part) == 1:
                continue
            guesses = self._guesses(name, piece, words_on(piece))
            least = max(_LEAST_PART, _ALSO * guesses[0].score) if guesses else 0.0
            taken = {*parts.values(), OTHER_PART}
            own = section.parts[part].looks_like
            free = [
                guess.part
                for guess in guesses
                if guess.part not in taken and guess.score >= least and section.parts[guess.part].looks_like != own
            ]
            if free:
                parts[id(piece)] = free[0]
        return parts_by_order(section, pieces, parts, lambda piece: self._guesses(name, piece, words_on(piece)))

    def _guesses(self, name: str, piece: HeapPiece, seen: Sequence[Seen]) -> list[PartGuess]:
        """The parts of a section by how much speaks for each.

        A page of the web about a text is no page of it, and one with the card of a library is neither cover.
        """
        parts = self._words.sections[name].parts
        never = {part.id for part in parts.values() if is_plain_text(part)} if is_web_page(piece.pages[0]) else set()
        never |= {part.id for part in parts.values() if _COVERS in part.label.zh} if piece.has_library_card else set()
        return [guess for guess in self._words.guess_part(name, seen, piece.pages) if guess.part not in never]

    def _lead(self, name: str, piece: HeapPiece, words_on: WordsOn) -> float:
        """How much more speaks for a piece's part than for another."""
        guesses = self._guesses(name, piece, words_on(piece))
        return guesses[0].score - guesses[1].score if len(guesses) > 1 else 100.0

"""What speaks for a piece of the heap: the words and the records that were read on it, and whether it is one's own."""

from collections.abc import Sequence

from zcdossier.lint.context import Context
from zcdossier.lint.scan_text.find_person import Likelihood, find_person
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.looked_for import names_person
from zcdossier.model.profile import Profile
from zcdossier.sorting.heap_pieces import HeapPiece
from zcdossier.sorting.page_clues import ATTACHMENTS, ProfileWords, SectionGuess, Seen
from zcdossier.sorting.page_form import has_heading
from zcdossier.sorting.record_match import RecordScore, TextShares, known_records, score_records

_LEAST_SECTION, SECTION_MARGIN = 1.8, 1.25
_MAY_BE, _LEAST_OWN = 0.6, 1.2
_SECTION_SHARE, _FOREIGN, _FAR = 0.45, 2.5, 0.4
_TITLED = 9.0
"""What a page's title weighs at least, where it says what the page is."""
_SEVERAL, _LEAST_NAMED = 7, 0.15
"""Most pages of a record name the person; where few of many do, they have been joined by chance."""


class PieceClues:
    """What speaks for the pieces of one heap, for one dossier; each piece is looked at once."""

    def __init__(self, profile: Profile, context: Context) -> None:
        self.words = ProfileWords(profile)
        self.records = known_records(context)
        self.person = context.dossier.applicant_name
        self.common = tuple(
            letters
            for value in context.dossier.applicant.values()
            if len(letters := comparable_letters(value.text)) > 1
        )
        """What the pages of a person have in common, as it is compared: name, employer and the like."""
        self._shares = TextShares(self.records)
        self._seen: dict[HeapPiece, list[Seen]] = {}
        self._guesses: dict[HeapPiece, list[SectionGuess]] = {}

    def words_on(self, piece: HeapPiece) -> list[Seen]:
        """Return the words of the profile that stand on a piece."""
        if piece not in self._seen:
            self._seen[piece] = self.words.seen_on(piece.pages, piece.named)
            self._guesses[piece] = self.words.guess_section(self._seen[piece])
        return self._seen[piece]

    def guesses_of(self, piece: HeapPiece) -> list[SectionGuess]:
        """Return the sections that a piece may be of, the likeliest first."""
        self.words_on(piece)
        return self._guesses[piece]

    def record_scores(self, piece: HeapPiece) -> list[RecordScore]:
        """Records by their values on the page and by how much the page is of their section.

        What is by its title a form of the notice names records of many sections: it is of none of these.
        """
        guesses = {guess.section: guess.score for guess in self.guesses_of(piece)}
        most = max(guesses.values(), default=0.0) or 1.0
        best = max(guesses, key=guesses.__getitem__, default="")
        is_form = best.startswith(ATTACHMENTS) and most >= _TITLED
        scores = score_records(piece, self.records, self.person, self._shares)
        weighed = [
            score._replace(
                score=score.score
                + _SECTION_SHARE * min(4.0, guesses.get(score.record.section, 0.0))
                - (_FOREIGN if most >= _LEAST_SECTION and guesses.get(score.record.section, 0.0) < _FAR * most else 0.0)
            )
            for score in scores
            if (score.record.title.removesuffix("年") not in score.record.years or score.record.section in guesses)
            and not (is_form and guesses.get(score.record.section, 0.0) < _FAR * most)
        ]  # a year is all that some records are called: it stands on the cover of every journal of that year, too
        return sorted(weighed, key=lambda score: (-score.score, score.record.route))

    def likely_sections(self, piece: HeapPiece) -> dict[str, float]:
        """The sections a piece may be of; none where too little speaks for any."""
        guesses = self.guesses_of(piece)
        if not guesses or guesses[0].score < _LEAST_SECTION:
            return {}
        best, *others = (guess for guess in guesses if guess.score >= _MAY_BE * guesses[0].score)
        rivals = (guess for guess in others if not self._says_more(piece, best.section, guess.section))
        return {guess.section: guess.score for guess in (best, *rivals)}

    def _says_more(self, piece: HeapPiece, section: str, other: str) -> bool:
        """Whether words speak for a section that do not as much for another, and next to none the other way round."""
        seen = self.words_on(piece)
        own = self.words.score_beyond(seen, section, other)
        return own >= _LEAST_OWN and self.words.score_beyond(seen, other, section) < _FAR * own

    def sure_section(self, guesses: Sequence[SectionGuess]) -> str:
        """Return the section that guesses speak for clearly, or an empty text."""
        if not guesses or guesses[0].score < _LEAST_SECTION:
            return ""
        if len(guesses) > 1 and guesses[0].score < SECTION_MARGIN * guesses[1].score:
            return ""
        return guesses[0].section

    def is_own(self, section: str, pieces: Sequence[HeapPiece]) -> bool:
        """Whether the applicant is named on any of the pieces of a new record, where such proofs name people."""
        if not self.person or not names_person(self.words.sections[section]):
            return True
        naming = sum(find_person(self.person, piece.text) is Likelihood.PRESENT for piece in pieces)
        return naming > (0 if len(pieces) < _SEVERAL else _LEAST_NAMED * len(pieces))

    def is_of_another(self, section: str, piece: HeapPiece) -> bool:
        """Whether a proof of one sheet begins on a piece and does not name the applicant."""
        if not self.person or not names_person(self.words.sections[section]) or not has_heading(piece.pages[0]):
            return False
        return find_person(self.person, piece.text) is Likelihood.ABSENT

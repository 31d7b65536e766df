"""By which words a page is known to be of a section and a part: data of the profile, weighed by how few share them.

A word that many sections use (证书) says little, one that a single section uses (专利号) says much; at the head of a
page it says more than among the text.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from statistics import median
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.part_words import is_in_many_places, parts_seen
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.model.profile import OTHER_PART, FieldType, Part, Profile, Section, SparsePage
from zcdossier.model.spelling import fold

ATTACHMENTS = "attachments."
_SAID, _LABEL, _ALIAS, _FIELD, _CHOICE = 3.0, 2.0, 1.2, 0.6, 0.5
_HEAD, _TOP, _MOST_AROUND = 2.2, 0.4, 14
_TITLE, _LARGEST, _MOST_OF_TITLE = 4.4, 0.9, 0.5
"""What the largest line at the head of a page says, where a word of one section is half of it: that is what it is."""
_WITHIN, _IN_SENTENCE = 0.6, 0.5
_FURTHER = 0.5
"""What a second word for a part says, of what it would alone."""
_SHORTEST = 2
_LEAST_RARITY, _IN_MANY_PLACES = 0.05, 0.3
_SPLIT = re.compile(r"[（）()、，,/／和与及]|情况|填写内容|等|现任|任现职以来")
_DIGITS = re.compile(r"\d")
_CELLS = 4
"""So many lines side by side are a row of a table."""
_SUBJECT = re.compile("^关于.*(?:通知|决定|通报|公告|的)$")
"""What a decision is about stands in a line of its own."""
_SENTENCE = re.compile("[。？！?!]$|[,，].")
_LABELLED = re.compile(r"[^:：]{2,10}[:：]\s*[^\s:：]")
"""What stands behind a label in its line: an answer of a form, which heads nothing."""
_FULL_LENGTH, _SPARSE = 4, 200


class Word(NamedTuple):
    """A word by which a section, or a part of it, is known."""

    letters: str
    section: str
    part: str
    weight: float


class Seen(NamedTuple):
    """A word as seen on a page."""

    word: Word
    page: int
    line: TextLine | None
    score: float


class PartGuess(NamedTuple):
    """A part and how much speaks for it."""

    part: str
    score: float


class SectionGuess(NamedTuple):
    """A section and how much speaks for it."""

    section: str
    score: float


class _WithinLonger:
    """Weighs words that stand within longer ones of other sections: 继续教育学时 in 继续教育学时证明 says less."""

    def __init__(self, seen: Sequence[Seen]) -> None:
        self._lines: dict[TextLine, set[str]] = defaultdict(set)
        self._own: dict[str, set[str]] = defaultdict(set)
        for sight in seen:
            self._own[sight.word.section].add(sight.word.letters)
            if sight.line is not None:
                self._lines[sight.line].add(sight.word.letters)

    def weigh(self, sight: Seen) -> Seen:
        """Return a sight with the score that it has beside the other words of its line."""
        others = self._lines.get(sight.line, set()) if sight.line is not None else set()
        others = others - self._own[sight.word.section]
        is_within = any(sight.word.letters in other for other in others)
        return sight._replace(score=sight.score * _WITHIN) if is_within else sight


def sections_by_name(profile: Profile) -> dict[str, Section]:
    """Return the sections and attachments of a profile as records are filed under them."""
    attachments = {f"{ATTACHMENTS}{name}": section for name, section in profile.attachments.items()}
    return {**profile.sections, **attachments}


class ProfileWords:
    """The words of a profile."""

    def __init__(self, profile: Profile) -> None:
        self.sections = sections_by_name(profile)
        self.words = tuple(word for name, section in self.sections.items() for word in _words_of(name, section))

    @cached_property
    def _rarity(self) -> dict[str, float]:
        """How much a word tells: 1 where one section has it, less the more do."""
        holders: dict[str, set[str]] = defaultdict(set)
        distinct = {word.letters for word in self.words}
        for word in self.words:
            holders[word.letters].add(word.section)
        texts = {letters: sorted(other for other in distinct if letters in other) for letters in distinct}
        count = len(self.sections) + 1
        rarity = {}
        for letters in distinct:
            using = set().union(*(holders[other] for other in texts[letters]))
            rarity[letters] = math.log(count / len(using)) / math.log(count)
        return rarity

    def seen_on(self, pages: Sequence[PageFacts], named: str = "") -> list[Seen]:
        """Return the words that stand on some pages, or in the file's name, each once where it says most."""
        best: dict[tuple[str, str, str], Seen] = {}
        lines = [
            (page.page, line, comparable_letters(line.text), line in heads, line in titles)
            for page in pages
            for heads in [_heads(page)]
            for titles in [_largest(heads)]
            for line in page.lines
        ]
        for word in self.words:
            key = (word.letters, word.section, word.part)
            for number, line, letters, is_head, is_title in lines:
                if word.letters not in letters:
                    continue
                around = len(_DIGITS.sub("", letters)) - len(word.letters)
                is_short = around <= _MOST_AROUND or _SUBJECT.search(line.text)
                near = _HEAD if is_head and around <= _MOST_AROUND else 1.0 if is_short else 0.5
                is_of_one = self._rarity[word.letters] >= 1 and word.weight >= _LABEL
                if is_title and is_of_one and len(word.letters) >= _MOST_OF_TITLE * len(letters):
                    near = _TITLE
                score = word.weight * self._rarity[word.letters] * near * _length_share(word) * line.confidence
                if key not in best or best[key].score < score:
                    best[key] = Seen(word, number, line, score)
            if named and word.letters in named:
                score = 2 * word.weight * self._rarity[word.letters] * _length_share(word)
                if key not in best or best[key].score < score:
                    best[key] = Seen(word, pages[0].page if pages else 1, None, score)
        return list(best.values())

    def guess_section(self, seen: Sequence[Seen]) -> list[SectionGuess]:
        """Return sections by how much speaks for them, the likeliest first.

        A word in a longer one counts once, with the more of the two.
        """
        by_section: dict[str, dict[str, Seen]] = defaultdict(dict)
        for sight in map(_WithinLonger(seen).weigh, seen):
            kept = by_section[sight.word.section].get(sight.word.letters)
            if kept is None or kept.score < sight.score:
                by_section[sight.word.section][sight.word.letters] = sight
        guesses = []
        for section, sights in by_section.items():
            longest = [
                sight._replace(score=max(inner.score for letters, inner in sights.items() if letters in whole))
                for whole, sight in sights.items()
                if not any(whole != other and whole in other for other in sights)
            ]
            ranked = sorted(longest, key=lambda sight: -sight.score)
            total = sum(sight.score / (1 + 0.5 * rank) for rank, sight in enumerate(ranked))
            guesses.append(SectionGuess(section, total))
        return sorted(guesses, key=lambda guess: (-guess.score, guess.section))

    def score_beyond(self, seen: Sequence[Seen], section: str, other: str) -> float:
        """Return how much more words speak for a section than for another, each by itself, and those of it alone."""
        scores: dict[str, float] = defaultdict(float)
        for sight in seen:
            if sight.word.section == other:
                scores[sight.word.letters] = max(scores[sight.word.letters], sight.score)
        own = [sight for sight in seen if sight.word.section == section]
        shared = {sight.word.letters for sight in own} & {*scores}
        beyond = [
            sight._replace(score=max(0.0, sight.score - scores.get(sight.word.letters, 0.0)))
            for sight in own
            if not any(sight.word.letters != letters and sight.word.letters in letters for letters in shared)
        ]
        return next((guess.score for guess in self.guess_section(beyond)), 0.0)

    def guess_part(self, name: str, seen: Sequence[Seen], pages: Sequence[PageFacts]) -> list[PartGuess]:
        """Return the parts of a section by how much speaks for each, the likeliest first."""
        section = self.sections[name]
        scores: dict[str, float] = defaultdict(float)
        scored_words: dict[str, dict[str, float]] = defaultdict(dict)
        for sight in seen:
            if sight.word.section == name and sight.word.part:
                score = sight.score / max(_LEAST_RARITY, self._rarity[sight.word.letters])
                if is_in_many_places(sight.word.letters):
                    letters = sum(len(line.text) for page in pages for line in page.lines)
                    score *= _IN_MANY_PLACES if letters < _SPARSE else _IN_MANY_PLACES**2
                if sight.line is not None and sight.line.text.endswith("。"):
                    score *= _IN_SENTENCE
                scored_words[sight.word.part][sight.word.letters] = score
        for part, words in scored_words.items():
            apart = sorted(
                (score for letters, score in words.items() if not any(letters in other != letters for other in words)),
                reverse=True,
            )
            inner = max(words.values())
            scores[part] = max(inner, apart[0]) + _FURTHER * sum(apart[1:2])
        headed = frozenset(part for page in pages[:1] for part in parts_seen(page, section.parts))
        headed |= {part.id for part in section.named_parts if is_sparse_page(pages[:1], part.sparse_page)}
        for part in headed:
            scores[part] += 3.0
        return sorted((PartGuess(part, score) for part, score in scores.items()), key=lambda guess: -guess.score)


def is_sparse_page(pages: Sequence[PageFacts], sparse: SparsePage | None) -> bool:
    """Whether some pages are one that says as little as a part's pages do, and what they say of it."""
    if sparse is None or len(pages) != 1:
        return False
    texts = [fold(line.text) for line in pages[0].lines]
    letters = sum(len(comparable_letters(text)) for text in texts)
    return (
        (not sparse.lines or len(texts) <= sparse.lines)
        and (not sparse.letters or letters <= sparse.letters)
        and all(any(re.search(form, text) for text in texts) for form in sparse.says)
        and not any(re.search(form, text) for form in sparse.lacks for text in texts)
    )


def _words_of(name: str, section: Section) -> Iterator[Word]:
    """Yield the words of a section and its parts, each once with the most it weighs."""
    weights: dict[tuple[str, str], float] = {}
    for text, part, weight in (*_texts_of_section(section), *_texts_of_parts(section)):
        letters = comparable_letters(text)
        if len(letters) >= _SHORTEST and weights.get((letters, part), 0.0) < weight:
            weights[letters, part] = weight
    for (letters, part_id), weight in weights.items():
        yield Word(letters, name, part_id, weight)


def _texts_of_section(section: Section) -> Iterator[tuple[str, str, float]]:
    for text in (*section.looks_like, section.label.zh):
        yield text, "", _SAID
    for piece in _SPLIT.split(section.label.zh):
        yield piece, "", _LABEL
    for alias in section.aliases:
        yield alias, "", _ALIAS
    for field in section.fields.values():
        if field.type not in (FieldType.FLAG, FieldType.PERSON):
            yield field.label.zh, "", _FIELD
        for choice in field.choices if field.id != "level" else ():
            yield choice.label.zh, "", _CHOICE


def _texts_of_parts(section: Section) -> Iterator[tuple[str, str, float]]:
    for part in section.parts.values():
        for text, weight in _texts_of_part(part):
            yield text, part.id, weight


def _texts_of_part(part: Part) -> Iterator[tuple[str, float]]:
    for word in part.looks_like:
        yield word, _SAID
    if part.id != OTHER_PART:
        yield part.label.zh, _LABEL
        for piece in re.split(r"[或、/]", part.label.zh):
            yield piece, _ALIAS
        for alias in part.aliases:
            yield alias, _ALIAS


def _heads(page: PageFacts) -> list[TextLine]:
    """The lines in the upper part of a page that are printed larger than most: no sentences, no cells of tables."""
    if not page.lines:
        return []
    usual = median(line.box.bottom - line.box.top for line in page.lines)
    upper = [line for line in page.lines if line.box.top < _TOP]
    return [
        line
        for line in upper
        if line.box.bottom - line.box.top >= usual
        and len(comparable_letters(line.text)) >= _SHORTEST
        and not _SENTENCE.search(line.text)
        and not _LABELLED.match(line.text)
        and sum(other.box.top < (line.box.top + line.box.bottom) / 2 < other.box.bottom for other in upper) < _CELLS
    ]


def _largest(lines: Sequence[TextLine]) -> list[TextLine]:
    """Of some lines those that are printed about as large as the largest."""
    most = max((line.box.bottom - line.box.top for line in lines), default=0.0)
    return [line for line in lines if line.box.bottom - line.box.top >= _LARGEST * most]


def _length_share(word: Word) -> float:
    """A short word stands on a page by accident more often; one that the profile says does not."""
    return 1.0 if word.weight >= _SAID else min(1.0, len(word.letters) / _FULL_LENGTH)


def best_place(sights: Sequence[Seen]) -> tuple[str, int, Box | None]:
    """Return the words that say most, the page and where they stand on it."""
    if not sights:
        return "", 1, None
    best = max(sights, key=lambda sight: sight.score)
    return (best.line.text if best.line else best.word.letters), best.page, (best.line.box if best.line else None)

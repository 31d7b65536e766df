"""What a measure is: its words, its unit, where it can be taken, and how."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from zcdossier.model.document_facts import PageFrame, PageText
from zcdossier.model.facts import FactGroup, FileFacts, PageSize
from zcdossier.model.label import Label, join_labels
from zcdossier.model.quantities import UNIT_WORDS, Interval, Unit, format_quantity


class Scope(StrEnum):
    """What a measure is taken of. The last three add up what files have."""

    FILE = "file"
    PAGE = "page"
    PICTURE = "picture"
    RECORD = "record"
    SECTION = "section"
    DOSSIER = "dossier"


SUMS = (Scope.RECORD, Scope.SECTION, Scope.DOSSIER)


class ValueForm(StrEnum):
    """What a measured value is: a number, a width and height, one of some words, yes or no, a text, or several."""

    NUMBER = "number"
    SIZE = "size"
    WORD = "word"
    FLAG = "flag"
    TEXT = "text"
    TEXTS = "texts"


class MeasureWord(NamedTuple):
    """One word that a measure can be, what to call it, and other ways to write it."""

    id: str
    label: Label
    aliases: tuple[str, ...] = ()


class TextTest(NamedTuple):
    """How texts that are none of the measure's words are told and compared.

    `reads` tells whether a bound may be such a text; `fit` says how far a found text is what is wanted: 0 surely, 1
    perhaps, None not; `label` is what people call it. `surely_other` tells of a text that may perhaps be called
    what is asked that everybody calls it something else.
    """

    reads: Callable[[str], bool]
    fit: Callable[[str, str], int | None]
    label: Callable[[str], Label]
    surely_other: Callable[[str, str], bool]


class MeasuredValue(NamedTuple):
    """What was measured: one or two amounts, or texts (each with all the names that it goes by), and how to show it."""

    text: Label
    amounts: tuple[Interval, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()


class PagePiece(NamedTuple):
    """One page of a file, counted from 1, with the facts of the whole file.

    `fonts` are those that are looked at, `area` is the part of the page, empty for all of it.
    """

    number: int
    facts: FileFacts
    fonts: tuple[str, ...] = ()
    area: str = ""

    @property
    def size(self) -> PageSize | None:
        """Its width and height, in points of a PDF and in pixels of a picture."""
        sizes = self.facts.sizes
        return sizes[self.number - 1] if self.number <= len(sizes) else None

    @property
    def height(self) -> float:
        """Its height; 0 where that is not known."""
        return self.size.height if self.size is not None else 0.0

    @property
    def frame(self) -> PageFrame | None:
        """How a PDF holds it; None where that could not be looked at."""
        found = self.facts.structure
        return found.frames[self.number - 1] if found is not None and self.number <= len(found.frames) else None

    @property
    def text(self) -> PageText | None:
        """Its text; None where it could not be looked at."""
        found = self.facts.texts
        return next((text for text in found.pages if text.page == self.number), None) if found is not None else None


class PicturePiece(NamedTuple):
    """One picture: a file that is a picture, or (by its position among all) one that stands on a page of a PDF."""

    page: int
    facts: FileFacts
    position: int = 0


Taker = Callable[[Any], Any]
"""From a file's facts, a page or a picture to a plain value (None where it can't be told)."""
ABSENT = "\0absent"
"""What a taker returns where there is nothing of the kind, so that no bound can be broken: no text of that font."""
SOME_PAGES_UNREAD = "\0"
"""Ends a text that was taken of several pages, some of which have none to be seen."""
YES, NO = "yes", "no"


def yes_no(yes: Label, no: Label) -> tuple[MeasureWord, ...]:
    """Return the two words of a measure that is yes or no, by what people call them."""
    return (
        MeasureWord(YES, yes, ("true", "是", "有", "y")),
        MeasureWord(NO, no, ("false", "否", "无", "没有", "n")),
    )


HAS = yes_no(Label("有", "yes"), Label("没有", "no"))


class Measure(NamedTuple):
    """One measure. `takers` are by scope, the first being taken where a rule does not say `of`.

    A taker returns a number, an interval, a pair of numbers, a word, yes or no, a text, or a tuple of texts. `whole`
    makes of what was taken of each page what the file has. `slack` is how far a value may lie from a bound and still be
    equal to it, in the measure's own unit. `needs` are the facts beyond the header, by scope. What is summed adds up
    (`sums`); what `lies` is compared with its shorter side first. `by_font` measures look at text, and
    `also_locked` ones can be told of a file that can't be opened, `of_any_file` of what is no picture and no PDF.
    `in_pictures` is what a picture has of what only PDFs can have: no links, no encryption. `over_pages` takes the
    whole file from all pages that are looked at, which is then the usual scope. What `contains` other texts is long:
    bounds ask whether they occur in it. `by_area` measures can look at a part of the page.
    """

    id: str
    label: Label
    means: Label
    example: str
    form: ValueForm
    takers: Mapping[Scope, Taker]
    unit: Unit = Unit.NONE
    words: tuple[MeasureWord, ...] = ()
    whole: Callable[[list[Any]], Any] | None = None
    needs: Mapping[Scope, frozenset[FactGroup]] = {}
    slack: Fraction = Fraction(0)
    sums: bool = False
    lies: bool = False
    by_font: bool = False
    formats: frozenset[str] = frozenset()
    aliases: tuple[str, ...] = ()
    names_of: Callable[[str], tuple[str, ...]] | None = None
    also_locked: bool = False
    of_any_file: bool = False
    text_test: TextTest | None = None
    in_pictures: Any = None
    over_pages: Callable[[list[PagePiece]], Any] | None = None
    contains: Callable[[str, str], bool] | None = None
    by_area: bool = False

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Where it can be taken, the usual one first."""
        first = (Scope.FILE,) if self.over_pages is not None else ()
        file = (Scope.FILE,) if self.whole is not None else ()
        return (*dict.fromkeys((*first, *self.takers, *file)), *(SUMS if self.sums else ()))

    @property
    def has_amounts(self) -> bool:
        """Whether it is a number, or two."""
        return self.form in (ValueForm.NUMBER, ValueForm.SIZE)

    @property
    def is_pdf_only(self) -> bool:
        """Whether pictures have no such thing."""
        return self.formats == PDF

    def find_word(self, text: str) -> MeasureWord | None:
        """Return the word that a text means, by its id, its label or another spelling."""
        folded = text.strip().casefold().replace("-", "_")
        for word in self.words:
            names = (word.id, word.label.zh, word.label.text("en"), *word.aliases)
            if any(folded == name.casefold().replace("-", "_") for name in names):
                return word
        return None

    def value_of(self, taken: Any) -> MeasuredValue:
        """Return a plain value with its words."""
        if self.form is ValueForm.SIZE:
            sides = tuple(_as_interval(side) for side in taken)
            return MeasuredValue(self.amounts_text(sides), sides)
        if self.form is ValueForm.NUMBER:
            amount = _as_interval(taken)
            return MeasuredValue(self.amounts_text((amount,)), (amount,))
        if self.form is ValueForm.FLAG:
            taken = YES if taken else NO
        texts = taken if isinstance(taken, tuple) else (taken,)
        if self.contains is not None:
            return MeasuredValue(self.label, names=(texts,))
        names = tuple(self._names(text) for text in texts)
        labels = join_labels(self.word_label(text) for text in texts) if texts else Label("没有", "none")
        return MeasuredValue(labels, names=names)

    def _names(self, text: str) -> tuple[str, ...]:
        return (text, *(self.names_of(text) if self.names_of else ()))

    def word_label(self, text: str) -> Label:
        """What to call a word, or a text that is none of the measure's words."""
        word = self.find_word(text) if self.words else None
        if word is not None:
            return word.label
        if self.text_test is not None:
            return self.text_test.label(text)
        return Label(text, text) if text else Label("空的", "empty")

    def amounts_text(self, amounts: tuple[Interval, ...]) -> Label:
        """Write amounts as people read them: one with its unit, two as width × height."""
        if len(amounts) == 1:
            return _interval_text(amounts[0], self.unit)
        figures = " × ".join(figure_of(side.low, self.unit) for side in amounts)
        words = UNIT_WORDS[self.unit].label
        return Label(f"{figures} {words.zh}", f"{figures} {words.text('en')}")


def _as_interval(taken: Any) -> Interval:
    if isinstance(taken, Interval):
        return taken
    amount = Fraction(taken).limit_denominator(10_000)
    return Interval(amount, amount)


def _interval_text(amount: Interval, unit: Unit) -> Label:
    high = format_quantity(amount.high, unit)
    if amount.exact:
        return high
    low = figure_of(amount.low, unit)
    return Label(f"{low} 到 {high.zh}", f"{low} to {high.text('en')}")


def figure_of(amount: Fraction, unit: Unit) -> str:
    """Write an amount as its unit is written, without the unit."""
    return format_quantity(amount, unit).zh.split(" ", 1)[0]


PDF = frozenset({"pdf"})

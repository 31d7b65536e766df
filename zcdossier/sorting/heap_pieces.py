"""The pages of a heap as planning sees them: their text, their order, and the text by which they are alike."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from statistics import median
from typing import NamedTuple

from zcdossier.lint.scan_text.find_person import Likelihood, find_person
from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.part_words import is_running_text
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.same_words import all_letters, say_much_the_same, say_other_words
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.label import Label
from zcdossier.model.page_facts import PageFacts, TextLine
from zcdossier.model.place import Place
from zcdossier.model.sort_proposal import FilePiece
from zcdossier.sorting.page_form import begins_paper, largest_line

GRAM = 6
_SURE_LINE, _LEAST_TITLE, _LEAST_TEXT_TITLE = 0.9, 6, 8
_HEAD, _LARGER, _MOST_IN_HEAD = 0.22, 1.25, 24
_LEAST_SAME, _LEAST_IN_OTHER_ORDER = 0.7, 0.85
_QUOTED = re.compile(r"[《“\"]([^《》“”\"]{4,60})[》”\"]")
_NAMED = re.compile(r"(?:名称|题目|题名|篇名|书名)[:：]?\s*([^\n:：]{6,60})")
_ISSN = re.compile(r"(?i:issn)\s*[:：]?\s*(\d{4}-\d{3}[\dXx])")
_LIBRARY_CARD = "在版编目"
_CN = re.compile(r"(?<![a-z])(cn\s?\d{2}-\d{4})(?!\d)")
IMPRINT = re.compile(
    r"([^\n/／:：.]{4,60}?)"
    r"(?:[/／]\s*[^\n/／]{2,20}?(?:主编|编著|编写|著|译)(?![\u4e00-\u9fff])"
    r"|[\u4e00-\u9fff]{3}(?:主编|编著|著)\s*[.．。])"
)
"""What a library's card in a book names: its title, behind a stroke (which is not always read) whose work it is."""
_SIGN = "(?:(?![的位们名等和与任各])[\u4e00-\u9fff])"
_NO_NAME = "指导|主治|执业|主任|住院|全体|本人|优秀|青年|导师|教学"
_ABOUT = re.compile(
    rf"(?:姓\s*名|申报人|申请人|持证人)\s*[:：]\s*{_SIGN}{{2,4}}(?![\u4e00-\u9fff])"
    rf"|姓\s*名\s*{_SIGN}{{2,4}}\s*(?:性\s*别|出生|身份证|单位)"
    rf"|(?!{_NO_NAME}){_SIGN}{{2,3}}(?:同志|医师|老师)(?=[:：，以在被参受承于为]|\s*$)",
    re.MULTILINE,
)
"""What a paper about one person says of whom it is about."""
_FEW_LETTERS = 8
_LETTERS_OF_COPY, _LEAST_OF_COPY = 40, 20
_DIGITS = re.compile(r"\d{2,}")
_NUMERALS = re.compile("[〇○零一二三四五六七八九十]{2,}")
_CAMERA = re.compile(
    r"(?i)^(?:img|dsc|pxl|mmexport|wx_camera|微信图片|微信截图|qq图片|扫描件|扫描全能王|camscanner|scan|新文档|screenshot)"
)
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_SERIAL = re.compile(r"(.*?\D)?(\d{1,4})\)?")
_MILLISECONDS = re.compile(r"(?<!\d)(1[5-9]\d{8})\d{3}(?!\d)")
"""Since 1970, as WeChat names what it exports."""
_CHAT, _TOP_LINES = re.compile(r"[^:：,，。]{0,24}群[^:：,，。]{0,6}[(（]\d{1,3}[)）]"), 4
_TIME = re.compile(r"(20\d{2})(\d{2})(\d{2})[_-]?(\d{2})(\d{2})(\d{2})")


class HeapFile(NamedTuple):
    """One file of the heap: what was read of its pages, None where it was not; `trouble` is why it can't be used.

    `kind` is what it is where it is neither picture nor PDF, `put` are those of its pages that were sorted before.
    """

    file: str
    digest: str = ""
    format: str = ""
    pages: tuple[PageFacts, ...] | None = None
    total: int = 0
    trouble: Label | None = None
    kind: Label | None = None
    put: tuple[PageFacts, ...] = ()


class HeapPiece:
    """A piece of the heap with its text."""

    def __init__(self, piece: FilePiece, pages: Sequence[PageFacts]) -> None:
        self.piece = piece
        self.pages = tuple(pages)
        scan = Scan(piece.file, "", Place(piece.file))
        self.text = RecordText([ScanPage(scan, page) for page in pages])

    @cached_property
    def letters(self) -> str:
        """Its letters and digits as they were read."""
        return self.text.letters[0].text

    @cached_property
    def gram_rows(self) -> tuple[tuple[str, ...], ...]:
        """Its runs of `GRAM` letters as they follow each other, by row and by column.

        Of running text only the head counts: what two texts share below their titles is wording.
        """
        texts = [order.text for order in self.text.letters]
        if is_running_text(self.pages):
            texts = ["".join(comparable_letters(line.text) for page in self.pages for line in _head_lines(page))]
        return tuple(tuple(text[start : start + GRAM] for start in range(len(text) - GRAM + 1)) for text in texts)

    @cached_property
    def titles(self) -> frozenset[str]:
        """What is named on it: in title marks, behind 名称 and the like, or in an imprint."""
        return titles_on(self)

    @cached_property
    def text_title(self) -> str:
        """What a text is called whose first page it is, as it is compared; empty where it is none, or that is short."""
        title = largest_line(self.pages[0]) if begins_paper(self.pages[0]) else ""
        return title if len(title) >= _LEAST_TEXT_TITLE else ""

    @cached_property
    def heading(self) -> str:
        """The first line of its first page, as it is compared; empty where it has none."""
        lines = self.pages[0].lines
        return comparable_letters(lines[0].text) if lines else ""

    @cached_property
    def work(self) -> str:
        """The title of the book whose imprint is on it, as it is compared; empty where there is none."""
        found = IMPRINT.search(self.text.folded.text)
        return comparable_letters(found[1]) if found is not None else ""

    @cached_property
    def issns(self) -> frozenset[str]:
        """The international numbers of journals on it."""
        return frozenset(_ISSN.findall(self.text.folded.text))

    @property
    def has_library_card(self) -> bool:
        """Whether it bears the card of a library, which stands inside of books and names what is on their covers."""
        return _LIBRARY_CARD in self.letters

    @cached_property
    def journals(self) -> frozenset[str]:
        """The numbers of journals on it, of both kinds."""
        return self.issns | {number.replace(" ", "") for number in _CN.findall(self.text.folded.text)}

    @cached_property
    def grams(self) -> frozenset[str]:
        """The same, each once; few of them do two pages share by accident."""
        return frozenset(gram for row in self.gram_rows for gram in row)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is on any page."""
        return all(page.is_blank or (page.is_blank is None and not page.lines) for page in self.pages)

    @property
    def is_illegible(self) -> bool:
        """Whether hardly anything could be read."""
        return len(self.letters) < _FEW_LETTERS

    @cached_property
    def named(self) -> str:
        """The words of the file's name, where a person gave it one; a phone's name says nothing."""
        stem = self.piece.file.rpartition("/")[2].rpartition(".")[0]
        return "" if _CAMERA.match(stem) else comparable_letters("".join(_HAN.findall(stem)))

    @cached_property
    def serial(self) -> tuple[str, int] | None:
        """What its name counts: `扫描件(12).jpg` is the 12th of its kind; the page, where it is some of a PDF."""
        stem = self.piece.file.rpartition("/")[2].rpartition(".")[0]
        match = _SERIAL.fullmatch(stem)
        return (match[1], int(match[2])) if match is not None and self.taken_at is None else None

    @cached_property
    def taken_at(self) -> int | None:
        """The second at which a phone took it, by its name; None where the name does not say."""
        name = self.piece.file.rpartition("/")[2]
        stamp = _MILLISECONDS.search(name)
        if stamp is not None:
            return int(stamp[1])
        match = _TIME.search(name)
        if match is None:
            return None
        year, month, day, hour, minute, second = (int(number) for number in match.groups())
        return ((((year * 12 + month) * 31 + day) * 24 + hour) * 60 + minute) * 60 + second


def are_of_other_journals(pieces: Iterable[HeapPiece], others: Iterable[HeapPiece]) -> bool:
    """Whether some pieces bear numbers of journals of the kind that others bear, and none in common."""
    first, second = (frozenset().union(*(piece.journals for piece in each)) for each in (pieces, others))
    kinds = {number.startswith("cn") for number in first} & {number.startswith("cn") for number in second}
    return bool(kinds) and first.isdisjoint(second)


def is_chat(piece: HeapPiece) -> bool:
    """Whether a piece shows what people of a group write to each other: its name with their number stands on top."""
    return any(_CHAT.fullmatch(line.text.strip()) for line in piece.pages[0].lines[:_TOP_LINES])


def _head_lines(page: PageFacts) -> list[TextLine]:
    """What stands above the text of a page, or is printed larger."""
    usual = median(line.box.bottom - line.box.top for line in page.lines) if page.lines else 0.0
    return [
        line
        for line in page.lines
        if (line.box.top < _HEAD and len(line.text) <= _MOST_IN_HEAD)
        or line.box.bottom - line.box.top >= _LARGER * usual
    ]


def is_copy(piece: HeapPiece, other: HeapPiece) -> bool:
    """Whether every page of a piece was taken again in another: what was surely read is the same, word for word."""
    return all(any(_is_same_page(page, again) for again in other.pages) for page in piece.pages)


def _is_same_page(first: PageFacts, second: PageFacts) -> bool:
    """Whether two pages are one. The words round a seal are read badly, and once perhaps not at all."""
    shorter, longer = sorted((first, second), key=lambda page: len(all_letters(page)))
    letters = [all_letters(page) for page in (shorter, longer)]
    if say_other_words(first, second):
        if not _is_within(shorter, letters[1], _LEAST_IN_OTHER_ORDER):
            return False
    elif (len(letters[0]) < _LETTERS_OF_COPY or not say_much_the_same(letters[0], letters[1])) and not _is_within(
        shorter, letters[1], _LEAST_SAME
    ):
        return False
    if _have_other_numerals(first, second):
        return False
    numbers = [_sure_numbers(page) for page in (first, second)]
    return numbers[0] <= numbers[1] or numbers[1] <= numbers[0]


def _is_within(page: PageFacts, letters: str, least: float) -> bool:
    """Whether all that was surely read of a page stands in some letters, in whatever order, and is most of them."""
    sure = [comparable_letters(line.text) for line in page.lines if line.confidence >= _SURE_LINE]
    total = sum(map(len, sure))
    return total >= max(_LEAST_OF_COPY, least * len(letters)) and all(line in letters for line in sure)


def _have_other_numerals(first: PageFacts, second: PageFacts) -> bool:
    """Whether one of two pages has numerals in words where the other has as many others: 二〇二一年, 二〇二〇年."""
    runs = [
        {run for line in page.lines if line.confidence >= _SURE_LINE for run in _NUMERALS.findall(line.text)}
        for page in (first, second)
    ]
    return any(len(mine) == len(other) for mine in runs[0] - runs[1] for other in runs[1] - runs[0])


def _sure_numbers(page: PageFacts) -> frozenset[str]:
    texts = [comparable_letters(line.text) for line in page.lines if line.confidence >= _SURE_LINE]
    return frozenset(number for text in texts for number in _DIGITS.findall(text))


def titles_on(piece: HeapPiece) -> frozenset[str]:
    """Return what is named on a piece: in title marks, and behind 名称 and the like; as it is compared."""
    text = piece.text.folded.text
    found = [*_QUOTED.findall(text), *_NAMED.findall(text), *IMPRINT.findall(text)]
    return frozenset(letters for title in found if len(letters := comparable_letters(title)) >= _LEAST_TITLE)


def names_others_alone(piece: HeapPiece, person: str) -> bool:
    """Whether a paper is about a person who is not the applicant (姓名：某某, 某某同志), who is nowhere on it."""
    if not person or find_person(person, piece.text) is not Likelihood.ABSENT:
        return False
    return _ABOUT.search(piece.text.folded.text) is not None

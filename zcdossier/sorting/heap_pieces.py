"""The pages of a heap as planning sees them: their text, their order, and the text by which they are alike."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from zcdossier.lint.scan_text.find_value import comparable_letters
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.dossier import Scan
from zcdossier.model.page_facts import PageFacts
from zcdossier.model.place import Place
from zcdossier.model.sort_proposal import FilePiece

GRAM = 6
_FEW_LETTERS = 8
_COPIES = 0.82
_LETTERS_OF_COPY = 40
_DIGITS = re.compile(r"\d{2,}")
_CAMERA = re.compile(
    r"(?i)^(?:img|dsc|pxl|mmexport|wx_camera|微信图片|微信截图|qq图片|扫描件|扫描全能王|camscanner|scan|新文档|screenshot)"
)
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_SERIAL = re.compile(r"(.*?\D)?(\d{1,4})\)?")
_MILLISECONDS = re.compile(r"(?<!\d)(1[5-9]\d{8})\d{3}(?!\d)")
"""Since 1970, as WeChat names what it exports."""
_TIME = re.compile(r"(20\d{2})(\d{2})(\d{2})[_-]?(\d{2})(\d{2})(\d{2})")


class HeapFile(NamedTuple):
    """One file of the heap: what was read of its pages, None where it was not; `trouble` is why it can't be used."""

    file: str
    digest: str = ""
    format: str = ""
    pages: tuple[PageFacts, ...] | None = None
    total: int = 0
    trouble: str = ""


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
        """Its runs of `GRAM` letters as they follow each other, by row and by column."""
        return tuple(
            tuple(order.text[start : start + GRAM] for start in range(len(order.text) - GRAM + 1))
            for order in self.text.letters
        )

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


def is_copy(piece: HeapPiece, other: HeapPiece) -> bool:
    """Whether two pieces say the same, with the same figures."""
    if len(piece.pages) != len(other.pages) or min(len(piece.letters), len(other.letters)) < _LETTERS_OF_COPY:
        return False
    if sorted(_DIGITS.findall(piece.letters)) != sorted(_DIGITS.findall(other.letters)):
        return False
    shared = len(piece.grams & other.grams)
    return shared >= _COPIES * max(len(piece.grams), len(other.grams))
